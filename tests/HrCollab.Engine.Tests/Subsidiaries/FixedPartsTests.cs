using System.Text;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Workflows;

namespace HrCollab.Engine.Tests.Subsidiaries;

/// <summary>What the group fixed is reached where it stood, and what it loses is said.</summary>
public sealed class FixedPartsTests
{
    private const string Branches = """
        { "id": "move", "title": { "zh": "搬迁", "en": "Move" }, "form": "move", "responsibilities": "move", "fixed": ["audit", "agree"], "steps": [
            { "id": "agree", "row": "agree", "approve": "one" },
            { "id": "size", "title": { "zh": "大小", "en": "Size" }, "when": "has(form.boxes)", "choose": [
              { "id": "few", "title": { "zh": "少", "en": "Few" }, "when": "form.boxes < 5", "steps": [] },
              { "id": "many", "title": { "zh": "多", "en": "Many" }, "when": "form.boxes < 50", "steps": [{ "id": "audit", "row": "agree", "approve": "one" }] },
              { "id": "rest", "title": { "zh": "其余", "en": "The rest" }, "steps": [] }] },
            { "id": "carry", "row": "carry", "task": true }] }
        """;

    private static readonly (string Path, string Json)[] Files = [.. Group.Files.Select(f => f.Path switch
    {
        Group.Workflow => (f.Path, Branches),
        Group.Matrix => (f.Path, f.Json.Replace("\"work\": { \"zh\": \"搬\"", "\"remind\": [\"1 wd before\"], \"escalate\": [{ \"after\": \"1 wd\", \"to\": { \"duty\": \"hr-head\" } }], \"work\": { \"zh\": \"搬\"", StringComparison.Ordinal)),
        _ => f,
    })];

    private static IEnumerable<string> Found(string path, string members, params (string Path, string Json)[] more) =>
        Firm.Findings("HR-", [.. Files, (Group.South + path, $$"""{ "id": "move", "inherits": "move", {{members}} }"""), .. more]).Where(f => f.Contains(Group.South, StringComparison.Ordinal));

    [Theory]
    [InlineData(""" "steps": [{ "id": "size", "when": "has(form.note)" }] """, "HR-INH-014", "/steps/0/when")]
    [InlineData(""" "steps": [{ "id": "size", "choose": [{ "id": "many", "when": "form.boxes < 0" }] }] """, "HR-INH-014", "/steps/0/choose/0/when")]
    [InlineData(""" "steps": [{ "id": "size", "choose": [{ "id": "few", "when": "form.boxes < 500" }] }] """, "HR-INH-014", "/steps/0/choose/0/when")]
    [InlineData(""" "steps": [{ "id": "size", "choose": [{ "id": "all", "title": { "zh": "全", "en": "All" }, "when": "form.boxes < 500", "steps": [] }, { "id": "few" }] }] """, "HR-INH-014", "/steps/0/choose/0")]
    [InlineData(""" "without": ["carry"], "steps": [{ "id": "carry", "row": "carry", "task": true }, { "id": "agree" }] """, "HR-INH-015", "/steps")]
    public void S57_FixedStep_IsReachedWhereItStood(string members, string code, string pointer) =>
        Assert.Contains($"{code} {Group.South}workflows/move.workflow.json#{pointer}", Found("workflows/move.workflow.json", members));

    /// <summary>More steps, and branches after it, are a subsidiary's own affair.</summary>
    [Theory]
    [InlineData(""" "steps": [{ "id": "agree" }, { "id": "again", "row": "agree", "approve": "one" }] """)]
    [InlineData(""" "steps": [{ "id": "size", "choose": [{ "id": "many" }, { "id": "some", "title": { "zh": "些", "en": "Some" }, "when": "form.boxes < 70", "steps": [] }] }] """)]
    [InlineData(""" "steps": [{ "id": "size", "choose": [{ "id": "many", "steps": [{ "id": "again", "row": "agree", "approve": "one" }, { "id": "audit" }] }] }] """)]
    public void FixedStep_LetsOthersStandBeside(string members)
    {
        Assert.NotNull(Firm.Set([.. Files, (Group.South + "workflows/move.workflow.json", $$"""{ "id": "move", "inherits": "move", {{members}} }""")]).Find<Workflow>("move@south"));
        Assert.DoesNotContain(Found("workflows/move.workflow.json", members), f => f.Contains("HR-INH", StringComparison.Ordinal) || f.Contains("HR-GRP", StringComparison.Ordinal));
    }

