using HrCollab.Engine.Expressions;
using HrCollab.Engine.Rules;
using HrCollab.Engine.Standards;
using ValueType = HrCollab.Engine.Expressions.ValueType;

namespace HrCollab.Engine.Tests.Rules;

public sealed class RulesTests
{
    private const string Low = """{ "id": "low", "when": "person.employment.position == \"P\"", "require": "person.pay.salary > 10", "message": { "zh": "太低", "en": "Too low" } }""";

    [Theory]
    [InlineData("P", 11, Verdict.True)]
    [InlineData("P", 10, Verdict.False)]
    [InlineData("P", null, Verdict.Unknown)]
    [InlineData("Q", 10, Verdict.True)] // does not apply
    [InlineData(null, 10, Verdict.Unknown)] // cannot tell whether it applies
    public void Condition_IsJudgedInThreeValues(string? position, int? salary, Verdict verdict)
    {
        var rules = Firm.Set(File(Low)).Find<RuleSet>("limits")!;
        var record = rules.Subject.Shape.Empty.With(
        [
            KeyValuePair.Create("employment.position", position is null ? FieldValue.Missing : FieldValue.Of(ValueType.Text, position)),
            KeyValuePair.Create("pay.salary", salary is null ? FieldValue.Missing : FieldValue.Of(ValueType.Decimal, (decimal)salary)),
        ]);
        var judged = Assert.Single(rules.Judge(record, new DateOnly(2026, 9, 18)));
        Assert.Equal(verdict, judged.Verdict);
        var told = judged.ToTrace();
        Assert.Equal(position == "Q" ? "notConcerned" : verdict.Word(), told.Outcome);
        if (position == "Q") Assert.Equal("Does not apply: Position is \"P\"", told.Sentence.En); // and not that it holds
    }

    [Theory]
    [InlineData("""{ "id": "x", "require": "person.pay.wage > 1", "message": { "zh": "a", "en": "b" } }""", "HR-EXP-012")]
    [InlineData("""{ "id": "x", "require": "form.a > 1", "message": { "zh": "a", "en": "b" } }""", "HR-EXP-")]
    [InlineData("""{ "id": "x", "require": "true", "message": { "zh": "", "en": "b" } }""", "HR-DEF-016")]
    public void BadCondition_IsFound(string condition, string code) => Assert.Contains(Firm.Findings("HR-", File(condition)), f => f.StartsWith(code, StringComparison.Ordinal));

    private static (string Path, string Json) File(string conditions) => ("rules/limits.rules.json", $$"""
        { "id": "limits", "title": { "zh": "限", "en": "Limits" }, "subject": "person", "conditions": [{{conditions}}] }
        """);
}
