using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using HrCollab.Functions.Tests.Http;
using HrCollab.Functions.Tests.Identity;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>S50: a pipeline publishes what people wrote and other people approved, and nothing else.</summary>
public sealed class ProgramPublishingTests : IAsyncLifetime
{
    private const string Pipeline = "client-of-the-pipeline";
    private const string Rules = "rules/transfer-eligibility.rules.json";
    private const string Permissions = "permissions/position.permissions.json";
    private const string Author = "E0007";
    private const string RuleOwner = "E0006";
    private const string Privacy = "E0022";

    private static readonly System.Text.Json.JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private Issuer _issuer = null!;
    private TestHost _host = null!;

    public async Task InitializeAsync()
    {
        _issuer = await Issuer.Started(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TestHost.Start), "https://hr.example/signin-oidc");
        _host = await TestHost.Started(environment: "Production", settings: [.. IssuedCompany.Settings(_issuer), "--Identity:Clients", $"{Pipeline}=definitions-pipeline"]);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task S50_AProgram_ActivatesWhatAnOwnerApproved_AndNothingBefore()
    {
        var before = await Active();
        var refused = await Publish([Author], activate: true, Changed(Rules, "first"));
        Assert.Equal((403, "HR-API-031"), (refused.Status, refused.Json.Text("code")));
        Assert.Equal(["employee-relations"], Duties(refused.Json, "missing"));
        Assert.Equal(before, await Active());

        var id = refused.Json.Text("revision"); // kept, so that it can be looked at
        Assert.Equal((403, "HR-API-034"), Coded(await Approve(id, Privacy))); // not of their duty
        Assert.Empty((await Approve(id, RuleOwner)).Json["missing"]!.AsArray());
        Assert.Equal(200, (await Program($"/api/revisions/{id}/activate", "{}")).Status);
        Assert.Equal(id, await Active());
        var listed = JsonNode.Parse((await Ask.Raw(_host, await _issuer.ProgramToken(Pipeline), HttpMethod.Get, "/api/revisions")).Text)!;
        Assert.Equal("service:definitions-pipeline", listed["activations"]![0]!.Text("by"));
    }

    [Fact]
    public async Task S50_WhoWroteIt_DoesNotApproveIt_AndAProgramCannotApproveForAnybody()
    {
        var id = (await Publish([RuleOwner], activate: false, Changed(Rules, "own"))).Json.Text("id");
        Assert.Equal((403, "HR-API-033"), Coded(await Approve(id, RuleOwner)));
        Assert.Equal((403, "HR-IDN-004"), Coded(await Program($"/api/revisions/{id}/approvals", "{}")));
        Assert.Equal((403, "HR-API-031"), Coded(await Program($"/api/revisions/{id}/activate", "{}")));

        // Said to be somebody else's afterwards, it stays theirs too.
        await Publish([Author], activate: false, Changed(Rules, "own"));
        Assert.Equal((403, "HR-API-033"), Coded(await Approve(id, RuleOwner)));
    }

    /// <summary>Two say at once who wrote it: both are known, and neither approves it.</summary>
    [Fact]
    public async Task S50_AuthorsThatAreSaidAtOnce_AreAllKnown()
    {
        await _host.DisposeAsync();
        FaultyStore store = null!;
        _host = await TestHost.Started(
            environment: "Production", store: TestStore.Sqlite, configure: services => FaultyStore.Over(services, s => store = s), settings: [.. IssuedCompany.Settings(_issuer), "--Identity:Clients", $"{Pipeline}=definitions-pipeline"]);
        store.Before = async batch =>
        {
            if (!batch.Operations.Any(o => o.Id.StartsWith("author", StringComparison.Ordinal))) return;
            store.Before = null;
            await Publish([RuleOwner], activate: false, Changed(Rules, "both"));
        };
        var id = (await Publish([Author], activate: false, Changed(Rules, "both"))).Json.Text("id");
        Assert.Equal((403, "HR-API-033"), Coded(await Approve(id, RuleOwner)));
    }

    /// <summary>Everything that differs needs its owner; what was approved over another active set was not looked at over this one.</summary>
    [Fact]
    public async Task S50_EveryOwnerIsNeeded_AndAnApprovalCountsOverTheSetItWasGivenOver()
    {
        var both = (await Publish([Author], activate: false, Changed(Rules, "both"), Changed(Permissions, "both"))).Json;
        Assert.Equal(["employee-relations", "privacy"], Duties(both, "approvers"));
        Assert.Equal(["privacy"], Duties((await Approve(both.Text("id"), RuleOwner)).Json, "missing"));
        Assert.Equal((403, "HR-API-031"), Coded(await Program($"/api/revisions/{both.Text("id")}/activate", "{}")));

        var other = (await Publish([Author], activate: false, Changed(Rules, "other"))).Json.Text("id");
        await Approve(other, RuleOwner);
        await Approve(both.Text("id"), Privacy);
        Assert.Equal(200, (await Program($"/api/revisions/{other}/activate", "{}")).Status);
        var stale = await Program($"/api/revisions/{both.Text("id")}/activate", "{}");
        Assert.Equal(["employee-relations", "privacy"], Duties(stale.Json, "missing"));
        await Approve(both.Text("id"), RuleOwner);
        await Approve(both.Text("id"), Privacy);
        Assert.Equal(200, (await Program($"/api/revisions/{both.Text("id")}/activate", "{}")).Status);
    }

