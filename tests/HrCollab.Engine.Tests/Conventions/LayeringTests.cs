using System.Text.RegularExpressions;
using System.Xml.Linq;
using HrCollab.Engine.Kernel;
using HrCollab.Tests;

namespace HrCollab.Engine.Tests.Conventions;

/// <summary>Who may know whom.</summary>
public sealed partial class LayeringTests
{
    /// <summary>What every kind may use.</summary>
    private static readonly string[] Common = ["Kernel", "Expressions"];

    public static TheoryData<string, string[]> Projects => new()
    {
        { "functions/HrCollab.Engine/HrCollab.Engine.csproj", [] },
        { "functions/HrCollab.Components/HrCollab.Components.csproj", ["HrCollab.Engine"] },
        { "functions/HrCollab.Functions/HrCollab.Functions.csproj", ["HrCollab.Components", "HrCollab.Engine"] },
        { "designer/HrCollab.Workspace/HrCollab.Workspace.csproj", ["HrCollab.Engine"] },
        { "designer/HrCollab.Designer/HrCollab.Designer.csproj", ["HrCollab.Components", "HrCollab.Engine", "HrCollab.Workspace"] },
        { "designer/HrCollab.Cli/HrCollab.Cli.csproj", ["HrCollab.Engine", "HrCollab.Workspace"] },
    };

    [Theory]
    [MemberData(nameof(Projects))]
    public void Project_RefersOnlyToThoseBelowIt(string project, string[] allowed)
    {
        var references = XDocument.Parse(Repository.Read(project)).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.Empty(references.Except(allowed));
    }

    [Fact]
    public void EveryProject_IsInTheTableAndInTheSolution()
    {
        var solution = Repository.Read("HrCollab.sln");
        foreach (var (path, _) in Repository.Files("", ".csproj"))
        {
            Assert.Contains(path.Replace('/', '\\'), solution);
            if (!path.StartsWith("tests/", StringComparison.Ordinal)) Assert.Contains(path, Projects.Select(row => (string)row[0]));
        }
    }

    [Theory]
    [InlineData("Microsoft.AspNetCore")]
    [InlineData("Microsoft.Extensions.Hosting")]
    [InlineData("Microsoft.Data.Sqlite")]
    [InlineData("SQLitePCL")]
    [InlineData("Microsoft.Azure")]
    [InlineData("System.Net")]
    [InlineData("System.Data")]
    public void Engine_KnowsNoHostAndNoDatabase(string assembly) => Assert.DoesNotContain(
        typeof(DefinitionSet).Assembly.GetReferencedAssemblies(), r => r.Name!.StartsWith(assembly, StringComparison.Ordinal));

    [Fact]
    public void Engine_ReadsNoFileAndNoClock() => Assert.Empty(
        Repository.Files("functions/HrCollab.Engine", ".cs").Where(f => InputOrClock().IsMatch(f.Text)).Select(f => f.Path));

    [Fact]
    public void Kernel_KnowsNoKind() => Assert.Empty(Beyond("Kernel", []));

    [Fact]
    public void Expressions_KnowTheKernelAndWhatCodesThereAre() => Assert.Empty(Beyond("Expressions", [.. Common, "CodeLists"]));

    [Fact]
    public void CodeLists_KnowTheKernelOnly() => Assert.Empty(Beyond("CodeLists", ["Kernel"]));

    [Fact]
    public void Kind_RefersOnlyToKindsAboveIt()
    {
        var order = DefinitionKinds.All.Select(k => k.GetType().Namespace!.Split('.')[^1]).ToList();
        for (var i = 0; i < order.Count; i++) Assert.Empty(Beyond(order[i], Common.Concat(order.Take(i))));
    }

    /// <summary>Slices of the engine that a slice names though it may not, in a using or in front of a type.</summary>
    private static IEnumerable<string> Beyond(string slice, IEnumerable<string> allowed)
    {
        var others = Directory.GetDirectories(Path.Combine(Repository.Root, "functions/HrCollab.Engine")).Select(d => Path.GetFileName(d)!)
            .Where(d => d is not ("bin" or "obj") && d != slice && !allowed.Contains(d)).ToHashSet(StringComparer.Ordinal);
        return
            from file in Repository.Files($"functions/HrCollab.Engine/{slice}", ".cs")
            from line in file.Text.Split('\n')
            where !line.TrimStart().StartsWith("///", StringComparison.Ordinal)
            from name in Names().Matches(line)
            where others.Contains(name.Groups["slice"].Value)
            select $"{file.Path}: {line.Trim()}";
    }

    [GeneratedRegex(@"(^using (static )?(\w+ = )?HrCollab\.Engine\.(?<slice>\w+))|((?<![\w.""/])(?<slice>[A-Z]\w+)\.[A-Z])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();

    [GeneratedRegex(@"(?<!\.)\b(File|Directory)\.(Read|Write|Open|Append|Create|Delete|Exists|Enumerate|Get|Copy|Move)\w*\(|TimeProvider|Stopwatch|Environment\.TickCount|HttpClient|DateTime(Offset)?\.(Utc)?Now", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InputOrClock();
}
