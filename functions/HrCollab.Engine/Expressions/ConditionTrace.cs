using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>How a condition came out, and why.</summary>
/// <param name="Verdict">The outcome of the whole condition.</param>
/// <param name="Leaves">Every part joined by and, or, not, in the order written; all are evaluated.</param>
/// <param name="Missing">Full paths without a value that left some leaf unknown.</param>
/// <param name="Tree">The same as a tree, with what would have to be otherwise.</param>
public sealed record ConditionTrace(Verdict Verdict, ImmutableArray<LeafTrace> Leaves, ImmutableArray<string> Missing, Why Tree);

/// <summary>One part of a condition.</summary>
/// <param name="Sentence">The part in words.</param>
/// <param name="Verdict">Its outcome, before any negation around it.</param>
/// <param name="Values">The values it read.</param>
public sealed record LeafTrace(Text Sentence, Verdict Verdict, ImmutableArray<TraceValue> Values);

/// <summary>Takes down the verdicts of the leaves during one evaluation.</summary>
internal sealed class Tracer(int leaves)
{
    private readonly Verdict[] _verdicts = new Verdict[leaves];

    public Verdict this[int leaf]
    {
        get => _verdicts[leaf];
        set => _verdicts[leaf] = value;
    }
}
