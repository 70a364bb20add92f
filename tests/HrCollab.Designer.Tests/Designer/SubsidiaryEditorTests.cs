using Bunit;
using HrCollab.Designer.Editors;
using HrCollab.Designer.Editors.Schema;
using HrCollab.Designer.Editors.Subsidiaries;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Designer.Tests.Designer;

/// <summary>S57 in the designer: a company of the group is added, its people are counted, and what it has of its own is made and said without JSON.</summary>
public sealed class SubsidiaryEditorTests
{
    private const string Own = "subsidiaries/shanghai/responsibilities/transfer.responsibilities.json";

    [Fact]
    public async Task S57_SubsidiaryIsAdded_FollowsTheGroup_AndSaysWhatDiffers()
    {
        using var context = new DesignerContext();
        var draft = context.Studio.Create(Templates.Make("subsidiary", "shanghai", new Text("上海子公司", "Shanghai company"), context.Studio.Files())!);
        Assert.Equal(typeof(SubsidiaryEditor), EditorTable.Of(draft));
        var editor = context.Render<SubsidiaryEditor>(p => p.Add(e => e.Draft, draft));
        await DesignerContext.Change(editor, "[data-pointer='/department']", "rd2");
        editor.WaitForAssertion(() => Assert.Matches("部门“研发二部”及以下共 [1-9][0-9]* 个部门、[1-9][0-9]* 人属于它", editor.Find("[data-belong]").TextContent), DesignerContext.Patience);
        Assert.Contains("法定", editor.Find("[data-definition-of='subsidiaries/shanghai/rules/statute-probation.rules.json']").TextContent);
        Assert.Empty(editor.FindAll("[data-definition-of*='standards/']")); // those are the same for the whole group

        await editor.InvokeAsync(() => editor.Find($"[data-definition-of='{Own}'] button").Click());
        editor.WaitForAssertion(() => Assert.Contains("有自己的", editor.Find($"[data-definition-of='{Own}']").TextContent), DesignerContext.Patience);
        Assert.EndsWith("/responsibilities/transfer@shanghai", context.Services.GetRequiredService<NavigationManager>().Uri);

        // A row of the group is chosen; what is changed of it begins as it is inherited.
        var own = context.Studio.Open(Own);
        var rows = context.Render<SchemaEditor>(p => p.Add(e => e.Draft, own));
        await DesignerContext.Change(rows, "#at-add", "rows");
        await DesignerContext.Change(rows, "#at-rows-part", "receive");
        Assert.Contains("调入部门确认", rows.Find("[data-pointer='/rows/0'] .toggle").TextContent);
        await DesignerContext.Change(rows, "#at-rows-0-add", "deadline");
        Assert.Equal("2 wd", own.TextAt("/rows/0/deadline"));
        await DesignerContext.Change(rows, "[data-pointer='/rows/0/deadline']", "1 wd");
        Assert.Equal("""{"id":"receive","deadline":"1 wd"}""", own.At("/rows/0")!.ToJsonString());
        var set = DefinitionCompiler.Compile([.. context.Studio.Files()]);
        Assert.True(set.Set is not null, string.Join('\n', set.Diagnostics.Where(d => d.Severity == Severity.Error)));

        var banner = context.Render<InheritedFrom>(p => p.Add(e => e.Draft, own));
        Assert.NotNull(banner.Find("a[href='/subsidiaries/shanghai']"));
        Assert.NotNull(banner.Find("a[href='/responsibilities/transfer']"));
    }

    /// <summary>What conflicts with the group stands beside the definition it is about.</summary>
    [Fact]
    public void S57_ConflictWithTheLaw_StandsInTheTable()
    {
        using var context = new DesignerContext();
        var draft = context.Studio.Create(Templates.Make("subsidiary", "shanghai", new Text("上海子公司", "Shanghai company"), context.Studio.Files())!);
        draft.Set("/department", System.Text.Json.Nodes.JsonValue.Create("rd2"));
        context.Studio.Create(Templates.Make("rules", "probation@shanghai", Text.Same("probation@shanghai"), context.Studio.Files())!);
        context.Studio.Open("subsidiaries/shanghai/rules/probation.rules.json").Edit(root => root["table"] = System.Text.Json.Nodes.JsonNode.Parse("""{ "rows": [{ "id": "mid", "then": [9] }] }"""));
        var editor = context.Render<SubsidiaryEditor>(p => p.Add(e => e.Draft, draft));
        editor.WaitForAssertion(() => Assert.NotEmpty(editor.FindAll("[data-definition-of='subsidiaries/shanghai/rules/probation.rules.json'] .badge.bad")), DesignerContext.Patience);
    }
}
