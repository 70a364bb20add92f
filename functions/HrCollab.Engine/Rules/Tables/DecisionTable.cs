using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Rules.Tables;

/// <summary>A compiled decision table over the records of one standard.</summary>
public sealed class DecisionTable
{
    private readonly RowIndex _index;
    private readonly TablePolicy _decide;

    internal DecisionTable(
        RulesDefinition definition, Standard subject, Vocabulary vocabulary, HitPolicy policy, Aggregation aggregation,
        ImmutableArray<TableColumn> columns, ImmutableArray<TableOutput> outputs, ImmutableArray<TableRow> rows)
    {
        (Id, Title, Subject, Vocabulary, Policy, Aggregation) = (definition.Id, definition.Title, subject, vocabulary, policy, aggregation);
        (Columns, Outputs, Rows) = (columns, outputs, rows);
        Ranked = policy.IsRanked() ? [.. rows.OrderBy(Rank, Comparer<ImmutableArray<int>>.Create(Compare)).ThenBy(r => r.Index)] : rows;
        _index = new RowIndex(columns, Ranked);
        _decide = new TablePolicy(policy, aggregation, Ranked, outputs);
    }

    /// <summary>Id; expressions of forms and workflows read <c>rules.ID.OUTPUT</c>.</summary>
    public string Id { get; }

    /// <summary>Heading.</summary>
    public Text Title { get; }

    /// <summary>The standard whose records it judges.</summary>
    public Standard Subject { get; }

    /// <summary>What it gives when several rows match.</summary>
    public HitPolicy Policy { get; }

    /// <summary>What COLLECT makes of the rows.</summary>
    public Aggregation Aggregation { get; }

    /// <summary>What its formulas, and conditions read as its rows, can name.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>How many cells of a row ask.</summary>
    public int Inputs => Columns.Length;

    internal ImmutableArray<TableColumn> Columns { get; }

    /// <summary>The fields it looks at.</summary>
    public IEnumerable<Field> Reads => Columns.SelectMany(c => c.Reads).Select(r => r.Shape.Path).Distinct(StringComparer.Ordinal).Select(p => Subject.Find(p)!);

    internal ImmutableArray<TableOutput> Outputs { get; }

    /// <summary>In the order of the definition.</summary>
    internal ImmutableArray<TableRow> Rows { get; }

    /// <summary>Where all rows stand: what none of them matches is told there.</summary>
    internal SourceRef RowsPlace => Rows[0].Place with { Pointer = "/table/rows" };

    /// <summary>In the order in which they count.</summary>
    internal ImmutableArray<TableRow> Ranked { get; }

    /// <summary>What the table says about a record on a day.</summary>
    public TableAnswer Decide(RecordValues record, DateOnly today) => Decide(Facts(record, today));

    /// <summary>What the table says about a record on a day, as steps of a trace.</summary>
    public ImmutableArray<TraceEntry> Explain(RecordValues record, DateOnly today)
    {
        var facts = Facts(record, today);
        return new TableTrace(this, facts).Of(Decide(facts));
    }

    internal Facts Facts(RecordValues record, DateOnly today) => Vocabulary.Facts(today, (Subject.Id, record));

    internal TableAnswer Decide(Facts facts)
    {
        Span<ulong> sure = stackalloc ulong[_index.Words];
        Span<ulong> possible = stackalloc ulong[_index.Words];
        _index.Judge(facts, sure, possible);
        return _decide.Decide(sure, possible) ?? Unknown(facts, sure, possible);
    }

    /// <summary>The type in which expressions read an output; null for lists of numbers, dates and truth values, which they cannot.</summary>
    internal ValueType? Read(TableOutput output)
    {
        if (Aggregation == Aggregation.Count) return ValueType.Integer;
        if (Policy.IsSingle() || Aggregation != Aggregation.None) return output.Type;
        return Families.Of(output.Type) is Family.Text or Family.Codes ? ValueType.Codes : null;
    }

    private TableAnswer Unknown(Facts facts, ReadOnlySpan<ulong> sure, ReadOnlySpan<ulong> possible)
    {
        var open = Bits.Members(possible).Except(Bits.Members(sure)).ToList();
        var missing = _index.Missing(facts, open).SelectMany(c => Paths(c, facts)).Distinct(StringComparer.Ordinal);
        return new TableAnswer(TableOutcome.Unknown, [.. open.Select(r => Ranked[r].Index)], [.. Outputs.Select(_ => FieldValue.Missing)], [.. missing]);
    }

    private IEnumerable<string> Paths(TableColumn column, Facts facts)
    {
        var missing = column.Reads.Where(f => facts.Value(f.Root, f.Shape.Slot).IsMissing).Select(f => f.Path).ToList();
        return missing.Count > 0 ? missing : [$"{Id}.{column.Id}"]; // a formula can be without a value although it has all it reads
    }

    private ImmutableArray<int> Rank(TableRow row) =>
        [.. Outputs.Select((o, i) => o.Priorities.IsEmpty ? 0 : o.Priorities.IndexOf(row.Values[i]) is var at and >= 0 ? at : int.MaxValue)];

    private static int Compare(ImmutableArray<int> a, ImmutableArray<int> b)
    {
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] != b[i]) return a[i].CompareTo(b[i]);
        }

        return 0;
    }
}
