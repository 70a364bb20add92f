using System.Text;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Rules;
using HrCollab.Engine.Workflows;
using HrCollab.Tests;

namespace HrCollab.Engine.Tests.Subsidiaries;

public sealed class InheritanceTests
{
    private const string Row = """{ "id": "hear", "title": { "zh": "听取", "en": "Hear" }, "responsible": { "duty": "payroll" }, "work": { "zh": "听", "en": "Hear" }, "deadline": "1 wd", "standard": [{ "id": "heard", "title": { "zh": "已听", "en": "It is heard" } }], "cooperating": [{ "duty": "hr-head" }] }""";

    private static (string Path, string Json) Of(string path, string members) => (Group.South + path, $$"""{ "id": "{{path.Split('/')[1].Split('.')[0]}}", "inherits": "{{path.Split('/')[1].Split('.')[0]}}", {{members}} }""");

    [Fact]
    public void StatedParts_ReplaceByTheirId_TheRestIsInherited_AndTheGroupStaysAsItIs()
    {
        var set = Group.Set(Of("rules/limit.rules.json", """ "table": { "rows": [{ "id": "high", "then": [7] }] } """));
        var (group, own) = (set.Find<RuleSet>("limit")!.Table!, set.Find<RuleSet>("limit@south")!.Table!);
        Assert.Equal(["5", "9"], group.Rows.Select(r => r.Values[0].ToString()));
        Assert.Equal(["5", "7"], own.Rows.Select(r => r.Values[0].ToString()));
        Assert.Equal([Group.Rules, Group.South + "rules/limit.rules.json"], own.Rows.Select(r => r.Place.File));
        Assert.Equal(["/table/rows/0", "/table/rows/0"], own.Rows.Select(r => r.Place.Pointer)); // each in the file that says it
    }

    [Theory]
    [InlineData("""[{ "id": "agree" }, { "id": "hear", "row": "hear", "approve": "one" }]""", "agree hear carry")]
    [InlineData("""[{ "id": "hear", "row": "hear", "approve": "one" }, { "id": "agree" }]""", "hear agree carry")]
    [InlineData("""[{ "id": "hear", "row": "hear", "approve": "one" }]""", "agree carry hear")]
    public void NewPart_ComesWhereItsNeighboursSay(string steps, string order)
    {
        var set = Group.Set(Of("responsibilities/move.responsibilities.json", $$""" "rows": [{{Row}}] """), Of("workflows/move.workflow.json", $$""" "steps": {{steps}} """));
        Assert.Equal(order, string.Join(' ', set.Find<Workflow>("move@south")!.Steps.Select(s => s.Id)));
        Assert.Equal("agree carry", string.Join(' ', set.Find<Workflow>("move")!.Steps.Select(s => s.Id)));
    }

    [Fact]
    public void Without_AndNull_TakeAway()
    {
        var set = Group.Set(Of("workflows/move.workflow.json", """ "without": ["carry"], "visibleTo": null """), Of("forms/move.form.json", """ "without": ["/sections/main/fields/note"] """));
        var own = set.Find<Workflow>("move@south")!;
        Assert.Equal("agree", Assert.Single(own.Steps).Id);
        Assert.Empty(own.Definition.VisibleTo.OrEmpty());
        Assert.Equal(["day", "boxes"], own.Form.Fields.Select(f => f.Id));
    }

    /// <summary>Nobody writes a form for it: the group's asks the subsidiary's table, and its workflow starts from that form.</summary>
    [Fact]
    public void DefinitionsOfTheGroup_ReadWhatTheSubsidiaryHasOfItsOwn()
    {
        var set = Group.Set(Of("rules/limit.rules.json", """ "table": { "rows": [{ "id": "high", "then": [7] }] } """));
        var own = set.Find<Workflow>("move@south")!;
        Assert.Same(set.Find<Form>("move@south"), own.Form);
        Assert.Same(set.Find<RuleSet>("limit@south")!.Table, Assert.Single(own.Form.Tables.Tables));
        Assert.Same(set.Find<RuleSet>("limit")!.Table, Assert.Single(set.Find<Form>("move")!.Tables.Tables));
        Assert.Same(set.Find<Matrix>("move"), own.Matrix);
        Assert.Equal((Group.Workflow, Group.Form), (own.Place.File, own.Form.Place.File));
    }

