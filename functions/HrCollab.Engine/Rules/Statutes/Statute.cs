using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules.Tables;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Rules.Statutes;

/// <summary>A compiled limit set by law.</summary>
public sealed class Statute
{
    private readonly int _output;
    private readonly bool _atMost;

    private Statute(DecisionTable table, StatuteDefinition definition, int output, SourceRef place) =>
        (Table, Definition, _output, _atMost, Place) = (table, definition, output, definition.Bound == AtMost, place);

    internal const string AtMost = "atMost";
    internal const string AtLeast = "atLeast";

    /// <summary>The table of limits.</summary>
    public DecisionTable Table { get; }

    /// <summary>The law as cited.</summary>
    public StatuteDefinition Definition { get; }

    /// <summary>Its file.</summary>
    public SourceRef Place { get; }

    internal static Statute? Compile(StatuteDefinition written, DecisionTable table, CompileScope scope)
    {
        scope.Complete(written.Law, "/statute/law");
        scope.Complete(written.Article, "/statute/article");
        if (written.Bound is not (AtMost or AtLeast)) scope.Report(StatuteFindings.UnknownBound, "/statute/bound", written.Bound);
        var output = table.Outputs.FirstOrDefault(o => o.Id == written.Output);
        if (output is null) scope.Unknown(new Text("输出", "output"), written.Output, "/statute/output", table.Outputs.Select(o => o.Id));
        else if (!IsLimit(table, output)) scope.Report(StatuteFindings.NoLimit, "/statute/output", output.Id);
        return scope.Failed ? null : new Statute(table, written, table.Outputs.IndexOf(output!), scope.File.At("/statute"));
    }

    /// <summary>A number or a date, one per person.</summary>
    internal static bool IsLimit(DecisionTable table, TableOutput output) =>
        Families.Of(output.Type) is Family.Number or Family.Date && (table.Policy.IsSingle() || table.Aggregation is Aggregation.Sum or Aggregation.Min or Aggregation.Max);

    /// <summary>Each value it gives can be compared with a limit. What rows add up to cannot: each may be within it, and all of them not.</summary>
    internal static bool IsHeld(DecisionTable table, TableOutput output) =>
        Families.Of(output.Type) is Family.Number or Family.Date && table.Aggregation is not (Aggregation.Sum or Aggregation.Count);

    /// <summary>The limit of a row.</summary>
    internal FieldValue Limit(TableRow row) => row.Values[_output];

    /// <summary>The limit for those no row is for.</summary>
    internal FieldValue Default => Table.Outputs[_output].Default;

    /// <summary>True when a value goes beyond a limit. Giving nothing is less than what the law grants, and never more than it allows.</summary>
    internal bool Exceeds(FieldValue value, FieldValue limit)
    {
        if (Ordinals.Of(limit) is not { } bound) return false;
        return Ordinals.Of(value) is not { } given ? !_atMost : _atMost ? given > bound : given < bound;
    }

    /// <summary>The limit that a value for a record goes beyond on a day; null when it does not, or when the law has none.</summary>
    public FieldValue? Beyond(FieldValue value, RecordValues record, DateOnly today)
    {
        if (value.IsMissing) return null;
        var answer = Table.Decide(record, today);
        return answer.Outcome is TableOutcome.Matched or TableOutcome.Default && Exceeds(value, answer.Values[_output]) ? answer.Values[_output] : null;
    }

    /// <summary>
    /// The titles of what is missing to tell whether a value for a record is within the law on a day; none when it can be told, or when no limit that the law
    /// sets anybody is that low (or high).
    /// </summary>
    internal ImmutableArray<Text> Missing(FieldValue value, RecordValues record, DateOnly today)
    {
        if (value.IsMissing || (!Table.Rows.Any(r => Exceeds(value, Limit(r))) && !Exceeds(value, Default))) return [];
        var answer = Table.Decide(record, today);
        if (answer.Outcome != TableOutcome.Unknown) return [];
        return [.. answer.Missing.Select(p => Table.Subject.Find(p[(p.IndexOf('.', StringComparison.Ordinal) + 1)..])?.Title ?? Table.Title)];
    }

    /// <summary>What is said of a value of which it cannot be told.</summary>
    internal Violation Untold(string pointer, Text title, ImmutableArray<Text> missing) =>
        new(pointer, StatuteFindings.CannotTell.Code, StatuteFindings.CannotTell.Message.With(title, Definition.Law, Definition.Article, Text.List(missing)), null, Place, Warning: true)
        {
            IsUntold = true,
            WithoutValues = StatuteFindings.CannotTell.Message.With(title, Definition.Law, Definition.Article, DataReport.Hidden),
        };

    /// <summary>That a value goes beyond the limit.</summary>
    internal Violation Refused(string pointer, Text title, FieldValue value, FieldValue limit) =>
        new(pointer, StatuteFindings.Refused.Code, StatuteFindings.Refused.Message.With(title, value.ToString(), Words(limit)), null, Place, Warning: false)
        {
            WithoutValues = StatuteFindings.Refused.Message.With(title, DataReport.Hidden, DataReport.Hidden),
        };

    /// <summary>"不得超过 2(劳动合同法 第十九条)".</summary>
    public Text Words(FieldValue limit) =>
        (_atMost ? new Text("不得超过 {0}({1} {2})", "at most {0} ({1}, {2})") : new Text("不得少于 {0}({1} {2})", "at least {0} ({1}, {2})"))
        .With(Table.Outputs[_output].Words(limit), Definition.Law, Definition.Article);
}
