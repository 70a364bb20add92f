using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>Candidates are judged over HTTP with all that is wrong with them, and the active set stays.</summary>
public sealed class CheckDefinitionsTests(Company company) : IClassFixture<Company>
{
    private const string Workflow = "workflows/transfer.workflow.json";

    private TestHost Host => company.Host;

    [Fact]
    public async Task S8_AStepWithoutResponsibility_CannotBePublished_AndTheMessageNamesProcessStepAndCell()
    {
        var finding = await Finding(Workflow, t => t.Replace("""{ "id": "release", "row": "release", "approve": "one" }""", """{ "id": "release", "approve": "one" }"""), "HR-WFL-002");
        Assert.Contains("transfer", finding.Text("message"));
        Assert.Contains("release", finding.Text("message"));
        Assert.Contains("row", finding.Text("message"));
        Assert.Equal(Workflow, finding.Text("file"));
        Assert.Contains("/steps/0", finding.Text("path"));
    }

    [Fact]
    public async Task SoundFiles_AreAccepted_AndStillNotActive()
    {
        var text = await Text(Workflow);
        var answer = (await Host.Post("E0003", "/api/definitions/check", new { files = new[] { new { path = Workflow, text = text.Replace("是否调薪", "工资是否变化") } } })).Is(HttpStatusCode.OK).Json;
        Assert.True(answer["accepted"]!.GetValue<bool>(), answer.ToJsonString());
        Assert.NotEqual(answer.Text("candidate"), answer.Text("revision"));
        Assert.Equal(answer.Text("revision"), (await Host.Get("E0003", "/api/ready")).Json.Text("revision"));
        Assert.Contains("是否调薪", (await Host.Get("E0003", "/api/definitions/workflows/transfer")).Is(HttpStatusCode.OK).Json["definition"]!.ToJsonString(Relaxed));
    }

    /// <summary>Asked by a form, drawn from the standard or of the form's own: without a purpose it is not accepted, with one it is.</summary>
    [Fact]
    public async Task X16_AFormThatAsksForReligionWithoutAPurpose_IsNotAccepted()
    {
        const string Form = "forms/transfer.form.json";
        const string Standard = "standards/person.standard.json";
        const string Purpose = """, "purpose": { "zh": "安排清真餐", "en": "Arrange halal meals" }""";
        var (form, standard) = (await Text(Form), await Text(Standard));

        Assert.Equal(["HR-FRM-010"], await Errors((Form, Asking("""{ "id": "religion", "title": { "zh": "宗教信仰", "en": "Religion" }, "type": "text" }"""))));
        Assert.Empty(await Errors((Form, Asking($$"""{ "id": "religion", "title": { "zh": "宗教信仰", "en": "Religion" }, "type": "text"{{Purpose}} }"""))));

        var drawn = (Form, Asking("""{ "id": "religion", "draws": "status.religion" }"""));
        Assert.Equal(["HR-FRM-008"], await Errors((Standard, Having("")), drawn));
        Assert.Equal(["HR-FRM-008"], await Errors((Standard, Having(""", "sensitivity": "internal" """)), drawn));
        Assert.Equal(["HR-STD-007"], (await Errors((Standard, Having(""", "sensitivity": "sensitive" """)), drawn)).Distinct()); // purpose, basis and retention
        Assert.Empty(await Errors((Standard, Having($$""", "sensitivity": "sensitive", "mask": "all"{{Purpose}}, "basis": "PIPL 28, 29", "retention": "P1Y after employment.leaveDate" """)), drawn));

        string Asking(string field) => First(form, "move", field);

        string Having(string protection) => First(standard, "status", $$"""{ "id": "religion", "title": { "zh": "宗教信仰", "en": "Religion" }, "type": "text"{{protection}} }""");

        static string First(string text, string holder, string field)
        {
            const string Fields = "\"fields\": [";
            return text.Insert(text.IndexOf(Fields, text.IndexOf($"\"id\": \"{holder}\"", StringComparison.Ordinal), StringComparison.Ordinal) + Fields.Length, field + ",");
        }

        async Task<IEnumerable<string>> Errors(params (string Path, string Text)[] files) =>
            (await Host.Post("E0003", "/api/definitions/check", new { files = files.Select(f => new { path = f.Path, text = f.Text }) })).Is(HttpStatusCode.OK).Json["diagnostics"]!.AsArray()
            .OfType<JsonNode>().Where(d => d.Text("severity") == "error" && !d.Text("code").StartsWith("HR-TST", StringComparison.Ordinal)).Select(d => d.Text("code")).ToList();
    }