    /// <summary>Where one branch is enough, another that is done at once would end the one that is fixed.</summary>
    [Theory]
    [InlineData(""" "steps": [{ "id": "size", "parallel": [{ "id": "now", "title": { "zh": "即", "en": "Now" }, "steps": [] }] }] """, "/steps/0/parallel/0")]
    [InlineData(""" "steps": [{ "id": "size", "join": "all" }] """, "/steps/0/join")]
    [InlineData(""" "without": ["other"] """, "/without")]
    public void S57_FixedStepInABranch_IsNotEndedByAnother(string members, string pointer)
    {
        const string Path = Group.South + "workflows/move.workflow.json";
        const string Race = """
            { "id": "move", "title": { "zh": "搬迁", "en": "Move" }, "form": "move", "responsibilities": "move", "fixed": ["audit"], "steps": [
                { "id": "agree", "row": "agree", "approve": "one" },
                { "id": "size", "title": { "zh": "大小", "en": "Size" }, "join": "any", "parallel": [
                  { "id": "one", "title": { "zh": "一", "en": "One" }, "steps": [{ "id": "audit", "row": "agree", "approve": "one" }] },
                  { "id": "two", "title": { "zh": "二", "en": "Two" }, "steps": [{ "id": "other", "row": "agree", "approve": "one" }, { "id": "more", "row": "agree", "approve": "one" }] }] },
                { "id": "carry", "row": "carry", "task": true }] }
            """;
        var files = Group.Files.Select(f => f.Path == Group.Workflow ? (f.Path, Race) : f).ToArray();
        Assert.Empty(Firm.Findings("HR-INH", files));
        Assert.Contains(Firm.Findings("HR-INH-014", [.. files, (Path, $$"""{ "id": "move", "inherits": "move", {{members}} }""")]), f => f == $"HR-INH-014 {Path}#{pointer}");
    }

    /// <summary>In a table of which the first row counts that holds, nothing new stands before a fixed row.</summary>
    [Fact]
    public void S57_FixedRow_IsNotShadowed()
    {
        var table = Group.Files.Single(f => f.Path == Group.Rules).Json.Replace("UNIQUE", "FIRST", StringComparison.Ordinal).Replace("\"subject\"", "\"fixed\": [\"high\"], \"subject\"", StringComparison.Ordinal);
        var own = Group.South + "rules/limit.rules.json";
        var found = Firm.Findings("HR-INH", [.. Group.Files.Select(f => f.Path == Group.Rules ? (f.Path, table) : f), (own, """{ "id": "limit", "inherits": "limit", "table": { "rows": [{ "id": "most", "when": [">= 2000"], "then": [3] }, { "id": "high" }] } }""")]);
        Assert.Equal([$"HR-INH-014 {own}#/table/rows/0"], found);
    }

    [Fact]
    public void S57_AnotherNameForFormOrMatrix_AMissingStep_AndSilence_AreFound()
    {
        const string Workflow = "workflows/move.workflow.json";
        var other = (Group.South + "responsibilities/other.responsibilities.json", """{ "id": "other", "inherits": "move" }""");
        Assert.Contains($"HR-GRP-008 {Group.South}{Workflow}#/responsibilities", Found(Workflow, """ "responsibilities": "other" """, other));
        Assert.Contains($"HR-GRP-008 {Group.South}{Workflow}#/form", Found(Workflow, """ "form": "other" """, (Group.South + "forms/other.form.json", """{ "id": "other", "inherits": "move" }""")));
        Assert.Equal([$"HR-GRP-009 {Group.South}{Workflow}#/without"], Found(Workflow, """ "without": ["carry"] """));
        const string Matrix = "responsibilities/move.responsibilities.json";
        Assert.Equal([$"HR-GRP-010 {Group.South}{Matrix}#/rows/0/remind", $"HR-GRP-010 {Group.South}{Matrix}#/rows/0/escalate"], Found(Matrix, """ "rows": [{ "id": "carry", "remind": null, "escalate": null }] """));
    }

    /// <summary>A small file may inherit a large one: what comes of all of them together is counted.</summary>
    [Fact]
    public void S57_WhatIsInheritedAltogether_HasALimit()
    {
        var own = new DefinitionFile(Group.South + "workflows/move.workflow.json", """{ "id": "move", "inherits": "move" }"""u8.ToArray());
        var files = Group.Files.Select(f => new DefinitionFile(f.Path, Encoding.UTF8.GetBytes(f.Json))).Append(own).ToList();
        var group = files.Single(f => f.Path == Group.Workflow);
        var manifest = TestSet.Sound([.. Firm.Standards, Firm.Permissions, .. Group.Files]).Manifest;
        var found = new List<Diagnostic>();
        var inheritance = new Inheritance([.. files], manifest, most: group.Utf8.Length);
        Assert.NotNull(inheritance.Whole(own, DefinitionKinds.Find("workflows")!, WorkflowJson.Default.WorkflowDefinition, found.Add));
        Assert.Empty(found);
        Assert.Null(inheritance.Seen(group, "move@south", "south", found.Add));
        Assert.Equal("HR-INH-016", Assert.Single(found).Code);
    }
}
