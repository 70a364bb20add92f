using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using HrCollab.Functions.Storage;

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

    private static async Task<string> Published(TestHost host)
    {
        var text = (await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, Workflow))).Replace("\"deadline\": \"15 wd\"", "\"deadline\": \"16 wd\"", StringComparison.Ordinal);
        var answer = await host.Post(Admin, "/api/revisions", new { files = new[] { new { path = Workflow, text } }, activate = true });
        Assert.True(answer.Status is HttpStatusCode.Created or HttpStatusCode.OK, answer.Text);
        return answer.Json.Text("id");
    }
}
