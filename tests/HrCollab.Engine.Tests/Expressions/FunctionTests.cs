using HrCollab.Engine.Expressions;
using ValueType = HrCollab.Engine.Expressions.ValueType;

namespace HrCollab.Engine.Tests.Expressions;

public sealed class FunctionTests
{
    [Theory]
    [InlineData("age(date(\"2008-09-18\"))", "18")]
    [InlineData("age(date(\"2008-09-19\"))", "17")]
    [InlineData("age(today)", "0")]
    [InlineData("daysBetween(date(\"2026-02-27\"), date(\"2026-03-01\"))", "2")]
    [InlineData("daysBetween(date(\"2026-03-01\"), date(\"2026-02-27\"))", "-2")]
    [InlineData("monthsBetween(date(\"2026-01-15\"), date(\"2026-03-14\"))", "1")]
    [InlineData("monthsBetween(date(\"2026-01-15\"), date(\"2026-03-15\"))", "2")]
    [InlineData("monthsBetween(date(\"2026-01-31\"), date(\"2026-02-28\"))", "1")] // Civil Code 202: the last day of the month
    [InlineData("monthsBetween(date(\"2026-03-15\"), date(\"2026-01-15\"))", "-2")]
    [InlineData("monthsBetween(date(\"2024-02-29\"), date(\"2025-02-28\"))", "12")]
    [InlineData("monthsBetween(date(\"0001-01-01\"), date(\"9999-12-31\"))", "119987")]
    [InlineData("year(date(\"2026-09-18\")) * 10000 + month(date(\"2026-09-18\")) * 100 + day(date(\"2026-09-18\"))", "20260918")]
    [InlineData("length(\"\")", "0")]
    [InlineData("length(\"张三\")", "2")]
    [InlineData("length(\"\U00020BB7e\u0301\U0001F468\u200D\U0001F469\u200D\U0001F467\")", "3")]
    [InlineData("min(3, 2)", "2")]
    [InlineData("max(3, 2)", "3")]
    [InlineData("abs(-3)", "3")]
    [InlineData("round(2.5, 0)", "3")]
    [InlineData("round(-2.5, 0)", "-3")]
    public void WholeNumbers(string text, string expected) => Assert.Equal(expected, Lab.Value(text, ValueType.Integer));

    [Theory]
    [InlineData("round(1.005, 2)", "1.01")]
    [InlineData("round(-1.005, 2)", "-1.01")]
    [InlineData("round(1.0049, 2)", "1.00")]
    [InlineData("round(1.5, 100)", "1.5")]
    [InlineData("min(1.5, 2)", "1.5")]
    [InlineData("abs(0 - 1.5)", "1.5")]
    [InlineData("7 / 2", "3.5")]
    public void Decimals(string text, string expected) => Assert.Equal(expected, Lab.Value(text, ValueType.Decimal));

    [Theory]
    [InlineData("addDays(date(\"2026-02-27\"), 2)", "2026-03-01")]
    [InlineData("addDays(date(\"2026-03-01\"), -1)", "2026-02-28")]
    [InlineData("addMonths(date(\"2026-01-31\"), 1)", "2026-02-28")]
    [InlineData("addMonths(date(\"2026-01-31\"), -2)", "2025-11-30")]
    [InlineData("addYears(date(\"2024-02-29\"), 1)", "2025-02-28")]
    [InlineData("addDays(date(\"9999-12-30\"), 1)", "9999-12-31")]
    [InlineData("addDays(date(\"9999-12-31\"), 1)", "")]
    [InlineData("addDays(date(\"0001-01-02\"), -1)", "0001-01-01")]
    [InlineData("addDays(date(\"0001-01-01\"), -1)", "")]
    [InlineData("addMonths(date(\"9999-11-30\"), 1)", "9999-12-30")]
    [InlineData("addMonths(date(\"9999-12-01\"), 1)", "")]
    [InlineData("addMonths(date(\"0001-02-01\"), -1)", "0001-01-01")]
    [InlineData("addMonths(date(\"0001-01-31\"), -1)", "")]
    [InlineData("addYears(date(\"9998-01-01\"), 1)", "9999-01-01")]
    [InlineData("addYears(date(\"9999-01-01\"), 1)", "")]
    [InlineData("min(today, date(\"2026-01-01\"))", "2026-01-01")]
    [InlineData("max(today, date(\"2026-01-01\"))", "2026-09-18")]
    [InlineData("birthDateOf(\"11010519491231002X\")", "1949-12-31")] // the example of GB 11643
    [InlineData("birthDateOf(\"11010519491231002x\")", "1949-12-31")]
    [InlineData("birthDateOf(\"110105194912310021\")", "")] // check character
    [InlineData("birthDateOf(\"110105491231002\")", "")] // 15 digits are no longer issued
    [InlineData("birthDateOf(\"abc\")", "")]
    public void Days(string text, string expected) => Assert.Equal(expected, Lab.Value(text, ValueType.Date));

