using System.Collections.Immutable;
using System.Text;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Exchanges;

namespace HrCollab.Designer.Tests.Exchanges;

public sealed class DmnTests
{
    private static readonly ImmutableArray<DefinitionFile> Shipped =
        [.. HrCollab.Tests.Repository.Files("definitions", ".json").Select(f => new DefinitionFile(f.Path["definitions/".Length..], Encoding.UTF8.GetBytes(f.Text)))];

    /// <summary>Every table that ships, notes, statutes and both languages included, is the same after going out and coming back.</summary>
    [Fact]
    public void Tables_ComeBackIdentical()
    {
        var seen = 0;
        foreach (var file in Shipped)
        {
            if (DefinitionExchange.Export(file, Shipped, "dmn", Language.Chinese) is not { } dmn || !file.Path.StartsWith("rules/", StringComparison.Ordinal)) continue;
            seen++;
            var outcome = DefinitionExchange.Import(dmn, "dmn", null, Shipped);
            Assert.True(outcome is ImportOutcome.Read, outcome is ImportOutcome.Refused no ? string.Join('\n', no.Faults) : "");
            Assert.Equal(Encoding.UTF8.GetString(file.Utf8.Span), Encoding.UTF8.GetString(((ImportOutcome.Read)outcome).File.Utf8.Span));
        }

        Assert.True(seen >= 4, $"{seen} tables");
    }

    /// <summary>A table of another tool, without anything of ours.</summary>
    [Fact]
    public void ATableOfAnotherTool_BecomesRules()
    {
        var read = Assert.IsType<ImportOutcome.Read>(Import(Foreign(""), "person"));
        var text = Encoding.UTF8.GetString(read.File.Utf8.Span);
        Assert.Equal("rules/leave.rules.json", read.File.Path);
        Assert.Contains("{ \"id\": \"r1\", \"when\": [\"< 12\"], \"then\": [5]", text);
        Assert.Contains("\"note\": { \"zh\": \"short\", \"en\": \"short\" }", text);
        Assert.Contains("\"hitPolicy\": \"FIRST\"", text);
    }

    [Fact]
    public void WhatCannotBeSaid_IsRefusedWithItsPlace()
    {
        var annotation = Assert.Single(Assert.IsType<ImportOutcome.Refused>(Import(Foreign("<annotation name=\"x\"/>"), "person")).Faults);
        Assert.Contains("<annotation>", annotation.Where);
        Assert.Contains("--subject", Assert.Single(Assert.IsType<ImportOutcome.Refused>(Import(Foreign(""), null)).Faults).Why.En);
        var cell = Assert.Single(Assert.IsType<ImportOutcome.Refused>(Import(Foreign("").Replace("&lt; 12", "duration(x)"), "person")).Faults);
        Assert.Equal("/table/rows/0/when/0", cell.Where);
    }

    [Fact]
    public void EntitiesAndDepth_AreRefused()
    {
        var xxe = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + Foreign("").Replace("short", "&x;");
        Assert.DoesNotContain("root:", Assert.Single(Assert.IsType<ImportOutcome.Refused>(Import(xxe, "person")).Faults).Why.En);
        Assert.IsType<ImportOutcome.Refused>(Import(string.Concat(Enumerable.Repeat("<a>", 5_000)) + string.Concat(Enumerable.Repeat("</a>", 5_000)), "person"));
        Assert.IsType<ImportOutcome.Refused>(Import("not xml", "person"));
    }

    /// <summary>A RulesEngine workflow goes in and comes out member for member.</summary>
    [Fact]
    public void AWorkflowOfRulesEngine_ComesBackAsItWas()
    {
        const string Workflow = """[{ "WorkflowName": "Employed", "Rules": [{ "RuleName": "Active", "Expression": "input1.employment.status == \"active\"", "Properties": { "a": 1.50 } }] }]""";
        var read = Assert.IsType<ImportOutcome.Read>(DefinitionExchange.Import(Encoding.UTF8.GetBytes(Workflow), "workflow", "person", Shipped));
        Assert.Equal("rules/employed.rules.json", read.File.Path);
        Assert.Equal(Workflow, Encoding.UTF8.GetString(DefinitionExchange.Export(read.File, Shipped, "workflow", Language.English)!).Replace("\n  ", "").Replace("\n", ""));
        var refused = Assert.IsType<ImportOutcome.Refused>(DefinitionExchange.Import(Encoding.UTF8.GetBytes(Workflow.Replace("input1.employment.status", "System.DateTime.Now")), "workflow", "person", Shipped));
        Assert.StartsWith("/Rules/0", refused.Faults[0].Where);
    }

    private static ImportOutcome Import(string text, string? subject) => DefinitionExchange.Import(Encoding.UTF8.GetBytes(text), "dmn", subject, Shipped);

    private static string Foreign(string more) => $"""
        <definitions xmlns="https://www.omg.org/spec/DMN/20211108/MODEL/" id="d" name="d" namespace="x"><decision id="leave" name="Leave"><decisionTable hitPolicy="FIRST">
        <input id="i1" label="Term"><inputExpression typeRef="number"><text>contract.termMonths</text></inputExpression></input><output id="o1" name="days" typeRef="number"/>{more}
        <rule id="r1"><description>short</description><inputEntry><text>&lt; 12</text></inputEntry><outputEntry><text>5</text></outputEntry></rule>
        <rule id="r2"><inputEntry><text></text></inputEntry><outputEntry><text>10</text></outputEntry></rule>
        </decisionTable></decision></definitions>
        """;
}
