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
    private readonly Verdict[] _verdicts = new Verdict[leaves]; // every leaf is evaluated, so each evaluation writes its own
    private List<(int Leaf, int Year)>? _years;
    private List<(int Leaf, int Body, int Item)>? _decided;
    private int _current;

    public Verdict this[int leaf] => _verdicts[leaf];

    /// <summary>True when nothing but verdicts was taken down.</summary>
    public bool IsPlain => _years is null && _decided is null;

    /// <summary>Ready for another evaluation of as many leaves or fewer.</summary>
    public Tracer Again()
    {
        (_years, _decided, _current) = (null, null, 0);
        return this;
    }

    /// <summary>Leaves are evaluated whole, one after the other: what is noted between two verdicts belongs to the second.</summary>
    public void Add(int leaf, Verdict verdict) => (_verdicts[leaf], _current) = (verdict, leaf + 1);

    /// <summary>A year of the calendar that is not published.</summary>
    public void Lacks(int year) => (_years ??= []).Add((_current, year));

    /// <summary>A list was looked through by a body; one item alone gave the verdict, or none did (-1).</summary>
    public void Looked(int body, int item) => (_decided ??= []).Add((_current, body, item));

    /// <summary>The item that decided, or -1, for each list of the leaf that has a body, in the order written.</summary>
    public IEnumerable<int> Decided(int leaf) => _decided is null ? [] : _decided.Where(d => d.Leaf == leaf).OrderBy(d => d.Body).Select(d => d.Item);

    /// <summary>The years that the leaf asked for in vain.</summary>
    public IEnumerable<int> Years(int leaf) => _years is null ? [] : _years.Where(y => y.Leaf == leaf).Select(y => y.Year).Distinct();
}

/// <summary>The values of one evaluation as a trace shows them; what many rules read is written once. Used by one evaluation at a time.</summary>
internal sealed class Readings(Facts facts)
{
    private readonly ImmutableArray<TraceValue>[]?[] _known = new ImmutableArray<TraceValue>[]?[facts.Roots.Length]; // by root and slot

    public Facts Facts => facts;

    public TraceValue Of(FieldNode field) => Alone(field)[0];

    /// <summary>The value of a field alone, as most leaves read it.</summary>
    public ImmutableArray<TraceValue> Alone(FieldNode field)
    {
        ref var known = ref (_known[field.Root] ??= new ImmutableArray<TraceValue>[facts.Roots[field.Root].Shape.Fields.Length])[field.Shape.Slot];
        if (!known.IsDefault) return known;
        var value = facts.Value(field.Root, field.Shape.Slot);
        return known = [new TraceValue(field.Path, value.IsMissing ? null : value.ToString())];
    }
}
