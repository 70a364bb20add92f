using System.Text;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Proof;

namespace HrCollab.Definitions.Tests.Cases;

/// <summary>Every golden case beside the forms, run by the functions that decide real submissions and acts.</summary>
public sealed class GoldenCasesTests
{
    private static readonly IReadOnlyList<DefinitionFile> Files = [.. Shipped.Files.Where(f => GoldenCases.FormOf(f.Path) is not null)];

    public static IEnumerable<object[]> All => Files.SelectMany(f => GoldenCases.Read(f, _ => { }).Select(c => new object[] { GoldenCases.FormOf(f.Path)!, c.Id }));

    public static IEnumerable<object[]> Asked => Shipped.Files.Where(f => AskedCases.Of(f.Path) is not null).SelectMany(f => AskedCases.Read(f, _ => { }).Select(c => new object[] { f.Path, c.Id }));

    public static TheoryData<string> Paths => [.. Files.Select(f => f.Path)];

    [Theory]
    [MemberData(nameof(All))]
    public void Case_ComesOutAsWritten(string form, string id)
    {
        var golden = GoldenCases.Read(Files.Single(f => f.Path == GoldenCases.PathOf(form)), _ => { }).Single(c => c.Id == id);
        var result = GoldenCaseRunner.Run(ExampleWorld.Set, ExampleWorld.World, form, golden);
        Assert.True(result.Holds, string.Join('\n', result.Differences.Select(d => $"{d.Pointer}: expected [{d.Expected}] but came [{d.Actual}]")));
    }

    /// <summary>The cases of tables, conditions, standards and permissions, asked as <c>try</c> asks.</summary>
    [Theory]
    [MemberData(nameof(Asked))]
    public void AskedCase_ComesOutAsWritten(string path, string id)
    {
        var (kind, definition) = AskedCases.Of(path)!.Value;
        var asked = AskedCases.Read(Shipped.Files.Single(f => f.Path == path), _ => { }).Single(c => c.Id == id);
        var differences = AskedCaseRunner.Run(ExampleWorld.Set, ExampleWorld.World, kind, definition, asked);
        Assert.True(differences.IsEmpty, string.Join('\n', differences.Select(d => $"{d.Pointer}: expected [{d.Expected}] but came [{d.Actual}]")));
    }

    /// <summary>X4: every row, test, check, rule, step, branch and cell of the shipped definitions is shown by a case.</summary>
    [Fact]
    public void X4_ShippedCases_ShowEverythingTheDefinitionsSay()
    {
        var coverage = Coverage.Of(ExampleWorld.Set, GoldenCheck.Of(ExampleWorld.Set, ExampleWorld.World).Seen);
        Assert.True(coverage.Points.Length > 200);
        Assert.Empty(coverage.Missing.Select(m => $"{m.Place.File}({m.Place.Line}): {m.Words.En}"));
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
