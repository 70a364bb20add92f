using System.Collections.Concurrent;
using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Proof;
using HrCollab.Workspace;
using HrCollab.Workspace.Words;

namespace HrCollab.Designer.Parts.Cases;

/// <summary>
/// Changes one thing of a definition after the other and runs all cases each time: what no case notices is a place where a slip would go live. It runs beside the pages
/// that show it, so that one can leave and come back, and it can be stopped.
/// </summary>
internal sealed class UnnoticedRun(string hash, int total, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<UnnoticedChange> _unnoticed = [];

    /// <summary>Hash of the set whose cases are run; the set itself is let go of with the end of the run.</summary>
    public string Hash => hash;

    /// <summary>Changes to try.</summary>
    public int Total => total;

    /// <summary>Changes tried.</summary>
    public int Tried { get; private set; }

    /// <summary>How long the rest takes at the pace so far; null while that cannot be told, and once it is over.</summary>
    public TimeSpan? Remaining { get; private set; }

    /// <summary>True until its turn comes: each such run keeps a processor busy, so only some go on at once.</summary>
    public bool IsWaiting { get; private set; } = true;

    /// <summary>Why it ended before it was done.</summary>
    public Text? Failed { get; private set; }

    /// <summary>False once it is done, was stopped or failed.</summary>
    public bool IsGoing { get; private set; } = true;

    /// <summary>True when somebody stopped it.</summary>
    public bool IsStopped => _stop.IsCancellationRequested;

    /// <summary>Changes that nothing noticed, in the order of the file.</summary>
    public ImmutableArray<UnnoticedChange> Unnoticed
    {
        get
        {
            lock (_gate) return [.. _unnoticed];
        }
    }

    /// <summary>Raised after each change, from another thread.</summary>
    public event Action? Progressed;

    /// <summary>Stops between two changes.</summary>
    public void Stop() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    /// <summary>Waits for its turn, then takes result after result beside whoever called.</summary>
    internal async Task Run(SemaphoreSlim turn, Func<CancellationToken, IEnumerable<MutantResult>> results, Func<string, Text> words)
    {
        var stop = _stop.Token;
        var isMine = false;
        try
        {
            await turn.WaitAsync(stop).ConfigureAwait(false);
            (isMine, IsWaiting) = (true, false);
            await Task.Run(() => Take(results(stop), words, stop), stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Somebody stopped it.
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Failed = new Text($"没有做完:{e.Message}", $"It did not get to its end: {e.Message}");
        }
        finally
        {
            if (isMine) turn.Release();
            IsWaiting = false;
            IsGoing = false;
            Remaining = null;
            Progressed?.Invoke();
        }
    }

    private void Take(IEnumerable<MutantResult> results, Func<string, Text> words, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        foreach (var result in results)
        {
            if (stop.IsCancellationRequested) break; // of cases that were broken off nothing follows
            lock (_gate)
            {
                Tried++;
                var (place, before, after) = (result.Mutant.Place.Pointer, result.Mutant.Before, result.Mutant.After);
                if (result.NoticedBy is null) _unnoticed.Add(new UnnoticedChange(place, words(place), before, after));
            }

            Remaining = time.GetElapsedTime(began) * ((double)(Total - Tried) / Tried);
            Progressed?.Invoke();
        }
    }
}

/// <summary>A change that nothing noticed.</summary>
/// <param name="Pointer">Where.</param>
/// <param name="Where">The same in words.</param>
/// <param name="Before">As it was.</param>
/// <param name="After">As it was changed to.</param>
internal sealed record UnnoticedChange(string Pointer, Text Where, string Before, string After);

/// <summary>Such runs by person and file; of a file that was changed since, the run that is there is of the file before.</summary>
internal sealed class UnnoticedRuns(TimeProvider time, IConfiguration? configuration = null) : IDisposable
{
    private const int Most = 20;

    /// <summary>As many at once as <c>Designer:SearchesAtOnce</c> says; one when it says nothing.</summary>
    private readonly SemaphoreSlim _turn = new(Math.Max(1, configuration?.GetValue("Designer:SearchesAtOnce", 1) ?? 1));

    private readonly ConcurrentDictionary<(string Person, string Path), UnnoticedRun> _runs = new();

    /// <summary>The run that a person began last over a file, or null.</summary>
    public UnnoticedRun? Find(string person, string path) => _runs.GetValueOrDefault((person, path));

    /// <summary>Begins one; an earlier one of the same person and file is stopped.</summary>
    public UnnoticedRun Begin(string person, string path, DefinitionSet set)
    {
        Find(person, path)?.Stop();
        foreach (var (key, ended) in _runs.Where(r => !r.Value.IsGoing).Take(Math.Max(0, _runs.Count - Most + 1)).ToList())
        {
            if (_runs.TryRemove(key, out _)) ended.Dispose();
        }

        var run = new UnnoticedRun(set.Hash, Mutants.Count(set.Files[path]), time);
        _runs[(person, path)] = run;
        var words = new Lazy<PlaceWords>(() => new PlaceWords(set.Files, path));
        _ = run.Run(_turn, stop => MutationRun.Of(set, path, ExampleCompany.World, stop), pointer => words.Value.Of(pointer));
        return run;
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}
