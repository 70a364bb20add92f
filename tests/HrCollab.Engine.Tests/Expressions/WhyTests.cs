using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Tests.Expressions;

/// <summary>X2: the tree says which test stood in the way, with the value it read and what would have let it pass.</summary>
public sealed class WhyTests
{
    [Fact]
    public void Tree_FollowsTheJoins_AndNamesWhatIsNeededWhereItFails()
    {
        var tree = Lab.Condition("form.newBaseSalary > 0 && (form.newBaseSalary <= 30000 || !(form.urgent))")
            .Explain(Lab.Facts(("form.newBaseSalary", 40000m), ("form.urgent", true))).Tree;
        Assert.Equal(("all", "false"), (tree.Kind, tree.Verdict));
        Assert.Equal(("test", "true", null), (tree.Parts[0].Kind, tree.Parts[0].Verdict, tree.Parts[0].Needed));
        var any = tree.Parts[1];
        Assert.Equal(("any", "false"), (any.Kind, any.Verdict));
        Assert.Equal("新基本工资 不大于 30000", any.Parts[0].Needed!.Zh);
        Assert.Equal([new TraceValue("form.newBaseSalary", "40000")], any.Parts[0].Values.AsEnumerable());
        Assert.Equal(("not", "false"), (any.Parts[1].Kind, any.Parts[1].Verdict));
        Assert.Equal(("true", "非 (加急 为真)"), (any.Parts[1].Parts[0].Verdict, any.Parts[1].Parts[0].Needed!.Zh));
    }

    [Theory]
    [InlineData("!(form.newBaseSalary < 100)", 50, "不小于 100")]
    [InlineData("!(form.newBaseSalary == 50)", 50, "不等于 50")]
    [InlineData("!(form.newBaseSalary >= 50)", 50, "小于 50")]
    public void UnderANegation_TheOppositeIsNeeded(string text, int value, string needed) =>
        Assert.EndsWith(needed, Lab.Condition(text).Explain(Lab.Facts(("form.newBaseSalary", (decimal)value))).Tree.Parts[0].Needed!.Zh, StringComparison.Ordinal);

    [Fact]
    public void MissingValue_IsUnknown_NeverTrueOrFalse_UnderAnyNegation()
    {
        foreach (var text in new[] { "form.newBaseSalary > 5", "!(form.newBaseSalary > 5)", "!(!(form.newBaseSalary > 5))" })
            Assert.Equal("unknown", Lab.Condition(text).Explain(Lab.Facts()).Tree.Verdict);
    }

    /// <summary>The tree's joins and the delegate are the same operations: they never disagree.</summary>
    [Fact]
    public void Tree_ComesOutAsTheDelegateDoes()
    {
        string[] texts = ["form.urgent || form.newBaseSalary > 1 && !(form.newBaseSalary > 3)", "!(form.urgent && form.newBaseSalary > 2) || form.newBaseSalary == 3"];
        foreach (var condition in texts.Select(t => Lab.Condition(t)))
        {
            foreach (object? urgent in new object?[] { true, false, null })
            {
                foreach (object? salary in new object?[] { 1m, 3m, 5m, null })
                {
                    var facts = Lab.Facts([.. new[] { ("form.urgent", urgent), ("form.newBaseSalary", salary) }.Where(f => f.Item2 is not null).Select(f => (f.Item1, f.Item2!))]);
                    Assert.Equal(condition.Evaluate(facts).Word(), condition.Explain(facts).Tree.Verdict);
                }
            }
        }
    }
}
