using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using ValueType = HrCollab.Engine.Expressions.ValueType;

namespace HrCollab.Engine.Tests.Expressions;

public sealed class CalendarFunctionTests
{
    [Theory]
    [InlineData("today + duration(\"P3M\")", "2026-12-18")]
    [InlineData("today - duration(\"P1Y6M\")", "2025-03-18")]
    [InlineData("today + duration(\"P2W\")", "2026-10-02")]
    [InlineData("date(\"2026-01-31\") + duration(\"P1M1D\")", "2026-03-01")] // months first
    [InlineData("date(\"9999-12-01\") + duration(\"P1M\")", "")]
    [InlineData("today + duration(form.reason)", "2026-09-28")]
    [InlineData("today + duration(person.name)", "")] // not a duration
    [InlineData("addWorkingDays(date(\"2026-09-18\"), 1)", "2026-09-21")] // Friday, Monday
    [InlineData("addWorkingDays(date(\"2026-09-19\"), 0)", "2026-09-21")]
    [InlineData("addWorkingDays(date(\"2026-09-21\"), -6)", "2026-09-11")]
    [InlineData("addWorkingDays(date(\"2026-12-31\"), 1)", "")] // 2027 is not published
    public void Dates_AreComputed(string text, string expected) =>
        Assert.Equal(expected, Lab.Value(text, ValueType.Date, ("form.reason", "P10D"), ("person.name", "P10")));

    [Theory]
    [InlineData("workingDaysBetween(date(\"2026-09-18\"), date(\"2026-09-21\"))", "1")]
    [InlineData("workingDaysBetween(date(\"2026-09-21\"), date(\"2026-09-18\"))", "-1")]
    [InlineData("workingDaysBetween(date(\"2026-09-14\"), date(\"2026-09-18\"))", "4")]
    [InlineData("workingDaysBetween(today, today)", "0")]
    [InlineData("workingDaysBetween(today, date(\"2027-01-01\"))", "")]
    [InlineData("workingDaysBetween(date(\"0001-01-01\"), date(\"9999-12-31\"))", "")]
    public void WorkingDays_AreCounted(string text, string expected) => Assert.Equal(expected, Lab.Value(text, ValueType.Integer));

    [Theory]
    [InlineData("duration(\"P3M\") > duration(\"P2M\")", Verdict.True)]
    [InlineData("duration(\"P1Y\") == duration(\"P12M\")", Verdict.True)]
    [InlineData("duration(\"P1W\") <= duration(\"P7D\")", Verdict.True)]
    [InlineData("duration(\"P1M\") > duration(\"P32D\")", Verdict.False)]
    [InlineData("duration(\"P1M\") > duration(\"P30D\")", Verdict.Unknown)] // depends on the month
    [InlineData("duration(form.reason) == duration(\"P1M\")", Verdict.Unknown)]
    [InlineData("today - date(\"2026-08-18\") == duration(\"P31D\")", Verdict.True)]
    [InlineData("today - today == duration(\"P0D\")", Verdict.True)]
    [InlineData("date(\"2026-08-18\") - today < duration(\"P1D\")", Verdict.Unknown)] // a duration has no sign
    [InlineData("today - date(\"2026-08-18\") >= person.employment.term", Verdict.Unknown)] // P1M: depends on the month
    [InlineData("date(\"2026-08-18\") + person.employment.term <= today", Verdict.True)] // the dates tell
    [InlineData("isWorkday(date(\"2026-09-18\"))", Verdict.True)]
    [InlineData("!isWorkday(date(\"2026-09-19\"))", Verdict.True)]
    [InlineData("isWorkday(date(\"2028-01-03\"))", Verdict.Unknown)]
    [InlineData("!isWorkday(date(\"2028-01-03\"))", Verdict.Unknown)]
    [InlineData("isWorkday(form.effectiveDate)", Verdict.Unknown)]
    public void Conditions_AreJudged(string text, Verdict expected) => Assert.Equal(expected, Lab.Verdict(text, ("person.employment.term", new Duration(1, 0))));

    [Theory]
    [InlineData("isWorkday(date(\"2028-01-03\")) || form.count > 1", "calendar.2028", "form.count")]
    [InlineData("form.urgent || workingDaysBetween(today, date(\"2027-02-01\")) > 3", "form.urgent", "calendar.2027")]
    [InlineData("any(form.tags, t => isWorkday(date(\"2025-01-01\")))", "calendar.2025")]
    public void AYearThatIsNotPublished_IsNamed(string text, params string[] missing)
    {
        var trace = Lab.Condition(text).Explain(Lab.Facts(("form.tags", new[] { "a", "b" })));
        Assert.Equal(Verdict.Unknown, trace.Verdict);
        Assert.Equal(missing, trace.Missing);
        Assert.All(missing, m => Assert.Contains(trace.Tree.Read, v => v.Path == m && v.Value is null));
    }

    [Theory]
    [InlineData("P1Y2M3W4D", 14, 25)]
    [InlineData("P0D", 0, 0)]
    [InlineData("P9999D", 0, 9999)]
    public void ADuration_IsRead(string text, int months, int days)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Equal(new Duration(months, days), duration);
        Assert.True(Duration.TryParse(duration.ToString(), out var again) && again == duration);
    }

    [Theory]
    [InlineData("P")]
    [InlineData("3M")]
    [InlineData("P3")]
    [InlineData("P3m")]
    [InlineData("-P3M")]
    [InlineData("P-3M")]
    [InlineData("PT3H")]
    [InlineData("P1D1M")]
    [InlineData("P1M1M")]
    [InlineData("P1.5M")]
    [InlineData("P10000D")]
    [InlineData("P1000Y")]
    [InlineData("P\u0663M")]
    [InlineData("P3M ")]
    public void AnythingElse_IsNoDuration(string text)
    {
        Assert.False(Duration.TryParse(text, out _));
        Assert.Equal("HR-EXP-024", Lab.Finding($"today + duration(\"{text}\") > today").Code);
    }

    [Theory]
    [InlineData("duration(\"P3M\") + today > today", "HR-EXP-016")]
    [InlineData("today + 3 > today", "HR-EXP-016")]
    [InlineData("today * duration(\"P3M\") > today", "HR-EXP-016")]
    [InlineData("duration(\"P3M\") == \"P3M\"", "HR-EXP-017")]
    [InlineData("duration(3) == null", "HR-EXP-015")]
    [InlineData("today - person.employment.hireDate >= duration(\"P3M\")", "HR-EXP-036")]
    [InlineData("duration(\"P1Y\") < today - person.employment.hireDate", "HR-EXP-036")]
    [InlineData("person.employment.term + person.employment.term > duration(\"P1Y\")", "HR-EXP-016")]
    [InlineData("duration(\"P3M\") in [duration(\"P3M\")]", "HR-EXP-016")]
    public void DurationsThatDoNotFit_AreFound(string text, string code) => Assert.Equal(code, Lab.Finding(text).Code);

    [Fact]
    public void WithoutACalendar_WorkingDaysAreAFinding()
    {
        var context = new CompileContext(new Manifest(Text.Same("Test"), 1, "Asia/Shanghai", "cn", "head"));
        Assert.Null(ExpressionCompiler.Condition("isWorkday(today)", Lab.Vocabulary, new CompileScope(context, new DefinitionFile("rules/test.rules.json", "{}"u8.ToArray())), "/when"));
        Assert.Equal("HR-EXP-025", Assert.Single(context.Diagnostics).Code);
    }
}
