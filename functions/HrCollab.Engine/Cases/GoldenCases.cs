using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Cases;

/// <summary>Reads and writes files of golden cases.</summary>
public static class GoldenCases
{
    private const string Folder = "forms/";
    private const string Suffix = ".form.cases.json";
    private const string CasesEnd = ".cases.json";
    private static readonly DefinitionKind Forms = DefinitionKinds.Find("forms")!;

    /// <summary>The form whose cases a file holds, or null for another file.</summary>
    public static string? FormOf(string path) =>
        path.EndsWith(Suffix, StringComparison.Ordinal) && SubsidiaryNames.Split(path).Path.StartsWith(Folder, StringComparison.Ordinal) ? Forms.IdOf(path[..^CasesEnd.Length] + ".json") : null;

    /// <summary>The path of a form's cases.</summary>
    public static string PathOf(string form) => Forms.PathOf(form)[..^".json".Length] + CasesEnd;

    /// <summary>The cases of a file; none after reporting why it cannot be read.</summary>
    public static ImmutableArray<GoldenCase> Read(DefinitionFile file, Action<Diagnostic> report)
    {
        if (StrictJson.Read(file, GoldenJson.Default.IReadOnlyListGoldenCase, report) is not { } cases) return [];
        Named(file, cases.Select(c => c.Id), report);
        return [.. cases];
    }

    /// <summary>Ids of cases are words and stand once.</summary>
    internal static void Named(DefinitionFile file, IEnumerable<string> ids, Action<Diagnostic> report)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (id, i) in ids.Select((id, i) => (id, i)))
        {
            if (!Ids.IsValid(id)) report(KernelFindings.BadId.At(file, $"/{i}/id", id));
            if (!seen.Add(id)) report(KernelFindings.DuplicateEntry.At(file, $"/{i}/id", id));
        }
    }

    /// <summary>The file's text in canonical form, or null when it does not parse.</summary>
    public static byte[]? Canonical(DefinitionFile file) =>
        StrictJson.Read(file, GoldenJson.Default.IReadOnlyListGoldenCase, _ => { }) is { } cases ? CanonicalJson.Write(cases, GoldenJson.Default.IReadOnlyListGoldenCase) : null;
}
