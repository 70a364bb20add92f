using Bunit;
using HrCollab.Designer.Editors.Schema;
using HrCollab.Designer.Editors.Standards;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace;

namespace HrCollab.Designer.Tests.Designer;

public sealed class JsonSchemaFieldTests
{
    [Fact]
    public async Task SchemaOfAStandard_IsWrittenWithoutJson_AndHolds()
    {
        using var context = new DesignerContext();
        var draft = context.Studio.Open("standards/department.standard.json");
        var before = draft.Text;
        var editor = context.Render<StandardEditor>(p => p.Add(e => e.Draft, draft));
        await editor.InvokeAsync(() => editor.FindAll("button").Single(b => b.TextContent.Contains("写一份自己的 JSON Schema", StringComparison.Ordinal)).Click());
        await Member(editor, "#at-jsonSchema-member", "budget");
        await DesignerContext.Change(editor, "[data-pointer='/jsonSchema/properties/budget/type']", "object");
        await Member(editor, "#at-jsonSchema-properties-budget-member", "headcount");
        await DesignerContext.Change(editor, "[data-pointer='/jsonSchema/properties/budget/properties/headcount/type']", "integer");
        await DesignerContext.Change(editor, "[data-pointer='/jsonSchema/properties/budget/properties/headcount/maximum']", "500");
        await editor.InvokeAsync(() => editor.FindAll("[data-pointer='/jsonSchema/properties/budget/properties/headcount'] input[type=checkbox]")[0].Change(true));
        Assert.Equal(
            """{"type":"object","properties":{"budget":{"type":"object","properties":{"headcount":{"type":"integer","maximum":500}},"required":["headcount"]}}}""",
            draft.At("/jsonSchema")!.ToJsonString());
        var compiled = DefinitionCompiler.Compile(context.Studio.Files());
        Assert.True(compiled.Set is not null, string.Join('\n', compiled.Diagnostics.Where(d => d.Severity == Severity.Error)));
        await editor.InvokeAsync(() => editor.FindAll("button").Single(b => b.TextContent.Contains("不再另加", StringComparison.Ordinal)).Click());
        Assert.Equal(before, draft.Text);
    }

    /// <summary>What has no field of its own is named, kept, and edited as it is.</summary>
    [Fact]
    public async Task KeywordsWithoutAField_StayAndAreNamed()
    {
        using var context = new DesignerContext();
        var draft = context.Studio.Create(Templates.Make("schema", "sample", new Text("示例", "Sample"), context.Studio.Files())!);
        draft.Set("/jsonSchema", System.Text.Json.Nodes.JsonNode.Parse("""{ "type": "object", "properties": { "a/b": { "type": "string", "enum": ["x", 1] } }, "if": { "required": ["a/b"] }, "then": { "maxProperties": 1 } }"""));
        var editor = context.Render<SchemaEditor>(p => p.Add(e => e.Draft, draft));
        Assert.Contains("if、then", editor.Find("[data-other-keywords] summary").TextContent);
        await editor.InvokeAsync(() => editor.Find("[data-pointer='/jsonSchema/properties/a~1b'] .toggle").Click());
        Assert.Contains("enum", editor.FindAll("[data-other-keywords] summary")[0].TextContent); // values of two types are more than a list of texts
        await DesignerContext.Change(editor, "[data-pointer='/jsonSchema/properties/a~1b/maxLength']", "20");
        Assert.Equal("""{"type":"string","enum":["x",1],"maxLength":20}""", draft.At("/jsonSchema/properties/a~1b")!.ToJsonString());
        Assert.Equal("""{"maxProperties":1}""", draft.At("/jsonSchema/then")!.ToJsonString());
    }

    [Fact]
    public async Task AnOpenedField_HasNoIdTwice()
    {
        using var context = new DesignerContext();
        var editor = context.Render<StandardEditor>(p => p.Add(e => e.Draft, context.Studio.Open("standards/department.standard.json")));
        await editor.InvokeAsync(() => editor.Find("tr[data-pointer='/groups/0/fields/0'] button[aria-expanded]").Click());
        var twice = editor.FindAll("[id]").GroupBy(e => e.Id).Where(g => g.Count() > 1).Select(g => g.Key).ToList();
        Assert.True(twice.Count == 0, string.Join('\n', twice));
    }

    private static async Task Member(IRenderedComponent<StandardEditor> editor, string input, string name)
    {
        await DesignerContext.Change(editor, input, name);
        await editor.InvokeAsync(() => editor.Find(input + " + button").Click());
    }
}
