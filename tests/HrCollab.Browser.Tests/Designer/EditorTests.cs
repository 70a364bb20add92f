using HrCollab.Engine.Kernel;
using Microsoft.Playwright;

namespace HrCollab.Browser.Tests.Designer;

public sealed class EditorTests : IAsyncLifetime
{
    private DesignerHost _host = null!;

    public async Task InitializeAsync() => _host = await DesignerHost.Started();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    /// <summary>S2: a field in the standard and in a form, and next year's calendar, by somebody who never sees JSON; the set stays sound and only definitions change.</summary>
    [BrowserFact]
    public async Task S2_FieldInStandardAndForm_AndNextYearsCalendar()
    {
        await using var screen = await _host.SignedIn("E0001");
        var page = screen.Page;
        await screen.Go("/standards/person");
        var rows = page.Locator("tr[data-pointer^='/groups/0/fields/']");
        await Assertions.Expect(rows.First).ToBeVisibleAsync();
        var fields = await rows.CountAsync();
        await page.Locator("section.group", new() { Has = page.Locator("#at-groups-0-id") }).GetByRole(AriaRole.Button, new() { Name = "+ 字段" }).ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(fields + 1);
        var row = page.Locator($"tr[data-pointer='/groups/0/fields/{fields}']");
        await row.Locator("input[data-pointer$='/title/zh']").FillAsync("紧急联系人");
        await row.Locator("input[data-pointer$='/id']").FillAsync("emergencyContact");
        // A form may collect a personal field only when the standard says what for and by what right.
        foreach (var (member, text) in new[] { ("purpose/zh", "紧急情况下联系家属"), ("purpose/en", "To reach the family in an emergency"), ("basis", "PIPL 13(2), 13(4)") })
            await page.Locator($"[data-pointer='/groups/0/fields/{fields}/{member}']").FillAsync(text);
        await page.Keyboard.PressAsync("Tab");
        await _host.Saved("E0001", "standards/person.standard.json", "PIPL 13(2), 13(4)");
        await Assertions.Expect(page.Locator(".saved")).ToContainTextAsync("已保存到草稿");
        await Assertions.Expect(page.Locator(".problems .bar")).ToContainTextAsync("可以发布");
        await screen.Picture("designer-standard");

        await screen.Go("/forms/transfer");
        await page.Locator("#add-0").SelectOptionAsync("identity.emergencyContact");
        await Assertions.Expect(page.Locator(".preview")).ToContainTextAsync("紧急联系人");
        await _host.Saved("E0001", "forms/transfer.form.json", "identity.emergencyContact");
        await page.Locator(".preview #f-newBaseSalary").FillAsync("30000");
        await Assertions.Expect(page.Locator(".preview #f-payReason")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).Last.ClickAsync();
        await Assertions.Expect(page.Locator(".preview")).ToContainTextAsync("New department");
        await screen.Picture("designer-form");
        await screen.Sound();

        await screen.Go("/calendars/cn");
        await page.GetByRole(AriaRole.Button, new() { Name = "+ 2027 年" }).ClickAsync();
        await page.Locator("summary", new() { HasText = "国务院" }).ClickAsync();
        await page.Locator("#notice").FillAsync("关于2027年部分节假日安排\n一、元旦:1月1日(周五)至3日(周日)放假,共3天。\n二、春节:2月6日(周六)至12日(周五)放假调休,共7天。2月14日(周日)上班。");
        await page.Keyboard.PressAsync("Tab");
        await page.GetByRole(AriaRole.Button, new() { Name = "用它替换这一年" }).ClickAsync();
        await Assertions.Expect(page.Locator(".day.off")).ToHaveCountAsync(10);
        await Assertions.Expect(page.Locator(".day.makeup")).ToHaveCountAsync(1);
        await _host.Saved("E0001", "calendars/cn-2027.calendar.json", "\"2027-02-14\"");
        await screen.Picture("designer-calendar");
        await screen.Sound();

        var draft = Assert.Single(_host.Sandbox.Drafts.List("E0001"));
        Assert.Equal(["calendars/cn-2027.calendar.json", "forms/transfer.form.json", "standards/person.standard.json"], _host.Sandbox.Repository.Changed(_host.Sandbox.Repository.Head, draft.Commit).AsEnumerable());
        Assert.NotNull(DefinitionCompiler.Compile(_host.Sandbox.Repository.Files(draft.Commit)).Set);
        Assert.Empty(screen.Errors);
    }

    [BrowserFact]
    public async Task SampleRecord_IsJudgedAsOneTypes()
    {
        await using var screen = await _host.SignedIn("E0001", language: "en", colors: ColorScheme.Dark);
        var page = screen.Page;
        await screen.Go("/standards/department");
        await page.GetByRole(AriaRole.Link, new() { Name = "Open a sample record" }).ClickAsync();
        await page.Locator("#sample-record").SelectOptionAsync("rd1");
        await Assertions.Expect(page.Locator("main [role=status]").First).ToContainTextAsync("Would be accepted");
        await page.Locator("#sample-basic-name").FillAsync("");
        await Assertions.Expect(page.Locator("main [role=status]").First).ToContainTextAsync("Refused");
        await screen.Sound();
        await screen.Picture("designer-sample");
        Assert.Empty(screen.Errors);
    }
}
