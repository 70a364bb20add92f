using Bunit;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Editors;
using HrCollab.Designer.Editors.CodeLists;
using HrCollab.Designer.Editors.Forms;
using HrCollab.Designer.Editors.Requirements;
using HrCollab.Designer.Editors.Standards;
using HrCollab.Engine;
using Microsoft.AspNetCore.Components;

namespace HrCollab.Designer.Tests.Designer;

public sealed class EditorTests
{
    /// <summary>What an editor shows and nobody touches is saved as it was.</summary>
    [Fact]
    public void EveryShippedDefinition_IsShownByItsEditorWithoutChangingAByte()
    {
        using var context = new DesignerContext();
        foreach (var file in context.Studio.Files().Where(f => DefinitionKinds.All.Any(k => k.Owns(f.Path)) && f.Utf8.Length < 200_000))
        {
            var draft = context.Studio.Open(file.Path);
            var shown = context.Render<DynamicComponent>(p => p.Add(d => d.Type, EditorTable.Of(draft)).Add(d => d.Parameters, new Dictionary<string, object> { ["Draft"] = draft }));
            Assert.NotEmpty(shown.FindAll("[data-pointer]"));
            Assert.IsType<DraftState.Clean>(draft.State);
        }
    }

    [Fact]
    public async Task S10_NewField_HasItsProtectionBesideIt()
    {
        using var context = new DesignerContext();
        var draft = context.Studio.Open("standards/department.standard.json");
        var editor = context.Render<StandardEditor>(p => p.Add(e => e.Draft, draft));
        var fields = (draft.At("/groups/0/fields") as System.Text.Json.Nodes.JsonArray)!.Count;
        await editor.InvokeAsync(() => editor.FindAll("section.group > p > button")[0].Click());
        await DesignerContext.Change(editor, $"[data-pointer='/groups/0/fields/{fields}/sensitivity']", "sensitive");
        await DesignerContext.Change(editor, $"[data-pointer='/groups/0/fields/{fields}/purpose/zh']", "统计");
        await DesignerContext.Change(editor, $"[data-pointer='/groups/0/fields/{fields}/retention']", "P1Y");
        Assert.Contains("\"sensitivity\": \"sensitive\"", draft.Text);
        Assert.Contains("\"retention\": \"P1Y\"", draft.Text);
    }

    /// <summary>Another source of truth for a group stands in the file; the document for sign-off shows it with version and approver, and gives it as a workbook.</summary>
    [Fact]
    public async Task S10_DocumentForSignOff_ShowsSourceVersionAndApprover()
    {
        using var context = new DesignerContext();
        var draft = context.Studio.Open("standards/department.standard.json");
        var editor = context.Render<StandardEditor>(p => p.Add(e => e.Draft, draft));
        await DesignerContext.Change(editor, "[data-pointer='/groups/0/sourceOfTruth']", "annual-budget");
        Assert.Contains("\"sourceOfTruth\": \"annual-budget\"", draft.Text);
        await editor.InvokeAsync(() => editor.Find("a[href$='view=document']").Click());
        editor.WaitForAssertion(() => Assert.Contains("年度编制与预算方案", Row("basic.name")), TimeSpan.FromMinutes(1));
        Assert.Contains("人力资源负责人", editor.Find("#sign-off dl").TextContent);
        Assert.Contains(context.Studio.Checking.Set!.Hash[..12], editor.Find("#sign-off dl").TextContent);
        Assert.StartsWith("data:application/vnd.openxmlformats", editor.Find("#sign-off a[download='department.xlsx']").GetAttribute("href"));

        string Row(string path) => editor.FindAll("#sign-off tbody tr").FirstOrDefault(r => r.TextContent.Contains(path, StringComparison.Ordinal))?.TextContent ?? "";
    }

    [Fact]
    public async Task S10_FieldsOfRows_AreEditedBelowTheirList_AndTheOthersStay()
    {
        using var context = new DesignerContext();
        var draft = context.Studio.Open("standards/person.standard.json");
        var editor = context.Render<StandardEditor>(p => p.Add(e => e.Draft, draft));
        await editor.InvokeAsync(() => editor.Find("section[data-pointer='/groups/4'] button[aria-expanded]").Click());
        await DesignerContext.Change(editor, "[data-pointer='/groups/4/fields/0/maxRows']", "12");
        await editor.InvokeAsync(() => editor.Find("li[data-pointer='/groups/4/fields/0/fields/2'] button.toggle").Click());
        await DesignerContext.Change(editor, "[data-pointer='/groups/4/fields/0/fields/2/maxLength']", "80");
        Assert.Contains("\"maxRows\": 12", draft.Text);
        Assert.Contains("\"maxLength\": 80", draft.Text);
        Assert.Equal("first1", draft.TextAt("/groups/4/fields/0/fields/1/mask"));
    }

    [Fact]
    public async Task PastedCodes_RenameWhatIsKnownAndAddTheRest()
    {
        using var context = new DesignerContext();
        var draft = context.Studio.Open("codeLists/grades.codeList.json");
        var editor = context.Render<CodeListEditor>(p => p.Add(e => e.Draft, draft));
        await DesignerContext.Change(editor, "#codes-paste", "P1\t初级\tJunior\nZ9\t特级\n");
        await editor.InvokeAsync(() => editor.FindAll("details button")[^1].Click());
        Assert.Contains("{ \"code\": \"P1\", \"title\": { \"zh\": \"初级\", \"en\": \"Junior\" } }", draft.Text);
        Assert.Contains("{ \"code\": \"Z9\", \"title\": { \"zh\": \"特级\", \"en\": \"特级\" } }", draft.Text);
        Assert.Equal(1, draft.Text.Split("\"P1\"").Length - 1);
    }

    [Fact]
    public async Task MovedField_KeepsEverythingItHad()
    {
        using var context = new DesignerContext();
        var draft = context.Studio.Open("forms/transfer.form.json");
        var editor = context.Render<FormEditor>(p => p.Add(e => e.Draft, draft));
        var (first, second) = (draft.At("/sections/0/fields/0")!.ToJsonString(), draft.At("/sections/0/fields/1")!.ToJsonString());
        await editor.InvokeAsync(() => editor.FindAll(".items .rowbuttons button")[1].Click());
        Assert.Equal((second, first), (draft.At("/sections/0/fields/0")!.ToJsonString(), draft.At("/sections/0/fields/1")!.ToJsonString()));
    }

    [Fact]
    public async Task S44_UncoveredRequirement_IsShownAndCoveredByALink()
    {
        using var context = new DesignerContext(language: Engine.Kernel.Language.English);
        var draft = context.Studio.Open("requirements/cooperation.requirements.json");
        var editor = context.Render<RequirementsEditor>(p => p.Add(e => e.Draft, draft));
        Assert.Contains("8 requirements, 6 satisfied by definitions, 2 uncovered", editor.Find("[role=status]").TextContent);
        Assert.Equal(2, editor.FindAll(".badge.bad").Count);
        await DesignerContext.Change(editor, "#link-6", "responsibilities/onboarding");
        Assert.Contains("7 satisfied", editor.Find("[role=status]").TextContent);
        Assert.Contains("\"satisfied\": [\"responsibilities/onboarding\"]", draft.Text);
    }
}
