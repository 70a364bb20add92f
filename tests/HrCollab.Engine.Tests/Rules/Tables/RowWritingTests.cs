using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules.Tables;
using HrCollab.Engine.Tests.Expressions;
using static HrCollab.Engine.Tests.Rules.Tables.TableLab;

namespace HrCollab.Engine.Tests.Rules.Tables;

/// <summary>X23: the cells of a row, its expression and its sentences are writings of one tree, and each gives the others.</summary>
public sealed class RowWritingTests
{
    private static readonly string[] Inputs = ["n", "kind", "flag", "day", "term", """{ "id": "twice", "formula": "thing.x.n * 2", "type": "integer" }"""];
    private static readonly DecisionTable Plain = Of(["5", "-", "-", "-", "-", "-"]);
    private static readonly DecisionTable WithNull = Of(["null", "null", "null", "null", "null", "null"]);

    [Theory]
    [InlineData("n", "< 3", "thing.x.n < 3")]
    [InlineData("n", "[3..12)", "thing.x.n >= 3 && thing.x.n < 12")]
    [InlineData("n", "(3..12]", "thing.x.n > 3 && thing.x.n <= 12")]
    [InlineData("n", "5", "thing.x.n == 5")]
    [InlineData("n", "5, 7", "thing.x.n in [5, 7]")]
    [InlineData("n", "< 3, [5..7], 9", "thing.x.n < 3 || thing.x.n >= 5 && thing.x.n <= 7 || thing.x.n == 9")]
    [InlineData("n", "not(5)", "thing.x.n != 5")]
    [InlineData("n", "not(5, 7)", "!(thing.x.n in [5, 7])")]
    [InlineData("n", "not([3..12))", "!(thing.x.n >= 3 && thing.x.n < 12)")]
    [InlineData("n", "null", "thing.x.n == null")]
    [InlineData("n", "not(null)", "thing.x.n != null")]
    [InlineData("n", "null, < 3", "thing.x.n == null || thing.x.n < 3")]
    [InlineData("n", "not(null, 5)", "thing.x.n != null && thing.x.n != 5")]
    [InlineData("kind", "\"a\"", "thing.x.kind == \"a\"")]
    [InlineData("kind", "\"a\", \"b\"", "thing.x.kind in [\"a\", \"b\"]")]
    [InlineData("kind", "not(\"a\")", "thing.x.kind != \"a\"")]
    [InlineData("flag", "true", "thing.x.flag")]
    [InlineData("flag", "false", "!thing.x.flag")]
    [InlineData("day", ">= date(\"2026-01-01\")", "thing.x.day >= date(\"2026-01-01\")")]
    [InlineData("term", "[duration(\"P3M\")..duration(\"P1Y\"))", "thing.x.term >= duration(\"P3M\") && thing.x.term < duration(\"P1Y\")")]
    [InlineData("term", "duration(\"P3M\"), duration(\"P6M\")", "thing.x.term == duration(\"P3M\") || thing.x.term == duration(\"P6M\")")]
    [InlineData("twice", "< 3", "thing.x.n * 2 < 3")]
    public void X23_OneCell_IsThatExpression_AndReadsBack(string column, string cell, string expression)
    {
        var cells = Plain.Columns.Select(c => c.Id == column ? cell : "-").ToArray();
        Assert.Equal(expression, Expression(Plain, cells));
        Assert.Equal(cells, Read(Plain, expression));
    }

    [Theory]
    [InlineData("thing.x.flag && thing.x.n < 12 && thing.x.n >= 3", "[3..12) | - | true")] // any order
    [InlineData("3 < thing.x.n", "> 3 | - | -")]
    [InlineData("!(thing.x.n > 5)", "not(> 5) | - | -")]
    [InlineData("thing.x.n != 5 && thing.x.n != 7", "not(5, 7) | - | -")]
    [InlineData("thing.x.n == 5 || thing.x.n == 7", "5, 7 | - | -")]
    [InlineData("thing.x.flag == false && !(thing.x.kind != \"a\")", "- | \"a\" | false")]
    [InlineData("true", "- | - | -")]
    public void X23_AnExpressionWrittenAnotherWay_IsTheRowThatMeansIt(string expression, string cells) => Assert.Equal(cells, string.Join(" | ", Read(Plain, expression).Take(3)));

    [Theory]
    [InlineData("thing.x.n < 3 || thing.x.flag", "thing.x.n < 3 || thing.x.flag")] // two inputs in one
    [InlineData("thing.x.flag && thing.x.cash > 3", "thing.x.cash > 3")] // no such input
    [InlineData("thing.x.n > 3 && thing.x.n > 5", "thing.x.n > 3 && thing.x.n > 5")]
    [InlineData("thing.x.n < 3 && thing.x.n > 5", "thing.x.n < 3 && thing.x.n > 5")] // an interval of nothing
    [InlineData("thing.x.day < today", "thing.x.day < today")]
    [InlineData("thing.x.n != null && thing.x.n > 3", "thing.x.n != null && thing.x.n > 3")] // no value would be false here and open in a cell
    [InlineData("thing.x.n == null || thing.x.n != 5", "thing.x.n == null || thing.x.n != 5")]
    public void X23_WhatNoRowSays_IsNamed(string expression, string part) =>
        Assert.Equal(part, Assert.IsType<RowReading.NotARow>(new RowWriting(Plain).Read(Tree(Plain, expression))).Part);

