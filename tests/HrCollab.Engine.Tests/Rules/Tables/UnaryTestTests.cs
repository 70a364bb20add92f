using static HrCollab.Engine.Tests.Rules.Tables.TableLab;

namespace HrCollab.Engine.Tests.Rules.Tables;

/// <summary>What a cell means: one row with the cell, asked with a value; "-" is no value.</summary>
public sealed class UnaryTestTests
{
    [Theory]
    [InlineData("n", "-", "5", true)]
    [InlineData("n", "-", null, true)]
    [InlineData("n", " - ", "5", true)]
    [InlineData("n", "5", "5", true)]
    [InlineData("n", "5", "6", false)]
    [InlineData("n", "5", null, null)]
    [InlineData("n", "< 5", "4", true)]
    [InlineData("n", "<5", "5", false)]
    [InlineData("n", "<= 5", "5", true)]
    [InlineData("n", "> 5", "5", false)]
    [InlineData("n", "> 5", "6", true)]
    [InlineData("n", ">= 5", "5", true)]
    [InlineData("n", ">= 5", null, null)]
    [InlineData("n", "[3..12)", "3", true)]
    [InlineData("n", "[3..12)", "12", false)]
    [InlineData("n", "(3..12]", "3", false)]
    [InlineData("n", "(3..12]", "12", true)]
    [InlineData("n", "[ 3 .. 12 ]", "12", true)]
    [InlineData("n", "[3..3]", "3", true)]
    [InlineData("n", "1, 3, [5..7]", "3", true)]
    [InlineData("n", "1, 3, [5..7]", "6", true)]
    [InlineData("n", "1, 3, [5..7]", "4", false)]
    [InlineData("n", "not(1, 3)", "2", true)]
    [InlineData("n", "not(1, 3)", "3", false)]
    [InlineData("n", "not(1, 3)", null, null)]
    [InlineData("n", "null", null, true)]
    [InlineData("n", "null", "0", false)]
    [InlineData("n", "null, 0", null, true)]
    [InlineData("n", "null, 0", "0", true)]
    [InlineData("n", "not(null)", null, false)]
    [InlineData("n", "not(null)", "7", true)]
    [InlineData("ratio", "-0.5", "-0.50", true)]
    [InlineData("ratio", "(-1.5..-0.5)", "-1", true)]
    [InlineData("cash", ">= 1000.50", "1000.5", true)]
    [InlineData("cash", "< 1000.50", "1000.5", false)]
    [InlineData("kind", "\"a\"", "a", true)]
    [InlineData("kind", "\"a\", \"b\"", "c", false)]
    [InlineData("kind", "not(\"a\")", "c", true)]
    [InlineData("kind", "not(\"a\")", null, null)]
    [InlineData("kind", "not(\"a\", null)", null, false)]
    [InlineData("name", "\"a \\\"b\\\" \\\\\"", "a \"b\" \\", true)]
    [InlineData("name", "\"李四\"", "李四", true)]
    [InlineData("name", "\"李四\"", "李", false)]
    [InlineData("name", "\"-\"", "-", true)]
    [InlineData("day", "date(\"2026-01-31\")", "2026-01-31", true)]
    [InlineData("day", "< date(\"2026-01-31\")", "2026-01-30", true)]
    [InlineData("day", "[date(\"2026-01-01\")..date(\"2027-01-01\"))", "2026-12-31", true)]
    [InlineData("day", "[date(\"2026-01-01\")..date(\"2027-01-01\"))", "2027-01-01", false)]
    [InlineData("flag", "true", "true", true)]
    [InlineData("flag", "false", "true", false)]
    [InlineData("flag", "not(true)", "false", true)]
    [InlineData("flag", "true", null, null)]
    public void Cell_MeansWhatItSays(string field, string cell, string? value, bool? passes)
    {
        var answer = Table("FIRST", [field], ["o"], Row("r", [cell], "1")).Say(value is null ? "" : $"{field}={value}");
        Assert.Equal(passes switch { true => "matched [r] 1", false => "none [] -", null => "unknown [r] -" }, answer);
    }

