using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Standards.Schemas;
using HrCollab.Engine.Tests.Standards.Schemas;

namespace HrCollab.Engine.Tests.Standards;

/// <summary>A standard exported as JSON Schema and compiled again judges as the standard itself.</summary>
public sealed class StandardSchemaTests
{
    private static readonly (string Path, string Json)[] Files =
    [
        .. Firm.Standards,
        ("standards/thing.standard.json", """
            { "id": "thing", "title": { "zh": "物品", "en": "Thing" }, "key": "basic.no", "label": "basic.name", "groups": [
              { "id": "basic", "title": { "zh": "基本", "en": "Basics" }, "owner": "hr-head", "fields": [
                { "id": "no", "title": { "zh": "编号", "en": "No." }, "type": "text", "format": "key", "required": true },
                { "id": "name", "title": { "zh": "名称", "en": "Name" }, "type": "text", "minLength": 2, "maxLength": 4 },
                { "id": "mark", "title": { "zh": "标记", "en": "Mark" }, "type": "text", "pattern": "[A-Z]{2}\\d{2}|X" },
                { "id": "count", "title": { "zh": "数量", "en": "Count" }, "type": "integer", "min": 1, "max": 9 },
                { "id": "since", "title": { "zh": "起始", "en": "Since" }, "type": "date" },
                { "id": "duty", "title": { "zh": "职责", "en": "Duty" }, "type": "code", "codes": "duties" },
                { "id": "duties", "title": { "zh": "多项职责", "en": "Duties" }, "type": "codes", "codes": "duties" },
                { "id": "term", "title": { "zh": "期限", "en": "Term" }, "type": "duration" },
                { "id": "new", "title": { "zh": "新", "en": "New" }, "type": "boolean" }] },
              { "id": "money", "title": { "zh": "金额", "en": "Money" }, "owner": "payroll", "fields": [
                { "id": "price", "title": { "zh": "价格", "en": "Price" }, "type": "decimal", "min": -1, "max": 100, "scale": 2 },
                { "id": "card", "title": { "zh": "卡号", "en": "Card" }, "type": "text", "format": "bankcard" }] }] }
            """),
    ];

    private static readonly Standard Thing = TestSet.Sound(Files).Find<Standard>("thing")!;

    /// <summary>Values of a field that are right, or wrong in one way; none that the check would first correct (blanks, other date forms, labels).</summary>
    private static readonly Dictionary<string, string[]> Values = new(StringComparer.Ordinal)
    {
        ["basic/no"] = ["\"T-1\"", "\"-x\"", "7"],
        ["basic/name"] = ["\"ab\"", "\"abcd\"", "\"e\\u0301e\\u0301e\\u0301e\\u0301\"", "\"𠮷野家屋\"", "\"a\"", "\"𠮷\"", "\"abcde\"", "5"],
        ["basic/mark"] = ["\"AB12\"", "\"X\"", "\"XX\"", "\"AB１２\"", "\"xAB12\""],
        ["basic/count"] = ["1", "9.0", "0", "10", "1.5", "true"],
        ["basic/since"] = ["\"2026-02-28\"", "\"2026-02-30\"", "20260228"],
        ["basic/duty"] = ["\"payroll\"", "\"nobody\"", "1"],
        ["basic/duties"] = ["[\"payroll\",\"hr-head\"]", "[]", "[\"nobody\"]", "[1]", "{}"],
        ["basic/term"] = ["\"P3M\"", "\"P1Y0M3D\"", "\"P0D\"", "\"PT3H\"", "\"-P3M\"", "\"x\"", "3"],
        ["basic/new"] = ["true", "false", "1"],
        ["money/price"] = ["\"1.50\"", "\"1.500\"", "\"-1\"", "\"100\"", "\"1.555\"", "\"100.01\"", "\"x\"", "true"],
        ["money/card"] = ["\"4111111111111111\"", "\"4111111111111112\""],
    };

    [Fact]
    public void ExportedSchema_CompilesAndJudgesLikeTheStandard()
    {
        var plan = Plans.Of(StandardSchema.Json(Thing, Language.English).ToJsonString());
        var random = new Random(7);
        int accepted = 0, refused = 0;
        for (var i = 0; i < 4000; i++)
        {
            var record = new JsonObject();
            foreach (var (path, values) in Values)
            {
                if (random.Next(100) < 35 && path != "basic/no") continue;
                var parts = path.Split('/');
                if (record[parts[0]] is not JsonObject group) record[parts[0]] = group = [];
                group[parts[1]] = JsonNode.Parse(values[random.Next(100) < 85 ? 0 : random.Next(values.Length)]);
            }

            var text = record.ToJsonString();
            using var input = JsonDocument.Parse(text);
            var check = StandardCheck.New(Thing, input.RootElement, new CheckContext(Plans.Today, (_, _) => null));
            Assert.True(check.Refused != plan.IsValid(Encoding.UTF8.GetBytes(text), Plans.Today), string.Create(CultureInfo.InvariantCulture, $"refused: {check.Refused}: {text}"));
            _ = check.Refused ? refused++ : accepted++;
            if (check.Refused) continue;
            Assert.True(plan.IsValid(Encoding.UTF8.GetBytes(RecordJson.ToNode(Thing, check.Values).ToJsonString()), Plans.Today), text);
        }

        Assert.InRange(accepted, 500, 3500);
    }

    [Fact]
    public void ExportedSchema_IsOneThatWeEnforceInFull()
    {
        foreach (var standard in TestSet.Sound(Files).All<Standard>()) Assert.Empty(Plans.Findings(StandardSchema.Json(standard, Language.Chinese).ToJsonString()));
    }

    [Fact]
    public void EmbeddedSchema_IsPartOfTheExport()
    {
        const string Embedded = """{"type":"object","properties":{"basic":{"$ref":"#/$defs/basic"}},"$defs":{"basic":{"properties":{"const":{"$ref":"#"},"count":{"enum":[{"$ref":"#"},3]}}}}}""";
        var standard = TestSet.Sound([.. Files[..^1], (Files[^1].Path, Files[^1].Json.TrimEnd()[..^1] + $", \"jsonSchema\": {Embedded} }}")]).Find<Standard>("thing")!;
        var plan = Plans.Of(StandardSchema.Json(standard, Language.English).ToJsonString());
        Assert.True(plan.IsValid("""{"basic":{"no":"T-1","count":3}}"""u8, Plans.Today));
        Assert.Equal("/basic/count", Assert.Single(plan.Check("""{"basic":{"no":"T-1","count":4}}"""u8, Plans.Today)).Pointer);
    }
}
