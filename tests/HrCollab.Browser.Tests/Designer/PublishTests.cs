using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Tests;
using Microsoft.Playwright;

namespace HrCollab.Browser.Tests.Designer;

/// <summary>From a cell in the browser to a decision over HTTP (S1 on the analyst's side, X4, X9, X11).</summary>
public sealed class PublishTests
{
    private const string Probation = "rules/probation.rules.json";
    private const string Cases = "rules/probation.rules.cases.json";

    [BrowserFact]
    public async Task S1_ChangedTable_IsSeenMendedTestedReviewedAndDecidesOverHttp()
    {
        await using var api = await TestHost.Started();
        await using var host = await DesignerHost.Started("--Designer:Host", api.Address.ToString());
        Assert.Equal(2, await Longest(api));
        // What was recorded before: months of contract and of probation. The change below refuses two of these five.
        var recorded = "";
        foreach (var (i, term, probation) in new[] { (1, 22, 2), (2, 21, 2), (3, 22, 1), (4, 36, 3) }) recorded = await Onboarding(api, i, term, probation, i == 3 ? null : recorded);
        (await api.Post("E0007", "/api/forms/transfer/submissions", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } })).Is(HttpStatusCode.Created);
        var before = host.Sandbox.Git("rev-parse", "main");

        await using (var author = await host.SignedIn("E0001"))
        {
            var page = author.Page;
            await author.Go("/rules/probation");
            await page.Locator("[data-pointer='/table/rows/2/when/1']").FillAsync("[12..20), [24..36)");
            await page.Keyboard.PressAsync("Tab");
            await Assertions.Expect(page.Locator("[data-gap]")).ToContainTextAsync("表有空缺:没有一行适用于 合同期限类型 固定期限、合同期限(月) 2");
            await author.Picture("designer-gap");
            await author.Sound();
            await page.FillAsync("#new-row", "middle");
            await page.Locator("[role=grid] tbody tr:last-child[data-gap] button", new() { HasText = "+ 加这一行" }).FocusAsync();
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.Locator("[data-pointer='/table/rows/6/then/0']")).ToBeFocusedAsync(); // what it gives is asked next
            await Assertions.Expect(page.Locator("[data-pointer='/table/rows/6/when/0']")).ToHaveValueAsync("\"fixed\"");
            foreach (var (cell, text) in new[] { ("when/1", "[20..24)"), ("then/0", "1") })
            {
                await page.Locator($"[data-pointer='/table/rows/6/{cell}']").FillAsync(text);
                await page.Keyboard.PressAsync("Enter");
                await host.Saved("E0001", Probation, cell == "then/0" ? "\"then\": [1] }\n" : text.Replace("\"", "\\\""));
            }

            await Assertions.Expect(page.Locator("[data-gap]")).ToHaveCountAsync(0);
            await Assertions.Expect(page.Locator("tr[data-pointer='/table/rows/6'] .badge")).ToContainTextAsync("无用例");
            await page.Locator("[data-recorded]").ClickAsync();
            await page.SelectOptionAsync("#try-recorded", recorded);
            await Assertions.Expect(page.Locator("[id='try-contract.termMonths']")).ToHaveValueAsync("22");
            await Assertions.Expect(page.Locator("[data-try]")).ToContainTextAsync("第 middle 行适用:maxMonths = 1");
            await page.GetByRole(AriaRole.Button, new() { Name = "存为测试" }).ClickAsync();
            await Assertions.Expect(page.Locator("[data-kept-case]")).ToBeVisibleAsync();
            await host.Saved("E0001", Cases, "来自事项 " + recorded);
            await Assertions.Expect(page.Locator("tr[data-pointer='/table/rows/6'] .badge.warn")).ToHaveCountAsync(0);
            await Assertions.Expect(page.Locator("tr[data-pointer='/table/rows/6'] .badge.good")).ToContainTextAsync("命中"); // what was tried is this row's
            await author.Picture("designer-table");
            await author.Sound();

            await author.Go("/reviews/E0001/" + Uri.EscapeDataString(host.Sandbox.Drafts.List("E0001")[0].Topic));
            await Assertions.Expect(page.Locator("[data-changes]")).ToContainTextAsync("新增行“middle”");
            await page.GetByRole(AriaRole.Button, new() { Name = "用已有申请试算" }).ClickAsync();
            await Assertions.Expect(page.Locator("[data-impact]")).ToContainTextAsync("5 件申请中有 2 件结果不同");
            await Assertions.Expect(page.Locator("[data-changed] tbody tr")).ToHaveCountAsync(2);
            await Assertions.Expect(page.Locator("[data-changed] tbody tr").First).ToContainTextAsync("入职");
            await Assertions.Expect(page.Locator("[data-changed] tbody tr").First).ToContainTextAsync("不接受的原因:");
            await Assertions.Expect(page.Locator("[data-departments]")).ToContainTextAsync("人力资源部");
            await Assertions.Expect(page.Locator("[data-people] li")).ToHaveCountAsync(2);
            Assert.StartsWith(new Uri(api.Address, "/cases/").ToString(), await page.Locator("[data-changed] a").First.GetAttributeAsync("href"), StringComparison.Ordinal);
            await page.FillAsync("#said", "22 个月的合同试用期缩短");
            await page.GetByRole(AriaRole.Button, new() { Name = "请求审核" }).ClickAsync();
            await Assertions.Expect(page.Locator(".log")).ToContainTextAsync("22 个月的合同试用期缩短");
            await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "批准" })).ToHaveCountAsync(0);
            await author.Picture("designer-review");
            await author.Sound();
            Assert.Empty(author.Errors);
        }

        var topic = Uri.EscapeDataString(host.Sandbox.Drafts.List("E0001")[0].Topic);
        // The same page as others read it: the replay is kept, so nothing is pressed again. 640 wide is 1280 at 200 %.
        foreach (var (language, colors, width, said) in new[] { ("zh", ColorScheme.Dark, 1280, "5 件申请中有 2 件结果不同"), ("en", ColorScheme.Light, 1280, "2 of 5 submissions come out differently"), ("zh", ColorScheme.Light, 640, "5 件申请中有 2 件结果不同") })
        {
            await using var screen = await host.SignedIn("E0001", language, colors, width);
            await screen.Go("/reviews/E0001/" + topic);
            await Assertions.Expect(screen.Page.Locator("[data-impact]")).ToContainTextAsync(said);
            await Assertions.Expect(screen.Page.Locator("[data-changed] tbody tr")).ToHaveCountAsync(2);
            if (language == "en") Assert.DoesNotMatch("[\\u4e00-\\u9fff]", await screen.Page.Locator("[data-changed] thead").InnerTextAsync() + await screen.Page.Locator("[data-changed] tbody td:last-child").First.InnerTextAsync());
            await screen.Picture($"designer-impact-{language}-{colors}-{width}");
            await screen.Sound();
            Assert.Empty(screen.Errors);
        }

        await using (var reviewer = await host.SignedIn("E0006"))
        {
            await reviewer.Go("/reviews/E0001/" + topic);
            await reviewer.Page.GetByRole(AriaRole.Button, new() { Name = "批准" }).ClickAsync();
            await Assertions.Expect(reviewer.Page.Locator("main")).ToContainTextAsync("还缺:无");
            await Assertions.Expect(reviewer.Page.GetByRole(AriaRole.Button, new() { Name = "发布并启用" })).ToHaveCountAsync(0);
        }

        await using var publisher = await host.SignedIn("E0023");
        await publisher.Go("/reviews/E0001/" + topic);
        await publisher.Page.GetByRole(AriaRole.Button, new() { Name = "发布并启用" }).ClickAsync();
        await Assertions.Expect(publisher.Page.Locator("[data-done]")).ToContainTextAsync("已发布并启用");
        await publisher.Picture("designer-published");
        Assert.Equal(1, await Longest(api));
        Assert.Equal("1", host.Sandbox.Git("rev-list", "--count", before + "..main"));
        Assert.Equal($"definitions/{Cases}\ndefinitions/{Probation}", host.Sandbox.Git("show", "--format=", "--name-only", "main"));
        var message = host.Sandbox.Git("log", "-1", "--format=%an%n%B", "main");
        Assert.StartsWith("林静怡\n", message);
        Assert.Contains("Approved-by: 吴桂芳 (E0006)", message);
        Assert.NotEqual("", host.Sandbox.Git("tag", "--list", "published/*"));

        await publisher.Page.GetByRole(AriaRole.Button, new() { Name = "退回上一版本" }).ClickAsync();
        await Assertions.Expect(publisher.Page.Locator("[data-done]")).ToContainTextAsync("已退回");
        Assert.Equal(2, await Longest(api));
        Assert.Empty(publisher.Errors);
    }

    /// <summary>Submits an onboarding; its case, or the one that is given.</summary>
    private static async Task<string> Onboarding(TestHost api, int number, int term, int probation, string? keep)
    {
        var input = NewPerson.Form($"E026{number}", 260 + number);
        (input["contractKind"], input["termMonths"], input["probationMonths"]) = ("fixed", term, probation);
        var made = (await api.Post("E0005", "/api/forms/onboarding/submissions", new { input })).Is(HttpStatusCode.Created).Json["case"]!.ToString();
        return keep ?? made;
    }

    /// <summary>The longest probation of a fixed term of 22 months, as the host decides.</summary>
    private static async Task<int> Longest(TestHost api)
    {
        var answer = await api.Post("E0001", "/api/definitions/try", JsonNode.Parse("""{"kind":"rules","id":"probation","input":{"contract":{"kind":"fixed","termMonths":22}}}"""));
        return answer.Json["outcome"]!["outputs"]!["maxMonths"]!.GetValue<int>();
    }
}
