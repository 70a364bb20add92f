using System.Net;
using System.Text.Json;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Storage.Sqlite;
using HrCollab.Functions.Storage.Tools;
using HrCollab.Functions.Tests.Imports;
using HrCollab.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace HrCollab.Functions.Tests.Storage.Tools;

/// <summary>Old documents are read for ever, newer ones are refused, and two versions run side by side.</summary>
[NeedsCosmos]
public sealed class FormatTests : IDisposable
{
    /// <summary>Opens what the archives hold of keys; the archives are of an example company.</summary>
    private static readonly string[] Secret = ["--Keys:Secret", Convert.ToBase64String(new byte[32])];
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-format-").FullName;

    /// <summary>An archive for every format there ever was; they are never written anew.</summary>
    public static TheoryData<int> Formats => [.. Enumerable.Range(1, StoreFormat.Known)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task StoreOfEveryFormat_IsRestored_Shown_AndWorkedOn(int format)
    {
        var time = new FakeTimeProvider(TestHost.Start);
        var (code, said) = await Tool.Run(TestStore.Sqlite, _folder, time, "restore", FileOf(format));
        Assert.True(code == 0, said);
        await using var host = await TestHost.Started(_folder, store: TestStore.Sqlite, seed: false, settings: Secret);
        var cases = (await host.Get("E0001", "/api/cases?limit=200")).Items();
        Assert.Equal(["offboarding", "onboarding", "transfer", "transfer"], cases.Texts("workflow").Order(StringComparer.Ordinal));
        foreach (var id in cases.Texts("id"))
        {
            (await host.Get("E0001", $"/api/cases/{id}")).Is(HttpStatusCode.OK);
            Assert.NotEmpty((await host.Get("E0001", $"/api/cases/{id}/trace")).Is(HttpStatusCode.OK).Json["events"]!.AsArray());
        }

        Assert.Single((await host.Get("E0001", "/api/quarantine")).Items());
        Assert.Single((await host.Get("E0007", "/api/drafts")).Items());
        Assert.Equal("rd2", (await host.Get("E0001", "/api/records/person/E0042")).Is(HttpStatusCode.OK).Json["values"]!["employment"]!.Text("department"));
        var open = cases.Single(c => c!.Text("workflow") == "transfer" && c!["subject"]!.Text("id") == "E0030")!.Text("id");
        await Journey.Of(host, open, "E0007").Approve("receive");
        Assert.Equal(["hrbp"], await Journey.Of(host, open, "E0007").OpenSteps());
    }

    [Fact]
    public async Task StoreOfANewerProgram_IsRefusedUntouched_ByTheHostAndByItsCommands()
    {
        var newer = JsonSerializer.SerializeToUtf8Bytes(new StoreFormat(StoreFormat.Known + 1), StoreMarksJson.Default.StoreFormat);
        await using (var store = new SqliteDocumentStore(new SqliteStoreOptions(Path.Combine(_folder, "store.db")), TimeProvider.System))
            await store.Commit(new Batch(Container.Host, KeptDocument.StorePartition, [new Operation.Create(StoreFormat.Id, newer)]), default);
        var before = await File.ReadAllBytesAsync(Path.Combine(_folder, "store.db"));
        var (code, said) = await Tool.Ended(_folder, ["--Storage:Path", Path.Combine(_folder, "store.db"), "--urls", "http://127.0.0.1:0", "--Definitions:Path", TestHost.DefinitionsPath]);
        Assert.Equal(1, code);
        Assert.Contains("较新的程序", said, StringComparison.Ordinal);
        Assert.Contains($"knows formats up to {StoreFormat.Known}", said, StringComparison.Ordinal);
        Assert.Equal(1, (await Tool.Run(TestStore.Sqlite, _folder, TimeProvider.System, "rebuild-views")).Code);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path.Combine(_folder, "store.db")));
    }

    /// <summary>
    /// A rolling update: beside this program runs one whose documents have members that this one does not know. Both work on the same cases, each goes
    /// on with what the other has written.
    /// </summary>
    [StoreFact]
    public async Task TwoVersionsSideBySide_WorkOnTheSameCases()
    {
        await using var now = await TestHost.Started(_folder, store: TestStore.Cosmos, settings: [.. Secret, .. TestHost.OneOfSeveral]);
        await using var next = await TestHost.Started(_folder, store: TestStore.Cosmos, seed: false, configure: s => s.AddSingleton<IDocumentStore>(NextVersion.Of(s)), settings: [.. Secret, .. TestHost.OneOfSeveral]);
        var (one, two) = (await Submitted(now, "E0042"), await Submitted(next, "E0030"));
        foreach (var id in (string[])[one, two])
        {
            var order = id == one ? (First: next, Then: now) : (First: now, Then: next);
            foreach (var (step, i) in ((string[])["release", "receive", "hrbp", "approval"]).Select((s, i) => (s, i)))
                await Journey.Of(i % 2 == 0 ? order.First : order.Then, id, "E0007").Approve(step);
            foreach (var host in (TestHost[])[now, next])
            {
                var shown = await TestHost.Eventually(() => Later(host, id), a => a.Json["version"]!.GetValue<int>() >= 5);
                Assert.Equal(4, (await host.Get("E0007", $"/api/cases/{id}/trace")).Json["events"]!.AsArray().Count(e => e!.Text("type") == "task.closed"));
            }
        }

        Assert.True(NextVersion.Added > 0);
        foreach (var host in (TestHost[])[now, next])
        {
            var listed = await TestHost.Eventually(async () => (await Seen(host, "/api/cases")).Items().Texts("id"), l => l.Count == 2);
            Assert.Equal(new[] { one, two }.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        }

        async Task<string> Submitted(TestHost host, string subject) =>
            (await Journey.Submitted(host, "E0007", "transfer", new { subject, input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } })).Id;

        Task<Answer> Later(TestHost host, string id) => Seen(host, $"/api/cases/{id}");

        async Task<Answer> Seen(TestHost host, string path)
        {
            now.Advance(TimeSpan.FromSeconds(1)); // each polls for what the other has written
            next.Advance(TimeSpan.FromSeconds(1));
            return await host.Get("E0007", path);
        }
    }

    /// <summary>In the middle of a rolling update somebody publishes, and both instances import: each decides by what is active, and works off what was sent to it.</summary>
    [StoreFact]
    public async Task TwoVersionsSideBySide_DecideByWhatEitherActivates_AndWorkOffTheirOwnImports()
    {
        string[] Disk(string name) => [.. Secret, "--Imports:Rows", "20", "--Imports:Path", Path.Combine(_folder, name), .. TestHost.OneOfSeveral];
        await using var now = await TestHost.Started(_folder, store: TestStore.Cosmos, settings: Disk("now"));
        await using var next = await TestHost.Started(_folder, store: TestStore.Cosmos, seed: false, configure: s => s.AddSingleton<IDocumentStore>(NextVersion.Of(s)), settings: Disk("next"));
        var rows = ImportClient.Rows(400).ToList();
        var (older, newer) = ((await ImportClient.Send(now, ImportClient.File(rows.Take(200)), "now")).Is(HttpStatusCode.Accepted), (await ImportClient.Send(next, ImportClient.File(rows.Skip(200)), "next")).Is(HttpStatusCode.Accepted));
        foreach (var (from, to, days) in ((TestHost, TestHost, int)[])[(now, next, 16), (next, now, 17)])
        {
            var text = (await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, "workflows", "transfer.workflow.json"))).Replace("\"deadline\": \"15 wd\"", $"\"deadline\": \"{days} wd\"", StringComparison.Ordinal);
            var published = (await from.Post("E0023", "/api/revisions", new { files = new[] { new { path = "workflows/transfer.workflow.json", text } }, activate = true })).Is(HttpStatusCode.Created).Json.Text("id");
            to.Advance(TimeSpan.FromSeconds(5));
            await TestHost.Eventually(async () => (await to.Send(null, HttpMethod.Get, "/api/ready", null)).Is(HttpStatusCode.OK).Json.Text("revision"), revision => revision == published);
            var submitted = await Journey.Submitted(to, "E0007", "transfer", new { subject = days == 16 ? "E0042" : "E0030", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
            Assert.Equal(published, (await submitted.Case()).Text("revision"));
            await Journey.Of(from, submitted.Id, "E0007").Approve("release"); // by the definitions it began with, on the other
        }

        foreach (var (host, sent) in ((TestHost, Answer)[])[(now, older), (next, newer)])
        {
            var import = await TestHost.Eventually(async () => (await host.Get(ImportClient.Importer, sent.Location!)).Is(HttpStatusCode.OK).Json, i => i.Text("state") is "done" or "failed");
            Assert.Equal(("done", (200L, 0L, 0L, 0L)), (import.Text("state"), ImportClient.Counts(import)));
        }
    }

    private static string FileOf(int format) => Path.Combine(Repository.Root, "tests", "HrCollab.Functions.Tests", "Storage", "Tools", $"format-{format}.hrc");

    /// <summary>A store that writes what the next version would: every document has a member more.</summary>
    private sealed class NextVersion(IDocumentStore store) : IDocumentStore, IDisposable
    {
        private static int _added;

        public static int Added => _added;

        public static Func<IServiceProvider, IDocumentStore> Of(IServiceCollection services)
        {
            var registered = services.Last(s => s.ServiceType == typeof(IDocumentStore)).ImplementationFactory!;
            return provider => new NextVersion((IDocumentStore)registered(provider));
        }

        public ValueTask<StoredDocument?> Find(Container container, string partition, string id, CancellationToken cancel) => store.Find(container, partition, id, cancel);

        public ValueTask<CommitResult> Commit(Batch batch, CancellationToken cancel) => store.Commit(batch with { Operations = [.. batch.Operations.Select(Later)] }, cancel);

        public ValueTask<Page> Query(Container container, string partition, IdRange range, CancellationToken cancel) => store.Query(container, partition, range, cancel);

        public ValueTask<long> Count(Container container, string partition, IdRange range, CancellationToken cancel) => store.Count(container, partition, range, cancel);

        public ValueTask<ChangePage> Changes(Container container, string? token, int limit, CancellationToken cancel) => store.Changes(container, token, limit, cancel);

        public void Dispose() => (store as IDisposable)?.Dispose();

        private static Operation Later(Operation operation) => operation switch
        {
            Operation.Create create => create with { Body = Later(create.Body) },
            Operation.Replace replace => replace with { Body = Later(replace.Body) },
            Operation.Put put => put with { Body = Later(put.Body) },
            _ => operation,
        };

        private static ReadOnlyMemory<byte> Later(ReadOnlyMemory<byte> body)
        {
            if (body.Span is [] or [not (byte)'{', ..]) return body; // a number, or nothing: no object that could have another member
            Interlocked.Increment(ref _added);
            return (byte[])[.. """{"addedByTheNextVersion":{"kind":"later","list":[1,2]}"""u8, .. body.Span is [_, (byte)'}'] ? "}"u8 : [(byte)',', .. body.Span[1..]]];
        }
    }
}
