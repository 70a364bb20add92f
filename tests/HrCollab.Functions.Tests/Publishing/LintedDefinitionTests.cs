using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Tests;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>X6: what is wrong with definitions that are well formed, found over HTTP in the shipped ones, each clause by its own test.</summary>
public sealed class LintedDefinitionTests(Company company) : IClassFixture<Company>
{
    private const string Person = "standards/person.standard.json";
    private const string Probation = "rules/probation.rules.json";

    private TestHost Host => company.Host;

    [Theory]
    [InlineData("employment", "hireDate", "standards permissions forms exchanges")]
    [InlineData("employment", "department", "permissions forms workflows exchanges responsibilities")]
    [InlineData("contract", "termMonths", "rules forms")]
    [InlineData("contract", "endDate", "standards permissions workflows")]
    public async Task X6_RenamedField_IsListedWhereverItIsUsed_WithFileAndLine(string group, string field, string kinds)
    {
        var found = await Check(Person, t => Renamed(t, group, field));
        var told = found.Select(d => (File: d.Text("file"), Line: d["line"]!.GetValue<int>())).ToHashSet();
        var uses = Directory.EnumerateFiles(TestHost.DefinitionsPath, "*.json", SearchOption.AllDirectories)
            .Select(f => (File: Path.GetRelativePath(TestHost.DefinitionsPath, f).Replace('\\', '/'), Lines: File.ReadAllLines(f)))
            .Where(f => !f.File.StartsWith("schema/", StringComparison.Ordinal))
            .SelectMany(f => f.Lines.Select((text, i) => (f.File, Line: i + 1, Text: text)))
            .Where(l => Names(l.Text, $"{group}.{field}")).ToList();
        Assert.Superset(kinds.Split(' ').ToHashSet(StringComparer.Ordinal), uses.Select(u => u.File.Split('/')[0]).ToHashSet(StringComparer.Ordinal));
        Assert.All(uses, u => Assert.True(told.Contains((u.File, u.Line)), $"{u.File}({u.Line}): {u.Text}"));
    }

    [Fact]
    public async Task X6_RenamedField_IsListedInTheCasesThatGiveItAValue()
    {
        var found = await Check(Person, t => Renamed(t, "contract", "termMonths"));
        var cases = found.Where(d => d.Text("file") == "rules/probation.rules.cases.json").ToList();
        var lines = (await File.ReadAllLinesAsync(Path.Combine(TestHost.DefinitionsPath, "rules/probation.rules.cases.json"))).Index().Where(l => l.Item.Contains("termMonths", StringComparison.Ordinal)).Select(l => l.Index + 1);
        Assert.Equal(lines, cases.Select(d => d["line"]!.GetValue<int>()).Order());
        Assert.All(cases, d => Assert.Equal("HR-STD-018", d.Text("code")));
        Assert.StartsWith("This uses 'contract.termMonths', which the standard 'Person' does not have.", cases[0].Text("message"));
    }

    [Fact]
    public async Task X6_AFaultElsewhere_SaysNothingAboutFields() =>
        Assert.DoesNotContain(await Check(Probation, t => t.Replace("\"< 3\"", "\"< x\"", StringComparison.Ordinal)), d => d.Text("code") == "HR-STD-018");

    [Fact]
    public async Task X6_DeletedRow_IsAGapWithAContractAsExample_AndNoneInACollectTable()
    {
        var gap = Assert.Single(await Check(Probation, Without("mid")), d => d.Text("code") == "HR-TBL-030");
        Assert.Equal("The table has a gap: no row is for Contract term Fixed term, Term in months 24.", gap.Text("message"));
        Assert.Equal((Probation, "/table/rows"), (gap.Text("file"), gap.Text("path")));
        var collected = await Check(Probation, t => Without("mid")(t).Replace("\"UNIQUE\"", "\"COLLECT\"", StringComparison.Ordinal));
        Assert.DoesNotContain(collected, d => d.Text("code") == "HR-TBL-030");
    }

    [Theory]
    [InlineData("HR-TBL-031", "UNIQUE", "[10..36)", "Rows short and mid overlap")] // overlap, with a person
    [InlineData("HR-TBL-033", "FIRST", "[4..5]", "Row mid never counts")] // shadowed
    [InlineData("HR-TBL-034", "UNIQUE", "(12..13)", "Row mid never matches: Term in months")] // never true
    public async Task X6_ARowThatOverlapsIsShadowedOrNeverMatches_IsNamed(string code, string policy, string cell, string message)
    {
        var found = await Check(Probation, t => t.Replace("[12..36)", cell, StringComparison.Ordinal).Replace("\"UNIQUE\"", $"\"{policy}\"", StringComparison.Ordinal));
        var finding = Assert.Single(found, d => d.Text("code") == code);
        Assert.StartsWith(message, finding.Text("message"));
        Assert.StartsWith("/table/rows/2", finding.Text("path"));
        Assert.True(finding["line"]!.GetValue<int>() > 10);
    }

    [Fact]
    public async Task X6_AConditionThatCanNeverHold_IsNamed()
    {
        var found = await Check("rules/transfer-eligibility.rules.json", t => t.Replace("\"conditions\": [", """
            "conditions": [
              { "id": "never", "require": "person.employment.hireDate < date(\"2020-01-01\") && person.employment.hireDate > date(\"2021-01-01\")", "message": { "zh": "不行", "en": "No" } },
            """, StringComparison.Ordinal));
        Assert.Equal("/conditions/0/require", Assert.Single(found, d => d.Text("code") == "HR-EXP-034").Text("path"));
    }

