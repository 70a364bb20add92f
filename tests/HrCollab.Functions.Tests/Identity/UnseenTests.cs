using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Tests.Imports;
using HrCollab.Functions.Tests.Portal;

namespace HrCollab.Functions.Tests.Identity;

/// <summary>Whether the existence of what somebody may not see is a secret, the manifest says.</summary>
public sealed class UnseenTests
{
    private const string Refused = "HR-PRM-107";

    private static readonly object Transfer = new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } };

    /// <summary>By default nothing tells what is hidden from what is not there.</summary>
    [Fact]
    public async Task S15_ByDefault_EveryExitAnswersAsOfWhatDoesNotExist()
    {
        await using var host = await TestHost.Started();
        foreach (var (hidden, missing) in await Exits(host))
        {
            var (one, other) = (await Asked(host, hidden), await Asked(host, missing));
            Assert.True(one.Status == HttpStatusCode.NotFound, $"{hidden}: {one.Text}");
            Assert.Equal(WithoutTrace(other), WithoutTrace(one));
        }

        foreach (var (hidden, missing) in await Pages(host))
        {
            var (one, other) = (await Opened(host, hidden), await Opened(host, missing));
            Assert.Equal(HttpStatusCode.NotFound, one.Status);
            Assert.Equal(other.Heading, one.Heading);
        }
    }

    [Fact]
    public async Task S15_WhereTheManifestSaysForbidden_EveryExitRefuses_AndWhatIsMissingStaysNotFound()
    {
        using var definitions = new OwnDefinitions().With("manifest.json", "\"publishDuty\"", "\"unseen\": \"forbidden\", \"publishDuty\"");
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        foreach (var (hidden, missing) in await Exits(host))
        {
            var told = await Asked(host, hidden);
            Assert.True(told.Status == HttpStatusCode.Forbidden, $"{hidden}: {told.Text}");
            Assert.Equal(Refused, told.Json.Text("code"));
            Assert.Equal("不在您的权限范围内。", told.Json.Text("title"));
            Assert.Equal(HttpStatusCode.NotFound, (await Asked(host, missing)).Status);
        }

        var english = await host.Send("E0046", HttpMethod.Get, "/api/records/person/E0042", null, language: "en");
        Assert.Equal("This lies outside your permission.", english.Is(HttpStatusCode.Forbidden).Json.Text("title"));
        foreach (var (hidden, missing) in await Pages(host))
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await Opened(host, hidden)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await Opened(host, missing)).Status);
        }

        // Lists say no more than before: what is not to be seen is not in them.
        Assert.DoesNotContain("E0042", (await host.Get("E0046", "/api/records/person")).Text, StringComparison.Ordinal);
        Assert.Empty((await host.Get("E0046", "/api/cases")).Items());
    }

    [Fact]
    public async Task AnotherWord_IsAFinding()
    {
        await using var host = await TestHost.Started();
        var manifest = (await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, "manifest.json"))).Replace("\"publishDuty\"", "\"unseen\": \"forbiden\", \"publishDuty\"", StringComparison.Ordinal);
        var found = (await host.Post("E0001", "/api/definitions/check", new { files = new[] { new { path = "manifest.json", text = manifest } } })).Is(HttpStatusCode.OK).Json;
        var finding = found["diagnostics"]!.AsArray().Single(d => d!.Text("code") == "HR-DEF-020")!;
        Assert.Contains("forbidden", finding.ToJsonString(), StringComparison.Ordinal);
    }

    /// <summary>Each exit asked about something E0046 may not see, and about something that is not there.</summary>
    private static async Task<List<(Question Hidden, Question Missing)>> Exits(TestHost host)
    {
        var (id, task, decisions) = await Hidden(host);
        var sent = (await ImportClient.Send(host, ImportClient.File(ImportClient.Rows(1).Select(r => r.Replace("1980-01-02", "2030-01-02", StringComparison.Ordinal))), "unseen-import")).Is(HttpStatusCode.Accepted);
        await ImportClient.Finished(host, sent);
        var row = (await ImportClient.Quarantined(host)).Single().Text("id");
        var columns = new { columns = new { title = "X" } };
        var (patch, input) = (new { workplace = new { seat = "X" } }, new { newDepartment = "rd2" });
        return
        [
            (new("GET", "/api/records/person/E0042"), new("GET", "/api/records/person/E9999")),
            (new("PATCH", "/api/records/person/E0042", patch), new("PATCH", "/api/records/person/E9999", patch)),
            (new("GET", $"/api/cases/{id}"), new("GET", "/api/cases/transfer-nothing")),
            (new("GET", $"/api/cases/{id}/trace"), new("GET", "/api/cases/transfer-nothing/trace")),
            (new("POST", $"/api/cases/{id}/tasks/{task}/approve", new { }), new("POST", $"/api/cases/transfer-nothing/tasks/{task}/approve", new { })),
            .. decisions.Select(d => (new Question("GET", $"/api/decisions/{d}"), new Question("GET", $"/api/decisions/{(d.StartsWith("refused.", StringComparison.Ordinal) ? "refused.nothing" : "transfer-nothing.1")}"))),
            (new("GET", "/api/forms/transfer?subject=E0042"), new("GET", "/api/forms/transfer?subject=E9999")),
            (new("POST", "/api/forms/transfer/evaluate", new { subject = "E0042", input }), new("POST", "/api/forms/transfer/evaluate", new { subject = "E9999", input })),
            (new("POST", "/api/forms/transfer/preflight", Transfer), new("POST", "/api/forms/transfer/preflight", new { subject = "E9999", input })),
            (new("POST", "/api/forms/transfer/submissions", Transfer), new("POST", "/api/forms/transfer/submissions", new { subject = "E9999", input })),
            (new("GET", "/api/board/person/E0042"), new("GET", "/api/board/person/E9999")),
            (new("GET", "/api/board/department/rd1"), new("GET", "/api/board/department/rd9")),
            (new("GET", sent.Location!), new("GET", "/api/imports/nothing")),
            (new("PATCH", $"/api/quarantine/{row}", columns), new("PATCH", $"/api/quarantine/{row[..row.IndexOf('~')]}~nothing", columns)),
            (new("GET", "/api/responsibilities/transfer?subject=E0042"), new("GET", "/api/responsibilities/transfer?subject=E9999")),
            (new("POST", "/api/definitions/try", new { kind = "permissions", id = "person", input = new { subject = "E0042" } }), new("POST", "/api/definitions/try", new { kind = "permissions", id = "person", input = new { subject = "E9999" } })),
        ];
    }

    private static async Task<List<(string Hidden, string Missing)>> Pages(TestHost host)
    {
        var (id, task, _) = await Hidden(host);
        return
        [
            ("/records/person/E0042", "/records/person/E9999"),
            ($"/cases/{id}", "/cases/transfer-nothing"),
            ($"/cases/{id}/tasks/{task}", $"/cases/transfer-nothing/tasks/{task}"),
            ("/forms/transfer?subject=E0042", "/forms/transfer?subject=E9999"),
        ];
    }

    /// <summary>A case about E0042, its task, and decisions of each sort: of the case, of the record, of a refused submission.</summary>
    private static async Task<(string Case, string Task, string[] Decisions)> Hidden(TestHost host)
    {
        var journey = await Journey.Submitted(host, "E0007", "transfer", Transfer, "unseen-1");
        var refused = (await host.Post("E0007", "/api/forms/transfer/submissions", new { subject = "E0042", input = new { newDepartment = "rd1", effectiveDate = "2026-10-12" } })).Is(HttpStatusCode.UnprocessableEntity).Json;
        return (journey.Id, (await journey.Task("release")).Text("id"), [$"{journey.Id}.1", "person:E0042.1", refused.Text("decisionId")]);
    }

    private static Task<Answer> Asked(TestHost host, Question question) =>
        host.Send("E0046", new HttpMethod(question.Method), question.Path, question.Body, ifMatch: question.Method == "PATCH" ? "\"1\"" : null);

    private static async Task<(HttpStatusCode Status, string? Heading)> Opened(TestHost host, string path)
    {
        using var browser = new Browser(host);
        await browser.SignIn("E0046");
        await browser.Open(path);
        return (browser.Status, browser.Page.QuerySelector("h1")?.TextContent);
    }

    private static string WithoutTrace(Answer answer)
    {
        var problem = answer.Json.AsObject();
        problem.Remove("traceId");
        return problem.ToJsonString();
    }

    private sealed record Question(string Method, string Path, object? Body = null);
}
