using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Tests.Portal;

namespace HrCollab.Functions.Tests.Subsidiaries;

/// <summary>A subsidiary is added by adding definitions: its people get what it says, everybody else what the group says (S57).</summary>
public sealed class SubsidiaryTests : IAsyncLifetime
{
    private const string Admin = "E0023";
    private const string OfShanghai = "E0043";
    private const string OfTheGroup = "E0042";
    private const string Shanghai = "subsidiaries/shanghai/";
    private readonly OwnDefinitions _definitions = new OwnDefinitions().WithSubsidiary();
    private TestHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await TestHost.Started(definitions: _definitions.Folder);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _definitions.Dispose();
    }

    [Fact]
    public async Task S57_ItsPeopleGetItsFormStepsAndOwners_EverybodyElseTheGroups()
    {
        // One form by name: with a field more for the subsidiary's people.
        Assert.Contains("consentOn", await Fields(OfShanghai));
        Assert.DoesNotContain("consentOn", await Fields(OfTheGroup));
        Assert.Equal("/input/consentOn", (await _host.Post("E0001", "/api/forms/transfer/submissions", Transfer(OfShanghai, "rd1"))).Is(HttpStatusCode.UnprocessableEntity).Json["errors"]![0]!.Text("pointer"));

        var theirs = await Journey.Submitted(_host, "E0001", "transfer", Transfer(OfShanghai, "rd1", "2026-09-15"));
        var ours = await Journey.Submitted(_host, "E0001", "transfer", Transfer(OfTheGroup, "rd2"));
        foreach (var step in new[] { "release", "receive", "hrbp" })
        {
            await theirs.Approve(step);
            await ours.Approve(step);
        }

        Assert.Equal(["union"], await theirs.OpenSteps());
        await theirs.Approve("union");
        Assert.Equal("E0002", (await theirs.Task("approval")).Text("owner")); // the general manager, as the subsidiary says
        Assert.Equal("transfer@shanghai", (await theirs.Case()).Text("workflow"));
        Assert.Equal(["approval"], await ours.OpenSteps());
        Assert.Equal("transfer", (await ours.Case()).Text("workflow"));

        // The trace names the file that decided: the subsidiary's for what it says, the group's for what it inherits.
        var sources = (await theirs.Trace()).ToJsonString();
        Assert.Contains("subsidiaries/shanghai.subsidiary.json", sources, StringComparison.Ordinal);
        Assert.Contains(Shanghai + "responsibilities/transfer.responsibilities.json", sources, StringComparison.Ordinal);
        Assert.Contains("\"responsibilities/transfer.responsibilities.json", sources, StringComparison.Ordinal);
        Assert.DoesNotContain("subsidiaries/", (await ours.Trace()).ToJsonString(), StringComparison.Ordinal);
        Assert.Single((await _host.Get("E0001", "/api/forms")).Items(), f => f!.Text("id") == "transfer");
    }

    /// <summary>Nobody wrote a form of onboarding for it: the group's asks the table of the subsidiary in which the new person will work.</summary>
    [Fact]
    public async Task S57_TheGroupsForm_AsksTheTableOfTheSubsidiary()
    {
        var (theirs, ours) = (NewPerson.Form("E0081", 81), NewPerson.Form("E0082", 82));
        (theirs["department"], theirs["position"], theirs["manager"]) = ("rd2", "rd2-engineer", "E0008");
        theirs["probationMonths"] = ours["probationMonths"] = 4;
        var refused = (await _host.Post("E0005", "/api/forms/onboarding/submissions", new { input = theirs })).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Equal("/input/probationMonths", refused["errors"]![0]!.Text("pointer"));
        Assert.Contains("\"3\"", refused["trace"]!.ToJsonString(), StringComparison.Ordinal); // the subsidiary's limit, where the group's is 6
        (await _host.Post("E0005", "/api/forms/onboarding/submissions", new { input = ours })).Is(HttpStatusCode.Created);
        theirs["probationMonths"] = 3;
        Assert.Equal("onboarding@shanghai", (await (await Journey.Submitted(_host, "E0005", "onboarding", new { input = theirs })).Case()).Text("workflow"));
    }

    [Fact]
    public async Task S57_Matrix_IsTheOneThatHoldsForWhomItIsAbout()
    {
        Assert.Contains("union", (await _host.Get("E0001", $"/api/responsibilities/transfer?subject={OfShanghai}")).Is(HttpStatusCode.OK).Json["rows"]!.AsArray().Texts("step"));
        Assert.DoesNotContain("union", (await _host.Get("E0001", $"/api/responsibilities/transfer?subject={OfTheGroup}")).Is(HttpStatusCode.OK).Json["rows"]!.AsArray().Texts("step"));
        Assert.Contains((await _host.Get("E0001", "/api/responsibilities")).Items(), m => m!.Text("id") == "transfer@shanghai" && m!.Text("title").Contains("上海子公司", StringComparison.Ordinal));
    }

    /// <summary>What conflicts with the group, or with the law, is not activated; what was active stays.</summary>
    [Theory]
    [InlineData("forms/transfer.form.json", """{ "id": "transfer", "inherits": "transfer", "sections": [{ "id": "move", "fields": [{ "id": "newDepartment", "required": false }] }] }""", "HR-GRP-001")]
    [InlineData("rules/probation.rules.json", """{ "id": "probation", "inherits": "probation", "table": { "rows": [{ "id": "mid", "then": [4] }] } }""", "HR-STA-001")]
    [InlineData("rules/statute-probation.rules.json", """{ "id": "statute-probation", "inherits": "statute-probation" }""", "HR-INH-005")]
    [InlineData("standards/person.standard.json", """{ "id": "person", "inherits": "person" }""", "HR-INH-004")]
    [InlineData("workflows/transfer.workflow.json", """{ "id": "transfer", "inherits": "transfer", "steps": [{ "id": "union", "row": "union", "approve": "one" }], "visibleTo": ["self", "gm"] }""", "HR-GRP-003")]
    public async Task S57_Conflict_IsRefusedWithItsPlace_AndWhatIsActiveStays(string path, string text, string code)
    {
        var before = (await _host.Get(Admin, "/api/ready")).Is(HttpStatusCode.OK).Json.Text("revision");
        var refused = (await _host.Post(Admin, "/api/revisions", new { files = new[] { new { path = Shanghai + path, text } }, activate = true })).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Contains(refused["diagnostics"]!.AsArray(), d => d!.Text("code") == code && d!.Text("file") == Shanghai + path && d!.Text("severity") == "error");
        Assert.Equal(before, (await _host.Get(Admin, "/api/ready")).Json.Text("revision"));
    }

    /// <summary>A subsidiary comes in with the next activation, without a restart.</summary>
    [Fact]
    public async Task S57_AnotherSubsidiary_IsAddedByFilesAlone()
    {
        var files = new[]
        {
            new { path = "subsidiaries/trade.subsidiary.json", text = """{ "id": "trade", "title": { "zh": "贸易公司", "en": "Trade" }, "department": "sales" }""" },
            new { path = "subsidiaries/trade/responsibilities/transfer.responsibilities.json", text = """{ "id": "transfer", "inherits": "transfer@shanghai", "rows": [{ "id": "approval", "responsible": { "duty": "legal" } }] }""" },
        };
        (await _host.Post(Admin, "/api/revisions", new { files, activate = true })).Is(HttpStatusCode.Created);
        var route = (await _host.Post("E0001", "/api/forms/transfer/preflight", Transfer("E0049", "rd1"))).Is(HttpStatusCode.OK).Json["route"]!.AsArray();
        Assert.Contains("E0013", route.Single(s => s!.Text("step") == "approval")!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("union", route.Texts("step")); // a row of its matrix, which its workflow, the group's, does not go through
    }

    /// <summary>Its deadlines count by a calendar of its own, and the law stays the group's.</summary>
    [Fact]
    public async Task S57_CalendarOfItsOwn_IsActivated()
    {
        var files = new[] { new { path = "subsidiaries/shanghai.subsidiary.json", text = """{ "id": "shanghai", "title": { "zh": "上海子公司", "en": "Shanghai company" }, "department": "rd2", "calendar": "cn" }""" } };
        (await _host.Post(Admin, "/api/revisions", new { files, activate = true })).Is(HttpStatusCode.Created);
        Assert.Contains("consentOn", await Fields(OfShanghai));
    }

    /// <summary>What a new subsidiary would have changed of earlier submissions is told as for any other change.</summary>
    [Fact]
    public async Task S57_Replay_TellsWhatANewSubsidiaryChanges()
    {
        await Journey.Submitted(_host, "E0001", "transfer", Transfer(OfTheGroup, "rd2"));
        var files = new[]
        {
            new { path = "subsidiaries/beijing.subsidiary.json", text = """{ "id": "beijing", "title": { "zh": "北京子公司", "en": "Beijing company" }, "department": "rd1" }""" },
            new { path = "subsidiaries/beijing/responsibilities/transfer.responsibilities.json", text = """{ "id": "transfer", "inherits": "transfer@shanghai" }""" },
            new { path = "subsidiaries/beijing/workflows/transfer.workflow.json", text = """{ "id": "transfer", "inherits": "transfer@shanghai" }""" },
        };
        var answer = (await _host.Post("E0001", "/api/revisions/active/replay", new { files })).Is(HttpStatusCode.OK).Json;
        var item = Assert.Single(answer["items"]!.AsArray())!;
        Assert.Equal(("accepted", "accepted"), (item.Text("before"), item.Text("after")));
        Assert.Contains(item["differences"]!.AsArray(), d => d!.Text("what") == "step.added" && d!.Text("step") == "union");
    }

    [Fact]
    public async Task S57_MatrixOfAnotherCompanyOnly_IsNotThere()
    {
        var text = (await File.ReadAllTextAsync(Path.Combine(_definitions.Folder, "responsibilities", "transfer.responsibilities.json"))).Replace("\"id\": \"transfer\"", "\"id\": \"only\"", StringComparison.Ordinal);
        (await _host.Post(Admin, "/api/revisions", new { files = new[] { new { path = Shanghai + "responsibilities/only.responsibilities.json", text } }, activate = true })).Is(HttpStatusCode.Created);
        (await _host.Get("E0001", $"/api/responsibilities/only@shanghai?subject={OfShanghai}")).Is(HttpStatusCode.OK);

        // For whom the person is not there, they are not there here either, wherever they work.
        var unseen = await Task.WhenAll(new[] { OfTheGroup, OfShanghai, "E9999" }.Select(p => _host.Get("E0060", $"/api/responsibilities/only@shanghai?subject={p}")));
        Assert.Single(unseen.Select(u => (u.Status, u.Json.Text("code"), u.Json.Text("title"))).Distinct());
        Assert.All(unseen, u => u.Is(HttpStatusCode.NotFound));
        (await _host.Get("E0001", $"/api/responsibilities/only@shanghai?subject={OfTheGroup}")).Is(HttpStatusCode.NotFound);
    }

    /// <summary>A draft of somebody new opens in the form of the company that it names.</summary>
    [Fact]
    public async Task S57_DraftOfANewPerson_OpensInTheFormOfTheirCompany()
    {
        var files = new[]
        {
            new
            {
                path = Shanghai + "forms/onboarding.form.json",
                text = """{ "id": "onboarding", "inherits": "onboarding", "sections": [{ "id": "job", "fields": [{ "id": "badge", "title": { "zh": "工牌", "en": "Badge" }, "type": "text", "maxLength": 20, "purpose": { "zh": "门禁", "en": "Doors" } }] }] }""",
            },
        };
        (await _host.Post(Admin, "/api/revisions", new { files, activate = true })).Is(HttpStatusCode.Created);
        (await _host.Send("E0005", HttpMethod.Put, "/api/forms/onboarding/drafts/portal", new { input = new { department = "rd2", badge = "B-7071" } })).Is(HttpStatusCode.OK);
        using var browser = new Browser(_host);
        await browser.SignIn("E0005");
        await browser.Open("/forms/onboarding");
        Assert.Equal("B-7071", browser.Page.QuerySelector("[name=badge]")?.GetAttribute("value"));
        var sent = NewPerson.Form("E0083", 83);
        (sent["department"], sent["badge"], sent["position"]) = ("rd2", "B-7072", "no-such-position");
        (await _host.Post("E0005", "/api/forms/onboarding/submissions", new { input = sent })).Is(HttpStatusCode.UnprocessableEntity);
        var page = (await _host.Get("E0005", "/api/refusals")).Items().Select(r => r!.Text("page")).First(p => p.Contains("refused=", StringComparison.Ordinal));
        await browser.Open(page);
        Assert.Equal("B-7072", browser.Page.QuerySelector("[name=badge]")?.GetAttribute("value"));
    }

    private async Task<List<string>> Fields(string subject) =>
        [.. (await _host.Get("E0001", $"/api/forms/transfer?subject={subject}")).Is(HttpStatusCode.OK).Json["sections"]!.AsArray().SelectMany(s => s!["fields"]!.AsArray().Texts("id"))];

    private static object Transfer(string subject, string department, string? consent = null)
    {
        var input = new Dictionary<string, object>(StringComparer.Ordinal) { ["newDepartment"] = department, ["effectiveDate"] = "2026-10-12" };
        if (consent is not null) input["consentOn"] = consent;
        return new { subject, input };
    }
}
