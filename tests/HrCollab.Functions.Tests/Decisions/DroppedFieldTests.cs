using System.Net;

namespace HrCollab.Functions.Tests.Decisions;

/// <summary>What a standard had when something was decided, and has no more: no matrix says who may see it, so nobody does.</summary>
public sealed class DroppedFieldTests
{
    private const string Standard = "standards/person.standard.json";

    private const string Field = "identity.nationality";

    [Fact]
    public async Task ValueOfAFieldThatIsNoMore_IsHiddenInDecisionsAboutTheRecord()
    {
        using var definitions = new OwnDefinitions();
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        var record = (await host.Get("E0001", "/api/records/person/E0031")).Is(HttpStatusCode.OK);
        var changed = (await host.Patch("E0001", "/api/records/person/E0031", new { identity = new { nationality = "CHN" } }, record.ETag)).Is(HttpStatusCode.OK).Json;
        var path = "/api/decisions/" + changed.Text("decisionId");
        Assert.Equal("CHN", (await host.Get("E0001", path)).Is(HttpStatusCode.OK).Json["changes"]!.AsArray().Single(c => c!.Text("path") == Field)!.Text("after"));
        var standard = System.Text.Json.Nodes.JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(definitions.Folder, Standard)))!;
        var fields = standard["groups"]!.AsArray().Single(g => g!.Text("id") == "identity")!["fields"]!.AsArray();
        fields.Remove(fields.Single(f => f!.Text("id") == "nationality"));
        (await host.Post("E0023", "/api/revisions", new { files = new[] { new { path = Standard, text = standard.ToJsonString() } }, activate = true })).Is(HttpStatusCode.Created);
        Assert.Equal("■■", (await host.Get("E0001", path)).Is(HttpStatusCode.OK).Json["changes"]!.AsArray().Single(c => c!.Text("path") == Field)!.Text("after"));
    }
}
