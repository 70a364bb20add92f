using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Tests.Storage;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>X22: what is activated counts over what it was laid over and nothing else, whoever activated something in between.</summary>
public sealed class OvertakenRevisionTests : IDisposable
{
    private const string Admin = "E0023";
    private const string Workflow = "workflows/transfer.workflow.json";
    private const string Matrix = "responsibilities/transfer.responsibilities.json";
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-overtaken-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Both were laid over the same revision: the later one hears what is active, nothing of the first is lost, and sent again it holds both.</summary>
    [Theory]
    [EveryStore]
    public async Task X22_OfTwoPublishedAtOnce_TheLaterIsRefusedWithWhatIsActiveNow_AndNothingIsLost(TestStore store)
    {
        FaultyStore faulty = null!;
        await using var other = store == TestStore.Cosmos ? await TestHost.Started(_folder, store: store, settings: TestHost.OneOfSeveral) : null; // a database of SQLite has one instance
        await using var one = await TestHost.Started(_folder, store: store, seed: other is null, settings: TestHost.OneOfSeveral, configure: s => FaultyStore.Over(s, f => faulty = f));
        var first = "";
        faulty.Before = async batch =>
        {
            if (batch is not { Container: Container.Host, Partition: "active" }) return;
            faulty.Before = null; // the other comes when this one has been checked and is about to count
            first = (await PublishMatrix(other ?? one)).Is(HttpStatusCode.Created).Json.Text("id");
        };
        var late = (await PublishWorkflow(one)).Is(HttpStatusCode.Conflict).Json;
        Assert.Equal(("HR-API-035", first), (late.Text("code"), late.Text("active")));
        Assert.Contains(first, late.Text("title"), StringComparison.Ordinal);
        Assert.Equal(first, (await Ready(one)).Text("revision"));
        Assert.DoesNotContain("16 wd", (await one.Get(Admin, "/api/definitions/workflows/transfer")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);

        var both = (await PublishWorkflow(one)).Is(HttpStatusCode.Created).Json.Text("id");
        Assert.Equal(both, (await Ready(one)).Text("revision"));
        Assert.Contains("16 wd", (await one.Get(Admin, "/api/definitions/workflows/transfer")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        Assert.Contains("3 wd", (await one.Get(Admin, "/api/definitions/responsibilities/transfer")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }

    /// <summary>An activation whose answer was lost, sent again after somebody activated another one: it has counted, and the later one stays.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task X22_AnActivationSentAgain_AfterALaterOne_GoesNotOverIt(bool publishes)
    {
        FaultyStore faulty = null!;
        await using var host = await TestHost.Started(_folder, configure: s => FaultyStore.Over(s, f => faulty = f));
        var folder = (await Ready(host)).Text("revision");
        var first = publishes ? "" : (await PublishWorkflow(host)).Is(HttpStatusCode.Created).Json.Text("id");
        if (!publishes) (await host.Post(Admin, $"/api/revisions/{folder}/activate")).Is(HttpStatusCode.OK);
        faulty.Fails = batch => batch.Partition.StartsWith("revision-command:", StringComparison.Ordinal); // it ends between counting and answering
        Assert.Equal(HttpStatusCode.InternalServerError, (await Sent()).Status);
        faulty.Fails = null;
        var counted = (await Ready(host)).Text("revision");
        Assert.NotEqual(folder, counted);
        (await host.Post(Admin, $"/api/revisions/{folder}/activate")).Is(HttpStatusCode.OK);

        var again = await Sent();
        again.Is(HttpStatusCode.OK);
        Assert.Equal((counted, false, folder), (again.Json.Text("id"), again.Json["active"]!.GetValue<bool>(), again.Json.Text("revision")));
        Assert.Equal(folder, (await Ready(host)).Text("revision"));
        Assert.Equal(again.Text, (await Sent()).Text);

        Task<Answer> Sent() => publishes ? PublishMatrix(host, "lost") : host.Post(Admin, $"/api/revisions/{first}/activate", null, "lost");
    }

    /// <summary>Who rolls back looked at what was active then.</summary>
    [Fact]
    public async Task X22_WhoRollsBackWhileAnotherActivates_IsToldWhatIsActiveNow()
    {
        FaultyStore faulty = null!;
        await using var host = await TestHost.Started(_folder, configure: s => FaultyStore.Over(s, f => faulty = f));
        var folder = (await Ready(host)).Text("revision");
        (await PublishWorkflow(host)).Is(HttpStatusCode.Created);
        var first = "";
        faulty.Before = async batch =>
        {
            if (batch is not { Container: Container.Host, Partition: "active" }) return;
            faulty.Before = null;
            first = (await PublishMatrix(host)).Is(HttpStatusCode.Created).Json.Text("id");
        };
        var late = (await host.Post(Admin, $"/api/revisions/{folder}/activate")).Is(HttpStatusCode.Conflict).Json;
        Assert.Equal(("HR-API-035", first), (late.Text("code"), late.Text("active")));
        Assert.Equal(first, (await Ready(host)).Text("revision"));
        (await host.Post(Admin, $"/api/revisions/{folder}/activate")).Is(HttpStatusCode.OK);
        Assert.Equal(folder, (await Ready(host)).Text("revision"));
    }

    private static async Task<JsonNode> Ready(TestHost host) => (await host.Send(null, HttpMethod.Get, "/api/ready", null)).Is(HttpStatusCode.OK).Json;

    private static Task<Answer> PublishWorkflow(TestHost host) => Publish(host, Workflow, "\"deadline\": \"15 wd\"", "\"deadline\": \"16 wd\"");

    private static Task<Answer> PublishMatrix(TestHost host, string? key = null) =>
        Publish(host, Matrix, "\"after\": \"1 wd\", \"to\": { \"duty\": \"head\", \"of\": \"responsible\" }", "\"after\": \"3 wd\", \"to\": { \"duty\": \"head\", \"of\": \"responsible\" }", key);

    private static async Task<Answer> Publish(TestHost host, string path, string old, string replacement, string? key = null)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, path));
        Assert.Contains(old, text, StringComparison.Ordinal);
        return await host.Post(Admin, "/api/revisions", new { files = new[] { new { path, text = text.Replace(old, replacement, StringComparison.Ordinal) } }, activate = true }, key);
    }
}
