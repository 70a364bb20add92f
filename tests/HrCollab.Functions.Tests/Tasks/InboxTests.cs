using System.Net;

namespace HrCollab.Functions.Tests.Tasks;

/// <summary>Work reaches the responsible department and person, and says why it is theirs.</summary>
public sealed class InboxTests(Company company) : IClassFixture<Company>
{
    private TestHost Host => company.Host;

    [Fact]
    public async Task S31_ANewTask_IsInTheInboxAndTheDepartmentQueue_WithTheRuleThatChoseItsOwner()
    {
        var transfer = await Submitted("E0026", "rd2");
        var inbox = (await Host.Get("E0002", "/api/tasks")).Items().Single(t => t!.Text("case") == transfer.Id)!;
        Assert.Equal("release", inbox.Text("step"));
        Assert.Contains("提交人不能审批自己的申请", inbox.Text("reason"));
        Assert.Contains("调出部门确认", inbox.Text("title"));
        var queue = (await Host.Get("E0002", "/api/tasks?view=department")).Items();
        Assert.Contains(transfer.Id, queue.Texts("case"));

        // What leaves for others is the event itself: who it went to, the rule and the commit that chose them.
        var opened = (await transfer.Trace()).Single(e => e!.Text("type") == "task.opened" && e!.Text("step") == "release")!;
        Assert.Equal(["E0002"], opened["task"]!["owners"]!.AsArray().Texts("id"));
        Assert.Equal(inbox.Text("department"), opened["task"]!.Text("department"));
        Assert.Equal((inbox.Text("revision"), inbox["commit"]?.GetValue<string>()), (opened.Text("revision"), opened["commit"]?.GetValue<string>()));
        Assert.StartsWith("responsibilities/transfer.responsibilities.json", opened["trace"]!.AsArray()[0]!["source"]!.Text("file"), StringComparison.Ordinal);

        var source = inbox.Text("source");
        Assert.Equal(source, (await transfer.Task("release")).Text("source"));
        Assert.Equal((await transfer.Case()).Text("revision"), inbox.Text("revision"));
        Assert.StartsWith("responsibilities/transfer.responsibilities.json:", source, StringComparison.Ordinal);
        var line = int.Parse(source[(source.IndexOf(':') + 1)..].Split(':', '#')[0], System.Globalization.CultureInfo.InvariantCulture);
        var text = await File.ReadAllLinesAsync(Path.Combine(TestHost.DefinitionsPath, "responsibilities", "transfer.responsibilities.json"));
        Assert.Contains("release", string.Join("", text.Skip(line - 1).Take(2)));
    }

    /// <summary>The queue of a department is its head's as well, who has none of the tasks; a colleague who neither has them nor sees the board finds nothing there.</summary>
    [Fact]
    public async Task S31_TheDepartmentQueue_IsSeenByWhoAnswersForTheDepartment_AndOwnsNoneOfIt()
    {
        var onboarding = await Journey.Submitted(Host, "E0005", "onboarding", new { input = NewPerson.Form("E0074", 54) });
        var task = await onboarding.Task("accounts");
        Assert.Equal(["E0018", "E0019"], task["owners"]!.AsArray().Texts("id"));
        var queued = (await Host.Get("E0011", "/api/tasks?view=department")).Items().Single(t => t!.Text("case") == onboarding.Id)!;
        Assert.Equal(("accounts", "it", task.Text("source")), (queued.Text("step"), queued.Text("department"), queued.Text("source")));
        Assert.Equal(["E0018", "E0019"], queued["owners"]!.AsArray().Select(o => o!.GetValue<string>()));
        Assert.DoesNotContain(onboarding.Id, (await Host.Get("E0011", "/api/tasks")).Items().Texts("case"));
        Assert.DoesNotContain(onboarding.Id, (await Host.Get("E0023", "/api/tasks?view=department")).Items().Texts("case"));
        Assert.Contains(onboarding.Id, (await Host.Get("E0018", "/api/tasks?view=department")).Items().Texts("case"));
    }

    [Fact]
    public async Task CommentLongerThanACaseKeeps_IsRefused_AndTheTaskStaysOpen()
    {
        var transfer = await Submitted("E0026", "rd2");
        var refused = (await transfer.Try("E0002", "release", "reject", new { comment = new string('长', 2_001) })).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Equal("/comment", refused["errors"]![0]!.Text("pointer"));
        Assert.Contains("2001", refused["errors"]![0]!.Text("message"), StringComparison.Ordinal);
        Assert.Equal(["release"], await transfer.OpenSteps());
    }

