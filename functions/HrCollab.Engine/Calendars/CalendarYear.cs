using System.Collections.Immutable;

namespace HrCollab.Engine.Calendars;

/// <summary>One published year of a calendar: for each day whether it is worked.</summary>
internal sealed class CalendarYear(string id, string of, int year, ImmutableArray<bool> workdays)
{
    public string Id => id;

    public string Of => of;

    public int Year => year;

    public bool IsWorkday(DateOnly day) => workdays[day.DayOfYear - 1];
}
