using HrCollab.Engine.Expressions;
using ValueType = HrCollab.Engine.Expressions.ValueType;

namespace HrCollab.Engine.Tests.Expressions;

public sealed class GrammarTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("10 - 2 - 3", "5")]
    [InlineData("12 / 3 / 2", "2")]
    [InlineData("-2 * 3", "-6")]
    [InlineData("2 - -3", "5")]
    [InlineData("- - 4", "4")]
    [InlineData("-(1 + 2)", "-3")]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("1.50", "1.50")]
    [InlineData(" \t\r\n1 ", "1")]
    public void Numbers_ComputeAsInArithmetic(string text, string expected) => Assert.Equal(expected, Lab.Value(text, ValueType.Decimal));

    [Theory]
    [InlineData("true || false && false", Verdict.True)] // && binds tighter
    [InlineData("(true || false) && false", Verdict.False)]
    [InlineData("!false && true", Verdict.True)]
    [InlineData("!(false && true)", Verdict.True)]
    [InlineData("!!true", Verdict.True)]
    [InlineData("1 + 1 == 2 && 2 < 3", Verdict.True)]
    [InlineData("1 < 2 == true || false", Verdict.Unknown, "HR-EXP-011")]
    [InlineData("(1 < 2) == true", Verdict.True)]
    [InlineData("true != false", Verdict.True)]
    [InlineData("-1 < 0", Verdict.True)]
    public void Operators_BindAsInCSharp(string text, Verdict expected, string? finding = null)
    {
        if (finding is null) Assert.Equal(expected, Lab.Verdict(text));
        else Assert.Equal(finding, Lab.Finding(text).Code);
    }

    [Theory]
    [InlineData("\"a\\\"b\"", "a\"b")]
    [InlineData("\"a\\\\b\"", "a\\b")]
    [InlineData("\"a\\nb\"", "a\nb")]
    [InlineData("\"北辰\U00020BB7\"", "北辰\U00020BB7")]
    [InlineData("\"{0} f.Value(0)\"", "{0} f.Value(0)")]
    [InlineData("\"\"", "")]
    public void Texts_KnowThreeEscapes(string text, string expected) => Assert.Equal(expected, Lab.Value(text, ValueType.Text));

    [Theory]
    [InlineData("form.newDepartment in [\"rd1\", \"rd2\"]", Verdict.True)]
    [InlineData("!(form.newDepartment in [\"rd1\"])", Verdict.True)]
    [InlineData("form.count in [1, -2, 3.0]", Verdict.True)]
    [InlineData("form.effectiveDate in [date(\"2026-10-12\")]", Verdict.True)]
    [InlineData("\"go\" in form.tags", Verdict.False)]
    [InlineData("form.newDepartment in form.tags", Verdict.True)]
    [InlineData("person.name in [\"a\"]", Verdict.Unknown)]
    [InlineData("\"a\" in person.skills", Verdict.Unknown)]
    public void In_LooksIntoListsAndCodeFields(string text, Verdict expected) => Assert.Equal(expected, Lab.Verdict(
        text, ("form.newDepartment", "rd2"), ("form.count", -2), ("form.effectiveDate", "2026-10-12"), ("form.tags", new[] { "rd2", "x" })));

    [Theory]
    [InlineData("form.tags == person.skills", Verdict.True)]
    [InlineData("form.tags != person.skills", Verdict.False)]
    public void CodeLists_AreEqualAsSets(string text, Verdict expected) =>
        Assert.Equal(expected, Lab.Verdict(text, ("form.tags", new[] { "a", "b" }), ("person.skills", new[] { "b", "a" })));

    [Theory]
    [InlineData("form.effectiveDate > date(\"2026-09-30\")", Verdict.True)]
    [InlineData("form.effectiveDate <= today", Verdict.False)]
    [InlineData("today == date(\"2026-09-18\")", Verdict.True)]
    [InlineData("date(\"2024-02-29\") < date(\"2024-03-01\")", Verdict.True)]
    public void Dates_AreLiteralsAndTodayIsAFact(string text, Verdict expected) => Assert.Equal(expected, Lab.Verdict(text, ("form.effectiveDate", "2026-10-12")));

    [Fact]
    public void ABooleanField_IsAConditionByItself()
    {
        Assert.Equal(Verdict.True, Lab.Verdict("form.urgent", ("form.urgent", true)));
        Assert.Equal(Verdict.False, Lab.Verdict("!form.urgent", ("form.urgent", true)));
        Assert.Equal(Verdict.Unknown, Lab.Verdict("!form.urgent"));
    }

    [Theory]
    [InlineData("", "HR-EXP-001")]
    [InlineData("  ", "HR-EXP-001")]
    [InlineData("form.count # 1", "HR-EXP-003", "#", "12")]
    [InlineData("form.count > 1;", "HR-EXP-003", "15")]
    [InlineData("form.count\u00A0> 1", "HR-EXP-003")]
    [InlineData("form.count > 1\0", "HR-EXP-003", "U+0000")]
    [InlineData("\ud83d", "HR-EXP-003")]
    [InlineData("form.urgent and true", "HR-EXP-004", "&&")]
    [InlineData("form.urgent OR true", "HR-EXP-004", "||")]
    [InlineData("not form.urgent", "HR-EXP-004", "!")]
    [InlineData("form.count = 1", "HR-EXP-004", "==", "12")]
    [InlineData("form.count === 1", "HR-EXP-004", "==")]
    [InlineData("form.count <> 1", "HR-EXP-004", "!=")]
    [InlineData("form.count => 1", "HR-EXP-004", ">=")]
    [InlineData("form.urgent & true", "HR-EXP-004", "&&")]
    [InlineData("form.urgent | true", "HR-EXP-004", "||")]
    [InlineData("form.reason == 'x'", "HR-EXP-004", "\"")]
    [InlineData("form.reason == \u201Cx\u201D", "HR-EXP-004", "\"")]
    [InlineData("\uFF08true\uFF09", "HR-EXP-004", "(")]
    [InlineData("form.count \u2265 1", "HR-EXP-004", ">=")]
    [InlineData("form.reason == \"x", "HR-EXP-005", "16")]
    [InlineData("form.reason == \"x\n\"", "HR-EXP-005")]
    [InlineData("form.reason == \"x\\", "HR-EXP-005")]
    [InlineData("form.reason == \"\\t\"", "HR-EXP-006", "\\t", "17")]
    [InlineData("form.count > 1e5", "HR-EXP-007", "1e5")]
    [InlineData("form.count > 1m", "HR-EXP-007")]
    [InlineData("form.count > 1.2.3", "HR-EXP-007")]
    [InlineData("form.count > 1.", "HR-EXP-007")]
    [InlineData("form.count > 12345678901234567890123456789", "HR-EXP-007")]
    [InlineData("form.count > .5", "HR-EXP-003")]
    [InlineData("form.count >", "HR-EXP-008", "the end")]
    [InlineData("(form.urgent", "HR-EXP-008", ")")]
    [InlineData("form.urgent)", "HR-EXP-008", "12")]
    [InlineData("form.urgent form.urgent", "HR-EXP-008")]
    [InlineData("&& true", "HR-EXP-008", "&&")]
    [InlineData("form.count in [1, ]", "HR-EXP-008")]
    [InlineData("form.count in [1", "HR-EXP-008")]
    [InlineData("age(", "HR-EXP-008")]
    [InlineData("age(today,)", "HR-EXP-008")]
    [InlineData("[1] == [1]", "HR-EXP-008")]
    [InlineData("1 < 2 < 3", "HR-EXP-011")]
    [InlineData("form.urgent == true == true", "HR-EXP-011")]
    [InlineData("form.", "HR-EXP-003")]
    public void WhatIsNotTheLanguage_IsRefusedAtItsPosition(string text, string code, params string[] mentions)
    {
        var finding = Lab.Finding(text);
        Assert.Equal(code, finding.Code);
        Assert.Equal("/when", finding.Path);
        Assert.All(mentions, m => Assert.Contains(m, finding.Message.En));
    }
}
