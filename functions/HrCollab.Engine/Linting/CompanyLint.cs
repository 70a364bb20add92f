using System.Collections.Immutable;
using HrCollab.Engine.Calendars;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Subsidiaries;
using HrCollab.Engine.Workflows;

namespace HrCollab.Engine.Linting;

/// <summary>
/// What is sound by itself and yet does not fit the company of today: duties without holders, calendars that end too soon. Warnings,
/// because a vacancy is filled in the records and not in the definitions.
/// </summary>
public static class CompanyLint
{
    private const int DaysAhead = 90;
    private const int MostNamed = 5;

    /// <summary>The findings of a set for an organisation on its date, in order of file and line.</summary>
    public static ImmutableArray<Diagnostic> Of(DefinitionSet set, Organization organization) =>
    [
        .. Calendars(set, organization.Date)
            .Concat(Subsidiaries(set, organization))
            .Concat(set.All<Matrix>().SelectMany(m => m.Rows.Where(r => Says(m, r)).SelectMany(r => Owners(set, m, r, organization).Concat(PartyLint.Of(set, m, r, organization)))))
            .Concat(set.All<PermissionMatrix>().SelectMany(m => m.Conflicts.SelectMany(c => OneHand(set, c, organization))))
            .OrderBy(d => d.File, StringComparer.Ordinal).ThenBy(d => d.Line),
    ];

    /// <summary>People who hold both roles of a conflict, and the processes in which they would meet themselves.</summary>
    private static IEnumerable<Diagnostic> OneHand(DefinitionSet set, Conflict conflict, Organization organization)
    {
        var both = organization.People.Where(p => conflict.Concerns(p, organization)).OrderBy(p => p.Id, StringComparer.Ordinal).ToList();
        if (both.Count == 0) yield break;
        yield return LintFindings.HoldsBoth.At(
            set.Files[conflict.Place.File], conflict.Place.Pointer, conflict.Title, Named([.. both.Select(p => $"{p.Name} ({p.Id})")]), conflict.A.Title, conflict.B.Title);
        foreach (var matrix in set.All<Matrix>().OrderBy(m => m.Id, StringComparer.Ordinal))
        {
            var rows = matrix.Rows.Where(r => r.Responsible is Party.CompanyDuty).ToList();
            foreach (var (a, b) in rows.SelectMany(a => rows.Select(b => (a, b))).Where(p => DutyOf(p.a) == DutyOf(conflict.A) && DutyOf(p.b) == DutyOf(conflict.B)))
            {
                var owners = organization.Holders(DutyOf(a)!).Intersect(organization.Holders(DutyOf(b)!), StringComparer.Ordinal).Select(id => organization.Person(id)?.Name ?? id).ToList();
                if (owners.Count > 0) yield return LintFindings.OneHandInProcess.At(set.Files[b.Place.File], b.Place.Pointer + "/responsible", conflict.Title, matrix.Title, a.Title, b.Title, string.Join("、", owners));
            }
        }
    }

    private static string? DutyOf(MatrixRow row) => (row.Responsible as Party.CompanyDuty)?.Duty;

    private static string? DutyOf(Role role) => (role as Role.OfCompany)?.Duty;

    private static IEnumerable<Diagnostic> Calendars(DefinitionSet set, DateOnly today)
    {
        foreach (var (file, whose) in set.All<Subsidiary>().Select(s => (s.Place.File, (string?)s.Id)).Prepend((Manifest.Path, null)))
        {
            if (set.Find<Calendar>(set.Manifest.Calendar, whose) is not { } calendar || (whose is not null && calendar.Id == set.Manifest.Calendar)) continue;
            var missing = new[] { today.Year, today.AddDays(DaysAhead).Year }.Distinct().Where(y => !calendar.Years.Contains(y));
            foreach (var year in missing) yield return LintFindings.YearMissing.At(set.Files[file], "/calendar", calendar.Title, year);
        }
    }

    /// <summary>Subsidiaries to which nobody can belong.</summary>
    private static IEnumerable<Diagnostic> Subsidiaries(DefinitionSet set, Organization organization) =>
        from own in set.All<Subsidiary>()
        where organization.Department(own.Department) is null
        select LintFindings.NoSuchDepartment.At(set.Files[own.Place.File], "/department", own.Title, own.Department, DidYouMean.Hint(own.Department, organization.Departments.Select(d => d.Id)));

    /// <summary>True for what a matrix says itself: what a subsidiary inherits is looked at in the group's.</summary>
    private static bool Says(Matrix matrix, MatrixRow row) => SubsidiaryNames.Subsidiary(matrix.Id) == SubsidiaryNames.OfPath(row.Place.File);

    private static IEnumerable<Diagnostic> Owners(DefinitionSet set, Matrix matrix, MatrixRow row, Organization organization)
    {
        var file = set.Files[row.Place.File];
        switch (row.Responsible)
        {
            case Party.CompanyDuty duty when !organization.Holders(duty.Duty).Any(p => IsHere(organization, p)):
                yield return LintFindings.NobodyHolds.At(file, row.Place.Pointer + "/responsible", matrix.Title, row.Title, duty.Title);
                break;
            case Party.DepartmentDuty duty:
                var vacant = organization.Departments.Where(d => IsOf(set, organization, d, matrix) && !Held(organization, d, duty)).Select(d => d.Name).ToList();
                if (vacant.Count > 0)
                    yield return LintFindings.VacantSomewhere.At(file, row.Place.Pointer + "/responsible", matrix.Title, row.Title, duty.Title, Named(vacant));
                break;
        }
    }

    /// <summary>A subsidiary's matrix is asked about its own departments only.</summary>
    private static bool IsOf(DefinitionSet set, Organization organization, DepartmentCard department, Matrix matrix) =>
        SubsidiaryNames.Subsidiary(matrix.Id) is not { } own || WorkflowChoice.Subsidiary(set, organization, department.Id)?.Id == own;

    private static bool Held(Organization organization, DepartmentCard department, Party.DepartmentDuty duty) =>
        HolderHere(organization, duty.Climb ? organization.Upward(department.Id) : [department], duty.Duty);

    /// <summary>True when the first of the departments that has somebody for the duty has them here.</summary>
    internal static bool HolderHere(Organization organization, IEnumerable<DepartmentCard> asked, string duty) =>
        asked.FirstOrDefault(d => d.Duties.ContainsKey(duty)) is { } at && IsHere(organization, at.Duties[duty]);

    /// <summary>Names in a message, the first few of many.</summary>
    internal static string Named(IReadOnlyCollection<string> names) => string.Join("、", names.Take(MostNamed)) + (names.Count > MostNamed ? " …" : "");

    /// <summary>Here, or replaced while away.</summary>
    internal static bool IsHere(Organization organization, string person) =>
        organization.Person(person) is { IsEmployed: true } card && (card.Absence is not { } absence || !absence.Covers(organization.Date) || absence.Substitute is not null);
}
