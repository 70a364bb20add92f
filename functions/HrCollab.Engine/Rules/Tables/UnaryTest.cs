using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Rules.Tables;

/// <summary>One test of a cell. A missing value passes only the test for null.</summary>
internal abstract record UnaryTest(Text Words)
{
    public abstract bool Matches(FieldValue value);
}

internal sealed record NullTest() : UnaryTest(new Text("无值", "no value"))
{
    public override bool Matches(FieldValue value) => value.IsMissing;
}

internal sealed record TextTest(string Text, Text Words) : UnaryTest(Words)
{
    public override bool Matches(FieldValue value) => string.Equals(value.Text, Text, StringComparison.Ordinal);
}

internal sealed record TruthTest(bool Truth) : UnaryTest(Truth ? new Text("是", "true") : new Text("否", "false"))
{
    public override bool Matches(FieldValue value) => value.Boolean == Truth;
}

/// <summary>Every comparison, value and interval of numbers, dates and durations; an absent end is open to infinity.</summary>
internal sealed record RangeTest(decimal? Low, bool LowClosed, decimal? High, bool HighClosed, Text Words) : UnaryTest(Words)
{
    public override bool Matches(FieldValue value) => Ordinals.Of(value) is { } at && Matches(at);

    public bool Matches(decimal at) =>
        (Low is not { } low || at > low || (LowClosed && at == low)) && (High is not { } high || at < high || (HighClosed && at == high));
}

/// <summary>Numbers, dates and durations on one scale: a date is its day number, a duration its months.</summary>
internal static class Ordinals
{
    public static decimal? Of(FieldValue value) => value.Number ?? value.Date?.DayNumber ?? value.Duration?.InMonths;

    /// <summary>True for a duration of which it depends on the month whether it is longer than the end of a range.</summary>
    public static bool IsUnclear(FieldValue value, decimal end) => value.Duration is { } duration && Duration.OfMonths(end).CompareTo(duration) is null;

    public static FieldValue Value(ValueType type, decimal at) =>
        type == ValueType.Date ? FieldValue.Of(DateOnly.FromDayNumber((int)at)) : type == ValueType.Duration ? FieldValue.Of(Duration.OfMonths(at)) : FieldValue.Of(type, at);
}

/// <summary>A cell: any value, or one of its tests; or none of them when negated.</summary>
internal sealed record Cell(string Written, bool Negated, ImmutableArray<UnaryTest> Tests)
{
    /// <summary>The row does not look at the input.</summary>
    public bool IsAny => Tests.IsEmpty;

    /// <summary>True when it depends on the month whether a duration passes.</summary>
    public bool IsUnclear(FieldValue value) => Tests.OfType<RangeTest>().Any(t => new[] { t.Low, t.High }.OfType<decimal>().Any(end => Ordinals.IsUnclear(value, end)));

    public bool NamesNull => Tests.Any(t => t is NullTest);

    /// <summary>Whether a value (or, where null counts as a value, its absence) passes.</summary>
    public bool Matches(FieldValue value)
    {
        if (IsAny) return true;
        foreach (var test in Tests)
        {
            if (test.Matches(value)) return !Negated;
        }

        return Negated;
    }

    public Text Words
    {
        get
        {
            if (IsAny) return new Text("任意", "any");
            var all = new Text(string.Join("、", Tests.Select(t => t.Words.Zh)), string.Join(", ", Tests.Select(t => t.Words.En)));
            return Negated ? new Text("非({0})", "not ({0})").With(all) : all;
        }
    }
}
