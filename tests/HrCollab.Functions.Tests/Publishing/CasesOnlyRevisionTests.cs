using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>A revision is named by what it means, which its golden cases do not change; they are kept all the same.</summary>
public sealed class CasesOnlyRevisionTests : IDisposable
{
    private const string Admin = "E0023";
    private const string Cases = "exchanges/employees.exchange.cases.json";
    private const string Workflow = "workflows/transfer.workflow.json";
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-cases-").FullName;
    private readonly OwnDefinitions _definitions = new();

    public void Dispose()
    {
        _definitions.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Nothing alarms anybody, what is published next is proven by them, and they outlive the process; a folder that is changed after that wins.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CasesAlone_ArePublished_Kept_AndNoDrift(bool activate)
    {
        await using (var host = await Started())
        {
            var before = (await Ready(host)).Text("revision");
            Assert.Equal(0, await Proven(host));
            Assert.Equal(before, (await Publish(host, activate)).Is(HttpStatusCode.OK).Json.Text("id"));
            host.Advance(TimeSpan.FromSeconds(6));
            Assert.Equal("none", (await Ready(host))["drift"]!.Text("state"));
            Assert.True(await Proven(host) > 0);
        }

        await using (var again = await Started())
        {
            Assert.True(await Proven(again) > 0);
            Assert.Equal("none", (await Ready(again))["drift"]!.Text("state"));
            var old = (await Ready(again)).Text("revision");
            var text = (await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, Workflow))).Replace("\"deadline\": \"15 wd\"", "\"deadline\": \"16 wd\"", StringComparison.Ordinal);
            (await again.Post(Admin, "/api/revisions", new { files = new[] { new { path = Workflow, text } }, activate = true })).Is(HttpStatusCode.Created);
            (await again.Post(Admin, $"/api/revisions/{old}/activate")).Is(HttpStatusCode.OK);
            Assert.True(await Proven(again) > 0);
        }

        var edited = (await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, Cases))).Replace("\"cases\": [", "\"cases\":  [", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(_definitions.Folder, Cases), edited + "\n");
        await using var changed = await Started();
        Assert.Equal("none", (await Ready(changed))["drift"]!.Text("state"));
        Assert.True(await Proven(changed) > 0);
    }

    /// <summary>The process is gone between the files of a revision and its row of the list: the same files again put it there.</summary>
    [Fact]
    public async Task ARevisionThatWasKeptAndNotListed_IsListedWhenItIsSentAgain()
    {
        FaultyStore store = null!;
        await using var host = await TestHost.Started(_folder, definitions: _definitions.Folder, store: TestStore.Sqlite, configure: services => FaultyStore.Over(services, s => store = s));
        var text = (await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, Workflow))).Replace("\"deadline\": \"15 wd\"", "\"deadline\": \"16 wd\"", StringComparison.Ordinal);
        var body = new { files = new[] { new { path = Workflow, text } } };
        store.Fails = batch => batch.Partition == "revisions";
        (await host.Post(Admin, "/api/revisions", body)).Is(HttpStatusCode.InternalServerError);
        store.Fails = null;
        var id = (await host.Post(Admin, "/api/revisions", body)).Json.Text("id");
        (await host.Post(Admin, "/api/revisions", body)).Is(HttpStatusCode.OK);
        Assert.Single((await host.Get(Admin, "/api/revisions")).Is(HttpStatusCode.OK).Json["items"]!.AsArray().Texts("id"), id);
    }

    private Task<TestHost> Started() => TestHost.Started(_folder, definitions: _definitions.Folder);

    private static async Task<Answer> Publish(TestHost host, bool activate) =>
        await host.Post(Admin, "/api/revisions", new { files = new[] { new { path = Cases, text = await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, Cases)) } }, activate });

    /// <summary>How many cases prove what is active.</summary>
    private static async Task<int> Proven(TestHost host) => (await host.Post(Admin, "/api/definitions/check", new { files = Array.Empty<object>() })).Is(HttpStatusCode.OK).Json["coverage"]!["cases"]!.GetValue<int>();

    private static async Task<JsonNode> Ready(TestHost host) => (await host.Send(null, HttpMethod.Get, "/api/ready", null)).Is(HttpStatusCode.OK).Json;
}
