using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Operations;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Tests.Storage.Tools;

namespace HrCollab.Functions.Tests.Operations;

/// <summary>S50: those who keep the system running see how it is, what to do about it, and can try again what failed.</summary>
public sealed class OperationsTests(OperationsTests.Running running) : IClassFixture<OperationsTests.Running>
{
    private const string Operator = "E0023";

    private TestHost Host => running.Host;

    [Fact]
    public async Task S50_OnlyTheOperateDuty_SeesIt()
    {
        Assert.Equal("HR-API-028", (await Host.Get("E0001", "/api/operations")).Is(HttpStatusCode.Forbidden).Json.Text("code"));
        (await Host.Post("E0001", "/api/operations/failures/cases-none/replay")).Is(HttpStatusCode.Forbidden);
        (await Host.Post(Operator, "/api/operations/failures/cases-none/replay")).Is(HttpStatusCode.NotFound);
        var report = await Report();
        Assert.Equal("sqlite", TestStores.Chosen == TestStore.Sqlite ? report["store"]!.Text("provider") : "sqlite");
        Assert.Equal(["commits", "projection", "ordered", "effects", "notices", "imports"], report["queues"]!.AsArray().Texts("id"));
        Assert.Matches("^[0-9a-f]{64}$", report.Text("revision"));
        using var definitions = new OwnDefinitions().With("manifest.json", "  \"operateDuty\": \"system-admin\",\n", "");
        await using var nobody = await TestHost.Started(definitions: definitions.Folder);
        (await nobody.Get(Operator, "/api/operations")).Is(HttpStatusCode.Forbidden); // nobody named, nobody may
    }

    [Fact]
    public async Task S50_Timers_SayWhenTheyRanLastAndRunNext()
    {
        var report = await TestHost.Eventually(
            () =>
            {
                Host.Advance(TimeSpan.FromSeconds(10));
                return Report();
            },
            r => r["timers"]!.AsArray().All(t => t!["last"] is not null));
        Assert.Equal(["ApplyEffectiveChanges", "ProjectViews", "RemindAndEscalate"], report["timers"]!.AsArray().Texts("name").Order(StringComparer.Ordinal));
        Assert.All(report["timers"]!.AsArray(), t =>
        {
            Assert.Equal(("done", "process"), (t!["last"]!.Text("outcome"), t["last"]!.Text("by")));
            Assert.True(DateTimeOffset.Parse(t.Text("next"), System.Globalization.CultureInfo.InvariantCulture) > Host.Clock.GetUtcNow());
            Assert.False(t["overdue"]!.GetValue<bool>());
        });
        Assert.DoesNotContain("timers", await Alarms());

        // A timer that nobody has called for an hour.
        var old = new JsonObject { ["timer"] = "RemindAndEscalate", ["at"] = Host.Clock.GetUtcNow().AddHours(-1), ["milliseconds"] = 3, ["byHost"] = true };
        report = await TestHost.Eventually(
            async () =>
            {
                await Host.Store.Commit(new Batch(Container.Host, "timers", [new Operation.Put("RemindAndEscalate", System.Text.Encoding.UTF8.GetBytes(old.ToJsonString()))]), CancellationToken.None);
                return await Report();
            },
            r => r["timers"]!.AsArray().Single(t => t!.Text("name") == "RemindAndEscalate")!["overdue"]!.GetValue<bool>());
        Assert.Contains(report["alarms"]!.AsArray(), a => a!.Text("runbook") == "functions/RUNBOOKS.md#timers" && a!.Text("text").Contains("RemindAndEscalate", StringComparison.Ordinal));
    }

