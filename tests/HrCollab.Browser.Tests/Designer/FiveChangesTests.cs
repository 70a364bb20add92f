using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Tests;
using Microsoft.Playwright;

namespace HrCollab.Browser.Tests.Designer;

/// <summary>
/// S2 to the end: somebody who never sees JSON makes five changes and names the company anew in the browser, others approve them, they are published, and the HTTP API answers by each of them. Nothing but
/// definitions is touched.
/// </summary>
public sealed class FiveChangesTests
{
    private const string Author = "E0017";
    private const string Subject = "E0042";

    private static readonly LocatorAssertionsToContainTextOptions Patient = new() { Timeout = 180_000 };
    private static readonly object Transfer = new { subject = Subject, input = new { newDepartment = "rd2", effectiveDate = "2027-01-11", reason = "项目需要" } };

    [BrowserFact]
    public async Task S2_FieldStepCellRowAndCalendar_AreReviewedPublishedAndHoldOverHttp()
    {
        await using var api = await TestHost.Started(now: new DateTimeOffset(2026, 12, 31, 10, 0, 0, TimeSpan.FromHours(8)));
        await using var host = await DesignerHost.Started("--Designer:Host", api.Address.ToString());
        var before = host.Sandbox.Git("rev-parse", "main");
        await Holds(api, changed: false);

        await using (var screen = await host.SignedIn(Author))
        {
            await Company(host, screen);
            await FieldInStandardAndForm(host, screen);
            await RowAndStep(host, screen);
            await Cell(host, screen);
            await Year(host, screen);
            await screen.Go(Review(host));
            await Assertions.Expect(screen.Page.Locator("[data-changes] li").First).ToBeVisibleAsync(new() { Timeout = 180_000 });
            await screen.Picture("designer-five-changes");
            await screen.Page.FillAsync("#said", "五项改动");
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "请求审核" }).ClickAsync();
            await Assertions.Expect(screen.Page.Locator(".log")).ToContainTextAsync("五项改动", Patient);
            Assert.Empty(screen.Errors);
        }

        // Whoever answers for the folder: standards and calendars, responsibilities and workflows, forms, permissions, the manifest. The author is none of them.
        foreach (var reviewer in new[] { "E0001", "E0003", "E0006", "E0022", "E0023" })
        {
            await using var screen = await host.SignedIn(reviewer);
            await screen.Go(Review(host));
            await screen.Page.GetByRole(AriaRole.Button, new() { Name = "批准" }).ClickAsync();
            await Assertions.Expect(screen.Page.GetByRole(AriaRole.Button, new() { Name = "批准" })).ToBeEnabledAsync(new() { Timeout = 180_000 });
            await Assertions.Expect(screen.Page.Locator(".log li").Last).ToContainTextAsync("批准", Patient);
        }

        await using var publisher = await host.SignedIn("E0023");
        await publisher.Go(Review(host));
        await publisher.Page.GetByRole(AriaRole.Button, new() { Name = "发布并启用" }).ClickAsync();
        await Assertions.Expect(publisher.Page.Locator("[data-done]")).ToContainTextAsync("已发布并启用", Patient);
        await Holds(api, changed: true);

        var touched = host.Sandbox.Git("log", "--format=", "--name-only", $"{before}..main").Split('\n', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        Assert.All(touched, path => Assert.StartsWith("definitions/", path, StringComparison.Ordinal));
        Assert.Equal(
            ["calendars/cn-2027.calendar.json", "forms/offboarding.form.cases.json", "forms/onboarding.form.cases.json", "forms/transfer.form.cases.json", "forms/transfer.form.json", "manifest.json", "permissions/person.permissions.cases.json", "permissions/person.permissions.json", "responsibilities/transfer.responsibilities.json", "standards/person.standard.json", "workflows/transfer.workflow.json"],
            touched.Select(p => p["definitions/".Length..]));
        Assert.Equal("", host.Sandbox.Git("status", "--porcelain", "--untracked-files=no", "--", ":(exclude)definitions"));
    }

    private static string Review(DesignerHost host) => $"/reviews/{Author}/" + Uri.EscapeDataString(Assert.Single(host.Sandbox.Drafts.List(Author)).Topic);

    /// <summary>The name of the company is in the manifest; departments are records and no definition.</summary>
    private static async Task Company(DesignerHost host, Screen screen)
    {
        await screen.Go("/manifest");
        await screen.Page.Locator("#at-company-zh").FillAsync("南辰科技");
        await screen.Page.Locator("#at-company-en").FillAsync("Nanchen Technology");
        await screen.Page.Keyboard.PressAsync("Tab");
        await host.Saved(Author, "manifest.json", "\"zh\": \"南辰科技\", \"en\": \"Nanchen Technology\"");
    }

    private static async Task FieldInStandardAndForm(DesignerHost host, Screen screen)
    {
        var page = screen.Page;
        await screen.Go("/standards/person");
        var rows = page.Locator("tr[data-pointer^='/groups/0/fields/']");
        await Assertions.Expect(rows.First).ToBeVisibleAsync();
        var at = await rows.CountAsync();
        await page.Locator("section.group", new() { Has = page.Locator("#at-groups-0-id") }).GetByRole(AriaRole.Button, new() { Name = "+ 字段" }).ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(at + 1);
        foreach (var (member, text) in new[]
        {
            ("title/zh", "紧急联系人"), ("title/en", "Emergency contact"), ("id", "emergencyContact"), ("purpose/zh", "紧急情况下联系家属"), ("purpose/en", "To reach the family in an emergency"), ("basis", "PIPL 13(2), 13(4)"),
        })
        {
            await page.Locator($"[data-pointer='/groups/0/fields/{at}/{member}']").First.FillAsync(text);
        }

        await page.Keyboard.PressAsync("Tab");
        await host.Saved(Author, "standards/person.standard.json", "PIPL 13(2), 13(4)");
        await screen.Go("/forms/transfer");
        await page.Locator("#add-0").SelectOptionAsync("identity.emergencyContact");
        await host.Saved(Author, "forms/transfer.form.json", "identity.emergencyContact");
    }

    private static async Task RowAndStep(DesignerHost host, Screen screen)
    {
        var page = screen.Page;
        await screen.Go("/responsibilities/transfer");
        await Assertions.Expect(page.Locator("[role=grid][data-live]")).ToBeVisibleAsync();
        await page.FillAsync("#new-row", "legal");
        await page.FillAsync("#new-row-title", "法务审核");
        await page.GetByRole(AriaRole.Button, new() { Name = "加一行" }).ClickAsync();
        foreach (var (cell, text) in new[] { ("responsible", "法务"), ("work", "核对合同变更"), ("deadline", "1 个工作日"), ("standard", "合同变更已核对") })
        {
            await page.Locator($"[data-pointer='/rows/8/{cell}']").FillAsync(text);
            await page.Keyboard.PressAsync("Enter");
        }

        await host.Saved(Author, "responsibilities/transfer.responsibilities.json", "合同变更已核对");
        await screen.Go("/workflows/transfer");
        await page.GetByRole(AriaRole.Button, new() { Name = "在“HRBP 审核”之后加一步" }).ClickAsync();
        await page.Locator(".kinds button").First.ClickAsync();
        await host.Saved(Author, "workflows/transfer.workflow.json", "\"row\": \"legal\"");
        await Accepted(page);
    }

    /// <summary>Cases that were written by the definitions before expect what comes now, one by one.</summary>
    private static async Task Accepted(IPage page)
    {
        var failing = page.Locator("[data-failing-case]");
        await Assertions.Expect(failing.First).ToBeVisibleAsync(new() { Timeout = 180_000 });
        for (var left = await failing.CountAsync(); left > 0; left--)
        {
            await page.GetByRole(AriaRole.Button, new() { Name = "接受新结果" }).First.ClickAsync();
            await Assertions.Expect(failing).ToHaveCountAsync(left - 1, new() { Timeout = 180_000 });
        }

        await Assertions.Expect(page.Locator(".saved[data-saved]")).ToContainTextAsync("已保存到草稿", Patient);
    }

    /// <summary>Recruiting reads where people sit.</summary>
    private static async Task Cell(DesignerHost host, Screen screen)
    {
        await screen.Go("/permissions/person");
        await Assertions.Expect(screen.Page.Locator("[role=grid][data-live]")).ToBeVisibleAsync();
        await screen.Page.Locator("[data-pointer='/matrix/5/allow/workplace']").FillAsync("r");
        await screen.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(screen.Page.Locator(".saved[data-saved]")).ToContainTextAsync("已保存到草稿", Patient);
        Assert.Equal("r", JsonNode.Parse(host.Text(Author, "permissions/person.permissions.json"))!["matrix"]![5]!["allow"]!["workplace"]!.ToString());
        await screen.Go("/permissions/person?view=cases");
        await Accepted(screen.Page);
    }

    private static async Task Year(DesignerHost host, Screen screen)
    {
        var page = screen.Page;
        await screen.Go("/calendars/cn");
        await page.GetByRole(AriaRole.Button, new() { Name = "+ 2027 年" }).ClickAsync();
        await page.Locator("summary", new() { HasText = "国务院" }).ClickAsync();
        await page.Locator("#notice").FillAsync("关于2027年部分节假日安排\n一、元旦:1月1日(周五)至3日(周日)放假,共3天。\n二、春节:2月6日(周六)至12日(周五)放假调休,共7天。2月14日(周日)上班。");
        await page.Keyboard.PressAsync("Tab");
        await page.GetByRole(AriaRole.Button, new() { Name = "用它替换这一年" }).ClickAsync();
        await host.Saved(Author, "calendars/cn-2027.calendar.json", "\"2027-02-14\"");
        // What could not be told for want of a calendar has a time now.
        foreach (var form in new[] { "offboarding", "onboarding", "transfer" })
        {
            await screen.Go($"/forms/{form}?view=cases");
            await Accepted(page);
        }

        await Assertions.Expect(page.Locator(".problems .bar")).ToContainTextAsync("错误 0", Patient);
    }

    /// <summary>What the API answers by the definitions as they were shipped, and by those with the five changes.</summary>
    private static async Task Holds(TestHost api, bool changed)
    {
        Assert.Equal(changed, (await api.Get(Subject, "/")).Is(HttpStatusCode.OK).Text.Contains("南辰科技", StringComparison.Ordinal));
        var form = (await api.Get("E0007", "/api/forms/transfer?subject=" + Subject)).Is(HttpStatusCode.OK).Text;
        Assert.Equal(changed, form.Contains("emergencyContact", StringComparison.Ordinal));
        var rows = (await api.Get("E0001", "/api/responsibilities/transfer")).Is(HttpStatusCode.OK).Text;
        Assert.Equal(changed, rows.Contains("核对合同变更", StringComparison.Ordinal));
        var seen = (await api.Get("E0005", "/api/records/person/" + Subject)).Is(HttpStatusCode.OK).Json;
        Assert.Equal(changed, seen["values"]!["workplace"] is not null);

        var steps = (await api.Post("E0007", "/api/forms/transfer/preflight", Transfer)).Is(HttpStatusCode.OK).Json["route"]!.AsArray();
        var release = steps.Single(s => s!["step"]!.ToString() == "release")!;
        var legal = steps.FirstOrDefault(s => s!["step"]!.ToString() == "legal");
        if (!changed)
        {
            Assert.Equal(2027, release["duePending"]!.GetValue<int>());
            Assert.Null(legal);
            return;
        }

        // Two working days from Thursday the 31st: Friday the 1st to Sunday are off, so Monday and Tuesday.
        Assert.Equal(new DateOnly(2027, 1, 5), Day(release["due"]!));
        Assert.Contains(legal!["owners"]!.AsArray().Select(o => o is JsonObject person ? person["id"]!.ToString() : o!.ToString()), o => o is "E0013" or "E0058");
    }

    private static DateOnly Day(JsonNode due) => DateOnly.FromDateTime(DateTimeOffset.Parse(due.ToString(), System.Globalization.CultureInfo.InvariantCulture).ToOffset(TimeSpan.FromHours(8)).DateTime);
}
