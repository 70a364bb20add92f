using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;

namespace HrCollab.Functions.Portal;

/// <summary>People of a department to sign in as.</summary>
public sealed record SignInGroup(string Department, IReadOnlyList<SignInPerson> People)
{
    private const int Most = 300;

    /// <summary>Those whom the organisation knows, by department; heads first.</summary>
    public static IReadOnlyList<SignInGroup> Of(DefinitionSet set, Organization organization, Language language) =>
        [.. organization.People.Where(p => p.IsEmployed).OrderBy(p => p.Id, StringComparer.Ordinal).Take(Most)
            .GroupBy(p => p.Department).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new SignInGroup(organization.Department(g.Key)?.Name ?? "—", [.. g.Select(p => new SignInPerson(p.Id, p.Name, Duties(set, organization, p, language)))]))];

    private static string Duties(DefinitionSet set, Organization organization, PersonCard person, Language language)
    {
        var held = organization.Departments.SelectMany(d => d.Duties.Where(x => x.Value == person.Id).Select(x => x.Key)).Concat(person.Duties ?? []).Distinct(StringComparer.Ordinal);
        var list = set.Find<CodeList>("duties");
        var fields = set.Find<Engine.Standards.Standard>(OrganizationFields.Department);
        return string.Join(language == Language.English ? ", " : "、", held.Select(d => (list?.Find(d)?.Title ?? fields?.Find($"{OrganizationFields.DepartmentDuties}.{d}")?.Title)?.In(language) ?? d));
    }
}

/// <summary>One person to sign in as.</summary>
public sealed record SignInPerson(string Id, string Name, string Duties);
