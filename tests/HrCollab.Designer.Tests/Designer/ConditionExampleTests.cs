using System.Net;
using System.Text.Json.Nodes;
using Bunit;
using HrCollab.Designer.Editors.Forms;
using HrCollab.Designer.Editors.Rules;
using HrCollab.Designer.Editors.Standards;
using HrCollab.Designer.Parts.Names;
using HrCollab.Engine.Kernel;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Designer.Tests.Designer;

/// <summary>Conditions of rules, forms and standards have the values of a chosen real case beside them, as the host masked it; and rules of conditions are tried and kept like tables.</summary>
public sealed class ConditionExampleTests
{
    private const string Case = """
        { "id": "transfer-1", "workflow": "transfer", "title": "调岗", "submittedAt": "2026-09-16T10:00:00+08:00", "submitter": { "id": "E0007" }, "subject": { "standard": "person", "id": "E0042" },
          "input": { "newDepartment": "rd2", "effectiveDate": "2026-10-12", "newBaseSalary": "■■" }, "masked": ["newBaseSalary"] }
        """;

    private const string Record = """
        { "values": { "employment": { "status": "active", "hireDate": "2020-03-02" }, "contract": { "renewals": 2 }, "identity": { "idNumber": "■■" } }, "hidden": ["pay"], "masked": ["identity.idNumber"] }
        """;

    [Fact]
    public async Task S45_RealCase_StandsBesideTheConditionsOfRules_AndIsTriedAndKeptAsATest()
    {
        using var context = Context();
        var draft = context.Studio.Open("rules/transfer-eligibility.rules.json");
        var editor = context.Render<RulesEditor>(p => p.Add(e => e.Draft, draft));
        await Choose(editor);
        Assert.Contains("在职", editor.Find("[data-pointer='/conditions/0'] [data-tried]").TextContent);
        Assert.Contains("transfer-1", editor.Find("[data-real-case]").TextContent);

        // The same case fills the panel that tries the conditions.
        Assert.Equal("active", editor.Find("[id='try-employment.status']").GetAttribute("value"));
        Assert.Contains("employed 成立", editor.Find("[data-try]").TextContent);
        await DesignerContext.Change(editor, "[id='try-employment.status']", "left");
        await editor.InvokeAsync(() => editor.Find("div.try button").Click());
        Assert.Contains("employed 不成立", editor.Find("[data-try]").TextContent);
        await editor.InvokeAsync(() => editor.Find("#case-title").Input("已离职的人"));
        await editor.InvokeAsync(() => editor.FindAll("[data-try] button")[^1].Click());
        Assert.Contains("✓", editor.Find("[data-kept-case]").TextContent);
        var kept = context.Studio.Open("rules/transfer-eligibility.rules.cases.json").Text;
        Assert.Contains("已离职的人", kept);
        Assert.Contains("\"employed\": \"false\"", kept);
        editor.WaitForAssertion(() => Assert.False(context.Studio.Checking.IsBehind), DesignerContext.Patience);
        editor.WaitForAssertion(() => Assert.Contains(editor.FindAll("#try-saved option"), o => o.TextContent == "已离职的人"), DesignerContext.Patience);
        Assert.DoesNotContain(context.Studio.Checking.All, f => f.Severity == Severity.Error);
    }

    /// <summary>What the host does not show has no value here: the condition cannot be told, and the field is named.</summary>
    [Fact]
    public async Task S45_RealCase_StandsBesideTheConditionsOfAForm_AndWhatIsMaskedStaysSo()
    {
        using var context = Context();
        var draft = context.Studio.Open("forms/transfer.form.json");
        var field = Enumerable.Range(0, ((JsonArray)draft.At("/sections/1/fields")!).Count).Select(i => $"/sections/1/fields/{i}").First(f => draft.TextAt(f + "/visibleWhen").Contains("newBaseSalary", StringComparison.Ordinal) || draft.TextAt(f + "/requiredWhen").Contains("newBaseSalary", StringComparison.Ordinal));
        var editor = context.Render<FormEditor>(p => p.Add(e => e.Draft, draft));
        await Choose(editor);
        await editor.InvokeAsync(() => editor.Find($"[data-pointer='{field}'] button.toggle").Click());
        var tried = editor.Find($"[data-pointer='{field}'] [data-tried]");
        Assert.Contains("您无权查看", tried.TextContent);
        Assert.Contains("新基本工资", tried.QuerySelector("[data-unread]")!.TextContent);
        Assert.NotEmpty(editor.FindAll("#names-conditions option[value='form.newDepartment']")); // completed by name
    }

    [Fact]
    public async Task S45_RealCase_StandsBesideTheRulesAcrossTheFieldsOfAStandard()
    {
        using var context = Context();
        var draft = context.Studio.Open("standards/person.standard.json");
        var editor = context.Render<StandardEditor>(p => p.Add(e => e.Draft, draft));
        await Choose(editor);
        await editor.InvokeAsync(() => editor.Find("[data-pointer='/rules/0'] button.toggle").Click());
        Assert.NotEmpty(editor.FindAll("[data-pointer='/rules/0'] [data-condition] [data-tried]"));
        Assert.NotEmpty(editor.FindAll("#names-standard option[value='person.employment.hireDate']"));
    }

    [Fact]
    public void Names_AreTheSameForInputsAndForTheSourceView()
    {
        using var context = Context();
        var draft = context.Studio.Open("forms/transfer.form.json");
        var editor = context.Render<FormEditor>(p => p.Add(e => e.Draft, draft));
        editor.WaitForAssertion(() => Assert.NotEmpty(editor.FindAll("#names-conditions option")), DesignerContext.Patience);
        var names = ExpressionNames.Of(ExpressionNames.Of(context.Studio.Checking.Set, draft), Language.Chinese).ToList();
        Assert.Equal(names.Select(n => (n.Path, n.Title)), editor.FindAll("#names-conditions option").Select(o => (o.GetAttribute("value")!, o.TextContent)));
        Assert.Contains(new ExpressionName("person.employment.hireDate", "入职日期"), names);
    }

    private static async Task Choose<T>(IRenderedComponent<T> editor)
        where T : IComponent
    {
        editor.WaitForAssertion(() => Assert.NotEmpty(editor.FindAll("#example-record option[value=E0042]")), DesignerContext.Patience);
        await editor.InvokeAsync(() => editor.Find("[data-recorded]").Click());
        editor.WaitForAssertion(() => Assert.NotEmpty(editor.FindAll("#example-recorded option[value='transfer-1']")), DesignerContext.Patience);
        await DesignerContext.Change(editor, "#example-recorded", "transfer-1");
        editor.WaitForAssertion(() => Assert.NotEmpty(editor.FindAll("[data-real-case]")), DesignerContext.Patience);
    }

    private static DesignerContext Context() => new("E0006", services: s => s.AddSingleton(HostStub.Answers(request => request.RequestUri!.AbsolutePath switch
    {
        "/api/dev/tokens" => HostStub.Json("""{ "token": "t" }"""),
        "/api/cases" => HostStub.Json($$"""{ "items": [{{Case}}] }"""),
        "/api/cases/transfer-1" => HostStub.Json(Case),
        "/api/records/person/E0042" => HostStub.Json(Record),
        _ => new HttpResponseMessage(HttpStatusCode.NotFound),
    })));
}
