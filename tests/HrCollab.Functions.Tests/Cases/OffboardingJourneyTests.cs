using System.Net;
using HrCollab.Functions.Tests.Storage;

namespace HrCollab.Functions.Tests.Cases;

/// <summary>A resignation from the notice to the last working day, by the people of the example company alone.</summary>
public sealed class OffboardingJourneyTests
{
    private static readonly string[] Certificate = ["settled", "certificateNo=LZ-2026-046", "issuedOn"];

    /// <summary>The mandatory items in an order in which they can be done.</summary>
    private static readonly (string Step, string[] Checks)[] Mandatory =
    [
        ("handover-list", ["documents", "openWork", "systems", "property"]),
        ("handover-receive", ["documents", "openWork", "systems"]),
        ("handover-sign", ["signed", "signedOn"]),
        ("accounts", ["revokedAt=", "rights", "device"]),
        ("assets", ["badge", "assets"]),
        ("finance", ["loans", "expenses"]),
        ("non-compete", ["decision", "notice"]),
    ];

    /// <summary>Each step of the handover belongs to somebody else: who leaves, who takes over, and the manager of who leaves.</summary>
    private static readonly Dictionary<string, string> Giver = new(StringComparer.Ordinal) { ["handover-list"] = "E0046", ["handover-receive"] = "E0047", ["handover-sign"] = "E0009" };

    /// <summary>Late on the last working day, when accounts, property and certificate have their turn.</summary>
    private const string LastDay = "2026-10-16T17:30:00";

    private static object Notice => new { subject = "E0046", input = new { lastWorkingDay = "2026-10-16", leaveReason = "resignation", receiver = "E0047" } };

    [Theory]
    [EveryStore]
    public async Task S22_S27_TheCertificateWaitsForEveryMandatoryItem_AndTheRevocationIsOnRecord(TestStore store)
    {
        await using var host = await TestHost.Started(store: store);
        var leaving = await Journey.Submitted(host, "E0046", "offboarding", Notice);
        await leaving.Approve("manager");
        await leaving.Complete("interview", "notes", "duties");
        host.AdvanceTo(LastDay);
        var early = (await leaving.Try("E0018", "accounts", "complete", new { checks = Journey.Marks("revokedAt=2026-10-16T18:00:00+08:00", "rights", "device") })).Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(["/checks/revokedAt HR-WFL-118"], early.Json["errors"]!.AsArray().Select(e => $"{e!.Text("pointer")} {e!.Text("code")}")); // nothing is on record before it was done
        foreach (var (step, checks) in Mandatory)
        {
            var refused = (await leaving.Try("E0006", "certificate", "complete", new { checks = Journey.Marks(Certificate) })).Is(HttpStatusCode.Conflict);
            Assert.Equal("HR-WFL-104", refused.Json.Text("code"));
            Assert.DoesNotContain("—", refused.Json.Text("title"), StringComparison.Ordinal); // also a step that is not open yet has somebody who will get it
            if (Giver.TryGetValue(step, out var person)) Assert.Equal(person, (await leaving.Task(step)).Text("owner"));
            await leaving.Complete(step, checks);
        }

        var list = (await leaving.Trace()).Single(e => e!.Text("type") == "task.closed" && e!["step"]?.GetValue<string>() == "handover-list")!;
        Assert.Equal(["documents", "openWork", "property", "systems"], list["evidence"]!.AsObject().Select(e => e.Key).Order()); // by category
        await leaving.Complete("certificate", Certificate);
        var record = await TestHost.Eventually(() => host.Get("E0006", "/api/records/person/E0046"), r => r.Json["values"]?["account"]?["revokedAt"] is not null);
        Assert.Equal("2026-10-16T17:30:00+08:00", record.Json["values"]!["account"]!.Text("revokedAt"));
        Assert.Equal("revoked", record.Json["values"]!["account"]!.Text("status"));
        Assert.Equal("leaving", record.Json["values"]!["employment"]!.Text("status"));

        // The last working day is a day of work to its end; the day after, the person has left.
        host.AdvanceTo("2026-10-16T23:59:30");
        Assert.Equal("leaving", (await host.Get("E0006", "/api/records/person/E0046")).Json["values"]!["employment"]!.Text("status"));
        (await host.Get("E0046", "/api/me")).Is(HttpStatusCode.OK);
        Assert.Equal("running", (await leaving.Case()).Text("state"));
        host.AdvanceTo("2026-10-17T00:00:01");
        Assert.Equal("left", (await host.Get("E0006", "/api/records/person/E0046")).Json["values"]!["employment"]!.Text("status"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Get("E0046", "/api/me")).Status);
        await TestHost.Eventually(() => Later(host, leaving), c => c.Text("state") == "completed");
    }