    [Fact]
    public void OwnDefinition_NeedsNothingToInherit_AndTheGroupDoesNotSeeIt()
    {
        var own = (Path: Group.South + "rules/extra.rules.json", Json: """{ "id": "extra", "title": { "zh": "另", "en": "Extra" }, "subject": "person", "conditions": [{ "id": "paid", "require": "person.pay.salary > 0", "message": { "zh": "无薪", "en": "Unpaid" } }] }""");
        Assert.Single(Group.Set(own, Of("forms/move.form.json", """ "rules": ["limit", "extra"] """)).Find<Form>("move@south")!.Rules);
        Assert.Equal([$"HR-DEF-012 {Group.Form}#/rules/0"], Firm.Findings("HR-DEF-012", [.. Group.Files.Select(f => f.Path == Group.Form ? (f.Path, f.Json.Replace("[\"limit\"]", "[\"extra\", \"limit\"]", StringComparison.Ordinal)) : f), own]));
    }

    [Fact]
    public void OneSubsidiary_InheritsFromAnother()
    {
        var set = Group.Set(
            ("subsidiaries/east.subsidiary.json", """{ "id": "east", "title": { "zh": "东方公司", "en": "East" }, "department": "trade" }"""),
            Of("rules/limit.rules.json", """ "table": { "rows": [{ "id": "high", "then": [7] }] } """),
            ("subsidiaries/east/rules/limit.rules.json", """{ "id": "limit", "inherits": "limit@south", "table": { "rows": [{ "id": "low", "then": [4] }] } }"""));
        var rows = set.Find<RuleSet>("limit@east")!.Table!.Rows;
        Assert.Equal(["4", "7"], rows.Select(r => r.Values[0].ToString()));
        Assert.Equal(["subsidiaries/east/rules/limit.rules.json", Group.South + "rules/limit.rules.json"], rows.Select(r => r.Place.File));
    }

    /// <summary>What a subsidiary states is found in its file; what it inherits and no longer fits, in the group's, with its name.</summary>
    [Fact]
    public void Findings_NameTheFileThatSaysIt()
    {
        Assert.Equal([$"HR-DEF-012 {Group.South}workflows/move.workflow.json#/steps/0/row"], Group.Findings("HR-DEF-012", Of("workflows/move.workflow.json", """ "steps": [{ "id": "carry", "row": "cary" }] """)));
        var lost = TestSet.Compile([.. Firm.Standards, Firm.Permissions, .. Group.Files, Of("forms/move.form.json", """ "without": ["boxes"] """)]).Diagnostics.Where(d => d.Code == "HR-EXP-012").ToList();
        Assert.NotEmpty(lost);
        Assert.All(lost, d => Assert.Equal(Group.Form, d.File));
        Assert.All(lost, d => Assert.Contains("'south'", d.Message.En, StringComparison.Ordinal));
        Assert.Contains(lost, d => d.Path == "/checks/0/require");
    }

    public static TheoryData<string, string, string, string> Conflicts => new()
    {
        { "HR-INH-001", "rules/other.rules.json", """ "inherits": "limmit" """, "/inherits" },
        { "HR-INH-002", "rules/other.rules.json", """ "inherits": "move" """, "/inherits" },
        { "HR-INH-004", "standards/person.standard.json", """ "inherits": "person" """, "" },
        { "HR-INH-004", "permissions/person.permissions.json", """ "inherits": "person" """, "" },
        { "HR-INH-006", "workflows/move.workflow.json", """ "inherits": "move", "without": ["cary"] """, "/without/0" },
        { "HR-INH-008", "rules/other.rules.json", """ "title": { "zh": "x", "en": "x" }, "subject": "person", "conditions": [], "without": ["a"] """, "/without" },
        { "HR-INH-009", "workflows/move.workflow.json", """ "inherits": "move", "without": ["agree"] """, "/without" },
        { "HR-INH-010", "workflows/move.workflow.json", """ "inherits": "move", "steps": [{ "id": "agree", "approve": "all" }] """, "/steps/0" },
        { "HR-INH-011", "rules/limit.rules.json", """ "inherits": "limit", "fixed": ["hight"] """, "/fixed/0" },
        { "HR-INH-012", "codeLists/duties.codeList.json", """ "inherits": "duties", "values": [{ "code": "payroll", "title": { "zh": "薪", "en": "Pay" } }] """, "" },
        { "HR-DEF-002", "rules/limit.rules.json", """ "inherits": "limit", "tabel": {} """, "/tabel" },
        { "HR-DEF-010", "rules/limit.rules.json", """ "inherits": "limit" """, "/id" },
        { "HR-INH-013", "workflows/move.workflow.json", """ "inherits": "move", "without": ["/visibleTo"] """, "/without/0" },
        { "HR-GRP-001", "forms/move.form.json", """ "inherits": "move", "sections": [{ "id": "main", "fields": [{ "id": "day", "required": false }] }] """, "/sections/0/fields/0/required" },
        { "HR-GRP-001", "responsibilities/move.responsibilities.json", """ "inherits": "move", "rows": [{ "id": "carry", "standard": [{ "id": "there", "optional": true }] }] """, "/rows/0/standard/0/optional" },
        { "HR-GRP-002", "forms/move.form.json", """ "inherits": "move", "without": ["few"] """, "/without" },
        { "HR-GRP-002", "forms/move.form.json", """ "inherits": "move", "rules": [], "checks": null """, "/rules" },
        { "HR-GRP-003", "forms/move.form.json", """ "inherits": "move", "submitters": ["manager", "self"] """, "/submitters/1" },
        { "HR-GRP-003", "workflows/move.workflow.json", """ "inherits": "move", "visibleTo": ["self", "head"] """, "/visibleTo/1" },
        { "HR-GRP-004", "responsibilities/move.responsibilities.json", """ "inherits": "move", "rows": [{ "id": "carry", "deadline": "5 wd" }] """, "/rows/0/deadline" },
        { "HR-GRP-005", "forms/move.form.json", """ "inherits": "move", "checks": [{ "id": "few", "require": "form.boxes <= 99" }] """, "/checks/0/require" },
        { "HR-GRP-007", "forms/move.form.json", """ "inherits": "move", "checks": [{ "id": "few", "warning": true }] """, "/checks/0/warning" },
        { "HR-STA-012", "rules/limit.rules.json", """ "inherits": "limit", "statute": { "law": { "zh": "法", "en": "Law" }, "article": { "zh": "一", "en": "1" }, "limits": "pay.salary", "output": "most", "bound": "atMost" } """, "/statute" },
    };