    [Fact]
    public async Task X6_StepsThatTakeLongerThanTheProcess_AreAddedUp()
    {
        var answer = await Answer(Workflow, (await Text(Workflow)).Replace("\"deadline\": \"15 wd\"", "\"deadline\": \"10 wd\"", StringComparison.Ordinal), "en");
        var finding = answer["diagnostics"]!.AsArray().OfType<JsonNode>().Single(d => d.Text("code") == "HR-WFL-015");
        Assert.Equal("The deadlines of the steps add up to 13 working days (release 2 wd + receive 2 wd + hrbp 1 wd + pay-check 2 wd + approval 1 wd + handover 5 wd), more than the 10 working days of the process.", finding.Text("message"));
        Assert.Equal(("warning", "/deadline"), (finding.Text("severity"), finding.Text("path")));
    }

    [Fact]
    public async Task X6_StepsNobodyCanOwnToday_AreNamedWithTheirDepartments()
    {
        var duties = "responsibilities/transfer.responsibilities.json";
        var answer = await Answer(duties, await Text(duties), "zh-CN");
        var findings = answer["diagnostics"]!.AsArray().OfType<JsonNode>().Where(d => d.Text("file") == duties).ToList();
        Assert.Contains(findings, d => d.Text("code") == "HR-LNT-003" && d.Text("message").Contains("销售部", StringComparison.Ordinal) && d.Text("path").StartsWith("/rows/0", StringComparison.Ordinal));
        Assert.True(answer["accepted"]!.GetValue<bool>()); // a vacancy is mended in the records
    }

