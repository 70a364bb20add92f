using System.Text;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Proof;

namespace HrCollab.Engine.Tests.Proof;

/// <summary>X4: what is changed one at a time, so that a case has to notice it.</summary>
public sealed class MutantsTests
{
    [Fact]
    public void X4_OutputsAndDefaults_BecomeAnotherValueOfTheirType()
    {
        var mutants = Of("rules/t.rules.json", """
            { "table": { "outputs": [{ "id": "word", "type": "text", "default": "none" }, { "id": "kind", "type": "code", "codes": "kinds" }, { "id": "sum", "type": "decimal", "default": "1.50" }, { "id": "day", "type": "date" }],
              "rows": [{ "id": "a", "when": ["-"], "then": ["yes", "a", "2", "2026-01-31"] }, { "id": "b", "when": ["-"], "then": ["yes", "b", "3", null] }] } }
            """);
        Assert.Equal(
            [
                "/table/outputs/0/default: \"none\" -> yes", "/table/outputs/2/default: \"1.50\" -> 2.50",
                "/table/rows/0/then/0: \"yes\" -> none", "/table/rows/0/then/1: \"a\" -> b", "/table/rows/0/then/2: \"2\" -> 3", "/table/rows/0/then/3: \"2026-01-31\" -> 2026-02-01",
                "/table/rows/1/then/0: \"yes\" -> none", "/table/rows/1/then/1: \"b\" -> a", "/table/rows/1/then/2: \"3\" -> 4",
            ],
            mutants);
    }

    [Fact]
    public void X4_ATextThatStandsAlone_IsChanged_ACodeThatStandsAloneIsNot() => Assert.Equal(
        ["/table/rows/0/then/0: \"yes\" -> yes′"],
        Of("rules/t.rules.json", """{ "table": { "outputs": [{ "id": "word", "type": "text" }, { "id": "kind", "type": "code" }], "rows": [{ "when": ["-"], "then": ["yes", "a"] }] } }"""));

    [Fact]
    public void X4_CellsOfThePermissionMatrix_LoseEachLetter_AndOpen() => Assert.Equal(
        ["/matrix/0/allow/pay: m -> -", "/matrix/0/allow/pay: m -> r", "/matrix/0/allow/pay.band: ru -> u", "/matrix/0/allow/pay.band: ru -> r", "/matrix/0/allow/contact: r!u -> !u", "/matrix/0/allow/contact: r!u -> r", "/matrix/0/allow/status: - -> r"],
        Of("permissions/p.permissions.json", """{ "matrix": [{ "role": "x", "allow": { "pay": "m", "pay.band": "ru", "contact": "r!u", "status": "-" } }] }"""));

    [Fact]
    public void X4_RulesEngineWorkflows_AreChangedInExpressionsAndJoins() => Assert.Equal(
        ["/workflow/Rules/0/Operator: And -> Or", "/workflow/Rules/0/Rules/0/Expression: input1.age >= 18 && input1.ok -> input1.age > 18 && input1.ok", "/workflow/Rules/0/Rules/0/Expression: input1.age >= 18 && input1.ok -> input1.age >= 18 || input1.ok"],
        Of("rules/w.rules.json", """{ "workflow": { "Rules": [{ "RuleName": "a", "Operator": "And", "Rules": [{ "RuleName": "b", "Expression": "input1.age >= 18 && input1.ok" }] }] } }"""));

    /// <summary>Every comparison and join, wherever a definition has a condition.</summary>
    [Theory]
    [InlineData("rules/r.rules.json", """{ "conditions": [{ "when": "WHAT" }] }""", "/conditions/0/when")]
    [InlineData("rules/r.rules.json", """{ "conditions": [{ "require": "WHAT" }] }""", "/conditions/0/require")]
    [InlineData("standards/s.standard.json", """{ "rules": [{ "when": "WHAT" }] }""", "/rules/0/when")]
    [InlineData("standards/s.standard.json", """{ "rules": [{ "require": "WHAT" }] }""", "/rules/0/require")]
    [InlineData("forms/f.form.json", """{ "sections": [{ "fields": [{ "visibleWhen": "WHAT" }] }] }""", "/sections/0/fields/0/visibleWhen")]
    [InlineData("forms/f.form.json", """{ "sections": [{ "fields": [{ "requiredWhen": "WHAT" }] }] }""", "/sections/0/fields/0/requiredWhen")]
    [InlineData("forms/f.form.json", """{ "checks": [{ "when": "WHAT" }] }""", "/checks/0/when")]
    [InlineData("workflows/w.workflow.json", """{ "steps": [{ "when": "WHAT" }] }""", "/steps/0/when")]
    [InlineData("workflows/w.workflow.json", """{ "steps": [{ "parallel": [{ "when": "WHAT" }] }] }""", "/steps/0/parallel/0/when")]
    [InlineData("workflows/w.workflow.json", """{ "steps": [{ "choose": [{ "steps": [{ "when": "WHAT" }] }] }] }""", "/steps/0/choose/0/steps/0/when")]
    public void X4_EveryComparisonOfAConditionIsTurned(string path, string json, string pointer)
    {
        var (written, turned) = (new[] { "==", "!=", "<", "<=", ">", ">=", "&&", "||" }, new[] { "!=", "==", "<=", "<", ">=", ">", "||", "&&" });
        foreach (var (sign, other) in written.Zip(turned))
            Assert.Equal([$"{pointer}: a {sign} b -> a {other} b"], Of(path, json.Replace("WHAT", $"a {sign} b", StringComparison.Ordinal)));
        Assert.Equal([$"{pointer}: has(a) -> !has(a)"], Of(path, json.Replace("WHAT", "has(a)", StringComparison.Ordinal)));
        Assert.Equal([$"{pointer}: !has(a) -> has(a)"], Of(path, json.Replace("WHAT", "!has(a)", StringComparison.Ordinal)));
        Assert.Equal([$"{pointer}: isWorkday(a) -> !(isWorkday(a))"], Of(path, json.Replace("WHAT", "isWorkday(a)", StringComparison.Ordinal)));
    }

    [Fact]
    public void X4_FormulasAndWhatEffectsSet_AreChangedInTheirComparisons() => Assert.Equal(
        ["/steps/0/effect/set/a.b: form.x > 1 || form.y -> form.x >= 1 || form.y", "/steps/0/effect/set/a.b: form.x > 1 || form.y -> form.x > 1 && form.y", "/table/inputs/0/formula: p.a < p.b -> p.a <= p.b"],
        Of("workflows/w.workflow.json", """{ "steps": [{ "effect": { "set": { "a.b": "form.x > 1 || form.y", "a.c": "form.z" } } }], "table": { "inputs": [{ "id": "i", "formula": "p.a < p.b" }] } }"""));

    private static List<string> Of(string path, string json) => [.. Mutants.Of(new DefinitionFile(path, Encoding.UTF8.GetBytes(json))).Select(m => $"{m.Place.Pointer}: {m.Before} -> {m.After}")];
}
