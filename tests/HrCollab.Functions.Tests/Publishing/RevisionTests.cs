using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>Publishing over HTTP: what is published decides from then on, running cases stay, rolling back gives the very same revision.</summary>
public sealed class RevisionTests : IAsyncLifetime
{
    private const string Admin = "E0023";
    private const string Workflow = "workflows/transfer.workflow.json";
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-revisions-").FullName;
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.Started(_folder);

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task PublishedAndActivated_Decides_RunningCasesStay_AndRollingBackIsTheSameHash()
    {
        var before = await Active();
        var old = await Journey.Submitted(_host, "E0007", "transfer", Transfer("E0042"));
        var published = (await Publish(t => t.Replace("\"id\": \"hrbp\", \"row\": \"hrbp\", \"approve\": \"one\"", "\"id\": \"hrbp\", \"row\": \"hrbp\", \"approve\": \"all\"", StringComparison.Ordinal), activate: true)).Is(HttpStatusCode.Created).Json;
        Assert.NotEqual(before, published.Text("id"));
        Assert.True(published["active"]!.GetValue<bool>());
        Assert.Equal(published.Text("id"), (await Journey.Submitted(_host, "E0007", "transfer", Transfer("E0029")).ContinueWith(j => j.Result.Case()).Unwrap()).Text("revision"));
        Assert.Equal(before, (await old.Case()).Text("revision"));
        Assert.Equal("earlier", (await old.Case()).Text("running"));

        await _host.DisposeAsync(); // what was published outlives the process
        _host = await TestHost.Started(_folder);
        Assert.Equal(published.Text("id"), await Active());

        (await _host.Post(Admin, $"/api/revisions/{before}/activate")).Is(HttpStatusCode.OK);
        Assert.Equal(before, await Active());
        var list = (await _host.Get(Admin, "/api/revisions")).Is(HttpStatusCode.OK).Json;
        Assert.Equal([(before, 1, ""), (published.Text("id"), 1, "潘磊")], list["items"]!.AsArray().Select(i => (i!.Text("id"), i!["running"]!.GetValue<int>(), i["byName"]?.GetValue<string>() ?? "")).OrderBy(i => i.Item3.Length)); // each goes on with its own
        Assert.Equal([before], list["items"]!.AsArray().OfType<JsonNode>().Where(i => i["active"]!.GetValue<bool>()).Select(i => i.Text("id")));
        Assert.Equal([before, published.Text("id"), before], list["activations"]!.AsArray().Texts("id"));
        Assert.Equal([Admin, Admin, ""], list["activations"]!.AsArray().Select(a => a!["by"]?.GetValue<string>() ?? ""));
    }

