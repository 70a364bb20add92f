using System.Text.Json.Nodes;
using Bunit;
using HrCollab.Designer.Editors.Exchanges;
using HrCollab.Designer.Editors.Forms;
using HrCollab.Designer.Editors.Permissions;
using HrCollab.Designer.Editors.Rules;
using HrCollab.Designer.Editors.Standards;
using HrCollab.Designer.Editors.Workflows;
using HrCollab.Designer.Pages;
using HrCollab.Designer.Parts.Cases;
using HrCollab.Designer.Reviews;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Designer.Tests.Designer;

/// <summary>Parts that several editors share.</summary>
public sealed class EditorPartsTests
{
    /// <summary>What no case shows is marked where it stands: in conditions, on steps and branches, in cells of permissions; a review names what is new of it.</summary>
    [Fact]
    public async Task WhatNoCaseShows_IsMarkedWhereItStands_AndNamedInTheReview()
    {
        using var context = new DesignerContext();
        var rules = context.Studio.Open("rules/transfer-eligibility.rules.json");
        var conditions = context.Render<RulesEditor>(p => p.Add(e => e.Draft, rules));
        await conditions.InvokeAsync(() => rules.Edit(root => root["conditions"]!.AsArray().Add((JsonNode)new JsonObject
        {
            ["id"] = "not-abroad",
            ["require"] = "person.employment.status != \"abroad-for-ever\"",
            ["message"] = new JsonObject { ["zh"] = "外派人员不能调岗", ["en"] = "Not people abroad" },
        })));
        await conditions.InvokeAsync(() => rules.Set("/conditions/2/require", JsonValue.Create("person.contract.renewals < 99")));
        conditions.WaitForAssertion(() => Assert.Contains("条件 not-abroad 不成立", conditions.Find("[data-pointer='/conditions/2'] [data-no-case]").TextContent), DesignerContext.Patience);
        Assert.Empty(conditions.FindAll("[data-pointer='/conditions/0'] [data-no-case]"));

        var permissions = context.Studio.Open("permissions/person.permissions.json");
        var matrix = context.Render<PermissionsEditor>(p => p.Add(e => e.Draft, permissions));
        await matrix.InvokeAsync(() => permissions.Set("/matrix/19/allow/documents", JsonValue.Create("-")));
        var cell = "/matrix/19/allow/documents";
        matrix.WaitForAssertion(() => Assert.Contains("无用例", matrix.Find($"input[data-pointer='{cell}']").ParentElement!.TextContent), DesignerContext.Patience);
        Assert.Equal([cell], context.Studio.Checking.Unshown[permissions.Path].Select(p => p.Place.Pointer));
        Assert.Single(matrix.FindAll("[role=grid] .note"), n => n.TextContent.Contains("无用例", StringComparison.Ordinal));

        var workflow = context.Studio.Open("workflows/transfer.workflow.json");
        var steps = context.Render<WorkflowEditor>(p => p.Add(e => e.Draft, workflow));
        Assert.Equal(
            context.Studio.Checking.Unshown[workflow.Path].Select(p => p.Place.Pointer.Replace("/when", "", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Count(),
            steps.FindAll("[data-no-case]").Count);

        await context.Studio.Save();
        var seen = ReviewedDraft.Of(context.Box.Repository, context.Studio.Draft!);
        var review = context.Render<MissingPoints>(p => p.Add(m => m.Before, seen.Before).Add(m => m.Now, seen.After));
        Assert.Contains("条件 not-abroad 不成立", review.Markup);
        var places = review.FindAll("li a").Select(a => a.GetAttribute("href")).ToList();
        Assert.Contains("/permissions/person?at=%2Fmatrix%2F19%2Fallow%2Fdocuments", places);
        Assert.Contains("/rules/transfer-eligibility?at=%2Fconditions%2F2", places);
        var same = context.Render<MissingPoints>(p => p.Add(m => m.Before, seen.Before).Add(m => m.Now, seen.Before));
        same.WaitForAssertion(() => Assert.Contains("没有新增", same.Markup), DesignerContext.Patience);
    }

    /// <summary>Fields and checks of a form, and rules of a standard, are marked as steps and conditions are.</summary>
    [Fact]
    public async Task FormsAndStandards_MarkWhatNoCaseShows()
    {
        using var context = new DesignerContext();
        var form = context.Studio.Open("forms/transfer.form.json");
        var fields = context.Render<FormEditor>(p => p.Add(e => e.Draft, form));
        await fields.InvokeAsync(() => form.Edit(root =>
        {
            root["sections"]![0]!["fields"]![1]!["requiredWhen"] = "person.contract.renewals > 97";
            root["checks"]!.AsArray().Add((JsonNode)new JsonObject { ["id"] = "far", ["require"] = "person.contract.renewals < 99", ["at"] = "newDepartment", ["message"] = new JsonObject { ["zh"] = "太多", ["en"] = "Too many" } });
        }));
        var last = form.At("/checks")!.AsArray().Count - 1;
        fields.WaitForAssertion(() => Assert.Contains("必填", fields.Find("[data-pointer='/sections/0/fields/1'] .head [data-no-case]").TextContent), DesignerContext.Patience);
        fields.WaitForAssertion(() => Assert.Contains("校验 far 不满足", fields.Find($"[data-pointer='/checks/{last}'] .head [data-no-case]").TextContent), DesignerContext.Patience);
        Assert.Equal(context.Studio.Checking.Unshown[form.Path].Select(p => p.Place.Pointer.Split("/requiredWhen")[0].Split("/visibleWhen")[0]).Distinct(StringComparer.Ordinal).Count(), fields.FindAll("[data-no-case]").Count);

        var standard = context.Studio.Open("standards/person.standard.json");
        var rules = context.Render<StandardEditor>(p => p.Add(e => e.Draft, standard));
        await rules.InvokeAsync(() => standard.Edit(root => root["rules"]!.AsArray().Add((JsonNode)new JsonObject { ["id"] = "few", ["require"] = "person.contract.renewals < 98", ["at"] = "contract.renewals", ["message"] = new JsonObject { ["zh"] = "太多", ["en"] = "Too many" } })));
        var rule = standard.At("/rules")!.AsArray().Count - 1;
        rules.WaitForAssertion(() => Assert.Contains("规则 few 不满足", rules.Find($"[data-pointer='/rules/{rule}'] .head [data-no-case]").TextContent), DesignerContext.Patience);
    }

    /// <summary>An id stands once, also after one in the middle was taken away.</summary>
    [Fact]
    public async Task NewGroupsAndSections_GetAnIdThatIsFree()
    {
        using var context = new DesignerContext();
        var standard = context.Studio.Open("standards/department.standard.json");
        var groups = context.Render<StandardEditor>(p => p.Add(e => e.Draft, standard));
        var form = context.Studio.Open("forms/transfer.form.json");
        var sections = context.Render<FormEditor>(p => p.Add(e => e.Draft, form));
        await groups.InvokeAsync(() => standard.Set("/groups/0/id", JsonValue.Create($"group{standard.At("/groups")!.AsArray().Count + 1}")));
        await sections.InvokeAsync(() => form.Set("/sections/0/id", JsonValue.Create($"section{form.At("/sections")!.AsArray().Count + 1}")));
        await groups.InvokeAsync(() => groups.FindAll("button").First(b => b.TextContent == "+ 字段组").Click());
        await sections.InvokeAsync(() => sections.FindAll("button").First(b => b.TextContent == "+ 分区").Click());
        foreach (var list in new[] { standard.At("/groups"), form.At("/sections") })
        {
            var ids = list!.AsArray().Select(i => i!["id"]!.GetValue<string>()).ToList();
            Assert.Equal(ids.Count, ids.Distinct(StringComparer.Ordinal).Count());
        }
    }

    /// <summary>X4: a cell that can be changed without any case noticing is named; the search is stopped at once.</summary>
    [Fact]
    public async Task X4_CellThatNoTestNotices_IsNamed_AndTheSearchCanBeStopped()
    {
        using var context = new DesignerContext();
        var made = context.Studio.Create(Templates.Make("table", "sample", new Text("示例", "Sample"), context.Studio.Files())!);
        var editor = context.Render<UnnoticedChanges>(p => p.Add(u => u.Path, made.Path));
        editor.WaitForAssertion(() => Assert.True(context.Studio.Checking.Set?.Files.ContainsKey(made.Path) == true && !context.Studio.Checking.IsBehind), DesignerContext.Patience);
        await editor.InvokeAsync(() => editor.Find("[data-unnoticed] button").Click());
        editor.WaitForAssertion(() => Assert.Contains("改动 1 处,其中 1 处没有用例发现", editor.Find("[data-unnoticed-said]").TextContent), DesignerContext.Patience);
        Assert.Equal("/table/rows/0/then/0", Assert.Single(editor.FindAll("[data-unnoticed-at]")).GetAttribute("data-unnoticed-at"));
        Assert.Contains("0", editor.Find("[data-unnoticed-at] code").TextContent);
        Assert.DoesNotContain('/', editor.Find("[data-unnoticed-at] a").TextContent);
        Assert.Contains("的", editor.Find("[data-unnoticed-at] a").TextContent, StringComparison.Ordinal); // the row and its column by their titles

        var large = context.Render<UnnoticedChanges>(p => p.Add(u => u.Path, "rules/statute-dismissal.rules.json"));
        await large.InvokeAsync(() => large.Find("button").Click());
        await large.InvokeAsync(() => large.Find("button").Click());
        large.WaitForAssertion(() => Assert.Contains("已停止", large.Find("[data-unnoticed-said]").TextContent), DesignerContext.Patience);

        // Left and come back to: the same search, as far as it got.
        var again = context.Render<UnnoticedChanges>(p => p.Add(u => u.Path, made.Path));
        Assert.Contains("改动 1 处", again.Find("[data-unnoticed-said]").TextContent);

        // Whatever has something to change is asked, and nothing else.
        foreach (var (path, some) in new[] { ("permissions/department.permissions.json", true), ("forms/transfer.form.json", true), ("standards/person.standard.json", true), ("workflows/transfer.workflow.json", true), ("codeLists/grades.codeList.json", false) })
            Assert.Equal(some ? 1 : 0, context.Render<UnnoticedChanges>(p => p.Add(u => u.Path, path)).FindAll("[data-unnoticed]").Count);
    }

    /// <summary>Values of a file, rows that are wanted and how a field is computed are fields and no JSON.</summary>
    [Fact]
    public async Task PairsAndComputation_AreFields()
    {
        using var context = new DesignerContext();
        var exchange = context.Studio.Open("exchanges/employees.exchange.json");
        var editor = context.Render<ExchangeEditor>(p => p.Add(e => e.Draft, exchange));
        var at = Enumerable.Range(0, exchange.At("/columns")!.AsArray().Count).First(i => exchange.At($"/columns/{i}/map") is not null);
        var map = $"/columns/{at}/map";
        Assert.Contains(editor.FindAll($"select[data-pointer='{map}/F'] option"), o => o.TextContent.Contains("(2)", StringComparison.Ordinal)); // a code by its title
        await DesignerContext.Change(editor, $"[id='{Editors.Fields.FieldBase.IdOf(map)}-new']", "X");
        await DesignerContext.Change(editor, $"select[data-pointer='{map}/X']", "9");
        await DesignerContext.Change(editor, $"fieldset[data-pointer='{map}'] input[value='F']", "female");
        Assert.Equal("""{"female":"2","M":"1","X":"9"}""", exchange.At(map)!.ToJsonString());
        await DesignerContext.Change(editor, "#at-onlyWhen-new", "emp_no");
        await DesignerContext.Change(editor, "[data-pointer='/onlyWhen/emp_no']", "E0001,E0002");
        Assert.Equal("""{"emp_no":["E0001","E0002"]}""", exchange.At("/onlyWhen")!.ToJsonString());
        Assert.Empty(editor.FindAll("textarea.code[data-pointer]"));

        var standard = context.Studio.Open("standards/person.standard.json");
        const string Field = "/groups/0/fields/0/compute";
        var compute = context.Render<ComputeField>(p => p.Add(c => c.Draft, standard).Add(c => c.Pointer, Field));
        await DesignerContext.Change(compute, "select", "formula");
        await DesignerContext.Change(compute, $"input[data-pointer='{Field}/formula']", "addDays(person.contract.endDate, -30)");
        Assert.Equal("""{"formula":"addDays(person.contract.endDate, -30)"}""", standard.At(Field)!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        await DesignerContext.Change(compute, "select", "script");
        await DesignerContext.Change(compute, $"textarea[data-pointer='{Field}/script']", "if (!input) return 1;\n\nreturn 2;\n");
        Assert.Equal(["if (!input) return 1;", "", "return 2;"], standard.At(Field + "/script")!.AsArray().Select(l => l!.ToString()));
        await DesignerContext.Change(compute, "select", "");
        Assert.Null(standard.At(Field));
    }

    [Fact]
    public async Task SampleOfAnExchange_IsTakenFromAChosenFile_WithinItsLimit()
    {
        using var context = new DesignerContext();
        var draft = context.Studio.Open("exchanges/departments.exchange.json");
        var editor = context.Render<ExchangeEditor>(p => p.Add(e => e.Draft, draft));
        editor.WaitForAssertion(() => Assert.False(context.Studio.Checking.IsBehind), DesignerContext.Patience);
        var input = editor.FindComponent<InputFile>();
        input.UploadFiles(InputFileContent.CreateFromText("dept_no,name,部门类型\nlab,实验室,business\n,无编号,business\n", "departments.csv"));
        editor.WaitForAssertion(() => Assert.NotEmpty(editor.FindAll(".plainlist button")), DesignerContext.Patience);
        await editor.InvokeAsync(() => editor.Find(".plainlist button").Click());
        editor.WaitForAssertion(() => Assert.Contains("2 行:1 行可以导入,1 行会进入待修正", editor.Markup), DesignerContext.Patience);
        input.UploadFiles(InputFileContent.CreateFromBinary(new byte[SampleFile.MostBytes + 1], "large.csv"));
        editor.WaitForAssertion(() => Assert.Contains("文件超过 8 MB", editor.Find("[data-sample-fault]").TextContent), DesignerContext.Patience);
        input.UploadFiles(InputFileContent.CreateFromBinary([0xFF, 0xFE, 0x00], "unreadable.csv"));
        editor.WaitForAssertion(() => Assert.Contains("不是 UTF-8", editor.Find("[data-sample-fault]").TextContent), DesignerContext.Patience);
    }

    [Theory]
    [InlineData("person", "E0042")]
    [InlineData("department", "rd1")]
    [InlineData("position", "hrbp")]
    public async Task SampleRecord_IsServedForEveryStandardOfTheExampleCompany(string standard, string key)
    {
        using var context = new DesignerContext();
        var sample = context.Render<SampleRecord>(p => p.Add(s => s.Id, standard));
        sample.WaitForAssertion(() => Assert.NotEmpty(sample.FindAll($"#sample-record option[value='{key}']")), DesignerContext.Patience);
        await DesignerContext.Change(sample, "#sample-record", key);
        Assert.Contains("可以保存", sample.Find("[role=status]").TextContent);
        Assert.NotEmpty(sample.FindAll("[data-example]"));
    }

    /// <summary>Nobody takes a count or a preview of the example company for one of their own people.</summary>
    [Theory]
    [InlineData("permissions/person.permissions.json", typeof(PermissionsEditor), 2)]
    [InlineData("forms/transfer.form.json", typeof(FormEditor), 2)]
    [InlineData("workflows/transfer.workflow.json", typeof(WorkflowEditor), 1)]
    [InlineData("rules/transfer-eligibility.rules.json", typeof(RulesEditor), 1)]
    public void CountsAndPreviews_SayThatTheyAreOfTheExampleCompany(string path, Type editor, int marks)
    {
        using var context = new DesignerContext(language: Language.English);
        var draft = context.Studio.Open(path);
        var shown = context.Render<DynamicComponent>(p => p.Add(d => d.Type, editor).Add(d => d.Parameters, new Dictionary<string, object> { ["Draft"] = draft }));
        shown.WaitForAssertion(() => Assert.Equal(marks, shown.FindAll("[data-example]").Count(m => m.TextContent == "example company")), DesignerContext.Patience);
    }

    [Theory]
    [InlineData("permissions", "standard", "permissions/sample.permissions.json")]
    [InlineData("workflows", "form", "workflows/sample.workflow.json")]
    public async Task NewDefinition_AsksWhatItIsAbout_AndBeginsSound(string folder, string first, string path)
    {
        using var context = new DesignerContext();
        foreach (var kind in first == "form" ? ["form", "responsibilities"] : new[] { first }) context.Studio.Create(Templates.Make(kind, "sample", new Text("示例", "Sample"), context.Studio.Files())!);
        var page = context.Render<KindPage>(p => p.Add(k => k.Folder, folder));
        await page.InvokeAsync(() => page.Find("form").Submit());
        Assert.Contains("请先选择", page.Find("[role=alert]").TextContent);
        Assert.Equal(["", "sample"], page.FindAll("#new-about option").Select(o => o.GetAttribute("value")));
        await DesignerContext.Change(page, "#new-about", "sample");
        if (folder == "workflows") await DesignerContext.Change(page, "#new-id", "sample");
        await DesignerContext.Change(page, "#new-zh", "示例");
        await page.InvokeAsync(() => page.Find("form").Submit());
        Assert.NotNull(context.Studio.Read(path));
        page.WaitForAssertion(() => Assert.True(context.Studio.Checking.Set?.Files.ContainsKey(path)), DesignerContext.Patience);
        Assert.EndsWith($"/{folder}/sample", context.Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }
}
