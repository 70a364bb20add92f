using System.Globalization;
using HrCollab.Engine.Calendars;
using static HrCollab.Engine.Tests.Calendars.CalendarFiles;

namespace HrCollab.Engine.Tests.Calendars;

public sealed class DeadlineTests // S39
{
    [Theory]
    [InlineData("2 wd", "2 个工作日", "2 working days")]
    [InlineData("1 wd", "1 个工作日", "1 working day")]
    [InlineData("-1 wd", "提前 1 个工作日", "1 working day before")]
    [InlineData("1.5 wh", "1.5 个工作小时", "1.5 working hours")]
    [InlineData("30 d", "30 天", "30 days")]
    public void Written_IsReadAndSaidInBothLanguages(string text, string zh, string en)
    {
        Assert.True(Deadline.TryParse(text, out var deadline));
        Assert.Equal(text, deadline.ToString());
        Assert.Equal((zh, en), (deadline.Words.Zh, deadline.Words.En));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("2wd")]
    [InlineData("2  wd")]
    [InlineData("2 WD")]
    [InlineData("2 weeks")]
    [InlineData("1.5 wd")]
    [InlineData("1,000 wd")]
    [InlineData("2001 wd")]
    [InlineData("-3001 d")]
    [InlineData("1e3 wd")]
    [InlineData("２ wd")]
    public void Unreadable_IsRefused(string? text) => Assert.False(Deadline.TryParse(text, out _));

    [Theory]
    [InlineData("2026-09-18T10:00:00", "2 wd", "2026-09-21T18:00:00+08:00")]
    [InlineData("2026-09-18T10:00:00", "4 wh", "2026-09-18T15:00:00+08:00")]
    [InlineData("2026-09-18T10:00:00", "5 d", "2026-09-23T18:00:00+08:00")]
    [InlineData("2026-09-30T10:00:00", "5 d", "2026-10-08T18:00:00+08:00")] // the last day is a holiday
    [InlineData("2026-10-08T10:00:00", "-1 d", "2026-09-30T18:00:00+08:00")]
    [InlineData("2026-10-12T10:00:00", "-1 wd", "2026-10-10T18:00:00+08:00")]
    [InlineData("2026-12-20T10:00:00", "30 d", "pending 2027")] // X20
    public void FromAnEvent_ItEndsInWorkingTime(string from, string text, string due)
    {
        Assert.True(Deadline.TryParse(text, out var deadline));
        Assert.Equal(due, Show(deadline.From(At(from), Shared, Zone)));
    }

    [Theory]
    [InlineData("9999-12-31T23:00:00Z", "3000 d", "pending 9999")]
    [InlineData("0001-01-01T00:00:00Z", "-1 wd", "pending 1")]
    public void EndOfTime_IsPending(string from, string text, string due)
    {
        Assert.True(Deadline.TryParse(text, out var deadline));
        Assert.Equal(due, Show(deadline.From(DateTimeOffset.Parse(from, CultureInfo.InvariantCulture), Shared, Zone)));
    }
}
