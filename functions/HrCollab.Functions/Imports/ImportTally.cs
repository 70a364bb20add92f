using HrCollab.Engine.Standards;

namespace HrCollab.Functions.Imports;

/// <summary>Counts of an import while it runs; one writer.</summary>
internal sealed class ImportTally
{
    private const int MostFindings = 500;
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly ImportState _before;
    private readonly bool _resumed;
    private readonly SortedDictionary<string, long> _findings;
    private readonly SortedDictionary<string, long> _notices;
    private long _created;
    private long _updated;
    private long _unchanged;
    private long _quarantined;
    private long _passedOver;

    public ImportTally(ImportState state, TimeProvider time)
    {
        (_time, _started, _resumed) = (time, time.GetTimestamp(), state.State == "running");
        State = _before = state with { State = "running", Begun = true, StartedAt = state.StartedAt ?? time.GetUtcNow() };
        _findings = new SortedDictionary<string, long>(state.Findings, StringComparer.Ordinal);
        _notices = new SortedDictionary<string, long>(state.Notices, StringComparer.Ordinal);
        (_created, _updated, _unchanged, _quarantined, _passedOver) = (state.Created, state.Updated, state.Unchanged, state.Quarantined, state.PassedOver);
    }

    /// <summary>The state as of the last checkpoint.</summary>
    public ImportState State { get; private set; }

    /// <summary>True as long as rows could have been written before a kill: two waves behind the checkpoint that it began with.</summary>
    public bool MayRepeat(int rows) => _resumed && State.Rows < _before.Rows + (2L * rows);

    public void Add(RowOutcome outcome, Shelved shelved, bool wroteItself)
    {
        foreach (var notice in outcome.Notices) Count(_notices, notice);
        switch (outcome)
        {
            case RowOutcome.Write { Creates: true }:
                _created++;
                break;
            case RowOutcome.Write:
                _updated++;
                break;
            case RowOutcome.Same { Version: 1 } when wroteItself:
                _created++;
                break;
            case RowOutcome.Same when wroteItself:
                _updated++;
                break;
            case RowOutcome.Bad bad when !shelved.Mended:
                _quarantined++;
                foreach (var violation in bad.Violations) Count(violation.Warning ? _notices : _findings, violation);
                break;
            case RowOutcome.PassedOver:
                _passedOver++;
                break;
            default:
                _unchanged++;
                break;
        }
    }

    /// <summary>So many rows more are durable.</summary>
    public ImportState Checkpoint(int rows, long bytesRead) => State = State with
    {
        Rows = State.Rows + rows,
        Tries = 0,
        BytesRead = bytesRead,
        Created = _created,
        Updated = _updated,
        Unchanged = _unchanged,
        Quarantined = _quarantined,
        PassedOver = _passedOver,
        Findings = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, _findings),
        Notices = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, _notices),
        Worked = Worked,
    };

    /// <summary>The end, good or bad.</summary>
    public ImportState Finished(ImportFailure? failure) => State with
    {
        State = failure is null ? "done" : "failed",
        Begun = false,
        Failure = failure,
        FinishedAt = _time.GetUtcNow(),
        Worked = Worked,
        BytesRead = failure is null ? State.Bytes : State.BytesRead,
    };

    private TimeSpan Worked => _before.Worked + _time.GetElapsedTime(_started);

    private static void Count(SortedDictionary<string, long> counts, Violation violation)
    {
        var finding = $"{violation.Code}|{violation.Pointer}";
        if (counts.Count < MostFindings || counts.ContainsKey(finding)) counts[finding] = counts.GetValueOrDefault(finding) + 1;
    }
}
