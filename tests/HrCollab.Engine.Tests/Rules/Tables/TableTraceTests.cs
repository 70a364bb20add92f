using HrCollab.Engine.Kernel;
using static HrCollab.Engine.Tests.Rules.Tables.TableLab;

namespace HrCollab.Engine.Tests.Rules.Tables;

/// <summary>S35, X2: the trace names the row, its cells, the values read and the place in the file.</summary>
public sealed class TableTraceTests
{
    private static readonly string[] Rows = [Row("short", ["< 10", "-"], "1"), Row("long", [">= 10", "\"a\", \"b\""], "2")];

    [Fact]
    public void MatchingRow_IsNamedWithItsCellsAndValues()
    {
        var entry = Assert.Single(Explain("n=12", "kind=b"));
        Assert.Equal(("table", "matched"), (entry.Topic, entry.Outcome));
        Assert.Equal(("rules/t.rules.json", "/table/rows/1"), (entry.Source!.File, entry.Source.Pointer));
        Assert.True(entry.Source.Line > 3);
        Assert.Contains("long", entry.Sentence.Zh);
        Assert.Equal(["数量 ≥ 10", "种类 甲、乙"], entry.Because!.Parts.Select(p => p.Sentence!.Zh));
        Assert.Equal(["Amount >= 10", "Kind Ay, Bee"], entry.Because.Parts.Select(p => p.Sentence!.En));
        Assert.Equal([new TraceValue("thing.x.n", "12"), new TraceValue("thing.x.kind", "b")], entry.Read);
    }

    [Fact]
    public void CellThatDoesNotLook_ReadsNothing() => Assert.Equal([new TraceValue("thing.x.n", "3")], Assert.Single(Explain("n=3")).Read);

    [Fact]
    public void NoRow_ShowsTheNearestAndWhatFailed()
    {
        var entry = Assert.Single(Explain("n=12", "kind=c"));
        Assert.Equal(("none", "false"), (entry.Outcome, entry.Because!.Verdict));
        Assert.Contains(entry.Because.Parts.SelectMany(p => p.Parts), p => p is { Verdict: "false", Sentence.En: "Kind Ay, Bee" });
    }

    [Fact]
    public void MissingValue_LeavesItOpen_AndIsNamed()
    {
        var entry = Assert.Single(Explain("n=12"));
        Assert.Equal(("unknown", "unknown"), (entry.Outcome, entry.Because!.Verdict));
        Assert.Contains("thing.x.kind", entry.Sentence.En);
        Assert.Equal("/table/rows/1", entry.Source!.Pointer);
    }

    [Theory]
    [InlineData("sum", "3 rows match, their sum: o = 7")]
    [InlineData("min", "3 rows match, the least: o = 1")]
    [InlineData("max", "3 rows match, the greatest: o = 4")]
    [InlineData("count", "3 rows match, their number: o = 3")]
    public void RowsTakenTogether_SayWhatTheyMake_BeforeEachOfThem(string aggregation, string words)
    {
        var table = Table($"COLLECT/{aggregation}", ["n"], ["o"], Row("a", ["> 1"], "1"), Row("b", ["> 2"], "2"), Row("c", ["-"], "4"), Row("d", ["> 500"], "8"));
        var told = table.Explain(Thingy(table.Subject, ["n=12"]), Today);
        Assert.Contains(words, told[0].Sentence.En);
        Assert.Equal("/table/rows", told[0].Source!.Pointer);
        Assert.Equal(["/table/rows/0", "/table/rows/1", "/table/rows/2"], told.Skip(1).Select(t => t.Source!.Pointer));
    }

    private static IEnumerable<TraceEntry> Explain(params string[] values)
    {
        var table = Table("UNIQUE", ["n", "kind"], ["o"], Rows);
        return table.Explain(Thingy(table.Subject, values), Today);
    }
}
