using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>Decision tables through the front door: an outside program asks with its own, an analyst checks one, a form is decided by one.</summary>
public sealed class TryTableTests(Company company) : IClassFixture<Company>
{
    private TestHost Host => company.Host;

    [Theory]
    [InlineData("UNIQUE", 6, "matched", "r0", "0")]
    [InlineData("UNIQUE", 12, "matched", "r1", "1")]
    [InlineData("COLLECT", 30, "matched", "r1", "[1]")]
    [InlineData("UNIQUE", null, "unknown", "", "")]
    public async Task InlineTable_Decides_AndNamesTheRow(string policy, int? term, string outcome, string row, string value)
    {
        var answer = (await Try(HostileTables.Good(policy), term)).Is(HttpStatusCode.OK).Json;
        Assert.Equal(outcome, answer["outcome"]!.Text("outcome"));
        if (row.Length > 0) Assert.Equal((row, value), (answer["outcome"]!["rows"]![0]!.GetValue<string>(), answer["outcome"]!["outputs"]!["months"]!.ToJsonString()));
        else Assert.Equal("person.contract.termMonths", answer["outcome"]!["missing"]![0]!.GetValue<string>());
        Assert.Equal("rules/hostile.rules.json", answer["trace"]![0]!["source"]!.Text("file"));
    }

    /// <summary>What is wrong with the question is all that its refusal names: nothing of what the company is told about its own files.</summary>
    [Theory]
    [InlineData("EVERY", "HR-TBL-001")]
    [InlineData("UNIQUE", "HR-TBL-031", "< 12", "< 6")]
    public async Task ARefusedTable_NamesNothingButItself(string policy, string code, params string[] cells)
    {
        var refused = (await Try(HostileTables.Good(policy, cells), 6)).Is(HttpStatusCode.UnprocessableEntity).Json["diagnostics"]!.AsArray();
        Assert.Contains(refused, d => d!.Text("code") == code);
        Assert.All(refused, d => Assert.Equal("rules/hostile.rules.json", d!.Text("file")));
    }

    [Fact]
    public async Task X6_RemovedRowOfTheProbationTable_IsAGapWithAPerson_Renaming_ListsEveryUse()
    {
        var probation = await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, "rules/probation.rules.json"));
        var mid = probation[probation.IndexOf("{ \"id\": \"mid\"", StringComparison.Ordinal)..probation.IndexOf("{ \"id\": \"long\"", StringComparison.Ordinal)];
        var gap = Assert.Single(await Check("rules/probation.rules.json", probation.Replace(mid, "", StringComparison.Ordinal)), d => d.Text("code") == "HR-TBL-030");
        Assert.Equal("表有空缺:没有一行适用于 合同期限类型 固定期限、合同期限(月) 24。", gap.Text("message"));

        var standard = await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, "standards/person.standard.json"));
        var uses = (await Check("standards/person.standard.json", standard.Replace("\"id\": \"termMonths\"", "\"id\": \"months\"", StringComparison.Ordinal))).Where(d => d.Text("severity") == "error").ToList();
        Assert.All(uses, u => Assert.True(u["line"]!.GetValue<int>() > 0));
        Assert.Superset(
            new HashSet<string>(StringComparer.Ordinal) { "rules/probation.rules.json", "rules/statute-probation.rules.json", "forms/onboarding.form.json" }, uses.Select(u => u.Text("file")).ToHashSet(StringComparer.Ordinal));
    }

    [Fact]
    public async Task S35_CaseDecidedByATable_NamesItsRow_TheValuesAndTheLine()
    {
        var input = NewPerson.Form("E0092", 92);
        (input["contractKind"], input["termMonths"], input["probationMonths"]) = ("fixed", 24, 2);
        var journey = await Journey.Submitted(Host, "E0005", "onboarding", new { input });
        var entries = (await journey.Trace()).SelectMany(e => e!["trace"]?.AsArray() ?? []).OfType<JsonNode>().Where(t => t.Text("topic") == "table").ToList();
        var decided = entries.Single(e => e["source"]!.Text("file") == "rules/probation.rules.json");
        Assert.Equal(("matched", "/table/rows/2"), (decided.Text("outcome"), decided["source"]!.Text("pointer")));
        Assert.True(decided["source"]!["line"]!.GetValue<int>() > 10);
        Assert.Equal("“试用期”第 mid 行:试用期上限(月) = 2", decided.Text("text"));
        Assert.Contains(entries, e => e["source"]!.Text("file") == "rules/statute-probation.rules.json");
    }

    [Fact]
    public async Task X2_CheckThatCannotBeTold_SendsTheCaseToAPerson()
    {
        var without = HostileTables.Good(cells: ["< 3"]); // a gap from three months on
        without["id"] = "extra";
        using var definitions = new OwnDefinitions()
            .With("forms/onboarding.form.json", "\"rules\": [\"probation\"]", "\"rules\": [\"extra\", \"probation\"]")
            .With("forms/onboarding.form.json", "\"checks\": [", """
                "checks": [{ "id": "open", "require": "form.termMonths >= rules.extra.months", "at": "termMonths", "message": { "zh": "不够", "en": "Too short" } },
                """);
        await File.WriteAllTextAsync(Path.Combine(definitions.Folder, "rules", "extra.rules.json"), without.ToJsonString());
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        var input = NewPerson.Form("E0093", 93);
        (input["contractKind"], input["termMonths"], input["probationMonths"]) = ("fixed", 24, 2);
        var created = (await host.Post("E0005", "/api/forms/onboarding/submissions", new { input })).Is(HttpStatusCode.Created).Json;
        Assert.Equal("clarify", created["next"]!.Text("step"));
        var trace = (await host.Get("E0005", $"/api/cases/{created.Text("id")}/trace")).Is(HttpStatusCode.OK).Json["events"]!.AsArray().SelectMany(e => e!["trace"]?.AsArray() ?? []).OfType<JsonNode>();
        var open = Assert.Single(trace, t => t.Text("topic") == "form" && t.Text("outcome") == "unknown");
        Assert.Equal("rules.extra.months", open["because"]!["values"]!.AsArray().Single(v => v!["value"] is null)!.Text("path"));
    }

    [Fact]
    public async Task HostileTables_AreAnswered_AndAGoodOneStillDecides()
    {
        Assert.True(HostileTables.All.Count >= 40);
        foreach (var (name, definition) in HostileTables.All)
        {
            var answer = await Try(definition, 6);
            Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge, $"{name}: {answer.Status}");
        }

        Assert.Equal("matched", (await Try(HostileTables.Good(), 6)).Is(HttpStatusCode.OK).Json["outcome"]!.Text("outcome"));
    }

    private Task<Answer> Try(JsonObject definition, int? term) =>
        Host.Post("E0003", "/api/definitions/try", new JsonObject { ["kind"] = "rules", ["definition"] = definition.DeepClone(), ["input"] = new JsonObject { ["contract"] = new JsonObject { ["termMonths"] = term } } });

    private async Task<List<JsonNode>> Check(string path, string text) =>
        [.. (await Host.Send("E0001", HttpMethod.Post, "/api/definitions/check", new { files = new[] { new { path, text } } }, language: "zh-CN")).Is(HttpStatusCode.OK).Json["diagnostics"]!.AsArray().OfType<JsonNode>()];
}
