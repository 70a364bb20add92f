using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Hosting;

namespace HrCollab.Functions.Tests.Projecting;

/// <summary>Those who owe a task are reminded before it is due; those above are told when it is late.</summary>
public sealed class NoticeTests
{
    private static readonly object Transfer = new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12", reason = "项目需要" } };

    /// <summary>Friday with three working days is due on Tuesday, because Sunday 20 September is worked; one working day before is Monday's end.</summary>
    [Fact]
    public async Task S33_OneReminder_AtItsWorkingHour_AndNoneForWhatIsDone()
    {
        using var definitions = new OwnDefinitions().With("responsibilities/transfer.responsibilities.json", "\"deadline\": \"2 wd\"", "\"deadline\": \"3 wd\"");
        await using var host = await TestHost.Started(now: At("2026-09-18T10:00:00"), definitions: definitions.Folder);
        var done = await Journey.Submitted(host, "E0001", "transfer", new { subject = "E0024", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12", reason = "项目需要" } });
        await done.Approve("release");
        var transfer = await Journey.Submitted(host, "E0001", "transfer", Transfer);
        Assert.Equal("2026-09-22T18:00:00+08:00", (await transfer.Task("release")).Text("due"));

        await Pass(host, "2026-09-21T17:59:59");
        Assert.Empty(await Said(transfer, "task.reminded"));
        await Pass(host, "2026-09-21T18:00:00");
        var reminder = Assert.Single(await Said(transfer, "task.reminded"));
        Assert.Contains("应在 2026-09-22 18:00 前完成", reminder.Text("text"));
        Assert.Contains("responsibilities/transfer.responsibilities.json", reminder["trace"]![0]!["source"]!.Text("file"));
        var inbox = (await host.Get("E0007", "/api/tasks")).Items().Single(t => t!.Text("case") == transfer.Id)!;
        Assert.Equal("2026-09-21T18:00:00+08:00", inbox.Text("remindedAt"));

        await Pass(host, "2026-09-22T12:00:00");
        Assert.Single(await Said(transfer, "task.reminded"));
        await transfer.Approve("release");
        await Pass(host, "2026-09-30T12:00:00");
        Assert.DoesNotContain(await Said(transfer, "task.escalated"), e => e.Text("step") == "release");
        Assert.DoesNotContain(await Said(done, "task.reminded"), e => e.Text("step") == "release");
    }

    [Fact]
    public async Task S9_LateTask_IsToldToTheHeadAbove_WhoSeesTheCaseUntilItIsDone_AndEachDecisionIsMadeAgain() // X3
    {
        await using var host = await TestHost.Started(now: At("2026-09-14T10:00:00"));
        var transfer = await Journey.Submitted(host, "E0001", "transfer", Transfer);
        Assert.Equal("E0007", (await transfer.Task("release")).Text("owner"));
        Assert.Empty((await host.Get("E0002", "/api/tasks?view=escalated")).Items());

        await Pass(host, "2026-09-17T18:00:00");
        var told = Assert.Single(await Said(transfer, "task.escalated"));
        Assert.Equal(["E0002"], told["to"]!.AsArray().Select(p => p!.GetValue<string>()));
        var late = Assert.Single((await host.Get("E0002", "/api/tasks?view=escalated")).Items())!;
        Assert.Equal((transfer.Id, "release", true), (late.Text("case"), late.Text("step"), late["late"]!.GetValue<bool>()));
        (await host.Get("E0002", $"/api/cases/{transfer.Id}")).Is(HttpStatusCode.OK);
        var decision = (await host.Get("E0001", $"/api/decisions/{told.Text("decisionId")}")).Is(HttpStatusCode.OK).Json;
        Assert.True(decision["reproduced"]!["same"]!.GetValue<bool>());

        await transfer.Approve("release");
        Assert.Empty((await host.Get("E0002", "/api/tasks?view=escalated")).Items());
    }

    /// <summary>S51: after a time when nothing ran, what is late is told once, of missed reminders the last one only; asked again, nothing more is said.</summary>
    [Fact]
    public async Task AfterAStandstill_EachNoticeIsGivenOnce_ByWhoeverAsks()
    {
        using var definitions = new OwnDefinitions().With("responsibilities/transfer.responsibilities.json", "\"remind\": [\"1 wd before\"]", "\"remind\": [\"1 wd before\", \"4 wh before\", \"1 wh before\"]");
        var folder = Directory.CreateTempSubdirectory("hrcollab-notices-").FullName;
        string id;
        await using (var host = await TestHost.Started(folder, At("2026-09-14T10:00:00"), definitions.Folder)) id = (await Journey.Submitted(host, "E0001", "transfer", Transfer)).Id;
        await using (var host = await TestHost.Started(folder, At("2026-09-18T09:00:00"), definitions.Folder))
        {
            var transfer = Journey.Of(host, id, "E0001");
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Pass(host, "2026-09-18T09:00:01")));
            await Pass(host, "2026-09-18T09:00:02");
            Assert.Single(await Said(transfer, "task.reminded"));
            Assert.Single(await Said(transfer, "task.escalated"));
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>X20: no calendar says when the first working day of 2027 ends; lateness is told when that year begins instead of never.</summary>
    [Fact]
    public async Task EscalationInAYearWithoutCalendar_IsGivenWhenThatYearBegins()
    {
        await using var host = await TestHost.Started(now: At("2026-12-29T10:00:00"));
        var transfer = await Journey.Submitted(host, "E0001", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-12-31", reason = "项目需要" } });
        Assert.Equal("2026-12-31T18:00:00+08:00", (await transfer.Task("release")).Text("due"));
        await Pass(host, "2026-12-31T23:59:59");
        Assert.DoesNotContain(await Said(transfer, "task.escalated"), e => e.Text("step") == "release");
        await Pass(host, "2027-01-01T00:00:00");
        Assert.Single(await Said(transfer, "task.escalated"), e => e.Text("step") == "release");
    }

    [Fact]
    public async Task HostedTimer_RemindsByItself()
    {
        await using var host = await TestHost.Started(now: At("2026-09-14T10:00:00"));
        var transfer = await Journey.Submitted(host, "E0001", "transfer", Transfer);
        await transfer.Case();
        host.AdvanceTo("2026-09-15T18:00:00");
        await TestHost.Eventually(
            () =>
            {
                host.Advance(TimeSpan.FromSeconds(10));
                return Said(transfer, "task.reminded");
            },
            said => said.Count == 1);
    }

    /// <summary>What the timer RemindAndEscalate does, at a moment.</summary>
    private static async Task Pass(TestHost host, string local)
    {
        host.AdvanceTo(local);
        await TimerFunctions.All.Single(t => t.Name == "RemindAndEscalate").Act(host.Services, CancellationToken.None);
    }

    private static async Task<List<JsonNode>> Said(Journey journey, string type) => [.. (await journey.Trace()).Select(e => e!).Where(e => e.Text("type") == type)];

    private static DateTimeOffset At(string local) => DateTimeOffset.Parse(local + "+08:00", System.Globalization.CultureInfo.InvariantCulture);
}
