using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;
using static HrCollab.Functions.Tests.Imports.ImportClient;

namespace HrCollab.Functions.Tests.Imports;

/// <summary>What becomes of imports and their files when the host starts, and when the store fails.</summary>
public sealed class ImportWorkerTests
{
    [Fact]
    public async Task Start_DeletesWhatAKilledProcessLeft_AndNothingElse()
    {
        var folder = Directory.CreateTempSubdirectory("hrcollab-test-").FullName;
        var imports = Directory.CreateDirectory(Path.Combine(folder, "imports")).FullName;
        string[] files = ["17-1.part", "none-0123456789abcdef.body", "notes.txt", "employees.csv"];
        foreach (var file in files) await System.IO.File.WriteAllTextAsync(Path.Combine(imports, file), "x");
        await using (await TestHost.Started(folder))
        {
            Assert.Equal(["employees.csv", "notes.txt", "owner"], Directory.EnumerateFiles(imports).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What came in and could not be noted is no import: its sender is told, and nothing of it stays on the disk.</summary>
    [Theory]
    [InlineData("import-owners")]
    [InlineData("import:")]
    public async Task AStoreThatFailsWhileAFileComesIn_LeavesNothingOfItBehind(string partition)
    {
        var (host, store) = await Faulty();
        await using var _ = host;
        if (partition == "import:") store.Reads = (container, read) => container == Container.Host && read.StartsWith(partition, StringComparison.Ordinal);
        else store.Fails = batch => batch.Container == Container.Host && batch.Partition == partition;
        Assert.Equal(HttpStatusCode.InternalServerError, (await Send(host, File(Rows(3)), "again")).Status);
        Assert.Equal("owner", Path.GetFileName(Assert.Single(Directory.EnumerateFiles(Path.Combine(host.Folder, "imports")))));
        (store.Fails, store.Reads) = (null, null);
        Assert.Equal((3, 0, 0, 0), Counts(await Import(host, File(Rows(3)), "again")));
    }

    [Fact]
    public async Task Import_BehindAThousandMarks_IsWorkedOff()
    {
        await using var host = await TestHost.Started();
        foreach (var marks in Enumerable.Range(0, 1_000).Chunk(100))
            await host.Store.Commit(new Batch(Container.Host, "imports-open", [.. marks.Select(m => new Operation.Put($"{m:D19}|gone{m}", "{}"u8.ToArray()))]), CancellationToken.None);
        Assert.Equal((2, 0, 0, 0), Counts(await Import(host, File(Rows(2)))));
    }

    [Fact]
    public async Task StoreThatFailsForAWhile_EndsNoImport()
    {
        var (host, store) = await Faulty();
        await using var _ = host;
        var failed = 0;
        store.Fails = batch => batch is { Container: Container.Records, Partition: "person:N0003" } && Interlocked.Increment(ref failed) > 0;
        var sent = (await Send(host, File(Rows(6)))).Is(HttpStatusCode.Accepted);
        await Later(host, async () => (await host.Get(Importer, sent.Location!)).Json.Text("state") is "running" or "queued" && Volatile.Read(ref failed) > 2); // tried again, and again
        Assert.Single(Directory.EnumerateFiles(Path.Combine(host.Folder, "imports"), "*.body"));

        store.Fails = null;
        JsonNode import = null!;
        await Later(host, async () => (import = (await host.Get(Importer, sent.Location!)).Json).Text("state") != "running");
        Assert.Equal(("done", (6L, 0L, 0L, 0L)), (import.Text("state"), Counts(import)));
    }

    /// <summary>What cannot be read for good ends after the tries of the manifest, says so to its sender, and keeps nobody else waiting.</summary>
    [Fact]
    public async Task S13_ImportWhoseFileCannotBeRead_FailsAfterItsTries_AndTheNextGoesOn()
    {
        using var definitions = new OwnDefinitions().With("manifest.json", "\"importTries\": 10", "\"importTries\": 3");
        var (host, store) = await Faulty(definitions.Folder);
        await using var _ = host;
        store.Fails = batch => batch is { Container: Container.Records, Partition: "person:N0003" };
        var first = (await Send(host, File(Rows(6)), "first")).Is(HttpStatusCode.Accepted);
        await TestHost.Eventually(async () => (await host.Get(Importer, first.Location!)).Json, i => i["tries"]!.GetValue<int>() == 1);
        var waiting = Directory.EnumerateFiles(Path.Combine(host.Folder, "imports"), "*.body").Single();
        await using (new FileStream(waiting, FileMode.Open, FileAccess.Read, FileShare.None))
        {
            store.Fails = null;
            var second = (await Send(host, File(Rows(2)), "second")).Is(HttpStatusCode.Accepted);
            await Later(host, async () => (await host.Get(Importer, second.Location!)).Json.Text("state") == "done");
        }

        var import = (await host.Get(Importer, first.Location!)).Json;
        Assert.Equal(("failed", "HR-API-024"), (import.Text("state"), import["error"]!.Text("code")));
        Assert.Contains("3", import["error"]!.Text("message"), StringComparison.Ordinal);
        Assert.Equal("done", (await Import(host, File(Rows(6)))).Text("state")); // sent again when the disk is well
    }

    private static async Task<(TestHost Host, FaultyStore Store)> Faulty(string? definitions = null)
    {
        FaultyStore store = null!;
        var host = await TestHost.Started(definitions: definitions, store: TestStore.Sqlite, configure: services => FaultyStore.Over(services, s => store = s));
        return (host, store);
    }

    /// <summary>A second at a time until it is reached.</summary>
    private static Task Later(TestHost host, Func<Task<bool>> reached) => TestHost.Eventually(
        () =>
        {
            host.Advance(TimeSpan.FromSeconds(1));
            return reached();
        },
        done => done);
}
