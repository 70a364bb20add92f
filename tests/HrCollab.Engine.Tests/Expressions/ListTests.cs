using HrCollab.Engine.Expressions;
using ValueType = HrCollab.Engine.Expressions.ValueType;

namespace HrCollab.Engine.Tests.Expressions;

public sealed class ListTests
{
    private static readonly (string, object)[] Bachelor = [("degree", "3"), ("from", "2010-09-01"), ("years", 4), ("fullTime", true)];
    private static readonly (string, object)[] Master = [("degree", "2"), ("from", "2014-09-01"), ("years", 3)];
    private static readonly (string, object)[] Blank = [("from", "2018-09-01")];

    [Theory]
    [InlineData("any(person.history, h => h.degree == \"2\")", Verdict.True)]
    [InlineData("any(person.history, h => h.degree == \"1\")", Verdict.False)]
    [InlineData("all(person.history, h => h.years >= 3)", Verdict.True)]
    [InlineData("all(person.history, h => h.degree == \"2\")", Verdict.False)]
    [InlineData("any(person.history, h => h.fullTime)", Verdict.True)] // one is true, the other unknown
    [InlineData("all(person.history, h => h.fullTime)", Verdict.Unknown)]
    [InlineData("count(person.history) == 2", Verdict.True)]
    [InlineData("count(person.history, h => h.years > 3) == 1", Verdict.True)]
    [InlineData("count(person.history, h => h.fullTime) == 1", Verdict.Unknown)]
    [InlineData("sum(person.history, h => h.years) == 7", Verdict.True)]
    [InlineData("sum(person.history, h => h.years * 0.5) == 3.5", Verdict.True)]
    [InlineData("min(person.history, h => h.from) == date(\"2010-09-01\")", Verdict.True)]
    [InlineData("max(person.history, h => h.from) < person.employment.hireDate", Verdict.True)] // the body and the rest read other fields too
    [InlineData("any(person.history, h => h.from < person.employment.hireDate && h.degree in [\"2\", \"1\"])", Verdict.True)]
    [InlineData("max(person.history, h => h.years) == 4", Verdict.True)]
    [InlineData("has(person.history)", Verdict.True)]
    public void RowsOfARepeatingGroup_AreLookedThrough(string text, Verdict expected) =>
        Assert.Equal(expected, Lab.Verdict(text, ("person.history", new[] { Bachelor, Master }), ("person.employment.hireDate", "2020-01-01")));

    [Theory]
    [InlineData("any(person.skills, s => startsWith(s, \"IT\"))", Verdict.True)]
    [InlineData("all(person.skills, s => startsWith(s, \"IT\"))", Verdict.False)]
    [InlineData("count(person.skills) == 3", Verdict.True)]
    [InlineData("count(person.skills, s => s in form.tags) == 1", Verdict.True)]
    [InlineData("sum(person.skills, s => length(s)) == 8", Verdict.True)]
    [InlineData("all(form.tags, t => t in person.skills)", Verdict.True)]
    public void CodesOfAField_AreLookedThrough(string text, Verdict expected) =>
        Assert.Equal(expected, Lab.Verdict(text, ("person.skills", new[] { "IT1", "IT2", "HR" }), ("form.tags", new[] { "HR" })));

    [Theory]
    [InlineData("any(person.history, h => h.years > 1)", Verdict.False)]
    [InlineData("all(person.history, h => h.years > 1)", Verdict.True)]
    [InlineData("count(person.history) == 0", Verdict.True)]
    [InlineData("sum(person.history, h => h.years) == 0", Verdict.True)]
    [InlineData("min(person.history, h => h.years) > 0", Verdict.Unknown)]
    public void AnEmptyList_HasNothing(string text, Verdict expected) =>
        Assert.Equal(expected, Lab.Verdict(text, ("person.history", Array.Empty<(string, object)[]>())));

    [Theory]
    [InlineData("any(person.history, h => h.years > 1)")]
    [InlineData("all(person.skills, h => h == \"a\")")]
    [InlineData("count(person.history) == 0")]
    [InlineData("sum(person.history, h => h.years) == 0")]
    public void AMissingList_CannotBeToldAbout(string text) => Assert.Equal(Verdict.Unknown, Lab.Verdict(text));

