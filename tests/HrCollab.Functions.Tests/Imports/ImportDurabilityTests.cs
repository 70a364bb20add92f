using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using HrCollab.Functions.Storage;
using static HrCollab.Functions.Tests.Imports.ImportClient;

namespace HrCollab.Functions.Tests.Imports;

/// <summary>An import takes no more memory than it is given, and a process that dies of one does not die of it for ever.</summary>
public sealed class ImportDurabilityTests
{
    /// <summary>Rows of six kilobytes and waves of sixty-four: a checkpoint after every eleventh row, though four thousand rows would go into a wave.</summary>
    [Fact]
    public async Task WaveEnds_WhenItsTextIsLarge_HoweverFewItsRows()
    {
        FaultyStore store = null!;
        await using var host = await TestHost.Started(store: TestStore.Sqlite, configure: services => FaultyStore.Over(services, s => store = s), settings: ["--Imports:WaveBytes", "65536"]);
        var checkpoints = new SortedSet<long>();
        store.Before = batch =>
        {
            if (Body(batch) is { } state && state["rows"] is { } rows) checkpoints.Add(rows.GetValue<long>());
            return Task.CompletedTask;
        };
        var import = await Import(host, File(Enumerable.Range(1, 40).Select(i => $"N{i:D4},{new string('x', 3_000)},Li,M,1980-01-01,2010-03-01,Engineer,rd1,20000")));
        Assert.Equal(40, import["rows"]!.GetValue<long>());
        Assert.Equal([11, 22, 33, 40], checkpoints);
    }

    /// <summary>That work has begun is kept before it begins; who finds it so counts it as a try, and the last one ends the import.</summary>
    [Fact]
    public async Task ImportOnWhichEveryProcessDies_IsGivenUp()
    {
        using var definitions = new OwnDefinitions().With("manifest.json", "\"importTries\": 10", "\"importTries\": 3");
        var folder = Directory.CreateTempSubdirectory("hrcollab-test-").FullName;
        FaultyStore store = null!;
        string location;
        var host = await TestHost.Started(folder, definitions: definitions.Folder, store: TestStore.Sqlite, configure: services => FaultyStore.Over(services, s => store = s));
        await using (host)
        {
            store.Fails = batch => batch.Container == Container.Records;
            var sent = (await Send(host, File(Rows(3)))).Is(HttpStatusCode.Accepted);
            location = sent.Location!;
            var id = location.Split('/')[^1];
            await TestHost.Eventually(async () => (await host.Get(Importer, location)).Json, i => i["tries"]!.GetValue<int>() == 1);
            var document = (await host.Store.Find(Container.Host, "import:" + id, "state", default))!;
            var state = JsonNode.Parse(document.Body.Span)!;
            Assert.Null(state["begun"]); // it failed and said so
            (state["begun"], state["tries"]) = (true, 2); // as two kills and a third leave it
            await host.Store.Commit(new Batch(Container.Host, "import:" + id, [new Operation.Put("state", Encoding.UTF8.GetBytes(state.ToJsonString()))]), default);
        }

        await using (var again = await TestHost.Started(folder, definitions: definitions.Folder, seed: false))
        {
            var import = await TestHost.Eventually(async () => (await again.Get(Importer, location)).Json, i => i.Text("state") == "failed");
            Assert.Equal("HR-API-024", import["error"]!.Text("code"));
            Assert.Contains("3", import["error"]!.Text("message"), StringComparison.Ordinal);
            (await again.Get(Importer, "/api/records/person/N0001")).Is(HttpStatusCode.NotFound);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task WorkThatBegins_IsNotedBeforeTheFirstRow_AndOverAtTheEnd()
    {
        FaultyStore store = null!;
        await using var host = await TestHost.Started(store: TestStore.Sqlite, configure: services => FaultyStore.Over(services, s => store = s));
        var noted = new List<bool>();
        JsonNode? last = null;
        store.Before = batch =>
        {
            if (Body(batch) is { } state) last = state;
            if (batch.Container == Container.Records && batch.Partition.StartsWith("person:N", StringComparison.Ordinal)) lock (noted) noted.Add(last?["begun"]?.GetValue<bool>() == true);
            return Task.CompletedTask;
        };
        await Import(host, File(Rows(3)));
        Assert.Equal([true, true, true], noted);
        Assert.Null(last!["begun"]);
    }

    /// <summary>The process ends between the import and the row by which it is found: the same request again brings it in, whatever the start deleted.</summary>
    [Fact]
    public async Task RequestThatIsCutOff_IsTakenUpByTheSameKey()
    {
        var folder = Directory.CreateTempSubdirectory("hrcollab-test-").FullName;
        FaultyStore store = null!;
        await using (var host = await TestHost.Started(folder, store: TestStore.Sqlite, configure: services => FaultyStore.Over(services, s => store = s)))
        {
            store.Fails = batch => batch.Partition == "imports-open";
            (await Send(host, File(Rows(2)), "cut")).Is(HttpStatusCode.InternalServerError);
        }

        await using (var again = await TestHost.Started(folder, seed: false)) Assert.Equal((2, 0, 0, 0), Counts(await Import(again, File(Rows(2)), "cut")));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>An import that is there, and whose file is not: it comes with the same request again.</summary>
    [Fact]
    public async Task FileThatWasLost_ComesWithTheSameKey()
    {
        FaultyStore store = null!;
        await using var host = await TestHost.Started(store: TestStore.Sqlite, configure: services => FaultyStore.Over(services, s => store = s));
        store.Fails = batch => batch.Container == Container.Records;
        var sent = (await Send(host, File(Rows(2)), "lost")).Is(HttpStatusCode.Accepted);
        await TestHost.Eventually(async () => (await host.Get(Importer, sent.Location!)).Json, i => i["tries"]!.GetValue<int>() == 1);
        System.IO.File.Delete(Directory.EnumerateFiles(Path.Combine(host.Folder, "imports"), "*.body").Single());
        (await Send(host, File(Rows(2)), "lost")).Is(HttpStatusCode.Accepted);
        store.Fails = null;
        var import = await TestHost.Eventually(
            async () =>
            {
                host.Advance(TimeSpan.FromSeconds(1));
                return (await host.Get(Importer, sent.Location!)).Json;
            },
            i => i.Text("state") is "done" or "failed");
        Assert.Equal(("done", (2L, 0L, 0L, 0L)), (import.Text("state"), Counts(import)));
    }

    /// <summary>Half a mebibyte of control characters is six times that as JSON: the row waits with as much of it as is kept, and the others are in.</summary>
    [Fact]
    public async Task RowThatIsTooLargeToBeKept_IsClipped_AndTheRestGoesOn()
    {
        await using var host = await TestHost.Started();
        var large = "N0009," + string.Join(',', Enumerable.Repeat(new string('\u0001', 19_000), 22));
        var import = await Import(host, File([Rows(1).Single(), large, "N0003,Ada,Li,M,1980-01-01,2010-03-01,Engineer,rd1,20000"]));
        Assert.Equal(("done", (2L, 0L, 0L, 1L)), (import.Text("state"), Counts(import)));
        var item = Assert.Single(await Quarantined(host));
        Assert.Equal(["HR-EXC-117", "HR-EXC-107"], item["findings"]!.AsArray().Texts("code"));
    }

    private static JsonNode? Body(Batch batch) => batch.Partition.StartsWith("import:", StringComparison.Ordinal) && batch.Operations is [Operation.Replace replace] ? JsonNode.Parse(replace.Body.Span) : null;
}
