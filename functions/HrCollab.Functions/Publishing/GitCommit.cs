using System.Reflection;

namespace HrCollab.Functions.Publishing;

/// <summary>The commit a folder stands at, read from the repository's files: the host needs no git.</summary>
internal static class GitCommit
{
    /// <summary>The commit's id, or null when the folder is in no work tree or nothing is committed yet.</summary>
    public static string? Of(string folder)
    {
        try
        {
            for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            {
                var git = Path.Combine(at.FullName, ".git");
                if (Directory.Exists(git)) return Head(git);
                if (File.Exists(git) && Line(git) is { } link && link.StartsWith("gitdir: ", StringComparison.Ordinal)) return Head(Path.GetFullPath(link["gitdir: ".Length..], at.FullName));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // whoever may not read the repository still serves its definitions
        }

        // Published beside the program, the folder is as it was in the commit of the build.
        return Path.GetFullPath(folder) == Path.Combine(AppContext.BaseDirectory, "definitions") ? OfTheProgram : null;
    }

    /// <summary>The commit that this program was built from, which the SDK writes into it; null when it was built outside a work tree.</summary>
    public static string? OfTheProgram { get; } =
        Id(typeof(GitCommit).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+') is [_, var commit] ? commit : null);

    private static string? Head(string git)
    {
        var head = Line(Path.Combine(git, "HEAD"));
        if (head is null || !head.StartsWith("ref: ", StringComparison.Ordinal)) return Id(head);
        var name = head["ref: ".Length..];
        var common = Line(Path.Combine(git, "commondir")) is { } other ? Path.GetFullPath(other, git) : git; // of a linked work tree
        return Id(Line(Path.Combine(git, name))) ?? Id(Line(Path.Combine(common, name))) ?? Packed(Path.Combine(common, "packed-refs"), name);
    }

    private static string? Packed(string file, string name) => File.Exists(file)
        ? Id(File.ReadLines(file).FirstOrDefault(l => l.EndsWith(" " + name, StringComparison.Ordinal))?.Split(' ')[0])
        : null;

    private static string? Line(string file) => File.Exists(file) ? File.ReadLines(file).FirstOrDefault()?.Trim() : null;

    /// <summary>True for what can be the id of a commit.</summary>
    public static bool IsId(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);

    private static string? Id(string? text) => text is not null && IsId(text) ? text : null;
}
