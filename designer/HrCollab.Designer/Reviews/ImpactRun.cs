using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Publishing;

namespace HrCollab.Designer.Reviews;

/// <summary>A replay of recorded submissions as it goes on, page by page: it runs beside the pages that show it, so that one can leave and come back, and it can be stopped.</summary>
internal sealed class ImpactRun(TimeProvider time) : IDisposable
{
    private const int PageSize = 1_000;
    private const int MostKept = 1_000;

    private readonly CancellationTokenSource _stop = new();
    private readonly long _began = time.GetTimestamp();
    private readonly Lock _gate = new();
    private readonly Impact _impact = new(MostKept);

    /// <summary>How many submissions there are, as the host counted them; null before the first page.</summary>
    public int? Total => _impact.Total;

    /// <summary>How long the rest takes at the pace so far; null while that cannot be told, and once it is over.</summary>
    public TimeSpan? Remaining { get; private set; }

    /// <summary>Submissions looked at.</summary>
    public int Examined => _impact.Examined;

    /// <summary>Of them, those that come out differently.</summary>
    public int Changed => _impact.Changed;

    /// <summary>Those whose facts do not give what was decided.</summary>
    public int NoBaseline => _impact.NoBaseline;

    /// <summary>Those that were given what holds today.</summary>
    public int Assumed => _impact.Assumed;

    /// <summary>Those whose case is still running: it stays on the revision it began with.</summary>
    public int Running => _impact.Running;

    /// <summary>False once it is done, was stopped or failed.</summary>
    public bool IsGoing { get; private set; } = true;

    /// <summary>True when somebody stopped it.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Why it ended before it was done.</summary>
    public Text? Failed { get; private set; }

    /// <summary>Raised after each page, from another thread.</summary>
    public event Action? Progressed;

    /// <summary>The first of those that come out differently.</summary>
    public ImmutableArray<JsonObject> Rows => Look(i => i.Items.ToImmutableArray());

    /// <summary>The first of those that cannot be told.</summary>
    public ImmutableArray<JsonObject> WithoutBaseline => Look(i => i.WithoutBaseline.ToImmutableArray());

    /// <summary>How many change, by department.</summary>
    public ImmutableArray<KeyValuePair<string, int>> ByDepartment => Look(i => i.ByDepartment.ToImmutableArray());

    /// <summary>How many change by whom they are about, the most first.</summary>
    public ImmutableArray<KeyValuePair<ImpactSubject, int>> BySubject => Look(i => i.BySubject.ToImmutableArray());

    /// <summary>How many go which way, the most first.</summary>
    public ImmutableArray<KeyValuePair<RouteFlow, int>> Routes => Look(i => i.Routes.ToImmutableArray());

    /// <summary>Says what ids are called.</summary>
    public T Named<T>(Func<ImpactNames, T> say) => Look(i => say(i.Names));

    /// <summary>Stops after the page that is on its way.</summary>
    public void Stop() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    internal async Task Run(Func<CancellationToken, Task<RevisionClient?>> host, ImmutableArray<DefinitionFile> files)
    {
        try
        {
            if (await host(_stop.Token) is not { } client)
            {
                Failed = new Text("主机没有回答。", "The host did not answer.");
                return;
            }

            string? cursor = null;
            do
            {
                _stop.Token.ThrowIfCancellationRequested(); // an answer that is there at once is no reason to go on
                var page = await client.Replay(files, null, PageSize, cursor, cancel: _stop.Token);
                lock (_gate) Take(page);
                cursor = page["next"]?.GetValue<string>();
                Progressed?.Invoke();
            }
            while (cursor is not null);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            IsStopped = true;
        }
        catch (HttpRequestException e)
        {
            Failed = new Text($"主机没有接受:{e.Message}", $"The host refused: {e.Message}");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            Failed = new Text($"没有做完:{e.Message}", $"It did not get to its end: {e.Message}"); // such as an answer that is not what a host sends
        }
        finally
        {
            IsGoing = false;
            Remaining = null;
            Progressed?.Invoke();
        }
    }

    private void Take(JsonObject page)
    {
        _impact.Add(page);
        Remaining = Examined > 0 && Total > Examined ? time.GetElapsedTime(_began) * ((double)(Total.Value - Examined) / Examined) : null;
    }

    private T Look<T>(Func<Impact, T> look)
    {
        lock (_gate) return look(_impact);
    }
}

/// <summary>Replays by person and candidate. What a replay shows is what the host shows that person, so nobody sees another's.</summary>
internal sealed class ImpactRuns(TimeProvider time)
{
    private const int Most = 20;

    private readonly ConcurrentDictionary<(string Person, string Hash), ImpactRun> _runs = new();

    /// <summary>The replay of a candidate that a person began, or null.</summary>
    public ImpactRun? Find(string person, string hash) => _runs.GetValueOrDefault((person, hash));

    /// <summary>Begins one; an earlier one of the same person and candidate is stopped.</summary>
    public ImpactRun Begin(string person, string hash, Func<CancellationToken, Task<RevisionClient?>> host, ImmutableArray<DefinitionFile> files)
    {
        Find(person, hash)?.Stop();
        foreach (var (key, ended) in _runs.Where(r => !r.Value.IsGoing).Take(Math.Max(0, _runs.Count - Most + 1)).ToList())
        {
            if (_runs.TryRemove(key, out _)) ended.Dispose();
        }

        var run = new ImpactRun(time);
        _runs[(person, hash)] = run;
        _ = Task.Run(() => run.Run(host, files));
        return run;
    }
}
