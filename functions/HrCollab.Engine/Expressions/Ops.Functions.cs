using System.Globalization;
using System.Runtime.CompilerServices;

namespace HrCollab.Engine.Expressions;

internal static partial class Ops
{
    [MethodImpl(Called)]
    public static decimal? Plus(decimal? a, decimal? b)
    {
        try
        {
            return a + b;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    [MethodImpl(Called)]
    public static decimal? Minus(decimal? a, decimal? b) => Guard(a, b, decimal.Subtract);

    [MethodImpl(Called)]
    public static decimal? Times(decimal? a, decimal? b) => Guard(a, b, decimal.Multiply);

    [MethodImpl(Called)]
    public static decimal? Divide(decimal? a, decimal? b) => b is 0 ? null : Guard(a, b, decimal.Divide);

    [MethodImpl(Called)]
    public static decimal? Negate(decimal? a) => -a;

    [MethodImpl(Called)]
    public static decimal? Min(decimal? a, decimal? b) => a is null || b is null ? null : Math.Min(a.Value, b.Value);

    [MethodImpl(Called)]
    public static decimal? Max(decimal? a, decimal? b) => a is null || b is null ? null : Math.Max(a.Value, b.Value);

    [MethodImpl(Called)]
    public static decimal? Abs(decimal? a) => a is null ? null : Math.Abs(a.Value);

    /// <summary>Half away from zero; more than 28 decimals change nothing, fewer than none is not a rounding.</summary>
    [MethodImpl(Called)]
    public static decimal? Round(decimal? a, decimal? decimals) =>
        a is null || decimals is null or < 0 ? null : decimal.Round(a.Value, (int)Math.Min(decimals.Value, 28), MidpointRounding.AwayFromZero);

    [MethodImpl(Called)]
    public static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null || b is null ? null : a.Value < b.Value ? a : b;

    [MethodImpl(Called)]
    public static DateOnly? Later(DateOnly? a, DateOnly? b) => a is null || b is null ? null : a.Value > b.Value ? a : b;

    [MethodImpl(Called)]
    public static decimal? Year(DateOnly? a) => a?.Year;

    [MethodImpl(Called)]
    public static decimal? Month(DateOnly? a) => a?.Month;

    [MethodImpl(Called)]
    public static decimal? Day(DateOnly? a) => a?.Day;

    [MethodImpl(Called)]
    public static decimal? DaysBetween(DateOnly? a, DateOnly? b) => b?.DayNumber - a?.DayNumber;

    [MethodImpl(Called)]
    public static decimal? MonthsBetween(DateOnly? a, DateOnly? b) =>
        a is null || b is null ? null : a.Value <= b.Value ? FullMonths(a.Value, b.Value) : -FullMonths(b.Value, a.Value);

    [MethodImpl(Called)]
    public static decimal? Age(Facts facts, DateOnly? a) => MonthsBetween(a, facts.Today) is { } months ? decimal.Truncate(months / 12) : null;

    [MethodImpl(Called)]
    public static DateOnly? AddDays(DateOnly? a, decimal? days) =>
        a is null || days is null || a.Value.DayNumber + days.Value is < 0 or > MaxDay ? null : a.Value.AddDays((int)days.Value);

    [MethodImpl(Called)]
    public static DateOnly? AddMonths(DateOnly? a, decimal? months)
    {
        if (a is null || months is null) return null;
        var month = (a.Value.Year * 12) + a.Value.Month - 1 + months.Value;
        return month is < 12 or >= 10_000 * 12 ? null : a.Value.AddMonths((int)months.Value);
    }

    [MethodImpl(Called)]
    public static DateOnly? AddYears(DateOnly? a, decimal? years) => AddMonths(a, Times(years, 12));

    [MethodImpl(Called)]
    public static DateOnly? BirthDateOf(string? idNumber) => IdNumber.BirthDate(idNumber);

    [MethodImpl(Called)]
    public static string? SexOf(string? idNumber) => IdNumber.Sex(idNumber);

    [MethodImpl(Called)]
    public static Verdict IsIdCard(string? idNumber) => idNumber is null ? Verdict.Unknown : Of(IdNumber.IsValid(idNumber));

    /// <summary>Text elements (what a reader counts), not UTF-16 units.</summary>
    [MethodImpl(Called)]
    public static decimal? Length(string? a)
    {
        if (a is null) return null;
        var elements = 0;
        for (var rest = a.AsSpan(); !rest.IsEmpty; elements++) rest = rest[StringInfo.GetNextTextElementLength(rest)..];
        return elements;
    }

    /// <summary>Letter by letter, the same on every machine.</summary>
    [MethodImpl(Called)]
    public static string? Lower(string? a) => a?.ToLowerInvariant();

    [MethodImpl(Called)]
    public static string? Upper(string? a) => a?.ToUpperInvariant();

    [MethodImpl(Called)]
    public static string? Trim(string? a) => a?.Trim();

    [MethodImpl(Called)]
    public static Verdict StartsWith(string? a, string? b) => a is null || b is null ? Verdict.Unknown : Of(a.StartsWith(b, StringComparison.Ordinal));

    [MethodImpl(Called)]
    public static Verdict EndsWith(string? a, string? b) => a is null || b is null ? Verdict.Unknown : Of(a.EndsWith(b, StringComparison.Ordinal));

    [MethodImpl(Called)]
    public static Verdict Contains(string? a, string? b) => a is null || b is null ? Verdict.Unknown : Of(a.Contains(b, StringComparison.Ordinal));

    internal const int MaxDay = 3_652_058; // 9999-12-31

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
