using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Bunit;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Editors.Workflows;
using HrCollab.Engine.Kernel;
using Microsoft.AspNetCore.Components.Web;

namespace HrCollab.Designer.Tests.Designer;

public sealed class WorkflowEditorTests
{
    private const string Path = "workflows/transfer.workflow.json";

    [Fact]
    public async Task Cards_SayWhoByWhenAndWhich_AndTheWayOfACaseRunsThroughThem()
    {
        using var context = new DesignerContext();
        var (_, editor) = Shown(context);
        var release = Card(editor, "/steps/0").TextContent;
        Assert.Contains("审批", release);
        Assert.Contains("本人所在部门的部门负责人 → 郑海峰", Squeezed(release));
        Assert.Contains("2 个工作日", release);
        Assert.Matches("当 .*有值", Squeezed(editor.Find("li[data-pointer='/steps/3/choose/0']").TextContent));
        Assert.Contains("最长的路按步骤时限合计 13 个工作日", editor.Find("[data-sla]").TextContent);
        Assert.Contains("薪酬审核", editor.Find("[data-way]").TextContent);
        Assert.Contains("taken", Card(editor, "/steps/3/choose/0/steps/0").ClassName);
        Assert.Contains("untaken", editor.Find("li[data-pointer='/steps/3/choose/1']").ClassName);

        // Another case takes the other branch.
        var other = editor.FindAll("#example-case option").First(o => o.TextContent.Contains("不调薪", StringComparison.Ordinal)).GetAttribute("value")!;
        await editor.InvokeAsync(() => editor.Find("#example-case").Change(other));
        editor.WaitForAssertion(() => Assert.Contains(" taken", " " + editor.Find("li[data-pointer='/steps/3/choose/1']").ClassName), DesignerContext.Patience);
        Assert.Contains("untaken", Card(editor, "/steps/3/choose/0/steps/0").ClassName);
    }

    /// <summary>S2: a step with an owner more in 调岗: a row in the matrix, a card in the flow, nothing else; the case goes through it at once.</summary>
    [Fact]
    public async Task S2_NewStepWithAnOwner_IsACardARowAndTwoFilesOfDiff()
    {
        using var context = new DesignerContext();
        var matrix = context.Studio.Open("responsibilities/transfer.responsibilities.json");
        matrix.Edit(root => JsonPlaces.Set(root, "/rows/-", JsonNode.Parse("""{"id":"legal","title":{"zh":"法务审核","en":"Legal check"},"responsible":{"duty":"legal"},"work":{"zh":"核对合同变更","en":"Check the contract"},"deadline":"1 wd","standard":[{"id":"checked","title":{"zh":"已核对","en":"Checked"}}]}""")));
        var (draft, editor) = Shown(context);
        editor.WaitForAssertion(() => Assert.False(context.Studio.Checking.IsBehind), DesignerContext.Patience);
        await editor.InvokeAsync(() => Button(editor, "在“HRBP 审核”之后加一步").Click());
        await editor.InvokeAsync(() => editor.FindAll(".kinds button").First(b => b.TextContent == "审批").Click());
        Assert.Equal("""{"id":"legal","row":"legal","approve":"one"}""", draft.At("/steps/3")!.ToJsonString());
        Assert.Equal("法务审核", editor.Find(".drawer h2").TextContent);
        editor.WaitForAssertion(() => Assert.Contains("法务审核", editor.Find("[data-way]").TextContent), DesignerContext.Patience);
        Assert.Contains("法务 →", Squeezed(Card(editor, "/steps/3").TextContent));
        await context.Studio.Save();
        var made = Assert.Single(context.Box.Drafts.List("E0001"));
        Assert.Equal(["responsibilities/transfer.responsibilities.json", Path], context.Box.Repository.Changed(context.Box.Repository.Head, made.Commit).AsEnumerable());
        Assert.Contains($"1\t0\tdefinitions/{Path}", context.Box.Git("diff", "--numstat", context.Box.Repository.Head, made.Commit));
    }

