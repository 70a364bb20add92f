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
    [InlineData("""{ "id": "x", "effect": { "draw": true }, "row": "a" }""", "HR-WFL-022")]
    [InlineData("""{ "id": "y", "row": "a", "task": true }, { "id": "x", "effect": { "draw": true }, "requires": ["y"] }""", "HR-WFL-022")]
    [InlineData("""{ "id": "x", "task": true, "row": "a", "join": "any" }""", "HR-WFL-022")]
    [InlineData("""{ "id": "x", "approve": "one", "row": "a", "requires": ["yy"] }""", "HR-DEF-012")]
    [InlineData("""{ "id": "x", "effect": { "set": { "pay.salary": "form.seat" } } }""", "HR-EXP-")]
    [InlineData("""{ "id": "x", "task": true, "row": "a", "when": "evidence.y.note == 1" }""", "HR-EXP-012")]
    public void BadSteps_AreFound(string steps, string code) => Assert.Contains(Firm.Findings("HR-", Written(steps)), f => f.StartsWith(code, StringComparison.Ordinal));

    [Theory]
    [InlineData("p[x(y)|y(x)]", "'x' can never be finished, and the case would stay there: x → y → x,")] // each the other, side by side
    [InlineData("p[x(y)|z y(w)|w(x)]", "x → y → w → x,")]
    [InlineData("x(y) y", "x → y → x,")] // what comes later in its own sequence
    [InlineData("p[x(y)|z] y", "x → y → p → x,")] // what comes after the block around it
    [InlineData("p[x(y)|z y] ", null)]
    [InlineData("p[x(z)|y z(v)|v w(x)]", null)] // waits for what goes on without it
    [InlineData("p[x(z)|y z(w)|v w(x)]", "x → z → w → x,")]
    [InlineData("p[x v|y(v) w|z(w)]", null)]
    [InlineData("p[x(w) v|y(v) w|z(w)]", "x → w → y → v → x,")] // through what comes before
    [InlineData("c[x(y)|y]", "'x' requires 'y', but they are in different branches of 'c', of which only one is taken.")]
    [InlineData("c[p[x(y)|z]|p2[y|w]]", "different branches of 'c'")]
    [InlineData("c[x|y] z(y)", null)] // what is not taken is not needed
    [InlineData("p[y?r(z) x|z(x)]", "'y' can never be finished, and the case would stay there: y → z → x → y,")] // only where y is done at all
    [InlineData("p[z(x)|y?r(z) x]", "'z' can never be finished when Raise is true, and the case would stay there: z → x → y → z,")]
    [InlineData("p[y?r(z) x|z?!r(x)]", null)] // never both in one case
    [InlineData("p[y?!r(z) x|z?!r(x)]", "'y' can never be finished, and")]
    [InlineData("p[c[y(z)|w] x|z?!r(x)]", null)] // of a choice that takes the branch where z is not done
    [InlineData("p[c[w|y(z)] x|z?!r(x)]", "'y' can never be finished, and the case would stay there: y → z → x → c → y,")]
    [InlineData("p[x(w)|any[y|v(x)] w]", "'v' can never be finished: v → x → w → any → v, each waiting for the next, and 'any' ends without it.")] // x can: any ends with y
    [InlineData("any[x(w)|y] w", "'x' can never be finished: x → w → any → x, each waiting for the next, and 'any' ends without it.")]
    [InlineData("p[x(w)|any[y|v] w]", null)]
    public void WhatCanNeverBeFinished_IsFoundWithTheWay(string steps, string? words)
    {
        var at = 0;
        var found = Firm.Errors(Written(Read())).ToList();
        Assert.Equal(words is null ? 0 : 1, found.Count);
        if (words is not null) Assert.Contains(words, found[0], StringComparison.Ordinal);

        // a name, ?r or ?!r when it is done, what it requires in (), the branches of p, any and c in [ | ]
        string Read()
        {
            var written = new List<string>();
            while (at < steps.Length && steps[at] is not ('|' or ']'))
            {
                var name = Taken(char.IsLetterOrDigit);
                if (at < steps.Length && steps[at] == '[')
                {
                    var branches = new List<string>();
                    while (steps[at++] != ']' && at < steps.Length) branches.Add(Read());
                    branches.RemoveAll(b => b.Length == 0);
                    written.Add(Block(name, branches));
                }
                else
                {
                    var when = at < steps.Length && steps[at] == '?' ? Taken(c => c is '?' or '!' or 'r') : null;
                    var required = at < steps.Length && steps[at] == '(' ? Taken(c => c != ')').Trim('(') : null;
                    if (required is not null) at++;
                    written.Add(Task(name, "a", (required is null ? "" : $$""", "requires": ["{{required}}"] """) + (when is null ? "" : $$""", "when": "{{when[1..].Replace("r", "form.raise", StringComparison.Ordinal)}}" """)));
                }

                if (at < steps.Length && steps[at] == ' ') at++;
            }

            return string.Join(',', written);
        }

        string Taken(Func<char, bool> which)
        {
            var from = at;
            while (at < steps.Length && which(steps[at])) at++;
            return steps[from..at];
        }

        static string Block(string name, List<string> branches) => name[0] != 'c' ? Parallel(name, name == "any" ? "any" : "all", [.. branches]) : $$"""
            { "id": "{{name}}", "title": { "zh": "选", "en": "Choose" }, "choose": [{{string.Join(',', branches.Select((b, i) => $$"""{ "id": "b{{i}}", "title": { "zh": "分", "en": "B" }, {{(i < branches.Count - 1 ? "\"when\": \"form.raise\", " : "")}}"steps": [{{b}}] }"""))}}] }
            """;
    }

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
