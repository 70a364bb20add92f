using System.Collections.Immutable;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Workspace;

namespace HrCollab.Designer.Identity;

/// <summary>The people of the example company, as the definitions of the branch read them.</summary>
internal sealed class People(DefinitionsRepository repository)
{
    private readonly Lock _gate = new();
    private (string Commit, DefinitionSet? Set, Organization? Organization) _known = ("", null, null);

    /// <summary>The organisation and the set it was read by; nulls when the branch does not compile.</summary>
    public (DefinitionSet? Set, Organization? Organization) Now()
    {
        var head = repository.Head;
        lock (_gate)
        {
            if (_known.Commit != head)
            {
                var set = DefinitionCompiler.Compile(repository.Files(head), proven: true).Set;
                _known = (head, set, set is null ? null : ExampleCompany.Organization(set));
            }

            return (_known.Set, _known.Organization);
        }
    }

    /// <summary>A person who still works here, or null.</summary>
    public Member? Find(string person) => Now().Organization?.People.FirstOrDefault(p => p.Id == person && p.IsEmployed) is { } card
        ? new Member(card.Id, card.Name, card.Duties ?? [])
        : null;

    /// <summary>Everybody by department, with the duties they hold in words; those who may approve or publish first.</summary>
    public ImmutableArray<(string Department, ImmutableArray<(Member Member, string Duties)> People)> Groups(Language language)
    {
        var (set, organization) = Now();
        if (organization is null) return [];
        var titles = set?.Find<CodeList>("duties");
        return
        [
            .. organization.People.Where(p => p.IsEmployed).GroupBy(p => p.Department)
                .OrderByDescending(g => g.Sum(p => p.Duties?.Count ?? 0)).ThenBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => (organization.Department(g.Key)?.Name ?? "—", g.OrderByDescending(p => p.Duties?.Count ?? 0).ThenBy(p => p.Id, StringComparer.Ordinal)
                    .Select(p => (new Member(p.Id, p.Name, p.Duties ?? []), string.Join(language == Language.English ? ", " : "、", (p.Duties ?? []).Select(d => titles?.Find(d)?.Title.In(language) ?? d))))
                    .ToImmutableArray())),
        ];
    }
}
