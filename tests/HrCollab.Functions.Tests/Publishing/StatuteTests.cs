using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>X14: what the law limits, no table of the company and no form goes beyond; the law itself is locked.</summary>
public sealed class StatuteTests(Company company) : IClassFixture<Company>
{
    private const string Admin = "E0023";
    private const string Probation = "rules/probation.rules.json";
    private const string Cases = "rules/probation.rules.cases.json";
    private const string Law = "rules/statute-probation.rules.json";

    private TestHost Host => company.Host;

    [Fact]
    public async Task X14_FourMonthsForTwoYears_AreNotPublished_AndTheLawIsCited()
    {
        var refused = (await Publish(Probation, await Changed(Probation, "\"[12..36)\"], \"then\": [2]", "\"[12..36)\"], \"then\": [4]"), "zh-CN")).Is(HttpStatusCode.UnprocessableEntity).Json;
        var finding = Assert.Single(refused["diagnostics"]!.AsArray().OfType<JsonNode>(), d => d.Text("severity") == "error");
        Assert.Equal(("HR-STA-001", Probation, "/table/rows/2/then/0"), (finding.Text("code"), finding.Text("file"), finding.Text("path")));
        Assert.Equal("试用期上限(月) 4 违反法定限度:合同期限类型 固定期限、合同期限(月) 24 时,不得超过 2(劳动合同法 第十九条)。", finding.Text("message"));
    }

    [Theory]
    [InlineData("\"short\", \"when\": [\"\\\"fixed\\\"\", \"[3..12)\"]", "\"short\", \"when\": [\"\\\"fixed\\\"\", \"[3..24)\"]", "HR-TBL-031")] // overlaps before it weakens
    [InlineData("12", "11", "HR-STA-001")] // eleven months: one is allowed
    [InlineData("\"task\", \"when\": [\"\\\"task\\\"\", \"-\"], \"then\": [0]", "\"task\", \"when\": [\"\\\"task\\\"\", \"-\"], \"then\": [1]", "HR-STA-001")]
    public async Task X14_EveryWayToBeHarsher_IsFound(string old, string text, string code)
    {
        var refused = (await Publish(Probation, await Changed(Probation, old, text))).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Contains(refused["diagnostics"]!.AsArray().OfType<JsonNode>(), d => d.Text("code") == code);
    }

