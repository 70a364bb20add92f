using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Tests.Imports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>X22: a case whose definitions are not what was signed stands still in sight: it is listed, and who asks for more is told which revision is the trouble.</summary>
public sealed class RefusedRevisionTests : IDisposable
{
    private const string Admin = "E0023";
    private const string Workflow = "workflows/transfer.workflow.json";
    private static readonly string[] Key = ["--Revisions:Key", Convert.ToBase64String(Enumerable.Range(1, 32).Select(i => (byte)i).ToArray())];
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-refused-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task X22_ACaseUnderARefusedRevision_IsListed_AndNamesTheRevision_UntilItIsKeptAgain()
    {
        string revision, id, task, owner;
        await using (var host = await TestHost.Started(_folder, settings: Key))
        {
            var folder = (await host.Send(null, HttpMethod.Get, "/api/ready", null)).Is(HttpStatusCode.OK).Json.Text("revision");
            revision = await Published(host);
            var journey = await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
            var release = await journey.Task("release");
            (id, task, owner) = (journey.Id, release.Text("id"), release.Text("owner"));
            (await host.Post(Admin, $"/api/revisions/{folder}/activate")).Is(HttpStatusCode.OK);
            var part = JsonNode.Parse((await host.Store.Find(Container.Host, "revision:" + revision, "part-0000", default))!.Body.Span)!;
            var data = Convert.FromBase64String(part.Text("data"));
            data[^1] ^= 1;
            part["data"] = Convert.ToBase64String(data);
            await host.Store.Commit(new Batch(Container.Host, "revision:" + revision, [new Operation.Put("part-0000", Encoding.UTF8.GetBytes(part.ToJsonString()))]), default);
        }

        await using var again = await TestHost.Started(_folder, settings: Key);
        Assert.Contains(id, (await again.Get("E0007", "/api/cases?view=mine")).Items().Texts("id"));
        Assert.Contains(id, (await again.Get("E0007", "/api/cases")).Items().Texts("id"));
        Assert.Contains(id, (await again.Get(owner, "/api/tasks")).Items().Texts("case"));
        foreach (var (language, words) in ((string, string)[])[("zh-CN", "签名"), ("en", "signed")])
        {
            var refused = (await again.Send("E0007", HttpMethod.Get, $"/api/cases/{id}", null, language: language)).Is(HttpStatusCode.ServiceUnavailable).Json;
            Assert.Equal(("HR-API-036", revision), (refused.Text("code"), refused.Text("revision")));
            Assert.Contains(revision, refused.Text("title"), StringComparison.Ordinal);
            Assert.Contains(words, refused.Text("title"), StringComparison.Ordinal);
            Assert.Equal(("running", "E0042"), (refused["case"]!.Text("state"), refused["case"]!["subject"]!.Text("id"))); // what is known without the definitions
        }

        foreach (var answer in (Answer[])[await again.Get("E0007", $"/api/cases/{id}/trace"), await again.Get("E0007", $"/api/decisions/{id}.1"), await again.Post(owner, $"/api/cases/{id}/tasks/{task}/approve", new { comment = "同意" })])
            Assert.Equal(("HR-API-036", revision), (answer.Is(HttpStatusCode.ServiceUnavailable).Json.Text("code"), answer.Json.Text("revision")));

        // Who sees such cases by a role alone, as whoever answers for employee relations, is told the same.
        Assert.Contains(id, (await again.Get("E0006", "/api/cases")).Items().Texts("id"));
        foreach (var answer in (Answer[])[await again.Get("E0006", $"/api/cases/{id}"), await again.Post("E0006", $"/api/cases/{id}/tasks/{task}/approve", new { comment = "同意" })])
            Assert.Equal(("HR-API-036", revision), (answer.Is(HttpStatusCode.ServiceUnavailable).Json.Text("code"), answer.Json.Text("revision")));

        // Who takes no part in it does not learn that it is there.
        Assert.DoesNotContain(id, (await again.Get("E0060", "/api/cases")).Items().Texts("id"));
        foreach (var answer in (Answer[])[await again.Get("E0060", $"/api/cases/{id}"), await again.Post("E0060", $"/api/cases/{id}/tasks/{task}/approve", new { comment = "同意" })])
            Assert.DoesNotContain(revision, answer.Is(HttpStatusCode.NotFound).Text, StringComparison.Ordinal);

        Assert.Equal(revision, await Published(again)); // the same files again: kept and signed anew
        Assert.Equal(revision, (await again.Get("E0007", $"/api/cases/{id}")).Is(HttpStatusCode.OK).Json.Text("revision"));
    }

