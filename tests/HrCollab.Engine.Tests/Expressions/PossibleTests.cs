using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Tests.Expressions;

/// <summary>Conditions as sets of values.</summary>
public sealed class PossibleTests
{
    [Theory]
    [InlineData("form.count > 3 && form.count < 6", "[4..5]")]
    [InlineData("form.count > 3 || form.count <= 1", "(..1] ∪ [4..)")]
    [InlineData("!(form.count >= 3 && form.count != 5)", "(..2] ∪ [5..5]")]
    [InlineData("form.count in [1, 2, 3, 7]", "[1..3] ∪ [7..7]")]
    [InlineData("3.5 < form.count", "[4..)")]
    [InlineData("form.count == 2.5", "")]
    [InlineData("form.newBaseSalary > 3 && form.newBaseSalary < 4", "(3..4)")]
    [InlineData("form.newBaseSalary != 3", "(..3) ∪ (3..)")]
    [InlineData("form.reason in [\"a\", \"b\"] && form.reason != \"a\"", "{b}")]
    [InlineData("!(form.reason == \"a\" || form.reason == \"b\")", "¬{a, b}")]
    [InlineData("form.urgent && !form.urgent", "")]
    [InlineData("form.urgent == false", "[0..0]")]
    [InlineData("form.effectiveDate >= date(\"9999-12-31\")", "[3652058..3652058]")]
    public void AConditionOfOneField_IsASetOfItsValues(string text, string values) => Assert.Equal(values, Possible.Of(Lab.Condition(text).Tree)!.Value.Values.ToString());

    [Theory]
    [InlineData("form.count > 3 && form.newBaseSalary > 1")]
    [InlineData("form.count > abs(form.count)")]
    [InlineData("form.effectiveDate > today")]
    [InlineData("form.count == null")]
    public void AnythingElse_IsNoSet(string text) => Assert.Null(Possible.Of(Lab.Condition(text).Tree));

    [Theory]
    [InlineData("form.count > 3 && form.urgent && form.count < 4")]
    [InlineData("form.reason == \"a\" && (form.count > 1 || form.urgent) && form.reason in [\"b\", \"c\"]")]
    [InlineData("(form.count > 5 && form.count < 3) || form.newBaseSalary < form.newBaseSalary && false")]
    [InlineData("!(form.count >= 3 || form.count < 3 || form.urgent)")]
    public void ContradictingBounds_NeverHold(string text)
    {
        Assert.True(Possible.IsNever(Lab.Condition(text).Tree));
        Assert.True(Possible.IsAlways(Lab.Condition($"!({text})").Tree));
    }

    [Theory]
    [InlineData("form.count > 3 && form.urgent && form.count < 4", "form.count")]
    [InlineData("form.newBaseSalary > 1 && (form.reason == \"a\" && form.reason == \"b\")", "form.reason")]
    [InlineData("(form.count > 5 && form.count < 3) || (form.urgent && !form.urgent)", null)] // each in its own way
    [InlineData("form.count > 3 && false", null)] // no field does
    [InlineData("form.count > 3", null)]
    public void TheFieldThatRulesItOut_IsNamed(string text, string? path) => Assert.Equal(path, Possible.Ruled(Lab.Condition(text).Tree)?.Path);

    [Theory]
    [InlineData("form.count > 5 && form.urgent", "form.count > 3", true)]
    [InlineData("form.count > 3", "form.count > 5", false)]
    [InlineData("form.reason == \"a\"", "form.reason in [\"a\", \"b\"] || form.urgent", true)]
    [InlineData("form.count > 5 || form.count == 4", "form.count >= 4", true)]
    [InlineData("form.count < 3 && form.count > 4", "form.urgent", true)]
    public void OneConditionMayImplyAnother(string first, string second, bool implies) =>
        Assert.Equal(implies, Possible.Implies(Lab.Condition(first).Tree, Lab.Condition(second).Tree));

    /// <summary>What is said to be impossible never happens, and sets hold exactly the values for which the condition is true.</summary>
    [Fact]
    public void GeneratedConditions_AgreeWithTheirSets()
    {
        var model = new KleeneModel(new Random(7));
        var random = new Random(11);
        var (never, sets) = (0, 0);
        for (var i = 0; i < 1_500; i++)
        {
            var condition = Lab.Condition(i % 2 == 0 ? model.Condition(i % 4).Text : Bounds(random, 3));
            var (isNever, isAlways, set) = (Possible.IsNever(condition.Tree), Possible.IsAlways(condition.Tree), Possible.Of(condition.Tree));
            never += isNever ? 1 : 0;
            sets += set is null ? 0 : 1;
            for (var round = 0; round < 8; round++)
            {
                var values = model.NextValues();
                var verdict = condition.Evaluate(KleeneModel.Facts(values));
                Assert.False(isNever && verdict == Verdict.True, condition.Source);
                Assert.False(isAlways && verdict == Verdict.False, condition.Source);
                if (set is ({ Path: "form.count" } field, var held) && values.Count is { } count)
                    Assert.Equal(verdict == Verdict.True, held.Contains(ValueSet.Ordered.Of(((ValueSet.Ordered)held).Domain, new Interval(count, true, count, true))));
            }
        }

        Assert.True(never > 20 && sets > 300, $"{never} {sets}");
    }

    private static string Bounds(Random random, int depth) => depth == 0
        ? $"form.count {new[] { "==", "!=", "<", "<=", ">", ">=" }[random.Next(6)]} {random.Next(-3, 4)}"
        : random.Next(3) switch { 0 => $"!({Bounds(random, depth - 1)})", 1 => $"({Bounds(random, depth - 1)} && {Bounds(random, depth - 1)})", _ => $"({Bounds(random, depth - 1)} || {Bounds(random, depth - 1)})" };
}
