namespace HrCollab.Functions.Tests;

/// <summary>A copy of the shipped definitions in a folder of its own, changed as a test needs it, without golden cases.</summary>
internal sealed class OwnDefinitions : IDisposable
{
    public OwnDefinitions()
    {
        foreach (var file in Directory.EnumerateFiles(TestHost.DefinitionsPath, "*.json", SearchOption.AllDirectories).Where(f => !f.EndsWith(".cases.json", StringComparison.Ordinal)))
        {
            var copy = Path.Combine(Folder, Path.GetRelativePath(TestHost.DefinitionsPath, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("hrcollab-definitions-").FullName;

    /// <summary>Replaces a text of a file; it must be there.</summary>
    public OwnDefinitions With(string path, string old, string replacement)
    {
        var file = Path.Combine(Folder, path.Replace('/', Path.DirectorySeparatorChar));
        var text = File.ReadAllText(file);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(old, replacement, StringComparison.Ordinal));
        return this;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
