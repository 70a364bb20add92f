using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Cases;

/// <summary>A transfer from the form to the day it takes effect, by the people of the example company alone.</summary>
public sealed class TransferJourneyTests
{
    private static readonly string[] Approvals = ["release", "receive", "hrbp", "pay-check", "approval"];

    private static object Transfer(string subject) =>
        new { subject, input = new { newDepartment = "rd2", effectiveDate = "2026-10-12", newBaseSalary = "21000.00", newPosition = "rd2-engineer", reason = "项目需要" } };

    [Fact]
    public async Task S22_S26_S30_EveryApprovalInOrder_CreatesTheNextTaskWithoutAnotherCall()
    {
        await using var host = await TestHost.Started();
        var transfer = await Journey.Submitted(host, "E0007", "transfer", Transfer("E0042"));
        var owners = new List<string>();
        foreach (var step in Approvals)
        {
            Assert.Equal([step], await transfer.OpenSteps());
            owners.Add((await transfer.Task(step)).Text("owner"));
            await transfer.Approve(step);
        }

        // The submitting head does not release their own request: the general manager does. Payroll is on leave: the substitute checks.
        Assert.Equal(["E0002", "E0008", "E0003", "E0017", "E0001"], owners);
        Assert.Equal(["accounts", "handover", "seat"], await transfer.OpenSteps());
    }

    [Fact]
    public async Task S26_TheRecordChangesOnTheEffectiveDateAndNotBefore_AndTheFormerManagerLosesSightThatDay()
    {
        await using var host = await TestHost.Started();
        var transfer = await Journey.Submitted(host, "E0007", "transfer", Transfer("E0042"));
        foreach (var step in Approvals) await transfer.Approve(step);
        await transfer.Complete("seat", "access", "seatNo=5F-B-242");
        await transfer.Complete("accounts", "revoked", "granted", "changedAt");
        await transfer.Complete("handover", "documents", "openWork", "receivedBy");

        host.AdvanceTo("2026-10-11T23:59:30");
        var before = (await host.Get("E0001", "/api/records/person/E0042")).Is(HttpStatusCode.OK).Json["values"]!;
        Assert.Equal(("rd1", "rd1-engineer"), (before["employment"]!.Text("department"), before["employment"]!.Text("position")));
        Assert.Equal("E0007", before["employment"]!.Text("manager"));
        Assert.Equal("20000.00", before["pay"]!.Text("baseSalary"));
        (await host.Get("E0007", "/api/records/person/E0042")).Is(HttpStatusCode.OK);
        (await host.Get("E0008", "/api/records/person/E0042")).Is(HttpStatusCode.NotFound);
        Assert.Equal("running", (await transfer.Case()).Text("state"));

        host.AdvanceTo("2026-10-12T00:00:30");
        var after = (await host.Get("E0001", "/api/records/person/E0042")).Is(HttpStatusCode.OK).Json["values"]!;
        Assert.Equal(("rd2", "rd2-engineer"), (after["employment"]!.Text("department"), after["employment"]!.Text("position")));
        Assert.Equal("E0008", after["employment"]!.Text("manager"));
        Assert.Equal("21000.00", after["pay"]!.Text("baseSalary"));
        Assert.Equal("5F-B-242", after["workplace"]!.Text("seat"));
        (await host.Get("E0007", "/api/records/person/E0042")).Is(HttpStatusCode.NotFound);
        Assert.DoesNotContain("E0042", (await host.Get("E0007", "/api/records/person?limit=200")).Items().Texts("id"));
        Assert.Contains("E0042", (await host.Get("E0008", "/api/records/person?limit=200")).Items().Texts("id"));
        Assert.Equal("rd2", (await host.Get("E0008", "/api/records/person/E0042")).Is(HttpStatusCode.OK).Json["values"]!["employment"]!.Text("department"));
        await transfer.Reaches("completed");
    }

