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

    private static object Transfer => new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } };

    private async Task<(JsonNode Entry, JsonNode Tree)> Refused(string submitter) =>
        Tree((await _host.Post(submitter, "/api/forms/transfer/submissions", Transfer)).Is(HttpStatusCode.UnprocessableEntity).Json);

    private static (JsonNode Entry, JsonNode Tree) Tree(JsonNode refused)
    {
        var entry = refused["trace"]!.AsArray().OfType<JsonNode>().Single(t => t.Text("topic") == "rule" && t.Text("outcome") == "false");
        return (entry, entry["because"]!);
    }
}
