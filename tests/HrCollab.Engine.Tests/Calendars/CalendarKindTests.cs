using System.Text.Json;
using HrCollab.Engine.Calendars;
using HrCollab.Engine.Kernel;
using static HrCollab.Engine.Tests.Calendars.CalendarFiles;

namespace HrCollab.Engine.Tests.Calendars;

public sealed class CalendarKindTests
{
    [Fact]
    public void NewYear_IsOneNewFile()
    {
        var set = TestSet.Sound(Base, Year2026, Year(2027, """[{ "title": { "zh": "元旦", "en": "New Year" }, "from": "2027-01-01", "to": "2027-01-03" }]"""));
        Assert.Equal("2026,2027", string.Join(',', set.Find<Calendar>("cn")!.Years));
        Assert.Equal("2027-01-04T18:00:00+08:00", Show(set.Find<Calendar>("cn")!.AddWorkingDays(At("2026-12-31T09:00:00"), 1, Zone)));
        Assert.Single(set.All<Calendar>());
    }

    [Theory]
    [InlineData("""["9-12"]""", "HR-CAL-001 calendars/cn.calendar.json#/hours/0")]
    [InlineData("""["12:00-09:00"]""", "HR-CAL-001 calendars/cn.calendar.json#/hours/0")]
    [InlineData("""["09:00-12:00", "11:00-18:00"]""", "HR-CAL-002 calendars/cn.calendar.json#/hours/1")]
    [InlineData("[]", "HR-CAL-005 calendars/cn.calendar.json#/hours")]
    public void BadHours_AreFound(string hours, string finding)
    {
        var file = (Base.Path, Base.Json.Replace("""["09:00-12:00", "13:00-18:00"]""", hours));
        Assert.Equal([finding], TestSet.Findings("HR-CAL", file).Where(f => !f.Contains("014")));
    }

    [Fact]
    public void UntilMidnight_IsAWorkingHour() =>
        Assert.Equal(
            "2026-09-22T00:00:00+08:00",
            Show(TestSet.Sound((Base.Path, Base.Json.Replace("13:00-18:00", "13:00-24:00")), Year2026).Find<Calendar>("cn")!.EndOfWorkday(new DateOnly(2026, 9, 21), Zone)));

    [Fact]
    public void MisspeltWeekday_IsFoundWithWhatWasMeant()
    {
        var result = TestSet.Compile((Base.Path, Base.Json.Replace("sunday", "sundy")));
        Assert.Contains(result.Diagnostics, d => d.Code == "HR-CAL-003" && d.Path == "/weekend/1" && d.Message.En.Contains("'sunday'"));
    }

    [Theory]
    [InlineData("2026-05-01", "2026-05-05", "2026-05-09", "")]
    [InlineData("2025-12-31", "2026-01-01", "2026-05-09", "HR-CAL-008 /holidays/0/from")]
    [InlineData("2026-12-31", "2027-01-01", "2026-05-09", "HR-CAL-008 /holidays/0/to")]
    [InlineData("2026-05-05", "2026-05-01", "2026-05-09", "HR-CAL-009 /holidays/0")]
    [InlineData("2026-05-01", "2026-05-05", "2027-05-09", "HR-CAL-008 /makeup/0")]
    [InlineData("2026-05-01", "2026-05-05", "2026-05-08", "HR-CAL-011 /makeup/0")]
    [InlineData("2026-05-01", "2026-05-05", "2026-05-02", "HR-CAL-012 /makeup/0")]
    public void DaysThatContradict_AreFound(string from, string to, string makeup, string finding)
    {
        var year = Year(2026, $$"""[{ "title": { "zh": "劳动节", "en": "Labour Day" }, "from": "{{from}}", "to": "{{to}}" }]""", "[\"" + makeup + "\"]");
        Assert.Equal(finding, string.Join(';', TestSet.Compile(Base, year).Diagnostics.Where(d => d.Code != "HR-CAL-015").Select(d => $"{d.Code} {d.Path}")));
    }

    [Theory]
    [InlineData("2027-01-01", "2027-01-03", false)]
    [InlineData("2027-01-02", "2027-01-03", true)]
    public void YearWithoutNewYearsDay_IsAWarningAndStaysUsable(string from, string to, bool warned)
    {
        var result = TestSet.Compile(Base, Year2026, Year(2027, $$"""[{ "title": { "zh": "假", "en": "Holiday" }, "from": "{{from}}", "to": "{{to}}" }]"""));
        Assert.Equal(warned ? ["Warning HR-CAL-015 /holidays"] : [], result.Diagnostics.Select(d => $"{d.Severity} {d.Code} {d.Path}"));
        Assert.Contains(2027, result.Set!.Find<Calendar>("cn")!.Years);
    }

    [Fact]
    public void DaysListedTwice_AreFound()
    {
        var year = Year(2026, """
            [{ "title": { "zh": "甲", "en": "A" }, "from": "2026-05-01", "to": "2026-05-03" }, { "title": { "zh": "乙", "en": "B" }, "from": "2026-05-03", "to": "2026-05-04" }]
            """, """["2026-05-09", "2026-05-09"]""");
        Assert.Equal(["HR-CAL-010 calendars/cn-2026.calendar.json#/holidays/1", "HR-CAL-010 calendars/cn-2026.calendar.json#/makeup/1", "HR-CAL-015 calendars/cn-2026.calendar.json#/holidays"], TestSet.Findings("HR-CAL", Base, year));
    }

