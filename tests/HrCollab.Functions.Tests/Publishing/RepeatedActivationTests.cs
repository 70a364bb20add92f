using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Publishing;
using HrCollab.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>A command that switched and was cut off before its answer was kept: sent again it switches nothing, whatever is active by then.</summary>
public sealed class RepeatedActivationTests : IAsyncLifetime
{
    private const string Admin = "E0023";
    private const string Workflow = "workflows/transfer.workflow.json";
    private FaultyStore _store = null!;
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.Started(store: TestStore.Sqlite, configure: services => FaultyStore.Over(services, s => _store = s));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task ActivationThatWasCutOff_DoesNotGoOverALaterOne()
    {
        var folder = await Active();
        var published = (await Publish("16 wd", activate: false)).Is(HttpStatusCode.Created).Json.Text("id");
        CutOff();
        (await _host.Post(Admin, $"/api/revisions/{published}/activate", null, "on")).Is(HttpStatusCode.InternalServerError);
        Assert.Equal(published, await Active());
        _store.Fails = null;
        (await _host.Post(Admin, $"/api/revisions/{folder}/activate", null, "back")).Is(HttpStatusCode.OK);
        var again = (await _host.Post(Admin, $"/api/revisions/{published}/activate", null, "on")).Is(HttpStatusCode.OK);
        Assert.Equal((published, folder), (again.Json.Text("id"), again.Json.Text("before")));
        Assert.Equal(folder, await Active());
        Assert.Equal(again.Text, (await _host.Post(Admin, $"/api/revisions/{published}/activate", null, "on")).Is(HttpStatusCode.OK).Text);
        Assert.Equal(3, (await _host.Get(Admin, "/api/revisions")).Is(HttpStatusCode.OK).Json["activations"]!.AsArray().Count);
    }

    [Fact]
    public async Task PublicationThatWasCutOff_DoesNotGoOverALaterOne()
    {
        var folder = await Active();
        CutOff();
        (await Publish("16 wd", activate: true, "on")).Is(HttpStatusCode.InternalServerError);
        var published = await Active();
        Assert.NotEqual(folder, published);
        _store.Fails = null;
        (await _host.Post(Admin, $"/api/revisions/{folder}/activate")).Is(HttpStatusCode.OK);
        Assert.Equal(published, (await Publish("16 wd", activate: true, "on")).Is(HttpStatusCode.OK).Json.Text("id"));
        Assert.Equal(folder, await Active());
        Assert.Equal("HR-API-007", (await Publish("17 wd", activate: true, "on")).Is(HttpStatusCode.UnprocessableEntity).Json.Text("code"));
    }

    /// <summary>More activations than a page of the store: whether a revision had been active before is told of all of them.</summary>
    [Fact]
    public async Task EveryActivationCounts_HoweverManyThereAre()
    {
        var body = (await _host.Store.Query(Container.Host, "active", IdRange.Prefix("log|"), default)).Items.Single().Body;
        foreach (var some in Enumerable.Range(0, 1_200).Chunk(100))
            await _host.Store.Commit(new Batch(Container.Host, "active", [.. some.Select(i => (Operation)new Operation.Put($"log|{i:D19}", body))]), default);
        Assert.Equal(1_201, (await _host.Services.GetRequiredService<RevisionStore>().Activations(default)).Length);
    }

    private void CutOff() => _store.Fails = batch => batch.Partition.StartsWith("revision-command:", StringComparison.Ordinal);

    private async Task<Answer> Publish(string deadline, bool activate, string? key = null)
    {
        var text = (await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, Workflow))).Replace("\"deadline\": \"15 wd\"", $"\"deadline\": \"{deadline}\"", StringComparison.Ordinal);
        return await _host.Post(Admin, "/api/revisions", new { files = new[] { new { path = Workflow, text } }, activate }, key);
    }

    private async Task<string> Active() => (await _host.Send(null, HttpMethod.Get, "/api/ready", null)).Json.Text("revision");
}
