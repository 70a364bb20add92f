using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>An outside program asks us with its own JSON Schema; nothing is stored. NJsonSchema reads the schema on this way.</summary>
public sealed class TrySchemaTests(Company company) : IClassFixture<Company>
{
    private TestHost Host => company.Host;

    [Theory]
    [InlineData("""{"type":"integer","minimum":1}""", "1.0", true)]
    [InlineData("""{"type":"integer","minimum":1}""", "0", false)]
    [InlineData("""{"const":{"a":[1]}}""", """{"a":[1.0]}""", true)]
    [InlineData("""{"const":{"a":[1]}}""", """{"a":[2]}""", false)]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]}}""", """{"a":1}""", false)]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1,"b":2}""", true)]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":false}""", """["a",1]""", false)]
    [InlineData("""{"format":"date-time"}""", "\"2026-02-30T00:00:00Z\"", false)]
    [InlineData("""{"format":"code:gbt-2261-1"}""", "\"1\"", true)]
    [InlineData("""{"format":"code:gbt-2261-1"}""", "\"男\"", false)]
    [InlineData("""{"pattern":"^(a+)+$"}""", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"", false)]
    public async Task InlineSchema_JudgesTheInstance(string schema, string instance, bool valid)
    {
        var outcome = await Outcome(new JsonObject { ["schema"] = JsonNode.Parse(schema), ["instance"] = JsonNode.Parse(instance) });
        Assert.True(outcome["accepted"]!.GetValue<bool>());
        Assert.Equal(valid, outcome["valid"]!.GetValue<bool>());
        Assert.Equal(valid, outcome["violations"]!.AsArray().Count == 0);
    }

    [Theory]
    [InlineData("""{"$ref":"http://example.com/s.json"}""", "HR-SCH-007")]
    [InlineData("""{"$ref":"#"}""", "HR-SCH-009")]
    [InlineData("""{"typo":1}""", "HR-SCH-001")]
    [InlineData("""{"contentEncoding":"base64"}""", "HR-SCH-002")]
    public async Task SchemaThatCannotBeEnforced_IsRefusedAndJudgesNothing(string schema, string code)
    {
        var outcome = await Outcome(new JsonObject { ["schema"] = JsonNode.Parse(schema), ["instance"] = 1 });
        Assert.False(outcome["accepted"]!.GetValue<bool>());
        Assert.Null(outcome["valid"]);
        Assert.Equal(code, Assert.Single(outcome["findings"]!.AsArray())!.Text("code"));
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""", "HR-SCH-102")]
    [InlineData("[1] // note", "HR-SCH-101")]
    [InlineData("NaN", "HR-SCH-101")]
    public async Task TextThatIsNoSoundJson_IsAViolation(string text, string code)
    {
        var outcome = await Outcome(new JsonObject { ["schema"] = true, ["text"] = text });
        Assert.Equal(code, Assert.Single(outcome["violations"]!.AsArray())!.Text("code"));
    }

    [Fact]
    public async Task NamedSchemaOfACandidate_AnswersWithPointersInBothLanguages()
    {
        const string File = """{ "id": "order", "title": { "zh": "订单", "en": "Order" }, "jsonSchema": { "properties": { "lines": { "items": { "required": ["no"] } } } } }""";
        var answer = (await Host.Post("E0003", "/api/definitions/try", new
        {
            files = new[] { new { path = "schemas/order.schema.json", text = File } },
            kind = "schemas",
            id = "order",
            input = new { instance = new { lines = new object[] { new { no = 1 }, new { } } } },
        })).Is(HttpStatusCode.OK).Json;
        var violation = Assert.Single(answer["outcome"]!["violations"]!.AsArray())!;
        Assert.Equal("/lines/1/no", violation.Text("pointer"));
        Assert.Equal(("缺少必需的成员“no”。", "The member 'no' is required."), (violation.Text("zh"), violation.Text("en")));
        Assert.Single(answer["trace"]!.AsArray());
    }

    [Fact]
    public async Task KindThatTakesNoInlineDefinition_SaysSo() =>
        Assert.Equal("HR-API-018", (await Host.Post("E0003", "/api/definitions/try", new { kind = "calendars", input = new { } })).Is(HttpStatusCode.UnprocessableEntity).Json.Text("code"));

    private async Task<JsonNode> Outcome(JsonObject input) =>
        (await Host.Post("E0003", "/api/definitions/try", new { kind = "schemas", input })).Is(HttpStatusCode.OK).Json["outcome"]!;
}