    [Fact]
    public void YearDefinedTwice_IsFound() =>
        Assert.Equal(["HR-CAL-007 calendars/cn-2026b.calendar.json#/year", "HR-CAL-015 calendars/cn-2026b.calendar.json#/holidays"], TestSet.Findings("HR-CAL", Base, Year2026,
            Year(2026, """[{ "title": { "zh": "劳动节", "en": "Labour Day" }, "from": "2026-05-01", "to": "2026-05-05" }]""", id: "cn-2026b")));

    [Fact]
    public void YearOfUnknownCalendar_IsFoundWithWhatWasMeant()
    {
        var result = TestSet.Compile(Base, (Year2026.Path, Year2026.Json.Replace("\"of\": \"cn\"", "\"of\": \"cm\"")));
        Assert.Contains(result.Diagnostics, d => d.Code == "HR-DEF-012" && d.Path == "/of" && d.Message.En.Contains("'cn'"));
    }

    [Fact]
    public void YearOfAYear_IsFound() =>
        Assert.Equal(["HR-CAL-006 calendars/cn-2027.calendar.json#/of"], TestSet.Findings("HR-CAL", Base, Year2026,
            (Path: "calendars/cn-2027.calendar.json", Year2026.Json.Replace("2026", "2027").Replace("\"of\": \"cn\"", "\"of\": \"cn-2026\""))));

    [Fact]
    public void FormsMixedUp_AreFound()
    {
        var calendar = (Base.Path, Base.Json.Replace("\"hours\"", "\"year\": 2026, \"makeup\": [], \"hours\""));
        Assert.Equal(["HR-CAL-004 calendars/cn.calendar.json#/year", "HR-CAL-004 calendars/cn.calendar.json#/makeup"], TestSet.Findings("HR-CAL-004", calendar));
        var year = (Year2026.Path, Year2026.Json.Replace("\"makeup\"", "\"weekend\": [], \"makeup\""));
        Assert.Equal(["HR-CAL-004 calendars/cn-2026.calendar.json#/weekend"], TestSet.Findings("HR-CAL", Base, year));
    }

    [Fact]
    public void YearWithoutYearOrSource_IsFound()
    {
        const string Path = "calendars/cn-x.calendar.json";
        var year = """{ "id": "cn-x", "title": { "zh": "年", "en": "Year" }, "of": "cn", "holidays": [] }""";
        Assert.Equal(["HR-CAL-005 calendars/cn-x.calendar.json#", $"HR-CAL-005 {Path}#/holidays", $"HR-CAL-005 {Path}#"], TestSet.Findings("HR-CAL-005", Base, (Path, year)));
    }

    [Fact] // X20
    public void CompanyCalendarWithoutYears_IsAWarning()
    {
        var result = TestSet.Compile(Base);
        var warning = Assert.Single(result.Diagnostics);
        Assert.Equal(("HR-CAL-014", Severity.Warning, "manifest.json", "/calendar"), (warning.Code, warning.Severity, warning.File, warning.Path));
        Assert.Equal("pending 2026", Show(result.Set!.Find<Calendar>("cn")!.AddWorkingDays(At("2026-06-01T09:00:00"), 1, Zone)));
    }

    [Fact]
    public void CompanyCalendarThatIsNotThere_IsAnError()
    {
        var result = TestSet.Compile(
            (Path: "calendars/office.calendar.json", Base.Json.Replace("\"cn\"", "\"office\"")),
            (Year2026.Path, Year2026.Json.Replace("\"of\": \"cn\"", "\"of\": \"office\"")));
        Assert.Null(result.Set);
        Assert.Equal(["HR-DEF-012 manifest.json"], result.Diagnostics.Select(d => $"{d.Code} {d.File}"));
    }

    [Theory]
    [InlineData("cn", """{ "from": "2026-09-18T10:00:00+08:00", "deadline": "2 wd" }""", """{"due":"2026-09-21T18:00:00+08:00"}""")]
    [InlineData("cn-2026", """{ "from": "2026-12-31T02:00:00Z", "deadline": "1 wd" }""", """{"pending":2027}""")]
    [InlineData("cn", """{ "from": "2026-09-18T10:00:00", "deadline": "2 wd" }""", null)]
    [InlineData("cn", """{ "from": "2026-09-18T10:00:00+08:00", "deadline": 2 }""", null)]
    [InlineData("cn", "[]", null)]
    public void Try_SaysWhenItIsDue(string id, string input, string? outcome)
    {
        var set = TestSet.Sound(Base, Year2026);
        var answer = DefinitionKinds.Find("calendars")!.Try(set, id, new TryQuestion(JsonDocument.Parse(input).RootElement, At("2026-01-01T00:00:00")));
        Assert.Equal(outcome, answer!.Outcome?.ToJsonString().Replace("\\u002B", "+"));
        Assert.Single(answer.Trace);
    }
}
