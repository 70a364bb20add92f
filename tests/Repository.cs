namespace HrCollab.Tests;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string[] NoSource = ["bin", "obj", "node_modules", "TestResults", "data"];

    public static string Root { get; } = Find();

    /// <summary>Files below a folder of the repository by path with forward slashes, without what a build writes.</summary>
    public static IEnumerable<(string Path, string Text)> Files(string folder, params string[] extensions) =>
        Below(Path.Combine(Root, folder)).Where(f => extensions.Length == 0 || extensions.Contains(Path.GetExtension(f)))
            .Order(StringComparer.Ordinal).Select(f => (Path.GetRelativePath(Root, f).Replace('\\', '/'), File.ReadAllText(f)));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> Below(string folder) => Directory.EnumerateFiles(folder).Concat(
        Directory.EnumerateDirectories(folder).Where(d => !NoSource.Contains(Path.GetFileName(d)) && !Path.GetFileName(d).StartsWith('.')).SelectMany(Below));

    private static string Find()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "HrCollab.sln"))) return at.FullName;
        }

        throw new DirectoryNotFoundException("HrCollab.sln is not above " + AppContext.BaseDirectory);
    }
}
