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
            Assert.Equal(["employees.csv", "notes.txt"], Directory.EnumerateFiles(imports).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        }

        Directory.Delete(folder, recursive: true);
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
        FaultyStore store = null!;
        await using var host = await TestHost.Started(store: TestStore.Sqlite, configure: services =>
        {
            var real = services.Last(s => s.ServiceType == typeof(IDocumentStore));
            services.Remove(real);
            services.AddSingleton<IDocumentStore>(provider => store = new FaultyStore((IDocumentStore)real.ImplementationFactory!(provider)));
        });
        var failed = 0;
        store.Fails = batch => batch is { Container: Container.Records, Partition: "person:N0003" } && Interlocked.Increment(ref failed) > 0;
        var sent = (await Send(host, File(Rows(6)))).Is(HttpStatusCode.Accepted);
        await Later(async () => (await host.Get(Importer, sent.Location!)).Json.Text("state") is "running" or "queued" && Volatile.Read(ref failed) > 2); // tried again, and again
        Assert.Single(Directory.EnumerateFiles(Path.Combine(host.Folder, "imports"), "*.body"));

        store.Fails = null;
        JsonNode import = null!;
        await Later(async () => (import = (await host.Get(Importer, sent.Location!)).Json).Text("state") != "running");
        Assert.Equal(("done", (6L, 0L, 0L, 0L)), (import.Text("state"), Counts(import)));

        async Task Later(Func<Task<bool>> reached)
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            while (!await reached())
            {
                patience.Token.ThrowIfCancellationRequested();
                host.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }
        }
    }
}