    [Theory]
    [InlineData("any(person.history, h => h.years < 4 && h.degree == \"2\")", "person.history[1].years=3 person.history[1].degree=2")]
    [InlineData("all(person.history, h => h.years > 3)", "person.history[1].years=3")]
    [InlineData("any(person.history, h => h.years > 3) && all(person.history, h => h.degree == \"3\")", "person.history[0].years=4 person.history[1].degree=2")]
    [InlineData("any(person.history, h => h.years > 9)", "")] // none alone decides
    [InlineData("count(person.history, h => h.years > 3) == 1 && any(person.skills, s => s == \"IT\")", "person.skills[1]=IT")]
    [InlineData("any(person.history, h => h.years > 3) != all(person.history, h => h.years > 9)", "person.history[0].years=4")]
    public void X2_TheItemThatDecides_IsNamedWithWhatWasReadOfIt(string text, string read)
    {
        var trace = Lab.Condition(text).Explain(Lab.Facts(("person.history", new[] { Bachelor, Master }), ("person.skills", new[] { "HR", "IT" })));
        Assert.Equal(read, string.Join(' ', trace.Leaves.SelectMany(l => l.Values).Where(v => v.Path.Contains('[', StringComparison.Ordinal)).Select(v => $"{v.Path}={v.Value}")));
    }

    [Fact]
    public void WhatARowLacks_IsNamed()
    {
        var trace = Lab.Condition("all(person.history, h => h.years >= 3 && h.degree != \"9\")").Explain(Lab.Facts(("person.history", new[] { Bachelor, Blank })));
        Assert.Equal(Verdict.Unknown, trace.Verdict);
        Assert.Equal(["person.history[1].years", "person.history[1].degree"], trace.Missing.AsEnumerable());
    }

    [Fact]
    public void ALongList_IsNotLookedThrough()
    {
        var condition = Lab.Condition("any(person.skills, s => s == \"1\")");
        Assert.Equal(Verdict.True, condition.Evaluate(Lab.Facts(("person.skills", Codes(1_000)))));
        Assert.Equal(Verdict.Unknown, condition.Evaluate(Lab.Facts(("person.skills", Codes(1_001)))));

        static string[] Codes(int count) => [.. Enumerable.Range(0, count).Select(i => $"{i}")];
    }

    [Theory]
    [InlineData("any(person.history, h => h.degre == \"2\")", "HR-EXP-012")]
    [InlineData("any(person.history, h => h == \"2\")", "HR-EXP-012")]
    [InlineData("any(person.skills, h => h.degree == \"2\")", "HR-EXP-012")]
    [InlineData("any(person.history)", "HR-EXP-014")]
    [InlineData("any(person.history, 1, 2)", "HR-EXP-014")]
    [InlineData("any(person.history, person.employment.active)", "HR-EXP-026")]
    [InlineData("any(person.name, h => true)", "HR-EXP-015")]
    [InlineData("any(person.history, h => h.years)", "HR-EXP-015")]
    [InlineData("sum(person.history, h => h.from) == 0", "HR-EXP-015")]
    [InlineData("min(person.history, h => h.degree) == \"1\"", "HR-EXP-015")]
    [InlineData("any(person.history, h => any(person.skills, s => s == h.degree))", "HR-EXP-028")]
    [InlineData("any(person.history, person => true)", "HR-EXP-029")]
    [InlineData("any(person.history, today => true)", "HR-EXP-029")]
    [InlineData("has(h => true)", "HR-EXP-022")]
    [InlineData("length(h => true) == 1", "HR-EXP-027")]
    [InlineData("form.count => 3", "HR-EXP-004")]
    [InlineData("any(person.history, h.years => 3)", "HR-EXP-004")]
    [InlineData("person.history == person.history", "HR-EXP-017")]
    [InlineData("h.degree == \"2\" && any(person.history, h => true)", "HR-EXP-012")]
    public void AListFunctionThatDoesNotFit_IsFound(string text, string code) => Assert.Equal(code, Lab.Finding(text).Code);

    [Fact]
    public void Sentences_SayWhatIsLookedFor()
    {
        var sentence = Lab.Condition("any(person.history, h => h.degree == \"2\" && h.fullTime) && count(person.skills) > 1").Sentence;
        Assert.Equal("学习经历 中有一项满足 (该项的学历 等于 “2” 且 该项的全日制 为真) 且 技能 的项数 大于 1", sentence.Zh);
        Assert.Equal("some item of Education history satisfies (Degree of the item is \"2\" and Full time of the item is true) and the number of items of Skills is more than 1", sentence.En);
    }

    [Fact]
    public void Formulas_ComputeOverLists()
    {
        Assert.Equal("7", Lab.Value("sum(person.history, h => h.years)", ValueType.Integer, ("person.history", new[] { Bachelor, Master })));
        Assert.Equal("2014-09-01", Lab.Value("max(person.history, h => h.from)", ValueType.Date, ("person.history", new[] { Bachelor, Master })));
    }
}
