using HrCollab.Engine.Expressions;
using static HrCollab.Engine.Expressions.Verdict;

namespace HrCollab.Engine.Tests.Expressions;

public sealed class ThreeValuesTests
{
    private static readonly Verdict[] All = [False, True, Unknown];

    [Fact]
    public void And_Or_Not_FollowKleene()
    {
        Verdict[] and = [False, False, False, False, True, Unknown, False, Unknown, Unknown];
        Verdict[] or = [False, True, Unknown, True, True, True, Unknown, True, Unknown];
        Verdict[] not = [True, False, Unknown];
        for (var i = 0; i < 9; i++)
        {
            var (a, b) = (All[i / 3], All[i % 3]);
            Assert.Equal(and[i], Of("form.urgent && person.employment.active", a, b));
            Assert.Equal(or[i], Of("form.urgent || person.employment.active", a, b));
        }

        for (var i = 0; i < 3; i++) Assert.Equal(not[i], Of("!form.urgent", All[i], False));
    }

    [Fact]
    public void EqualityOfConditions_IsUnknown_WhenOneSideIs()
    {
        foreach (var a in All)
        {
            foreach (var b in All)
            {
                var equal = a == Unknown || b == Unknown ? Unknown : a == b ? True : False;
                Assert.Equal(equal, Of("form.urgent == person.employment.active", a, b));
                Assert.Equal(equal == Unknown ? Unknown : equal == True ? False : True, Of("form.urgent != person.employment.active", a, b));
            }
        }
    }

    [Theory]
    [InlineData("form.count == 1")]
    [InlineData("form.count != 1")]
    [InlineData("form.count < 1")]
    [InlineData("!(form.count < 1)")]
    [InlineData("1 >= form.count")]
    [InlineData("form.count == form.count")]
    [InlineData("form.reason == \"a\"")]
    [InlineData("form.reason != \"a\"")]
    [InlineData("!(form.reason in [\"a\"])")]
    [InlineData("form.effectiveDate > today")]
    [InlineData("form.tags != person.skills")]
    [InlineData("!contains(form.tags, \"a\")")]
    [InlineData("!(\"a\" in form.tags)")]
    [InlineData("!startsWith(form.reason, \"a\")")]
    [InlineData("age(form.effectiveDate) > 1")]
    [InlineData("form.count * 0 == 0")]
    [InlineData("form.urgent")]
    public void AMissingValue_CannotBeTold_AndNoNegationTurnsItIntoADecision(string text) => Assert.Equal(Unknown, Lab.Verdict(text));

    [Theory]
    [InlineData("form.count == null", True, False)]
    [InlineData("form.count != null", False, True)]
    [InlineData("null != form.count", False, True)]
    [InlineData("has(form.count)", False, True)]
    [InlineData("has(form.reason)", False, True)]
    [InlineData("has(form.effectiveDate)", False, True)]
    [InlineData("has(form.urgent)", False, True)]
    [InlineData("has(form.tags)", False, True)]
    [InlineData("form.urgent == null", True, False)]
    [InlineData("has(age(form.effectiveDate))", False, True)]
    [InlineData("form.count + 1 == null", True, False)]
    [InlineData("!has(form.count)", True, False)]
    public void Presence_IsAlwaysDecided(string text, Verdict missing, Verdict present)
    {
        Assert.Equal(missing, Lab.Verdict(text));
        Assert.Equal(present, Lab.Verdict(
            text, ("form.count", 0), ("form.reason", ""), ("form.effectiveDate", "2020-01-01"), ("form.urgent", false), ("form.tags", Array.Empty<string>())));
    }

    [Theory]
    [InlineData("form.count / 0 > 1")]
    [InlineData("form.newBaseSalary * form.newBaseSalary > 1")]
    [InlineData("form.newBaseSalary + form.newBaseSalary > 1")]
    [InlineData("-form.newBaseSalary - form.newBaseSalary < 1")]
    [InlineData("1 / (form.count - form.count) == 1")]
    [InlineData("round(form.count, -1) == 1")]
    [InlineData("addDays(today, 9999999) > today")]
    [InlineData("addMonths(today, -30000) > today")]
    [InlineData("addYears(today, 8000) > today")]
    [InlineData("addYears(today, 9999999999999999999999999999) > today")]
    [InlineData("addDays(today, 9999999999999999999999999999) > today")]
    [InlineData("birthDateOf(\"11010119900307001X\") < today")]
    [InlineData("sexOf(\"\") == \"1\"")]
    public void AResultThatCannotBeRepresented_CannotBeTold(string text) =>
        Assert.Equal(Unknown, Lab.Verdict(text, ("form.count", 1), ("form.newBaseSalary", decimal.MaxValue)));

    [Fact]
    public void BothSides_AreAlwaysEvaluated()
    {
        var trace = Lab.Condition("false && form.count > 1 || true || form.urgent").Explain(Lab.Facts(("form.count", 2)));
        Assert.Equal([False, True, True, Unknown], trace.Leaves.Select(l => l.Verdict));
        Assert.Equal(True, trace.Verdict);
    }

    private static Verdict Of(string text, Verdict a, Verdict b)
    {
        var values = new List<(string, object)>();
        if (a != Unknown) values.Add(("form.urgent", a == True));
        if (b != Unknown) values.Add(("person.employment.active", b == True));
        return Lab.Verdict(text, [.. values]);
    }
}
