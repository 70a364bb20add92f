using System.Text.Json.Nodes;
using Bunit;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Editors.Calendars;
using HrCollab.Designer.Editors.Forms;
using HrCollab.Designer.Editors.Rules;
using HrCollab.Designer.Editors.Standards;
using HrCollab.Designer.Parts.MatrixGrid;
using HrCollab.Engine.Kernel;

namespace HrCollab.Designer.Tests.Designer;

/// <summary>S2: what an analyst changes by the editors alone is a small diff that touches nothing but definitions. (A responsibility row, a permission cell and a step are with their editors.)</summary>
public sealed class ProofTests
{
    [Fact]
    public async Task S2_FieldInAStandardAndAForm_IsTwoFilesOfDiff()
    {
        using var context = new DesignerContext();
        var standard = context.Studio.Open("standards/person.standard.json");
        var editor = context.Render<StandardEditor>(p => p.Add(e => e.Draft, standard));
        var fields = ((JsonArray)standard.At("/groups/0/fields")!).Count;
        await editor.InvokeAsync(() => editor.FindAll("section.group > p > button")[0].Click());
        Assert.Equal(("standards/person.standard.json", $"/groups/0/fields/{fields}/title/zh"), context.Studio.Target); // the focus goes there
        foreach (var (member, text) in new[] { ("id", "nickname"), ("title/zh", "昵称"), ("title/en", "Nickname"), ("purpose/zh", "通讯录显示"), ("purpose/en", "Shown in the directory"), ("basis", "PIPL 13(2)"), ("retention", "P1Y after employment.leaveDate") })
            await DesignerContext.Change(editor, $"[data-pointer='/groups/0/fields/{fields}/{member}']", text);
        var form = context.Studio.Open("forms/transfer.form.json");
        var formEditor = context.Render<FormEditor>(p => p.Add(e => e.Draft, form));
        await DesignerContext.Change(formEditor, "#add-0", "identity.nickname");
        formEditor.WaitForAssertion(() => Assert.False(context.Studio.Checking.IsBehind), DesignerContext.Patience);
        Assert.DoesNotContain(context.Studio.Checking.Findings, f => f.Severity == Severity.Error);
        Assert.Equal(["definitions/forms/transfer.form.json", "definitions/standards/person.standard.json"], await Changed(context, most: 14));
    }

    [Fact]
    public async Task S2_NextYearsCalendar_IsOneNewFile()
    {
        using var context = new DesignerContext();
        var editor = context.Render<CalendarEditor>(p => p.Add(e => e.Draft, context.Studio.Open("calendars/cn.calendar.json")));
        await editor.InvokeAsync(() => editor.Find("button.secondary").Click());
        var year = context.Render<CalendarEditor>(p => p.Add(e => e.Draft, context.Studio.Open("calendars/cn-2027.calendar.json")));
        await DesignerContext.Change(year, "#notice", "关于2027年部分节假日安排\n一、元旦:1月1日(周五)至3日(周日)放假,共3天。\n二、春节:2月6日(周六)至12日(周五)放假调休,共7天。2月14日(周日)上班。");
        Assert.Contains("放假 10 天,调休上班 1 天", year.Find("details [role=status]").TextContent); // shown before it is taken
        Assert.Contains("2027年2月14日", year.Find("details").TextContent);
        await year.InvokeAsync(() => year.FindAll("details button").First(b => b.TextContent.Contains("用它替换", StringComparison.Ordinal)).Click());
        year.WaitForAssertion(() => Assert.False(context.Studio.Checking.IsBehind), DesignerContext.Patience);
        Assert.DoesNotContain(context.Studio.Checking.Findings, f => f.Severity == Severity.Error);
        Assert.Equal(["definitions/calendars/cn-2027.calendar.json"], await Changed(context, most: 30));
    }

