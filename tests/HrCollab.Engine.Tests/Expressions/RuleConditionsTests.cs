using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Tests.Expressions;

/// <summary>Many rules together come out as each of them alone.</summary>
public sealed class RuleConditionsTests
{
    [Fact]
    public void GeneratedRules_ComeOutAsAlone_WithTheSameTraces()
    {
        var random = new Random(20261123);
        var model = new KleeneModel(random);
        (Condition? When, Condition Require)[] rules =
            [.. Enumerable.Range(0, 150).Select(i => (i % 3 == 0 ? Lab.Condition(model.Condition(2).Text) : null, Lab.Condition(model.Condition(i % 4).Text)))];
        var together = ExpressionCompiler.Rules([.. rules], Lab.Scope().Scope);
        Assert.Equal(150, together.Count);
        for (var round = 0; round < 60; round++)
        {
            var facts = KleeneModel.Facts(model.NextValues());
            var verdicts = new Verdict[150];
            together.Judge(facts, verdicts);
            var explained = together.Explain(facts);
            for (var i = 0; i < rules.Length; i++)
            {
                var (when, require) = rules[i];
                var applies = when?.Explain(facts);
                var alone = applies is null or { Verdict: Verdict.True } ? require.Explain(facts) : applies;
                var verdict = applies is { Verdict: Verdict.False } ? Verdict.True : alone.Verdict;
                Assert.Equal((verdict, verdict), (verdicts[i], explained[i].Verdict));
                Assert.Equal(alone.Verdict, explained[i].Because.Verdict);
                Assert.Equal(alone.Leaves.Select(l => (l.Sentence, l.Verdict)), explained[i].Because.Leaves.Select(l => (l.Sentence, l.Verdict)));
                Assert.Equal(alone.Missing.AsEnumerable(), explained[i].Because.Missing);
            }
        }
    }

    [Fact]
    public void YearsThatAreNotPublished_GoWithTheirRule()
    {
        var together = ExpressionCompiler.Rules([(null, Lab.Condition("isWorkday(date(\"2027-01-04\"))")), (null, Lab.Condition("form.count > 1")), (null, Lab.Condition("isWorkday(date(\"2028-01-03\"))"))], Lab.Scope().Scope);
        Assert.Equal(["calendar.2027", "form.count", "calendar.2028"], together.Explain(Lab.Facts()).Select(e => Assert.Single(e.Because.Missing)));
    }

    [Fact]
    public void Verdicts_AllocateNothing()
    {
        var together = ExpressionCompiler.Rules([.. Enumerable.Range(0, 100).Select(i => ((Condition?)null, Lab.Condition($"form.count >= {i} && form.reason == \"a\" || form.urgent")))], Lab.Scope().Scope);
        var (facts, verdicts) = (Lab.Facts(("form.count", 50), ("form.reason", "a"), ("form.urgent", false)), new Verdict[100]);
        together.Judge(facts, verdicts);
        var before = GC.GetAllocatedBytesForCurrentThread();
        together.Judge(facts, verdicts);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(51, verdicts.Count(v => v == Verdict.True));
    }

    [Fact]
    public void RulesOfOneForm_ShareADelegate()
    {
        var (one, other, third) = (Form("form.count >= 3 && form.reason == \"a\""), Form("form.newBaseSalary < 7.5 && person.name == \"b\""), Form("form.count >= 3 || form.reason == \"a\""));
        Assert.Same(one, other);
        Assert.NotSame(one, third);

        static object Form(string text) => Generated.Condition(new Emitter().Rule(null, Lab.Condition(text).Tree));
    }

    [Fact]
    public void NoRules_AreNoWork()
    {
        var none = ExpressionCompiler.Rules([], Lab.Scope().Scope);
        none.Judge(Lab.Facts(), []);
        Assert.Empty(none.Explain(Lab.Facts()));
    }
}
