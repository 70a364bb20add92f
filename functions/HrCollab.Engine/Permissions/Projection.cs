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
