using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Engine;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>What the API tells of the definitions: every file of the folder once, and each as it is written.</summary>
public sealed class DefinitionListTests
{
    [Fact]
    public async Task List_NamesEveryDefinitionOfTheFolder_AndOneIsAnsweredAsWritten()
    {
        await using var host = await TestHost.Started();
        var list = (await host.Get("E0042", "/api/definitions")).Is(HttpStatusCode.OK);
        var items = list.Json["items"]!.AsArray();
        var folder = TestHost.DefinitionsPath;
        var written = DefinitionKinds.All.SelectMany(k => Directory.Exists(Path.Combine(folder, k.Folder)) ? Directory.EnumerateFiles(Path.Combine(folder, k.Folder), $"*.{k.Suffix}.json") : [])
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'));
        Assert.Equal(written.Order(StringComparer.Ordinal), items.Texts("path").Order(StringComparer.Ordinal));
        var transfer = items.Single(i => i!.Text("path") == "workflows/transfer.workflow.json")!;
        Assert.Equal(("workflows", "流程", "transfer"), (transfer.Text("kind"), transfer.Text("kindTitle"), transfer.Text("id")));
        Assert.Null(list.Json["next"]);

        var one = (await host.Get("E0042", $"/api/definitions/{transfer.Text("kind")}/{transfer.Text("id")}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(("workflows", "transfer", transfer.Text("path")), (one.Text("kind"), one.Text("id"), one.Text("path")));
        Assert.Equal(list.Json.Text("revision"), one.Text("revision"));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, transfer.Text("path")))), one["definition"]));
        Assert.Null(one["schema"]);
        Assert.NotNull((await host.Get("E0042", "/api/definitions/standards/person")).Is(HttpStatusCode.OK).Json["schema"]!["properties"]);
        (await host.Get("E0042", "/api/definitions/workflows/transfers")).Is(HttpStatusCode.NotFound);
    }
}