    [Fact]
    public async Task S31_SomebodyOnLeave_IsReplacedByTheSubstitute_AndTheTaskSaysSo()
    {
        var transfer = await Submitted("E0027", "rd2", "22000.00");
        foreach (var step in new[] { "release", "receive", "hrbp" }) await transfer.Approve(step);
        var task = await transfer.Task("pay-check");
        Assert.Equal("E0017", task.Text("owner"));
        Assert.Equal("E0014", task.Text("standsInFor"));
        Assert.Contains("休假", task.Text("reason"));
        var held = (await Host.Get("E0017", "/api/tasks")).Items().Single(t => t!.Text("case") == transfer.Id)!;
        Assert.Equal("E0014", held.Text("standsInFor"));
        Assert.DoesNotContain(transfer.Id, (await Host.Get("E0014", "/api/tasks")).Items().Texts("case"));
        await transfer.Approve("pay-check");
    }

    [Fact]
    public async Task S31_TheSubstitute_SeesWhatTheAbsentOneWouldSee_WhileTheTaskIsOpen_AndNotAfterwards()
    {
        var transfer = await Submitted("E0030", "rd2", "22000.00");
        foreach (var step in new[] { "release", "receive", "hrbp" }) await transfer.Approve(step);
        Assert.Equal("■■", (await Seen(transfer, "E0003")).Text("newBaseSalary")); // the business partner held a task of their own and sees what they may
        var held = await Seen(transfer, "E0017");
        Assert.Equal("22000.00", held.Text("newBaseSalary"));
        await transfer.Approve("pay-check");
        Assert.Null((await Seen(transfer, "E0017"))["newBaseSalary"]);
    }

    [Fact]
    public async Task S31_AnOwnerWhoGoesOnLeaveLater_IsStoodInForWithTheSameSight_AndNothingMore()
    {
        var transfer = await Submitted("E0031", "rd2", "22000.00");
        foreach (var step in new[] { "release", "receive" }) await transfer.Approve(step);
        (await Host.Get("E0046", $"/api/cases/{transfer.Id}")).Is(HttpStatusCode.NotFound);
        var owner = (await transfer.Task("hrbp")).Text("owner");
        var theirs = await Seen(transfer, owner);
        await Away(owner, new { from = "2026-09-16", to = "2026-09-30", substitute = "E0046" });
        try
        {
            var substitute = await TestHost.Eventually(() => Host.Get("E0046", $"/api/cases/{transfer.Id}"), a => a.Status == HttpStatusCode.OK);
            Assert.Equal(theirs.ToJsonString(), substitute.Json["input"]!.ToJsonString());
            Assert.Contains(transfer.Id, (await Host.Get("E0046", "/api/tasks")).Items().Texts("case"));
            Assert.Single((await Host.Get("E0046", "/api/tasks?limit=1")).Items());
            Assert.Equal("rd2", substitute.Json["input"]!.Text("newDepartment"));
            (await Host.Get("E0046", "/api/records/person/E0031")).Is(HttpStatusCode.NotFound); // for the task, not for the record
            (await transfer.Try("E0046", "hrbp", "approve", new { comment = "代", checks = Journey.Marks("consent", "grade") })).Is(HttpStatusCode.OK);
            Assert.Null((await Seen(transfer, "E0046"))["newDepartment"]);
        }
        finally
        {
            await Away(owner, new { from = (string?)null, to = (string?)null, substitute = (string?)null });
        }
    }

    private async Task<System.Text.Json.Nodes.JsonNode> Seen(Journey journey, string viewer) => (await journey.Case(viewer))["input"]!;

