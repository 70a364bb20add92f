using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Rules;

namespace HrCollab.Engine.Cases;

/// <summary>What has to be proven by cases: what a set was proven by before it stays proven, and rules and permissions have cases at all.</summary>
public static class CaseDuty
{
    /// <summary>Definitions that lost their cases against the active set, which is refused, and those that have none, which is noticed.</summary>
    public static ImmutableArray<Diagnostic> Of(DefinitionSet set, DefinitionSet? active = null)
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var kind in DefinitionKinds.All)
        {
            foreach (var file in set.Files.Values.Where(f => kind.Owns(f.Path)).OrderBy(f => f.Path, StringComparer.Ordinal))
            {
                var cases = file.Path[..^".json".Length] + ".cases.json";
                if (Count(set, cases) > 0) continue;
                var before = active is null ? 0 : Count(active, cases);
                if (before > 0) found.Add(GoldenFindings.CasesLost.At(file, "", before, cases));
                else if (Wants(set, kind, file)) found.Add(GoldenFindings.NoCases.At(file, "", cases));
            }
        }

        return found.ToImmutable();
    }

    private static bool Wants(DefinitionSet set, DefinitionKind kind, DefinitionFile file)
    {
        var id = file.Path[(kind.Folder.Length + 1)..^(kind.Suffix.Length + 6)];
        return (set.Find<RuleSet>(id) is not null && kind is RulesKind) || (set.Find<PermissionMatrix>(id) is not null && kind is PermissionKind);
    }

    private static int Count(DefinitionSet set, string path) => !set.Files.TryGetValue(path, out var file)
        ? 0 : GoldenCases.FormOf(path) is not null ? GoldenCases.Read(file, _ => { }).Length : AskedCases.Read(file, _ => { }).Length;
}
