using System.Collections.Frozen;
using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Calendars;

/// <summary>Working days and hours. A year that is not published is never guessed from weekends: answers about it are null or pending.</summary>
public sealed class Calendar
{
    /// <summary>How far a count goes, in calendar days; farther answers are pending.</summary>
    public const int MaxDays = Workdays.MaxDays;

    internal const int FirstYear = 1990;
    internal const int LastYear = 2199;

    private readonly FrozenDictionary<int, CalendarYear> _years;
    private readonly WorkingHours _hours;

    internal Calendar(string id, Text title, WorkingHours hours, FrozenSet<DayOfWeek> weekend, IEnumerable<CalendarYear> years)
    {
        (Id, Title, _hours, Weekend) = (id, title, hours, weekend);
        _years = years.ToFrozenDictionary(y => y.Year);
        Years = [.. _years.Keys.Order()];
        Workdays = new Workdays(IsWorkday);
    }

    /// <summary>Its id, such as cn.</summary>
    public string Id { get; }

    /// <summary>What people call it.</summary>
    public Text Title { get; }

    /// <summary>The published years in order.</summary>
    public ImmutableArray<int> Years { get; }

    internal FrozenSet<DayOfWeek> Weekend { get; }

    /// <summary>The same days for expressions.</summary>
    internal Workdays Workdays { get; }

    /// <summary>Whether that day is worked; null when its year is not published.</summary>
    public bool? IsWorkday(DateOnly day) => _years.TryGetValue(day.Year, out var year) ? year.IsWorkday(day) : null;

    /// <summary>
    /// The end of the n-th working day after (negative: before) the day of <paramref name="from"/>, which is not counted. 0 days: the end of
    /// that day while its work is running, else of the next working day.
    /// </summary>
    public DueTime AddWorkingDays(DateTimeOffset from, int days, TimeZoneInfo zone)
    {
        var day = LocalDay(from, zone);
        if (days == 0) return IsWorkday(day) is true && from >= _hours.EndOn(day, zone) ? AddWorkingDays(from, 1, zone) : EndOfWorkday(day, zone);
        return Workdays.Add(day, days, out var year) is { } found ? End(found, zone) : new DueTime.Pending(year);
    }

    /// <summary>
    /// The instant when that many hours of work have passed since (negative: still remain until) <paramref name="from"/>. 0 hours: the
    /// first instant of work not before it.
    /// </summary>
    public DueTime AddWorkingHours(DateTimeOffset from, decimal hours, TimeZoneInfo zone)
    {
        var forward = hours >= 0;
        var left = TimeSpan.FromTicks((long)(Math.Min(Math.Abs(hours), 24m * MaxDays) * TimeSpan.TicksPerHour));
        var day = LocalDay(from, zone);
        for (var i = 0; i < MaxDays; i++, day = day.AddDays(forward ? 1 : -1))
        {
            if (IsWorkday(day) is not { } works) break;
            for (var k = 0; works && k < _hours.Count; k++)
            {
                var (start, end) = _hours.On(day, forward ? k : _hours.Count - 1 - k, zone);
                if (forward && from > start) start = from.ToOffset(start.Offset);
                if (!forward && from < end) end = from.ToOffset(end.Offset);
                if (end <= start) continue;
                if (left <= end - start) return new DueTime.At(TimeZoneInfo.ConvertTime(forward ? start + left : end - left, zone));
                left -= end - start;
            }
        }

        return new DueTime.Pending(day.Year);
    }

    /// <summary>The end of work on that day if it is worked, else on the next working day.</summary>
    public DueTime EndOfWorkday(DateOnly day, TimeZoneInfo zone) => EndOfWorkday(day, zone, 1);

    /// <summary>Hours of work from a to b, negative when b is earlier; null when a year between them is not published.</summary>
    public decimal? WorkingHoursBetween(DateTimeOffset a, DateTimeOffset b, TimeZoneInfo zone)
    {
        if (b < a) return -WorkingHoursBetween(b, a, zone);
        var (day, last) = (LocalDay(a, zone), LocalDay(b, zone));
        if (last.DayNumber - day.DayNumber > MaxDays) return null;
        var worked = TimeSpan.Zero;
        for (; day <= last; day = day.AddDays(1))
        {
            if (IsWorkday(day) is not { } works) return null;
            for (var k = 0; works && k < _hours.Count; k++)
            {
                var (start, end) = _hours.On(day, k, zone);
                if (start < a) start = a;
                if (end > b) end = b;
                if (start < end) worked += end - start;
            }
        }

        return (decimal)worked.Ticks / TimeSpan.TicksPerHour;
    }

    internal static DateOnly LocalDay(DateTimeOffset instant, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);

    internal DueTime EndOfWorkday(DateOnly day, TimeZoneInfo zone, int step)
    {
        for (var i = 0; i < MaxDays; i++, day = day.AddDays(step))
        {
            if (IsWorkday(day) is not { } works) break;
            if (works) return End(day, zone);
        }

        return new DueTime.Pending(day.Year);
    }

    internal Calendar With(IEnumerable<CalendarYear> years) => new(Id, Title, _hours, Weekend, years);

    private DueTime.At End(DateOnly day, TimeZoneInfo zone) => new(_hours.EndOn(day, zone));
}
