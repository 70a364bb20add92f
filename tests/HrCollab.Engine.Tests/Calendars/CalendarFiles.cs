using System.Globalization;
using HrCollab.Engine.Calendars;
using Calendar = HrCollab.Engine.Calendars.Calendar;

namespace HrCollab.Engine.Tests.Calendars;

/// <summary>A small calendar: 2026 with the holidays around New Year and October, worked 09-12 and 13-18.</summary>
internal static class CalendarFiles
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    public static readonly (string Path, string Json) Base = ("calendars/cn.calendar.json", """
        { "id": "cn", "title": { "zh": "日历", "en": "Calendar" }, "hours": ["09:00-12:00", "13:00-18:00"], "weekend": ["saturday", "sunday"] }
        """);

    public static readonly (string Path, string Json) Year2026 = Year(
        2026,
        """
        [{ "title": { "zh": "假", "en": "Holiday" }, "from": "2026-01-01", "to": "2026-01-03" },
         { "title": { "zh": "假", "en": "Holiday" }, "from": "2026-09-25", "to": "2026-09-27" },
         { "title": { "zh": "假", "en": "Holiday" }, "from": "2026-10-01", "to": "2026-10-07" }]
        """,
        """["2026-01-04", "2026-09-20", "2026-10-10"]""");

    public static (string Path, string Json) Year(int year, string holidays, string makeup = "[]", string? id = null) => ($"calendars/{id ?? $"cn-{year}"}.calendar.json", $$"""
        { "id": "{{id ?? $"cn-{year}"}}", "title": { "zh": "年", "en": "Year" }, "of": "cn", "year": {{year}}, "source": { "title": { "zh": "通知", "en": "Notice" } },
          "holidays": {{holidays}}, "makeup": {{makeup}} }
        """);

    public static Calendar Shared { get; } = TestSet.Sound(Base, Year2026).Find<Calendar>("cn")!;

    public static DateTimeOffset At(string time) => DateTimeOffset.Parse(time + "+08:00", CultureInfo.InvariantCulture);

    public static string Show(DueTime due) => due switch
    {
        DueTime.At(var time) => time.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        DueTime.Pending(var year) => $"pending {year}",
        _ => "",
    };
}
