using static HrCollab.Engine.Tests.Rules.Tables.TableLab;

namespace HrCollab.Engine.Tests.Rules.Tables;

/// <summary>What each hit policy makes of the rows that match, and of rows that could match if a missing value were known.</summary>
public sealed class HitPolicyTests
{
    /// <summary>Rows x (n below 10), y (n below 20), z (kind a), with outputs 1, 2, 1.</summary>
    private static readonly string[] Overlapping = [Row("x", ["< 10", "-"], "1"), Row("y", ["< 20", "-"], "2"), Row("z", ["-", "\"a\""], "1")];

    private const string Ranked = """{ "id": "o", "type": "integer", "values": [2, 1] }""";

    private const string WithDefault = """{ "id": "o", "type": "integer", "default": 1 }""";

    [Theory]
    [InlineData("n=5 kind=b", "matched [x] 1")]
    [InlineData("n=15 kind=a", "matched [y] 2")]
    [InlineData("n=25 kind=a", "matched [z] 1")]
    [InlineData("n=25 kind=b", "none [] -")]
    [InlineData("n=5", "matched [x] 1")] // z is open, but x stands before it
    [InlineData("n=25", "unknown [z] -")]
    [InlineData("kind=a", "unknown [x,y] -")] // z matches, but y before it would give something else
    [InlineData("kind=b", "unknown [x,y] -")]
    public void First_TakesTheFirstFromTheTop(string thing, string answer) => Assert.Equal(answer, Table("FIRST", ["n", "kind"], ["o"], Overlapping).Say(thing.Split(' ')));

    [Fact]
    public void First_IsToldWhenOpenRowsBeforeGiveTheSame() =>
        Assert.Equal("matched [z] 1", Table("FIRST", ["n", "kind"], ["o"], Row("x", ["< 10", "-"], "1"), Row("z", ["-", "\"a\""], "1"), Row("y", ["-", "-"], "2")).Say("kind=a"));

    [Theory]
    [InlineData("n=5 kind=b", "matched [y] 2")]
    [InlineData("n=25 kind=a", "matched [z] 1")]
    [InlineData("n=15", "matched [y] 2")] // nothing ranks above 2
    [InlineData("kind=a", "unknown [y,x] -")]
    public void Priority_TakesTheHighestOutput(string thing, string answer) => Assert.Equal(answer, Table("PRIORITY", ["n", "kind"], [Ranked], Overlapping).Say(thing.Split(' ')));

    [Theory]
    [InlineData("n=5", "matched [low] 1")]
    [InlineData("n=10", "matched [high] 2")]
    [InlineData("", "unknown [low,high] -")]
    public void Unique_TakesTheOneThatMatches(string thing, string answer) => Assert.Equal(answer, Table("UNIQUE", ["n"], ["o"], Row("low", ["< 10"], "1"), Row("high", [">= 10"], "2")).Say(thing));

    [Theory]
    [InlineData("n=5 kind=a", "matched [x] 1")]
    [InlineData("n=5", "matched [x] 1")] // z is open and gives the same
    [InlineData("kind=a", "matched [z] 1")]
    [InlineData("n=50", "unknown [z] -")]
    [InlineData("n=50 kind=b", "none [] -")]
    public void Any_TakesWhatAllAgreeOn(string thing, string answer) =>
        Assert.Equal(answer, Table("ANY", ["n", "kind"], ["o"], Row("x", ["< 10", "-"], "1"), Row("z", ["-", "\"a\""], "1")).Say(thing.Split(' ')));

