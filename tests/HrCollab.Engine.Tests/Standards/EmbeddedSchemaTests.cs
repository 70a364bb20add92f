using System.Text.Json;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Tests.Standards;

/// <summary>A JSON Schema that a standard embeds or refers to is enforced on every way in.</summary>
public sealed class EmbeddedSchemaTests
{
    private const string Body = """{"type":"object","if":{"properties":{"basic":{"required":["size"]}}},"then":{"properties":{"basic":{"required":["unit"]}}},"properties":{"basic":{"properties":{"size":{"maximum":10}}}}}""";

    private static readonly CheckContext Context = new(new DateOnly(2026, 9, 18), (_, _) => null);

    [Fact]
    public void NewRecord_IsHeldToIt()
    {
        var check = New(Embedded(Body), """{"no":"A1","size":11}""");
        Assert.True(check.Refused);
        Assert.Equal(["/basic/unit HR-SCH-118", "/basic/size HR-SCH-109"], check.Violations.Select(v => $"{v.Pointer} {v.Code}"));
        Assert.All(check.Violations, v => Assert.Equal("/jsonSchema", v.Source!.Pointer));
        Assert.False(New(Embedded(Body), """{"no":"A1","size":9,"unit":"m"}""").Refused);
    }

    [Fact]
    public void Columns_AreHeldToIt()
    {
        var standard = Embedded(Body);
        Assert.True(StandardCheck.Columns(standard, [(standard.Key, "A1"), (standard.Find("basic.size")!, "3")], Context).Refused);
        Assert.False(StandardCheck.Columns(standard, [(standard.Key, "A1"), (standard.Find("basic.size")!, "3"), (standard.Find("basic.unit")!, "m")], Context).Refused);
    }

    [Fact]
    public void TypedValues_AreHeldToIt()
    {
        var standard = Embedded(Body);
        var values = new Dictionary<string, FieldValue>(StringComparer.Ordinal) { ["basic.no"] = FieldValue.Of(Engine.Expressions.ValueType.Text, "A1"), ["basic.size"] = FieldValue.Of(Engine.Expressions.ValueType.Integer, 3) };
        Assert.True(StandardCheck.Values(standard, values, standard.Shape.Empty, isNew: true, Context).Refused);
    }

    [Fact]
    public void Change_IsHeldToItExceptForWhatWasThereBefore()
    {
        var plain = Embedded("true");
        var old = New(plain, """{"no":"A1","size":3}""").Values; // the schema came later
        var standard = Embedded(Body);
        Assert.False(Patch(standard, """{"note":"x"}""", old).Refused);
        Assert.True(Patch(standard, """{"size":12}""", old).Refused);
        Assert.False(Patch(standard, """{"unit":"m"}""", old).Refused);
        Assert.True(Patch(standard, """{"unit":null}""", New(plain, """{"no":"A1","size":3,"unit":"m"}""").Values).Refused);
    }

    [Fact]
    public void NamedSchema_MayServeSeveralStandards()
    {
        var set = TestSet.Sound(
            ("schemas/sized.schema.json", $$"""{ "id": "sized", "title": { "zh": "尺寸", "en": "Sized" }, "jsonSchema": {{Body}} }"""), Standard("thing", "\"sized\""), Standard("other", "\"sized\""));
        Assert.True(New(set.Find<Standard>("thing")!, """{"no":"A1","size":3}""").Refused);
        Assert.True(New(set.Find<Standard>("other")!, """{"no":"A1","size":3}""").Refused);
        Assert.Equal("schemas/sized.schema.json", New(set.Find<Standard>("other")!, """{"no":"A1","size":3}""").Violations[0].Source!.File);
    }

    [Theory]
    [InlineData("""{"minLenght":1}""", "HR-SCH-001 standards/thing.standard.json#/jsonSchema/minLenght")]
    [InlineData("""{"properties":{"basic":{"$ref":"http://example.com"}}}""", "HR-SCH-007 standards/thing.standard.json#/jsonSchema/properties/basic/$ref")]
    public void SchemaThatIsNotEnforced_DoesNotCompile(string body, string finding) => Assert.Equal([finding], TestSet.Findings("HR-SCH", Standard("thing", body)));

    [Fact]
    public void NameOfNoSchema_IsAFinding() => Assert.Equal(["HR-DEF-012 standards/thing.standard.json#/jsonSchema"], TestSet.Findings("HR-DEF", Standard("thing", "\"none\"")));

    private static Standard Embedded(string schema) => TestSet.Sound(Standard("thing", schema)).Find<Standard>("thing")!;

    private static (string Path, string Json) Standard(string id, string schema) => ($"standards/{id}.standard.json", $$"""
        { "id": "{{id}}", "title": { "zh": "物品", "en": "Thing" }, "key": "basic.no", "label": "basic.no", "jsonSchema": {{schema}}, "groups": [
          { "id": "basic", "title": { "zh": "基本", "en": "Basics" }, "owner": "hr-head", "fields": [
            { "id": "no", "title": { "zh": "编号", "en": "No." }, "type": "text", "format": "key", "required": true },
            { "id": "size", "title": { "zh": "尺寸", "en": "Size" }, "type": "integer" },
            { "id": "unit", "title": { "zh": "单位", "en": "Unit" }, "type": "text" },
            { "id": "note", "title": { "zh": "备注", "en": "Note" }, "type": "text" }] }] }
        """);

    private static CheckedRecord New(Standard standard, string json) => StandardCheck.New(standard, JsonDocument.Parse(json).RootElement, Context);

    private static CheckedRecord Patch(Standard standard, string json, RecordValues existing) => StandardCheck.Patch(standard, JsonDocument.Parse(json).RootElement, existing, Context);
}
