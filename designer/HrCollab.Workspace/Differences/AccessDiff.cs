using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;

namespace HrCollab.Workspace.Differences;

/// <summary>
/// Who may see and do what under one set and not under another (X10): by role, scope, field and operation, and for every person of an
/// organisation towards every record. Rights that another role gives anyway, or that a role denies, are no change for the person.
/// </summary>
public sealed class AccessDiff
{
    private static readonly FieldOperations[] Operations = [FieldOperations.Read, FieldOperations.Masked, FieldOperations.Update, FieldOperations.Fill, FieldOperations.Export];

    private readonly Dictionary<(PermissionMatrix, string), Dictionary<string, FieldOperations>> _merged = [];
    private readonly Organization _organization;

    private AccessDiff(Organization organization) => _organization = organization;

    /// <summary>What roles gain and lose, gains of sensitive fields first.</summary>
    public ImmutableArray<AccessChange> Changes { get; private set; }

    /// <summary>What people gain and lose.</summary>
    public ImmutableArray<EffectiveChange> Effective { get; private set; }

    /// <summary>Compares two sets over an organisation.</summary>
    public static AccessDiff Of(DefinitionSet before, DefinitionSet after, Organization organization)
    {
        var diff = new AccessDiff(organization);
        var (changes, effective) = (new List<AccessChange>(), new List<EffectiveChange>());
        var (old, fresh) = (before.All<PermissionMatrix>().ToDictionary(m => m.Standard.Id), after.All<PermissionMatrix>().ToDictionary(m => m.Standard.Id));
        foreach (var standard in old.Keys.Union(fresh.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (was, now) = (old.GetValueOrDefault(standard), fresh.GetValueOrDefault(standard));
            var people = diff.People(standard, was, now).ToList();
            effective.AddRange(people);
            changes.AddRange(diff.Cells(was, now).Select(c => c with { Who = diff.Who(c, people, c.Gained != c.Forbids ? now! : was!) }));
        }

        diff.Changes = [.. changes.OrderBy(c => (c.ShowsMore && c.Sensitive ? 0 : 1, c.Gained ? 0 : 1)).ThenBy(c => c.Standard, StringComparer.Ordinal).ThenBy(c => c.Role, StringComparer.Ordinal)];
        diff.Effective = [.. effective];
        return diff;
    }

    /// <summary>
    /// Cells that a role has on one side only, what it grants and what it forbids. A role that reaches other records than before loses all its cells and gains them anew.
    /// </summary>
    private IEnumerable<AccessChange> Cells(PermissionMatrix? was, PermissionMatrix? now)
    {
        var before = was is null ? [] : was.Roles.ToDictionary(r => (r.Id, Scope: r.Describe()));
        var after = now is null ? [] : now.Roles.ToDictionary(r => (r.Id, Scope: r.Describe()));
        foreach (var key in before.Keys.Union(after.Keys))
        {
            var (had, has) = (before.ContainsKey(key) ? was : null, after.ContainsKey(key) ? now : null);
            var (lost, gained) = (had is null ? [] : Of(had, key.Id), has is null ? [] : Of(has, key.Id));
            var (free, forbidden) = (Denied(had, key.Id, was, now), Denied(has, key.Id, was, now));
            foreach (var field in lost.Keys.Union(gained.Keys, StringComparer.Ordinal).Union(free.Keys).Union(forbidden.Keys).Order(StringComparer.Ordinal))
            {
                var granted = lost.GetValueOrDefault(field) ^ gained.GetValueOrDefault(field);
                var denied = (free.GetValueOrDefault(field) ^ forbidden.GetValueOrDefault(field)) & ~granted; // a role that forbade itself has gained it
                foreach (var operation in Operations)
                {
                    if ((granted & operation) != FieldOperations.None) yield return Cell(was, now, key, field, operation, gained: (gained.GetValueOrDefault(field) & operation) != FieldOperations.None, forbids: false);
                    if ((denied & operation) != FieldOperations.None) yield return Cell(was, now, key, field, operation, gained: (free.GetValueOrDefault(field) & operation) != FieldOperations.None, forbids: true);
                }
            }
        }
    }

    /// <summary>What a role forbids of the fields that are there before and after: of one that goes nobody gains anything.</summary>
    private static Dictionary<string, FieldOperations> Denied(PermissionMatrix? matrix, string role, PermissionMatrix? was, PermissionMatrix? now) => matrix is null || was is null || now is null
        ? []
        : matrix.Standard.Seats.Zip(matrix.Denied(role)).Where(s => s.Second != FieldOperations.None && Seat(was, s.First.Path) is not null && Seat(now, s.First.Path) is not null)
            .ToDictionary(s => s.First.Path, s => s.Second, StringComparer.Ordinal);

    /// <summary>Whoever changes a permission and the standard at once does not get round the field's owner: sensitive is what either standard calls so, and its owner is who owned it.</summary>
    private static AccessChange Cell(PermissionMatrix? was, PermissionMatrix? now, (string Id, string Scope) role, string path, FieldOperations operation, bool gained, bool forbids)
    {
        var (old, fresh) = (Seat(was, path), Seat(now, path));
        var (_, field, inner) = (fresh ?? old)!;
        var title = inner is null ? field.Title : new Text($"{field.Title.Zh}·{inner.Title.Zh}", $"{field.Title.En}: {inner.Title.En}");
        var matrix = gained != forbids ? now! : was!; // where the cell stands
        return new AccessChange(
            matrix.Standard.Id, role.Id, matrix.Role(role.Id)!.Title, role.Scope, path, title, operation, gained, forbids, Sensitive(old) || Sensitive(fresh), Owner(was, path) ?? Owner(now, path), []);

        static bool Sensitive(FieldSeat? seat) => seat is not null && (seat.Inner ?? seat.Field).IsSensitive;
    }

    private static FieldSeat? Seat(PermissionMatrix? matrix, string path) => matrix?.Standard.Seats.FirstOrDefault(s => s.Path == path);

    private static string? Owner(PermissionMatrix? matrix, string path) =>
        matrix?.Standard.Definition.Groups.FirstOrDefault(g => path.StartsWith(g.Id + ".", StringComparison.Ordinal))?.Owner;

    private IEnumerable<EffectiveChange> People(string standard, PermissionMatrix? was, PermissionMatrix? now)
    {
        foreach (var caller in _organization.People)
        {
            foreach (var (subject, place) in Subjects(standard, _organization))
            {
                var (a, b) = (Held(was, caller, place), Held(now, caller, place));
                foreach (var field in a.Keys.Union(b.Keys, StringComparer.Ordinal))
                {
                    var (x, y) = (a.GetValueOrDefault(field), b.GetValueOrDefault(field));
                    if (x == y) continue;
                    foreach (var operation in Operations.Where(o => (x & o) != (y & o)))
                        yield return new EffectiveChange(standard, caller.Id, subject, field, operation, (y & operation) != FieldOperations.None);
                }
            }
        }
    }

    /// <summary>Records of a standard in the organisation: people, departments, or one record per department of anything else.</summary>
    internal static IEnumerable<(string Subject, SubjectPlace Place)> Subjects(string standard, Organization organization) => standard switch
    {
        OrganizationFields.Person => organization.People.Select(p => (p.Id, new SubjectPlace(p.Id, p.Department, p.Manager))),
        OrganizationFields.Department => organization.Departments.Select(d => (d.Id, new SubjectPlace(d.Id, d.Id))),
        _ => organization.Departments.Select(d => (d.Id, new SubjectPlace(null, d.Id))),
    };

    /// <summary>People who gain or lose the operation on the field towards a record for which they hold the role.</summary>
    private ImmutableArray<string> Who(AccessChange cell, List<EffectiveChange> people, PermissionMatrix matrix)
    {
        var role = matrix.Role(cell.Role)!;
        var places = Subjects(cell.Standard, _organization).ToDictionary(s => s.Subject, s => s.Place, StringComparer.Ordinal);
        return
        [
            .. people.Where(p => p.Field == cell.Field && p.Operation == cell.Operation && p.Gained == cell.Gained)
                .GroupBy(p => p.Caller, StringComparer.Ordinal)
                .Where(g => _organization.Person(g.Key) is { } caller && g.Any(p => role.Reaches(caller, places[p.Subject], _organization)))
                .Select(g => g.Key),
        ];
    }

    /// <summary>Operations by field of all roles that somebody holds towards a record; the same roles always give the same.</summary>
    private Dictionary<string, FieldOperations> Held(PermissionMatrix? matrix, PersonCard caller, SubjectPlace place) => matrix is null
        ? []
        : Of(matrix, [.. matrix.Roles.Where(r => r.Reaches(caller, place, _organization)).Select(r => r.Id)]);

    private Dictionary<string, FieldOperations> Of(PermissionMatrix matrix, params ImmutableArray<string> roles)
    {
        var key = (matrix, string.Join('\n', roles));
        if (!_merged.TryGetValue(key, out var cells))
        {
            var access = matrix.Merge(roles);
            _merged[key] = cells = matrix.Standard.Seats.Select((s, i) => (s.Path, Operations: access.Fields[i])).Where(s => s.Operations != FieldOperations.None)
                .ToDictionary(s => s.Path, s => s.Operations, StringComparer.Ordinal);
        }

        return cells;
    }
}
