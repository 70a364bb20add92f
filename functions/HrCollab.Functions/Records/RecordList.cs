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
    /// <summary>Rows that one page looks at, at most; it ends early then, and its cursor goes on.</summary>
    private const int MostLooked = 500;

    /// <summary>One page, of keys that begin with the prefix when there is one; the cursor is a partition's number and the last key in it.</summary>
    public async ValueTask<(IReadOnlyList<(LoadedRecord Record, Access Access)> Items, string? Next)> Page(
        Caller caller, Standard standard, string? department, int limit, string? cursor, CancellationToken cancel, string? prefix = null)
    {
        if (caller.Set.Find<PermissionMatrix>(standard.Id) is not { } matrix) return ([], null);
        var partitions = Partitions(caller, standard, matrix, department);
        var (at, after) = Cursor(cursor);
        var items = new List<(LoadedRecord, Access)>();
        var looked = 0;
        for (; at < partitions.Count; at++, after = null)
        {
            do
            {
                var page = await store.Query(Container.Views, partitions[at], prefix is null ? new IdRange(Limit: limit, After: after) : IdRange.Prefix(prefix, limit, after: after), cancel);
                foreach (var row in page.Items)
                {
                    after = row.Id;
                    var listed = PersonRow.Read(row);
                    if (listed.Holds(caller.Today) && await Visible(caller, standard, listed.Key, partitions.Take(at), cancel) is { } visible) items.Add(visible);
                    if (items.Count == limit || ++looked == MostLooked) return (items, $"{at}|{after}");
                }

                if (page.Next is null) break;
            }
            while (true);
        }

        // Themselves: the others of their department were listed where they reach it.
        if (at == partitions.Count && standard.Id == OrganizationFields.Person && department is null && (prefix is null || caller.Person.Id.StartsWith(prefix, StringComparison.Ordinal))
            && await Visible(caller, standard, caller.Person.Id, partitions, cancel) is { } own)
            items.Add(own);
        return (items, null);
    }

    private async ValueTask<(LoadedRecord, Access)?> Visible(Caller caller, Standard standard, string key, IEnumerable<string> listedBefore, CancellationToken cancel)
    {
        if (await records.Find(standard, key, cancel) is not { } record) return null;
        if (RecordSight.Access(caller, record) is not { IsVisible: true } access) return null;
        // A report who sits in a department that was listed before is not listed again.
        var home = PersonRow.Of(record.On(caller.Today)[OrganizationFields.PersonDepartment].Text);
        var listed = standard.Id == OrganizationFields.Person && listedBefore.Contains(home, StringComparer.Ordinal);
        return listed ? null : (record, access);
    }

    private static List<string> Partitions(Caller caller, Standard standard, PermissionMatrix matrix, string? department)
    {
        if (standard.Id != OrganizationFields.Person) return [PersonRow.All(standard.Id)];
        var departments = Departments(caller, matrix);
        if (department is not null) return departments.Contains(department) ? [PersonRow.Of(department)] : [];
        return [.. departments.Order(StringComparer.Ordinal).Select(PersonRow.Of), PersonRow.ReportsTo(caller.Person.Id)];
    }

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
