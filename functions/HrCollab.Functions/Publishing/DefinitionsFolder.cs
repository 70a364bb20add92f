using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Publishing;

/// <summary>Reads the definitions folder from disk.</summary>
internal static class DefinitionsFolder
{
    /// <summary>
    /// <c>Definitions:Path</c>, or the folder <c>definitions</c> beside the program or above the current directory.
    /// </summary>
    public static string Find(IConfiguration configuration)
    {
        if (configuration["Definitions:Path"] is { Length: > 0 } configured) return Path.GetFullPath(configured);
        foreach (var start in new[] { Directory.GetCurrentDirectory(), AppContext.BaseDirectory })
        {
            for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
            {
                var candidate = Path.Combine(at.FullName, "definitions");
                if (File.Exists(Path.Combine(candidate, Manifest.Path))) return candidate;
            }
        }

        throw new InvalidOperationException("No definitions folder was found. Set Definitions:Path to a folder that holds manifest.json.");
    }

    /// <summary>
    /// <c>Definitions:Folder</c>: <c>wins</c> (the default), a folder that has changed is taken up at the start; <c>first</c>, it is what an empty store begins with, and from then on
    /// only what is published and activated counts, so that neither an older package nor a deployment goes round those who approve. True for the second.
    /// </summary>
    public static bool IsFirstOnly(IConfiguration configuration) => configuration["Definitions:Folder"] switch
    {
        null or "" or "wins" => false,
        "first" => true,
        _ => throw new InvalidOperationException("Definitions:Folder 应为 wins 或 first。\nDefinitions:Folder must be wins or first."),
    };

    /// <summary>Every JSON file below the folder; hidden folders such as .git are passed over.</summary>
    public static IEnumerable<DefinitionFile> Read(string folder) =>
        Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Select(path => (Path: path, Relative: Path.GetRelativePath(folder, path).Replace('\\', '/')))
            .Where(f => !f.Relative.Split('/').Any(part => part.StartsWith('.')))
            .OrderBy(f => f.Relative, StringComparer.Ordinal)
            .Select(f => new DefinitionFile(f.Relative, File.ReadAllBytes(f.Path)));
}
