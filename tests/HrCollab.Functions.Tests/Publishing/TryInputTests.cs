using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>X2: a slip in the input of a question is answered as a slip, not as "cannot tell".</summary>
public sealed class TryInputTests(Company company) : IClassFixture<Company>
{
    private const string Rules = """
        { "id": "mine", "title": { "zh": "我的", "en": "Mine" }, "subject": "person", "conditions": [
          { "id": "active", "require": "person.employment.status == \"active\"", "message": { "zh": "不在职", "en": "Not active" } }] }
        """;

    [Theory]
    [InlineData("""{ "employment": { "statsu": "active" } }""", "/employment/statsu", "HR-STD-115", "Did you mean 'status'?")]
    [InlineData("""{ "employmnet": { "status": "active" } }""", "/employmnet", "HR-STD-115", "'employmnet'")]
    [InlineData("""{ "employment": { "status": "在职" } }""", "/employment/status", "HR-STD-103", "在职")]
    [InlineData("""{ "employment": { "status": 1 } }""", "/employment/status", "HR-STD-102", "must be")]
    [InlineData("""[1]""", "", "HR-STD-102", "an object")]
    public async Task X2_AMisspeltInput_IsAnsweredWithTheFinding_ByRulesTablesAndExpressions(string input, string pointer, string code, string words)
    {
        JsonNode[] questions =
        [
            new JsonObject { ["kind"] = "rules", ["definition"] = JsonNode.Parse(Rules) },
            new JsonObject { ["kind"] = "rules", ["id"] = "probation" },
            new JsonObject { ["kind"] = "expressions", ["expression"] = "person.employment.status == \"active\"", ["subject"] = "person" },
        ];
        foreach (var question in questions)
        {
            question["input"] = JsonNode.Parse(input);
            var answer = (await Try(question)).Is(HttpStatusCode.OK).Json;
            Assert.False(answer["outcome"]!["accepted"]!.GetValue<bool>());
            var violation = Assert.Single(answer["outcome"]!["violations"]!.AsArray())!;
            Assert.Equal((pointer, code), (violation.Text("pointer"), violation.Text("code")));
            Assert.Contains(words, violation.Text("en"), StringComparison.Ordinal);
            Assert.Equal(("input", "refused"), (answer["trace"]![0]!.Text("topic"), answer["trace"]![0]!.Text("outcome")));
            Assert.DoesNotContain("unknown", answer["outcome"]!.ToJsonString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ANormalisedInput_IsJudged_AndTheTraceSaysSo()
    {
        var answer = (await Try(new JsonObject { ["kind"] = "expressions", ["expression"] = "person.employment.hireDate < today", ["subject"] = "person", ["input"] = new JsonObject { ["入职日期"] = "2020/1/5" } })).Is(HttpStatusCode.OK).Json;
        Assert.Equal("true", answer["outcome"]!.Text("verdict"));
        Assert.Equal(("input", "noticed"), (answer["trace"]![0]!.Text("topic"), answer["trace"]![0]!.Text("outcome")));
    }

    [Fact]
    public async Task X4_AMisspeltInputOfACase_IsAFindingAtTheCase()
    {
        const string Case = """
            [{ "id": "slip", "title": { "zh": "例", "en": "Case" }, "now": "2026-09-18T10:00:00+08:00", "input": { "contract": { "knid": "fixed" } }, "expect": { "outcome": "unknown" } },
             { "id": "meant", "title": { "zh": "例", "en": "Case" }, "now": "2026-09-18T10:00:00+08:00", "input": { "contract": { "knid": "fixed" } }, "expect": { "accepted": false, "violations": [{ "code": "HR-STD-115" }] } }]
            """;
        var found = await Check("rules/probation.rules.cases.json", Case);
        Assert.Contains(found, d => d.Text("path") == "/0/input" && d.Text("message").Contains("Did you mean 'kind'?", StringComparison.Ordinal));
        Assert.DoesNotContain(found, d => d.Text("path").StartsWith("/1", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "person": { "E0042": { "employment": { "statsu": "left" } } } }""", "/given/person/E0042/employment/statsu", "Did you mean 'status'?")]
    [InlineData("""{ "persn": { "E0042": {} } }""", "/given/persn", "Did you mean 'person'?")]
    public async Task X4_AMisspeltChangeOfTheCompanyOfACase_IsAFindingAtItsPlace(string given, string pointer, string words)
    {
        var found = await Check("forms/transfer.form.cases.json", $$"""
            [{ "id": "slip", "title": { "zh": "例", "en": "Case" }, "caller": "E0007", "now": "2026-09-18T10:00:00+08:00", "subject": "E0042", "given": {{given}},
               "input": { "newDepartment": "rd2", "effectiveDate": "2026-10-12" }, "expect": { "outcome": "accepted" } }]
            """);
        Assert.Contains(found, d => d.Text("path") == "/0" + pointer && d.Text("message").Contains(words, StringComparison.Ordinal));
    }

    private Task<Answer> Try(JsonNode question) => company.Host.Send("E0003", HttpMethod.Post, "/api/definitions/try", question.ToJsonString(), language: "en");

    private async Task<List<JsonNode>> Check(string path, string text) =>
        [.. (await company.Host.Send("E0023", HttpMethod.Post, "/api/definitions/check", new { files = new[] { new { path, text } } }, language: "en")).Is(HttpStatusCode.OK).Json["diagnostics"]!.AsArray().OfType<JsonNode>()];
}
