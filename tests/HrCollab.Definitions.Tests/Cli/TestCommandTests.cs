using System.Text.Json.Nodes;

namespace HrCollab.Definitions.Tests.Cli;

/// <summary>X4: the analysts' own cases, what they show and what they would notice.</summary>
public sealed class TestCommandTests
{
    private const string Cases = "rules/probation.rules.cases.json";

    [Fact]
    public void X4_ShippedCases_HoldAndShowEverything()
    {
        using var tool = Tool.WithShipped();
        var (code, output) = tool.Run("test", "--coverage", "--lang", "zh");
        Assert.Equal(0, code);
        Assert.Contains("6/6     rules/probation.rules.json", output);
        Assert.DoesNotContain("没有用例显示", output);
    }

    [Fact]
    public void X4_RemovingTheOnlyCaseOfARow_LowersTheCoverage_AndNamesTheRow()
    {
        using var tool = Tool.WithShipped();
        Remove(tool, "task");
        var (code, output) = tool.Run("test", "--coverage", "--lang", "en");
        Assert.Equal(0, code);
        Assert.Contains("5/6     rules/probation.rules.json", output);
        Assert.Matches(@"probation\.rules\.json\(\d+\): no case shows: row task matches \[/table/rows/5\]", output);
    }

    [Fact]
    public void X4_CaseThatFails_IsNamed_AndTheAnswerIsOne()
    {
        using var tool = Tool.WithShipped();
        tool.Replace("rules/probation.rules.json", "[12..36)\"], \"then\": [2]", "[12..36)\"], \"then\": [1]");
        var (code, output) = tool.Run("test", "--lang", "en");
        Assert.Equal(1, code);
        Assert.Contains("Case 'one-year' does not hold: at /expect/outputs/maxMonths [2] was expected and [1] came.", output);
    }

    [Fact]
    public void X4_EveryChangeOfACell_IsNoticed_UnlessNoCaseIsThere()
    {
        using var tool = Tool.WithShipped();
        var shipped = Mutated(tool);
        Assert.True(shipped.Count >= 15);
        Assert.All(shipped, m => Assert.NotNull(m!["noticedBy"]));
        tool.Write(Cases, "[]");
        foreach (var form in new[] { "onboarding" }) tool.Write($"forms/{form}.form.cases.json", "[]");
        var unnoticed = Mutated(tool).Where(m => m!["noticedBy"] is null).ToList();
        Assert.Contains(unnoticed, m => m!["path"]!.GetValue<string>() == "/table/rows/1/then/0" || m["path"]!.GetValue<string>() == "/table/rows/0/then/0" || m["path"]!.GetValue<string>() == "/table/rows/3/when/1");
        var (code, output) = tool.Run("test", "--mutate", "rules/probation.rules.json", "--lang", "zh");
        Assert.Equal(0, code);
        Assert.Contains("HR-TST-005", output);
        Assert.Contains("没有用例注意到这里", output);
    }

    [Fact]
    public void CasesOfNothing_AreFound()
    {
        using var tool = Tool.WithShipped();
        tool.Write("rules/probatoin.rules.cases.json", tool.Read(Cases));
        var (code, output) = tool.Run("test", "--lang", "en");
        Assert.Equal(1, code);
        Assert.Contains("HR-TST-006", output);
        Assert.Contains("Did you mean 'probation'?", output);
    }

    private static JsonArray Mutated(Tool tool) => JsonNode.Parse(tool.Run("test", "--json", "--mutate", "rules/probation.rules.json").Output)!["mutants"]!.AsArray();

    private static void Remove(Tool tool, string id)
    {
        var cases = JsonNode.Parse(tool.Read(Cases))!.AsArray();
        cases.RemoveAll(c => c!["id"]!.GetValue<string>() == id);
        tool.Write(Cases, cases.ToJsonString());
    }
}