    [Fact]
    public async Task S26_NothingIsScheduledBeforeTheLastApproval()
    {
        await using var host = await TestHost.Started();
        var transfer = await Journey.Submitted(host, "E0007", "transfer", Transfer("E0042"));
        foreach (var step in Approvals.SkipLast(1)) await transfer.Approve(step);
        host.AdvanceTo("2026-10-13T09:00:00");
        Assert.Equal("rd1", (await host.Get("E0001", "/api/records/person/E0042")).Json["values"]!["employment"]!.Text("department"));
        (await host.Get("E0007", "/api/records/person/E0042")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task S9_OneCaseId_FindsFormTasksDataChangesDecisionsAndTrace()
    {
        await using var host = await TestHost.Started();
        var transfer = await Journey.Submitted(host, "E0007", "transfer", Transfer("E0042"));
        foreach (var step in Approvals) await transfer.Approve(step);
        var shown = await transfer.Case();
        Assert.Equal("transfer", shown.Text("form"));
        Assert.Equal("rd2", shown["input"]!.Text("newDepartment"));
        Assert.Equal(["accounts", "handover", "seat"], shown["tasks"]!.AsArray().Texts("step").Order());

        var trace = await transfer.Trace();
        Assert.All(trace, e => Assert.StartsWith(transfer.Id, e!.Text("decisionId"), StringComparison.Ordinal));
        Assert.All(trace, e => Assert.Equal(shown.Text("revision"), e!.Text("revision")));
        Assert.Equal(Approvals.Length, trace.Count(e => e!.Text("type") == "task.closed"));
        var sources = trace.SelectMany(e => e!["trace"]?.AsArray() ?? []).Select(t => t!["source"]).OfType<JsonNode>().ToList();
        Assert.Contains(sources, s => s.Text("file").EndsWith(".json", StringComparison.Ordinal) && s["line"]!.GetValue<int>() > 1);

        // The change of data is found from the case, and says so itself.
        Assert.Contains(trace, e => e!["step"]?.GetValue<string>() == "apply");
        Assert.Contains(transfer.Id, (await host.Get("E0042", "/api/cases")).Items().Texts("id"));
        Assert.Contains(transfer.Id, (await host.Get("E0016", "/api/tasks")).Items().Texts("case"));
        Assert.Contains(transfer.Id, (await host.Get("E0008", "/api/tasks?view=done")).Items().Texts("case"));
    }

    [Fact]
    public async Task S32_TheCaseView_MatchesTheTasksThatPeopleHold()
    {
        await using var host = await TestHost.Started();
        var transfer = await Journey.Submitted(host, "E0007", "transfer", Transfer("E0042"));
        foreach (var step in Approvals)
        {
            await Agrees(host, transfer);
            await transfer.Approve(step);
        }

        await Agrees(host, transfer);
    }

    private static async Task Agrees(TestHost host, Journey journey)
    {
        var shown = await journey.Case();
        Assert.NotEmpty(shown.Text("finish")); // the forecast
        foreach (var task in shown["tasks"]!.AsArray())
        {
            var step = shown["steps"]!.AsArray().Single(s => s!.Text("step") == task!.Text("step"))!;
            Assert.Equal("open", step.Text("status"));
            Assert.Equal(task!["due"]?.GetValue<string>(), step["due"]?.GetValue<string>());
            foreach (var owner in task["owners"]!.AsArray().Texts("id"))
            {
                var held = (await host.Get(owner, "/api/tasks")).Items().Single(t => t!.Text("case") == journey.Id && t!.Text("id") == task.Text("id"))!;
                Assert.Equal(task.Text("since"), held.Text("since"));
                Assert.Equal(task["due"]?.GetValue<string>(), held["due"]?.GetValue<string>());
                Assert.Equal(task.Text("department"), held.Text("department"));
            }
        }

        // Nobody holds a task of this case which the case does not show.
        var open = shown["tasks"]!.AsArray().Texts("id");
        foreach (var person in new[] { "E0001", "E0002", "E0003", "E0007", "E0008", "E0014", "E0016", "E0017", "E0018", "E0042" })
        {
            var held = (await host.Get(person, "/api/tasks")).Items().Where(t => t!.Text("case") == journey.Id).Select(t => t!.Text("id"));
            Assert.Subset(open.ToHashSet(StringComparer.Ordinal), held.ToHashSet(StringComparer.Ordinal));
        }
    }
}
