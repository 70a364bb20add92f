using System.Text;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;

namespace HrCollab.Definitions.Tests.Cases;

/// <summary>Every golden case beside the forms, run by the functions that decide real submissions and acts.</summary>
public sealed class GoldenCasesTests
{
    private static readonly IReadOnlyList<DefinitionFile> Files = [.. Shipped.Files.Where(f => GoldenCases.FormOf(f.Path) is not null)];

    public static IEnumerable<object[]> All => Files.SelectMany(f => GoldenCases.Read(f, _ => { }).Select(c => new object[] { GoldenCases.FormOf(f.Path)!, c.Id }));

    public static TheoryData<string> Paths => [.. Files.Select(f => f.Path)];

    [Theory]
    [MemberData(nameof(All))]
    public void Case_ComesOutAsWritten(string form, string id)
    {
        var golden = GoldenCases.Read(Files.Single(f => f.Path == GoldenCases.PathOf(form)), _ => { }).Single(c => c.Id == id);
        var result = GoldenCaseRunner.Run(ExampleWorld.Set, ExampleWorld.World, form, golden);
        Assert.True(result.Holds, string.Join('\n', result.Differences.Select(d => $"{d.Pointer}: expected [{d.Expected}] but came [{d.Actual}]")));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void CasesFile_ReadsAndIsWrittenCanonically(string path)
    {
        var file = Files.Single(f => f.Path == path);
        var findings = new List<Diagnostic>();
        GoldenCases.Read(file, findings.Add);
        Assert.Empty(findings.Select(f => $"{f.Path}: {f.Message.En}"));
        Assert.Equal(Encoding.UTF8.GetString(GoldenCases.Canonical(file)!), Encoding.UTF8.GetString(file.Utf8.Span));
    }

    [Fact]
    public void EveryForm_HasCases()
    {
        var forms = Shipped.Files.Where(f => f.Path.EndsWith(".form.json", StringComparison.Ordinal)).Select(f => f.Path);
        Assert.All(forms, f => Assert.Contains(Files, c => c.Path == f.Replace(".form.json", ".form.cases.json", StringComparison.Ordinal)));
    }
}
