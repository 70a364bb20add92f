using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;

namespace HrCollab.Functions.Decisions;

/// <summary>A decision as one reader may see it: the answer of the API, and beside it how it was decided as the engine says it, for pages. Closed.</summary>
internal abstract record DecisionFound(JsonObject Answer)
{
    /// <summary>It carried a case on.</summary>
    public sealed record OfCase(JsonObject Answer, LoadedCase Loaded, CaseContext Context, CaseCommand Command) : DecisionFound(Answer);

    /// <summary>It refused a form; values of the trace as the reader may see them.</summary>
    public sealed record OfForm(JsonObject Answer, Workflow Workflow, ImmutableArray<TraceEntry> Trace, Func<TraceValue, string?> Shown) : DecisionFound(Answer);

    /// <summary>It changed a record, or refused to; values of the trace as the reader may see them.</summary>
    public sealed record OfRecord(JsonObject Answer, Standard Standard, ImmutableArray<TraceEntry> Trace, Func<TraceValue, string?> Shown) : DecisionFound(Answer);
}