    [Fact]
    public async Task Keys_MoveAndRemoveCards_DragMovesIntoABranch_UndoBringsAllBack()
    {
        using var context = new DesignerContext(language: Language.English);
        var (draft, editor) = Shown(context);
        var before = draft.Text;
        await Key(editor, "/steps/0", "ArrowDown", alt: true);
        Assert.Equal(["receive", "release"], Ids(draft, "/steps").Take(2));
        await Key(editor, "/steps/1", "ArrowUp", alt: true);
        Assert.Equal(before, draft.Text);

        await editor.InvokeAsync(() => Card(editor, "/steps/4").QuerySelector("button.cardhead")!.DragStart());
        await editor.InvokeAsync(() => editor.FindAll("li[data-pointer='/steps/3/choose/1'] .plus")[0].Drop());
        Assert.Equal(["approval"], Ids(draft, "/steps/3/choose/1/steps"));
        Assert.Equal(["release", "receive", "hrbp", "pay", "prepare"], Ids(draft, "/steps"));

        await editor.InvokeAsync(() => editor.Find("#move-step").Change("/steps"));
        Assert.Equal("approval", Ids(draft, "/steps").Last());
        await Key(editor, "/steps/5", "Delete");
        Assert.DoesNotContain("approval", Ids(draft, "/steps"));
        draft.Undo();
        draft.Undo();
        draft.Undo();
        Assert.Equal(["release", "receive", "hrbp", "pay", "approval", "prepare"], Ids(draft, "/steps"));

        // A block does not go into itself, a new branch of a choice stands before the last, which has no condition.
        draft.Edit(root => Assert.Equal("/steps/3", StepEdits.Move(root, "/steps/3", "/steps/3/choose/1/steps", 0)));
        await editor.InvokeAsync(() => Card(editor, "/steps/3").QuerySelectorAll("button").Last(b => b.TextContent.Trim() == "+ Branch").Click());
        Assert.Equal(["changed", "case1", "same"], Ids(draft, "/steps/3/choose"));
        editor.WaitForAssertion(() => Assert.NotEmpty(draft.FindingsAt("/steps/3/choose/1/when")), DesignerContext.Patience);
    }

    /// <summary>S26: who a field is set to by heading a department is chosen beside what an expression sets, and taken away again.</summary>
    [Fact]
    public async Task HeadOfADepartment_IsChosenForAFieldThatHoldsAPerson()
    {
        using var context = new DesignerContext();
        var (draft, editor) = Shown(context);
        const string Apply = "/steps/5/parallel/3/steps/0";
        Assert.Contains("汇报对象", Card(editor, "/steps/5/parallel/3/steps/1").TextContent); // what it is set to stands on the card, also where nothing else is set
        await editor.InvokeAsync(() => Card(editor, Apply).QuerySelector("button.cardhead")!.Click());
        var heads = editor.Find($".drawer fieldset[data-pointer='{Apply}/effect/head']");
        Assert.Equal("form.newDepartment", heads.QuerySelector("select[data-pointer]")!.GetAttribute("value"));

        var fields = editor.FindAll("#effect-head-add option").Select(o => o.GetAttribute("value")).ToList();
        Assert.Contains("absence.substitute", fields);
        Assert.DoesNotContain("pay.baseSalary", fields); // holds no person
        Assert.DoesNotContain("employment.manager", fields); // stands there already
        await editor.InvokeAsync(() => editor.Find("#effect-head-add").Change("absence.substitute"));
        var place = $"{Apply}/effect/head/absence.substitute";
        Assert.Contains(editor.FindAll($"select[data-pointer='{place}'] option"), o => o.GetAttribute("value") == "person.employment.department");
        await editor.InvokeAsync(() => editor.Find($"select[data-pointer='{place}']").Change("person.employment.department"));
        Assert.Equal("""{"absence.substitute":"person.employment.department","employment.manager":"form.newDepartment"}""", Sorted(draft.At($"{Apply}/effect/head")!));
        editor.WaitForAssertion(() => Assert.False(context.Studio.Checking.IsBehind), DesignerContext.Patience);
        Assert.Empty(draft.FindingsAt(place));

        await editor.InvokeAsync(() => Button(editor, "删除 absence.substitute").Click());
        await editor.InvokeAsync(() => editor.Find($".drawer fieldset[data-pointer='{Apply}/effect/head'] button").Click());
        Assert.Null(draft.At($"{Apply}/effect/head")); // nothing empty is left behind
        Assert.NotNull(draft.At($"{Apply}/effect/set"));
    }