    [Theory]
    [InlineData("11010519491231002X", "2")]
    [InlineData("440524188001010014", "1")]
    [InlineData("440524188001010015", "")]
    public void SexOf_IsTheParityOfTheSequence(string number, string expected) => Assert.Equal(expected, Lab.Value("sexOf(person.identity.idNumber)", ValueType.Code, ("person.identity.idNumber", number)));

    /// <summary>A number is taken, and no other that differs from it in one character: each of those fails at its check character.</summary>
    [Theory]
    [InlineData("34052419800101001X", "1980-01-01", "1")]
    [InlineData("11010519491231002X", "1949-12-31", "2")]
    [InlineData("440524188001010014", "1880-01-01", "1")]
    public void AnIdNumber_IsTaken_AndNoneThatDiffersInOneCharacter(string number, string born, string sex)
    {
        Assert.True(IdNumber.IsValid(number));
        Assert.Equal((born, sex), (IdNumber.BirthDate(number)?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), IdNumber.Sex(number)));
        var others = Enumerable.Range(0, 18).SelectMany(at => (at < 17 ? "0123456789" : "0123456789X").Where(c => c != number[at]).Select(c => number[..at] + c + number[(at + 1)..])).ToList();
        Assert.Equal((17 * 9) + 10, others.Count);
        Assert.All(others, other => Assert.True(IdNumber.HasForm(other) && !IdNumber.HasRightCheck(other) && !IdNumber.IsValid(other), other));
    }

    [Fact]
    public void AnIdNumberWithADayThatDoesNotExist_GivesNothing()
    {
        var body = "11010520230229" + "002";
        var valid = "0123456789X".Select(c => body + c).Where(IdNumber.IsValid);
        Assert.Empty(valid);
    }

    [Theory]
    [InlineData("startsWith(form.reason, \"北\")", Verdict.True)]
    [InlineData("startsWith(form.reason, \"辰\")", Verdict.False)]
    [InlineData("endsWith(form.reason, \"科技\")", Verdict.True)]
    [InlineData("contains(form.reason, \"辰科\")", Verdict.True)]
    [InlineData("contains(form.reason, \"\")", Verdict.True)]
    [InlineData("contains(form.tags, \"a\")", Verdict.True)]
    [InlineData("contains(form.tags, \"A\")", Verdict.False)]
    [InlineData("contains(person.skills, \"a\")", Verdict.Unknown)]
    public void TextsAndCodes_AreComparedByCharacters(string text, Verdict expected) =>
        Assert.Equal(expected, Lab.Verdict(text, ("form.reason", "北辰科技"), ("form.tags", new[] { "a", "b" })));

    [Fact]
    public void TheIdNumberRule_ReadsAsInTheStandard()
    {
        const string rule = "person.identity.birthDate == birthDateOf(person.identity.idNumber) && person.identity.sex == sexOf(person.identity.idNumber)";
        Assert.Equal(Verdict.True, Lab.Verdict(rule, ("person.identity.idNumber", "11010519491231002X"), ("person.identity.birthDate", "1949-12-31"), ("person.identity.sex", "2")));
        Assert.Equal(Verdict.False, Lab.Verdict(rule, ("person.identity.idNumber", "11010519491231002X"), ("person.identity.birthDate", "1949-12-30"), ("person.identity.sex", "2")));
    }
}
