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

    /// <summary>As published (国办发明电〔2011〕45号、〔2016〕17号、〔2022〕16号): days off with their names, days that are worked, days of another year.</summary>
    public static TheoryData<int, string, string, string, string> Published => new()
    {
        {
            2012,
            """
            国务院办公厅关于2012年部分节假日安排的通知
            各省、自治区、直辖市人民政府,国务院各部委、各直属机构:
            根据国务院《关于修改〈全国年节及纪念日放假办法〉的决定》,为便于各地区、各部门及早合理安排节假日旅游、交通运输、生产经营等有关工作,经国务院批准,现将2012年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
            一、元旦:2012年1月1日至3日放假调休,共3天。2011年12月31日(星期六)上班。
            二、春节:1月22日至28日放假调休,共7天。1月21日(星期六)、1月29日(星期日)上班。
            三、清明节:4月2日至4日放假调休,共3天。3月31日(星期六)、4月1日(星期日)上班。
            四、劳动节:4月29日至5月1日放假调休,共3天。4月28日(星期六)上班。
            五、端午节:6月22日至24日放假公休,共3天。
            六、中秋节、国庆节:9月30日至10月7日放假调休,共8天。9月29日(星期六)上班。
            节假日期间,各地区、各部门要妥善安排好值班和安全、保卫等工作。
            国务院办公厅
            二〇一一年十二月六日
            """,
            "元旦 01-01 01-03|春节 01-22 01-28|清明节 04-02 04-04|劳动节 04-29 05-01|端午节 06-22 06-24|中秋节、国庆节 09-30 10-07",
            "01-21 01-29 03-31 04-01 04-28 09-29",
            "2011-12-31 worked"
        },
        {
            2017,
            """
            国务院办公厅关于2017年部分节假日安排的通知
            一、元旦:1月1日放假,1月2日(星期一)补休。
            二、春节:1月27日至2月2日放假调休,共7天。1月22日(星期日)、2月4日(星期六)上班。
            三、清明节:4月2日至4日放假调休,共3天。4月1日(星期六)上班。
            四、劳动节:5月1日放假,与周末连休。
            五、端午节:5月28日至30日放假调休,共3天。5月27日(星期六)上班。
            六、中秋节、国庆节:10月1日至8日放假调休,共8天。9月30日(星期六)上班。
            国务院办公厅
            2016年12月1日
            """,
            "元旦 01-01 01-02|春节 01-27 02-02|清明节 04-02 04-04|劳动节 05-01 05-01|端午节 05-28 05-30|中秋节、国庆节 10-01 10-08",
            "01-22 02-04 04-01 05-27 09-30",
            ""
        },
        {
            2023,
            """
            国务院办公厅关于2023年部分节假日安排的通知
            一、元旦:2022年12月31日至2023年1月2日放假调休,共3天。
            二、春节:1月21日至27日放假调休,共7天。1月28日(星期六)、1月29日(星期日)上班。
            三、清明节:4月5日放假,共1天。
            四、劳动节:4月29日至5月3日放假调休,共5天。4月23日(星期日)、5月6日(星期六)上班。
            五、端午节:6月22日至24日放假调休,共3天。6月25日(星期日)上班。
            六、中秋节、国庆节:9月29日至10月6日放假调休,共8天。10月7日(星期六)、10月8日(星期日)上班。
            国务院办公厅
            2022年12月8日
            """,
            "元旦 01-01 01-02|春节 01-21 01-27|清明节 04-05 04-05|劳动节 04-29 05-03|端午节 06-22 06-24|中秋节、国庆节 09-29 10-06",
            "01-28 01-29 04-23 05-06 06-25 10-07 10-08",
            "2022-12-31 off"
        },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void PublishedNotice_IsReadWhole(int year, string text, string holidays, string makeup, string elsewhere)
    {
        foreach (var form in new[] { text, text.ReplaceLineEndings("") })
        {
            var notice = HolidayNotice.Read(form, null)!;
            Assert.Equal(year, notice.Year);
            Assert.Equal(holidays, string.Join('|', notice.Holidays.Select(h => $"{h.Name} {Short(h.From)} {Short(h.To)}")));
            Assert.Equal(makeup, string.Join(' ', notice.Makeup.Select(Short)));
            Assert.Equal(elsewhere, string.Join(' ', notice.Elsewhere.Select(e => $"{e.Day:yyyy-MM-dd} {(e.Off ? "off" : "worked")}")));
            Assert.Empty(notice.Unread);
            Assert.True(notice.HasNewYear);
            Assert.All(notice.Holidays.Append(new NoticedHoliday("", notice.Makeup[0], notice.Makeup[0])), h => Assert.Equal(year, h.From.Year));
        }
    }

    /// <summary>The notice of 2024 asks for rest on a day that it does not give off; one that turns days off around says so in words nobody foresaw.</summary>
    [Theory]
    [InlineData("鼓励各单位安排职工在除夕(2月9日)休息")]
    [InlineData("3月8日不放假")]
    [InlineData("3月8日照旧")]
    [InlineData("2月30日放假")]
    [InlineData("3月8日至3月2日放假")]
    public async Task SentenceThatCannotBeRead_IsSaid(string sentence)
    {
        using var context = new DesignerContext();
        var text = $"2024年部分节假日安排\n一、清明节:4月4日至6日放假。\n{sentence}。";
        Assert.Equal(sentence, Assert.Single(HolidayNotice.Read(text, null)!.Unread));
        var shown = context.Render<NoticeImport>(p => p.Add(e => e.Draft, context.Studio.Open("calendars/cn-2026.calendar.json")));
        await DesignerContext.Change(shown, "#notice", text);
        Assert.Contains(sentence, shown.Find("[data-unread]").TextContent);
        Assert.Contains("2024 年元旦", shown.Find("[data-no-new-year]").TextContent);
    }

    [Fact]
    public void DayOfAnotherYearInJson_IsSaid() =>
        Assert.Equal((new DateOnly(2022, 12, 31), true), Assert.Single(HolidayNotice.Read("""{"year":2023,"days":[{"name":"元旦","date":"2022-12-31","isOffDay":true},{"name":"元旦","date":"2023-01-01","isOffDay":true}]}""", null)!.Elsewhere));

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

    private static string Short(DateOnly day) => day.ToString("MM-dd", CultureInfo.InvariantCulture);

    private static AngleSharp.Dom.IElement Day(IRenderedComponent<CalendarEditor> editor, string day) => editor.FindAll("button.day").First(b => b.GetAttribute("aria-label")!.StartsWith(day + " ", StringComparison.Ordinal));
}
