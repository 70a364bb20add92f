using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Workflows;

/// <summary>What a person does with a task.</summary>
/// <param name="Action">approve, reject, return, complete or claim.</param>
/// <param name="Comment">What they say; needed to reject or return.</param>
/// <param name="Checks">Per check: whether it is done, and its evidence.</param>
/// <param name="To">Where a return goes: a step's id, or submit; the submitter when absent.</param>
public sealed record TaskAct(string Action, string? Comment, ImmutableSortedDictionary<string, CheckMark> Checks, string? To)
{
    /// <summary>The acts that tasks take.</summary>
    public static ImmutableArray<string> Known { get; } = ["approve", "reject", "return", "complete", "claim"];
}

/// <summary>A ticked check.</summary>
public sealed record CheckMark(bool Done, string? Evidence);

/// <summary>The answer to an act.</summary>
public abstract record ActOutcome
{
    private ActOutcome()
    {
    }

    /// <summary>Done: the case afterwards and what happened.</summary>
    public sealed record Done(CaseState State, ImmutableArray<CaseEvent> Events) : ActOutcome;

    /// <summary>The caller may not act on this task; with how that was decided, when more than the task was judged.</summary>
    public sealed record Denied(DiagnosticCode Code, Text Message, ImmutableArray<TraceEntry> Trace = default) : ActOutcome;

    /// <summary>The case does not stand so that this can be done.</summary>
    public sealed record Conflict(DiagnosticCode Code, Text Message) : ActOutcome;

    /// <summary>Something is missing or wrong in what was sent; with how a form was judged, when one was sent.</summary>
    public sealed record Invalid(ImmutableArray<Violation> Violations, ImmutableArray<TraceEntry> Trace = default) : ActOutcome;

    /// <summary>No such task.</summary>
    public sealed record NotFound : ActOutcome;
}
