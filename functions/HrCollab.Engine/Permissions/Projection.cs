using System.Collections.Immutable;
using System.Runtime.CompilerServices;
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

    // the records of a page are seen with few accesses
    private static readonly ConditionalWeakTable<Access, Unreadable> Known = [];

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the caller sees of a record: readable values, masked ones as text, nothing of the rest. JSON that is made when it is written, without a tree before.</summary>
    public static JsonNode Record(Access access, RecordValues values) => SeenValues.ToNode(access, values);

    /// <summary>The groups of a record of which the caller sees a value.</summary>
    public static IReadOnlySet<string> Groups(Access access, RecordValues values) =>
        access.Standard.Fields.Where(f => !values[f.Shape.Slot].IsMissing && Sees(access, f)).Select(f => f.Group).ToHashSet(StringComparer.Ordinal);

    /// <summary>Writes what the caller sees of a record, nested by group.</summary>
    internal static void Write(Utf8JsonWriter writer, Access access, RecordValues values)
    {
        writer.WriteStartObject();
        string? group = null;
        foreach (var field in access.Standard.Fields)
        {
            var value = values[field.Shape.Slot];
            if (value.IsMissing || !Sees(access, field)) continue;
            if (field.Group != group)
            {
                if (group is not null) writer.WriteEndObject();
                writer.WriteStartObject(group = field.Group);
            }

            writer.WritePropertyName(field.Definition.Id);
            if (field.Rows is null) Write(writer, access.Fields[field.Shape.Slot], field, value);
            else Write(writer, access, field, value.Rows!.Value);
        }

        if (group is not null) writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Access access, Field list, ImmutableArray<RecordValues> rows)
    {
        writer.WriteStartArray();
        foreach (var row in rows)
        {
            writer.WriteStartObject();
            foreach (var field in list.Rows!.Fields)
            {
                var allowed = access.Of(list, field);
                if (row[field.Shape.Slot].IsMissing || !IsSeen(allowed)) continue;
                writer.WritePropertyName(field.Path);
                Write(writer, allowed, field, row[field.Shape.Slot]);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, FieldOperations allowed, Field field, FieldValue value)
    {
        if ((allowed & FieldOperations.Read) != FieldOperations.None) RecordJson.Write(writer, value);
        else writer.WriteStringValue(field.Mask.Apply(value));
    }

    /// <summary>True when a value of the field would be seen, masked or as it is; of a list when any field of its rows would.</summary>
    private static bool Sees(Access access, Field field)
    {
        if (field.Rows is null) return IsSeen(access.Fields[field.Shape.Slot]);
        foreach (var inner in field.Rows.Fields)
        {
            if (IsSeen(access.Of(field, inner))) return true;
        }

        return false;
    }

    private static bool IsSeen(FieldOperations allowed) => (allowed & (FieldOperations.Read | FieldOperations.Masked)) != FieldOperations.None;

    /// <summary>What the caller sees nothing of, whatever it holds: groups by their id, fields of groups (and of rows) that are seen in part by their path.</summary>
    public static JsonArray Hidden(Access access) => Written(Known.GetValue(access, Unreadable.Of).Hidden);

    /// <summary>What the caller sees masked when it has a value; written as <see cref="Hidden"/> is.</summary>
    public static JsonArray Masked(Access access) => Written(Known.GetValue(access, Unreadable.Of).Masked);

    private static JsonArray Written(ImmutableArray<string> paths) => new([.. paths.Select(p => (JsonNode)JsonValue.Create(p))]);

    /// <summary>By what is allowed alone, so that nothing is told of values. Rows count by their fields.</summary>
    private static ImmutableArray<string> Paths(Access access, Func<FieldOperations, bool> concerned)
    {
        var cells = access.Standard.Seats.Select((s, i) => (Seat: s, Concerned: concerned(access.Fields[i]))).Where(s => s.Seat.Field.Rows is null || s.Seat.Inner is not null);
        return [.. cells.GroupBy(c => Standard.Group(c.Seat.Field), StringComparer.Ordinal)
            .SelectMany(g => Together(g.Key, g, g.GroupBy(c => c.Seat.Field).SelectMany(f => Together(f.Key.Path, f, f.Where(c => c.Concerned).Select(c => c.Seat.Path)))))];

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
        var seen = access.Standard.Find(list.Path)!.Rows!.Fields.Where(f => IsSeen(access.Of(list, f))).ToList();
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

    /// <summary>What an access does not let be read.</summary>
    private sealed record Unreadable(ImmutableArray<string> Hidden, ImmutableArray<string> Masked)
    {
        public static Unreadable Of(Access access) =>
            new(Paths(access, f => !IsSeen(f)), Paths(access, f => (f & (FieldOperations.Read | FieldOperations.Masked)) == FieldOperations.Masked));
    }
}
