using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Tests.Portal;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>S31: whatever was decided names the revision and the git commit it can be looked up under, of the folder or of a publication.</summary>
public sealed class CommitTests : IDisposable
{
    private const string Workflow = "workflows/transfer.workflow.json";
    private static readonly string Commit = new('a', 40);
    private static readonly string Published = new('b', 40);
    private readonly OwnDefinitions _definitions = new OwnDefinitions().At(Commit);

    [Fact]
    public async Task S31_EveryAnswer_NamesRevisionAndCommit()
    {
        await using var host = await TestHost.Started(definitions: _definitions.Folder);
        var body = new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } };
        var submitted = (await host.Post("E0007", "/api/forms/transfer/submissions", body)).Is(HttpStatusCode.Created).Json;
        var journey = Journey.Of(host, submitted.Text("case"), "E0007");
        var task = submitted["tasks"]![0]!;
        var row = (await host.Get(task.Text("owner"), "/api/tasks")).Items().Single(t => t!.Text("case") == journey.Id)!;
        var decision = (await host.Get("E0001", $"/api/decisions/{submitted.Text("decisionId")}")).Is(HttpStatusCode.OK).Json;
        var acted = await journey.Approve(task.Text("step"));
        var record = (await host.Get("E0001", "/api/records/person/E0042")).Is(HttpStatusCode.OK).Json;
        var preflight = (await host.Post("E0007", "/api/forms/transfer/preflight", body)).Is(HttpStatusCode.OK).Json;
        var named = new List<JsonNode> { submitted, row, decision, acted, await journey.Case(), record, record["sources"]!["identity"]!, preflight };
        named.AddRange((await journey.Trace())!);
        Assert.All(named, n => Assert.Equal((submitted.Text("revision"), Commit), (n.Text("revision"), n.Text("commit"))));

        using var browser = new Browser(host);
        await browser.SignIn("E0007");
        await browser.Open($"/cases/{journey.Id}");
        Assert.Contains($"git {Commit[..12]}", browser.Text, StringComparison.Ordinal);
        await browser.Open(browser.Page.QuerySelector("p.lead a[href^='/records/']")!.GetAttribute("href")!);
        Assert.Contains("高子涵", browser.Text, StringComparison.Ordinal);
        Assert.Contains(Commit[..12], browser.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S31_APublishedRevision_IsNamedByTheCommitItWasPublishedFrom_AlsoAfterARestart()
    {
        var folder = Directory.CreateTempSubdirectory("hrcollab-test-").FullName;
        var text = (await File.ReadAllTextAsync(Path.Combine(_definitions.Folder, Workflow))).Replace("是否调薪", "工资是否变化", StringComparison.Ordinal);
        await using (var host = await TestHost.Started(folder, definitions: _definitions.Folder))
        {
            var files = new[] { new { path = Workflow, text } };
            (await host.Post("E0023", "/api/revisions", new { files, commit = "main" })).Is(HttpStatusCode.BadRequest);
            (await host.Post("E0023", "/api/revisions", new { files, activate = true, commit = Published })).Is(HttpStatusCode.Created);
            Assert.Equal(Published, await Answered(host, "E0042"));
        }

        await using (var host = await TestHost.Started(folder, definitions: _definitions.Folder)) Assert.Equal(Published, await Answered(host, "E0029"));
        Directory.Delete(folder, recursive: true);
    }

    public void Dispose() => _definitions.Dispose();

    private static async Task<string> Answered(TestHost host, string subject) =>
        (await host.Post("E0007", "/api/forms/transfer/submissions", new { subject, input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } })).Is(HttpStatusCode.Created).Json.Text("commit");
}
