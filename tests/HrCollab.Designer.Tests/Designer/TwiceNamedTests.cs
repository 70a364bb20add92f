using System.Text.Json.Nodes;
using Bunit;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Editors.Exchanges;
using HrCollab.Designer.Editors.Rules;
using HrCollab.Designer.Editors.Schema;
using HrCollab.Designer.Editors.Workflows;
using HrCollab.Designer.Parts.Cases;
using HrCollab.Designer.Parts.MatrixGrid;

namespace HrCollab.Designer.Tests.Designer;

/// <summary>While somebody writes, two rows may have one name: that is a finding and ends no session.</summary>
public sealed class TwiceNamedTests
{
    [Fact]
    public async Task StepsAndBranchesOfOneId_AreDrawnAndMoved()
    {
        using var context = new DesignerContext();
        var draft = context.Studio.Open("workflows/transfer.workflow.json");
        var editor = context.Render<WorkflowEditor>(p => p.Add(e => e.Draft, draft));
        var steps = ((JsonArray)draft.At("/steps")!).Count;
        await editor.InvokeAsync(() => draft.Edit(root =>
        {
            root["steps"]![1]!["id"] = root["steps"]![0]!["id"]!.DeepClone();
            root["steps"]![3]!["choose"]![1]!["id"] = root["steps"]![3]!["choose"]![0]!["id"]!.DeepClone();
        }));
        await editor.InvokeAsync(() => draft.Edit(root =>
        {
            JsonPlaces.Move((JsonArray)root["steps"]!, 2, 0);
            JsonPlaces.Move((JsonArray)root["steps"]![3]!["choose"]!, 1, 0);
            ((JsonArray)root["steps"]![3]!["choose"]!).Insert(0, new JsonObject { ["id"] = "first", ["steps"] = new JsonArray() });
        }));
        editor.Render();
        for (var i = 0; i < steps; i++) Assert.Single(editor.FindAll($".stepcard[data-pointer='/steps/{i}']"));
        for (var i = 0; i < 3; i++) Assert.Single(editor.FindAll($"li[data-pointer='/steps/3/choose/{i}']"));
    }

    [Fact]
    public async Task ColumnsOfOneName_AreMappedOnce()
    {
        using var context = new DesignerContext();
        var draft = context.Studio.Open("exchanges/departments.exchange.json");
        var editor = context.Render<ExchangeEditor>(p => p.Add(e => e.Draft, draft));
        await DesignerContext.Change(editor, "#sample-file", "dept_no,name,a,x,x\n1,2,3,4,5\n");
        await DesignerContext.Change(editor, "#sample-file", "dept_no,name,x,x,a\n1,2,3,4,5\n");
        Assert.Equal(["x", "a"], editor.FindAll(".plainlist label").Select(l => l.TextContent));
    }

    [Fact]
    public async Task FailingCasesOfOneId_StandBesideEachOther_AndAreAcceptedEachByItself()
    {
        using var context = new DesignerContext();
        var draft = context.Studio.Open("rules/notice.rules.cases.json");
        draft.Edit(root =>
        {
            foreach (var i in new[] { 0, 1, 2 }) root[i]!["expect"]!["outputs"]!["employee"] = 77;
            root[2]!["id"] = root[1]!["id"]!.DeepClone();
        });
        var failing = context.Render<FailingCases>(p => p.Add(f => f.Draft, draft));
        failing.WaitForAssertion(() => Assert.Equal(3, failing.FindAll("[data-failing-case]").Count), DesignerContext.Patience);
        await failing.InvokeAsync(() => failing.Find("[data-failing-case] button").Click());
        failing.WaitForAssertion(() => Assert.Equal(2, failing.FindAll("[data-failing-case]").Count), DesignerContext.Patience);
        Assert.Single(failing.FindAll("[data-failing-case]").Select(f => f.GetAttribute("data-failing-case")).Distinct());
        await failing.InvokeAsync(() => failing.FindAll("[data-failing-case] button")[1].Click());
        Assert.Equal(["30", "77", "3"], Enumerable.Range(0, 3).Select(i => draft.TextAt($"/{i}/expect/outputs/employee")));
    }

    [Fact]
    public async Task NameThatIsThere_IsNotAddedAgain()
    {
        using var context = new DesignerContext();
        var draft = context.Studio.Open("manifest.json");
        var owners = draft.At("/owners")!.ToJsonString();
        var editor = context.Render<SchemaEditor>(p => p.Add(e => e.Draft, draft));
        await DesignerContext.Change(editor, "fieldset[data-pointer='/owners'] .add input", " rules ");
        await editor.InvokeAsync(() => editor.Find("fieldset[data-pointer='/owners'] .add button").Click());
        Assert.Equal(owners, draft.At("/owners")!.ToJsonString());
        Assert.Contains("已经有“rules”了", editor.Find("fieldset[data-pointer='/owners'] [role=alert]").TextContent, StringComparison.Ordinal);
    }

    /// <summary>X23: a sentence that is no row stays with the row it was written in, wherever that is moved to.</summary>
    [Fact]
    public async Task X23_RefusedSentence_MovesWithItsRow()
    {
        using var context = new DesignerContext();
        var draft = context.Studio.Open("rules/probation.rules.json");
        var editor = context.Render<TableEditor>(p => p.Add(e => e.Draft, draft));
        editor.WaitForAssertion(() => Assert.False(context.Studio.Checking.IsBehind), DesignerContext.Patience);
        var grid = editor.FindComponent<MatrixGrid>();
        var column = grid.Instance.Columns.Length - 1;
        await editor.InvokeAsync(() => grid.Instance.Put(2, column, "合同期限(月) 大约 12"));
        Assert.Equal("true", Sentence(2).GetAttribute("aria-invalid"));
        await editor.InvokeAsync(() => draft.Edit(root => JsonPlaces.Move((JsonArray)root["table"]!["rows"]!, 2, 3)));
        editor.Render();
        Assert.Equal("合同期限(月) 大约 12", Sentence(3).GetAttribute("value"));
        Assert.Equal("true", Sentence(3).GetAttribute("aria-invalid"));
        Assert.NotEqual("true", Sentence(2).GetAttribute("aria-invalid"));

        AngleSharp.Dom.IElement Sentence(int row) => editor.Find($"input[data-r='{row}'][data-c='{column}']");
    }
}
