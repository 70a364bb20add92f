using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using HrCollab.Functions.Hosting;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Tests.Storage;

namespace HrCollab.Functions.Tests.Cases;

/// <summary>A transfer from the form to the day it takes effect, by the people of the example company alone.</summary>
public sealed class TransferJourneyTests
{
    private static readonly string[] Approvals = ["release", "receive", "hrbp", "pay-check", "approval"];

    private static object Transfer(string subject) =>
        new { subject, input = new { newDepartment = "rd2", effectiveDate = "2026-10-12", newBaseSalary = "21000.00", newPosition = "rd2-engineer", reason = "项目需要" } };

    [Theory]
    [EveryStore]
    public async Task S22_S26_S30_EveryApprovalInOrder_CreatesTheNextTaskWithoutAnotherCall(TestStore store)
    {
        await using var host = await TestHost.Started(store: store);
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

    /// <summary>Without a change of pay nobody of payroll is asked; both departments and HR are, each by the one who answers for it.</summary>
    [Fact]
    public async Task S26_WithoutAChangeOfPay_BothDepartmentsAndHrDecide_AndPayrollIsNotAsked()
    {
        await using var host = await TestHost.Started();
        var transfer = await Journey.Submitted(host, "E0001", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        var decided = new List<(string Step, string Owner)>();
        while ((await transfer.OpenSteps()) is [var step] && step != "accounts")
        {
            decided.Add((step, (await transfer.Task(step)).Text("owner")));
            await transfer.Approve(step);
        }

        Assert.Equal([("release", "E0007"), ("receive", "E0008"), ("hrbp", "E0003"), ("approval", "E0002")], decided);
        Assert.DoesNotContain("pay-check", (await transfer.Trace()).Select(e => e!["step"]?.GetValue<string>()));
    }

    /// <summary>The answer to the finish already says who is next; nothing else is called, and the next one holds the task.</summary>
    [Fact]
    public async Task S30_TheAnswerToAFinish_NamesTheNextTask_WhichItsOwnerHolds()
    {
        await using var host = await TestHost.Started();
        var transfer = await Journey.Submitted(host, "E0007", "transfer", Transfer("E0042"));
        foreach (var (step, next) in Approvals.Zip(Approvals.Skip(1)))
        {
            var answer = await transfer.Approve(step);
            var opened = Assert.Single(answer["tasks"]!.AsArray())!;
            Assert.Equal(next, opened.Text("step"));
            var held = await TestHost.Eventually(() => host.Get(opened.Text("owner"), "/api/tasks"), a => a.Items().Any(t => t!.Text("case") == transfer.Id && t!.Text("id") == opened.Text("id")));
            Assert.Equal(opened["due"]!.ToJsonString(), held.Items().Single(t => t!.Text("case") == transfer.Id)!["due"]!.ToJsonString());
        }
    }

    [Theory]
    [EveryStore]
    public async Task S26_TheRecordChangesOnTheEffectiveDateAndNotBefore_AndTheFormerManagerLosesSightThatDay(TestStore store)
    {
        await using var host = await TestHost.Started(store: store);
        var transfer = await Journey.Submitted(host, "E0007", "transfer", Transfer("E0042"));
        foreach (var step in Approvals) await transfer.Approve(step);
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
        (await host.Get("E0007", "/api/records/person/E0042")).Is(HttpStatusCode.NotFound);
        Assert.DoesNotContain("E0042", (await host.Get("E0007", "/api/records/person?limit=200")).Items().Texts("id"));
        Assert.Contains("E0042", (await host.Get("E0008", "/api/records/person?limit=200")).Items().Texts("id"));
        Assert.Equal("rd2", (await host.Get("E0008", "/api/records/person/E0042")).Is(HttpStatusCode.OK).Json["values"]!["employment"]!.Text("department"));
        Assert.Equal("running", (await transfer.Case()).Text("state")); // IT and administration have their work today
        await transfer.Complete("seat", "access", "seatNo=5F-B-242");
        await transfer.Complete("accounts", "revoked", "granted", "changedAt");
        await transfer.Reaches("completed");
        Assert.Equal("5F-B-242", (await host.Get("E0001", "/api/records/person/E0042")).Json["values"]!["workplace"]!.Text("seat"));
    }

    /// <summary>Whoever took on the alert because the place of the head is vacant does not become the manager by it.</summary>
    [Theory]
    [InlineData(null, "E0002")]
    [InlineData("E0040", "E0040")]
    public async Task S26_WithTheHeadVacant_TheReportLineGoesToTheHeadOfTheEffectiveDate_OrTheNextAbove(string? appointed, string manager)
    {
        await using var host = await TestHost.Started();
        var transfer = await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "sales", effectiveDate = "2026-10-12" } });
        await transfer.Approve("release");
        Assert.Equal("E0001", (await transfer.Task("receive")).Text("owner"));
        (await transfer.Try("E0001", "receive", "claim")).Is(HttpStatusCode.OK);
        foreach (var step in new[] { "receive", "hrbp", "approval" }) await transfer.Approve(step);
        if (appointed is not null)
        {
            var sales = (await host.Get("E0001", "/api/records/department/sales")).Is(HttpStatusCode.OK);
            (await host.Patch("E0001", "/api/records/department/sales", new { duties = new { head = appointed } }, sales.ETag)).Is(HttpStatusCode.OK);
        }

