using HrCollab.Engine.Expressions;
using ValueType = HrCollab.Engine.Expressions.ValueType;

namespace HrCollab.Engine.Tests.Expressions;

public sealed class FormulaTests
{
    [Theory]
    [InlineData("form.newDepartment", ValueType.Reference, "rd2")]
    [InlineData("form.newDepartment", ValueType.Text, "rd2")]
    [InlineData("\"rd9\"", ValueType.Reference, "rd9")]
    [InlineData("form.count", ValueType.Decimal, "3")]
    [InlineData("round(form.count / 2, 0)", ValueType.Integer, "2")]
    [InlineData("form.count > 2 && has(form.newDepartment)", ValueType.Boolean, "true")]
    [InlineData("form.urgent", ValueType.Boolean, "")]
    [InlineData("!form.urgent || false", ValueType.Boolean, "")]
    [InlineData("form.tags", ValueType.Codes, "a,b")]
    [InlineData("addMonths(today, form.count)", ValueType.Date, "2026-12-18")]
    [InlineData("person.name", ValueType.Text, "")]
    [InlineData("null", ValueType.Text, "")]
    [InlineData("null", ValueType.Codes, "")]
    public void AFormula_GivesAValueOfTheTypeAsked(string text, ValueType type, string expected)
    {
        var (formula, findings) = Lab.TryFormula(text, type);
        Assert.Empty(findings);
        Assert.Equal(type, formula!.Type);
        var value = formula.Evaluate(Lab.Facts(("form.newDepartment", "rd2"), ("form.count", 3), ("form.tags", new[] { "b", "a" })));
        Assert.Equal(expected, value.ToString());
        Assert.Equal(expected.Length == 0, value.IsMissing);
        if (!value.IsMissing) Assert.Equal(type, value.Type);
    }

    [Fact]
    public void AFormula_KnowsWhatItReads()
    {
        var (formula, _) = Lab.TryFormula("min(form.newBaseSalary, person.pay.baseSalary) + form.newBaseSalary", ValueType.Decimal);
        Assert.Equal(["form.newBaseSalary", "person.pay.baseSalary"], formula!.Reads.AsEnumerable());
        Assert.Equal("(新基本工资 与 基本工资 中较小者) + 新基本工资", formula.Sentence.Zh);
        Assert.Equal("min(form.newBaseSalary, person.pay.baseSalary) + form.newBaseSalary", formula.Source);
    }
}
