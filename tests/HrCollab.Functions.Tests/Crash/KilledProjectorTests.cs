using System.Globalization;
using System.Net;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Storage.Cosmos;
using HrCollab.Functions.Tests.Storage;
using HrCollab.Functions.Tests.Storage.Tools;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Tests.Crash;

/// <summary>Two processes on one store, of which one projects: it is killed in the middle, and the other goes on where it stopped.</summary>
public sealed class KilledProjectorTests : IDisposable
{
    private readonly OwnDefinitions _definitions = new OwnDefinitions().WorkedAround(TimeProvider.System.GetUtcNow());
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-killed-projector-").FullName;

    private string Database => "host-" + Path.GetFileName(_folder);

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        _definitions.Dispose();
    }

    [StandInFact]
    public async Task S51_KilledBetweenRowsAndPosition_TheOtherInstanceTakesOver_AndTheViewsAreWhatFollowsFromTheEvents()
    {
        using var store = await CosmosAccount.Open(Database, TimeProvider.System);
        string id;
        using (var one = await Started())
        {
            var first = new Door(one);
            await TestHost.Eventually(() => first.Get("E0008", "/api/tasks"), a => a.Status == HttpStatusCode.OK); // the example company is in the views
            await Idle(store);
            await CosmosAccount.Control("faults", new { database = Database, on = "batch", partition = FollowedFeeds.Partition, text = "projector-cases", hang = true, count = 100_000 });
            id = (await Submitted(first, "E0042")).Id;
            await TestHost.Eventually(async () => (await store.Query(Container.Views, TaskRows.Inbox("E0002"), new IdRange(), default)).Items.Length, rows => rows == 1);
            await TestHost.Eventually(async () => (await CosmosAccount.Control("counts", new { database = Database }))["faults"]!.GetValue<int>(), met => met > 0); // it writes its position, and hears nothing
            await one.Kill();
        }

        Assert.NotEqual("", (await Turn(store)).Owner);
        await CosmosAccount.Control("clear", new { database = Database });
        using (var two = await Started())
        {
            var second = new Door(two);
            var journey = Journey.Of(second, id, "E0007");
            await journey.Approve("release");
            await Submitted(second, "E0030");
            var inbox = await TestHost.Eventually(() => second.Get("E0008", "/api/tasks"), a => a.Items().Texts("case").Contains(id));
            Assert.Single(inbox.Items(), t => t!.Text("case") == id);
            await Idle(store);
            await two.Kill();
        }

        var (code, said) = await Tool.Run(TestStore.Cosmos, _folder, TimeProvider.System, "verify-views");
        Assert.True(code == 0, said);
        await CosmosAccount.Drop(store);
    }

    private Task<HostProcess> Started() => HostProcess.Configured(_folder, [], [.. TestStore.Cosmos.Settings(_folder), "--Definitions:Path", _definitions.Folder]);

    private static Task<Journey> Submitted(FrontDoor door, string subject)
    {
        var effective = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(60).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return Journey.Submitted(door, "E0007", "transfer", new { subject, input = new { newDepartment = "rd2", effectiveDate = effective } });
    }

    /// <summary>Nothing waits, and nobody has the turn.</summary>
    private static Task Idle(CosmosDocumentStore store) => TestHost.Eventually(
        async () => (Waiting: await Reader(store, "projector-cases", Container.Cases) + await Reader(store, "projector-records", Container.Records), (await Turn(store)).Owner),
        now => now == (0, ""));

    private static Task<long> Reader(CosmosDocumentStore store, string name, Container container) => new FeedReader(store, name, container).Waiting(default);

    private static async Task<FeedTurn> Turn(CosmosDocumentStore store) =>
        await store.Find(Container.Host, FollowedFeeds.Partition, FollowedFeeds.TurnPrefix + "projector", default) is { } stored ? System.Text.Json.JsonSerializer.Deserialize(stored.Body.Span, FeedJson.Default.FeedTurn)! : new FeedTurn("?", default, 0);

    private sealed class Door(HostProcess host) : FrontDoor
    {
        private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);

        public override HttpClient Http { get; } = new() { BaseAddress = host.Address, Timeout = TestHost.Patience };

        public override async Task<string> Token(string person) => _tokens.TryGetValue(person, out var held) ? held : _tokens[person] = await DevelopmentToken(Http, person);
    }
}
