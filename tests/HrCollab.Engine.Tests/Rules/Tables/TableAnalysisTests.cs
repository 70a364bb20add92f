using System.Globalization;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using static HrCollab.Engine.Tests.Rules.Tables.TableLab;

namespace HrCollab.Engine.Tests.Rules.Tables;

/// <summary>X6: gaps, overlaps, contradictions and rows that never count, each with a person as the example.</summary>
public sealed class TableAnalysisTests
{
    private static readonly string[] Terms = [Row("none", ["< 3", "-"], "0"), Row("short", ["[3..12)", "-"], "1"), Row("mid", ["[12..36)", "-"], "2"), Row("long", [">= 36", "-"], "6")];

    [Fact]
    public void X6_WholeTable_HasNoFinding() => Assert.Empty(Diagnostics(File("UNIQUE", ["n", "kind"], ["o"], Terms)));

    [Fact]
    public void X6_RemovedRow_IsAGapWithAPersonAsExample()
    {
        var gap = Assert.Single(Diagnostics(File("UNIQUE", ["n", "kind"], ["o"], [Terms[0], Terms[1], Terms[3]])));
        Assert.Equal(("HR-TBL-030", Severity.Warning, "/table/rows"), (gap.Code, gap.Severity, gap.Path));
        Assert.Equal("表有空缺:没有一行适用于 数量 24。", gap.Message.Zh);
        Assert.Equal("The table has a gap: no row is for Amount 24.", gap.Message.En);
        Assert.Equal("""{"when":["24","-"]}""", gap.Adds);
    }

