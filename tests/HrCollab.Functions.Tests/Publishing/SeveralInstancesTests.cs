using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Tests.Storage;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>Several instances on one store decide by the same definitions, whichever of them they were activated on. A database of SQLite has one instance.</summary>
[NeedsCosmos]
public sealed class SeveralInstancesTests : IDisposable
{
    private const string Admin = "E0023";
    private const string Workflow = "workflows/transfer.workflow.json";
    private const string Matrix = "responsibilities/transfer.responsibilities.json";
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-instances-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [StoreFact]
    public async Task X22_ARevisionActivatedOnOneInstance_DecidesOnTheOther_WithinSeconds_AndIsDriftUntilThen()
    {
        await using var one = await TestHost.Started(_folder, store: TestStore.Cosmos, settings: TestHost.OneOfSeveral);
        await using var two = await TestHost.Started(_folder, store: TestStore.Cosmos, seed: false, settings: TestHost.OneOfSeveral);
        var before = (await Ready(two)).Text("revision");
        var after = (await Publish(one, Workflow, "\"deadline\": \"15 wd\"", "\"deadline\": \"16 wd\"")).Is(HttpStatusCode.Created).Json.Text("id");
        Assert.NotEqual(before, after);

        two.Advance(TimeSpan.FromSeconds(6)); // as a monitor asks a little later, perhaps before the other has looked
        var followed = await TestHost.Eventually(() => Ready(two), r => r.Text("revision") == after);
        Assert.Equal("published", followed["drift"]!.Text("state"));
        var submitted = await Journey.Submitted(two, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        Assert.Equal(after, (await submitted.Case()).Text("revision"));

        (await two.Post(Admin, $"/api/revisions/{before}/activate")).Is(HttpStatusCode.OK); // back, on the other
        Assert.Equal(("elsewhere", after), await Later(one));
        one.Advance(TimeSpan.FromSeconds(5));
        await TestHost.Eventually(() => Ready(one), r => r.Text("revision") == before && r["drift"]!.Text("state") == "none");
    }

    /// <summary>Who publishes changes lays them over what is active in the store, not over what their instance has last heard of.</summary>
    [StoreFact]
    public async Task WhatIsPublishedOnTwoInstancesAtOnce_IsAllThere()
    {
        await using var one = await TestHost.Started(_folder, store: TestStore.Cosmos, settings: TestHost.OneOfSeveral);
        await using var two = await TestHost.Started(_folder, store: TestStore.Cosmos, seed: false, settings: TestHost.OneOfSeveral);
        (await Publish(one, Workflow, "\"deadline\": \"15 wd\"", "\"deadline\": \"16 wd\"")).Is(HttpStatusCode.Created);
        var both = (await Publish(two, Matrix, "\"after\": \"1 wd\", \"to\": { \"duty\": \"head\", \"of\": \"responsible\" }", "\"after\": \"3 wd\", \"to\": { \"duty\": \"head\", \"of\": \"responsible\" }")).Is(HttpStatusCode.Created).Json.Text("id");
        one.Advance(TimeSpan.FromSeconds(6));
        await TestHost.Eventually(() => Ready(one), r => r.Text("revision") == both);
        Assert.Contains("16 wd", (await one.Get(Admin, "/api/definitions/workflows/transfer")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Contains("3 wd", (await one.Get(Admin, "/api/definitions/responsibilities/transfer")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        var activations = (await one.Get(Admin, "/api/revisions")).Is(HttpStatusCode.OK).Json["activations"]!.AsArray();
        Assert.Equal(3, activations.Count); // the folder's and two more, none over another
    }

    private static async Task<(string State, string Revision)> Later(TestHost host)
    {
        var ready = await Ready(host);
        return (ready["drift"]!.Text("state"), ready.Text("revision"));
    }

    private static async Task<JsonNode> Ready(TestHost host) => (await host.Send(null, HttpMethod.Get, "/api/ready", null)).Is(HttpStatusCode.OK).Json;

    private static async Task<Answer> Publish(TestHost host, string path, string old, string replacement)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, path));
        Assert.Contains(old, text, StringComparison.Ordinal);
        return await host.Post(Admin, "/api/revisions", new { files = new[] { new { path, text = text.Replace(old, replacement, StringComparison.Ordinal) } }, activate = true });
    }
}
