using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NJsonSchema;

namespace HrCollab.Engine.Tests.Standards.Schemas;

/// <summary>Generated schemas and values on the keywords where NJsonSchema is right: both must say the same.</summary>
public sealed class DifferentialTests
{
    private const int Schemas = 250;
    private const int Values = 24;

    [Fact]
    public async Task GeneratedSchemas_AreJudgedAlike()
    {
        int valid = 0, invalid = 0;
        for (var seed = 0; seed < Schemas; seed++)
        {
            var make = new SchemaGenerator(seed);
            var schema = make.Schema(3).ToJsonString();
            var theirs = await JsonSchema.FromJsonAsync(schema);
            var plan = Plans.Of(schema);
            for (var i = 0; i < Values; i++)
            {
                var value = make.Value(3).ToJsonString();
                var mine = plan.IsValid(Encoding.UTF8.GetBytes(value), Plans.Today);
                Assert.True(mine == (theirs.Validate(value).Count == 0), string.Create(CultureInfo.InvariantCulture, $"seed {seed}: we say {mine}\n{schema}\n{value}"));
                _ = mine ? valid++ : invalid++;
            }
        }

        Assert.InRange(valid, 500, int.MaxValue); // the generator must reach both sides
        Assert.InRange(invalid, 500, int.MaxValue);
    }
}

/// <summary>Random schemas of plain keywords, and values from the same small world so that they often fit. No null: NJsonSchema lets it through where it may not.</summary>
internal sealed class SchemaGenerator(int seed)
{
    private static readonly string[] Names = ["a", "b", "c", "dd", "é"];
    private static readonly string[] Texts = ["", "a", "ab", "abc", "x1", "张三", "2026-02-28", "2026-02-30", "日本語テキスト"];
    private static readonly string[] Patterns = ["^a", "b$", "^[a-z]+$", "\\d", "^.{2}$", "^(a|ab)c?$"];
    private static readonly string[] Numbers = ["0", "1", "-1", "2.5", "3", "10", "0.1", "100"];

    private readonly Random _random = new(seed);

    /// <summary>Keywords stand beside their type: NJsonSchema applies some of them to values of other types as well.</summary>
    public JsonNode Schema(int depth)
    {
        var schema = new JsonObject();
        var type = _random.Next(depth == 0 ? 4 : 7);
        schema["type"] = type switch { 0 => "string", 1 => "integer", 2 => "number", 3 => "boolean", 4 => "array", _ => "object" };
        if (type == 0) OfText(schema);
        if (type is 1 or 2) OfNumber(schema);
        if (type == 4) OfArray(schema, depth);
        if (type > 4) OfObject(schema, depth);
        if (depth == 0 || !Chance(20)) return schema;
        var applied = new JsonObject { [Chance(40) ? "anyOf" : Chance(50) ? "oneOf" : "allOf"] = new JsonArray([.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => (JsonNode?)Schema(depth - 1)).Append(schema)]) };
        if (Chance(30)) applied["not"] = Schema(depth - 1);
        return applied;
    }

    private void OfText(JsonObject schema)
    {
        if (Chance(20)) schema["enum"] = new JsonArray([.. Texts.Where(_ => Chance(40)).Append("z").Select(t => (JsonNode?)JsonValue.Create(t))]);
        if (Chance(40)) schema["minLength"] = _random.Next(3);
        if (Chance(40)) schema["maxLength"] = _random.Next(1, 6);
        if (Chance(30)) schema["pattern"] = Patterns[_random.Next(Patterns.Length)];
    }

    private void OfNumber(JsonObject schema)
    {
        if (Chance(30)) schema["minimum"] = Number();
        if (Chance(30)) schema["maximum"] = Number();
        if (Chance(15)) schema["exclusiveMinimum"] = Number();
        if (Chance(15)) schema["exclusiveMaximum"] = Number();
        if (Chance(25)) schema["multipleOf"] = JsonNode.Parse(_random.Next(2) == 0 ? "0.5" : "2");
    }

    private void OfArray(JsonObject schema, int depth)
    {
        if (Chance(30)) schema["minItems"] = _random.Next(3);
        if (Chance(30)) schema["maxItems"] = _random.Next(1, 4);
        if (Chance(20)) schema["uniqueItems"] = true;
        if (Chance(60)) schema["items"] = Schema(depth - 1);
    }

    private void OfObject(JsonObject schema, int depth)
    {
        if (Chance(20)) schema["minProperties"] = _random.Next(3);
        if (Chance(20)) schema["maxProperties"] = _random.Next(1, 4);
        if (Chance(40)) schema["required"] = new JsonArray([.. Names.Where(_ => Chance(25)).Select(n => (JsonNode?)JsonValue.Create(n))]);
        if (Chance(70)) schema["properties"] = new JsonObject(Names.Where(_ => Chance(50)).Select(n => KeyValuePair.Create(n, (JsonNode?)Schema(depth - 1))));
        if (Chance(15)) schema["patternProperties"] = new JsonObject { ["^a"] = Schema(depth - 1) };
        if (Chance(25)) schema["additionalProperties"] = Chance(50) ? JsonValue.Create(false) : Schema(depth - 1);
    }

    public JsonNode Value(int depth) => _random.Next(depth == 0 ? 4 : 7) switch
    {
        0 => JsonValue.Create(Chance(50))!,
        1 => Number(),
        2 => JsonNode.Parse(_random.Next(12).ToString(CultureInfo.InvariantCulture))!,
        3 => JsonValue.Create(Text())!,
        4 => new JsonArray([.. Enumerable.Range(0, _random.Next(5)).Select(_ => (JsonNode?)Value(depth - 1))]),
        _ => new JsonObject(Names.Where(_ => Chance(50)).Select(n => KeyValuePair.Create(n, (JsonNode?)Value(depth - 1)))),
    };

    private string Text() => Texts[_random.Next(Texts.Length)];

    private JsonNode Number() => JsonNode.Parse(Numbers[_random.Next(Numbers.Length)])!;

    private bool Chance(int percent) => _random.Next(100) < percent;
}
