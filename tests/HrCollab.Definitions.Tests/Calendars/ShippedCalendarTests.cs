using System.Globalization;
using System.Text.Json;
using HrCollab.Engine;
using HrCollab.Engine.Calendars;
using HrCollab.Engine.Kernel;
using Calendar = HrCollab.Engine.Calendars.Calendar;

namespace HrCollab.Definitions.Tests.Calendars;

/// <summary>Golden vectors: month totals and due dates computed from the day lists of NateScarlet/holiday-cn @ d4e53bf.</summary>
public sealed class ShippedCalendarTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly DefinitionSet Set = Shipped.Compile("calendars").Set!;
    private static readonly Calendar Cn = Set.Find<Calendar>("cn")!;

    [Fact]
    public void ShippedYears_HaveNoFindings()
    {
        Assert.Empty(Shipped.Compile("calendars").Diagnostics);
        Assert.Equal("2025,2026", string.Join(',', Cn.Years));
    }

    [Theory] // months January to December
    [InlineData(2025, "19 19 21 22 19 20 23 21 23 18 20 23", 248)]
    [InlineData(2026, "21 16 22 21 19 21 23 21 22 18 21 23", 248)]
    public void Workdays_AreThoseOfTheNotice(int year, string months, int total)
    {
        var counts = Enumerable.Range(1, 12).Select(m => Enumerable.Range(1, DateTime.DaysInMonth(year, m)).Count(d => Cn.IsWorkday(new DateOnly(year, m, d)) is true)).ToList();
        Assert.Equal(months, string.Join(' ', counts));
        Assert.Equal(total, counts.Sum());
    }

    [Theory]
    [InlineData("2026-09-18", 3, "2026-09-22")] // S33: weekends alone would say 09-23
    [InlineData("2026-09-30", 3, "2026-10-10")] // weekends alone: 10-05, a holiday
    [InlineData("2026-02-13", 3, "2026-02-25")]
    [InlineData("2026-04-30", 2, "2026-05-07")]
    [InlineData("2025-01-05", 3, "2025-01-08")]
    [InlineData("2025-01-20", 10, "2025-02-08")]
    [InlineData("2025-01-25", 15, "2025-02-20")]
    [InlineData("2025-02-14", 3, "2025-02-19")]
    [InlineData("2025-03-06", 15, "2025-03-27")]
    [InlineData("2025-03-26", 3, "2025-03-31")]
    [InlineData("2025-04-15", 15, "2025-05-08")]
    [InlineData("2025-04-30", 2, "2025-05-07")]
    [InlineData("2025-05-05", 3, "2025-05-08")]
    [InlineData("2025-05-25", 15, "2025-06-16")]
    [InlineData("2025-06-14", 3, "2025-06-18")]
    [InlineData("2025-07-04", 15, "2025-07-25")]
    [InlineData("2025-07-24", 3, "2025-07-29")]
    [InlineData("2025-08-13", 15, "2025-09-03")]
    [InlineData("2025-09-02", 3, "2025-09-05")]
    [InlineData("2025-09-22", 15, "2025-10-17")]
    [InlineData("2025-10-12", 3, "2025-10-15")]
    [InlineData("2025-11-01", 15, "2025-11-21")]
    [InlineData("2025-11-21", 3, "2025-11-26")]
    [InlineData("2025-12-11", 15, "2026-01-04")]
    [InlineData("2025-12-31", 3, "2026-01-06")]
    [InlineData("2026-01-20", 15, "2026-02-10")]
    [InlineData("2026-02-09", 3, "2026-02-12")]
    [InlineData("2026-02-14", 5, "2026-02-28")]
    [InlineData("2026-03-01", 15, "2026-03-20")]
    [InlineData("2026-03-21", 3, "2026-03-25")]
    [InlineData("2026-04-10", 15, "2026-05-06")]
    [InlineData("2026-04-30", 3, "2026-05-08")]
    [InlineData("2026-05-20", 15, "2026-06-10")]
    [InlineData("2026-06-09", 3, "2026-06-12")]
    [InlineData("2026-06-29", 15, "2026-07-20")]
    [InlineData("2026-07-19", 3, "2026-07-22")]
    [InlineData("2026-08-08", 15, "2026-08-28")]
    [InlineData("2026-08-28", 3, "2026-09-02")]
    [InlineData("2026-09-12", 10, "2026-09-24")]
    [InlineData("2026-09-17", 15, "2026-10-14")]
    [InlineData("2026-10-02", 2, "2026-10-09")]
    [InlineData("2026-10-07", 3, "2026-10-10")]
    [InlineData("2026-10-27", 15, "2026-11-17")]
    [InlineData("2026-11-16", 3, "2026-11-19")]
    public void WorkingDays_EndOnTheComputedDay(string start, int days, string due)
    {
        var end = Assert.IsType<DueTime.At>(Cn.AddWorkingDays(Morning(start), days, Zone)).Time;
        Assert.Equal(due + "T18:00:00+08:00", end.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    [Theory] // the day before T days, as in T-2
    [InlineData("2026-10-12", -1, "2026-10-10")]
    [InlineData("2026-10-08", -2, "2026-09-29")]
    [InlineData("2026-02-24", -5, "2026-02-10")]
    [InlineData("2026-01-05", -3, "2025-12-30")]
    public void DaysBefore_AreWorkingDays(string start, int days, string due) => WorkingDays_EndOnTheComputedDay(start, days, due);

    [Theory] // X20: the notice for 2027 is not out, and New Year is a holiday whatever it says
    [InlineData("2026-12-31", 1)]
    [InlineData("2026-12-25", 5)]
    [InlineData("2026-11-16", 60)]
    public void DueIn2027_IsPending(string start, int days) => Assert.Equal(new DueTime.Pending(2027), Cn.AddWorkingDays(Morning(start), days, Zone));

    [Fact]
    public void TwoWorkingDays_AreAnsweredByTry()
    {
        var question = new TryQuestion(JsonDocument.Parse("""{ "from": "2026-09-18T10:00:00+08:00", "deadline": "2 wd" }""").RootElement, Morning("2026-09-18"));
        Assert.Equal("2026-09-21T18:00:00+08:00", (string?)DefinitionKinds.Find("calendars")!.Try(Set, "cn", question)!.Outcome!["due"]);
    }

    private static DateTimeOffset Morning(string day) => DateTimeOffset.Parse(day + "T10:00:00+08:00", CultureInfo.InvariantCulture);
}
