using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Rules.Statutes;

/// <summary>
/// The limits set by law that come with the engine. A set without one of them, or with another text of one, is neither published nor activated, even
/// when its manifest agrees: the law changes with a release and not with a company. What older revisions say to their running cases stays as it was.
/// </summary>
public static class StatutePack
{
    /// <summary>File and SHA-256 of its canonical text. Labour Contract Law, articles 19, 37 and 40.</summary>
    private static readonly ImmutableArray<(string Path, string Hash)> Pack =
    [
        ("rules/statute-probation.rules.json", "06eebcf3a61f9ba18ec22e7b6722e88bf2a20ff19419c4aa879283c0cbfed12d"),
        ("rules/statute-resignation.rules.json", "cf390f6e62b3f36fd08add634336ddbfe1b70b3ff01fceea35733f833d750f13"),
        ("rules/statute-dismissal.rules.json", "c09c0dbfc55ce8d77da529cfe25709ad1f2c5d149730a96c2e70ee93cab43c51"),
    ];

    /// <summary>How a set falls short of the law as a whole; none when it may be active.</summary>
    /// <param name="set">The set.</param>
    /// <param name="active">The set it would replace, whose tables may not step out from under the law; null when there is none.</param>
    public static ImmutableArray<Diagnostic> Of(DefinitionSet set, DefinitionSet? active = null)
    {
        var manifest = set.Files[Manifest.Path];
        var missing = Pack.Where(p => !set.Files.TryGetValue(p.Path, out var file) || DefinitionCompiler.Hash(file) != p.Hash)
            .Select(p => set.Files.TryGetValue(p.Path, out var other) ? StatuteFindings.NotThePack.At(other, "", p.Path, p.Hash) : StatuteFindings.NotThePack.At(manifest, "/locked", p.Path, p.Hash));
        return [.. missing, .. NotApplied(set), .. active is null ? [] : Dropped(set, active)];
    }

    /// <summary>A limit that is no field is looked at only where a table of the company names it: one has to.</summary>
    private static IEnumerable<Diagnostic> NotApplied(DefinitionSet set)
    {
        foreach (var statute in set.All<RuleSet>().Select(r => r.Statute).OfType<Statute>().Where(s => s.Table.Subject.Find(s.Definition.Limits) is null))
        {
            if (!Tables(set).Any(t => t.Table!.Subject == statute.Table.Subject && t.Table.Outputs.Any(o => o.Limits == statute.Definition.Limits)))
                yield return StatuteFindings.NotApplied.At(set.Files[statute.Place.File], statute.Place.Pointer + "/limits", statute.Definition.Limits, statute.Definition.Law, statute.Definition.Article);
        }
    }

    /// <summary>An output that was held to the law stays so as long as it is there.</summary>
    private static IEnumerable<Diagnostic> Dropped(DefinitionSet set, DefinitionSet active)
    {
        foreach (var before in Tables(active))
        {
            if (set.Find<RuleSet>(before.Id) is not { Table: { } table, Statute: null } after) continue;
            foreach (var held in before.Table!.Outputs.Where(o => o.Limits is not null))
            {
                for (var i = 0; i < table.Outputs.Length; i++)
                {
                    if (table.Outputs[i].Id == held.Id && table.Outputs[i].Limits != held.Limits)
                        yield return StatuteFindings.Dropped.At(set.Files[after.Place.File], $"/table/outputs/{i}", held.Title, held.Limits);
                }
            }
        }
    }

    private static IEnumerable<RuleSet> Tables(DefinitionSet set) => set.All<RuleSet>().Where(r => r is { Table: not null, Statute: null });
}
