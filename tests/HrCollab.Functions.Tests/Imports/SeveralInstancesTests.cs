using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using static HrCollab.Functions.Tests.Imports.ImportClient;

namespace HrCollab.Functions.Tests.Imports;

/// <summary>Instances that share a store and not a disk: each works off what was sent to it and leaves the others' imports to them.</summary>
[NeedsCosmos]
public sealed class SeveralInstancesTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-import-instances-").FullName;

    /// <summary>The database is there before the first instance, whose store a test may wrap.</summary>
    public async Task InitializeAsync()
    {
        if (CosmosAccount.Missing is not null) return;
        using var store = await CosmosAccount.Open("host-" + Path.GetFileName(_folder), TimeProvider.System);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [StoreFact]
    public async Task S13_AStartAndAnUploadElsewhere_LeaveAnImportToTheInstanceThatHasItsFile()
    {
        var (one, faults) = await Holding("one");
        await using var started = one;
        var first = (await Send(one, File(Rows(6)))).Is(HttpStatusCode.Accepted);
        await TestHost.Eventually(() => State(one, first), i => i["tries"]!.GetValue<int>() == 1); // it is at work, and the store does not take a row
        await using var two = await Instance("two");
        var second = (await Send(two, File(Rows(3)))).Is(HttpStatusCode.Accepted); // looks at the older one on its way
        await TestHost.Eventually(() => State(two, second), i => i.Text("state") == "done");
        Assert.Equal("running", (await State(two, first)).Text("state"));

        two.Advance(TimeSpan.FromMinutes(4));
        faults.Fails = null;
        var done = await Later([one], () => State(two, first), i => i.Text("state") is "done" or "failed");
        Assert.Equal(("done", (6L, 0L, 0L, 0L)), (done.Text("state"), (done["created"]!.GetValue<long>() + done["unchanged"]!.GetValue<long>(), done["updated"]!.GetValue<long>(), 0L, done["quarantined"]!.GetValue<long>())));
    }

    /// <summary>Gone with its disk: after an hour of silence the import ends with a reason, operators hear of it, and the file sent again ends that.</summary>
    [StoreFact]
    public async Task S13_S50_TheFileOfAnInstanceThatIsGone_IsGivenUpAfterAnHour_WithAnAlarmUntilItIsSentAgain()
    {
        var (one, _) = await Holding("one");
        var first = (await Send(one, File(Rows(6)))).Is(HttpStatusCode.Accepted);
        await TestHost.Eventually(() => State(one, first), i => i["tries"]!.GetValue<int>() == 1);
        await one.DisposeAsync();
        await using var two = await Instance("two");
        await Later([two], () => State(two, first), _ => two.Clock.GetUtcNow() > TestHost.Start.AddMinutes(40), TimeSpan.FromMinutes(1));
        Assert.Equal("running", (await State(two, first)).Text("state")); // it may come back
        Assert.DoesNotContain("imports", await Alarms(two));

        var ended = await Later([two], () => State(two, first), i => i.Text("state") != "running", TimeSpan.FromMinutes(1));
        Assert.Equal(("failed", "HR-API-025"), (ended.Text("state"), ended["error"]!.Text("code")));
        Assert.Contains("imports", await Alarms(two));
        Assert.Equal(1, (await Operations(two))["importsGivenUp"]!.GetValue<int>());

        var again = (await Send(two, File(Rows(6)), "again")).Is(HttpStatusCode.Accepted);
        await TestHost.Eventually(() => State(two, again), i => i.Text("state") == "done");
        Assert.Equal(0, (await Operations(two))["importsGivenUp"]!.GetValue<int>());
    }

    /// <summary>Killed and started again on its own disk it goes on at once; on a folder that instances share another one goes on after the lease.</summary>
    [StoreFact]
    public async Task S13_TheOwnerComesBack_OrWhoSharesItsFolderTakesOver()
    {
        var (one, _) = await Holding("shared");
        var first = (await Send(one, File(Rows(6)))).Is(HttpStatusCode.Accepted);
        await TestHost.Eventually(() => State(one, first), i => i["tries"]!.GetValue<int>() == 1);
        await using var two = await Instance("shared");
        two.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal("running", (await State(two, first)).Text("state"));
        await one.DisposeAsync();
        var taken = await Later([two], () => State(two, first), i => i.Text("state") != "running", TimeSpan.FromMinutes(1));
        Assert.Equal("done", taken.Text("state"));
        Assert.InRange(two.Clock.GetUtcNow(), TestHost.Start.AddMinutes(5), TestHost.Start.AddMinutes(20));

        var (three, _) = await Holding("own");
        var second = (await Send(three, File(Rows(12).Skip(8)), "second")).Is(HttpStatusCode.Accepted);
        await TestHost.Eventually(() => State(three, second), i => i["tries"]!.GetValue<int>() == 1);
        await three.DisposeAsync();
        await using var back = await Instance("own");
        Assert.Equal("done", (await TestHost.Eventually(() => State(back, second), i => i.Text("state") != "running")).Text("state"));
        Assert.Equal(TestHost.Start, back.Clock.GetUtcNow());
    }

    /// <summary>An older program names no owner. As long as it goes on nobody takes its import away, however long that lasts; an hour after its last step somebody says that the file is gone.</summary>
    [StoreFact]
    public async Task AnImportOfAnOlderProgram_IsLeftToItWhileItGoesOn_AndGivenUpWhenItStandsStill()
    {
        var (one, _) = await Holding("one");
        var first = (await Send(one, File(Rows(6)))).Is(HttpStatusCode.Accepted);
        await TestHost.Eventually(() => State(one, first), i => i["tries"]!.GetValue<int>() == 1);
        await one.DisposeAsync();
        await using var two = await Instance("two");
        var partition = "import:" + first.Location!.Split('/')[^1];
        for (var step = 0; step < 6; step++)
        {
            var stored = (await two.Store.Find(Container.Host, partition, "state", default))!;
            var state = JsonNode.Parse(stored.Body.Span)!.AsObject();
            state.Remove("owner");
            state["rows"] = step;
            await two.Store.Commit(new Batch(Container.Host, partition, [new Operation.Replace("state", stored.Version, System.Text.Encoding.UTF8.GetBytes(state.ToJsonString()))]), default);
            var until = TestHost.Start.AddMinutes(30 * (step + 1));
            await Later([two], () => State(two, first), _ => two.Clock.GetUtcNow() >= until, TimeSpan.FromMinutes(1));
            Assert.Equal("running", (await State(two, first)).Text("state"));
        }

        var ended = await Later([two], () => State(two, first), i => i.Text("state") != "running", TimeSpan.FromMinutes(1));
        Assert.Equal(("failed", "HR-API-025"), (ended.Text("state"), ended["error"]!.Text("code")));
        Assert.True(two.Clock.GetUtcNow() >= TestHost.Start.AddMinutes(150 + 60));
    }

    [StoreFact]
    public async Task S50_AnImportThatDoesNotFinish_IsAnAlarmAfterTwoHours()
    {
        var (host, _) = await Holding("one");
        await using var started = host;
        var first = (await Send(host, File(Rows(6)))).Is(HttpStatusCode.Accepted);
        await TestHost.Eventually(() => State(host, first), i => i["tries"]!.GetValue<int>() == 1);
        Assert.DoesNotContain("imports", await Alarms(host));
        host.Advance(TimeSpan.FromMinutes(121));
        Assert.Contains("imports", await Alarms(host));
    }

    /// <summary>An instance whose imports come to a row that the store does not take.</summary>
    private async Task<(TestHost Host, FaultyStore Faults)> Holding(string disk)
    {
        FaultyStore faults = null!;
        var host = await Instance(disk, services => FaultyStore.Over(services, s => faults = s));
        faults.Fails = batch => batch is { Container: Container.Records, Partition: "person:N0003" or "person:N0011" };
        return (host, faults);
    }

    private Task<TestHost> Instance(string disk, Action<IServiceCollection>? configure = null) =>
        TestHost.Started(_folder, store: TestStore.Cosmos, seed: disk is "one" or "shared", configure: configure, settings: ["--Imports:Path", Path.Combine(_folder, disk), .. TestHost.OneOfSeveral]);

    private static async Task<JsonNode> State(TestHost host, Answer sent) => (await host.Get(Importer, sent.Location!)).Is(HttpStatusCode.OK).Json;

    private static async Task<JsonNode> Operations(TestHost host) => (await host.Get("E0023", "/api/operations")).Is(HttpStatusCode.OK).Json;

    private static async Task<IEnumerable<string>> Alarms(TestHost host) => (await Operations(host))["alarms"]!.AsArray().Select(a => a!.Text("runbook").Split('#')[1]);

    private static Task<JsonNode> Later(TestHost[] hosts, Func<Task<JsonNode>> ask, Func<JsonNode, bool> expected, TimeSpan? step = null) => TestHost.Eventually(
        () =>
        {
            foreach (var host in hosts) host.Advance(step ?? TimeSpan.FromSeconds(1));
            return ask();
        },
        expected);
}
