using ValueType = HrCollab.Engine.Expressions.ValueType;

namespace HrCollab.Engine.Tests.Expressions;

public sealed class TypeFindingTests
{
    [Theory]
    [InlineData("person.pay.baseSalery > 1", "HR-EXP-012", "person.pay.baseSalary")]
    [InlineData("Person.name == \"x\"", "HR-EXP-012", "person.name")]
    [InlineData("True", "HR-EXP-012", "true")]
    [InlineData("name == \"x\"", "HR-EXP-012")]
    [InlineData("person == null", "HR-EXP-012")]
    [InlineData("person..name == \"x\"", "HR-EXP-012")]
    [InlineData("agee(today) > 1", "HR-EXP-013", "age")]
    [InlineData("AGE(today) > 1", "HR-EXP-013", "age")]
    [InlineData("age() > 1", "HR-EXP-014")]
    [InlineData("addDays(today) > today", "HR-EXP-014", "addDays", "2")]
    [InlineData("has()", "HR-EXP-014")]
    [InlineData("age(person.name) > 1", "HR-EXP-015", "a date", "a text")]
    [InlineData("addDays(today, 1.5) > today", "HR-EXP-015", "a whole number", "a decimal number")]
    [InlineData("addDays(today, form.newBaseSalary) > today", "HR-EXP-015")]
    [InlineData("min(1, today) > 1", "HR-EXP-015", "Argument 2")]
    [InlineData("min(today, 1) > today", "HR-EXP-015", "a date")]
    [InlineData("contains(form.tags, 1)", "HR-EXP-015", "Argument 2")]
    [InlineData("contains(1, \"a\")", "HR-EXP-015", "Argument 1")]
    [InlineData("startsWith(person.skills, \"a\")", "HR-EXP-015")]
    [InlineData("form.effectiveDate + 1 > today", "HR-EXP-016", "+", "a date")]
    [InlineData("\"a\" + \"b\" == \"ab\"", "HR-EXP-016")]
    [InlineData("-form.reason == 1", "HR-EXP-016")]
    [InlineData("!form.count > 1", "HR-EXP-016", "!")]
    [InlineData("form.urgent && form.count", "HR-EXP-016", "&&")]
    [InlineData("form.count || form.urgent", "HR-EXP-016", "||")]
    [InlineData("1 in form.tags", "HR-EXP-016")]
    [InlineData("\"a\" in form.reason", "HR-EXP-016")]
    [InlineData("form.urgent in [true]", "HR-EXP-016")]
    [InlineData("person.pay.baseSalary == \"100\"", "HR-EXP-017", "==")]
    [InlineData("form.urgent == \"true\"", "HR-EXP-017")]
    [InlineData("form.urgent == 1", "HR-EXP-017")]
    [InlineData("form.reason < \"b\"", "HR-EXP-017", "<")]
    [InlineData("form.urgent > false", "HR-EXP-017")]
    [InlineData("form.tags == \"a\"", "HR-EXP-017")]
    [InlineData("form.effectiveDate >= person.name", "HR-EXP-017")]
    [InlineData("form.effectiveDate == \"2026-01-31\"", "HR-EXP-018")]
    [InlineData("\"2026-01-31\" < form.effectiveDate", "HR-EXP-018")]
    [InlineData("form.effectiveDate == date(\"2026-02-30\")", "HR-EXP-019")]
    [InlineData("form.effectiveDate == date(\"2026-1-31\")", "HR-EXP-019")]
    [InlineData("form.effectiveDate == date(form.reason)", "HR-EXP-019")]
    [InlineData("form.effectiveDate == date()", "HR-EXP-019")]
    [InlineData("form.count", "HR-EXP-020", "a whole number")]
    [InlineData("1 + 1", "HR-EXP-020")]
    [InlineData("today", "HR-EXP-020")]
    [InlineData("\"true\"", "HR-EXP-020")]
    [InlineData("null", "HR-EXP-022")]
    [InlineData("null == null", "HR-EXP-022")]
    [InlineData("form.count > null", "HR-EXP-022")]
    [InlineData("\"a\" == null", "HR-EXP-022")]
    [InlineData("(form.count > 1) == null", "HR-EXP-022")]
    [InlineData("has(null)", "HR-EXP-022")]
    [InlineData("has(form.count > 1)", "HR-EXP-022")]
    [InlineData("age(null) > 1", "HR-EXP-022")]
    [InlineData("form.reason in [\"a\", null]", "HR-EXP-022")]
    [InlineData("form.reason in []", "HR-EXP-023")]
    [InlineData("form.reason in [\"a\", 1]", "HR-EXP-023", "a whole number")]
    [InlineData("form.reason in [person.name]", "HR-EXP-023")]
    [InlineData("form.count in [1 + 1]", "HR-EXP-023")]
    public void WhatDoesNotFit_IsRefusedWhenItIsWritten(string text, string code, params string[] mentions)
    {
        var finding = Lab.Finding(text);
        Assert.Equal(code, finding.Code);
        Assert.All(mentions, m => Assert.Contains(m, finding.Message.En + finding.Help.En));
        Assert.DoesNotContain("{", finding.Message.Zh + finding.Help.Zh + finding.Message.En + finding.Help.En);
    }

    [Fact]
    public void EverythingThatDoesNotFit_IsReportedAtOnce()
    {
        var (_, findings) = Lab.TryCondition("form.cuont > 1 && form.effectiveDate == \"2026-01-31\" || agee(today) > 2");
        Assert.Equal(["HR-EXP-012", "HR-EXP-018", "HR-EXP-013"], findings.Select(f => f.Code));
    }

    [Theory]
    [InlineData("form.count / 2", ValueType.Integer, "HR-EXP-021")]
    [InlineData("form.newBaseSalary", ValueType.Integer, "HR-EXP-021")]
    [InlineData("form.count", ValueType.Text, "HR-EXP-021")]
    [InlineData("\"2026-01-31\"", ValueType.Date, "HR-EXP-021")]
    [InlineData("form.reason", ValueType.Codes, "HR-EXP-021")]
    [InlineData("1", ValueType.Boolean, "HR-EXP-021")]
    [InlineData("form.nope", ValueType.Text, "HR-EXP-012")]
    public void AFormula_MustGiveTheTypeThatIsNeeded(string text, ValueType expected, string code)
    {
        var (formula, findings) = Lab.TryFormula(text, expected);
        Assert.Null(formula);
        Assert.Equal(code, Assert.Single(findings).Code);
    }
}
