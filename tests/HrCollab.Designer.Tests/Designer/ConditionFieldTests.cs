using Bunit;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Editors.Conditions;
using HrCollab.Designer.Parts.Examples;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Workspace;

namespace HrCollab.Designer.Tests.Designer;

public sealed class ConditionFieldTests
{
    private const string Path = "rules/transfer-eligibility.rules.json";
    private const string Pointer = "/conditions/0/require";

    /// <summary>X23: expression, sentence and terms are one condition; a change of any is a change of the others.</summary>
    [Fact]
    public async Task X23_ExpressionSentenceAndTerms_FollowEachOther()
    {
        using var context = new DesignerContext();
        var (draft, field) = Shown(context, "person.employment.status == \"active\" && person.contract.renewals >= 1");
        Assert.Equal("人员状态 等于 “active”(在职) 且 续签次数 不小于 1", Sentence(field));
        Assert.Equal(["person.employment.status", "person.contract.renewals"], field.FindAll("select[aria-label$='字段']").Select(s => s.GetAttribute("value")));

        await Change(field, "select[aria-label='条件 1:值']", "leaving");
        Assert.StartsWith("person.employment.status == \"leaving\" && ", draft.TextAt(Pointer));
        await Change(field, "select[aria-label='条件 2:比较']", "<");
        await Change(field, "input[aria-label='条件 2:值']", "3");
        await Change(field, "select[aria-label='条件之间']", "any");
        Assert.Equal("person.employment.status == \"leaving\" || person.contract.renewals < 3", draft.TextAt(Pointer));
        Assert.EndsWith("或 续签次数 小于 3", Sentence(field));

        await Change(field, $"[id='{Id}-sentence']", "续签次数 有值 且 入职日期 早于 2026-01-01");
        Assert.Equal("person.contract.renewals != null && person.employment.hireDate < date(\"2026-01-01\")", draft.TextAt(Pointer));
        Assert.Equal("2026-01-01", field.Find("input[type=date]").GetAttribute("value"));
        await Change(field, $"[id='{Id}-sentence']", "续签次数 大概是 3");
        Assert.Contains("看不懂", field.Find(".finding.error").TextContent);
        Assert.Contains("!= null", draft.TextAt(Pointer));

        await Change(field, "select[aria-label='加一个条件,关于']", "person.identity.sex");
        Assert.EndsWith("&& person.identity.sex != null", draft.TextAt(Pointer));
        await field.InvokeAsync(() => field.Find("button[aria-label='删除条件 1']").Click());
        Assert.Equal("person.employment.hireDate < date(\"2026-01-01\") && person.identity.sex != null", draft.TextAt(Pointer));
        draft.Undo();
        Assert.StartsWith("person.contract.renewals != null", draft.TextAt(Pointer));
    }

    /// <summary>What is more than a field, a comparison and a value is kept as it is while the terms around it are picked.</summary>
    [Fact]
    public async Task X23_PartThatCannotBePicked_IsKept()
    {
        using var context = new DesignerContext();
        var (draft, field) = Shown(context, "(age(person.identity.birthDate) > 20 || person.identity.sex == \"1\") && person.contract.renewals >= 1");
        await Change(field, "input[aria-label='条件 2:值']", "2");
        Assert.Equal("(age(person.identity.birthDate) > 20 || person.identity.sex == \"1\") && person.contract.renewals >= 2", draft.TextAt(Pointer));
    }

    /// <summary>The values of a chosen record stand beside the condition, masked as the author's rights say.</summary>
    [Fact]
    public async Task Values_OfAnExampleStandBesideIt_MaskedForWhoMayNotReadThem()
    {
        using var context = new DesignerContext("E0042");
        var (_, field) = Shown(context, "person.pay.baseSalary > 100 && person.employment.status == \"active\"", "E0001");
        var tried = field.Find("[data-tried]").TextContent;
        Assert.Contains("■■", tried);
        Assert.DoesNotContain("42000", tried);
        await Task.CompletedTask;
    }

    private static string Id => Editors.Fields.FieldBase.IdOf(Pointer);

    private static string Sentence(IRenderedComponent<ConditionField> field) => field.Find($"[id='{Id}-sentence']").GetAttribute("value")!;

    private static Task Change(IRenderedComponent<ConditionField> field, string selector, string value) => DesignerContext.Change(field, selector, value);

    private static (DefinitionDraft Draft, IRenderedComponent<ConditionField> Field) Shown(DesignerContext context, string expression, string? record = null)
    {
        var draft = context.Studio.Open(Path);
        draft.Set(Pointer, System.Text.Json.Nodes.JsonValue.Create(expression));
        var probe = context.Render<HrCollab.Designer.Shell.ProblemsPanel>();
        probe.WaitForAssertion(() => Assert.True(context.Studio.Checking is { Set: not null, World: not null }), DesignerContext.Patience);
        var set = context.Studio.Checking.Set!;
        var person = set.Find<Standard>("person")!;
        var vocabulary = new Vocabulary(("person", person.Shape));
        ExampleFacts? example = null;
        if (record is not null)
        {
            var (organization, values) = (context.Studio.Checking.World!.Organization(ExampleCompany.Made), context.Studio.Checking.World.Find("person", record, ExampleCompany.Made)!);
            example = new ExampleFacts(vocabulary, vocabulary.Facts(ExampleCompany.Made, ("person", values)), ExampleFacts.SightOf(set, organization, person, values, context.Studio.Member.Person), person);
        }

        return (draft, context.Render<ConditionField>(p => p.Add(f => f.Draft, draft).Add(f => f.Pointer, Pointer).Add(f => f.Vocabulary, vocabulary).Add(f => f.Example, example).Add(f => f.Required, true)));
    }
}
