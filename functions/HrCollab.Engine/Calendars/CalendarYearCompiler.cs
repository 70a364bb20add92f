using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Calendars;

/// <summary>One year file to one <see cref="CalendarYear"/>.</summary>
internal static class CalendarYearCompiler
{
    private static readonly Text Form = new("年份文件", "a year");

    public static CalendarYear? Compile(CalendarDefinition definition, CompileScope scope)
    {
        if (!definition.Hours.IsDefault) scope.Report(CalendarFindings.WrongForm, "/hours", "hours", Form);
        if (!definition.Weekend.IsDefault) scope.Report(CalendarFindings.WrongForm, "/weekend", "weekend", Form);
        if (definition.Source is null) scope.Report(CalendarFindings.Incomplete, "", Form, "source");
        scope.Complete(definition.Source?.Title, "/source/title");
        if (definition.Holidays.IsDefaultOrEmpty) scope.Report(CalendarFindings.Incomplete, "/holidays", Form, "holidays");
        var calendar = FindBase(definition.Of!, scope);
        if (definition.Year is not { } year)
        {
            scope.Report(CalendarFindings.Incomplete, "", Form, "year");
            return null;
        }

        if (year is < Calendar.FirstYear or > Calendar.LastYear)
        {
            scope.Report(CalendarFindings.BadYear, "/year", year);
            return null;
        }

        if (scope.All<CalendarYear>().FirstOrDefault(y => y.Of == definition.Of && y.Year == year) is { } other)
            scope.Report(CalendarFindings.DuplicateYear, "/year", definition.Of, year, other.Id);
        if (calendar is null) return null;
        var workdays = Workdays(definition, year, calendar, scope);
        return scope.Failed ? null : new CalendarYear(definition.Id, definition.Of!, year, workdays);
    }

    private static Calendar? FindBase(string of, CompileScope scope)
    {
        if (scope.All<CalendarYear>().All(y => y.Id != of)) return scope.Find<Calendar>(of, "/of", CalendarKind.KindTitle);
        scope.Report(CalendarFindings.NotACalendar, "/of", of);
        return null;
    }

    private static ImmutableArray<bool> Workdays(CalendarDefinition definition, int year, Calendar calendar, CompileScope scope)
    {
        var first = new DateOnly(year, 1, 1);
        var days = new bool[DateTime.IsLeapYear(year) ? 366 : 365];
        for (var i = 0; i < days.Length; i++) days[i] = !calendar.Weekend.Contains(first.AddDays(i).DayOfWeek);

        var off = new HashSet<DateOnly>();
        var holidays = definition.Holidays.IsDefault ? [] : definition.Holidays;
        for (var i = 0; i < holidays.Length; i++)
        {
            var (title, from, to) = holidays[i];
            scope.Complete(title, $"/holidays/{i}/title");
            if (from.Year != year) scope.Report(CalendarFindings.OutsideYear, $"/holidays/{i}/from", Iso(from), year);
            if (to.Year != year) scope.Report(CalendarFindings.OutsideYear, $"/holidays/{i}/to", Iso(to), year);
            if (from > to) scope.Report(CalendarFindings.BackwardHoliday, $"/holidays/{i}", Iso(from), Iso(to));
            if (from.Year != year || to.Year != year) continue;
            for (var day = from; day <= to; day = day.AddDays(1))
            {
                if (!off.Add(day)) scope.Report(CalendarFindings.DuplicateDay, $"/holidays/{i}", Iso(day));
                days[day.DayOfYear - 1] = false;
            }
        }

        if (holidays.Length > 0 && !off.Contains(first)) scope.Report(CalendarFindings.NoNewYear, "/holidays", year);

        var makeup = definition.Makeup.IsDefault ? [] : definition.Makeup;
        for (var i = 0; i < makeup.Length; i++)
        {
            var day = makeup[i];
            var at = $"/makeup/{i}";
            if (day.Year != year) scope.Report(CalendarFindings.OutsideYear, at, Iso(day), year);
            else if (off.Contains(day)) scope.Report(CalendarFindings.MakeupOnHoliday, at, Iso(day));
            else if (!calendar.Weekend.Contains(day.DayOfWeek)) scope.Report(CalendarFindings.MakeupOnWorkday, at, Iso(day));
            else if (days[day.DayOfYear - 1]) scope.Report(CalendarFindings.DuplicateDay, at, Iso(day));
            else days[day.DayOfYear - 1] = true;
        }

        return [.. days];
    }

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