    [Fact]
    public async Task X6_CalendarThatEndsSoon_IsNamedWithTheYear()
    {
        await using var host = await TestHost.Started(now: new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(8)));
        var answer = (await host.Post("E0003", "/api/definitions/check", new { files = Array.Empty<object>() })).Is(HttpStatusCode.OK).Json;
        var finding = answer["diagnostics"]!.AsArray().OfType<JsonNode>().Single(d => d.Text("code") == "HR-LNT-001");
        Assert.Contains("2027", finding.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task X4_CasesThatNoLongerHold_AreFindings_WithFileCaseAndPlace_AndTheSetIsNotAccepted()
    {
        var changed = (await Text(Workflow)).Replace("""{ "id": "hrbp", "row": "hrbp", "approve": "one" },""", "", StringComparison.Ordinal);
        var answer = await Answer(Workflow, changed, "en");
        Assert.False(answer["accepted"]!.GetValue<bool>());
        var findings = answer["diagnostics"]!.AsArray().OfType<JsonNode>().Where(d => d.Text("code") == "HR-TST-001").ToList();
        Assert.NotEmpty(findings);
        Assert.All(findings, f => Assert.Equal(("forms/transfer.form.cases.json", "error"), (f.Text("file"), f.Text("severity"))));
        var cases = JsonNode.Parse(await Text("forms/transfer.form.cases.json"))!.AsArray();
        foreach (var finding in findings)
        {
            var index = int.Parse(finding.Text("path").Split('/')[1], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Contains($"'{cases[index]!.Text("id")}'", finding.Text("message"), StringComparison.Ordinal);
            Assert.True(finding["line"]!.GetValue<int>() > 1);
        }

        Assert.Contains(findings, f => f.Text("path").EndsWith("/expect/route", StringComparison.Ordinal));
        (await Host.Post("E0023", "/api/revisions", new { files = new[] { new { path = Workflow, text = changed } } })).Is(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task X4_ACaseThatIsWritten_IsRunAtOnce_AndAnUnreadableOneIsNamed()
    {
        const string Cases = "forms/transfer.form.cases.json";
        var text = await Text(Cases);
        var wrong = await Answer(Cases, text.Replace("\"release\": [\"E0007\"]", "\"release\": [\"E0008\"]", StringComparison.Ordinal), "zh-CN");
        var finding = wrong["diagnostics"]!.AsArray().OfType<JsonNode>().First(d => d.Text("code") == "HR-TST-001");
        Assert.EndsWith("/owners/release", finding.Text("path"), StringComparison.Ordinal);
        Assert.Contains("E0008", finding.Text("message"), StringComparison.Ordinal);
        Assert.Contains("E0007", finding.Text("message"), StringComparison.Ordinal);
        var misspelt = await Answer(Cases, text.Replace("\"caller\"", "\"callr\"", StringComparison.Ordinal), "en");
        Assert.Contains(misspelt["diagnostics"]!.AsArray(), d => d!.Text("code") == "HR-DEF-002" && d!.Text("file") == Cases && d!.Text("message").Contains("Did you mean 'caller'", StringComparison.Ordinal));
        var other = await Answer("forms/transfr.form.cases.json", "[]", "en");
        Assert.Contains(other["diagnostics"]!.AsArray(), d => d!.Text("code") == "HR-TST-002" && d!.Text("message").Contains("Did you mean 'transfer'", StringComparison.Ordinal));
    }

    /// <summary>Whatever was not run proves nothing: checking and publishing both say so, and the limit is the company's.</summary>
    [Fact]
    public async Task X4_MoreCasesThanTheManifestLets_AreAnErrorForCheckAndForPublishing()
    {
        const string Manifest = "manifest.json";
        var few = (await Text(Manifest)).Replace("\"goldenCases\": 1000", "\"goldenCases\": 5", StringComparison.Ordinal);
        var files = new[] { new { path = Manifest, text = few } };
        var checkedNow = await Answer(Manifest, few, "en");
        var refused = (await Host.Post("E0023", "/api/revisions", new { files })).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.False(checkedNow["accepted"]!.GetValue<bool>());
        Assert.Equal(5, checkedNow["coverage"]!["cases"]!.GetValue<int>());
        foreach (var answer in new[] { checkedNow, refused })
            Assert.Equal(["HR-TST-003"], answer["diagnostics"]!.AsArray().OfType<JsonNode>().Where(d => d.Text("severity") == "error").Select(d => d.Text("code")));
        var outside = await Answer(Manifest, few.Replace("\"goldenCases\": 5", "\"goldenCases\": 20001", StringComparison.Ordinal), "en");
        Assert.Contains(outside["diagnostics"]!.AsArray(), d => d!.Text("path") == "/limits/goldenCases" && d!.Text("severity") == "error");
    }

    /// <summary>A cell about one field is asked about by a case that names the field, not by one that names another of its group; a field of a form by being asked and left out.</summary>
    [Theory]
    [InlineData("permissions/person.permissions", "\"pay.bankAccount\": \"rx\",", "", "/matrix/11/allow/pay.bankAccount", "role payroll-window on pay.bankAccount: rx", "payroll-window:pay.bankAccount", "asked")]
    [InlineData("forms/onboarding.form", "\"contractKind\": \"open\",", "\"contractKind\": \"fixed\",", "/sections/3/fields/1/visibleWhen", "'Term in months' is not asked", "termMonths", "hidden")]
    [InlineData("rules/probation.rules", "\"kind\": \"task\"", "\"kind\": \"open\"", "/table/rows/5", "row task matches", "task", "matched")]
    [InlineData("standards/person.standard", "\"to\": \"2026-09-25\", ", "", "/rules/10", "rule absence-to-after-from holds", "absence-to-after-from", "true")]
    public async Task X4_WhatNoCaseShowsAnyMore_IsNamedAtItsCell(string definition, string named, string instead, string path, string said, string id, string outcome)
    {
        var cases = definition + ".cases.json";
        var text = await Text(cases);
        Assert.Contains(named, text, StringComparison.Ordinal);
        Assert.Empty((await Answer(cases, text, "en"))["coverage"]!["missing"]!.AsArray());
        var coverage = (await Answer(cases, text.Replace(named, instead, StringComparison.Ordinal), "en"))["coverage"]!;
        Assert.Contains(coverage["missing"]!.AsArray(), m => (m!.Text("file"), m!.Text("path"), m!.Text("text"), m!.Text("id"), m!.Text("outcome")) == (definition + ".json", path, said, id, outcome));
        var file = coverage["files"]!.AsArray().Single(f => f!.Text("file") == definition + ".json")!;
        Assert.Equal(coverage["missing"]!.AsArray().Count(m => m!.Text("file") == definition + ".json"), file["points"]!.GetValue<int>() - file["shown"]!.GetValue<int>());
    }

    /// <summary>What a table gives when no row matches is shown by a case that no row matches.</summary>
    [Fact]
    public async Task X4_DefaultOfATable_IsShownByACaseThatNoRowMatches()
    {
        const string Rules = "rules/spare.rules.json";
        var rules = new
        {
            path = Rules,
            text = """{ "id": "spare", "title": { "zh": "备用", "en": "Spare" }, "subject": "person", "table": { "hitPolicy": "FIRST", "inputs": [{ "id": "term", "read": "contract.termMonths" }], "outputs": [{ "id": "days", "type": "integer", "default": 5 }], "rows": [{ "id": "long", "when": ["> 12"], "then": [10] }] } }""",
        };
        foreach (var (cases, missing) in new[] { ($"[{Case(36, "matched", 10)}]", new[] { "/table/rows" }), ($"[{Case(36, "matched", 10)}, {Case(12, "default", 5)}]", []) })
        {
            var answer = (await Host.Post("E0001", "/api/definitions/check", new { files = new[] { rules, new { path = "rules/spare.rules.cases.json", text = cases } } })).Is(HttpStatusCode.OK).Json;
            Assert.DoesNotContain(answer["diagnostics"]!.AsArray(), d => d!.Text("severity") == "error");
            Assert.Equal(missing, answer["coverage"]!["missing"]!.AsArray().OfType<JsonNode>().Where(m => m.Text("file") == Rules).Select(m => m.Text("path")));
        }

        static string Case(int months, string outcome, int days) =>
            $$"""{ "id": "m{{months}}", "title": { "zh": "例", "en": "Case" }, "now": "2026-09-18T10:00:00+08:00", "input": { "contract": { "termMonths": {{months}} } }, "expect": { "outcome": "{{outcome}}", "outputs": { "days": {{days}} } } }""";
    }

    [Fact]
    public async Task X4_WhatNoCaseWouldNotice_IsNamedAtItsPlace_WhenAskedFor()
    {
        const string Rules = "rules/spare.rules.json";
        const string Cases = "rules/spare.rules.cases.json";
        var rules = new
        {
            path = Rules,
            text = """{ "id": "spare", "title": { "zh": "备用", "en": "Spare" }, "subject": "person", "conditions": [{ "id": "long", "require": "person.contract.termMonths > 12", "message": { "zh": "太短", "en": "Too short" } }] }""",
        };
        var less = await Mutated([rules, new { path = Cases, text = $"[{Case(36, "true")}]" }]);
        Assert.Equal((1, 0, true), Counted(less));
        var unnoticed = Assert.Single(less["diagnostics"]!.AsArray().OfType<JsonNode>(), d => d.Text("code") == "HR-TST-005");
        Assert.Equal((Rules, "/conditions/0/require", "warning"), (unnoticed.Text("file"), unnoticed.Text("path"), unnoticed.Text("severity")));
        Assert.True(less["accepted"]!.GetValue<bool>());

        var whole = await Mutated([rules, new { path = Cases, text = $"[{Case(36, "true")}, {Case(12, "false")}]" }]);
        Assert.Equal((1, 1, true), Counted(whole));
        Assert.DoesNotContain(whole["diagnostics"]!.AsArray(), d => d!.Text("code") == "HR-TST-005");

        var folder = await Mutated([rules, new { path = Cases, text = $"[{Case(36, "true")}]" }], "rules/");
        Assert.Contains(folder["diagnostics"]!.AsArray(), d => d!.Text("code") == "HR-TST-005" && d!.Text("file") == Rules); // like the file alone, among the others
        Assert.True(folder["mutants"]!["tried"]!.GetValue<int>() > 30);

        var failing = await Mutated([rules, new { path = Cases, text = $"[{Case(36, "false")}]" }]);
        Assert.False(failing["accepted"]!.GetValue<bool>());
        Assert.Null(failing["mutants"]); // where a case fails already it would notice everything
        (await Host.Post("E0003", "/api/definitions/check", new { files = Array.Empty<object>(), mutate = new[] { Rules } })).Is(HttpStatusCode.BadRequest);

        static string Case(int months, string verdict) =>
            $$"""{ "id": "m{{months}}", "title": { "zh": "例", "en": "Case" }, "now": "2026-09-18T10:00:00+08:00", "input": { "contract": { "termMonths": {{months}} } }, "expect": { "long": "{{verdict}}" } }""";

        static (int, int, bool) Counted(JsonNode answer) => (answer["mutants"]!["tried"]!.GetValue<int>(), answer["mutants"]!["noticed"]!.GetValue<int>(), answer["mutants"]!["whole"]!.GetValue<bool>());

        async Task<JsonNode> Mutated(object[] files, string mutate = Rules) => (await Host.Send("E0003", HttpMethod.Post, "/api/definitions/check", new { files, mutate = new[] { mutate } }, language: "en")).Is(HttpStatusCode.OK).Json;
    }

    /// <summary>A caller and a record that stand in the case: nobody of the company is needed for it.</summary>
    [Theory]
    [InlineData("m", true)]
    [InlineData("r", false)]
    public async Task X4_APermissionCaseWithItsOwnPeople_IsRunInline(string pay, bool holds)
    {
        const string Cases = "permissions/person.permissions.cases.json";
        var cases = JsonNode.Parse(await Text(Cases))!.AsArray();
        cases.Add(JsonNode.Parse($$"""
            { "id": "own-report", "title": { "zh": "直属上级看下属", "en": "A manager towards a report" }, "now": "2026-09-18T10:00:00+08:00",
              "input": { "caller": { "employment": { "employeeNo": "X1", "department": "rd1" } }, "record": { "employment": { "employeeNo": "X2", "department": "rd1", "manager": "X1" } } },
              "expect": { "visible": true, "roles": ["manager"], "fields": { "pay.baseSalary": "{{pay}}" } } }
            """));
        var answer = await Answer(Cases, cases.ToJsonString(), "en");
        Assert.Equal(holds, answer["accepted"]!.GetValue<bool>());
        var found = answer["diagnostics"]!.AsArray().OfType<JsonNode>().Where(d => d.Text("code") == "HR-TST-001").ToList();
        Assert.Equal(holds ? [] : [$"/{cases.Count - 1}/expect/fields/pay.baseSalary"], found.Select(d => d.Text("path")));
    }

    [Fact]
    public async Task X4_CasesThatAreGoneWhileOthersStay_AreNamed()
    {
        const string Cases = "rules/probation.rules.cases.json";
        var cases = JsonNode.Parse(await Text(Cases))!.AsArray();
        var gone = cases[^1]!.Text("id");
        cases.RemoveAt(cases.Count - 1);
        var answer = await Answer(Cases, cases.ToJsonString(), "en");
        Assert.True(answer["accepted"]!.GetValue<bool>(), answer.ToJsonString());
        var finding = answer["diagnostics"]!.AsArray().OfType<JsonNode>().Single(d => d.Text("code") == "HR-TST-009");
        Assert.Equal(("warning", Cases, $"1 cases of the active revision are gone in this one: {gone}."), (finding.Text("severity"), finding.Text("file"), finding.Text("message")));
    }

    [Theory]
    [InlineData("E0042", false)]
    [InlineData("E9999", true)]
    public async Task X6_ACertainPersonWhoIsNotThere_IsNamed(string person, bool found)
    {
        const string Matrix = "responsibilities/transfer.responsibilities.json";
        var text = await Text(Matrix);
        var answer = await Answer(Matrix, text.Replace("\"responsible\": { \"duty\": \"payroll\" }", $"\"responsible\": {{ \"person\": \"{person}\" }}", StringComparison.Ordinal), "en");
        Assert.Equal(found, answer["diagnostics"]!.AsArray().Any(d => d!.Text("code") == "HR-LNT-006" && d!.Text("message").Contains(person, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task X4_MoreCasesThanARequestMayRun_AreSaidToBeLeftOut()
    {
        var one = JsonNode.Parse(await Text("forms/offboarding.form.cases.json"))![0]!.AsObject();
        one.Remove("acts");
        var many = new JsonArray([.. Enumerable.Range(0, 1_100).Select(i =>
        {
            var copy = one.DeepClone();
            copy["id"] = $"c{i}";
            return copy;
        })]);
        var answer = await Answer("forms/offboarding.form.cases.json", many.ToJsonString(), "en");
        var finding = answer["diagnostics"]!.AsArray().OfType<JsonNode>().Single(d => d.Text("code") == "HR-TST-003");
        Assert.StartsWith("Only 1000 of 1", finding.Text("message"), StringComparison.Ordinal);
        Assert.Equal("error", finding.Text("severity"));
        Assert.False(answer["accepted"]!.GetValue<bool>());
    }

    private async Task<JsonNode> Answer(string path, string text, string language) =>
        (await Host.Send("E0003", HttpMethod.Post, "/api/definitions/check", new { files = new[] { new { path, text } } }, language: language)).Is(HttpStatusCode.OK).Json;

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private async Task<JsonNode> Finding(string file, Func<string, string> wrong, string code) => (await Check(file, wrong)).First(f => f.Text("code") == code);

    private async Task<List<JsonNode>> Check(string file, Func<string, string> wrong)
    {
        var before = (await Host.Get("E0003", "/api/ready")).Json.Text("revision");
        var answer = (await Host.Post("E0003", "/api/definitions/check", new { files = new[] { new { path = file, text = wrong(await Text(file)) } } })).Is(HttpStatusCode.OK).Json;
        Assert.False(answer["accepted"]!.GetValue<bool>());
        Assert.Equal(before, (await Host.Get("E0003", "/api/ready")).Json.Text("revision"));
        return [.. answer["diagnostics"]!.AsArray().Select(d => d!)];
    }

    private static Task<string> Text(string file) => File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, file));
}
