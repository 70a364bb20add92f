using System.Globalization;

namespace HrCollab.Engine.Expressions;

internal static partial class Ops
{
    public static decimal? Plus(decimal? a, decimal? b) => Guard(a, b, decimal.Add);

    public static decimal? Minus(decimal? a, decimal? b) => Guard(a, b, decimal.Subtract);

    public static decimal? Times(decimal? a, decimal? b) => Guard(a, b, decimal.Multiply);

    public static decimal? Divide(decimal? a, decimal? b) => b is 0 ? null : Guard(a, b, decimal.Divide);

    public static decimal? Negate(decimal? a) => -a;

    public static decimal? Min(decimal? a, decimal? b) => a is null || b is null ? null : Math.Min(a.Value, b.Value);

    public static decimal? Max(decimal? a, decimal? b) => a is null || b is null ? null : Math.Max(a.Value, b.Value);

    public static decimal? Abs(decimal? a) => a is null ? null : Math.Abs(a.Value);

    /// <summary>Half away from zero; more than 28 decimals change nothing, fewer than none is not a rounding.</summary>
    public static decimal? Round(decimal? a, decimal? decimals) =>
        a is null || decimals is null or < 0 ? null : decimal.Round(a.Value, (int)Math.Min(decimals.Value, 28), MidpointRounding.AwayFromZero);

    public static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null || b is null ? null : a.Value < b.Value ? a : b;

    public static DateOnly? Later(DateOnly? a, DateOnly? b) => a is null || b is null ? null : a.Value > b.Value ? a : b;

    public static decimal? Year(DateOnly? a) => a?.Year;

    public static decimal? Month(DateOnly? a) => a?.Month;

    public static decimal? Day(DateOnly? a) => a?.Day;

    public static decimal? DaysBetween(DateOnly? a, DateOnly? b) => b?.DayNumber - a?.DayNumber;

    public static decimal? MonthsBetween(DateOnly? a, DateOnly? b) =>
        a is null || b is null ? null : a.Value <= b.Value ? FullMonths(a.Value, b.Value) : -FullMonths(b.Value, a.Value);

    public static decimal? Age(Facts facts, DateOnly? a) => MonthsBetween(a, facts.Today) is { } months ? decimal.Truncate(months / 12) : null;

    public static DateOnly? AddDays(DateOnly? a, decimal? days) =>
        a is null || days is null || a.Value.DayNumber + days.Value is < 0 or > MaxDay ? null : a.Value.AddDays((int)days.Value);

    public static DateOnly? AddMonths(DateOnly? a, decimal? months)
    {
        if (a is null || months is null) return null;
        var month = (a.Value.Year * 12) + a.Value.Month - 1 + months.Value;
        return month is < 12 or >= 10_000 * 12 ? null : a.Value.AddMonths((int)months.Value);
    }

    public static DateOnly? AddYears(DateOnly? a, decimal? years) => AddMonths(a, Times(years, 12));

    public static DateOnly? BirthDateOf(string? idNumber) => IdNumber.BirthDate(idNumber);

    public static string? SexOf(string? idNumber) => IdNumber.Sex(idNumber);

    /// <summary>Text elements (what a reader counts), not UTF-16 units.</summary>
    public static decimal? Length(string? a)
    {
        if (a is null) return null;
        var elements = 0;
        for (var rest = a.AsSpan(); !rest.IsEmpty; elements++) rest = rest[StringInfo.GetNextTextElementLength(rest)..];
        return elements;
    }

    public static Verdict StartsWith(string? a, string? b) => a is null || b is null ? Verdict.Unknown : Of(a.StartsWith(b, StringComparison.Ordinal));

    public static Verdict EndsWith(string? a, string? b) => a is null || b is null ? Verdict.Unknown : Of(a.EndsWith(b, StringComparison.Ordinal));

    public static Verdict Contains(string? a, string? b) => a is null || b is null ? Verdict.Unknown : Of(a.Contains(b, StringComparison.Ordinal));

    private const int MaxDay = 3_652_058; // 9999-12-31

    /// <summary>The largest n with a plus n months not after b; a month without the day ends with its last day (Civil Code, article 202).</summary>
    private static int FullMonths(DateOnly a, DateOnly b)
    {
        var months = ((b.Year - a.Year) * 12) + b.Month - a.Month;
        return a.AddMonths(months) > b ? months - 1 : months;
    }

    private static decimal? Guard(decimal? a, decimal? b, Func<decimal, decimal, decimal> operation)
    {
        if (a is null || b is null) return null;
        try
        {
            return operation(a.Value, b.Value);
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
