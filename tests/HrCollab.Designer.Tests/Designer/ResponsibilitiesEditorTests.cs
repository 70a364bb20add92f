using System.Globalization;
using System.Text.Json.Nodes;
using Bunit;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Editors.Responsibilities;
using HrCollab.Designer.Parts.MatrixGrid;
using HrCollab.Engine.Kernel;

namespace HrCollab.Designer.Tests.Designer;

public sealed class ResponsibilitiesEditorTests
{
    private const string Path = "responsibilities/transfer.responsibilities.json";

    [Fact]
    public async Task S36_Cells_ReadAsThePortalSaysThem_AndNameThePeopleOfToday()
    {
        using var context = new DesignerContext();
        var (draft, editor) = Shown(context);
        Assert.Equal("本人所在部门的部门负责人", Cell(editor, "/rows/0/responsible"));
        Assert.Equal("2 个工作日", Cell(editor, "/rows/0/deadline"));
        Assert.Equal("“生效日期”当天", Cell(editor, "/rows/5/deadline"));
        Assert.Equal("在办工作的交接安排已确定;生效日期可行", Cell(editor, "/rows/0/standard"));
        var row = editor.Find("tr[data-pointer='/rows/3']");
        Assert.Matches("^→ \\p{IsCJKUnifiedIdeographs}{2,4}$", row.QuerySelector("small.note")!.TextContent);
        Assert.Equal("人力资源部", row.QuerySelector("input[data-pointer='/rows/3/responsible/of']")!.GetAttribute("value"));

        // Every cell typed again as it reads changes nothing: a phrase and what it is written as are one.
        var before = draft.Text;
        var grid = editor.FindComponent<MatrixGrid>();
        foreach (var input in editor.FindAll("input[data-r]").ToList())
        {
            var place = (Row: int.Parse(input.GetAttribute("data-r")!, CultureInfo.InvariantCulture), Column: int.Parse(input.GetAttribute("data-c")!, CultureInfo.InvariantCulture), Text: input.GetAttribute("value") ?? "");
            await editor.InvokeAsync(() => grid.Instance.Put(place.Row, place.Column, place.Text));
        }

        Assert.Equal(before, draft.Text);
        Assert.IsType<DraftState.Clean>(draft.State);
    }

    /// <summary>S2, S36: a new row by its cells alone; each that is still empty is marked by the linter's finding, and the draft is one file with one row more.</summary>
    [Fact]
    public async Task S2_NewRow_IsFilledCellByCell_AndIsOneRowOfDiff()
    {
        using var context = new DesignerContext();
        var (draft, editor) = Shown(context);
        await editor.InvokeAsync(() => editor.Find("#new-row").Input("archive"));
        await editor.InvokeAsync(() => editor.Find("#new-row-title").Input("档案移交"));
        await editor.InvokeAsync(() => editor.Find(".add button").Click());
        editor.WaitForAssertion(() => Assert.Equal(4, editor.FindAll("tr[data-pointer='/rows/8'] input[aria-invalid=true]").Count), DesignerContext.Patience);
        Assert.Contains(editor.FindAll(".finding.error"), f => f.TextContent.Contains("步骤“archive”缺少责任人", StringComparison.Ordinal));

        var grid = editor.FindComponent<MatrixGrid>();
        await editor.InvokeAsync(() => grid.Instance.Paste(8, 1, "员工关系\t\t本人所在部门的HRBP;本人\t把纸质档案移交新部门\t“生效日期”后 3 个工作日\t档案已移交;签收单已归档"));
        editor.WaitForAssertion(() => Assert.False(context.Studio.Checking.IsBehind), DesignerContext.Patience);
        Assert.Empty(draft.Findings.Where(f => f.Severity == Severity.Error));
        Assert.Equal("""{"duty":"employee-relations"}""", draft.At("/rows/8/responsible")!.ToJsonString());
        Assert.Equal("""[{"duty":"hrbp","of":"person.employment.department"},{"relation":"subject"}]""", draft.At("/rows/8/cooperating")!.ToJsonString());
        Assert.Equal("3 wd after form.effectiveDate", draft.TextAt("/rows/8/deadline"));
        await context.Studio.Save();
        var made = Assert.Single(context.Box.Drafts.List("E0001"));
        Assert.Equal(Path, Assert.Single(context.Box.Repository.Changed(context.Box.Repository.Head, made.Commit)));
        var diff = context.Box.Git("diff", "--numstat", context.Box.Repository.Head, made.Commit).Split('\t');
        Assert.Equal("0", diff[1]);
        Assert.StartsWith("definitions/responsibilities/", diff[2]);
    }

    [Fact]
    public async Task Keys_MoveAndRemoveRows_UndoBringsThemBack_AndWhatNobodyKnowsIsNamed()
    {
        using var context = new DesignerContext(language: Language.English);
        var (draft, editor) = Shown(context);
        var before = draft.Text;
        Assert.Equal("Head of the person's department", Cell(editor, "/rows/0/responsible"));
        await editor.InvokeAsync(() => editor.Find("tr[data-pointer='/rows/0'] [data-tool=down]").Click());
        Assert.Equal(("receive", "release"), (draft.TextAt("/rows/0/id"), draft.TextAt("/rows/1/id")));
        await editor.InvokeAsync(() => editor.Find("tr[data-pointer='/rows/0'] [data-tool=remove]").Click());
        Assert.Equal(7, ((JsonArray)draft.At("/rows")!).Count);
        draft.Undo();
        draft.Undo();
        Assert.Equal(before, draft.Text);
        var grid = editor.FindComponent<MatrixGrid>();
        await editor.InvokeAsync(() => grid.Instance.Put(3, 1, "payrolx"));
        editor.WaitForAssertion(() => Assert.Contains(editor.FindAll(".finding.error"), f => f.TextContent.Contains("payroll", StringComparison.Ordinal)), DesignerContext.Patience);
        Assert.Equal("true", editor.Find("input[data-pointer='/rows/3/responsible']").GetAttribute("aria-invalid"));
        // What was typed before a connection was cut comes back into its cell.
        Assert.True(draft.Retyped!("/rows/3/responsible", "Finance"));
        Assert.Contains("finance", draft.TextAt("/rows/3/responsible/duty"));
    }

    private static (DefinitionDraft Draft, IRenderedComponent<ResponsibilitiesEditor> Editor) Shown(DesignerContext context)
    {
        var draft = context.Studio.Open(Path);
        var editor = context.Render<ResponsibilitiesEditor>(p => p.Add(e => e.Draft, draft));
        editor.WaitForAssertion(() => Assert.NotEmpty(editor.FindAll("small.note")), DesignerContext.Patience);
        return (draft, editor);
    }

    private static string Cell(IRenderedComponent<ResponsibilitiesEditor> editor, string pointer) => editor.Find($"input[data-pointer='{pointer}']").GetAttribute("value")!;
}
