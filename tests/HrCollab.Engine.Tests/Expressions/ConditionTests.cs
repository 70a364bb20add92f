using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Tests.Expressions;

public sealed class ConditionTests
{
    [Fact]
    public void ACondition_KnowsItsSourceItsPlaceAndWhatItReads()
    {
        var condition = Lab.Condition("form.newBaseSalary != person.pay.baseSalary && form.newBaseSalary > 0");
        Assert.Equal("form.newBaseSalary != person.pay.baseSalary && form.newBaseSalary > 0", condition.Source);
        Assert.Equal(new SourceRef("rules/test.rules.json", "/when", 2), condition.Place);
        Assert.Equal(["form.newBaseSalary", "person.pay.baseSalary"], condition.Reads.AsEnumerable());
    }

    [Theory]
    [InlineData(20000, 21000, Verdict.True)]
    [InlineData(20000, 20000, Verdict.False)]
    public void TwoFields_CompareByValue(int old, int @new, Verdict expected) =>
        Assert.Equal(expected, Lab.Verdict("form.newBaseSalary != person.pay.baseSalary", ("form.newBaseSalary", @new), ("person.pay.baseSalary", (decimal)old)));

    [Fact]
    public void Explain_GivesEveryLeafWithItsValues_AndWhatIsMissing()
    {
        // S31: the trace names the values read and the paths that are not there
        var condition = Lab.Condition("!(form.newBaseSalary > person.pay.baseSalary) || form.urgent || has(form.reason)");
        var trace = condition.Explain(Lab.Facts(("form.newBaseSalary", 21000.50m)));
        Assert.Equal(Verdict.Unknown, trace.Verdict);
        Assert.Equal([Verdict.Unknown, Verdict.Unknown, Verdict.False], trace.Leaves.Select(l => l.Verdict));
        Assert.Equal([new TraceValue("form.newBaseSalary", "21000.50"), new TraceValue("person.pay.baseSalary", null)], trace.Leaves[0].Values.AsEnumerable());
        Assert.Equal(["person.pay.baseSalary", "form.urgent"], trace.Missing.AsEnumerable()); // a decided has(...) lacks nothing
        Assert.Equal("新基本工资 大于 基本工资", trace.Leaves[0].Sentence.Zh);
    }

    [Fact]
    public void Evaluate_AllocatesNothing()
    {
        var condition = Lab.Condition(
            "form.newBaseSalary * 2 - 1 >= person.pay.baseSalary && form.newDepartment in [\"rd1\", \"rd2\"] && age(person.identity.birthDate) >= 16 && addMonths(today, 1) > form.effectiveDate");
        var facts = Lab.Facts(
            ("form.newBaseSalary", 3m), ("person.pay.baseSalary", 5m), ("form.newDepartment", "rd2"), ("person.identity.birthDate", "1990-01-01"), ("form.effectiveDate", "2026-10-01"));
        for (var i = 0; i < 200; i++) Assert.Equal(Verdict.True, condition.Evaluate(facts));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) condition.Evaluate(facts);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
