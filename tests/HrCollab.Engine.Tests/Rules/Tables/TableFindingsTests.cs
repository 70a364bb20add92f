using static HrCollab.Engine.Tests.Rules.Tables.TableLab;

namespace HrCollab.Engine.Tests.Rules.Tables;

/// <summary>Tables that are not well formed are told where.</summary>
public sealed class TableFindingsTests
{
    private const string At = " rules/t.rules.json#/table";

    [Fact]
    public void Policy_IsOneOfDmn() => Assert.Contains("HR-TBL-001" + At + "/hitPolicy", Findings(File("UNIQE", ["n"], ["o"], [Row("r", ["-"], "1")])));

    [Theory]
    [InlineData("FIRST/sum", "o")]
    [InlineData("COLLECT/total", "o")]
    [InlineData("COLLECT/sum", """{ "id": "o", "type": "text" }""")]
    [InlineData("COLLECT/sum", """{ "id": "o", "type": "date" }""")]
    public void Aggregation_FitsPolicyAndOutput(string policy, string output) => Assert.Contains("HR-TBL-002" + At + "/aggregation", Findings(File(policy, ["n"], [output], [Row("r", ["-"], "null")])));

    [Fact]
    public void EmptyTable_IsFound()
    {
        Assert.Contains("HR-TBL-003" + At + "/rows", Findings(File("FIRST", ["n"], ["o"], [])));
        Assert.Contains("HR-TBL-003" + At + "/outputs", Findings(File("FIRST", ["n"], [], [Row("r", ["-"])])));
    }

    [Fact]
    public void HugeTable_IsRefused() => Assert.Contains("HR-TBL-004" + At, Findings(File("FIRST", ["n"], ["o"], [.. Enumerable.Range(0, 1_001).Select(i => Row($"r{i}", [$"{i}"], "1"))])));

    [Fact]
    public void CellsThatAreTooFewOrTooMany_AreFound()
    {
        var findings = Findings(File("FIRST", ["n", "kind"], ["o"], [Row("r", ["-"], "1"), Row("q", ["-", "-"], "1", "2")]));
        Assert.Contains("HR-TBL-005" + At + "/rows/0/when", findings);
        Assert.Contains("HR-TBL-005" + At + "/rows/1/then", findings);
    }

    [Theory]
    [InlineData("""{ "id": "i" }""", "HR-TBL-006", "")]
    [InlineData("""{ "id": "i", "read": "x.n", "formula": "1", "type": "integer" }""", "HR-TBL-006", "")]
    [InlineData("""{ "id": "i", "formula": "thing.x.n" }""", "HR-TBL-006", "")]
    [InlineData("""{ "id": "i", "read": "x.m" }""", "HR-TBL-007", "/read")]
    [InlineData("""{ "id": "i", "read": "x.tags" }""", "HR-TBL-008", "/read")]
    [InlineData("""{ "id": "i", "formula": "thing.x.tags", "type": "codes", "codes": "kinds" }""", "HR-TBL-008", "/type")]
    [InlineData("""{ "id": "i", "formula": "thing.x.m", "type": "integer" }""", "HR-EXP-012", "/formula")]
    [InlineData("""{ "id": "i", "formula": "thing.x.name", "type": "integer" }""", "HR-EXP-021", "/formula")]
    public void Input_ReadsAFieldOrAFormula(string input, string code, string pointer) => Assert.Contains($"{code}{At}/inputs/0{pointer}", Findings(File("FIRST", [input], ["o"], [Row("r", ["-"], "1")])));

    [Fact]
    public void FormulaOfATruthValue_IsAColumn() => Assert.Equal(
        "matched [r] 1", Table("FIRST", ["""{ "id": "i", "formula": "\"a\" in thing.x.tags", "type": "boolean" }"""], ["o"], Row("r", ["true"], "1")).Say("tags=a,b"));

    [Theory]
    [InlineData("my-table", "o", "/id")]
    [InlineData("t", """{ "id": "max-months", "type": "integer" }""", "/table/outputs/0/id")]
    public void IdThatExpressionsCannotRead_IsFound(string id, string output, string pointer) =>
        Assert.Contains($"HR-TBL-009 rules/{id}.rules.json#{pointer}", Findings(File("FIRST", ["n"], [output], [Row("r", ["-"], "1")], id: id)));

    [Theory]
    [InlineData("integer", "\"1\"")]
    [InlineData("integer", "1.5")]
    [InlineData("integer", "1e30")]
    [InlineData("decimal", "\"abc\"")]
    [InlineData("date", "\"2026-02-30\"")]
    [InlineData("boolean", "\"true\"")]
    [InlineData("text", "5")]
    [InlineData("text", "{}")]
    public void OutputOfAnotherType_IsFound(string type, string value) =>
        Assert.Contains("HR-TBL-023" + At + "/rows/0/then/0", Findings(File("FIRST", ["n"], [$$"""{ "id": "o", "type": "{{type}}" }"""], [Row("r", ["-"], value)])));

    [Fact]
    public void OutputCode_IsOfItsList() =>
        Assert.Contains("HR-TBL-019" + At + "/rows/0/then/0", Findings(File("FIRST", ["n"], ["""{ "id": "o", "type": "code", "codes": "kinds" }"""], [Row("r", ["-"], "\"x\"")])));

    [Fact]
    public void Priority_NeedsItsOrder()
    {
        Assert.Contains("HR-TBL-024" + At + "/outputs/0", Findings(File("PRIORITY", ["n"], ["o"], [Row("r", ["-"], "1")])));
        Assert.Contains("HR-TBL-024" + At + "/rows/0/then/0", Findings(File("OUTPUT ORDER", ["n"], ["""{ "id": "o", "type": "integer", "values": [2, 3] }"""], [Row("r", ["-"], "1")])));
    }

    [Fact]
    public void RowIds_AreStableAndUnique() => Assert.Contains("HR-DEF-015" + At + "/rows/1/id", Findings(File("FIRST", ["n"], ["o"], [Row("r", ["-"], "1"), Row("r", ["-"], "1")])));

    [Fact]
    public void RulesFile_HoldsOneThing()
    {
        const string Conditions = "\"conditions\": [],";
        Assert.Contains("HR-REW-001 rules/t.rules.json#", Findings(File("FIRST", ["n"], ["o"], [Row("r", ["-"], "1")], Conditions)));
    }
}
