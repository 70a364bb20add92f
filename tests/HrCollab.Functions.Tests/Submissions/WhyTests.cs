using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Submissions;

/// <summary>X2, S35: who is refused sees the test that failed, what it read, what it needed and the line that says so; a secret stays one in the same tree.</summary>
public sealed class WhyTests : IAsyncLifetime
{
    private const string Rule =
        """
        { "id": "paid-enough", "require": "person.pay.baseSalary >= 90000 || person.employment.hireDate < date(\"1999-01-01\")",
          "message": { "zh": "薪资或司龄不满足", "en": "Neither pay nor seniority is enough" } },
        """;

    private readonly OwnDefinitions _definitions = new OwnDefinitions().With("rules/transfer-eligibility.rules.json", "\"conditions\": [", "\"conditions\": [" + Rule);
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.Started(definitions: _definitions.Folder);

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _definitions.Dispose();
    }

    [Fact]
    public async Task X2_RefusedSubmission_ShowsTheFailingTest_ItsValue_WhatItNeeds_AndTheLine()
    {
        var (entry, tree) = await Refused("E0001");
        Assert.Equal("rules/transfer-eligibility.rules.json", entry["source"]!.Text("file"));
        Assert.True(entry["source"]!["line"]!.GetValue<int>() > 1);
        Assert.Equal(("any", "false"), (tree.Text("kind"), tree.Text("verdict")));
        var pay = tree["parts"]![0]!;
        Assert.Equal(("person.pay.baseSalary", "false"), (pay["values"]![0]!.Text("path"), pay.Text("verdict")));
        Assert.Matches(@"^\d+\.00$", pay["values"]![0]!.Text("value"));
        Assert.Equal("基本工资 不小于 90000", pay.Text("needed"));
    }

    [Fact]
    public async Task X2_ViewerWithoutPay_SeesTheSameTree_WithoutTheValue()
    {
        var (_, all) = await Refused("E0001");
        var (_, tree) = await Refused("E0007"); // the head of the department does not read pay
        var secret = all["parts"]![0]!["values"]![0]!.Text("value");
        Assert.DoesNotContain(secret, tree.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(all["parts"]![0]!.Text("needed"), tree["parts"]![0]!.Text("needed"));
        Assert.Equal(all["parts"]![1]!.ToJsonString(), tree["parts"]![1]!.ToJsonString());
    }

    [Fact]
    public async Task X2_WithoutTheInput_ItCannotBeTold_AndAPersonDecides()
    {
        var person = (await _host.Get("E0001", "/api/records/person/E0042")).Is(HttpStatusCode.OK);
        var without = await _host.Patch("E0001", "/api/records/person/E0042", new { pay = new { baseSalary = (string?)null } }, person.ETag);
        without.Is(HttpStatusCode.OK);
        var created = (await _host.Post("E0001", "/api/forms/transfer/submissions", Transfer)).Is(HttpStatusCode.Created).Json;
        Assert.Equal("clarify", created["next"]!.Text("step"));
        var trace = (await _host.Get("E0001", $"/api/cases/{created.Text("id")}/trace")).Is(HttpStatusCode.OK).Json;
        var entry = trace["events"]!.AsArray().SelectMany(e => e!["trace"]?.AsArray() ?? []).OfType<JsonNode>().First(t => t.Text("topic") == "rule" && t.Text("outcome") == "unknown");
        Assert.Equal(("unknown", "unknown", "false"), (entry["because"]!.Text("verdict"), entry["because"]!["parts"]![0]!.Text("verdict"), entry["because"]!["parts"]![1]!.Text("verdict")));
        Assert.Contains("person.pay.baseSalary", entry.Text("text"), StringComparison.Ordinal);
    }

    /// <summary>The same case, the same tree: who does not read pay sees ■■ where others see the value, and the verdicts are theirs too.</summary>
    [Fact]
    public async Task X2_InTheCase_ThePayIsMaskedForWhoDoesNotReadIt()
    {
        var person = (await _host.Get("E0001", "/api/records/person/E0042")).Is(HttpStatusCode.OK);
        (await _host.Patch("E0001", "/api/records/person/E0042", new { pay = new { baseSalary = "95000.00" } }, person.ETag)).Is(HttpStatusCode.OK);
        var journey = await Journey.Submitted(_host, "E0007", "transfer", Transfer);
        var (all, masked) = (await Because("E0001", journey.Id), await Because("E0007", journey.Id));
        Assert.Equal(("95000.00", "true"), (all["parts"]![0]!["values"]![0]!.Text("value"), all["parts"]![0]!.Text("verdict")));
        Assert.Equal(("\u25A0\u25A0", "true"), (masked["parts"]![0]!["values"]![0]!.Text("value"), masked["parts"]![0]!.Text("verdict")));
        Assert.DoesNotContain("95000", masked.ToJsonString(), StringComparison.Ordinal);
    }

    /// <summary>Without the value nothing is claimed: the leaf and the whole are "cannot tell", and the task waits with somebody by name.</summary>
    [Fact]
    public async Task X2_WithoutTheInput_ThePersonWhoDecidesIsNamed_AndTheTreeOfAnyViewerSaysCannotTell()
    {
        var person = (await _host.Get("E0001", "/api/records/person/E0042")).Is(HttpStatusCode.OK);
        (await _host.Patch("E0001", "/api/records/person/E0042", new { pay = new { baseSalary = (string?)null } }, person.ETag)).Is(HttpStatusCode.OK);
        var journey = await Journey.Submitted(_host, "E0007", "transfer", Transfer);
        var task = await journey.Task("clarify");
        Assert.NotEmpty(task.Text("owner"));
        Assert.NotEqual("E0007", task.Text("owner"));
        foreach (var viewer in new[] { "E0001", "E0007" })
        {
            var tree = await Because(viewer, journey.Id);
            Assert.Equal(("unknown", "unknown"), (tree.Text("verdict"), tree["parts"]![0]!.Text("verdict")));
            Assert.Equal("person.pay.baseSalary", tree["parts"]![0]!["values"]![0]!.Text("path"));
        }
    }

    /// <summary>From the refusal by its decision to the line, in the text that decided, and the same again when it is decided again.</summary>
    [Fact]
    public async Task S35_ARefusal_LeadsToTheRuleInTheTextThatDecided_AndComesOutTheSameAgain()
    {
        var refused = (await _host.Post("E0007", "/api/forms/transfer/submissions", Transfer)).Is(HttpStatusCode.UnprocessableEntity).Json;
        var source = Tree(refused).Entry["source"]!;
        var decision = (await _host.Get("E0007", $"/api/decisions/{refused.Text("decisionId")}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(refused.Text("revision"), decision.Text("revision"));
        Assert.True(decision["reproduced"]!["same"]!.GetValue<bool>());
        Assert.Contains("rules/transfer-eligibility.rules.json", decision["definitions"]!.AsArray().Texts("file"));
        var definition = (await _host.Get("E0007", "/api/definitions/rules/transfer-eligibility")).Is(HttpStatusCode.OK).Json;
        var decided = source.Text("pointer").Split('/')[1..].Aggregate(definition["definition"]!, (node, step) => node is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!);
        Assert.Equal((decision.Text("revision"), "paid-enough"), (definition.Text("revision"), (decided["id"] ?? definition["definition"]!["conditions"]![0]!["id"])!.GetValue<string>()));
    }

    [Fact]
    public async Task X2_InEnglish_TheTreeIsEnglish()
    {
        var refused = (await _host.Send("E0001", HttpMethod.Post, "/api/forms/transfer/submissions", Transfer, language: "en")).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Equal("Base salary is at least 90000", Tree(refused).Tree["parts"]![0]!.Text("needed"));
    }

    [Fact]
    public async Task X2_OnThePage_TheTreeSaysWhichTestFailed_AndKeepsTheSecret()
    {
        using var browser = new Portal.Browser(_host);
        await browser.SignIn("E0007");
        await browser.Open("/forms/transfer?subject=E0042");
        await browser.Send("form.main", new() { ["newDepartment"] = "rd2", ["effectiveDate"] = "2026-10-12" }, "submit");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        var why = browser.Page.QuerySelector(".why")!.TextContent;
        Assert.Contains("若基本工资 不小于 90000,则可通过", why, StringComparison.Ordinal);
        Assert.Contains("基本工资 = \u25A0\u25A0", why, StringComparison.Ordinal);
        Assert.Contains("rules/transfer-eligibility.rules.json:", browser.Page.QuerySelector(".entries code")!.TextContent, StringComparison.Ordinal);
    }

    private async Task<JsonNode> Because(string viewer, string id) =>
        (await _host.Get(viewer, $"/api/cases/{id}/trace")).Is(HttpStatusCode.OK).Json["events"]!.AsArray().SelectMany(e => e!["trace"]?.AsArray() ?? []).OfType<JsonNode>()
            .First(t => t.Text("topic") == "rule" && t["because"]?["parts"]?[0]?["values"]?[0]?.Text("path") == "person.pay.baseSalary")["because"]!;

    private static object Transfer => new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } };

    private async Task<(JsonNode Entry, JsonNode Tree)> Refused(string submitter) =>
        Tree((await _host.Post(submitter, "/api/forms/transfer/submissions", Transfer)).Is(HttpStatusCode.UnprocessableEntity).Json);

    private static (JsonNode Entry, JsonNode Tree) Tree(JsonNode refused)
    {
        var entry = refused["trace"]!.AsArray().OfType<JsonNode>().Single(t => t.Text("topic") == "rule" && t.Text("outcome") == "false");
        return (entry, entry["because"]!);
    }
}