    private async Task Away(string person, object absence)
    {
        var record = (await Host.Get("E0001", $"/api/records/person/{person}")).Is(HttpStatusCode.OK);
        (await Host.Patch("E0001", $"/api/records/person/{person}", new { absence }, record.ETag)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task S31_AVacantHead_BlocksWithAnAlert_AndTheAlertOwnerUnblocksByClaiming()
    {
        var transfer = await Submitted("E0028", "sales");
        await transfer.Approve("release");
        var alert = await transfer.Task("receive");
        Assert.True(alert["alert"]!.GetValue<bool>());
        Assert.Equal("E0001", alert.Text("owner"));
        Assert.Contains("空缺", alert.Text("reason"));
        Assert.Equal("blocked", (await transfer.Case())["steps"]!.AsArray().Single(s => s!.Text("step") == "receive")!.Text("status"));
        Assert.Contains(transfer.Id, (await Host.Get("E0001", "/api/tasks")).Items().Where(t => t!["alert"] is not null).Select(t => t!.Text("case")));

        (await transfer.Try("E0008", "receive", "claim")).Is(HttpStatusCode.NotFound);
        (await transfer.Try("E0001", "receive", "claim")).Is(HttpStatusCode.OK);
        Assert.Null((await transfer.Task("receive"))["alert"]);
        await transfer.Approve("receive");
        Assert.Equal(["hrbp"], await transfer.OpenSteps());
    }

    [Fact]
    public async Task S31_BlockedStep_OpensByItselfWhenSomebodyIsAppointed_AndTheDecisionIsMadeAgain()
    {
        await using var host = await TestHost.Started();
        var transfer = await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "sales", effectiveDate = "2026-10-12" } });
        await transfer.Approve("release");
        Assert.True((await transfer.Task("receive"))["alert"]!.GetValue<bool>());
        var sales = (await host.Get("E0001", "/api/records/department/sales")).Is(HttpStatusCode.OK);
        (await host.Patch("E0001", "/api/records/department/sales", new { duties = new { head = "E0040" } }, sales.ETag)).Is(HttpStatusCode.OK);
        await TestHost.Eventually(() => transfer.Task("receive"), t => t["alert"] is null);
        Assert.Equal("E0040", (await transfer.Task("receive")).Text("owner"));
        foreach (var decision in (await transfer.Trace()).Texts("decisionId").Distinct())
            Assert.True((await host.Get("E0001", $"/api/decisions/{decision}")).Is(HttpStatusCode.OK).Json["reproduced"]!["same"]!.GetValue<bool>());
    }

    [Fact]
    public async Task X11_WhoSubmitted_DoesNotTakeTheApprovalThatNobodyHas()
    {
        var transfer = await Journey.Submitted(Host, "E0001", "transfer", new { subject = "E0037", input = new { newDepartment = "sales", effectiveDate = "2026-10-12" } });
        await transfer.Approve("release");
        Assert.Equal("E0002", (await transfer.Task("receive")).Text("owner")); // above the alert duty, whose holder submitted
        Assert.Equal("HR-PRM-105", (await transfer.Try("E0001", "receive", "claim")).Is(HttpStatusCode.Forbidden).Json.Text("code"));
        Assert.True((await transfer.Task("receive"))["alert"]!.GetValue<bool>());
    }

    [Fact]
    public async Task S31_ATaskIsDoneByItsOwnerAlone()
    {
        var transfer = await Submitted("E0029", "rd2");
        var denied = (await transfer.Try("E0007", "release", "approve")).Is(HttpStatusCode.Forbidden);
        Assert.Equal("HR-PRM-105", denied.Json.Text("code"));
        (await transfer.Try("E0045", "release", "approve")).Is(HttpStatusCode.NotFound);
        await transfer.Approve("release");
        (await Host.Post("E0002", $"/api/cases/{transfer.Id}/tasks/release-1/approve")).Is(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task TwoWhoMayAct_TheOneWhoClaimsGoesOn()
    {
        var onboarding = await Journey.Submitted(Host, "E0005", "onboarding", new { input = NewPerson.Form("E0071", 51) });
        (await onboarding.Try("E0019", "accounts", "claim")).Is(HttpStatusCode.OK);
        Assert.Equal("HR-WFL-108", (await onboarding.Try("E0018", "accounts", "complete", new { checks = Journey.Marks("accountName", "rights", "device") })).Is(HttpStatusCode.Conflict).Json.Text("code"));
        Assert.DoesNotContain(onboarding.Id, (await Host.Get("E0018", "/api/tasks")).Items().Texts("case"));
        await onboarding.Complete("accounts", "accountName", "rights", "device");
        Assert.Contains(onboarding.Id, (await Host.Get("E0019", "/api/tasks?view=done")).Items().Texts("case"));
    }

    private Task<Journey> Submitted(string subject, string to, string? salary = null) =>
        Journey.Submitted(Host, "E0007", "transfer", new { subject, input = new { newDepartment = to, effectiveDate = "2026-10-12", newBaseSalary = salary } });
}
