using HrCollab.Tests;

namespace HrCollab.Functions.Tests.Hosting;

/// <summary>S50: what is deployed is a script root as it is: everything a Functions host and the program need lies in it, and nothing that only a build needs. FunctionsHostTests run it.</summary>
public sealed class PublishedFolderTests
{
    private static readonly string Azure = Path.Combine(Repository.Root, "functions", "HrCollab.Functions", "Azure");

    private static string Folder => Path.GetFullPath(ScriptRoot.Published!);

    [PublishedFact]
    public void S50_HostJsonAndFunctionFolders_LieAtItsRoot_AsTheyAreInTheRepository()
    {
        Assert.Equal(Repository.Read("host.json"), File.ReadAllText(Path.Combine(Folder, "host.json")).ReplaceLineEndings("\n"));
        var functions = Directory.EnumerateDirectories(Azure).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(functions, Directory.EnumerateFiles(Folder, "function.json", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, Path.GetDirectoryName(f)!)).Order(StringComparer.Ordinal));
        Assert.All(functions, f => Assert.Equal(File.ReadAllText(Path.Combine(Azure, f, "function.json")), File.ReadAllText(Path.Combine(Folder, f, "function.json"))));
    }

    [PublishedFact]
    public void S50_TheDefinitions_AreThoseOfTheRepository()
    {
        var (from, to) = (Path.Combine(Repository.Root, "definitions"), Path.Combine(Folder, "definitions"));
        var files = Directory.EnumerateFiles(from, "*.json", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(from, f)).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(files, Directory.EnumerateFiles(to, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(to, f)).Order(StringComparer.Ordinal));
        Assert.All(files, f => Assert.Equal(File.ReadAllText(Path.Combine(from, f)), File.ReadAllText(Path.Combine(to, f))));
    }

    /// <summary>Its own runtime, so that the machine needs none; nothing of a developer's machine.</summary>
    [PublishedFact]
    public void S50_TheProgramBringsItsRuntime_AndNothingThatOnlyABuildNeeds()
    {
        Assert.All((string[])["HrCollab.Functions", "libcoreclr.so", "libe_sqlite3.so", Path.Combine("wwwroot", "portal.css"), Path.Combine("Example", "people.json")], file => Assert.True(File.Exists(Path.Combine(Folder, file)), file));
        var here = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f)).ToList();
        Assert.DoesNotContain(here, f => f.EndsWith("lock.json", StringComparison.Ordinal) || f.EndsWith(".secret", StringComparison.Ordinal) || f.EndsWith(".db", StringComparison.Ordinal) || f.StartsWith("Azure" + Path.DirectorySeparatorChar, StringComparison.Ordinal) || f.StartsWith("data" + Path.DirectorySeparatorChar, StringComparison.Ordinal));
    }
}