    /// <summary>An event that nobody can read stands aside; what comes after it is shown, and it is done when its cause is gone.</summary>
    [Fact]
    public async Task S50_APoisonousEvent_HoldsUpNoOther_IsListedWithItsRunbook_AndCanBeTriedAgain()
    {
        var broken = await Journey.Submitted(Host, "E0001", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        await Host.Store.Commit(new Batch(Container.Cases, broken.Id, [new Operation.Create("e-0000000099", "{\"nothing\":1}"u8.ToArray())]), CancellationToken.None);
        var after = await Journey.Submitted(Host, "E0001", "transfer", new { subject = "E0024", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        var failed = await Listed(broken.Id, f => f["tries"]!.GetValue<int>() >= 2); // tried again by itself
        await TestHost.Eventually(() => Host.Get("E0007", "/api/tasks?limit=200"), a => a.Items().Texts("case").Contains(after.Id));
        Assert.Equal("e-0000000099", failed.Text("what"));
        Assert.Contains((await Report())["alarms"]!.AsArray(), a => a!.Text("runbook") == "functions/RUNBOOKS.md#failures");

        Assert.False((await Replay(failed))["done"]!.GetValue<bool>());
        await Host.Store.Commit(new Batch(Container.Cases, broken.Id, [new Operation.Delete("e-0000000099")]), CancellationToken.None);
        Assert.True((await Replay(failed))["done"]!.GetValue<bool>());
        (await Host.Post(Operator, $"/api/operations/failures/{failed.Text("id")}/replay")).Is(HttpStatusCode.NotFound);
        Assert.DoesNotContain((await Report())["failures"]!.AsArray(), f => f!.Text("where") == broken.Id && f!.Text("kind") == "cases");
        Assert.Contains((await Host.Get("E0007", "/api/tasks?limit=200")).Items(), t => t!.Text("case") == broken.Id);
    }

    [Fact]
    public async Task X22_FilesChangedByHand_RaiseAnAlarmWithinOneLook()
    {
        Assert.DoesNotContain("drift", await Alarms());
        running.Definitions.With("workflows/transfer.workflow.json", "是否调薪", "工资是否变化");
        Host.Advance(TimeSpan.FromSeconds(6));
        Assert.Contains("drift", await Alarms());
        running.Definitions.With("workflows/transfer.workflow.json", "工资是否变化", "是否调薪");
        Host.Advance(TimeSpan.FromSeconds(6));
        Assert.DoesNotContain("drift", await Alarms());
    }

    [Fact]
    public async Task S50_Decisions_AreMeasuredByDefinitionAndStep_AndBackupIsMissedWhenThereIsNone()
    {
        var transfer = await Journey.Submitted(Host, "E0001", "transfer", new { subject = "E0029", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        await transfer.Approve("release");
        var slow = (await Report())["slow"]!.AsArray();
        Assert.Contains(slow, s => s!.Text("definition") == "workflows/transfer" && s!.Text("part") == "submit" && s!["count"]!.GetValue<int>() > 0);
        Assert.Contains(slow, s => s!.Text("part").StartsWith("release ", StringComparison.Ordinal));
        Assert.Contains("backup", await Alarms());
        Assert.Null((await Report())["backup"]);
    }

    /// <summary>How old a backup may be is the definitions' word; what the store holds is told on either store.</summary>
    [Theory, Storage.EveryStore]
    public async Task S50_ABackupOlderThanTheManifestAllows_IsAnAlarmWithItsRunbook_AndTheStoreSaysItsSize(TestStore store)
    {
        using var definitions = new OwnDefinitions().With("manifest.json", "\"backupHours\": 26", "\"backupHours\": 3");
        await using var host = await TestHost.Started(definitions: definitions.Folder, store: store);
        Assert.True((await Look())["store"]!["bytes"]!.GetValue<long>() > 100_000); // the example company, and the revision it is decided by
        var (code, said) = await Tool.Run(store, host.Folder, host.Clock, "backup", Path.Combine(host.Folder, "store.hrc"));
        Assert.True(code == 0, said);
        Assert.DoesNotContain("backup", Alarmed(await Look()));
        host.Advance(TimeSpan.FromHours(3));
        Assert.DoesNotContain("backup", Alarmed(await Look()));
        host.Advance(TimeSpan.FromMinutes(1));
        var late = await Look();
        Assert.Contains("backup", Alarmed(late));
        Assert.True(late["backup"]!["late"]!.GetValue<bool>());

        async Task<JsonNode> Look() => (await host.Get(Operator, "/api/operations")).Is(HttpStatusCode.OK).Json;
        static IEnumerable<string> Alarmed(JsonNode report) => report["alarms"]!.AsArray().Select(a => a!.Text("runbook").Split('#')[1]);
    }

    /// <summary>What an alarm links to is there, in both languages.</summary>
    [Fact]
    public async Task S50_EveryAlarm_HasItsRunbook()
    {
        string[] named = ["drift", "failures", "timers", "backup", "projection", "effects", "notices", "imports", "store", "slow"];
        Assert.Equal(named.Order(StringComparer.Ordinal), Runbook.All.Select(r => r.Id).Order(StringComparer.Ordinal));
        Assert.All(Runbook.All, r => Assert.All(r.Steps.Append(r.Title), t => Assert.True(t is { Zh.Length: > 3, En.Length: > 3 } && t.Zh != t.En)));
        Assert.All((await Report())["alarms"]!.AsArray(), a => Assert.Contains(a!.Text("runbook").Split('#')[1], named));
    }

    private async Task<JsonNode> Report() => (await Host.Get(Operator, "/api/operations")).Is(HttpStatusCode.OK).Json;

    private async Task<List<string>> Alarms() => [.. (await Report())["alarms"]!.AsArray().Select(a => a!.Text("runbook").Split('#')[1])];

    private async Task<JsonNode> Listed(string where, Func<JsonNode, bool> expected)
    {
        var report = await TestHost.Eventually(
            () =>
            {
                Host.Advance(TimeSpan.FromSeconds(1));
                return Report();
            },
            r => Found(r) is { } f && expected(f));
        return Found(report)!;

        JsonNode? Found(JsonNode report) => report["failures"]!.AsArray().FirstOrDefault(f => f!.Text("where") == where && f!.Text("kind") == "cases");
    }

    private async Task<JsonNode> Replay(JsonNode failed) => (await Host.Post(Operator, $"/api/operations/failures/{failed.Text("id")}/replay")).Is(HttpStatusCode.OK).Json;

    public sealed class Running : IAsyncLifetime
    {
        public TestHost Host { get; private set; } = null!;

        internal OwnDefinitions Definitions { get; } = new();

        public async Task InitializeAsync() => Host = await TestHost.Started(definitions: Definitions.Folder);

        public async Task DisposeAsync()
        {
            await Host.DisposeAsync();
            Definitions.Dispose();
        }
    }
}
