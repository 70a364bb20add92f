using static HrCollab.Engine.Tests.Workflows.Desk;

namespace HrCollab.Engine.Tests.Workflows;

public sealed class WorkflowKindTests
{
    [Theory]
    [InlineData("""{ "id": "x" }""", "HR-WFL-001")]
    [InlineData("""{ "id": "x", "task": true, "approve": "one", "row": "a" }""", "HR-WFL-001")]
    [InlineData("""{ "id": "x", "task": true }""", "HR-WFL-002")] // S8
    [InlineData("""{ "id": "x", "approve": "most", "row": "a" }""", "HR-WFL-003")]
    [InlineData("""{ "id": "x", "approve": "one", "row": "zz" }""", "HR-DEF-012")]
    [InlineData("""{ "id": "x", "task": true, "row": "a", "requires": ["yy"] }""", "HR-DEF-012")]
    [InlineData("""{ "id": "x", "task": true, "row": "a", "requires": ["x"] }""", "HR-DEF-012")]
    [InlineData("""{ "id": "x", "task": true, "row": "a" }, { "id": "x", "task": true, "row": "a" }""", "HR-DEF-015")]
    [InlineData("""{ "id": "x", "parallel": [{ "id": "b", "title": { "zh": "分", "en": "B" }, "steps": [] }] }""", "HR-WFL-004")]
    [InlineData("""{ "id": "x", "choose": [{ "id": "b", "title": { "zh": "分", "en": "B" }, "steps": [] }, { "id": "c", "title": { "zh": "分", "en": "C" }, "steps": [] }] }""", "HR-WFL-005")]
    [InlineData("""{ "id": "x", "choose": [{ "id": "b", "title": { "zh": "分", "en": "B" }, "when": "form.raise", "steps": [] }, { "id": "c", "title": { "zh": "分", "en": "C" }, "when": "form.raise", "steps": [] }] }""", "HR-WFL-005")]
    [InlineData("""{ "id": "x", "effect": { "set": { "pay.wage": "1" } } }""", "HR-WFL-006")]
    [InlineData("""{ "id": "x", "effect": { "on": "form.onn", "draw": true } }""", "HR-WFL-006")]
    [InlineData("""{ "id": "x", "effect": { "on": "form.seat", "draw": true } }""", "HR-WFL-007")]
    [InlineData("""{ "id": "x", "task": true, "row": "a", "notBefore": "form.onn" }""", "HR-WFL-006")]
    [InlineData("""{ "id": "x", "task": true, "row": "a", "notBefore": "form.seat" }""", "HR-WFL-007")]
    [InlineData("""{ "id": "x", "approve": "one", "row": "a", "notBefore": "form.on" }""", "HR-WFL-017")]
    [InlineData("""{ "id": "x", "effect": { "on": "1 d after form.onn", "draw": true } }""", "HR-WFL-006")]
    [InlineData("""{ "id": "x", "effect": { "on": "1 d after form.seat", "draw": true } }""", "HR-WFL-007")]
    [InlineData("""{ "id": "x", "effect": { "on": "1 wd after form.on", "draw": true } }""", "HR-WFL-018")]
    [InlineData("""{ "id": "x", "effect": { "on": "1 d", "draw": true } }""", "HR-WFL-018")]
    [InlineData("""{ "id": "x", "effect": { "head": { "pay.salary": "form.seat" } } }""", "HR-WFL-006")]
    [InlineData("""{ "id": "x", "effect": { "head": { "employment.manager": "form.seat" } } }""", "HR-WFL-021")]
    [InlineData("""{ "id": "x", "effect": { } }""", "HR-WFL-009")]
    [InlineData("", "HR-WFL-010")]
    [InlineData("""{ "id": "x", "effect": { "set": { "pay.salary": "form.seat" } } }""", "HR-EXP-")]
    [InlineData("""{ "id": "x", "task": true, "row": "a", "when": "evidence.y.note == 1" }""", "HR-EXP-012")]
    public void BadSteps_AreFound(string steps, string code) => Assert.Contains(Firm.Findings("HR-", Written(steps)), f => f.StartsWith(code, StringComparison.Ordinal));

    [Theory]
    [InlineData("\"duty\": \"head\", \"of\": \"form.seat\"", "2 wd")]
    [InlineData("\"duty\": \"head\", \"of\": \"form.department\"", "2 wd")]
    [InlineData("\"person\": \"form.receiver\"", "2 wd")]
    [InlineData("\"duty\": \"hr-head\"", "on form.seat")]
    public void RowThatReadsWhatTheFormHasNot_IsFound(string party, string deadline) =>
        Assert.NotEmpty(Firm.Findings("HR-WFL-013", Written(Task("x", "a"), "," + Row("f", party, deadline: deadline))));

    [Fact]
    public void TwoWorkflowsOfOneForm_AreFound()
    {
        var files = Written(Task("x", "a"));
        Assert.NotEmpty(Firm.Findings("HR-WFL-008", [.. files, ("workflows/other.workflow.json", files[2].Json.Replace("\"id\": \"flow\"", "\"id\": \"other\"", StringComparison.Ordinal))]));
    }

    [Fact]
    public void StepsNestedTooDeep_AreFound()
    {
        var step = Task("x", "a");
        for (var i = 0; i < 12; i++) step = Parallel($"p{i}", "all", step, Task($"y{i}", "a"));
        Assert.NotEmpty(Firm.Findings("HR-WFL-011", Written(step)));
    }

    [Fact]
    public void WhoDidAStep_CanBeReadAsAPerson() =>
        Firm.Set(Written(Approve("one", "a") + """, { "id": "x", "title": { "zh": "变更", "en": "Change" }, "effect": { "set": { "employment.manager": "evidence.one.by" } } }"""));
}