    /// <summary>The row that a gap asks for has the cells of its example, and a row with them fills it.</summary>
    [Theory]
    [InlineData("n", "not(7)", "7")]
    [InlineData("n", "not(null)", "null")]
    [InlineData("kind", "not(\"b\")", "\"b\"")]
    [InlineData("name", "\"x\", \"y\"", "not(\"x\", \"y\")")]
    [InlineData("flag", "true", "false")]
    [InlineData("ratio", "<= 1.00, >= 1.01", "1.005")]
    [InlineData("day", "<= date(\"2026-01-01\"), >= date(\"2026-01-03\")", "date(\"2026-01-02\")")]
    public void Gap_SaysTheRowThatFillsIt(string field, string cell, string filling)
    {
        var written = Row("r", [cell], "1");
        Assert.Equal(filling, JsonNode.Parse(Diagnostics(File("FIRST", [field], ["o"], [written])).First(d => d.Code == "HR-TBL-030").Adds!)!["when"]![0]!.GetValue<string>());
        Assert.DoesNotContain(Diagnostics(File("FIRST", [field], ["o"], [written, Row("gap", [filling], "2")])), d => d.Severity == Severity.Error || d.Message.En.Contains(filling, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UNIQUE", "[0..5), (5..600]", "Amount 5")] // a single value
    [InlineData("FIRST", "<= 5, >= 6", null)] // no whole number between
    [InlineData("FIRST", "[1..600]", "Amount 0")]
    [InlineData("FIRST", "[0..599]", "Amount 600")]
    [InlineData("FIRST", "[0..600]", null)] // the field's own limits
    [InlineData("FIRST", "not(7)", "Amount 7")]
    [InlineData("ANY", ">= 0", null)] // without a value the answer is open, which is no gap ...
    [InlineData("ANY", "not(null)", "Amount no value")] // ... unless a cell asks for null
    [InlineData("ANY", "null", "Amount 300")]
    [InlineData("COLLECT", "5", null)]
    [InlineData("COLLECT/sum", "5", null)]
    [InlineData("RULE ORDER", "5", null)]
    public void X6_GapsOfNumbers(string policy, string cell, string? example) => Assert.Equal(
        example is null ? [] : [$"The table has a gap: no row is for {example}."], Diagnostics(File(policy, ["n"], ["o"], [Row("r", [cell], "1")])).Take(1).Select(d => d.Message.En));

    [Theory]
    [InlineData("kind", "\"a\", \"b\"", "Kind Sea")]
    [InlineData("kind", "\"a\", \"b\", \"c\"", null)] // every code of the list
    [InlineData("kind", "not(\"b\")", "Kind Bee")]
    [InlineData("name", "\"x\"", "Name \"…\"")]
    [InlineData("flag", "true", "Flag false")]
    [InlineData("flag", "true, false", null)]
    [InlineData("cash", "<= 1.00, >= 1.02", "Cash 1.01")]
    [InlineData("cash", "<= 1.00, >= 1.01", null)]
    [InlineData("ratio", "<= 1.00, >= 1.01", "Ratio 1.005")]
    [InlineData("day", "<= date(\"2026-01-01\"), >= date(\"2026-01-03\")", "Date 2026-01-02")]
    [InlineData("day", "< date(\"2026-01-01\"), >= date(\"2026-01-01\")", null)]
    public void X6_GapsOfOtherTypes(string field, string cell, string? example) => Assert.Equal(
        example is null ? [] : [$"The table has a gap: no row is for {example}."], Diagnostics(File("FIRST", [field], ["o"], [Row("r", [cell], "1")])).Take(1).Select(d => d.Message.En.Replace("Day ", "Date ", StringComparison.Ordinal)));

    [Theory]
    [InlineData("< 3", "true", true)]
    [InlineData("> 9", "false", true)]
    [InlineData("> 9", "true", false)]
    [InlineData("-", "true", false)]
    public void X6_RowWhoseCellsContradictEachOther_NeverMatches(string cell, string big, bool found) => Assert.Equal(
        found ? ["HR-TBL-036 rules/t.rules.json#/table/rows/0"] : [],
        Findings(File("COLLECT", ["n", """{ "id": "big", "formula": "thing.x.n > 5", "type": "boolean", "title": { "zh": "大", "en": "Big" } }"""], ["o"], [Row("r", [cell, big], "1")])));

    [Fact]
    public void Default_FillsEveryGap() => Assert.Empty(Diagnostics(File("FIRST", ["n"], ["""{ "id": "o", "type": "integer", "default": 0 }"""], [Row("r", ["5"], "1")])));

    [Fact]
    public void X6_OverlapOfAUniqueTable_IsAnError()
    {
        var overlap = Assert.Single(Diagnostics(File("UNIQUE", ["n", "kind"], ["o"], [Row("a", ["< 20", "-"], "1"), Row("b", [">= 10", "\"a\""], "1"), Row("c", [">= 20", "not(\"a\")"], "1")])));
        Assert.Equal(("HR-TBL-031", Severity.Error, "/table/rows/1"), (overlap.Code, overlap.Severity, overlap.Path));
        Assert.Equal("Rows a and b overlap: both are for Amount 15, Kind Ay.", overlap.Message.En);
    }

    [Fact]
    public void X6_RowsOfAnAnyTableThatContradict_AreAnError()
    {
        Assert.Contains("HR-TBL-032 rules/t.rules.json#/table/rows/1", Findings(File("ANY", ["n"], ["o"], [Row("a", ["< 20"], "1"), Row("b", [">= 10"], "2")])));
        Assert.Empty(Findings(File("ANY", ["n"], ["o"], [Row("a", ["< 20"], "1"), Row("b", [">= 10"], "1")])));
    }

    [Theory]
    [InlineData("FIRST", "o")]
    [InlineData("PRIORITY", """{ "id": "o", "type": "integer", "values": [1, 2, 3] }""")]
    public void X6_RowBehindOthersTogether_NeverCounts(string policy, string output)
    {
        var shadowed = Assert.Single(Diagnostics(File(policy, ["n"], [output], [Row("low", ["<= 20"], "1"), Row("high", ["> 20"], "2"), Row("mid", ["[10..30]"], "3")])));
        Assert.Equal(("HR-TBL-033", "/table/rows/2"), (shadowed.Code, shadowed.Path));
        Assert.Equal("Row mid never counts: everybody it is for is decided by low, high.", shadowed.Message.En);
    }

    [Theory]
    [InlineData("n", "> 600")]
    [InlineData("n", "< 0")]
    [InlineData("n", "2.5")]
    [InlineData("cash", "1.001")]
    [InlineData("kind", "not(\"a\", \"b\", \"c\")")]
    public void X6_RowThatNobodyCanMatch_IsFound(string field, string cell) => Assert.Contains(
        "HR-TBL-034 rules/t.rules.json#/table/rows/1/when/0", Findings(File("FIRST", [field], ["o"], [Row("all", ["-"], "1"), Row("r", [cell], "2")])));

    [Fact]
    public void SeveralGaps_AreNamedApart()
    {
        var gaps = Diagnostics(File("UNIQUE", ["n", "kind"], ["o"], [Row("a", ["< 10", "\"a\""], "1"), Row("b", [">= 20", "\"b\""], "2")])).Select(d => d.Message.En).ToList();
        Assert.InRange(gaps.Count, 2, 5);
        Assert.Equal(gaps.Count, gaps.Distinct().Count());
    }

    [Fact]
    public void X6_EightyRowsOfThirtyColumns_AreAnalysed()
    {
        var inputs = Enumerable.Range(0, 30).Select(i => $$"""{ "id": "c{{i}}", "formula": "thing.x.n + {{i}}", "type": "integer" }""").ToArray();
        string[] Rows(int count) => [.. Enumerable.Range(0, count).Select(i => Row(
            $"r{i}", [.. Enumerable.Range(0, 30).Select(c => c == i % 30 ? Cell(i / 30) : c < i % 30 ? "not(1, 2, 3)" : "-")], i.ToString(CultureInfo.InvariantCulture)))];
        static string Cell(int of) => of switch { 0 => "1", 1 => "2", _ => "3" };
        var rest = Row("rest", [.. Enumerable.Repeat("not(1, 2, 3)", 30)], "99");
        Assert.Empty(Diagnostics(File("UNIQUE", inputs, ["o"], [.. Rows(90), rest])));
        Assert.Contains(Diagnostics(File("UNIQUE", inputs, ["o"], [.. Rows(80), rest])), d => d.Code == "HR-TBL-030");
    }

    [Fact]
    public void TableTooHardToProve_SaysSo()
    {
        // pigeons: 8 columns with 7 holes each, no two alike; a covering that only exhaustion can prove
        var rows = new List<string>();
        for (var a = 0; a < 10; a++)
        {
            for (var b = a + 1; b < 10; b++)
            {
                for (var hole = 0; hole < 9; hole++) rows.Add(Row($"p{a}-{b}-{hole}", [.. Enumerable.Range(0, 10).Select(c => c == a || c == b ? $"{hole}" : "-")], "1"));
            }
        }

        var inputs = Enumerable.Range(0, 10).Select(i => $$"""{ "id": "c{{i}}", "formula": "thing.x.n + {{i}}", "type": "integer" }""").ToArray();
        for (var i = 0; i < 10; i++) rows.Add(Row($"else{i}", [.. Enumerable.Range(0, 10).Select(c => c == i ? "not(0, 1, 2, 3, 4, 5, 6, 7, 8)" : "-")], "1"));
        Assert.Contains("HR-TBL-035 rules/t.rules.json#/table", Findings(File("ANY", inputs, ["o"], [.. rows])));
    }
}