    [Fact]
    public async Task S50_WithoutKnownAuthors_OrALineThatSaysSo_NoProgramPublishes()
    {
        Assert.Equal((422, "HR-API-032"), Coded(await Publish(["somebody@elsewhere.example"], activate: false, Changed(Rules, "strange"))));
        var nobody = (await Publish([], activate: false, Changed(Rules, "nobody"))).Json.Text("id");
        Assert.Equal(["employee-relations"], Duties((await Approve(nobody, RuleOwner)).Json, "missing"));
        Assert.Equal((403, "HR-API-031"), Coded(await Program($"/api/revisions/{nobody}/activate", "{}")));

        var directory = await _issuer.ProgramToken(IssuedCompany.Client); // a program without the right
        var refused = await Ask.Raw(_host, directory, HttpMethod.Post, "/api/revisions", Encoding.UTF8.GetBytes(Body([Author], activate: false, Changed(Rules, "first"))));
        Assert.Equal((403, "HR-API-022"), (refused.Status, JsonNode.Parse(refused.Text)!.Text("code")));
        Assert.Equal(403, (await Ask.Raw(_host, directory, HttpMethod.Get, "/api/revisions")).Status);
    }

    /// <summary>What is active needs no approval and what was refused has none: neither is a way for a program to close feedback.</summary>
    [Fact]
    public async Task X24_AProgram_ClosesFeedbackOnlyWithWhatOthersApproved()
    {
        var given = await Send(await _issuer.PersonToken(Author), "/api/feedback", """{"element":{"kind":"rules","id":"transfer-eligibility"},"text":"看不懂。"}""");
        Assert.Equal(201, given.Status);
        var closes = new JsonObject { ["id"] = given.Json.Text("id") };
        Assert.Empty((await Program("/api/revisions", Closing(closes, activate: false))).Json["feedback"]!["closed"]!.AsArray());
        Assert.Empty((await Program("/api/revisions", Closing(closes, activate: true))).Json["feedback"]!["closed"]!.AsArray());
        var refused = await Program("/api/revisions", Closing(closes, activate: true, Changed(Rules, "first")));
        Assert.Equal((403, "HR-API-031"), Coded(refused));
        await Approve(refused.Json.Text("revision"), RuleOwner);
        var done = await Program("/api/revisions", Closing(closes, activate: true, Changed(Rules, "first")));
        Assert.Equal([given.Json.Text("id")], done.Json["feedback"]!["closed"]!.AsArray().Select(i => i!.GetValue<string>()));

        static string Closing(JsonObject closes, bool activate, params (string Path, string Text)[] files)
        {
            var body = JsonNode.Parse(Body([Author], activate, files))!;
            body["closes"] = new JsonArray(closes.DeepClone());
            return body.ToJsonString();
        }
    }

    [Fact]
    public async Task S50_TheRightOfALineIsForProgramsOnly()
    {
        var (path, text) = Changed(Permissions, "line");
        var body = new JsonObject { ["files"] = new JsonArray(new JsonObject { ["path"] = path, ["text"] = text.Replace("\"create\": true", "\"create\": true, \"publish\": true", StringComparison.Ordinal) }) };
        var answer = await Ask.Raw(_host, await _issuer.PersonToken("E0001"), HttpMethod.Post, "/api/definitions/check", Encoding.UTF8.GetBytes(body.ToJsonString()));
        Assert.Contains(JsonNode.Parse(answer.Text)!["diagnostics"]!.AsArray(), d => d!.Text("code") == "HR-PRM-011");
    }

    private static IEnumerable<string> Duties(JsonNode answer, string member) => answer[member]!.AsArray().Select(d => d!.GetValue<string>());

    private static (int, string) Coded((int Status, JsonNode Json) answer) => (answer.Status, answer.Json.Text("code"));

    private async Task<string> Active() => (await _host.Http.GetFromJsonAsync<JsonNode>("/api/ready"))!.Text("revision");

    private Task<(int Status, JsonNode Json)> Publish(string[] authors, bool activate, params (string Path, string Text)[] files) => Program("/api/revisions", Body(authors, activate, files));

    private static string Body(string[] authors, bool activate, params (string Path, string Text)[] files) => new JsonObject
    {
        ["files"] = new JsonArray([.. files.Select(f => (JsonNode)new JsonObject { ["path"] = f.Path, ["text"] = f.Text })]),
        ["authors"] = new JsonArray([.. authors.Select(a => (JsonNode)a)]),
        ["activate"] = activate,
    }.ToJsonString();

    private async Task<(int Status, JsonNode Json)> Approve(string id, string person) => await Send(await _issuer.PersonToken(person), $"/api/revisions/{id}/approvals", "{}");

    private async Task<(int Status, JsonNode Json)> Program(string path, string body) => await Send(await _issuer.ProgramToken(Pipeline), path, body);

    private async Task<(int Status, JsonNode Json)> Send(string token, string path, string body)
    {
        var (status, _, text) = await Ask.Raw(_host, token, HttpMethod.Post, path, Encoding.UTF8.GetBytes(body));
        return (status, JsonNode.Parse(text)!);
    }

    /// <summary>The shipped file with another title.</summary>
    private static (string Path, string Text) Changed(string path, string mark)
    {
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(TestHost.DefinitionsPath, path)))!;
        root["title"]!["en"] = $"{root["title"]!.Text("en")} ({mark})";
        return (path, root.ToJsonString(Written));
    }
}
