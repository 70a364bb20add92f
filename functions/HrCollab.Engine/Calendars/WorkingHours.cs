using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HrCollab.Engine.Calendars;

/// <summary>A stretch of work within one day, in minutes from midnight; the end may be 24:00.</summary>
internal sealed record WorkingInterval(int From, int To)
{
    /// <summary>Reads "09:00-12:00"; false unless both ends are hh:mm and the first is earlier.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out WorkingInterval? interval)
    {
        interval = null;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0 || Minutes(text[..dash]) is not { } from || Minutes(text[(dash + 1)..]) is not { } to || from >= to) return false;
        interval = new WorkingInterval(from, to);
        return true;
    }

    private static int? Minutes(string text) =>
        text == "24:00" ? 24 * 60
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? (time.Hour * 60) + time.Minute
        : null;
}

/// <summary>The working hours of a day as instants of a time zone.</summary>
internal sealed class WorkingHours(ImmutableArray<WorkingInterval> intervals)
{
    public int Count => intervals.Length;

    public (DateTimeOffset From, DateTimeOffset To) On(DateOnly day, int interval, TimeZoneInfo zone) =>
        (Instant(day, intervals[interval].From, zone), Instant(day, intervals[interval].To, zone));

    public DateTimeOffset EndOn(DateOnly day, TimeZoneInfo zone) => Instant(day, intervals[^1].To, zone);

    /// <summary>An hour that a clock change skips or repeats is meant in standard time, as TimeZoneInfo does.</summary>
    private static DateTimeOffset Instant(DateOnly day, int minutes, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(TimeOnly.MinValue).AddMinutes(minutes);
        return new DateTimeOffset(local, zone.GetUtcOffset(local));
    }
}