    /// <summary>A repeated command gets its first answer and does nothing again, also when something else has been activated since.</summary>
    [Fact]
    public async Task SameKey_AnswersTheSame_AndDoesNothingAgain()
    {
        var before = await Active();
        var text = (await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, "workflows", "transfer.workflow.json"))).Replace("\"deadline\": \"15 wd\"", "\"deadline\": \"16 wd\"", StringComparison.Ordinal);
        var body = new { files = new[] { new { path = Workflow, text } }, activate = true };
        var first = (await _host.Post(Admin, "/api/revisions", body, "publish-1")).Is(HttpStatusCode.Created);
        (await _host.Post(Admin, $"/api/revisions/{before}/activate", null, "back-1")).Is(HttpStatusCode.OK);
        var again = (await _host.Post(Admin, "/api/revisions", body, "publish-1")).Is(HttpStatusCode.Created);
        Assert.Equal((first.Text, first.Location), (again.Text, again.Location));
        Assert.Equal(before, await Active());
        Assert.Equal("HR-API-007", (await _host.Post(Admin, "/api/revisions", new { files = new[] { new { path = Workflow, text } } }, "publish-1")).Is(HttpStatusCode.UnprocessableEntity).Json.Text("code"));

        (await _host.Post(Admin, $"/api/revisions/{first.Json.Text("id")}/activate", null, "on-1")).Is(HttpStatusCode.OK);
        var back = (await _host.Post(Admin, $"/api/revisions/{before}/activate", null, "back-1")).Is(HttpStatusCode.OK);
        Assert.Equal(first.Json.Text("id"), back.Json.Text("before"));
        Assert.Equal(first.Json.Text("id"), await Active());
        Assert.Equal(4, (await _host.Get(Admin, "/api/revisions")).Is(HttpStatusCode.OK).Json["activations"]!.AsArray().Count);
    }

    [Fact]
    public async Task DefinitionsWithAnError_AreNotPublished_AndNothingChanges()
    {
        var before = await Active();
        var refused = (await Publish(t => t.Replace("\"row\": \"receive\"", "\"row\": \"recieve\"", StringComparison.Ordinal), activate: true)).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Contains(refused["diagnostics"]!.AsArray().OfType<JsonNode>(), d => d.Text("code") == "HR-DEF-012" && d.Text("file") == Workflow);
        Assert.Equal(before, await Active());
        Assert.Single((await _host.Get(Admin, "/api/revisions")).Is(HttpStatusCode.OK).Json["items"]!.AsArray());
    }

    /// <summary>Process, step and the empty cell are named in both languages; what decides stays what it was.</summary>
    [Theory]
    [InlineData(Workflow, "\"row\": \"receive\", ", "HR-WFL-002", "transfer", "receive", "row")]
    [InlineData("responsibilities/transfer.responsibilities.json", "\"responsible\": { \"duty\": \"payroll\" },", "HR-RSP-001", "transfer", "pay", "责任人")]
    [InlineData("responsibilities/onboarding.responsibilities.json", "\"deadline\": \"on form.hireDate\",", "HR-RSP-001", "onboarding", "dayOne", "完成时限")]
    public async Task S8_AStepWithAnEmptyCell_IsNotPublished_AndProcessStepAndCellAreNamed(string path, string cell, string code, params string[] named)
    {
        var before = await Active();
        var text = await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, path));
        Assert.Contains(cell, text, StringComparison.Ordinal);
        var refused = (await _host.Post(Admin, "/api/revisions", new { files = new[] { new { path, text = text.Replace(cell, "", StringComparison.Ordinal) } }, activate = true })).Is(HttpStatusCode.UnprocessableEntity).Json;
        var finding = refused["diagnostics"]!.AsArray().OfType<JsonNode>().First(d => d.Text("code") == code);
        Assert.All(named, word => Assert.Contains(word, finding.Text("message"), StringComparison.Ordinal));
        Assert.Equal((path, "error"), (finding.Text("file"), finding.Text("severity")));
        Assert.True(finding["line"]!.GetValue<int>() > 1);
        Assert.Equal(before, await Active());
    }

    [Fact]
    public async Task PublishingTwice_IsOneRevision_AndOnlyTheDutyMay()
    {
        var first = (await Publish(t => t, activate: false)).Is(HttpStatusCode.OK).Json; // nothing changed: the active one
        Assert.Equal(await Active(), first.Text("id"));
        (await _host.Get("E0001", "/api/revisions")).Is(HttpStatusCode.Forbidden);
        (await _host.Post("E0001", "/api/revisions", new { files = Array.Empty<object>() })).Is(HttpStatusCode.Forbidden);
        (await _host.Post("E0001", $"/api/revisions/{await Active()}/activate")).Is(HttpStatusCode.Forbidden);
        (await _host.Post(Admin, $"/api/revisions/{new string('a', 64)}/activate")).Is(HttpStatusCode.NotFound);
    }

    private static object Transfer(string subject) => new { subject, input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } };

    private async Task<string> Active() => (await _host.Get(Admin, "/api/ready")).Is(HttpStatusCode.OK).Json.Text("revision");

    private async Task<Answer> Publish(Func<string, string> change, bool activate)
    {
        var text = change(await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, Workflow)));
        return await _host.Post(Admin, "/api/revisions", new { files = new[] { new { path = Workflow, text } }, note = "测试", activate });
    }
}
