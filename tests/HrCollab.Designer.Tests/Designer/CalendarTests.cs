using System.Globalization;
using System.Text.Json.Nodes;
using Bunit;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Editors.Calendars;

namespace HrCollab.Designer.Tests.Designer;

public sealed class CalendarTests
{
    private const string Notice2026 = """
        国务院办公厅关于2026年部分节假日安排的通知
        一、元旦:1月1日(周四)至3日(周六)放假调休,共3天。1月4日(周日)上班。
        二、春节:2月15日(农历腊月二十八、周日)至23日(农历正月初七、周一)放假调休,共9天。2月14日(周六)、2月28日(周六)上班。
        三、清明节:4月4日(周六)至6日(周一)放假,共3天。
        四、劳动节:5月1日(周五)至5日(周二)放假调休,共5天。5月9日(周六)上班。
        五、端午节:6月19日(周五)至21日(周日)放假,共3天。
        六、中秋节:9月25日(周五)至27日(周日)放假,共3天。
        七、国庆节:10月1日(周四)至7日(周三)放假调休,共7天。9月20日(周日)、10月10日(周六)上班。
        节假日期间,各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void NoticeOf2026_GivesTheShippedYear(bool inOneLine)
    {
        using var context = new DesignerContext();
        var shipped = context.Studio.Read("calendars/cn-2026.calendar.json")!;
        var notice = HolidayNotice.Read(inOneLine ? Notice2026.ReplaceLineEndings("") : Notice2026, null)!;
        Assert.Equal(2026, notice.Year);
        Assert.Equal(shipped["makeup"]!.AsArray().Select(d => d!.GetValue<string>()), notice.Makeup.Select(d => d.ToString("O", CultureInfo.InvariantCulture)));
        Assert.Equal(
            shipped["holidays"]!.AsArray().Select(h => (JsonPlaces.TextAt(h, "/title/zh"), JsonPlaces.TextAt(h, "/from"), JsonPlaces.TextAt(h, "/to"))),
            notice.Holidays.Select(h => (h.Name, h.From.ToString("O", CultureInfo.InvariantCulture), h.To.ToString("O", CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void DaysAsJson_AreJoinedToHolidays()
    {
        var notice = HolidayNotice.Read("""{"year":2027,"papers":["https://example.invalid/1"],"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true},{"name":"元旦","date":"2027-01-02","isOffDay":true},{"name":"元旦","date":"2027-01-10","isOffDay":false}]}""", null)!;
        Assert.Equal((new DateOnly(2027, 1, 1), new DateOnly(2027, 1, 2)), (notice.Holidays[0].From, notice.Holidays[0].To));
        Assert.Equal(new DateOnly(2027, 1, 10), Assert.Single(notice.Makeup));
    }

    [Theory]
    [InlineData("nothing of the kind")]
    [InlineData("{\"year\":1}")]
    [InlineData("{\"year\":2027,\"days\":[{\"name\":\"x\",\"date\":\"2027-13-01\",\"isOffDay\":true}]}")]
    public void WhatIsNoNotice_IsNotTaken(string text) => Assert.Null(HolidayNotice.Read(text, 2027));

    [Fact]
    public async Task Click_SwitchesAWeekendDayToWorkAndBack_AndMakesAHolidayOfAWorkingDay()
    {
        using var context = new DesignerContext();
        var draft = context.Studio.Open("calendars/cn-2026.calendar.json");
        var before = draft.Text;
        var editor = context.Render<CalendarEditor>(p => p.Add(e => e.Draft, draft));
        await editor.InvokeAsync(() => Day(editor, "2026年3月7日").Click());
        Assert.Contains("\"2026-03-07\"", draft.Text);
        await editor.InvokeAsync(() => Day(editor, "2026年3月7日").Click());
        Assert.Equal(before, draft.Text);
        await editor.InvokeAsync(() => Day(editor, "2026年3月9日").Click());
        Assert.Contains("\"from\": \"2026-03-09\", \"to\": \"2026-03-09\"", draft.Text);
    }

    [Fact]
    public async Task NewYear_IsMadeFromTheCalendar()
    {
        using var context = new DesignerContext();
        var editor = context.Render<CalendarEditor>(p => p.Add(e => e.Draft, context.Studio.Open("calendars/cn.calendar.json")));
        await editor.InvokeAsync(() => editor.Find("button.secondary").Click());
        Assert.Equal(2027, (context.Studio.Read("calendars/cn-2027.calendar.json") as JsonObject)!["year"]!.GetValue<int>());
    }

    private static AngleSharp.Dom.IElement Day(IRenderedComponent<CalendarEditor> editor, string day) => editor.FindAll("button.day").First(b => b.GetAttribute("aria-label")!.StartsWith(day + " ", StringComparison.Ordinal));
}