        host.AdvanceTo("2026-10-11T23:59:30");
        Assert.Equal("E0007", await Manager());
        host.AdvanceTo("2026-10-12T00:00:30");
        await TestHost.Eventually(async () => await transfer.Case(), c => c["steps"]!.AsArray().SingleOrDefault(s => s!.Text("step") == "report-line")?["status"]?.ToString() == (appointed is null ? null : "done"));
        Assert.Equal(manager, await Manager());
        var trace = (await host.Get("E0001", $"/api/cases/{transfer.Id}/trace")).Is(HttpStatusCode.OK).Json["events"]!.AsArray();
        foreach (var decision in trace.Texts("decisionId").Distinct()) // X3: each can be looked up and is made again
            Assert.True((await host.Get("E0001", $"/api/decisions/{decision}")).Is(HttpStatusCode.OK).Json["reproduced"]!["same"]!.GetValue<bool>(), decision);
        Assert.Equal(appointed is null ? "step.skipped" : "effect.applied", trace.Last(e => e!["step"]?.ToString() == "report-line")!.Text("type")); // nothing is written where the record says so already

        async Task<string> Manager() => (await host.Get("E0001", "/api/records/person/E0042")).Is(HttpStatusCode.OK).Json["values"]!["employment"]!.Text("manager");
    }

    /// <summary>What happened is written once: every event that was there in the middle is the same at the end, and none was ever replaced.</summary>
    [Theory]
    [EveryStore]
    public async Task EventsOfCaseAndRecord_AreWrittenOnceAndNeverChanged(TestStore store)
    {
        await using var host = await TestHost.Started(store: store);
        var transfer = await Journey.Submitted(host, "E0007", "transfer", Transfer("E0042"));
        foreach (var step in Approvals) await transfer.Approve(step);
        var before = await Events(host);
        host.AdvanceTo("2026-10-12T00:00:30");
        await transfer.Complete("handover", "documents", "openWork", "receivedBy");
        await transfer.Complete("seat", "access", "seatNo=5F-B-242");
        await transfer.Complete("accounts", "revoked", "granted", "changedAt");
        await transfer.Reaches("completed");

        var after = await Events(host);
        Assert.All(before, e => Assert.Equal(e.Value, after[e.Key]));
        Assert.All(after, e => Assert.Equal(1, e.Value.Version));
        foreach (var of in new[] { transfer.Id, "person:E0042" }) // both went on meanwhile
            Assert.True(after.Keys.Count(Of(of)) > before.Keys.Count(Of(of)), of);

        static Func<string, bool> Of(string partition) => key => key.StartsWith(partition + "|", StringComparison.Ordinal);
    }

    /// <summary>Every event of cases and records as stored, by partition and id.</summary>
    private static async Task<SortedDictionary<string, (long Version, string Body)>> Events(TestHost host)
    {
        var events = new SortedDictionary<string, (long Version, string Body)>(StringComparer.Ordinal);
        foreach (var container in new[] { Container.Cases, Container.Records })
        {
            string? token = null;
            while (await host.Store.Changes(container, token, 1_000, CancellationToken.None) is { Items.IsEmpty: false } page)
            {
                foreach (var item in page.Items.Where(i => i.Id.StartsWith("e-", StringComparison.Ordinal)))
                    events[$"{item.Partition}|{item.Id}"] = (item.Version, Encoding.UTF8.GetString(item.Body.Span));
                token = page.Token;
            }
        }

        return events;
    }

    [Fact]
    public async Task S26_AccessAndSeat_CannotBeFinishedBeforeTheEffectiveDate_AndTheRefusalNamesIt()
    {
        await using var host = await TestHost.Started();
        var transfer = await Journey.Submitted(host, "E0007", "transfer", Transfer("E0042"));
        foreach (var step in Approvals) await transfer.Approve(step);
        host.AdvanceTo("2026-10-11T23:59:30");
        foreach (var (step, person, checks) in new (string, string, string[])[] { ("accounts", "E0018", ["revoked", "granted", "changedAt"]), ("seat", "E0016", ["access"]) })
        {
            Assert.Equal("2026-10-12", (await transfer.Task(step)).Text("notBefore"));
            var task = (await transfer.Task(step)).Text("id");
            var path = $"/api/cases/{transfer.Id}/tasks/{task}/complete";
            var zh = (await host.Post(person, path, new { checks = Journey.Marks(checks) })).Is(HttpStatusCode.Conflict).Json;
            Assert.Equal("HR-WFL-113", zh.Text("code"));
            Assert.Contains("2026-10-12 当天及之后才能完成", zh.Text("title"), StringComparison.Ordinal);
            var en = (await host.Send(person, HttpMethod.Post, path, new { checks = Journey.Marks(checks) }, key: "early-" + step, language: "en")).Is(HttpStatusCode.Conflict).Json;
            Assert.Contains("cannot be finished before 2026-10-12", en.Text("title"), StringComparison.Ordinal);
        }

        host.AdvanceTo("2026-10-12T00:00:30");
        await transfer.Complete("accounts", "revoked", "granted", "changedAt");
        await transfer.Complete("seat", "access");
        Assert.Equal(["handover"], await transfer.OpenSteps());
    }

    [Fact]
    public async Task S38_AnApprovalWithoutItsTicks_IsRefusedAtEachCheck()
    {
        await using var host = await TestHost.Started();
        var transfer = await Journey.Submitted(host, "E0007", "transfer", Transfer("E0042"));
        var bare = (await transfer.Try("E0002", "release", "approve", new { comment = "同意" })).Is(HttpStatusCode.UnprocessableEntity).Json["errors"]!.AsArray();
        Assert.Equal(["/checks/date", "/checks/handover"], bare.Texts("pointer").Order());
        Assert.All(bare, e => Assert.Equal("HR-WFL-103", e!.Text("code")));
        Assert.Contains("生效日期可行", string.Join(' ', bare.Texts("message")), StringComparison.Ordinal);
        var half = (await transfer.Try("E0002", "release", "approve", new { checks = Journey.Marks("handover") })).Is(HttpStatusCode.UnprocessableEntity).Json["errors"]!.AsArray();
        Assert.Equal(["/checks/date"], half.Texts("pointer"));
        await transfer.Approve("release");
        Assert.Equal(["receive"], await transfer.OpenSteps());
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
    public async Task S9_OneCaseId_FindsFormTasksNoticesDataChangesDecisionsAndTrace()
    {
        await using var host = await TestHost.Started();
        var transfer = await Journey.Submitted(host, "E0001", "transfer", Transfer("E0042"));
        host.AdvanceTo("2026-09-21T09:00:00"); // the first task is late by more than a working day
        await TimerFunctions.All.Single(t => t.Name == "RemindAndEscalate").Act(host.Services, CancellationToken.None);
        var told = Assert.Single(await transfer.Trace(), e => e!.Text("type") == "task.escalated")!;
        Assert.Equal(("release", "E0002"), (told.Text("step"), told["to"]!.AsArray().Single()!.GetValue<string>()));
        Assert.Equal(transfer.Id, (await host.Get("E0001", $"/api/decisions/{told.Text("decisionId")}")).Is(HttpStatusCode.OK).Json["case"]!.Text("id"));
        Assert.Equal([(transfer.Id, "release")], (await host.Get("E0002", "/api/tasks?view=escalated")).Items().Select(t => (t!.Text("case"), t!.Text("step"))));
        foreach (var approval in Approvals) await transfer.Approve(approval);
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

        // From the case to the change of data, and from there back: one link each way.
        var ordered = Ordered(await transfer.Trace(), "employment.department");
        Assert.Equal("2026-10-12", ordered["record"]!.Text("from"));
        var link = ordered["record"]!.Text("href");
        Assert.Equal(link, shown["subject"]!.Text("href"));
        var change = await TestHost.Eventually(async () => Change(Ordered(await transfer.Trace(), "employment.department"), "employment.department"), c => c["before"] is not null);
        Assert.Equal(("rd1", "rd2"), (change.Text("before"), change.Text("after")));
        var record = (await host.Get("E0001", link)).Is(HttpStatusCode.OK).Json;
        var source = record["sources"]!["employment"]!;
        Assert.Equal(transfer.Id, source["case"]!.Text("id"));
        Assert.Equal(shown.Text("revision"), source.Text("revision"));
        // Two steps of the case change the group; it names the one that was written last.
        var (step, decision) = (source["case"]!.Text("step"), source["case"]!.Text("decisionId"));
        Assert.Contains(await transfer.Trace(), e => e!.Text("type") == "effect.scheduled" && e!.Text("step") == step && e!.Text("decisionId") == decision);
        Assert.Equal(transfer.Id, (await host.Get("E0001", source["case"]!.Text("href"))).Is(HttpStatusCode.OK).Json.Text("id"));
        Assert.Null(record["sources"]!["identity"]!["case"]); // what the case did not touch does not name it
        Assert.Contains(transfer.Id, (await host.Get("E0042", "/api/cases")).Items().Texts("id"));
        Assert.Contains(transfer.Id, (await host.Get("E0016", "/api/tasks")).Items().Texts("case"));
        Assert.Contains(transfer.Id, (await host.Get("E0008", "/api/tasks?view=done")).Items().Texts("case"));
    }

    /// <summary>Record and case lead to each other for whoever may see both; what of the pay may not be seen is in neither.</summary>
    [Fact]
    public async Task S9_WithoutPayRights_NeitherRecordNorCaseTellTheSalary()
    {
        await using var host = await TestHost.Started();
        var transfer = await Journey.Submitted(host, "E0007", "transfer", Transfer("E0042"));
        foreach (var step in Approvals) await transfer.Approve(step);
        await TestHost.Eventually(async () => Change(Ordered(await transfer.Trace(), "pay.baseSalary"), "pay.baseSalary"), c => c["before"] is not null);
        var all = (await host.Get("E0001", $"/api/cases/{transfer.Id}/trace")).Is(HttpStatusCode.OK);
        var paid = Change(Ordered(all.Json["events"]!.AsArray(), "pay.baseSalary"), "pay.baseSalary");
        Assert.Equal(("20000.00", "21000.00"), (paid.Text("before"), paid.Text("after")));
        foreach (var person in new[] { "E0016", "E0008" }) // who sets up the accounts, and the head of the new department
        {
            foreach (var path in new[] { $"/api/cases/{transfer.Id}", $"/api/cases/{transfer.Id}/trace" })
            {
                var seen = (await host.Get(person, path)).Is(HttpStatusCode.OK).Text;
                Assert.DoesNotContain("20000", seen, StringComparison.Ordinal);
                Assert.DoesNotContain("21000", seen, StringComparison.Ordinal);
            }

            var record = await host.Get(person, "/api/records/person/E0042");
            Assert.DoesNotContain("20000", record.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("21000", record.Text, StringComparison.Ordinal);
            Assert.Equal(record.Status == HttpStatusCode.OK, (await transfer.Case(person))["subject"]!["href"] is not null);
        }

        // Who sees the record and not the case is not told that there is one.
        var colleague = (await host.Get("E0042", "/api/records/person/E0007"));
        Assert.DoesNotContain("\"case\"", colleague.Text, StringComparison.Ordinal);
    }

    private static JsonNode Ordered(JsonArray trace, string path) =>
        trace.First(e => e!.Text("type") == "effect.scheduled" && e!["changes"]!.AsArray().Texts("path").Contains(path))!;

    private static JsonNode Change(JsonNode ordered, string path) => ordered["changes"]!.AsArray().Single(c => c!.Text("path") == path)!;

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
        foreach (var step in shown["steps"]!.AsArray())
        {
            Assert.NotEmpty(step!.Text("status"));
            Assert.NotEmpty(step!.Text("forecast"));
            if (step!.Text("kind") is "approve" or "task" && step!.Text("status") is not "skipped") Assert.NotEmpty(step!["owners"]!.AsArray());
        }

        foreach (var task in shown["tasks"]!.AsArray())
        {
            var step = shown["steps"]!.AsArray().Single(s => s!.Text("step") == task!.Text("step"))!;
            Assert.Equal("open", step.Text("status"));
            Assert.Equal(task!.Text("since"), step.Text("since"));
            Assert.Equal(task!["owners"]!.AsArray().Texts("id"), step["owners"]!.AsArray().Texts("id"));
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
