using System.Net;
using System.Text.Json.Nodes;
using Bunit;
using HrCollab.Designer.Identity;
using HrCollab.Designer.Reviews;
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
        Assert.Contains(conflicts, c => c.TextContent.Contains("2 wd", StringComparison.Ordinal) && c.TextContent.Contains("3 wd", StringComparison.Ordinal) && c.TextContent.Contains("4 wd", StringComparison.Ordinal));
        Assert.True(page.Find("section[aria-label=冲突] > button").HasAttribute("disabled")); // nothing is chosen for anybody
        for (var i = 0; i < conflicts.Count; i++) await page.InvokeAsync(() => page.FindAll("section[aria-label=冲突] fieldset")[i].QuerySelectorAll("input[type=radio]")[1].Change("on"));
        await page.InvokeAsync(() => page.Find("section[aria-label=冲突] > button").Click());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("section[aria-label=冲突]")), DesignerContext.Patience);
        Assert.Contains("\"deadline\": \"4 wd\"", context.Box.Text(context.Box.Drafts.Find("E0003", "release")!.Commit, Matrix));
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
