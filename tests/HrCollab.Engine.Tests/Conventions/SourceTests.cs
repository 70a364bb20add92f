using System.Text;
using System.Text.RegularExpressions;
using HrCollab.Tests;

namespace HrCollab.Engine.Tests.Conventions;

/// <summary>What holds for every file of the repository.</summary>
public sealed partial class SourceTests
{
    private const int MostLines = 400;

    private static readonly string[] Text = [".cs", ".razor", ".md", ".json", ".csproj", ".props", ".css", ".js", ".sln", ".txt", ".yml", ".sh", ".editorconfig"];

    [Fact]
    public void SourceFile_HasAtMostFourHundredLines() => Assert.Empty(
        Repository.Files("", ".cs", ".razor", ".css", ".js").Where(f => f.Text.Count(c => c == '\n') > MostLines).Select(f => f.Path));

    [Fact]
    public void TextFile_EndsLinesWithLineFeedAlone() => Assert.Empty(
        Repository.Files("", Text).Where(f => f.Text.Contains('\r') || (f.Text.Length > 0 && !f.Text.EndsWith('\n') && !f.Path.EndsWith(".lock.json", StringComparison.Ordinal))).Select(f => f.Path));

    [Fact]
    public void File_NamesNoMachine() => Assert.Empty(
        Repository.Files("", Text).Where(f => !f.Path.EndsWith("/SourceTests.cs", StringComparison.Ordinal) && Machine().IsMatch(f.Text)).Select(f => f.Path));

    [Fact]
    public void Source_IsFinished() => Assert.Empty(
        Repository.Files("functions", ".cs", ".razor").Concat(Repository.Files("designer", ".cs", ".razor")).Where(f => Unfinished().IsMatch(f.Text)).Select(f => f.Path));

    [Fact]
    public void BannedSymbols_AreEnforcedEverywhere()
    {
        var build = Repository.Read("Directory.Build.props");
        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", build);
        Assert.Contains("BannedSymbols.txt", build);
        Assert.Contains("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", build);
        var banned = Repository.Read("BannedSymbols.txt");
        Assert.All(["System.DateTime.Now", "System.DateTimeOffset.UtcNow", "System.Guid.NewGuid", "WorkflowsToInject", "Thread.Sleep"], symbol => Assert.Contains(symbol, banned));
        Assert.Empty(Repository.Files("", ".cs", ".csproj", ".props", ".editorconfig").Where(f => Silenced().IsMatch(f.Text) && !f.Path.EndsWith("/SourceTests.cs", StringComparison.Ordinal)).Select(f => f.Path));
    }

    [Fact]
    public void Tests_WaitForNoTime() => Assert.Empty(
        Repository.Files("tests", ".cs").Where(f => f.Path.Contains(".Tests/", StringComparison.Ordinal) && !f.Path.EndsWith("/SourceTests.cs", StringComparison.Ordinal) && Sleeping().IsMatch(f.Text)).Select(f => f.Path));

    [Fact]
    public void Files_AreUtf8WithoutByteOrderMark() => Assert.Empty(
        Repository.Files("", Text).Where(f => !f.Path.EndsWith(".sln", StringComparison.Ordinal)).Where(f =>
        {
            var bytes = File.ReadAllBytes(Path.Combine(Repository.Root, f.Path));
            return bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) || !System.Text.Unicode.Utf8.IsValid(bytes);
        }).Select(f => f.Path));

    [GeneratedRegex(@"/home/\w|/Users/\w|[A-Z]:\\Users|/work/\w|/root/\w|/tmp/\w", RegexOptions.NonBacktracking)]
    private static partial Regex Machine();

    [GeneratedRegex(@"\bTODO\b|\bFIXME\b|\bHACK\b|NotImplementedException", RegexOptions.NonBacktracking)]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"RS0030", RegexOptions.NonBacktracking)]
    private static partial Regex Silenced();

    [GeneratedRegex(@"Thread\.Sleep|Task\.Delay\((?!.*\b(clock|Clock|time|Time)\b)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Sleeping();
}