    /// <summary>A gap is the last row of the grid, marked, with the cells of its example; one act adds it, with an id that is free.</summary>
    [Theory]
    [InlineData(Language.Chinese, "空缺", "+ 加这一行", "⚖ 劳动合同法 第十九条")]
    [InlineData(Language.English, "Gap", "+ Add this row", "⚖ Labour Contract Law article 19")]
    public async Task Gap_IsTheLastRowAndIsFilledFromItsExample(Language language, string mark, string act, string law)
    {
        using var context = new DesignerContext(language: language);
        var draft = context.Studio.Open("rules/probation.rules.json");
        var editor = context.Render<TableEditor>(p => p.Add(e => e.Draft, draft));
        editor.WaitForAssertion(() => Assert.EndsWith(law, editor.Find("[data-held]").TextContent.Trim(), StringComparison.Ordinal), DesignerContext.Patience);
        Assert.Empty(editor.FindAll("[data-gap]"));
        await editor.InvokeAsync(() => draft.Edit(root =>
        {
            var rows = root["table"]!["rows"]!.AsArray();
            rows.RemoveAt(2);
            rows[0]!["id"] = "row1";
        }));
        editor.WaitForAssertion(() => Assert.Equal(mark, editor.Find("[role=grid] tbody tr:last-child[data-gap] .badge").TextContent), DesignerContext.Patience);
        var count = draft.At("/table/rows")!.AsArray().Count;
        Assert.Equal(act, editor.Find("[data-gap] button").TextContent);
        Assert.Equal("\"fixed\"", editor.FindAll("[data-gap] td")[0].TextContent);
        await editor.InvokeAsync(() => editor.Find("[data-gap] button").Click());
        Assert.Equal("""{"id":"row2","when":["\"fixed\"","24"],"then":[null]}""", draft.At($"/table/rows/{count}")!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Equal((draft.Path, $"/table/rows/{count}/then/0"), context.Studio.Target);
    }

    /// <summary>X23: a row's cells and its sentence are one; the sentence written anew is the cells, and undo takes it back.</summary>
    [Fact]
    public async Task X23_SentenceOfARow_IsItsCells_BothWays()
    {
        using var context = new DesignerContext();
        var draft = context.Studio.Open("rules/probation.rules.json");
        var editor = context.Render<TableEditor>(p => p.Add(e => e.Draft, draft));
        editor.WaitForAssertion(() => Assert.Equal("合同期限类型 等于 “fixed”(固定期限) 且 合同期限(月) 不小于 12 且 合同期限(月) 小于 36", Sentence(editor, 2)), DesignerContext.Patience);
        var before = draft.Text;
        var grid = editor.FindComponent<MatrixGrid>();
        var column = grid.Instance.Columns.Length - 1;
        await editor.InvokeAsync(() => grid.Instance.Put(2, column, "合同期限类型 等于 “fixed”(固定期限) 且 合同期限(月) 不小于 12 且 合同期限(月) 小于 24"));
        Assert.Equal(("\"fixed\"", "[12..24)"), (draft.TextAt("/table/rows/2/when/0"), draft.TextAt("/table/rows/2/when/1")));
        await editor.InvokeAsync(() => grid.Instance.Put(2, 1, "[12..30)"));
        editor.WaitForAssertion(() => Assert.EndsWith("小于 30", Sentence(editor, 2)), DesignerContext.Patience);
        await editor.InvokeAsync(() => grid.Instance.Put(2, column, "合同期限(月) 大约 12"));
        Assert.Equal("true", editor.Find($"input[data-r='2'][data-c='{column}']").GetAttribute("aria-invalid"));
        Assert.Equal("[12..30)", draft.TextAt("/table/rows/2/when/1"));
        draft.Undo();
        draft.Undo();
        Assert.Equal(before, draft.Text);
        Assert.Contains("\"fixed\"", editor.FindAll("datalist option").Select(o => o.GetAttribute("value")));
    }

    [Fact]
    public async Task Conditions_AreShownWithHowTheyComeOutForSomebody()
    {
        using var context = new DesignerContext("E0006");
        var draft = context.Studio.Open("rules/transfer-eligibility.rules.json");
        var editor = context.Render<RulesEditor>(p => p.Add(e => e.Draft, draft));
        editor.WaitForAssertion(() => Assert.NotNull(context.Studio.Checking.World), DesignerContext.Patience);
        editor.Render(); // what is shown is what is known now, however the background's rendering went
        editor.WaitForAssertion(() => Assert.NotEmpty(editor.FindAll("#example-record option[value=E0042]")), DesignerContext.Patience); // the list follows by itself
        await DesignerContext.Change(editor, "#example-record", "E0042");
        Assert.Contains("在职", editor.Find("[data-pointer='/conditions/0'] [data-tried]").TextContent);
        Assert.Equal(["active", "probation"], editor.Find("[data-pointer='/conditions/0'] input[aria-label$='值']").GetAttribute("value")!.Split('、'));
    }

    [Fact]
    public async Task RemovedDefinition_GoesWithItsCases_AndComesBackWithTheDraft()
    {
        using var context = new DesignerContext();
        Assert.Null(await context.Studio.Remove("rules/notice.rules.json"));
        Assert.Null(context.Studio.Read("rules/notice.rules.json"));
        Assert.Equal(["definitions/rules/notice.rules.cases.json", "definitions/rules/notice.rules.json"], await Changed(context, most: int.MaxValue));
        context.Box.Drafts.Discard(Assert.Single(context.Box.Drafts.List("E0001")));
        await context.Studio.Drop();
        Assert.NotNull(context.Studio.Read("rules/notice.rules.json"));
    }

    private static string? Sentence(IRenderedComponent<TableEditor> editor, int row) => editor.FindAll($"tr[data-pointer='/table/rows/{row}'] input")[^1].GetAttribute("value");

    /// <summary>Paths that the draft changes, of the whole repository, with at most so many lines.</summary>
    private static async Task<string[]> Changed(DesignerContext context, int most)
    {
        await context.Studio.Save();
        var made = Assert.Single(context.Box.Drafts.List("E0001"));
        var files = context.Box.Git("diff", "--numstat", context.Box.Repository.Head, made.Commit).Split('\n').Select(l => l.Split('\t')).ToList();
        Assert.InRange(files.Sum(f => int.Parse(f[0], System.Globalization.CultureInfo.InvariantCulture) + int.Parse(f[1], System.Globalization.CultureInfo.InvariantCulture)), 1, most);
        Assert.Equal("", context.Box.Git("status", "--porcelain"));
        return [.. files.Select(f => f[2])];
    }
}