    [Theory]
    [MemberData(nameof(Conflicts))]
    public void S57_WhatConflictsWithTheGroup_IsFoundWithFileAndPlace(string code, string file, string members, string pointer)
    {
        var id = code == "HR-DEF-010" ? "limits" : file.Split('/')[1].Split('.')[0];
        var path = Group.South + file;
        var found = Group.Findings(code, (path, $$"""{ "id": "{{id}}", {{members}} }""")).ToList();
        Assert.Contains($"{code} {path}#{pointer}", found);
    }

    [Fact]
    public void S57_Circle_Lock_AndSharedDepartment_AreFound()
    {
        Assert.Contains("HR-INH-003", Codes(
            (Group.South + "rules/a.rules.json", """{ "id": "a", "inherits": "b" }"""), (Group.South + "rules/b.rules.json", """{ "id": "b", "inherits": "a" }""")));
        Assert.Contains("HR-SUB-001", Codes(("subsidiaries/other.subsidiary.json", """{ "id": "other", "title": { "zh": "另", "en": "Other" }, "department": "make" }""")));
        Assert.Contains("HR-SUB-002", Codes(("subsidiaries/nobody/rules/limit.rules.json", """{ "id": "limit", "inherits": "limit" }""")));
        Assert.Contains("HR-INH-007", Codes(Of("forms/move.form.json", """ "sections": [{ "id": "more", "title": { "zh": "更多", "en": "More" }, "fields": [] }] """),
            ("subsidiaries/west.subsidiary.json", """{ "id": "west", "title": { "zh": "西", "en": "West" }, "department": "trade" }"""),
            ("subsidiaries/west/rules/twice.rules.json", """{ "id": "twice", "inherits": "twice", "without": ["x"] }"""),
            ("rules/twice.rules.json", """{ "id": "twice", "title": { "zh": "二", "en": "Twice" }, "subject": "person", "table": { "hitPolicy": "UNIQUE", "inputs": [{ "id": "x", "read": "pay.salary" }], "outputs": [{ "id": "y", "type": "integer", "title": { "zh": "出", "en": "Out" } }], "rows": [{ "id": "x", "when": ["-"], "then": [1] }] } }""")));
    }

    /// <summary>A locked file is the law of the whole group: neither inherited nor put another in its place.</summary>
    [Theory]
    [InlineData("""{ "id": "limit", "inherits": "limit" }""", "/inherits")]
    [InlineData("""{ "id": "limit", "title": { "zh": "x", "en": "x" }, "subject": "person", "conditions": [] }""", "")]
    public void S57_LockedFile_IsNobodysToChange(string json, string pointer)
    {
        var files = Firm.Standards.Append(Firm.Permissions).Concat(Group.Files).Append((Group.South + "rules/limit.rules.json", json)).Select(f => new DefinitionFile(f.Item1, Encoding.UTF8.GetBytes(f.Item2))).ToList();
        var hash = DefinitionCompiler.Hash(files.Single(f => f.Path == Group.Rules));
        var manifest = new DefinitionFile(Manifest.Path, Encoding.UTF8.GetBytes($$"""{ "company": { "zh": "示例", "en": "Example" }, "formatVersion": 1, "timeZone": "Asia/Shanghai", "calendar": "cn", "alertDuty": "hr-head", "locked": { "{{Group.Rules}}": "{{hash}}" } }"""));
        Assert.Contains(DefinitionCompiler.Compile(files.Append(manifest)).Diagnostics, d => d.Code == "HR-INH-005" && d.File == Group.South + "rules/limit.rules.json" && d.Path == pointer);
    }

