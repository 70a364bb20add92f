using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Permissions;

/// <summary>The one way values leave: whatever shows a record goes through here.</summary>
public static class Projection
{
    /// <summary>What the caller sees of a record: readable values, masked ones as text, nothing of the rest.</summary>
    public static JsonObject Record(Access access, RecordValues values)
    {
        var root = new JsonObject();
        foreach (var field in access.Standard.Fields)
        {
            if (Value(access, field, values[field.Shape.Slot]) is not { } seen) continue;
            var group = Standard.Group(field);
            if (root[group] is not JsonObject inner) root[group] = inner = [];
            inner[field.Definition.Id] = seen;
        }

        return root;
    }

    /// <summary>What the caller sees nothing of, whatever it holds: groups by their id, fields of groups that are seen in part by their path.</summary>
    public static JsonArray Hidden(Access access) => Paths(access, f => (f & (FieldOperations.Read | FieldOperations.Masked)) == FieldOperations.None);

    /// <summary>What the caller sees masked when it has a value; written as <see cref="Hidden"/> is.</summary>
    public static JsonArray Masked(Access access) => Paths(access, f => (f & (FieldOperations.Read | FieldOperations.Masked)) == FieldOperations.Masked);

    /// <summary>By what is allowed alone, so that nothing is told of values.</summary>
    private static JsonArray Paths(Access access, Func<FieldOperations, bool> concerned)
    {
        var groups = access.Standard.Fields.GroupBy(Standard.Group, StringComparer.Ordinal).Select(g => (Id: g.Key, All: g.ToList(), Concerned: g.Where(f => concerned(access.Fields[f.Shape.Slot])).ToList()));
        return new JsonArray([.. groups.SelectMany(g => g.Concerned.Count == g.All.Count ? [g.Id] : g.Concerned.Select(f => f.Path)).Select(p => (JsonNode)JsonValue.Create(p))]);
    }

    /// <summary>One value as the caller sees it; null when there is nothing to see.</summary>
    public static JsonNode? Value(Access access, Field field, FieldValue value)
    {
        if (value.IsMissing) return null;
        var allowed = access.Fields[field.Shape.Slot];
        if ((allowed & FieldOperations.Read) != FieldOperations.None) return RecordJson.ToNode(value);
        return (allowed & FieldOperations.Masked) != FieldOperations.None ? JsonValue.Create(field.Mask.Apply(value)) : null;
    }

    /// <summary>One value as text for a person: as it is, masked, or ■■ when the caller may not see it.</summary>
    public static string Text(Access access, Field field, FieldValue value)
    {
        if (value.IsMissing) return "";
        var allowed = access.Fields[field.Shape.Slot];
        return (allowed & FieldOperations.Read) != FieldOperations.None ? value.ToString() : (allowed & FieldOperations.Masked) != FieldOperations.None ? field.Mask.Apply(value) : "■■";
    }
}
