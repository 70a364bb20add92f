using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Rules;

namespace HrCollab.Engine.Cases;

/// <summary>What has to be proven by cases: what a set was proven by before it stays proven, and rules and permissions have cases at all.</summary>
public static class CaseDuty
{
    private const int MostNamed = 10;

    /// <summary>Definitions that lost all of their cases against the active set, which is refused; those that lost some, by name, and those that have none, which is noticed.</summary>
    public static ImmutableArray<Diagnostic> Of(DefinitionSet set, DefinitionSet? active = null)
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var kind in DefinitionKinds.All)
        {
            foreach (var file in set.Files.Values.Where(f => kind.Owns(f.Path)).OrderBy(f => f.Path, StringComparer.Ordinal))
            {
                var cases = file.Path[..^".json".Length] + ".cases.json";
                ImmutableArray<string> before = active is null ? [] : Ids(active, cases);
                var now = Ids(set, cases);
                var gone = before.Except(now, StringComparer.Ordinal).ToList();
                if (!now.IsEmpty && gone.Count > 0) found.Add(GoldenFindings.SomeLost.At(set.Files[cases], "", gone.Count, Named(gone)));
                if (!now.IsEmpty) continue;
                if (!before.IsEmpty) found.Add(GoldenFindings.CasesLost.At(file, "", before.Length, cases));
                else if (Wants(set, kind, file)) found.Add(GoldenFindings.NoCases.At(file, "", cases));
            }
        }

        return found.ToImmutable();
    }

    private static bool Wants(DefinitionSet set, DefinitionKind kind, DefinitionFile file)
    {
        var id = kind.IdOf(file.Path);
        return (set.Find<RuleSet>(id) is not null && kind is RulesKind) || (set.Find<PermissionMatrix>(id) is not null && kind is PermissionKind);
    }

    private static string Named(List<string> ids) => string.Join(", ", ids.Take(MostNamed)) + (ids.Count > MostNamed ? " …" : "");

    private static ImmutableArray<string> Ids(DefinitionSet set, string path) => !set.Files.TryGetValue(path, out var file)
        ? [] : GoldenCases.FormOf(path) is not null ? [.. GoldenCases.Read(file, _ => { }).Select(c => c.Id)] : [.. AskedCases.Read(file, _ => { }).Select(c => c.Id)];
}