    [Fact]
    public async Task X14_BeingKinder_IsPublished() => (await Publish(Probation, await Changed(Probation, "\">= 36\"], \"then\": [6]", "\">= 36\"], \"then\": [3]"), more: (Cases, (await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, Cases))).Replace("[\"long\"], \"outputs\": { \"maxMonths\": 6 }", "[\"long\"], \"outputs\": { \"maxMonths\": 3 }", StringComparison.Ordinal)))).Is(HttpStatusCode.Created);

    /// <summary>Without what the limit depends on it cannot be told whether six months are within it: the record is taken, and says what is missing.</summary>
    [Fact]
    public async Task X14_WhatCannotBeTold_IsANoticeThatNamesWhatIsMissing_OnRecordsAndForms()
    {
        await using var host = await TestHost.Started();
        var open = (await host.Get("E0001", "/api/records/person/E0042")).Is(HttpStatusCode.OK);
        var asked = new { contract = new { kind = (string?)null, probationMonths = 6 } };
        var taken = (await host.Send("E0001", HttpMethod.Patch, "/api/records/person/E0042", asked, ifMatch: open.ETag, language: "en")).Is(HttpStatusCode.OK).Json;
        var notice = Assert.Single(taken["notices"]!.AsArray(), n => n!.Text("code") == "HR-STA-013")!;
        Assert.Equal(("/contract/probationMonths", "Whether 'Probation in months' is within the law (Labour Contract Law, article 19) cannot be told without Contract term."), (notice.Text("pointer"), notice.Text("message")));

        var input = NewPerson.Form("E0093", 93);
        input.Remove("contractKind");
        input.Remove("termMonths");
        input["probationMonths"] = 6;
        var judged = (await host.Send("E0005", HttpMethod.Post, "/api/forms/onboarding/preflight", new { input }, language: "en")).Is(HttpStatusCode.OK).Json;
        Assert.Contains("cannot be told without Contract term, Term in months", judged.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    public async Task X4_CasesTakenAway_AreNotPublished(string cases)
    {
        var refused = (await Publish(Cases, cases)).Is(HttpStatusCode.UnprocessableEntity).Json;
        var lost = Assert.Single(refused["diagnostics"]!.AsArray().OfType<JsonNode>(), d => d.Text("severity") == "error");
        Assert.Equal(("HR-TST-007", Probation), (lost.Text("code"), lost.Text("file")));
        var check = (await Host.Post(Admin, "/api/definitions/check", new { files = new[] { new { path = "rules/mine.rules.json", text = """{ "id": "mine", "title": { "zh": "我", "en": "Mine" }, "subject": "person", "conditions": [{ "id": "a", "require": "has(person.contact.mobile)", "message": { "zh": "无", "en": "None" } }] }""" } } })).Is(HttpStatusCode.OK).Json;
        Assert.Equal("rules/mine.rules.json", Assert.Single(check["diagnostics"]!.AsArray(), d => d!.Text("code") == "HR-TST-008")!.Text("file"));
        Assert.True(check["accepted"]!.GetValue<bool>());
    }

    [Theory]
    [InlineData("\"no-fault\", \"when\": [\"\\\"no-fault\\\"\", \"-\"], \"then\": [null, 30]", "\"no-fault\", \"when\": [\"\\\"no-fault\\\"\", \"-\"], \"then\": [null, 15]")] // less notice than the law grants
    [InlineData("\"no-fault\", \"when\": [\"\\\"no-fault\\\"\", \"-\"], \"then\": [null, 30]", "\"no-fault\", \"when\": [\"\\\"no-fault\\\"\", \"-\"], \"then\": [null, null]")] // none
    [InlineData("\"then\": [3, null]", "\"then\": [7, null]")] // more than an employee owes in probation
    public async Task X14_NoticePeriods_AreHeldToTheLawBothWays(string old, string text)
    {
        var refused = (await Publish("rules/notice.rules.json", await Changed("rules/notice.rules.json", old, text))).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Contains(refused["diagnostics"]!.AsArray().OfType<JsonNode>(), d => d.Text("code") == "HR-STA-001" && d.Text("message").Contains("劳动合同法", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheLawItself_IsLocked()
    {
        var changed = (await Publish(Law, await Changed(Law, "\"then\": [2]", "\"then\": [4]"))).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Contains(changed["diagnostics"]!.AsArray().OfType<JsonNode>(), d => d.Text("code") == "HR-DEF-019" && d.Text("file") == Law);
        var removed = (await Publish(Law, "")).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Contains(removed["diagnostics"]!.AsArray().OfType<JsonNode>(), d => d.Text("code") == "HR-DEF-018");
        var unlocked = (await Publish("manifest.json", await Changed("manifest.json", "\"rules/statute-probation.rules.json\"", "\"rules/notice.rules.json\""))).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Contains(unlocked["diagnostics"]!.AsArray().OfType<JsonNode>(), d => d.Text("code") == "HR-STA-006");
    }

    [Fact]
    public async Task X14_WithoutATableOfTheCompany_TheLawHoldsForTheForm()
    {
        var form = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, "forms/onboarding.form.json")))!.AsObject();
        form.Remove("rules");
        form["checks"]!.AsArray().RemoveAll(c => c!.Text("id") == "probation-within-policy");
        foreach (var (months, expected) in new[] { (3, "HR-STA-007"), (2, null) })
        {
            var input = NewPerson.Form("E0091", 91);
            (input["contractKind"], input["termMonths"], input["probationMonths"]) = ("fixed", 24, months);
            var tried = (await Host.Send(
                "E0005", HttpMethod.Post, "/api/definitions/try", new { kind = "forms", id = "onboarding", input, files = new[] { new { path = "forms/onboarding.form.json", text = form.ToJsonString() }, new { path = "forms/onboarding.form.cases.json", text = "" } } }, language: "en")).Is(HttpStatusCode.OK).Json;
            Assert.Equal(expected is not null, tried.ToJsonString().Contains("Labour Contract Law, article 19", StringComparison.Ordinal) && tried.ToJsonString().Contains("goes beyond the law", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task X4_TableWhoseCaseFails_IsNotPublished_AndTheCaseIsNamed()
    {
        var refused = (await Publish(Probation, await Changed(Probation, "\"[12..36)\"], \"then\": [2]", "\"[12..36)\"], \"then\": [1]"), "en")).Is(HttpStatusCode.UnprocessableEntity).Json;
        var finding = Assert.Single(refused["diagnostics"]!.AsArray().OfType<JsonNode>(), d => d.Text("code") == "HR-TST-001" && d.Text("message").Contains("'one-year'", StringComparison.Ordinal));
        Assert.Equal("rules/probation.rules.cases.json", finding.Text("file"));
        var check = (await Host.Post(Admin, "/api/definitions/check", new { files = Array.Empty<object>() })).Is(HttpStatusCode.OK).Json["coverage"]!;
        Assert.Empty(check["missing"]!.AsArray());
        Assert.Equal(check["points"]!.GetValue<int>(), check["shown"]!.GetValue<int>());
        var without = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, "rules/probation.rules.cases.json")))!.AsArray();
        without.RemoveAll(c => c!.Text("id") == "task");
        var fewer = (await Host.Post(Admin, "/api/definitions/check", new { files = new[] { new { path = "rules/probation.rules.cases.json", text = without.ToJsonString() } } })).Is(HttpStatusCode.OK).Json["coverage"]!;
        Assert.Equal("/table/rows/5", Assert.Single(fewer["missing"]!.AsArray())!.Text("path"));
    }

    private Task<Answer> Publish(string path, string text, string? language = null, params (string Path, string Text)[] more) =>
        Host.Send(Admin, HttpMethod.Post, "/api/revisions", new { files = more.Prepend((path, text)).Select(f => new { path = f.Item1, text = f.Item2 }) }, language: language);

    private static async Task<string> Changed(string path, string old, string text)
    {
        var shipped = await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, path));
        Assert.Contains(old, shipped, StringComparison.Ordinal);
        return shipped.Replace(old, text, StringComparison.Ordinal);
    }
}
