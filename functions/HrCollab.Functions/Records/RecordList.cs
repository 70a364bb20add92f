using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Records;

/// <summary>The records a caller may list, partition by partition: departments they reach, then their reports, then themselves.</summary>
internal sealed class RecordList(IDocumentStore store, RecordReader records)
{
    /// <summary>One page, of keys that begin with the prefix when there is one; the cursor is a partition's number and the last key in it.</summary>
    public async ValueTask<(IReadOnlyList<(LoadedRecord Record, Access Access)> Items, string? Next)> Page(
        Caller caller, Standard standard, string? department, int limit, string? cursor, CancellationToken cancel, string? prefix = null)
    {
        if (caller.Set.Find<PermissionMatrix>(standard.Id) is not { } matrix) return ([], null);
        var partitions = Partitions(caller, standard, matrix, department);
        var (at, after) = Cursor(cursor);
        var items = new List<(LoadedRecord, Access)>();
        for (; at < partitions.Count; at++, after = null)
        {
            do
            {
                var page = await store.Query(Container.Views, partitions[at], prefix is null ? new IdRange(Limit: limit, After: after) : IdRange.Prefix(prefix, limit, after: after), cancel);
                foreach (var row in page.Items)
                {
                    after = row.Id;
                    if (await Visible(caller, standard, PersonRow.Read(row), at, partitions, cancel) is not { } visible) continue;
                    items.Add(visible);
                    if (items.Count == limit) return (items, $"{at}|{after}");
                }

                if (page.Next is null) break;
            }
            while (true);
        }

        return (items, null);
    }

    private async ValueTask<(LoadedRecord, Access)?> Visible(Caller caller, Standard standard, PersonRow row, int at, IReadOnlyList<string> partitions, CancellationToken cancel)
    {
        if (!row.Holds(caller.Today) || await records.Find(standard, row.Key, cancel) is not { } record) return null;
        if (RecordSight.Access(caller, record) is not { IsVisible: true } access) return null;
        // A report who sits in a department that was listed before is not listed again.
        var home = PersonRow.Of(record.On(caller.Today)[OrganizationFields.PersonDepartment].Text);
        var listed = standard.Id == OrganizationFields.Person && partitions.Take(at).Contains(home, StringComparer.Ordinal);
        return listed ? null : (record, access);
    }

    private static List<string> Partitions(Caller caller, Standard standard, PermissionMatrix matrix, string? department)
    {
        if (standard.Id != OrganizationFields.Person) return [PersonRow.All(standard.Id)];
        var departments = Departments(caller, matrix);
        if (department is not null) return departments.Contains(department) ? [PersonRow.Of(department)] : [];
        return [.. departments.Order(StringComparer.Ordinal).Select(PersonRow.Of), PersonRow.ReportsTo(caller.Person.Id), .. Own(caller)];
    }

    /// <summary>The caller's own department is looked through last for the caller alone: everyone else in it fails the permission.</summary>
    private static IEnumerable<string> Own(Caller caller) => caller.Person.Department is { } own ? [PersonRow.Of(own)] : [];

    private static HashSet<string> Departments(Caller caller, PermissionMatrix matrix)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        foreach (var role in matrix.Roles.Where(r => r is not null))
        {
            if (matrix.Merge([role.Id]) is not { IsVisible: true }) continue;
            reached.UnionWith(role.ReachedDepartments(caller.Person, caller.Organization) ?? caller.Organization.Departments.Select(d => d.Id).Append("-"));
        }

        return reached;
    }

    private static (int At, string? After) Cursor(string? cursor)
    {
        if (cursor is null) return (0, null);
        var bar = cursor.IndexOf('|', StringComparison.Ordinal);
        return bar > 0 && int.TryParse(cursor.AsSpan(0, bar), out var at) && at >= 0 ? (at, cursor[(bar + 1)..]) : (0, null);
    }
}