    /// <summary>Who still works keeps account, badge and property: what takes them is not done before the last working day, and nothing is on record.</summary>
    [Fact]
    public async Task S27_AccountPropertyAndCertificate_AreNotDoneBeforeTheLastWorkingDay()
    {
        await using var host = await TestHost.Started();
        var leaving = await Journey.Submitted(host, "E0046", "offboarding", Notice);
        await leaving.Approve("manager");
        await leaving.Complete("interview", "notes", "duties");
        foreach (var (step, checks) in Mandatory.Where(m => m.Step is not ("accounts" or "assets"))) await leaving.Complete(step, checks);
        host.AdvanceTo("2026-10-15T23:59:59");
        foreach (var (step, person, checks) in new[] { ("accounts", "E0018", Mandatory.Single(m => m.Step == "accounts").Checks), ("assets", "E0016", Mandatory.Single(m => m.Step == "assets").Checks) })
        {
            var refused = (await leaving.Try(person, step, "complete", new { checks = Journey.Marks(checks) })).Is(HttpStatusCode.Conflict).Json;
            Assert.Equal("HR-WFL-113", refused.Text("code"));
            Assert.Contains("2026-10-16", refused.Text("title"), StringComparison.Ordinal);
        }

        Assert.Equal(["accounts", "assets", "certificate"], await leaving.OpenSteps());
        Assert.NotEqual("revoked", (await host.Get("E0006", "/api/records/person/E0046")).Json["values"]!["account"]?["status"]?.GetValue<string>());
        var planned = (await leaving.Case())["steps"]!.AsArray().Where(s => s!["notBefore"] is not null);
        Assert.Equal(["accounts 2026-10-16", "assets 2026-10-16", "certificate 2026-10-16"], planned.Select(s => $"{s!.Text("step")} {s!.Text("notBefore")}"));
        host.AdvanceTo("2026-10-16T00:00:00");
        foreach (var step in new[] { "accounts", "assets" }) await leaving.Complete(step, Mandatory.Single(m => m.Step == step).Checks);
        await leaving.Complete("certificate", "settled", "certificateNo=LZ-2026-046", "issuedOn=2026-10-16");
    }

    /// <summary>Everything but one item is done: settlement and certificate are refused, and who is named is who holds the item. An item refused by nobody is done first.</summary>
    [Theory]
    [InlineData("handover-list", "监交人签字", null)]
    [InlineData("handover-receive", "监交人签字", null)]
    [InlineData("handover-sign", "监交人签字", "E0009")]
    [InlineData("accounts", "收回账号和设备", "E0018")]
    [InlineData("assets", "收回资产和门禁", "E0016")]
    [InlineData("finance", "结清借款和报销", "E0015")]
    [InlineData("non-compete", "竞业限制和保密", "E0058")]
    public async Task S27_WithOneItemOpen_NoCertificateIsIssued_AndTheItemIsNamed(string open, string title, string? owner)
    {
        await using var host = await TestHost.Started();
        var leaving = await Journey.Submitted(host, "E0046", "offboarding", Notice);
        await leaving.Approve("manager");
        await leaving.Complete("interview", "notes", "duties");
        host.AdvanceTo(LastDay);
        var waiting = open.StartsWith("handover", StringComparison.Ordinal) ? Mandatory.SkipWhile(m => m.Step != open).TakeWhile(m => m.Step.StartsWith("handover", StringComparison.Ordinal)) : Mandatory.Where(m => m.Step == open);
        var left = waiting.ToList();
        foreach (var (step, checks) in Mandatory.Except(left)) await leaving.Complete(step, checks);

        var refused = (await leaving.Try("E0006", "certificate", "complete", new { checks = Journey.Marks(Certificate) })).Is(HttpStatusCode.Conflict).Json;
        Assert.Equal("HR-WFL-104", refused.Text("code"));
        Assert.Contains(title, refused.Text("title"), StringComparison.Ordinal);
        if (owner is not null)
        {
            Assert.Contains(owner, (await leaving.Task(open))["owners"]!.AsArray().Texts("id"));
            var name = (await host.Get("E0001", $"/api/records/person/{owner}")).Is(HttpStatusCode.OK).Json["values"]!["identity"]!.Text("name");
            Assert.Contains(name, refused.Text("title"), StringComparison.Ordinal);
        }

        Assert.Contains("certificate", await leaving.OpenSteps());
        Assert.DoesNotContain(await leaving.Trace(), e => e!.Text("type") == "task.closed" && e!["step"]?.GetValue<string>() == "certificate");
        foreach (var (step, checks) in left) await leaving.Complete(step, checks);
        await leaving.Complete("certificate", Certificate);
        Assert.Empty(await leaving.OpenSteps());
    }