    [Fact]
    public void X23_ACellThatMeansTheSame_StaysAsItWasWritten()
    {
        var (before, _, _) = new RowWriting(Plain).Cells(["[ 3 .. 12 )", "not(\"a\")", "not(true)", "-", "-", "-"]);
        var edited = new RowWriting(Plain).Read(Tree(Plain, "thing.x.n >= 3 && thing.x.n < 12 && thing.x.kind == \"b\" && !thing.x.flag"), before);
        Assert.Equal(["[ 3 .. 12 )", "\"b\"", "not(true)", "-", "-", "-"], Assert.IsType<RowReading.Found>(edited).Cells.AsEnumerable());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void X23_RenderParseRender_IsTheIdentityForGeneratedRows_AndBothMeanTheSame(bool namesNull)
    {
        var random = new Random(23);
        var table = namesNull ? WithNull : Plain;
        for (var i = 0; i < 120; i++)
        {
            var cells = table.Columns.Select(c => Cell(random, c.Id, namesNull)).ToArray();
            var expression = Expression(table, cells);
            var condition = Condition(table, expression);
            Assert.Equal(expression, condition.Canonical(table.Vocabulary));
            var again = Read(table, expression);
            Assert.Equal(expression, Expression(table, again));
            Assert.Equal(again, Read(table, Expression(table, again)));
            foreach (var language in new[] { Language.Chinese, Language.English })
                Assert.Equal(new SentenceReading.Found(expression), SentenceReading.Of(condition.SentenceToEdit(table.Vocabulary).In(language), language, table.Vocabulary));
            var (asTable, reread) = (Of(cells, namesNull), Of(again, namesNull));
            for (var person = 0; person < 8; person++)
            {
                string[] values = [.. Possible.Select(p => random.Next(4) == 0 ? "" : p[random.Next(p.Length)])];
                var verdict = Evaluate(condition, table, values);
                foreach (var answered in new[] { Verdict(asTable, values), Verdict(reread, values) })
                {
                    // a table says more where the missing value makes no difference
                    if (verdict == HrCollab.Engine.Expressions.Verdict.Unknown && answered != verdict) Assert.All(Completed(values), v => Assert.Equal(answered, Evaluate(condition, table, v)));
                    else Assert.Equal((expression, verdict), (expression, answered));
                }
            }
        }
    }

    /// <summary>What a table with the row alone says of somebody; the row of nulls counts for a value elsewhere only.</summary>
    private static Verdict Verdict(DecisionTable table, string[] values)
    {
        var answer = table.Ask(values);
        if (answer.Word == "unknown") return HrCollab.Engine.Expressions.Verdict.Unknown;
        return answer.Rows.Any(r => table.Rows[r].Id == "r") ? HrCollab.Engine.Expressions.Verdict.True : HrCollab.Engine.Expressions.Verdict.False;
    }

    private static Verdict Evaluate(Condition condition, DecisionTable table, string[] values) =>
        condition.Evaluate(table.Vocabulary.Facts(Today, (table.Subject.Id, Thingy(table.Subject, values))));

    private static readonly string[][] Possible = [["n=0", "n=3", "n=5", "n=9", "n=12"], ["kind=a", "kind=b", "kind=c"], ["flag=true", "flag=false"], ["day=2025-12-31", "day=2026-01-01", "day=2026-02-01"], ["term=P1M", "term=P3M", "term=P5M", "term=P1Y"]];

    /// <summary>Somebody with every missing value given, in every way.</summary>
    private static IEnumerable<string[]> Completed(string[] values) => values.Select((v, i) => v.Length > 0 ? [v] : Possible[i]).Aggregate(
        (IEnumerable<string[]>)[[]], (all, next) => all.SelectMany(a => next.Select(n => (string[])[.. a, n])));

    private static string Cell(Random random, string column, bool namesNull)
    {
        string[] tests = column switch
        {
            "kind" => ["\"a\"", "\"b\"", "\"c\""],
            "flag" => ["true", "false"],
            "day" => ["< date(\"2026-01-01\")", ">= date(\"2026-01-15\")", "date(\"2026-01-01\")", "[date(\"2026-01-01\")..date(\"2026-01-31\")]"],
            "term" => ["< duration(\"P3M\")", "duration(\"P1Y\")", "[duration(\"P3M\")..duration(\"P6M\"))", ">= duration(\"P6M\")"],
            _ => ["3", "< 5", "> 9", "[3..9)", "(5..12]", "12"],
        };
        if (random.Next(3) == 0) return "-";
        string[] chosen = [.. Enumerable.Range(0, column == "flag" ? 1 : 1 + random.Next(3)).Select(_ => tests[random.Next(tests.Length)]).Distinct()];
        if (namesNull && random.Next(3) == 0) chosen = ["null", .. chosen];
        return random.Next(3) == 0 ? $"not({string.Join(", ", chosen)})" : string.Join(", ", chosen);
    }

    private static DecisionTable Of(string[] cells, bool namesNull = false) => Table("COLLECT", Inputs, ["o"], namesNull
        ? [Row("r", cells, "1"), Row("null", ["null", "null", "null", "null", "null", "null"], "0")] : [Row("r", cells, "1")]);

    private static string Expression(DecisionTable table, string[] cells)
    {
        var (read, _, fault) = new RowWriting(table).Cells([.. cells]);
        Assert.Null(fault);
        return new RowWriting(table).Expression(read);
    }

    private static string[] Read(DecisionTable table, string expression)
    {
        var reading = new RowWriting(table).Read(Tree(table, expression));
        return [.. Assert.IsType<RowReading.Found>(reading).Cells];
    }

    private static Node Tree(DecisionTable table, string expression) => Condition(table, expression).Tree;

    private static Condition Condition(DecisionTable table, string expression)
    {
        var (context, scope) = Lab.Scope();
        var condition = ExpressionCompiler.Condition(expression, table.Vocabulary, scope, "/when");
        Assert.True(condition is not null, string.Join('\n', context.Diagnostics));
        return condition;
    }
}
