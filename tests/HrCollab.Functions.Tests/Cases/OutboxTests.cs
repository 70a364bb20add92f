using System.Text.Json.Nodes;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Tests.Cases;

/// <summary>S31: what a new task is pushed with is the event document in the store: it says by itself which rule of which commit chose the department and the person.</summary>
public sealed class OutboxTests : IDisposable
{
    private const string Matrix = "responsibilities/transfer.responsibilities.json";
    private static readonly string Commit = new('c', 40);
    private readonly OwnDefinitions _definitions = new OwnDefinitions().At(Commit);

    [Fact]
    public async Task S31_TheEventOfANewTask_NamesRuleCommitDepartmentAndPerson_AndTheSubstituteWithTheReason()
    {
        await using var host = await TestHost.Started(definitions: _definitions.Folder);
        var transfer = await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12", newBaseSalary = "21000.00" } });
        var revision = (await transfer.Case()).Text("revision");

        var release = await Opened(host, transfer.Id, "release", revision);
        Assert.Equal("beichen", release["task"]!.Text("department")); // who asked is head of rd1 and does not decide on it: the head of the department above does
        Assert.Equal($"{Matrix}#release", release["task"]!.Text("rule"));

        foreach (var step in new[] { "release", "receive", "hrbp" }) await transfer.Approve(step);
        var opened = await Opened(host, transfer.Id, "pay-check", revision);
        var task = opened["task"]!;
        Assert.Equal(("hr", "E0014", $"{Matrix}#pay"), (task.Text("department"), task.Text("standsInFor"), task.Text("rule")));
        Assert.Equal(["E0017"], task["owners"]!.AsArray().Select(o => o!.GetValue<string>()));
        Assert.Contains("休假,由代理人处理", task["reason"]!.Text("zh"), StringComparison.Ordinal);
        Assert.Contains("is on leave", task["reason"]!.Text("en"), StringComparison.Ordinal);

        var chosen = opened["trace"]!.AsArray().Single(t => t!.Text("topic") == "owner")!;
        Assert.Equal((Matrix, "assigned"), (chosen["source"]!.Text("file"), chosen.Text("outcome")));
        var row = Row(chosen["source"]!.Text("pointer"));
        Assert.Equal("pay", row.Text("id")); // the place in the file is the row that is named
    }

    public void Dispose() => _definitions.Dispose();

    /// <summary>The event that opened a step, out of the document of the command that did, as it lies in the store.</summary>
    private static async Task<JsonNode> Opened(TestHost host, string id, string step, string revision)
    {
        var page = await host.Store.Query(Container.Cases, id, IdRange.Prefix("e-", 100), CancellationToken.None);
        var documents = page.Items.Select(i => JsonNode.Parse(i.Body.Span)!).ToList();
        Assert.All(documents, d => Assert.Equal((id, revision, Commit), (d.Text("case"), d.Text("revision"), d.Text("commit"))));
        return documents.SelectMany(d => d["events"]!.AsArray()).Single(e => e!.Text("type") == "task.opened" && e!.Text("step") == step)!;
    }

    private JsonNode Row(string pointer)
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(_definitions.Folder, Matrix)))!;
        return pointer.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(file, (at, part) => at is JsonArray rows ? rows[int.Parse(part, System.Globalization.CultureInfo.InvariantCulture)]! : at[part]!);
    }
}
