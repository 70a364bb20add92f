using System.Runtime.CompilerServices;

namespace HrCollab.Engine.Expressions;

internal static partial class Ops
{
    [MethodImpl(Called)]
    public static Duration? FieldDuration(Facts facts, Constants constants, int place) => constants.Content(facts, place) as Duration?;

    [MethodImpl(Called)]
    public static Duration? ValueDuration(Constants constants, int place) => constants.At(place).Content as Duration?;

    [MethodImpl(Called)]
    public static Duration? DurationOf(string? a) => Duration.TryParse(a, out var duration) ? duration : null;

    [MethodImpl(Called)]
    public static Verdict HasDuration(Duration? a) => Of(a is not null);

    [MethodImpl(Called)]
    public static Verdict EqualDuration(Duration? a, Duration? b) => Of(Compare(a, b) is { } order ? order == 0 : null);

    [MethodImpl(Called)]
    public static Verdict LessDuration(Duration? a, Duration? b) => Of(Compare(a, b) is { } order ? order < 0 : null);

    [MethodImpl(Called)]
    public static Verdict LessOrEqualDuration(Duration? a, Duration? b) => Of(Compare(a, b) is { } order ? order <= 0 : null);

    /// <summary>The months first, then the days.</summary>
    [MethodImpl(Called)]
    public static DateOnly? PlusDuration(DateOnly? a, Duration? b) => AddDays(AddMonths(a, b?.Months), b?.Days);

    [MethodImpl(Called)]
    public static DateOnly? MinusDuration(DateOnly? a, Duration? b) => AddDays(AddMonths(a, -b?.Months), -b?.Days);

    [MethodImpl(Called)]
    public static Verdict IsWorkday(Constants constants, Tracer? tracer, DateOnly? a)
    {
        if (a is not { } day) return Verdict.Unknown;
        var works = constants.Workdays!.Is(day);
        if (works is null) tracer?.Lacks(day.Year);
        return Of(works);
    }

    [MethodImpl(Called)]
    public static decimal? WorkingDaysBetween(Constants constants, Tracer? tracer, DateOnly? a, DateOnly? b)
    {
        if (a is not { } from || b is not { } to) return null;
        var count = constants.Workdays!.Between(from, to, out var year);
        if (count is null) tracer?.Lacks(year);
        return count;
    }

    [MethodImpl(Called)]
    public static DateOnly? AddWorkingDays(Constants constants, Tracer? tracer, DateOnly? a, decimal? days)
    {
        if (a is not { } from || days is not { } count) return null;
        var found = constants.Workdays!.Add(from, (int)Math.Clamp(count, -Workdays.MaxDays, Workdays.MaxDays), out var year);
        if (found is null) tracer?.Lacks(year);
        return found;
    }

    /// <summary>The days from b to a; missing when a is the earlier one.</summary>
    [MethodImpl(Called)]
    public static Duration? DaysSince(DateOnly? a, DateOnly? b) => DaysBetween(b, a) is { } days and >= 0 ? new Duration(0, (int)days) : null;

    private static int? Compare(Duration? a, Duration? b) => a is { } left && b is { } right ? left.CompareTo(right) : null;
}
