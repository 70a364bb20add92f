using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using HrCollab.Functions.Operations;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Tests.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace HrCollab.Functions.Tests.Operations;

/// <summary>Each alarm can be heard, and ends when its cause has gone. Those of drift, failures, late timers, old backups and imports stand with what causes them.</summary>
public sealed class AlarmTests
{
    private const string Operator = "E0023";

    /// <summary>A store that backs up by itself is told so by a setting; nobody writes a file there.</summary>
    [Theory]
    [InlineData("true", false)]
    [InlineData("false", true)]
    public async Task S50_WhereTheServiceBacksUp_NoBackupIsNoAlarm(string byService, bool alarmed)
    {
        await using var host = await TestHost.Started(settings: ["--Backup:ByService", byService]);
        Assert.Equal(alarmed, (await Alarms(host)).Contains("backup"));
        Assert.Equal(!alarmed, (await Report(host))["backupByService"]!.GetValue<bool>());
    }

    [Fact]
    public async Task S50_RequestsThatFailBecauseOfTheStore_AreAnAlarmForFiveMinutes()
    {
        FaultyStore store = null!;
        await using var host = await TestHost.Started(configure: services => FaultyStore.Over(services, s => store = s));
        Assert.DoesNotContain("store", await Alarms(host));
        store.Fails = batch => batch.Container == Container.Cases;
        Assert.Equal(HttpStatusCode.InternalServerError, (await host.Post("E0007", "/api/forms/transfer/submissions", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } })).Status);
        store.Fails = null;
        Assert.Contains("store", await Alarms(host));
        Assert.Equal(1, (await Report(host))["store"]!["failures"]!.GetValue<int>());
        host.Advance(TimeSpan.FromMinutes(6));
        Assert.DoesNotContain("store", await Alarms(host));
    }

    /// <summary>Another program holds the file while many write: what waits to be on the disk is an alarm until it is there.</summary>
    [Fact]
    public async Task S50_CommitsThatWaitForTheDisk_AreAnAlarm()
    {
        await using var host = await TestHost.Started(store: TestStore.Sqlite);
        Assert.DoesNotContain("store", await Alarms(host));
        Task[] writing;
        using (var other = new SqliteConnection($"Data Source={Path.Combine(host.Folder, "store.db")};Pooling=False"))
        {
            other.Open();
            SqliteFile.Run(other, "BEGIN IMMEDIATE");
            // The writer takes at most a third of them at once, and waits with those.
            writing = [.. Enumerable.Range(0, 6_000).Select(i => host.Store.Commit(new Batch(Container.Host, $"waits-{i}", [new Operation.Put("d", "{}"u8.ToArray())]), default).AsTask())];
            var report = await Report(host);
            Assert.True(report["queues"]!.AsArray().Single(q => q!.Text("id") == "commits")!["late"]!.GetValue<long>() >= 1_000, report["queues"]!.ToJsonString());
            Assert.Contains("store", report["alarms"]!.AsArray().Select(a => a!.Text("runbook").Split('#')[1]));
            SqliteFile.Run(other, "ROLLBACK");
        }

        await Task.WhenAll(writing);
        Assert.DoesNotContain("store", await Alarms(host));
    }

    /// <summary>What fails beside the store, such as a disk that takes no uploaded file, is no alarm of the store.</summary>
    [Fact]
    public async Task S50_AnUploadThatTheDiskDoesNotTake_IsNoAlarmOfTheStore()
    {
        await using var host = await TestHost.Started();
        var imports = Path.Combine(host.Folder, "imports");
        Directory.Delete(imports, recursive: true);
        await File.WriteAllTextAsync(imports, "a file where the folder was");
        Assert.Equal(HttpStatusCode.InternalServerError, (await Imports.ImportClient.Send(host, Imports.ImportClient.File(Imports.ImportClient.Rows(1)))).Status);
        Assert.DoesNotContain("store", await Alarms(host));
        Assert.Equal(0, (await Report(host))["store"]!["failures"]!.GetValue<int>());
    }

    /// <summary>However many others were slower before: whatever was slow within the last minutes is an alarm.</summary>
    [Fact]
    public void S50_WhatIsSlowNow_IsAnAlarm_AlsoBehindManyThatWereSlowerBefore()
    {
        var clock = new FakeTimeProvider(TestHost.Start);
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var slow = new SlowDecisions(clock, new Measures(services.GetRequiredService<IMeterFactory>(), new ProjectorSignal(TimeSpan.Zero)), new ConfigurationBuilder().Build());
        for (var i = 0; i < 1_000; i++) Took($"workflows/{i:D4}", TimeSpan.FromSeconds(i < 30 ? 60 : 0));
        clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Empty(slow.Since(clock.GetUtcNow() - SlowDecisions.Remembered));
        Took("workflows/0500", TimeSpan.FromSeconds(2)); // one of those that were quick
        Took("workflows/new", TimeSpan.FromSeconds(1)); // and one for which there was no room
        Assert.Equal(["workflows/0500", "workflows/new"], slow.Since(clock.GetUtcNow() - SlowDecisions.Remembered).Select(p => p.Definition));
        Assert.DoesNotContain("workflows/0500", slow.Top(20).Select(p => p.Definition));

        void Took(string definition, TimeSpan time) => slow.Measure(definition, "submit", () =>
        {
            clock.Advance(time);
            return 0;
        });
    }

    /// <summary>More waits than anybody counts: events behind their views, effects behind their cases.</summary>
    [Theory]
    [InlineData("projection")]
    [InlineData("effects")]
    public async Task S50_AFeedThatNobodyFollows_IsAnAlarm(string alarm)
    {
        FaultyStore store = null!;
        await using var host = await TestHost.Started(configure: services => FaultyStore.Over(services, s => store = s), settings: ["--Views:WaitSeconds", "0"]);
        store.Fails = batch => batch is { Container: Container.Views } or { Container: Container.Host, Partition: "feeds" or "dead-letters" or "effects" };
        Assert.DoesNotContain(alarm, await Alarms(host));
        foreach (var events in Enumerable.Range(0, 1_100).Chunk(100))
            await host.Store.Commit(new Batch(Container.Cases, "case-of-nobody", [.. events.Select(i => new Operation.Create($"e-{i:D10}", "{\"effect\":\"effect.scheduled\"}"u8.ToArray()))]), CancellationToken.None);
        Assert.Contains(alarm, await Alarms(host));
    }

    [Fact]
    public async Task S50_AnEffectWhoseDayHasCome_AndANoticeThatIsLate_AreAlarms()
    {
        await using var host = await TestHost.Started();
        Assert.DoesNotContain("effects", await Alarms(host));
        await host.Store.Commit(new Batch(Container.Host, "effects", [new Operation.Put("2026-09-01|case-of-nobody|effect", "{}"u8.ToArray())]), CancellationToken.None);
        Assert.Contains("effects", await Alarms(host));
        var late = host.Clock.GetUtcNow().AddMinutes(-10);
        await host.Store.Commit(new Batch(Container.Views, "notices", [new Operation.Put($"{late.UtcDateTime:yyyy-MM-ddTHH:mm:ss.fffffffZ}|x|y", "{}"u8.ToArray())]), CancellationToken.None);
        Assert.Contains("notices", await Alarms(host));
    }

    /// <summary>Under a host its timers are what counts: that the process polls by itself does not hide that they are not called.</summary>
    [Fact]
    public async Task S50_ATimerThatAHostNeverCalls_IsOverdue_AndItsCallsAreToldFromTheProcess()
    {
        await using var host = await TestHost.Started(settings: ["--FUNCTIONS_CUSTOMHANDLER_PORT", "0"]);
        Assert.DoesNotContain("timers", await Alarms(host));
        var report = await TestHost.Eventually(() => Later(host), r => r["timers"]!.AsArray().All(t => t!["overdue"]!.GetValue<bool>()));
        Assert.InRange(host.Clock.GetUtcNow(), TestHost.Start.AddMinutes(10), TestHost.Start.AddMinutes(12)); // each five minutes, and five more
        Assert.All(report["timers"]!.AsArray(), t => Assert.Null(t!["last"]));
        Assert.Contains("timers", await Alarms(host));
        await TestHost.Eventually(() => Later(host), r => r["timers"]!.AsArray().All(t => t!["process"]?.Text("by") == "process"));

        Assert.Equal(HttpStatusCode.OK, await Fire(host, "RemindAndEscalate"));
        host.Advance(TimeSpan.FromMinutes(2)); // the process goes on by itself
        report = await TestHost.Eventually(() => Later(host), r => DateTimeOffset.Parse(Timer(r)["process"]!.Text("at"), System.Globalization.CultureInfo.InvariantCulture) > DateTimeOffset.Parse(Timer(r)["last"]!.Text("at"), System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(("host", "done", false), (Timer(report)["last"]!.Text("by"), Timer(report)["last"]!.Text("outcome"), Timer(report)["overdue"]!.GetValue<bool>()));

        static JsonNode Timer(JsonNode report) => report["timers"]!.AsArray().Single(t => t!.Text("name") == "RemindAndEscalate")!;
    }

    /// <summary>A host that gives up waiting: the run is remembered as failed. A failing act answers so that the host runs it again.</summary>
    [Fact]
    public async Task S50_ARunThatIsCutOff_OrFails_IsRemembered_AndNotAnsweredAsDone()
    {
        FaultyStore store = null!;
        await using var host = await TestHost.Started(configure: services => FaultyStore.Over(services, s => store = s), settings: ["--FUNCTIONS_CUSTOMHANDLER_PORT", "0", "--Limits:TimerSeconds", "1", "--Views:WaitSeconds", "600"]);
        await host.Token(Operator);
        store.Reads = (container, partition) => container == Container.Views && partition == "notices";
        Assert.Equal(HttpStatusCode.InternalServerError, await Fire(host, "RemindAndEscalate"));
        store.Reads = null;
        Assert.Equal(("failed", nameof(FaultyStore.Failure)), await Outcome());
        Assert.Equal(HttpStatusCode.OK, await Fire(host, "RemindAndEscalate"));
        Assert.Equal(("done", null), await Outcome());

        store.Holds = (container, partition) => container == Container.Views && partition == "notices";
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await Fire(host, "RemindAndEscalate"));
        store.Holds = null;
        var (outcome, error) = await Outcome();
        Assert.Equal(("failed", true), (outcome, error!.EndsWith("CanceledException", StringComparison.Ordinal)));
        Assert.Contains("timers", await Alarms(host));

        async Task<(string, string?)> Outcome()
        {
            var last = (await Report(host))["timers"]!.AsArray().Single(t => t!.Text("name") == "RemindAndEscalate")!["last"]!;
            return (last.Text("outcome"), last["error"]?.GetValue<string>());
        }
    }

    /// <summary>Whatever decides is measured, and named by its definition; a limit of nothing makes everything slow.</summary>
    [Fact]
    public async Task S50_ASlowDecision_IsAnAlarmThatNamesItsDefinition_WhateverDecided()
    {
        await using var host = await TestHost.Started(settings: ["--Limits:DecisionMilliseconds", "0"]);
        await Journey.Submitted(host, "E0007", "transfer", Transfer);
        (await host.Post("E0007", "/api/forms/transfer/preflight", new { subject = "E0024", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } })).Is(HttpStatusCode.OK);
        var record = await host.Get("E0007", "/api/records/person/E0030");
        (await host.Patch("E0007", "/api/records/person/E0030", new { workplace = new { seat = "5F-A-230" } }, record.ETag)).Is(HttpStatusCode.OK);
        await Imports.ImportClient.Import(host, Imports.ImportClient.File(Imports.ImportClient.Rows(1)));
        var report = await Report(host);
        string[] parts = ["workflows/transfer submit", "workflows/transfer preflight", "rules/transfer-eligibility.rules.json rules", "standards/person change", "exchanges/employees row"];
        Assert.All(parts, part => Assert.Contains(report["alarms"]!.AsArray(), a => a!.Text("runbook") == "functions/RUNBOOKS.md#slow" && a!.Text("text").Contains(part, StringComparison.Ordinal)));
        Assert.All(report["slow"]!.AsArray(), s => Assert.Equal(s!["count"]!.GetValue<long>(), s["slow"]!.GetValue<long>()));
        host.Advance(TimeSpan.FromMinutes(16));
        Assert.DoesNotContain("slow", await Alarms(host));

        await using var usual = await TestHost.Started();
        await Journey.Submitted(usual, "E0007", "transfer", Transfer);
        Assert.DoesNotContain("slow", await Alarms(usual));
    }

    private static object Transfer => new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } };

    private static async Task<HttpStatusCode> Fire(TestHost host, string timer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/" + timer) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        request.Headers.Add("X-Azure-Functions-InvocationId", "1");
        using var answer = await host.Http.SendAsync(request);
        return answer.StatusCode;
    }

    private static Task<JsonNode> Later(TestHost host)
    {
        host.Advance(TimeSpan.FromSeconds(10));
        return Report(host);
    }

    private static async Task<JsonNode> Report(TestHost host) => (await host.Get(Operator, "/api/operations")).Is(HttpStatusCode.OK).Json;

    private static async Task<List<string>> Alarms(TestHost host) => [.. (await Report(host))["alarms"]!.AsArray().Select(a => a!.Text("runbook").Split('#')[1])];
}
