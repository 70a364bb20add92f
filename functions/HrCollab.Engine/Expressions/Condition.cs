using System.Collections.Immutable;
using System.Runtime.InteropServices;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>A compiled condition: immutable, free of side effects, the same answer for the same facts.</summary>
public sealed class Condition
{
    private readonly ImmutableArray<Leaf> _leaves;
    private readonly Vocabulary _vocabulary;
    private readonly Workdays? _workdays;
    private ConditionCode? _code;
    private Text? _sentence;

    internal Condition(string source, SourceRef place, Node tree, Vocabulary vocabulary, ImmutableArray<Leaf> leaves, Workdays? workdays)
    {
        (Source, Place, Tree, _vocabulary, _leaves, _workdays) = (source, place, tree, vocabulary, leaves, workdays);
        if (tree is not (LogicNode or NotNode)) _sentence = leaves[0].Sentence;
        Reads = leaves is [{ Reads: [var only] }] ? vocabulary.PathAlone(only) : [.. leaves.SelectMany(l => l.Reads).Select(f => f.Path).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The text as written.</summary>
    public string Source { get; }

    /// <summary>Where it is written.</summary>
    public SourceRef Place { get; }

    /// <summary>The condition in words, with the titles of its fields.</summary>
    public Text Sentence => _sentence ??= new Sentences(_vocabulary, Tree).Of(Tree);

    /// <summary>The condition in the one way it is written: reading this text gives the same condition.</summary>
    public string Canonical(Vocabulary vocabulary) => new Printer(vocabulary).Of(Tree);

    /// <summary>The condition in words that <see cref="SentenceReading"/> reads back as this condition; titles that could be mistaken stand in 「」 or [ ].</summary>
    public Text SentenceToEdit(Vocabulary vocabulary) => Sentences.Editable(vocabulary, Tree);

    /// <summary>Full paths of the fields it reads, in the order written, each once.</summary>
    public ImmutableArray<string> Reads { get; }

    /// <summary>What was understood, for analyses.</summary>
    internal Node Tree { get; }

    /// <summary>The verdict alone; allocates nothing unless a function makes a new value.</summary>
    public Verdict Evaluate(Facts facts) => Code.Run(facts, Code.Constants, null);

    /// <summary>The delegate of this condition alone; what runs together with others never asks for it.</summary>
    internal ConditionCode Code => _code ??= ConditionCode.Of(Tree, _workdays);

    /// <summary>Its leaves in words.</summary>
    internal IEnumerable<Text> LeafSentences => _leaves.Select(l => l.Sentence);

    /// <summary>How many leaves it has.</summary>
    internal int Leaves => _leaves.Length;

    /// <summary>The verdict of the same evaluation, with the verdict and the values of every leaf.</summary>
    public ConditionTrace Explain(Facts facts)
    {
        var tracer = new Tracer(_leaves.Length);
        Code.Run(facts, Code.Constants, tracer);
        return Explain(new Readings(facts), tracer, 0);
    }

    /// <summary>What a tracer took down about the leaves from a place on.</summary>
    internal ConditionTrace Explain(Readings readings, Tracer tracer, int first)
    {
        var leaves = new LeafTrace[_leaves.Length];
        ImmutableArray<string>.Builder? missing = null;
        for (var i = 0; i < leaves.Length; i++)
        {
            var (leaf, verdict) = (_leaves[i], tracer[first + i]);
            if (leaf is { Reads: [var only], Lists.IsEmpty: true } && tracer.IsPlain && readings.Alone(only) is var alone && (alone[0].Value is not null || verdict != Verdict.Unknown))
            {
                leaves[i] = new LeafTrace(leaf.Sentence, verdict, alone);
                continue;
            }

            var values = ImmutableArray.CreateBuilder<TraceValue>(leaf.Reads.Length);
            foreach (var field in leaf.Reads)
            {
                var value = readings.Of(field);
                values.Add(value);
                if (value.Value is null && verdict == Verdict.Unknown) Missing(field.Path, ref missing);
            }

            if (!leaf.Lists.IsEmpty) Items(leaf, tracer.Decided(first + i), readings.Facts, values);
            foreach (var year in tracer.Years(first + i)) Lacks(values, $"calendar.{year}", ref missing);
            if (verdict == Verdict.Unknown && !leaf.Lists.IsEmpty)
            {
                foreach (var path in leaf.Lists.SelectMany(l => MissingItems(l, readings.Facts)).Take(Most)) Lacks(values, path, ref missing);
            }

            leaves[i] = new LeafTrace(leaf.Sentence, verdict, values.DrainToImmutable());
        }

        var traced = ImmutableCollectionsMarshal.AsImmutableArray(leaves);
        var (why, joined) = new WhyTree(_leaves, traced).Of(Tree);
        return new ConditionTrace(joined, traced, missing?.DrainToImmutable() ?? [], why);
    }

    /// <summary>Missing fields of items that one leaf names.</summary>
    private const int Most = 20;

    private static void Lacks(ImmutableArray<TraceValue>.Builder values, string path, ref ImmutableArray<string>.Builder? missing)
    {
        values.Add(new TraceValue(path, null));
        Missing(path, ref missing);
    }

    private static void Missing(string path, ref ImmutableArray<string>.Builder? missing)
    {
        missing ??= ImmutableArray.CreateBuilder<string>(1);
        if (!missing.Contains(path)) missing.Add(path);
    }

    /// <summary>What was read of the items that decided, each path once.</summary>
    private static void Items(Leaf leaf, IEnumerable<int> decided, Facts facts, ImmutableArray<TraceValue>.Builder values)
    {
        foreach (var (list, item) in leaf.Lists.Where(l => l.Body is not null).Zip(decided).Where(d => d.Second >= 0))
            values.AddRange(Item(list, item, facts).Where(v => values.All(known => known.Path != v.Path)));
    }

    /// <summary>What was read of the item that decided.</summary>
    private static IEnumerable<TraceValue> Item(ListNode list, int at, Facts facts)
    {
        var item = new ItemList(facts.Value(list.List.Root, list.List.Shape.Slot))[at];
        if (item.Code is { } code) return [new TraceValue($"{list.List.Path}[{at}]", code)];
        return FieldsRead(list).Select(f => new TraceValue($"{list.List.Path}[{at}].{f.Path}", item.Value(f.Slot) is { IsMissing: false } value ? value.ToString() : null));
    }

    private static List<FieldShape> FieldsRead(ListNode list) => list.Body?.All<ItemNode>().Select(n => n.Field).OfType<FieldShape>().Distinct().ToList() ?? [];

    private static IEnumerable<string> MissingItems(ListNode list, Facts facts)
    {
        var slots = FieldsRead(list);
        var items = new ItemList(facts.Value(list.List.Root, list.List.Shape.Slot));
        for (var i = 0; !items.IsMissing && i < items.Count; i++)
        {
            foreach (var field in slots)
            {
                if (items[i].Value(field.Slot).IsMissing) yield return $"{list.List.Path}[{i}].{field.Path}";
            }
        }
    }
}

/// <summary>What runs.</summary>
internal sealed record ConditionCode(Func<Facts, Constants, Tracer?, Verdict> Run, Constants Constants)
{
    public static ConditionCode Of(Node tree, Workdays? workdays)
    {
        var emitter = new Emitter(workdays);
        return new ConditionCode(Generated.Condition(emitter.Condition(tree)), emitter.Constants);
    }
}

/// <summary>A part of a condition that and, or, not join: its words and the fields it reads.</summary>
/// <param name="Sentence">Its words.</param>
/// <param name="Reads">The fields it reads.</param>
/// <param name="Wanted">The verdict that helps the whole condition to hold.</param>
/// <param name="Needed">In words what would give that verdict.</param>
/// <param name="Lists">The lists it looks through.</param>
internal sealed record Leaf(Text Sentence, ImmutableArray<FieldNode> Reads, Verdict Wanted, Text Needed, ImmutableArray<ListNode> Lists);
