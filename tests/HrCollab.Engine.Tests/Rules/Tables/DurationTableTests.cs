using static HrCollab.Engine.Tests.Rules.Tables.TableLab;

namespace HrCollab.Engine.Tests.Rules.Tables;

/// <summary>Columns of durations: months or days, and what depends on the month is open.</summary>
public sealed class DurationTableTests
{
    private static readonly string[] Terms =
    [
        Row("none", ["< duration(\"P3M\")"], "0"), Row("short", ["[duration(\"P3M\")..duration(\"P1Y\"))"], "1"), Row("long", [">= duration(\"P1Y\")"], "2"),
    ];

    [Theory]
    [InlineData("P0D", "matched [none] 0")]
    [InlineData("P2M", "matched [none] 0")]
    [InlineData("P3M", "matched [short] 1")]
    [InlineData("P11M", "matched [short] 1")]
    [InlineData("P12M", "matched [long] 2")]
    [InlineData("P3Y", "matched [long] 2")]
    [InlineData("P60D", "matched [none] 0")]
    [InlineData("P2M10D", "matched [none] 0")]
    [InlineData("P93D", "matched [short] 1")]
    [InlineData("P90D", "unknown [none,short,long] -")] // three months have 89 to 92 days
    [InlineData("P365D", "unknown [none,short,long] -")]
    public void Duration_FindsItsRow_OrIsOpenWhereItDependsOnTheMonth(string term, string said) =>
        Assert.Equal(said, Table("UNIQUE", ["term"], ["out"], Terms).Say("term=" + term));

    [Fact]
    public void OpenDuration_StaysOpen_WhereACellNamesNull()
    {
        var table = Table("FIRST", ["term"], ["out"], [Row("none", ["null"], "0"), .. Terms[1..], Row("rest", ["-"], "9")]);
        Assert.Equal("matched [none] 0", table.Say());
        Assert.StartsWith("unknown", table.Say("term=P365D"), StringComparison.Ordinal);
    }

    [Fact]
    public void X6_TermThatNoRowTakes_IsFoundWithAnExample()
    {
        var gap = Assert.Single(Diagnostics(File("UNIQUE", ["term"], ["out"], [Terms[0], Terms[2]])));
        Assert.Contains("4 个月", gap.Message.Zh, StringComparison.Ordinal);
        Assert.Empty(Findings(File("UNIQUE", ["term"], ["out"], Terms)));
        Assert.Empty(Findings(File("UNIQUE", ["term"], ["out"], [Row("a", ["<= duration(\"P14D\")"], "0"), Row("b", [">= duration(\"P15D\")"], "1")]))); // no day between
        Assert.NotEmpty(Findings(File("UNIQUE", ["term"], ["out"], [Row("a", ["<= duration(\"P3M\")"], "0"), Row("b", [">= duration(\"P4M\")"], "1")]))); // three months and a half
    }

    [Theory]
    [InlineData("duration(\"P1M10D\")", "HR-TBL-025")]
    [InlineData("duration(\"3M\")", "HR-TBL-025")]
    [InlineData("duration(P3M)", "HR-TBL-025")]
    [InlineData("\"P3M\"", "HR-TBL-018")]
    [InlineData("[duration(\"P3M\")..duration(\"P3M\"))", "HR-TBL-021")]
    public void CellThatIsNoDuration_IsFound(string cell, string code) =>
        Assert.Equal($"{code} rules/t.rules.json#/table/rows/0/when/0", Assert.Single(Findings(File("FIRST", ["term"], ["out"], [Row("a", [cell], "0")]))));

    [Fact]
    public void ColumnOfMonthsAndDays_IsFound() =>
        Assert.Equal("HR-TBL-026 rules/t.rules.json#/table/inputs/0", Assert.Single(Findings(File("FIRST", ["term"], ["out"], [Row("a", ["< duration(\"P3M\")"], "0"), Row("b", ["< duration(\"P90D\")"], "1"), Row("c", ["-"], "2")]))));

    [Fact]
    public void Durations_AreGivenToo() =>
        Assert.Equal("matched [a] P2M", Table("FIRST", ["n"], ["""{ "id": "most", "type": "duration" }"""], Row("a", ["-"], "\"P2M\"")).Say("n=1"));
}
