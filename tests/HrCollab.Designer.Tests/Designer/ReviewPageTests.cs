using System.Net;
using System.Text.Json.Nodes;
using Bunit;
using HrCollab.Designer.Identity;
using HrCollab.Designer.Reviews;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Reviews;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HrCollab.Designer.Tests.Designer;

public sealed class ReviewPageTests
{
    private const string Matrix = "responsibilities/transfer.responsibilities.json";

    /// <summary>X18: where the branch changed the same cell as the draft, base and both values stand side by side and the chosen one is merged; nothing is overwritten silently.</summary>
    [Fact]
    public async Task X18_SameCellOnBothSides_IsChosenAndMerged()
    {
        using var context = new DesignerContext("E0003", services: s => s.AddSingleton(HostStub.Answers(_ => new HttpResponseMessage(HttpStatusCode.NotFound))).AddSingleton<ImpactRuns>());
        context.Box.Save("E0003", "release", Matrix, "\"2 wd\"", "\"3 wd\"");
        context.Box.Write(Matrix, context.Box.Read(Matrix).Replace("\"deadline\": \"2 wd\"", "\"deadline\": \"4 wd\"", StringComparison.Ordinal));
        context.Box.Commit("Four days");
        await context.Studio.Reload();
        var page = context.Render<ReviewPage>(p => p.Add(r => r.Person, "E0003").Add(r => r.Topic, "release"));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("section[aria-label=冲突] fieldset")), DesignerContext.Patience);
        var conflicts = page.FindAll("section[aria-label=冲突] fieldset");
        Assert.Contains(conflicts, c => c.TextContent.Contains("原来:2 个工作日", StringComparison.Ordinal) && c.TextContent.Contains("草稿:3 个工作日", StringComparison.Ordinal) && c.TextContent.Contains("主分支:4 个工作日", StringComparison.Ordinal));
        Assert.True(page.Find("section[aria-label=冲突] > button").HasAttribute("disabled")); // nothing is chosen for anybody
        for (var i = 0; i < conflicts.Count; i++) await page.InvokeAsync(() => page.FindAll("section[aria-label=冲突] fieldset")[i].QuerySelectorAll("input[type=radio]")[1].Change("on"));
        await page.InvokeAsync(() => page.Find("section[aria-label=冲突] > button").Click());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("section[aria-label=冲突]")), DesignerContext.Patience);
        Assert.Contains("\"deadline\": \"4 wd\"", context.Box.Text(context.Box.Drafts.Find("E0003", "release")!.Commit, Matrix));
    }

    /// <summary>While the two sides are merged and checked the page says whose it is and that it is being read.</summary>
    [Fact]
    public void WhileItIsRead_ThePageHasItsHeading()
    {
        using var context = new DesignerContext("E0003", services: s => s.AddSingleton(HostStub.Answers(_ => new HttpResponseMessage(HttpStatusCode.NotFound))).AddSingleton<ImpactRuns>());
        context.Box.Save("E0003", "release", Matrix, "\"2 wd\"", "\"3 wd\"");
        var page = context.Render<ReviewPage>(p => p.Add(r => r.Person, "E0003").Add(r => r.Topic, "release"));
        Assert.Equal("release", page.Find("h1").TextContent);
        Assert.True(page.FindAll("[data-loading]").Count == 1 || page.FindAll("[data-changes]").Count == 1);
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[data-changes]")), DesignerContext.Patience);
        Assert.Empty(page.FindAll("[data-loading]"));
    }

    /// <summary>Who may approve is what the host says at that moment and not what the session began with; a session it takes no longer approves nothing.</summary>
    [Fact]
    public async Task Approval_CountsTheDutiesOfNow_AndNoneOfASessionThatHasEnded()
    {
        var me = new HttpResponseMessage(HttpStatusCode.Unauthorized);
        var host = HostStub.Answers(_ => me, Environments.Production);
        using var context = new DesignerContext("E0006", services: s => s.AddSingleton(host).AddSingleton<ImpactRuns>());
        context.Box.Save("E0003", "release", Matrix, "\"2 wd\"", "\"3 wd\"");
        var draft = context.Box.Drafts.Find("E0003", "release")!;
        Assert.IsType<ReviewOutcome.Done>(context.Box.Reviews.Request(draft, null, context.Box.Reviewer("E0003")));
        var page = context.Render<ReviewPage>(p => p.Add(r => r.Person, "E0003").Add(r => r.Topic, "release"));
        await Approve();
        page.WaitForAssertion(() => Assert.Contains("服务不再认可这次登录", page.Markup), DesignerContext.Patience);
        Assert.Empty(context.Box.Reviews.Find("E0003", "release")!.Approvals(draft.Commit));

        host.Keep(context.Studio.Member, "token");
        me = HostStub.Json(new JsonObject
        {
            ["person"] = new JsonObject { ["id"] = "E0006", ["name"] = "审核人" },
            ["duties"] = new JsonArray([.. ReviewedDraft.Of(context.Box.Repository, draft).Needed.Select(d => (JsonNode)new JsonObject { ["duty"] = d })]),
        }.ToJsonString());
        await Approve();
        page.WaitForAssertion(() => Assert.Equal("E0006", Assert.Single(context.Box.Reviews.Find("E0003", "release")!.Approvals(draft.Commit)).By), DesignerContext.Patience);

        async Task Approve()
        {
            page.WaitForAssertion(() => Assert.Contains(page.FindAll("button"), b => b.TextContent == "批准"), DesignerContext.Patience);
            await page.InvokeAsync(() => page.FindAll("button").Single(b => b.TextContent == "批准").Click());
        }
    }

    /// <summary>X9, X11: what widens access stands first with a mark and the number of people, and who owns the data is asked too, in the review and on their first page.</summary>
    [Fact]
    public void X9_WideningDraft_StandsFirst_AndTheOwnerOfTheDataIsAsked()
    {
        using var context = new DesignerContext("E0006", services: s => s.AddSingleton<ImpactRuns>(), duties: "payroll");
        context.Box.Save("E0003", "see-pay", Matrix, "\"2 wd\"", "\"3 wd\"");
        context.Box.Save("E0003", "see-pay", "permissions/person.permissions.json", "\"pay.baseSalary\": \"m\"", "\"pay.baseSalary\": \"r\"");
        var draft = context.Box.Drafts.Find("E0003", "see-pay")!;
        Assert.Equal("hrbp-lead payroll privacy", string.Join(' ', context.Box.Reviews.Needs(draft).Duties));
        context.Box.Reviews.Request(draft, null, context.Box.Reviewer("E0003"));
        var page = context.Render<ReviewPage>(p => p.Add(r => r.Person, "E0003").Add(r => r.Topic, "see-pay"));
        page.WaitForAssertion(() => Assert.NotEmpty(page.FindAll("[data-changes] > li")), DesignerContext.Patience);
        var first = page.Find("[data-changes] > li");
        Assert.Contains("widening", first.ClassName, StringComparison.Ordinal);
        Assert.Matches("⚠ 权限扩大:.*现在可以查看.*\\(敏感\\).*(示例公司涉及 [1-9][0-9]* 人)", first.TextContent.ReplaceLineEndings(" "));
        Assert.StartsWith("/permissions/person?at=", first.QuerySelector("a")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("薪酬", page.Find("section[aria-label=审核] p").TextContent, StringComparison.Ordinal);

        var home = context.Render<HrCollab.Designer.Pages.HomePage>();
        home.WaitForAssertion(() => Assert.Equal("/reviews/E0003/see-pay", home.Find("#waiting li a").GetAttribute("href")), DesignerContext.Patience);
        context.Box.Reviews.Approve(draft, draft.Commit, ["payroll"], null, context.Box.Reviewer("E0006", "payroll"));
        var again = context.Render<HrCollab.Designer.Pages.HomePage>();
        again.WaitForAssertion(() => Assert.NotEmpty(again.FindAll(".log li")), DesignerContext.Patience);
        Assert.Empty(again.FindAll("#waiting li"));
    }

    /// <summary>X11: a page that was opened while everything was approved publishes nothing once the draft has changed since; the host is not even asked.</summary>
    [Fact]
    public async Task X11_PublishAfterALaterChange_IsRefused_AndTheHostIsNotAsked()
    {
        var asked = new List<string>();
        using var context = new DesignerContext("E0023", services: s => s.AddSingleton<ImpactRuns>().AddSingleton(HostStub.Answers(request =>
        {
            asked.Add(request.RequestUri!.AbsolutePath);
            return new HttpResponseMessage(HttpStatusCode.NotFound);
        })), duties: "system-admin");
        context.Box.Save("E0003", "release", Matrix, "\"确认同意调出、在办工作和交接安排\"", "\"确认\"");
        var draft = context.Box.Drafts.Find("E0003", "release")!;
        context.Box.Reviews.Request(draft, null, context.Box.Reviewer("E0003"));
        context.Box.Reviews.Approve(draft, draft.Commit, ["hrbp-lead"], null, context.Box.Reviewer("E0004", "hrbp-lead"));
        var page = context.Render<ReviewPage>(p => p.Add(r => r.Person, "E0003").Add(r => r.Topic, "release"));
        page.WaitForAssertion(() => Assert.False(Button(page, "发布并启用").HasAttribute("disabled")), DesignerContext.Patience);
        context.Box.Save("E0003", "release", Matrix, "\"确认\"", "\"不必确认\"");
        await page.InvokeAsync(() => Button(page, "发布并启用").Click());
        page.WaitForAssertion(() => Assert.Contains("还缺批准", page.Find("[role=alert]").TextContent, StringComparison.Ordinal), DesignerContext.Patience);
        Assert.Equal("1", context.Box.Git("rev-list", "--count", "main"));
        Assert.DoesNotContain("/api/revisions", asked);
        page.WaitForAssertion(() => Assert.True(Button(page, "发布并启用").HasAttribute("disabled")), DesignerContext.Patience);
    }

    /// <summary>A comment on one change stands beside that change, also after the draft changed elsewhere; its author takes the request back.</summary>
    [Fact]
    public async Task CommentOnAChange_StandsBesideIt_AndTheAuthorWithdraws()
    {
        using var context = new DesignerContext("E0003", services: s => s.AddSingleton<ImpactRuns>());
        context.Box.Save("E0003", "release", Matrix, "\"调出部门确认\"", "\"调出确认\"");
        context.Box.Save("E0003", "release", Matrix, "\"有空缺编制\"", "\"编制有空缺\"");
        context.Box.Reviews.Request(context.Box.Drafts.Find("E0003", "release")!, null, context.Box.Reviewer("E0003"));
        var page = context.Render<ReviewPage>(p => p.Add(r => r.Person, "E0003").Add(r => r.Topic, "release"));
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("[data-changes] > li").Count), DesignerContext.Patience);
        var second = page.FindAll("[data-changes] > li")[1].QuerySelector("a")!.TextContent;
        await page.InvokeAsync(() => page.FindAll("[data-changes] > li > button")[1].Click());
        await page.InvokeAsync(() => page.Find("#said-at").Input("为什么要改说法?"));
        await page.InvokeAsync(() => page.FindAll("button").Single(b => b.TextContent == "发表").Click());
        page.WaitForAssertion(() => Assert.Contains("为什么要改说法?", page.Find("[data-comments]").TextContent, StringComparison.Ordinal), DesignerContext.Patience);
        var comment = context.Box.Reviews.Find("E0003", "release")!.Events[^1];
        Assert.Equal(("commented", Matrix), (comment.Kind, comment.File));
        context.Box.Save("E0003", "release", Matrix, "\"调出确认\"", "\"调出部门确认\""); // the other change is gone: the comment stays with its own

        var again = context.Render<ReviewPage>(p => p.Add(r => r.Person, "E0003").Add(r => r.Topic, "release"));
        again.WaitForAssertion(() => Assert.Single(again.FindAll("[data-changes] > li")), DesignerContext.Patience);
        Assert.Equal(second, again.Find("[data-changes] > li a").TextContent);
        Assert.NotNull(again.Find("[data-changes] > li [data-comments]"));
        await again.InvokeAsync(() => Button(again, "撤回请求").Click());
        again.WaitForAssertion(() => Assert.False(context.Box.Reviews.Find("E0003", "release")!.IsOpen), DesignerContext.Patience);
        again.WaitForAssertion(() => Assert.DoesNotContain(again.FindAll("button"), b => b.TextContent == "撤回请求"), DesignerContext.Patience);
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<ReviewPage> page, string text) => page.FindAll("button").Single(b => b.TextContent == text);

    /// <summary>X1: the replay goes on while one is elsewhere, shows how far it is, can be stopped, and says which ways change and how many cases stay.</summary>
    [Fact]
    public async Task X1_Replay_GoesOnWithoutThePage_CanBeStopped_AndShowsTheWays()
    {
        var second = new TaskCompletionSource();
        var asked = new List<JsonNode>();
        using var context = new DesignerContext("E0006", services: s => s.AddSingleton<ImpactRuns>().AddSingleton(HostStub.Answers(async request =>
        {
            if (request.RequestUri!.AbsolutePath == "/api/dev/tokens") return HostStub.Json("""{"token":"t"}""");
            asked.Add(JsonNode.Parse(await request.Content!.ReadAsStringAsync())!);
            if (asked[^1]["cursor"] is null) return HostStub.Json(Page(1_000, 3, "next"));
            await second.Task;
            if (asked.Count > 2) await new TaskCompletionSource().Task; // an answer that never comes, until somebody stops
            return HostStub.Json(Page(500, 0, null));
        })));
        var files = context.Studio.Files();
        var view = context.Render<ImpactView>(p => p.Add(v => v.Files, files));
        await view.InvokeAsync(() => view.Find("button").Click());
        view.WaitForAssertion(() => Assert.Contains("进行中:1000 件申请中有 3 件结果不同", view.Find("[data-impact]").TextContent), DesignerContext.Patience);
        await context.DisposeComponentsAsync();
        second.SetResult();
        var again = context.Render<ImpactView>(p => p.Add(v => v.Files, files));
        again.WaitForAssertion(() => Assert.StartsWith("1500 件申请中有 3 件结果不同", again.Find("[data-impact]").TextContent), DesignerContext.Patience);
        Assert.Contains("其中 14 件仍在办理", again.Find("[data-running]").TextContent);
        Assert.Equal(["other", "same"], again.FindAll(".sankey path").Select(p => p.ClassName).Order());
        again.WaitForAssertion(() => Assert.Contains("调出部门确认 › 人力资源负责人审批", again.Find(".sankey svg").GetAttribute("aria-label")), DesignerContext.Patience);
        Assert.Equal(2, asked.Count);

        // Another person sees nothing of it.
        Assert.Null(context.Services.GetRequiredService<ImpactRuns>().Find("E0001", Drafting.CheckedStates.Hash(files)));
        await again.InvokeAsync(() => again.Find("button").Click());
        again.WaitForAssertion(() => Assert.Contains("进行中", again.Find("[data-impact]").TextContent), DesignerContext.Patience);
        await again.InvokeAsync(() => again.FindAll("button").First(b => b.TextContent == "停止").Click());
        again.WaitForAssertion(() => Assert.StartsWith("已停止", again.Find("[data-impact]").TextContent), DesignerContext.Patience);
    }

    /// <summary>X1: rows name the case with a link, whom it is about, who submitted and the department, and say in the reader's language what differs; nothing of it in ids.</summary>
    [Theory]
    [InlineData(Language.Chinese, "调岗 c1|周宁 E0042|研发一部 · 胡可|接受|接受|新增步骤“薪酬复核”(人力资源部:潘磊) 步骤“调出部门确认”的负责人由 胡可 改为 潘磊 步骤“调出部门确认”的时限由 2026-09-18 18:00 改为 2026-09-21 18:00 按今天的情况推断")]
    [InlineData(Language.English, "Transfer c1|周宁 E0042|研发一部 · 胡可|accepted|accepted|New step 'Pay review' (人力资源部: 潘磊) Step 'Release': owner 胡可 became 潘磊 Step 'Release': due 2026-09-18 18:00 became 2026-09-21 18:00 By what holds today")]
    public async Task X1_RowsSpeakTheReadersLanguage(Language language, string expected)
    {
        const string Answer = """
            {"examined":3,"changed":1,"unchanged":1,"noBaseline":1,"assumed":1,"running":3,"byDepartment":{"rd1":1},"routes":[],"next":null,"total":3,
             "items":[{"workflow":"transfer","department":"rd1","submittedAt":"2026-09-16T10:00:00+08:00","case":"c1","submitter":{"id":"E0007","name":"胡可"},"subject":{"standard":"person","id":"E0042","label":"周宁"},
               "before":"accepted","after":"accepted","assumed":true,"differences":[
                 {"what":"step.added","step":"review","department":"hr","before":"","after":"E0023"},
                 {"what":"owners","step":"release","department":"rd1","before":"E0007","after":"E0023"},
                 {"what":"due","step":"release","department":"rd1","before":"2026-09-18T18:00+08:00","after":"2026-09-21T18:00+08:00"}]}],
             "withoutBaseline":[{"workflow":"transfer","department":"rd1","submittedAt":"2026-09-15T10:00:00+08:00"}],
             "names":{"departments":{"rd1":"研发一部","hr":"人力资源部"},"people":{"E0007":"胡可","E0023":"潘磊"},"workflows":{"transfer":{"zh":"调岗","en":"Transfer"}},
               "steps":{"transfer/review":{"zh":"薪酬复核","en":"Pay review"},"transfer/release":{"zh":"调出部门确认","en":"Release"}}}}
            """;
        JsonNode? asked = null;
        using var context = new DesignerContext("E0006", language, s => s.AddSingleton<ImpactRuns>().AddSingleton(HostStub.Answers(async request =>
        {
            if (request.RequestUri!.AbsolutePath == "/api/dev/tokens") return HostStub.Json("""{"token":"t"}""");
            asked = JsonNode.Parse(await request.Content!.ReadAsStringAsync());
            return HostStub.Json(Answer);
        })));
        var view = context.Render<ImpactView>(p => p.Add(v => v.Files, context.Studio.Files()));
        await view.InvokeAsync(() => view.Find("button").Click());
        view.WaitForAssertion(() => Assert.NotEmpty(view.FindAll("[data-changed] tbody tr")), DesignerContext.Patience);
        var cells = view.FindAll("[data-changed] tbody td").SkipLast(1).Select(c => string.Join(' ', c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        var differences = view.FindAll("[data-changed] tbody td:last-child > *").Select(d => d.TextContent);
        Assert.Equal(expected, string.Join('|', cells.Append(string.Join(' ', differences))));
        Assert.Equal("http://host.invalid/cases/c1", view.Find("[data-changed] a").GetAttribute("href"));
        Assert.Contains("研发一部", view.Find("[data-departments]").TextContent, StringComparison.Ordinal);
        Assert.Contains("周宁", view.Find("[data-people]").TextContent, StringComparison.Ordinal);
        Assert.Single(view.FindAll("[data-baseless] tbody tr"));
        Assert.True(asked!["whole"]!.GetValue<bool>()); // a definition that the draft removes is gone in the replay too
    }

    /// <summary>X1: at 100,000 submissions the page says how far it is and how long the rest takes, and stopping asks the host for nothing more.</summary>
    [Fact]
    public async Task X1_HundredThousand_ShowWhatRemains_AndAreStopped()
    {
        DesignerContext? context = null;
        var (asked, going) = (0, new TaskCompletionSource());
        using (context = new DesignerContext("E0006", services: s => s.AddSingleton<ImpactRuns>().AddSingleton(HostStub.Answers(async request =>
        {
            if (request.RequestUri!.AbsolutePath == "/api/dev/tokens") return HostStub.Json("""{"token":"t"}""");
            if (++asked == 11) await going.Task; // the eleventh page is on its way until somebody stops
            context!.Clock.Advance(TimeSpan.FromSeconds(2));
            return HostStub.Json(Page(1_000, 0, "next", asked == 1 ? 100_000 : null));
        }))))
        {
            var files = context.Studio.Files();
            var view = context.Render<ImpactView>(p => p.Add(v => v.Files, files));
            await view.InvokeAsync(() => view.Find("button").Click());
            view.WaitForAssertion(() => Assert.Equal("10000 / 100000,约剩 3 分钟", view.Find("[data-remaining]").TextContent), DesignerContext.Patience);
            Assert.Equal(("10000", "100000"), (view.Find("progress").GetAttribute("value"), view.Find("progress").GetAttribute("max")));
            await view.InvokeAsync(() => view.FindAll("button").First(b => b.TextContent == "停止").Click());
            view.WaitForAssertion(() => Assert.StartsWith("已停止:10000 件申请中有 0 件结果不同", view.Find("[data-impact]").TextContent), DesignerContext.Patience);
            Assert.Empty(view.FindAll("[data-remaining]"));
            Assert.Equal(11, asked);
        }
    }

    private static string Page(int examined, int changed, string? next, int? total = null) => new JsonObject
    {
        ["examined"] = examined,
        ["changed"] = changed,
        ["noBaseline"] = 0,
        ["assumed"] = 0,
        ["running"] = 7,
        ["byDepartment"] = changed > 0 ? new JsonObject { ["hr"] = changed } : [],
        ["items"] = new JsonArray([.. Enumerable.Range(0, changed).Select(i => (JsonNode)new JsonObject { ["case"] = $"c{i}", ["department"] = "hr", ["before"] = "accepted", ["after"] = "invalid", ["differences"] = new JsonArray() })]),
        ["routes"] = new JsonArray(
            new JsonObject { ["workflow"] = "transfer", ["before"] = "accepted release approval", ["after"] = "accepted release approval", ["count"] = examined - changed },
            new JsonObject { ["workflow"] = "transfer", ["before"] = "accepted release approval", ["after"] = "invalid", ["count"] = changed }),
        ["next"] = next,
        ["total"] = total,
    }.ToJsonString();
}
