using System.Globalization;
using HrCollab.Engine.Expressions;
using ValueType = HrCollab.Engine.Expressions.ValueType;

namespace HrCollab.Engine.Tests.Expressions;

public sealed class GeneratedExpressionsTests
{
    [Fact]
    public void CompiledConditions_AgreeWithAModelOfKleeneLogic()
    {
        var model = new KleeneModel(new Random(20260918));
        var seen = new int[3];
        for (var i = 0; i < 1_500; i++)
        {
            var sample = model.Condition(i % 5);
            var condition = Lab.Condition(sample.Text);
            for (var j = 0; j < 10; j++)
            {
                var values = model.NextValues();
                var facts = KleeneModel.Facts(values);
                var expected = sample.Of(values) switch { true => Verdict.True, false => Verdict.False, null => Verdict.Unknown };
                var verdict = condition.Evaluate(facts);
                Assert.True(expected == verdict, $"{sample.Text} over {values}: expected {expected}, got {verdict}");
                Assert.Equal(verdict, condition.Explain(facts).Verdict);
                seen[(int)verdict]++;
            }
        }

        Assert.All(seen, count => Assert.True(count > 1_000));
    }

    [Fact]
    public void CompiledFormulas_AgreeWithPlainArithmetic()
    {
        var model = new KleeneModel(new Random(7));
        for (var i = 0; i < 500; i++)
        {
            var sample = model.Number(i % 5);
            var (formula, findings) = Lab.TryFormula(sample.Text, ValueType.Decimal);
            Assert.Empty(findings);
            for (var j = 0; j < 10; j++)
            {
                var values = model.NextValues();
                var number = formula!.Evaluate(KleeneModel.Facts(values)).Number;
                Assert.True(sample.Of(values) == number, $"{sample.Text} over {values}: {number?.ToString(CultureInfo.InvariantCulture) ?? "missing"}");
            }
        }
    }

    [Fact]
    public void ManyThreads_MayCompileAtOnce()
    {
        var facts = Lab.Facts(("form.count", 5));
        var verdicts = Enumerable.Range(0, 400).AsParallel().AsOrdered().Select(i => Lab.Condition($"form.count > {i % 10} && has(form.count)").Evaluate(facts));
        Assert.Equal(Enumerable.Range(0, 400).Select(i => i % 10 < 5 ? Verdict.True : Verdict.False), verdicts);
    }
}
