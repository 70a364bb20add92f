namespace HrCollab.Engine.Kernel;

/// <summary>
/// Names of what a subsidiary says in place of the group, or beside it: <c>probation@south</c> is south's <c>probation</c> and lies in
/// <c>subsidiaries/south/rules/probation.rules.json</c>. An id has no @ of its own.
/// </summary>
public static class SubsidiaryNames
{
    /// <summary>The folder that holds the subsidiaries, one folder each.</summary>
    public const string Folder = "subsidiaries";

    private const string Prefix = Folder + "/";
    private const char Mark = '@';

    /// <summary>The id of a definition as a subsidiary has it; of the group's own when the subsidiary is null.</summary>
    public static string Of(string name, string? subsidiary) => subsidiary is null ? name : $"{name}{Mark}{subsidiary}";

    /// <summary>The id as its author writes it, without the subsidiary.</summary>
    public static string Name(string id) => id.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var at ? id[..at] : id;

    /// <summary>The subsidiary that an id names; null for the group's own.</summary>
    public static string? Subsidiary(string id) => id.IndexOf(Mark, StringComparison.Ordinal) is >= 0 and var at ? id[(at + 1)..] : null;

    /// <summary>The definition that a subsidiary's one inherits from: another of the subsidiary's own of that name before the group's.</summary>
    /// <param name="id">The id of the one that inherits.</param>
    /// <param name="name">What it says it inherits.</param>
    /// <param name="has">Whether there is a file of an id.</param>
    public static string Inherited(string id, string name, Func<string, bool> has) =>
        Subsidiary(name) is null && Of(name, Subsidiary(id)) is var sibling && sibling != id && has(sibling) ? sibling : name;

    /// <summary>The subsidiary in whose folder a file lies; null for a file of the group.</summary>
    public static string? OfPath(string path) => Split(path).Subsidiary;

    /// <summary>The subsidiary, and the path within its folder; null and the path itself for a file of the group.</summary>
    internal static (string? Subsidiary, string Path) Split(string path)
    {
        if (!path.StartsWith(Prefix, StringComparison.Ordinal) || path.IndexOf('/', Prefix.Length) is not (>= 0 and var slash)) return (null, path);
        return (path[Prefix.Length..slash], path[(slash + 1)..]);
    }
}
