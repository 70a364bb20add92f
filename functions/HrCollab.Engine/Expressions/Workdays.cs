namespace HrCollab.Engine.Expressions;

/// <summary>Counts working days of a calendar. A year that is not published ends the count: nothing is guessed from weekends.</summary>
public sealed class Workdays
{
    private readonly Func<DateOnly, bool?> _isWorkday;

    internal Workdays(Func<DateOnly, bool?> isWorkday) => _isWorkday = isWorkday;

    /// <summary>How far a count goes, in calendar days.</summary>
    public const int MaxDays = 3_660;

    /// <summary>Whether a day is worked; null when its year is not published.</summary>
    public bool? Is(DateOnly day) => _isWorkday(day);

    /// <summary>
    /// The n-th working day after (negative: before) a day, which is not counted; 0: that day when it is worked, else the next one that is.
    /// Null when a year on the way is not published or the count goes too far; <paramref name="year"/> is where it ended.
    /// </summary>
    public DateOnly? Add(DateOnly day, int days, out int year)
    {
        var step = days < 0 ? -1 : 1;
        var left = Math.Max(Math.Abs((long)days), 1);
        year = day.Year;
        for (var i = days == 0 ? 0 : 1; i <= MaxDays && day.DayNumber + (i * step) is >= 0 and <= Ops.MaxDay; i++)
        {
            var at = day.AddDays(i * step);
            year = at.Year;
            if (Is(at) is not { } works) return null;
            if (works && --left == 0) return at;
        }

        return null;
    }

    /// <summary>Working days after a up to and with b; negative when b is earlier. Null as in <see cref="Add"/>.</summary>
    public int? Between(DateOnly a, DateOnly b, out int year)
    {
        if (b < a) return -Between(b, a, out year);
        year = b.Year;
        if (b.DayNumber - a.DayNumber > MaxDays) return null;
        var count = 0;
        for (var at = a; at < b;)
        {
            at = at.AddDays(1);
            year = at.Year;
            if (Is(at) is not { } works) return null;
            if (works) count++;
        }

        return count;
    }
}
