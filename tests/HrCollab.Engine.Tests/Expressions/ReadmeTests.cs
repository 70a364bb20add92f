using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Tests.Expressions;

public sealed class ReadmeTests
{
    [Fact]
    public void EveryFunction_IsInTheReadme()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "HrCollab.sln"))) folder = folder.Parent;
        var readme = File.ReadAllText(Path.Combine(folder.FullName, "functions/HrCollab.Engine/Expressions/README.md"));
        Assert.All(Functions.Names, name => Assert.Contains($"`{name}(", readme));
    }

    [Fact]
    public void FindingCodes_AreUniqueAndInOrder()
    {
        var codes = typeof(ExpressionFindings).GetFields().Select(f => ((DiagnosticCode)f.GetValue(null)!).Code).ToList();
        Assert.Equal(Enumerable.Range(1, codes.Count).Select(i => $"HR-EXP-{i:D3}"), codes);
    }
}
