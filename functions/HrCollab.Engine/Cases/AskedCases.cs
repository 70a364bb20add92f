using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Cases;

/// <summary>Reads and writes files of cases of kinds that are asked.</summary>
public static class AskedCases
{
    private const string Suffix = ".cases.json";

    /// <summary>The definition whose cases a file holds; null for another file and for the cases of forms.</summary>
    public static (DefinitionKind Kind, string Id)? Of(string path)
    {
        if (!path.EndsWith(Suffix, StringComparison.Ordinal) || GoldenCases.FormOf(path) is not null) return null;
        var definition = path[..^Suffix.Length] + ".json";
        return DefinitionKinds.All.FirstOrDefault(k => k.Owns(definition)) is { } kind ? (kind, kind.IdOf(definition)) : null;
    }

    /// <summary>The path of a definition's cases.</summary>
    public static string PathOf(DefinitionKind kind, string id) => kind.PathOf(id)[..^".json".Length] + Suffix;

    /// <summary>The cases of a file; none after reporting why it cannot be read.</summary>
    public static ImmutableArray<AskedCase> Read(DefinitionFile file, Action<Diagnostic> report)
    {
        if (StrictJson.Read(file, AskedJson.Default.IReadOnlyListAskedCase, report) is not { } cases) return [];
        GoldenCases.Named(file, cases.Select(c => c.Id), report);
        return [.. cases];
    }

    /// <summary>The file's text in canonical form, or null when it does not parse.</summary>
    public static byte[]? Canonical(DefinitionFile file) =>
        StrictJson.Read(file, AskedJson.Default.IReadOnlyListAskedCase, _ => { }) is { } cases ? CanonicalJson.Write(cases, AskedJson.Default.IReadOnlyListAskedCase) : null;
}