    [Theory]
    [InlineData("\\\"active\\\"", "\\\"actve\\\"", "'actve' is not in Employment status. Did you mean 'active'?")]
    [InlineData("\\\"active\\\"", "\\\"在职\\\"", "'在职' is not in Employment status. Write the code \"active\".")]
    public async Task X6_ACodeThatIsNotInItsList_IsNamedWithWhatWasMeant(string code, string written, string message)
    {
        var found = await Check("rules/transfer-eligibility.rules.json", t => t.Replace(code, written, StringComparison.Ordinal));
        var finding = Assert.Single(found, d => d.Text("code") == "HR-EXP-037");
        Assert.Equal(("error", "/conditions/0/require", message), (finding.Text("severity"), finding.Text("path"), finding.Text("message")));
    }

    [Fact]
    public async Task X6_AConditionBeyondWhatItsFieldMayHold_IsNamed()
    {
        var found = await Check("rules/transfer-eligibility.rules.json", t => t.Replace("person.employment.leaveDate == null", "person.contract.probationMonths > 99", StringComparison.Ordinal));
        Assert.Equal("/conditions/1/require", Assert.Single(found, d => d.Text("code") == "HR-EXP-034").Text("path"));
    }

    [Fact]
    public async Task X6_AReferenceToWhatIsNotThere_IsNamedWithWhatWasMeant()
    {
        var found = await Check("forms/onboarding.form.json", t => t.Replace("\"rules\": [\"probation\"]", "\"rules\": [\"probaton\"]", StringComparison.Ordinal));
        Assert.Contains("Did you mean 'probation'?", Assert.Single(found, d => d.Text("code") == "HR-DEF-012").Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task X6_AnEmptyResponsibleCell_IsNamed()
    {
        var found = await Check("responsibilities/transfer.responsibilities.json", t => t.Replace("\"responsible\": { \"duty\": \"head\", \"of\": \"person.employment.department\" },", "", StringComparison.Ordinal));
        Assert.Contains(found, d => d.Text("severity") == "error" && d.Text("path").StartsWith("/rows/0", StringComparison.Ordinal) && d.Text("message").Contains("responsible", StringComparison.Ordinal));
    }

    [Fact]
    public async Task X6_TwoRolesThatOnePersonShouldNotHold_AreNamedWithThePerson()
    {
        var found = await Check("permissions/person.permissions.json", t => t.Replace("\"a\": \"payroll\", \"b\": \"finance-accounting\"", "\"a\": \"head\", \"b\": \"hr-head\"", StringComparison.Ordinal));
        Assert.Contains("E0001", Assert.Single(found, d => d.Text("code") == "HR-LNT-004").Text("message"), StringComparison.Ordinal);
    }

    /// <summary>Each thing that is looked for, in both languages, with the example it names.</summary>
    [Theory]
    [InlineData("zh-CN", true)]
    [InlineData("en", true)]
    [InlineData("zh-CN", false)]
    [InlineData("en", false)]
    public async Task X6_EverySlip_IsFoundInBothLanguages_WithItsPlaceAndExample(string language, bool errors)
    {
        var slips = errors ? LintExamples.Errors : LintExamples.Warnings;
        var files = LintExamples.Files(slips).Select(f => new { path = f.Key, text = f.Value });
        var found = (await Host.Send("E0001", HttpMethod.Post, "/api/definitions/check", new { files }, language: language)).Is(HttpStatusCode.OK).Json["diagnostics"]!.AsArray().OfType<JsonNode>().ToList();
        Assert.All(slips, slip => Assert.Contains(found, d => d.Text("code").StartsWith(slip.Code, StringComparison.Ordinal) && $"{d.Text("file")} {d.Text("path")}".StartsWith(slip.At, StringComparison.Ordinal)
            && d.Text("message").Contains(language == "en" ? slip.En : slip.Zh, StringComparison.Ordinal) && d["line"]!.GetValue<int>() > 0 && d.Text("help").Length > 0 && d.Text("severity") == (errors ? "error" : "warning")));
        if (errors) Assert.DoesNotContain(found, d => d.Text("message").Contains("rules.probation.", StringComparison.Ordinal)); // what follows from a broken table is no second slip
    }

    private static bool Names(string line, string path)
    {
        var at = line.IndexOf(path, StringComparison.Ordinal);
        return at >= 0 && !(at + path.Length < line.Length && char.IsAsciiLetterOrDigit(line[at + path.Length]));
    }

    private static string Renamed(string standard, string group, string field)
    {
        var from = standard.IndexOf($"\"id\": \"{group}\"", StringComparison.Ordinal);
        var at = standard.IndexOf($"\"id\": \"{field}\"", from, StringComparison.Ordinal);
        return $"{standard[..at]}\"id\": \"{field}Now\"{standard[(at + field.Length + 8)..]}";
    }

    private static Func<string, string> Without(string row) => table => string.Join('\n', table.Split('\n').Where(l => !l.Contains($"{{ \"id\": \"{row}\"", StringComparison.Ordinal)));

    private async Task<List<JsonNode>> Check(string path, Func<string, string> change)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, path));
        Assert.NotEqual(text, change(text));
        return [.. (await Host.Send("E0001", HttpMethod.Post, "/api/definitions/check", new { files = new[] { new { path, text = change(text) } } }, language: "en")).Is(HttpStatusCode.OK).Json["diagnostics"]!.AsArray().OfType<JsonNode>()];
    }
}
