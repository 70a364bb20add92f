using HrCollab.Engine.Calendars;
using static HrCollab.Engine.Tests.Calendars.CalendarFiles;

namespace HrCollab.Engine.Tests.Calendars;

public sealed class CalendarTests
{
    [Theory]
    [InlineData("2026-09-18", true)] // Friday
    [InlineData("2026-09-19", false)] // Saturday
    [InlineData("2026-09-20", true)] // Sunday worked in exchange
    [InlineData("2026-09-25", false)] // holiday on a Friday
    [InlineData("2026-12-31", true)]
    public void PublishedDay_IsWorkedOrNot(string day, bool worked) => Assert.Equal(worked, Shared.IsWorkday(Day(day)));

    [Theory] // X20: never weekends only
    [InlineData("2027-01-02")]
    [InlineData("2025-12-31")]
    public void DayOfUnpublishedYear_IsNotKnown(string day) => Assert.Null(Shared.IsWorkday(Day(day)));

    [Theory]
    [InlineData("2026-09-18T10:00:00", 3, "2026-09-22T18:00:00+08:00")] // S33: Sunday 09-20 is worked
    [InlineData("2026-09-18T23:59:59", 1, "2026-09-20T18:00:00+08:00")]
    [InlineData("2026-09-19T10:00:00", 1, "2026-09-20T18:00:00+08:00")]
    [InlineData("2026-09-30T09:00:00", 3, "2026-10-10T18:00:00+08:00")]
    [InlineData("2026-10-12T09:00:00", -1, "2026-10-10T18:00:00+08:00")]
    [InlineData("2026-10-12T09:00:00", -2, "2026-10-09T18:00:00+08:00")]
    [InlineData("2026-10-12T09:00:00", -5, "2026-09-29T18:00:00+08:00")]
    [InlineData("2026-12-31T09:00:00", 1, "pending 2027")] // X20
    [InlineData("2026-01-05T09:00:00", -2, "pending 2025")]
    [InlineData("2026-06-01T09:00:00", 2000000000, "pending 2027")]
    [InlineData("2026-06-01T09:00:00", -2147483648, "pending 2025")]
    public void WorkingDays_EndWithTheWorkOfTheLastDay(string from, int days, string due) =>
        Assert.Equal(due, Show(Shared.AddWorkingDays(At(from), days, Zone)));

    [Theory]
    [InlineData("2026-09-18T08:00:00", "2026-09-18T18:00:00+08:00")]
    [InlineData("2026-09-18T17:59:59", "2026-09-18T18:00:00+08:00")]
    [InlineData("2026-09-18T18:00:00", "2026-09-20T18:00:00+08:00")]
    [InlineData("2026-09-19T08:00:00", "2026-09-20T18:00:00+08:00")]
    [InlineData("2026-12-31T19:00:00", "pending 2027")]
    [InlineData("2027-03-01T08:00:00", "pending 2027")]
    public void NoWorkingDays_EndTodayWhileWorkIsRunning(string from, string due) => Assert.Equal(due, Show(Shared.AddWorkingDays(At(from), 0, Zone)));

    [Fact]
    public void DayOfTheEvent_IsTheOneOfTheAskedZone() =>
        Assert.Equal("2026-09-21T18:00:00+08:00", Show(Shared.AddWorkingDays(DateTimeOffset.Parse("2026-09-19T17:00:00Z", null), 1, Zone)));

    [Theory]
    [InlineData("2026-09-18T10:00:00", 1, "2026-09-18T11:00:00+08:00")]
    [InlineData("2026-09-18T10:00:00", 2, "2026-09-18T12:00:00+08:00")]
    [InlineData("2026-09-18T10:00:00", 2.5, "2026-09-18T13:30:00+08:00")]
    [InlineData("2026-09-18T12:30:00", 1, "2026-09-18T14:00:00+08:00")]
    [InlineData("2026-09-18T17:00:00", 4, "2026-09-20T12:00:00+08:00")]
    [InlineData("2026-09-24T17:00:00", 8, "2026-09-28T17:00:00+08:00")]
    [InlineData("2026-09-18T20:00:00", 0, "2026-09-20T09:00:00+08:00")]
    [InlineData("2026-09-20T09:30:00", -1, "2026-09-18T17:30:00+08:00")]
    [InlineData("2026-09-20T13:00:00", -3, "2026-09-20T09:00:00+08:00")]
    [InlineData("2026-12-31T17:00:00", 2, "pending 2027")] // X20
    [InlineData("2026-12-31T17:00:00", 79228162514264337593543950335.0, "pending 2027")]
    public void WorkingHours_PassOnlyWhileThereIsWork(string from, double hours, string due) =>
        Assert.Equal(due, Show(Shared.AddWorkingHours(At(from), hours > 1e20 ? decimal.MaxValue : (decimal)hours, Zone)));

    [Theory]
    [InlineData("2026-09-18T10:00:00", "2026-09-18T14:00:00", 3)]
    [InlineData("2026-09-18T17:00:00", "2026-09-21T09:30:00", 9.5)]
    [InlineData("2026-09-19T00:00:00", "2026-09-19T23:00:00", 0)]
    [InlineData("2026-09-18T14:00:00", "2026-09-18T10:00:00", -3)]
    public void HoursBetween_CountWorkOnly(string a, string b, double hours) => Assert.Equal((decimal)hours, Shared.WorkingHoursBetween(At(a), At(b), Zone));

    [Theory] // X20
    [InlineData("2026-12-31T10:00:00", "2027-01-04T10:00:00")]
    [InlineData("2025-12-31T10:00:00", "2026-01-05T10:00:00")]
    public void HoursIntoUnpublishedYear_AreNotKnown(string a, string b) => Assert.Null(Shared.WorkingHoursBetween(At(a), At(b), Zone));

    [Theory]
    [InlineData("2026-10-01", "2026-10-08T18:00:00+08:00")]
    [InlineData("2026-10-08", "2026-10-08T18:00:00+08:00")]
    [InlineData("2027-01-01", "pending 2027")]
    public void EndOfWorkday_IsOnTheDayOrTheNextWorkedOne(string day, string due) => Assert.Equal(due, Show(Shared.EndOfWorkday(Day(day), Zone)));

    [Fact]
    public void ClockChange_KeepsWorkingHoursOnTheWall()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"); // summer time ends on 2026-10-25
        var due = Shared.AddWorkingDays(DateTimeOffset.Parse("2026-10-23T10:00:00+02:00", null), 1, berlin);
        Assert.Equal("2026-10-26T18:00:00+01:00", Show(due));
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");
}
