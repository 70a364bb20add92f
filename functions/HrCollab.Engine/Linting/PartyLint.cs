using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;

namespace HrCollab.Engine.Linting;

/// <summary>Cells of a responsibility matrix that name a certain person, the direct manager or the department above, and find nobody today.</summary>
public static class PartyLint
{
    /// <summary>People whom matrices name: an organisation must know them before it is judged.</summary>
    public static IEnumerable<string> Named(DefinitionSet set) =>
        set.All<Matrix>().SelectMany(m => m.Rows).SelectMany(Cells).Select(c => c.Party).OfType<Party.Person>().Select(p => p.Id).Distinct(StringComparer.Ordinal);

    internal static IEnumerable<Diagnostic> Of(DefinitionSet set, Matrix matrix, MatrixRow row, Organization organization)
    {
        foreach (var (party, at) in Cells(row))
        {
            switch (party)
            {
                case Party.Person person when !CompanyLint.IsHere(organization, person.Id):
                    yield return Found(LintFindings.PersonIsNotHere, organization.Person(person.Id) is { } card ? $"{card.Name} ({card.Id})" : person.Id);
                    break;
                case Party.Manager when Without(organization) is { Count: > 0 } alone:
                    yield return Found(LintFindings.NoManager, CompanyLint.Named(alone));
                    break;
                case Party.ParentDuty duty when Below(organization, duty.Duty) is { Count: > 0 } vacant:
                    yield return Found(LintFindings.NobodyAbove, CompanyLint.Named(vacant), duty.Title);
                    break;
            }

            Diagnostic Found(DiagnosticCode code, params ReadOnlySpan<object?> who) => code.At(set.Files[row.Place.File], row.Place.Pointer + at, [matrix.Title, row.Title, .. who]);
        }
    }

    /// <summary>Employees, as far as they are known here, who report to nobody or to somebody who is not here; the head of the whole company reports to nobody.</summary>
    private static List<string> Without(Organization organization) =>
    [
        .. organization.People.Where(p => p.IsEmployed && !IsAtTheTop(organization, p) && !(p.Manager is { } manager && Stands(organization, manager)))
            .OrderBy(p => p.Id, StringComparer.Ordinal).Select(p => $"{p.Name} ({p.Id})"),
    ];

    /// <summary>Somebody who is not known here is taken to be there.</summary>
    private static bool Stands(Organization organization, string person) => organization.Person(person) is null || CompanyLint.IsHere(organization, person);

    private static bool IsAtTheTop(Organization organization, PersonCard person) =>
        organization.Departments.Any(d => d.Parent is null && d.Duties.GetValueOrDefault("head") == person.Id);

    /// <summary>Departments that have one above them and find nobody there.</summary>
    private static List<string> Below(Organization organization, string duty) =>
        [.. organization.Departments.Where(d => d.Parent is not null && !CompanyLint.HolderHere(organization, organization.Upward(d.Parent), duty)).Select(d => d.Name)];

    private static IEnumerable<(Party Party, string At)> Cells(MatrixRow row)
    {
        yield return (row.Responsible, "/responsible");
        if (row.Instead is { } instead) yield return (instead, "/instead");
        foreach (var (party, i) in row.Cooperating.Select((p, i) => (p, i))) yield return (party, $"/cooperating/{i}");
        foreach (var (escalation, i) in row.Notices.OfType<NoticeRule.Escalation>().Select((e, i) => (e, i))) yield return (escalation.To, $"/escalate/{i}/to");
    }
}
