using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Tests.Expressions;

public sealed class HostileTextTests
{
    [Theory]
    [InlineData("\"\".GetType() == null")]
    [InlineData("\"\".GetType().Assembly.DefinedTypes == null")]
    [InlineData("person.GetType() == null")]
    [InlineData("person.name.GetType() == null")]
    [InlineData("person.name.Length > 1")]
    [InlineData("DateTime.Now > today")]
    [InlineData("Guid.NewGuid() == null")]
    [InlineData("Enumerable.Range(0, 2147483647) == null")]
    [InlineData("Ops.Not(true)")]
    [InlineData("Leaf(t, 0, true)")]
    [InlineData("new Object() == null")]
    [InlineData("typeof(string) == null")]
    [InlineData("it == null")]
    [InlineData("f.Value(0, 0) == null")]
    [InlineData("person.name ?? \"\" == \"\"")]
    [InlineData("true ? true : false")]
    [InlineData("x => true")]
    [InlineData("person[\"name\"] == null")]
    [InlineData("$\"{person.name}\" == \"\"")]
    [InlineData("@\"a\" == \"a\"")]
    [InlineData("person.name == \"a\" // comment")]
    [InlineData("1 % 2 == 0")]
    [InlineData("person.name\u0000 == \"a\"")]
    public void AccessToTheRuntime_IsNotInTheLanguage(string text)
    {
        var (condition, findings) = Lab.TryCondition(text);
        Assert.Null(condition);
        Assert.NotEmpty(findings);
        Assert.All(findings, f => Assert.StartsWith("HR-EXP-", f.Code));
    }

    [Fact]
    public void WhatTheAuthorWrote_NeverReachesTheLambdaParser()
    {
        const string text = "form.reason == \"Ops.X() + Environment.Exit(1) \\\" )\" && form.reason in [\"DateTime.Now\"] && form.newBaseSalary > 123.456";
        var tree = new Binder(Lab.Vocabulary, (code, _) => Assert.Fail(code.Code)).Condition(new Parser(new Lexer(text).Read()!).Read()!)!;
        Assert.Equal(
            "Ops.And(Ops.Leaf(t, 0, Ops.TestText(f, k, 0)), Ops.And(Ops.Leaf(t, 1, Ops.InListText(Ops.FieldText(f, k, 1), k, 2)), "
            + "Ops.Leaf(t, 2, Ops.TestNumber(f, k, 3))))",
            new Emitter().Condition(tree));
    }

    [Fact]
    public void LimitsAreKept_WithFindings()
    {
        Assert.Equal("HR-EXP-009", Lab.Finding(new string('(', 1_900) + "true" + new string(')', 1_900)).Code);
        Assert.Equal("HR-EXP-002", Lab.Finding(new string('(', 8_000) + "true" + new string(')', 8_000)).Code);
        Assert.Equal("HR-EXP-002", Lab.Finding(new string('a', 1_000_000)).Code);
        Assert.Equal("HR-EXP-002", Lab.Finding("\"" + new string('a', 1_000_000)).Code);
        Assert.Equal("HR-EXP-009", Lab.Finding(new string('!', 60) + "true").Code);
        Assert.Equal("HR-EXP-009", Lab.Finding(new string('-', 3_000) + "1 == 1").Code);
        Assert.Equal("HR-EXP-009", Lab.Finding(string.Concat(Enumerable.Repeat("abs(", 60)) + "1" + new string(')', 60) + " == 1").Code);
        Assert.Equal("HR-EXP-009", Lab.Finding(string.Join(" + ", Enumerable.Repeat("1", 60)) + " == 60").Code);
        Assert.Equal("HR-EXP-010", Lab.Finding(string.Join("||", Enumerable.Repeat("1==2", 200))).Code);
        Assert.Equal("HR-EXP-010", Lab.Finding($"form.count in [{string.Join(",", Enumerable.Range(0, 600))}]").Code);
        Assert.Equal("HR-EXP-003", Lab.Finding(new string('#', 4_000)).Code);
        Assert.Equal("HR-EXP-012", Lab.Finding(new string('a', 4_000)).Code);
        Assert.True(Lab.Finding(new string('a', 4_000)).Message.En.Length < 200);
    }

    [Fact]
    public void TheLargestExpressionsAllowed_CompileOnASmallStack()
    {
        var wide = string.Join(" && ", Enumerable.Repeat("form.count == 1", 120));
        var deep = Enumerable.Range(0, 18).Aggregate("form.count == 1", (inner, i) => i % 2 == 0 ? $"(true && ({inner}))" : $"(!({inner}) || false)");
        var bools = Enumerable.Range(0, 23).Aggregate("form.urgent", (inner, _) => $"({inner} != false)");
        var sums = string.Join(" + ", Enumerable.Repeat("form.count", 49)) + " == 49";
        string[] texts = [wide, deep, bools, sums];
        var compiled = new (Condition? Condition, ImmutableArray<Diagnostic> Findings)[texts.Length];
        var thread = new Thread(() => compiled = [.. texts.Select(Lab.TryCondition)], 768 * 1024);
        thread.Start();
        thread.Join();
        Assert.Empty(compiled.SelectMany(c => c.Findings));
        var facts = Lab.Facts(("form.count", 1), ("form.urgent", true));
        Assert.Equal([Verdict.True, Verdict.False, Verdict.True, Verdict.True], compiled.Select(c => c.Condition!.Evaluate(facts)));
    }

    [Fact]
    public void AnyText_GivesACondition_OrFindings()
    {
        string[] pieces =
        [
            "form.count", "form.urgent", "person.name", "person.skills", "form.effectiveDate", "today", "1", "2.5", "\"a\"", "true", "null", "(", ")", "[", "]", ",", "&&", "||", "!",
            "==", "!=", "<", ">=", "in", "+", "-", "*", "/", "age(", "has(", "contains(", "date(", "min(", "nope", ".", "\"", "\\", "=", "and", "\u00e9", "\ud83d\ude00", "\u0000",
        ];
        var random = new Random(20260918);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Join(random.Next(2) == 0 ? " " : "", Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)]));
            var (condition, findings) = Lab.TryCondition(text);
            Assert.True((condition is null) == (findings.Length > 0), text);
            condition?.Explain(Lab.Facts());
        }
    }
}