    /// <summary>What is no text is found as in any other file, and the compiler does not fail.</summary>
    [Theory]
    [InlineData(""" "inherits": "move", "title": { "zh": "\ud800" } """)]
    [InlineData(""" "inherits": "\ud800" """)]
    [InlineData(""" "inherits": "move", "without": ["\ud800"] """)]
    [InlineData(""" "inherits": "move", "steps": [{ "id": "\ud800" }] """)]
    [InlineData(""" "inherits": "move", "\ud800": 1 """)]
    [InlineData(""" "inherits": "move", "title": { "zh": "~" } """)]
    public void S57_WhatIsNoText_IsAFindingOfTheFile(string members)
    {
        var path = Group.South + "workflows/move.workflow.json";
        var bytes = Encoding.UTF8.GetBytes($$"""{ "id": "move", {{members}} }""").Select(b => b == (byte)'~' ? (byte)0xFF : b).ToArray();
        var files = Firm.Standards.Append(Firm.Permissions).Concat(Group.Files).Select(f => new DefinitionFile(f.Item1, Encoding.UTF8.GetBytes(f.Item2))).Append(new DefinitionFile(path, bytes)).ToList();
        Assert.Contains(TestSet.Compile(files).Diagnostics, d => d.Code == "HR-DEF-001" && d.File == path);
        Assert.Null(DefinitionCompiler.Canonical(files[^1]));
    }

    /// <summary>A calendar is read by every rule, the law too; the law is nobody's own all the same.</summary>
    [Fact]
    public void S57_SubsidiaryWithItsOwnCalendar_CompilesOverTheShippedDefinitions()
    {
        var files = Read("definitions").Concat(Read("tests/subsidiary")).Where(f => f.Path != "subsidiaries/shanghai.subsidiary.json")
            .Append(new DefinitionFile("subsidiaries/shanghai.subsidiary.json", """{ "id": "shanghai", "title": { "zh": "上海子公司", "en": "Shanghai company" }, "department": "rd2", "calendar": "cn" }"""u8.ToArray())).ToList();
        var result = DefinitionCompiler.Compile(files);
        Assert.True(result.Set is not null, string.Join('\n', result.Diagnostics));
        Assert.Null(result.Set.Find<RuleSet>("statute-probation@shanghai"));
        Assert.NotNull(result.Set.Find<Workflow>("transfer@shanghai"));

        static IEnumerable<DefinitionFile> Read(string folder) => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.json", SearchOption.AllDirectories)
            .Select(f => new DefinitionFile(Path.GetRelativePath(Path.Combine(Repository.Root, folder), f).Replace('\\', '/'), File.ReadAllBytes(f)));
    }

    [Fact]
    public void CanonicalText_KeepsWhatIsStated_AndAddsNothing()
    {
        var kind = DefinitionKinds.Find("forms")!;
        var (path, json) = Of("forms/move.form.json", """ "sections": [{ "fields": [{ "required": false, "id": "day" }], "id": "main" }], "without": ["note"], "$schema": "s" """);
        Assert.Equal("""
            {
              "$schema": "s",
              "id": "move",
              "inherits": "move",
              "without": ["note"],
              "sections": [{ "id": "main", "fields": [{ "id": "day", "required": false }] }]
            }

            """, Encoding.UTF8.GetString(kind.Canonical(new DefinitionFile(path, Encoding.UTF8.GetBytes(json)))!));
    }

    [Fact]
    public void SameFiles_SameHash_AndWhatTheSubsidiarySaysCounts()
    {
        var seven = Of("rules/limit.rules.json", """ "table": { "rows": [{ "id": "high", "then": [7] }] } """);
        Assert.Equal(Group.Set(seven).Hash, Group.Set((seven.Path, seven.Json.Replace(" ", "", StringComparison.Ordinal))).Hash);
        Assert.NotEqual(Group.Set(seven).Hash, Group.Set((seven.Path, seven.Json.Replace("[7]", "[8]", StringComparison.Ordinal))).Hash);
    }

    private static IEnumerable<string> Codes(params (string Path, string Json)[] files) => Group.Findings("HR-", files).Select(f => f.Split(' ')[0]);
}
