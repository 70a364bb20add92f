using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Permissions;

/// <summary>The one way values leave: whatever shows a record goes through here.</summary>
public static class Projection
{
    /// <summary>What stands for a value that the reader may not see.</summary>
    public const string Hiding = "■■";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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

    /// <summary>What the caller sees nothing of, whatever it holds: groups by their id, fields of groups (and of rows) that are seen in part by their path.</summary>
    public static JsonArray Hidden(Access access) => Paths(access, f => (f & (FieldOperations.Read | FieldOperations.Masked)) == FieldOperations.None);

    /// <summary>What the caller sees masked when it has a value; written as <see cref="Hidden"/> is.</summary>
    public static JsonArray Masked(Access access) => Paths(access, f => (f & (FieldOperations.Read | FieldOperations.Masked)) == FieldOperations.Masked);

    /// <summary>By what is allowed alone, so that nothing is told of values. Rows count by their fields.</summary>
    private static JsonArray Paths(Access access, Func<FieldOperations, bool> concerned)
    {
        var cells = access.Standard.Seats.Select((s, i) => (Seat: s, Concerned: concerned(access.Fields[i]))).Where(s => s.Seat.Field.Rows is null || s.Seat.Inner is not null);
        var paths = cells.GroupBy(c => Standard.Group(c.Seat.Field), StringComparer.Ordinal)
            .SelectMany(g => Together(g.Key, g, g.GroupBy(c => c.Seat.Field).SelectMany(f => Together(f.Key.Path, f, f.Where(c => c.Concerned).Select(c => c.Seat.Path)))));
        return new JsonArray([.. paths.Select(p => (JsonNode)JsonValue.Create(p))]);

        static IEnumerable<string> Together(string whole, IEnumerable<(FieldSeat Seat, bool Concerned)> all, IEnumerable<string> parts) => all.All(c => c.Concerned) ? [whole] : parts;
    }

    /// <summary>One value as the caller sees it; null when there is nothing to see.</summary>
    public static JsonNode? Value(Access access, Field field, FieldValue value)
    {
        if (value.IsMissing) return null;
        if (value.Rows is { } rows) return Rows(access, field, rows);
        return Seen(access.Fields[field.Shape.Slot], field, value);
    }

    /// <summary>One value as text for a person: as it is, masked, or ■■ when the caller may not see it.</summary>
    public static string Text(Access access, Field field, FieldValue value)
    {
        if (value.IsMissing) return "";
        if (value.Rows is { } rows) return Rows(access, field, rows)?.ToJsonString(Relaxed) ?? Hiding;
        return Shown(access.Fields[field.Shape.Slot], field, value);
    }

    /// <summary>
    /// A value that a trace names by its path in the record, of an item of a list too (<c>family.members[1].name</c>); null when the record has no such field.
    /// </summary>
    public static string? Traced(Access access, string path, string value)
    {
        if (access.Standard.Find(path) is { } field) return Text(access, field, StoredValue.Parse(field.Shape, value));
        var at = path.IndexOf('[', StringComparison.Ordinal);
        if (at < 0 || access.Standard.Find(path[..at]) is not { } list) return null;
        if (list.Rows is not { } rows) return Shown(access.Fields[list.Shape.Slot], list, FieldValue.Of(Expressions.ValueType.Text, value));
        return rows.Fields.FirstOrDefault(f => path.EndsWith($"].{f.Path}", StringComparison.Ordinal)) is { } inner ? Shown(access.Of(list, inner), inner, StoredValue.Parse(inner.Shape, value)) : Hiding;
    }

    /// <summary>Rows with what the caller sees of each; null when they see no field of them.</summary>
    private static JsonArray? Rows(Access access, Field list, ImmutableArray<RecordValues> rows)
    {
        var seen = access.Standard.Find(list.Path)!.Rows!.Fields.Where(f => (access.Of(list, f) & (FieldOperations.Read | FieldOperations.Masked)) != FieldOperations.None).ToList();
        if (seen.Count == 0) return null;
        return new JsonArray([.. rows.Select(row => (JsonNode)new JsonObject(seen.Where(f => !row[f.Shape.Slot].IsMissing)
            .Select(f => KeyValuePair.Create(f.Path, Seen(access.Of(list, f), f, row[f.Shape.Slot])))))]);
    }

    private static JsonNode? Seen(FieldOperations allowed, Field field, FieldValue value)
    {
        if ((allowed & FieldOperations.Read) != FieldOperations.None) return RecordJson.ToNode(value);
        return (allowed & FieldOperations.Masked) != FieldOperations.None ? JsonValue.Create(field.Mask.Apply(value)) : null;
    }

    private static string Shown(FieldOperations allowed, Field field, FieldValue value) =>
        (allowed & FieldOperations.Read) != FieldOperations.None ? value.ToString() : (allowed & FieldOperations.Masked) != FieldOperations.None ? field.Mask.Apply(value) : Hiding;
}
