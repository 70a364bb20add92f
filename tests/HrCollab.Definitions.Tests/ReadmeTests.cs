using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HrCollab.Definitions.Tests.Cases;
using HrCollab.Engine;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;
using HrCollab.Tests;

namespace HrCollab.Definitions.Tests;

/// <summary>The README's definition compiles with the shipped set, and its case holds because of it.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string[] Blocks = [.. Json().Matches(Repository.Read("README.md")).Select(m => m.Groups["text"].Value)];

    [Fact]
    public void Definition_CompilesAndIsCanonical()
    {
        Assert.NotNull(With(named: false).Set);
        Assert.Equal(Blocks[0], Encoding.UTF8.GetString(DefinitionKinds.Find("rules")!.Canonical(Definition)!));
    }

    [Fact]
    public void Case_HoldsOnceTheFormNamesTheRules() => Assert.Empty(Run(named: true).Differences);

    [Fact]
    public void Case_DoesNotHoldWithoutThem() => Assert.NotEmpty(Run(named: false).Differences);

    private static DefinitionFile Definition => new($"rules/{JsonNode.Parse(Blocks[0])!["id"]}.rules.json", Encoding.UTF8.GetBytes(Blocks[0]));

    private static CompileResult With(bool named) => DefinitionCompiler.Compile(Shipped.Files.Select(f => !named || f.Path != "forms/transfer.form.json" ? f : Naming(f)).Append(Definition));

    private static DefinitionFile Naming(DefinitionFile form)
    {
        var json = JsonNode.Parse(form.Utf8.Span)!;
        json["rules"]!.AsArray().Add("probation-first");
        return new DefinitionFile(form.Path, Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    private static GoldenResult Run(bool named)
    {
        var set = With(named).Set!;
        var findings = new List<Diagnostic>();
        var golden = Assert.Single(GoldenCases.Read(new DefinitionFile("forms/transfer.form.cases.json", Encoding.UTF8.GetBytes($"[{Blocks[1]}]")), findings.Add));
        Assert.Empty(findings);
        return GoldenCaseRunner.Run(set, ExampleWorld.Of(set), "transfer", golden);
    }

    [GeneratedRegex(@"^```json\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Json();
}