    [Theory]
    [InlineData("n", "", "HR-TBL-010")]
    [InlineData("n", "  ", "HR-TBL-010")]
    [InlineData("n", "5 6", "HR-TBL-013")]
    [InlineData("n", "5,", "HR-TBL-013")]
    [InlineData("n", "-, 5", "HR-TBL-013")]
    [InlineData("n", "5, -", "HR-TBL-013")]
    [InlineData("n", "not(-)", "HR-TBL-013")]
    [InlineData("n", "not(5", "HR-TBL-013")]
    [InlineData("n", "not 5", "HR-TBL-013")]
    [InlineData("n", "not(not(5))", "HR-TBL-013")]
    [InlineData("n", "[3..12", "HR-TBL-013")]
    [InlineData("n", "[3.12]", "HR-TBL-013")]
    [InlineData("n", "[3,12]", "HR-TBL-013")]
    [InlineData("n", "five", "HR-TBL-013")]
    [InlineData("n", "nullify", "HR-TBL-013")]
    [InlineData("n", "5;drop", "HR-TBL-013")]
    [InlineData("n", "5\u0000", "HR-TBL-013")]
    [InlineData("n", "System.Environment.Exit(0)", "HR-TBL-013")]
    [InlineData("n", "= 5", "HR-TBL-014")]
    [InlineData("n", "!= 5", "HR-TBL-014")]
    [InlineData("n", "]3..12[", "HR-TBL-014")]
    [InlineData("n", "[3..12[", "HR-TBL-014")]
    [InlineData("n", "5\uFF0C6", "HR-TBL-014")]
    [InlineData("n", "\uFF3B3..12)", "HR-TBL-014")]
    [InlineData("name", "\"a", "HR-TBL-015")]
    [InlineData("n", "5e3", "HR-TBL-016")]
    [InlineData("n", "1234567890123456789", "HR-TBL-016")]
    [InlineData("day", "date(\"2026-02-30\")", "HR-TBL-017")]
    [InlineData("day", "date(2026)", "HR-TBL-017")]
    [InlineData("day", "2026-01-31", "HR-TBL-014")]
    [InlineData("day", "\"2026-01-31\"", "HR-TBL-014")]
    [InlineData("n", "\"5\"", "HR-TBL-018")]
    [InlineData("flag", "1", "HR-TBL-018")]
    [InlineData("kind", "a", "HR-TBL-014")]
    [InlineData("kind", "\"d\"", "HR-TBL-019")]
    [InlineData("kind", "\"甲\"", "HR-TBL-019")]
    [InlineData("kind", "< \"b\"", "HR-TBL-020")]
    [InlineData("kind", "[\"a\"..\"b\"]", "HR-TBL-020")]
    [InlineData("flag", "> true", "HR-TBL-020")]
    [InlineData("n", "[12..3]", "HR-TBL-021")]
    [InlineData("n", "[3..3)", "HR-TBL-021")]
    [InlineData("day", "< today", "HR-TBL-022")]
    [InlineData("name", "“a”", "HR-TBL-014")]
    [InlineData("name", "'a'", "HR-TBL-014")]
    [InlineData("n", "3、5", "HR-TBL-014")]
    [InlineData("n", "≥ 5", "HR-TBL-014")]
    [InlineData("n", "≠ 5", "HR-TBL-014")]
    [InlineData("n", "[3…5]", "HR-TBL-014")]
    public void CellThatMeansNothing_IsFoundAtItsPlace(string field, string cell, string code) => Assert.Equal(
        [$"{code} rules/t.rules.json#/table/rows/0/when/0"], Findings(File("FIRST", [field], ["o"], [Row("r", [cell], "1")])).Where(f => f.StartsWith("HR-TBL-0", StringComparison.Ordinal)));

    [Fact]
    public void HugeCell_IsRefusedByItsLimits()
    {
        Assert.Contains("HR-TBL-011 rules/t.rules.json#/table/rows/0/when/0", Findings(File("FIRST", ["n"], ["o"], [Row("r", [new string('(', 1_001)], "1")])));
        Assert.Contains("HR-TBL-012 rules/t.rules.json#/table/rows/0/when/0", Findings(File("FIRST", ["n"], ["o"], [Row("r", [string.Join(",", Enumerable.Range(0, 101))], "1")])));
    }

    [Theory]
    [InlineData("name", "“a”", "“ at character 1: write \".")]
    [InlineData("n", "3、5", "、 at character 2: write ,.")]
    [InlineData("n", "≠ 5", "≠ at character 1: write not(3).")]
    [InlineData("n", "[3…5]", "… at character 3: write ...")]
    public void SignOfAnotherKeyboard_SaysWhatToWrite(string field, string cell, string words) =>
        Assert.Equal(words, Assert.Single(Diagnostics(File("FIRST", [field], ["o"], [Row("r", [cell], "1")])), d => d.Code == "HR-TBL-014").Message.En);

    [Fact]
    public void UnknownCode_SaysWhatWasMeant()
    {
        var finding = Assert.Single(Diagnostics(File("FIRST", ["kind"], ["o"], [Row("r", ["\"乙\""], "1")])), d => d.Code == "HR-TBL-019");
        Assert.Contains("\"b\"", finding.Message.Zh);
        Assert.Contains("\"b\"", finding.Message.En);
    }
}
