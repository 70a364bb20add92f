using System.Net;
using HrCollab.Functions.Tests;
using Microsoft.Playwright;

namespace HrCollab.Browser.Tests.Designer;

/// <summary>X24: from a click on a step to that step in the designer, and by a commit back to whoever clicked.</summary>
public sealed class FeedbackTests
{
    private const string Matrix = "responsibilities/transfer.responsibilities.json";
    private const string Said = "每次都是到期才想起来,请早一点提醒。";

    [BrowserFact]
    public async Task X24_FeedbackOnAStep_StandsBesideItInTheDesigner_AndACommitAnswersIt()
    {
        await using var api = await TestHost.Started();
        await using var designer = await DesignerHost.Started("--Designer:Host", api.Address.ToString());
        var opened = (await api.Post("E0007", "/api/forms/transfer/submissions", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } })).Is(HttpStatusCode.Created).Json["case"]!.ToString();
        await using (var portal = await Screen.Opened(api))
        {
            var page = portal.Page;
            await portal.SignIn("E0007");
            await portal.Go("/cases/" + opened);
            await portal.Sound();
            await portal.Picture("feedback-case");
            await page.GetByRole(AriaRole.Link, new() { Name = "反馈:调入部门确认" }).ClickAsync();
            await portal.Shown("/feedback/new");
            Assert.Equal("steps/receive", await page.InputValueAsync("#place"));
            await portal.Sound();
            await page.FillAsync("#text", Said);
            await portal.Picture("feedback-new");
            await page.Keyboard.PressAsync("Tab");
            await page.Keyboard.PressAsync("Enter");
            await portal.Shown("/feedback");
            await Assertions.Expect(page.Locator(".feedback-item")).ToContainTextAsync("调岗 › 调入部门确认");
            await Assertions.Expect(page.Locator(".feedback-item")).ToContainTextAsync("未处理");

            await portal.Go("/forms/transfer?subject=E0042");
            var window = await page.RunAndWaitForPopupAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "反馈:调动" }).ClickAsync());
            await Assertions.Expect(window.Locator("#place")).ToHaveValueAsync("sections/move");
            await window.SelectOptionAsync("#place", "sections/move/fields/newManager");
            await window.FillAsync("#text", "不知道什么时候该填。");
            await window.ClickAsync("main button");
            await Assertions.Expect(window.Locator(".feedback-item")).ToHaveCountAsync(2);
            Assert.Empty(portal.Errors);
        }

        await using (var lead = await designer.SignedIn("E0003"))
        {
            var page = lead.Page;
            await Assertions.Expect(page.Locator("#feedback li")).ToHaveCountAsync(2);
            await lead.Picture("feedback-designer-home");
            await lead.Sound();
            await page.GetByRole(AriaRole.Link, new() { Name = "调岗 › 调入部门确认" }).ClickAsync();
            await lead.Shown("/workflows/transfer");
            await Assertions.Expect(page.Locator(".stepcard[data-pointer='/steps/1'] > .feedback")).ToContainTextAsync(Said);
            await Assertions.Expect(page.Locator(".stepcard[data-pointer='/steps/0'] > .feedback")).ToHaveCountAsync(0);
            await Assertions.Expect(page.Locator(".drawer .feedback")).ToContainTextAsync("研发一部");
            await lead.Picture("feedback-designer-step");
            await lead.Sound();
            await page.Locator("ol.steps > li > .plus button").First.ClickAsync(); // a step before it: it stays with its own
            await page.Locator(".plus .kinds button").Nth(1).ClickAsync();
            await Assertions.Expect(page.Locator(".stepcard[data-pointer='/steps/2'] > .feedback")).ToContainTextAsync(Said);
            await page.Locator("[data-step=undo]").ClickAsync();
            await lead.Go("/forms/transfer");
            await Assertions.Expect(page.Locator("li.item[data-pointer='/sections/0/fields/2'] > .feedback")).ToContainTextAsync("不知道什么时候该填。");
            await lead.Picture("feedback-designer-form");
            await lead.Sound();
            Assert.Empty(lead.Errors);
        }

        designer.Sandbox.Save("E0001", "remind", Matrix, "\"remind\": [\"1 wd before\"]", "\"remind\": [\"2 wd before\"]");
        await using (var author = await designer.SignedIn("E0001"))
        {
            await author.Go("/reviews/E0001/remind");
            await Assertions.Expect(author.Page.Locator("[data-answers]")).ToContainTextAsync("没有未处理的反馈"); // looks after other definitions
            await author.Page.GetByRole(AriaRole.Button, new() { Name = "请求审核" }).ClickAsync();
            await Assertions.Expect(author.Page.Locator(".log")).ToContainTextAsync("请求审核");
        }

        await using (var reviewer = await designer.SignedIn("E0003"))
        {
            await reviewer.Go("/reviews/E0001/remind");
            await reviewer.Page.Locator("[data-answers] summary").ClickAsync();
            await reviewer.Page.Locator("[data-answers] li", new() { HasText = Said }).GetByRole(AriaRole.Checkbox).CheckAsync();
            await reviewer.Picture("feedback-designer-review");
            await reviewer.Sound();
            await reviewer.Page.GetByRole(AriaRole.Button, new() { Name = "批准" }).ClickAsync();
            await Assertions.Expect(reviewer.Page.Locator("main")).ToContainTextAsync("还缺:无");
            Assert.Empty(reviewer.Errors);
        }

        await using (var publisher = await designer.SignedIn("E0023"))
        {
            await publisher.Go("/reviews/E0001/remind");
            await Assertions.Expect(publisher.Page.Locator("[data-answers]")).ToContainTextAsync("另有 1 条由起草人或审核人注明");
            await publisher.Page.GetByRole(AriaRole.Button, new() { Name = "发布并启用" }).ClickAsync();
            await Assertions.Expect(publisher.Page.Locator("[data-done]")).ToContainTextAsync("已回应 1 条反馈");
            Assert.Contains("\nCloses-Feedback: ", designer.Sandbox.Git("log", "-1", "--format=%B", "main"));
        }

        foreach (var (language, colors, width) in new[] { ("zh", ColorScheme.Light, 1200), ("en", ColorScheme.Dark, 390) })
        {
            await using var portal = await Screen.Opened(api, language: language, colors: colors, width: width);
            var page = portal.Page;
            await portal.SignIn("E0007");
            if (language == "zh") await Assertions.Expect(page.Locator("[data-answered]")).ToContainTextAsync("您对“调入部门确认”的反馈已得到回应");
            await portal.Sound();
            await portal.Picture($"feedback-home-{language}");
            await portal.Go("/feedback");
            await Assertions.Expect(page.Locator(".feedback-item").Last).ToContainTextAsync(language == "zh" ? "的提醒由 提前 1 个工作日 改为 提前 2 个工作日" : "2 working days before");
            await portal.Sound();
            await portal.Picture($"feedback-mine-{language}");
            await portal.SignIn("E0003");
            foreach (var view in new[] { "open", "report" })
            {
                await portal.Go("/feedback?view=" + view);
                await Assertions.Expect(page.Locator("main")).ToContainTextAsync("不知道什么时候该填。");
                await portal.Sound();
                await portal.Picture($"feedback-{view}-{language}");
            }

            Assert.Empty(portal.Errors);
        }

        await using var told = await Screen.Opened(api);
        await told.SignIn("E0007");
        await told.Go("/feedback");
        await told.Page.GetByRole(AriaRole.Button, new() { Name = "知道了:调岗 › 调入部门确认" }).ClickAsync();
        await Assertions.Expect(told.Page.GetByRole(AriaRole.Button, new() { Name = "知道了" })).ToHaveCountAsync(0);
        await told.Go("/");
        await Assertions.Expect(told.Page.Locator("[data-answered]")).ToHaveCountAsync(0);
    }
}