    [Theory]
    [InlineData("RULE ORDER", "o", "n=5 kind=a", "matched [x,y,z]")]
    [InlineData("RULE ORDER", "o", "n=25 kind=b", "none []")]
    [InlineData("RULE ORDER", "o", "n=5", "unknown [z]")]
    [InlineData("OUTPUT ORDER", Ranked, "n=5 kind=a", "matched [y,x,z]")]
    [InlineData("COLLECT", "o", "n=15 kind=a", "matched [y,z]")]
    [InlineData("COLLECT/sum", "o", "n=5 kind=a", "matched [x,y,z] 4")]
    [InlineData("COLLECT/sum", "o", "n=25 kind=b", "none [] -")]
    [InlineData("COLLECT/sum", "o", "n=5", "unknown [z] -")]
    [InlineData("COLLECT/min", "o", "n=5 kind=b", "matched [x,y] 1")]
    [InlineData("COLLECT/min", "o", "n=5", "matched [x,y] 1")] // z cannot be below 1
    [InlineData("COLLECT/min", "o", "n=15", "unknown [z] -")]
    [InlineData("COLLECT/max", "o", "n=15", "matched [y] 2")] // z cannot be above 2
    [InlineData("COLLECT/max", "o", "kind=a", "unknown [x,y] -")]
    [InlineData("COLLECT/count", "o", "n=5 kind=a", "matched [x,y,z] 3")]
    [InlineData("COLLECT/count", "o", "n=25 kind=b", "none [] 0")]
    [InlineData("COLLECT/count", "o", "n=25", "unknown [z] -")]
    public void PoliciesOfMany_TakeAllThatMatch(string policy, string output, string thing, string answer) =>
        Assert.StartsWith(answer, Table(policy, ["n", "kind"], [output], Overlapping).Say(thing.Split(' ')));

    [Theory]
    [InlineData("UNIQUE", "n=7", "default [] 1")]
    [InlineData("FIRST", "n=7", "default [] 1")]
    [InlineData("ANY", "n=7", "default [] 1")]
    [InlineData("COLLECT/sum", "n=7", "default [] 1")]
    [InlineData("FIRST", "", "unknown [r] -")]
    public void Default_CountsWhenNoRowMatches(string policy, string thing, string answer) => Assert.Equal(answer, Table(policy, ["n"], [WithDefault], Row("r", ["5"], "2")).Say(thing));

    [Fact]
    public void Default_IsToldThoughARowIsOpen_WhenTheRowGivesTheSame() => Assert.Equal("default [] 1", Table("FIRST", ["n"], [WithDefault], Row("r", ["5"], "1")).Say(""));

    [Fact]
    public void NamedNull_MakesNoValueAnAnswer_ForTheWholeColumn()
    {
        var table = Table("UNIQUE", ["n"], ["o"], Row("none", ["null"], "0"), Row("low", ["< 10"], "1"), Row("high", [">= 10"], "2"));
        Assert.Equal("matched [none] 0", table.Say(""));
        Assert.Equal("matched [low] 1", table.Say("n=3"));
    }

    [Fact]
    public void Unknown_NamesWhatIsMissing()
    {
        var table = Table("UNIQUE", ["n", """{ "id": "left", "formula": "daysBetween(today, thing.x.day)", "type": "integer" }"""], ["o"], Row("r", ["< 10", "> 5"], "1"));
        Assert.Equal("thing.x.n", Assert.Single(table.Ask("day=2026-12-31").Missing));
        Assert.Equal("thing.x.day", Assert.Single(table.Ask("n=5").Missing));
        Assert.Equal("none [] -", table.Say("n=50")); // whatever the day is
        Assert.Equal("matched [r] 1", table.Say("n=5", "day=2026-12-31"));
    }

    [Fact]
    public void SeveralOutputs_OfEveryType()
    {
        var table = Table(
            "FIRST", ["n"],
            ["""{ "id": "k", "type": "code", "codes": "kinds" }""", """{ "id": "m", "type": "decimal" }""", """{ "id": "d", "type": "date" }""", """{ "id": "f", "type": "boolean" }""", """{ "id": "s", "type": "text" }"""],
            Row("r", ["< 10"], "\"a\"", "\"12.50\"", "\"2026-01-31\"", "true", "null"), Row("q", ["-"], "null", "-1", "null", "false", "\"文\""));
        Assert.Equal("matched [r] a 12.50 2026-01-31 true -", table.Say("n=1"));
        Assert.Equal("matched [q] - -1 - false 文", table.Say("n=11"));
    }

    [Fact]
    public void ManyRows_AreJudgedAcrossWordsOfTheIndex()
    {
        var table = Table("UNIQUE", ["n"], ["o"], [.. Enumerable.Range(0, 200).Select(i => Row($"r{i}", [$"[{i * 3}..{(i * 3) + 3})"], $"{i}"))]);
        for (var n = 0; n < 600; n += 7) Assert.Equal($"matched [r{n / 3}] {n / 3}", table.Say($"n={n}"));
    }
}