    /// <summary>A parallel branch may have a condition, which its head says and the drawer edits; an approval names what it waits for.</summary>
    [Fact]
    public async Task ParallelBranch_TakesACondition_AndAnApprovalWhatItRequires()
    {
        using var context = new DesignerContext();
        var (draft, editor) = Shown(context);
        const string Branch = "/steps/5/parallel/0";
        Assert.DoesNotContain("仅当", editor.Find($"li[data-pointer='{Branch}'] .branchhead").TextContent, StringComparison.Ordinal);
        await editor.InvokeAsync(() => draft.Edit(root => JsonPlaces.Set(root, Branch + "/when", "has(form.newBaseSalary)")));
        editor.WaitForAssertion(() => Assert.Matches("仅当.*有值", Squeezed(editor.Find($"li[data-pointer='{Branch}'] .branchhead").TextContent)), DesignerContext.Patience);
        editor.WaitForAssertion(() => Assert.False(context.Studio.Checking.IsBehind), DesignerContext.Patience);
        Assert.Empty(draft.FindingsAt(Branch + "/when"));
        await editor.InvokeAsync(() => editor.Find($"li[data-pointer='{Branch}'] .branchhead").Click());
        Assert.Contains("何时走这个分支", editor.Find(".drawer").TextContent, StringComparison.Ordinal);

        await editor.InvokeAsync(() => Card(editor, "/steps/1").QuerySelector("button.cardhead")!.Click());
        await editor.InvokeAsync(() => editor.Find(".drawer [data-pointer='/steps/1/requires']").Change("approval"));
        Assert.Equal("""["approval"]""", draft.At("/steps/1/requires")!.ToJsonString());
        editor.WaitForAssertion(() => Assert.Contains(draft.FindingsAt("/steps/1/requires/0"), f => f.Code == "HR-WFL-023"), DesignerContext.Patience); // what comes later
    }

    [Theory]
    [InlineData("/steps/3/choose/0/steps/1/row", "/steps/3/choose/0/steps/1")]
    [InlineData("/steps/3/choose/0/when", "/steps/3/choose/0")]
    [InlineData("/steps/5/effect/set/pay.baseSalary", "/steps/5")]
    [InlineData("/deadline", null)]
    public void Finding_LeadsToItsCard(string pointer, string? place) => Assert.Equal(place, StepEdits.Around(pointer));

    private static (DefinitionDraft Draft, IRenderedComponent<WorkflowEditor> Editor) Shown(DesignerContext context)
    {
        var draft = context.Studio.Open(Path);
        var editor = context.Render<WorkflowEditor>(p => p.Add(e => e.Draft, draft));
        editor.WaitForAssertion(() => Assert.NotEmpty(editor.FindAll("[data-way]")), DesignerContext.Patience);
        return (draft, editor);
    }

    private static Task Key(IRenderedComponent<WorkflowEditor> editor, string place, string key, bool alt = false) =>
        editor.InvokeAsync(() => Card(editor, place).QuerySelector("button.cardhead")!.KeyDown(new KeyboardEventArgs { Key = key, AltKey = alt }));

    private static IElement Card(IRenderedComponent<WorkflowEditor> editor, string place) => editor.Find($".stepcard[data-pointer='{place}']");

    private static IElement Button(IRenderedComponent<WorkflowEditor> editor, string label) => editor.Find($"button[aria-label='{label}']");

    private static List<string> Ids(DefinitionDraft draft, string list) => [.. ((JsonArray)draft.At(list)!).Select(s => JsonPlaces.TextAt(s, "/id"))];

    private static string Sorted(JsonNode members) => new JsonObject(((JsonObject)members).OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))).ToJsonString();

    private static string Squeezed(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