    /// <summary>Who gives, who takes over and who supervises are three people; none of them signs for another.</summary>
    [Fact]
    public async Task S27_GiverReceiverAndSupervisor_SignForThemselvesOnly()
    {
        await using var host = await TestHost.Started();
        var leaving = await Journey.Submitted(host, "E0046", "offboarding", Notice);
        await leaving.Approve("manager");
        await leaving.Complete("interview", "notes", "duties");
        foreach (var (step, checks) in Mandatory.Take(3))
        {
            foreach (var other in Giver.Values.Where(p => p != Giver[step]))
                Assert.Contains((await leaving.Try(other, step, "complete", new { checks = Journey.Marks(checks) })).Status, new[] { HttpStatusCode.Forbidden, HttpStatusCode.NotFound });
            foreach (var one in checks.Where(c => c != "signed"))
            {
                var pointers = (await leaving.Try(Giver[step], step, "complete", new { checks = Journey.Marks([.. checks.Where(c => c != one)]) })).Is(HttpStatusCode.UnprocessableEntity).Json["errors"]!.AsArray().Texts("pointer");
                Assert.Equal(["/checks/" + one], pointers);
            }

            await leaving.Complete(step, checks);
        }

        var signed = (await leaving.Trace()).Where(e => e!.Text("type") == "task.closed" && Giver.ContainsKey(e!["step"]!.GetValue<string>()));
        Assert.Equal(Giver.Select(g => (g.Key, g.Value)), signed.Select(e => (e!.Text("step"), e!["by"]!.Text("id"))));
    }

    /// <summary>Who leaves did not hand over: the day after their last it lies with nobody, is blocked in sight, and HR brings the case to its end.</summary>
    [Fact]
    public async Task S31_WhatStillLiesWithWhoHasLeft_IsBlockedInSight_AndCanBeTaken()
    {
        await using var host = await TestHost.Started();
        var leaving = await Journey.Submitted(host, "E0046", "offboarding", Notice);
        await leaving.Approve("manager");
        await leaving.Complete("interview", "notes", "duties");
        await TestHost.Eventually(() => leaving.Case(), c => c["steps"]!.AsArray().Single(s => s!.Text("step") == "leaving")!.Text("status") == "done");
        Assert.Equal("HR-WFL-114", (await leaving.Try("E0018", "accounts", "return", new { comment = "改" })).Is(HttpStatusCode.Conflict).Json.Text("code")); // the record says leaving already

        host.AdvanceTo("2026-10-17T00:00:01");
        var hr = Journey.Of(host, leaving.Id, "E0001");
        var task = await TestHost.Eventually(async () => (await Later(host, hr))["tasks"]!.AsArray().Single(t => t!.Text("step") == "handover-list")!, t => t["alert"] is not null);
        Assert.Equal("E0001", task.Text("owner"));
        Assert.Contains(await hr.Trace(), e => e!.Text("text").Contains("责任人已离职", StringComparison.Ordinal));
        (await hr.Try("E0001", "handover-list", "claim")).Is(HttpStatusCode.OK);
        foreach (var (step, checks) in Mandatory) await hr.Complete(step, checks);
        await hr.Complete("certificate", Certificate);
        await TestHost.Eventually(() => Later(host, hr), c => c.Text("state") == "completed");
    }

    /// <summary>The case as HR sees it, for whoever submitted it has left.</summary>
    private static async Task<System.Text.Json.Nodes.JsonNode> Later(TestHost host, Journey journey)
    {
        host.Advance(TimeSpan.FromSeconds(1));
        return await journey.Case("E0001");
    }

    [Fact]
    public async Task S27_PeopleWithoutNonCompete_NeedNoLegalStep()
    {
        await using var host = await TestHost.Started();
        var leaving = await Journey.Submitted(host, "E0048", "offboarding", new { subject = "E0048", input = new { lastWorkingDay = "2026-10-16", leaveReason = "resignation", receiver = "E0047" } });
        await leaving.Approve("manager");
        await leaving.Complete("interview", "notes", "duties");
        Assert.DoesNotContain("non-compete", await leaving.OpenSteps());
        host.AdvanceTo(LastDay);
        foreach (var (step, checks) in Mandatory.SkipLast(1)) await leaving.Complete(step, checks);
        await leaving.Complete("certificate", Certificate);
    }
}