    /// <summary>Without a key too: what is kept is named by what it says, and whoever brings the same files again mends it.</summary>
    [Theory]
    [InlineData("another file")]
    [InlineData("no archive")]
    [InlineData("no JSON")]
    [InlineData("a part is gone")]
    [InlineData("all of it is gone")]
    public async Task X22_WithoutAKey_AKeptRevisionThatWasDamaged_IsRefusedByName_UntilItIsKeptAgain(string damage)
    {
        string revision, id, folder;
        await using (var host = await TestHost.Started(_folder))
        {
            folder = (await host.Send(null, HttpMethod.Get, "/api/ready", null)).Is(HttpStatusCode.OK).Json.Text("revision");
            revision = await Published(host);
            id = (await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } })).Id;
            (await host.Post(Admin, $"/api/revisions/{folder}/activate")).Is(HttpStatusCode.OK);
            await Damage(host.Store, revision, damage);
        }

        await using (var again = await TestHost.Started(_folder))
        {
            foreach (var answer in (Answer[])[await again.Get("E0007", $"/api/cases/{id}"), await again.Get("E0007", $"/api/cases/{id}/trace"), await again.Post(Admin, $"/api/revisions/{revision}/replay", new { })])
            {
                if (damage == "all of it is gone" && answer.Status == HttpStatusCode.NotFound) continue; // a revision that is not kept cannot be asked for
                Assert.Equal(("HR-API-036", revision), (answer.Is(HttpStatusCode.ServiceUnavailable).Json.Text("code"), answer.Json.Text("revision")));
            }

            Assert.Equal(revision, await Published(again));
            Assert.Equal(revision, (await again.Get("E0007", $"/api/cases/{id}")).Is(HttpStatusCode.OK).Json.Text("revision"));
        }

        await using var last = await TestHost.Started(_folder); // and it was mended in the store, not in memory alone
        Assert.Equal(revision, (await last.Get("E0007", $"/api/cases/{id}")).Is(HttpStatusCode.OK).Json.Text("revision"));
    }

    /// <summary>What is active and not what was kept starts nothing: the log says which revision and what to do, and a folder that has changed does start.</summary>
    [Fact]
    public async Task X22_AnActiveRevisionThatWasDamaged_StartsNoHost_AndTheLogSaysWhatToDo()
    {
        string revision;
        await using (var host = await TestHost.Started(_folder))
        {
            revision = await Published(host);
            await Damage(host.Store, revision, "another file");
        }

        var said = new FakeLogCollector();
        await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.Started(_folder, configure: services => services.AddSingleton<ILoggerProvider>(said)));
        var told = Assert.Single(said.Lines, l => l.Level == LogLevel.Critical).Text;
        Assert.All((string[])[revision, "定义目录", "definitions folder"], words => Assert.Contains(words, told, StringComparison.Ordinal));

        using var definitions = new OwnDefinitions().With(Workflow, "\"deadline\": \"15 wd\"", "\"deadline\": \"16 wd\""); // the files of that very revision
        await using var mended = await TestHost.Started(_folder, definitions: definitions.Folder);
        Assert.Equal(revision, (await mended.Send(null, HttpMethod.Get, "/api/ready", null)).Is(HttpStatusCode.OK).Json.Text("revision"));
        Assert.Equal("none", (await mended.Send(null, HttpMethod.Get, "/api/ready", null)).Json["drift"]!.Text("state"));
    }

    /// <summary>An import that waits under such a revision ends with its reason, and the next one is worked off.</summary>
    [Fact]
    public async Task X22_AnImportUnderADamagedRevision_EndsWithItsReason_AndHoldsUpNoOther()
    {
        FaultyStore store = null!;
        string revision;
        Answer first;
        await using (var host = await TestHost.Started(_folder, configure: services => FaultyStore.Over(services, s => store = s)))
        {
            var folder = (await host.Send(null, HttpMethod.Get, "/api/ready", null)).Is(HttpStatusCode.OK).Json.Text("revision");
            revision = await Published(host);
            store.Fails = batch => batch.Container == Container.Records;
            first = (await ImportClient.Send(host, ImportClient.File(ImportClient.Rows(3)))).Is(HttpStatusCode.Accepted);
            await TestHost.Eventually(async () => (await host.Get(ImportClient.Importer, first.Location!)).Json, i => i["tries"]!.GetValue<int>() > 0);
            (await host.Post(Admin, $"/api/revisions/{folder}/activate")).Is(HttpStatusCode.OK);
            await Damage(host.Store, revision, "another file");
        }

        await using var again = await TestHost.Started(_folder);
        var second = (await ImportClient.Send(again, ImportClient.File(ImportClient.Rows(2)), "second")).Is(HttpStatusCode.Accepted);
        Assert.Equal("done", (await ImportClient.Finished(again, second)).Text("state"));
        var ended = await ImportClient.Finished(again, first);
        Assert.Equal(("failed", "HR-API-036"), (ended.Text("state"), ended["error"]!.Text("code")));
        Assert.Contains(revision, ended["error"]!.Text("message"), StringComparison.Ordinal);
    }

    private static async Task Damage(IDocumentStore store, string revision, string how)
    {
        var partition = "revision:" + revision;
        var part = JsonNode.Parse((await store.Find(Container.Host, partition, "part-0000", default))!.Body.Span)!;
        Operation damage = how switch
        {
            "a part is gone" => new Operation.Delete("part-0000"),
            "all of it is gone" => new Operation.Delete("head"),
            "no JSON" => new Operation.Put("part-0000", "{\"data\":7}"u8.ToArray()),
            "no archive" => Data([.. "not an archive"u8]),
            _ => Data(Rewritten(Convert.FromBase64String(part.Text("data")))),
        };
        await store.Commit(new Batch(Container.Host, partition, [damage]), default);

        Operation.Put Data(byte[] data)
        {
            part["data"] = Convert.ToBase64String(data);
            return new("part-0000", Encoding.UTF8.GetBytes(part.ToJsonString()));
        }
    }

    /// <summary>The same archive with one file that says something else.</summary>
    private static byte[] Rewritten(byte[] bundle)
    {
        using var archive = new MemoryStream();
        archive.Write(bundle);
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Update, leaveOpen: true))
        {
            string text;
            using (var reader = new StreamReader(zip.GetEntry(Workflow)!.Open())) text = reader.ReadToEnd();
            zip.GetEntry(Workflow)!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(Workflow).Open());
            writer.Write(text.Replace("\"deadline\": \"16 wd\"", "\"deadline\": \"99 wd\"", StringComparison.Ordinal));
        }

        return archive.ToArray();
    }

    private static async Task<string> Published(TestHost host)
    {
        var text = (await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, Workflow))).Replace("\"deadline\": \"15 wd\"", "\"deadline\": \"16 wd\"", StringComparison.Ordinal);
        var answer = await host.Post(Admin, "/api/revisions", new { files = new[] { new { path = Workflow, text } }, activate = true });
        Assert.True(answer.Status is HttpStatusCode.Created or HttpStatusCode.OK, answer.Text);
        return answer.Json.Text("id");
    }
}
