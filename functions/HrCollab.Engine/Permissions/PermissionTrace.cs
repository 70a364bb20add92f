using System.Collections.Immutable;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Permissions;

/// <summary>Why somebody may do what they may: each role they hold with the line of the matrix, and each group of fields that it says something about.</summary>
public static class PermissionTrace
{
    /// <summary>The steps for a caller's access.</summary>
    public static ImmutableArray<TraceEntry> Of(PermissionMatrix matrix, Access access)
    {
        var lines = matrix.Grants.Where(g => access.Roles.Contains(g.Role)).ToList();
        return lines.Count == 0
            ? [new TraceEntry("permission", "denied", new Text("没有任何角色:没有写的都不允许", "No role: what is not written is not allowed"), matrix.Place)]
            : [.. lines.SelectMany(l => Line(matrix, l))];
    }

    /// <summary>The lines of the matrix by which a caller may change these fields.</summary>
    public static ImmutableArray<TraceEntry> OfChange(PermissionMatrix matrix, Access access, IReadOnlyCollection<Field> fields) =>
    [
        .. matrix.Grants.Where(g => access.Roles.Contains(g.Role)).Select(g => (Grant: g, Fields: fields.Where(f => (g.Allow[f.Shape.Slot] & FieldOperations.Update) != FieldOperations.None).ToList()))
            .Where(g => g.Fields.Count > 0)
            .Select(g => new TraceEntry(
                "permission", "granted", new Text("以“{0}”身份修改 {1}", "Changed as '{0}': {1}").With(matrix.Role(g.Grant.Role)!.Title, string.Join(", ", g.Fields.Select(f => f.Path))), g.Grant.Place)),
    ];

    private static IEnumerable<TraceEntry> Line(PermissionMatrix matrix, Grant grant)
    {
        yield return new TraceEntry("permission", "held", matrix.Role(grant.Role)!.Title, grant.Place);
        foreach (var group in matrix.Standard.Fields.GroupBy(Standard.Group, StringComparer.Ordinal))
        {
            var (allowed, denied) = (Letters(group, grant.Allow), Letters(group, grant.Deny));
            if (allowed.Length > 0) yield return new TraceEntry("permission", "granted", new Text("{0}:{1}", "{0}: {1}").With(group.Key, allowed), grant.Place);
            if (denied.Length > 0) yield return new TraceEntry("permission", "denied", new Text("{0}:!{1}", "{0}: !{1}").With(group.Key, denied), grant.Place);
        }
    }

    /// <summary>Fields with the letters the line gives them; the group alone where it gives all its fields the same.</summary>
    private static string Letters(IEnumerable<Field> group, ImmutableArray<FieldOperations> operations)
    {
        var fields = group.Where(f => operations[f.Shape.Slot] != FieldOperations.None).Select(f => (f.Definition.Id, Letters: Access.Letters(operations[f.Shape.Slot]))).ToList();
        var same = fields.Count == group.Count() && fields.Select(f => f.Letters).Distinct(StringComparer.Ordinal).Count() == 1;
        return same ? fields[0].Letters : string.Join(", ", fields.Select(f => $"{f.Id} {f.Letters}"));
    }
}
