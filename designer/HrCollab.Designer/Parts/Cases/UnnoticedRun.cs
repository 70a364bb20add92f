using System.Collections.Concurrent;
using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Proof;
using HrCollab.Workspace;

namespace HrCollab.Designer.Parts.Cases;

/// <summary>
/// Changes one thing of a definition after the other and runs all cases each time: what no case notices is a place where a slip would go live. It runs beside the pages
/// that show it, so that one can leave and come back, and it can be stopped.
/// </summary>
internal sealed class UnnoticedRun(DefinitionSet set, string path, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly long _began = time.GetTimestamp();
    private readonly Lock _gate = new();
    private readonly List<Mutant> _unnoticed = [];

    /// <summary>The set whose cases are run.</summary>
    public DefinitionSet Set => set;

    /// <summary>Changes to try.</summary>
    public int Total { get; } = Mutants.Of(set.Files[path]).Count();

    /// <summary>Changes tried.</summary>
    public int Tried { get; private set; }

    /// <summary>How long the rest takes at the pace so far; null while that cannot be told, and once it is over.</summary>
    public TimeSpan? Remaining { get; private set; }

    /// <summary>False once it is done or was stopped.</summary>
    public bool IsGoing { get; private set; } = true;

    /// <summary>True when somebody stopped it.</summary>
    public bool IsStopped => _stop.IsCancellationRequested;

    /// <summary>Changes that nothing noticed, in the order of the file.</summary>
    public ImmutableArray<Mutant> Unnoticed
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

    internal void Run()
    {
        var stop = _stop.Token;
        try
        {
            foreach (var result in MutationRun.Of(set, path, ExampleCompany.World, stop))
            {
                if (stop.IsCancellationRequested) break; // of cases that were broken off nothing follows
                lock (_gate)
                {
                    Tried++;
                    if (result.NoticedBy is null) _unnoticed.Add(result.Mutant);
                }

                Remaining = time.GetElapsedTime(_began) * ((double)(Total - Tried) / Tried);
                Progressed?.Invoke();
            }
        }
        finally
        {
            IsGoing = false;
            Remaining = null;
            Progressed?.Invoke();
        }
    }
}

/// <summary>Such runs by person and file; of a file that was changed since, the run that is there is of the file before.</summary>
internal sealed class UnnoticedRuns(TimeProvider time)
{
    private const int Most = 20;

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

        var run = new UnnoticedRun(set, path, time);
        _runs[(person, path)] = run;
        _ = Task.Run(run.Run);
        return run;
    }
}
