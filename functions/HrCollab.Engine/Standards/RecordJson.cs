using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Standards;

/// <summary>Records as JSON: nested by group, missing values left out, money as decimal strings.</summary>
public static class RecordJson
{
    /// <summary>The values as a tree, for answers.</summary>
    public static JsonObject ToNode(Standard standard, RecordValues values)
    {
        var root = new JsonObject();
        foreach (var field in standard.Fields)
        {
            var value = values[field.Shape.Slot];
            if (value.IsMissing) continue;
            var group = Standard.Group(field);
            if (root[group] is not JsonObject inner) root[group] = inner = [];
            inner[field.Definition.Id] = ToNode(value);
        }

        return root;
    }

    /// <summary>One value: dates and decimals as strings, integers as numbers.</summary>
    public static JsonNode? ToNode(FieldValue value)
    {
        if (value.IsMissing) return null;
        if (value.Boolean is { } truth) return JsonValue.Create(truth);
        if (value.Codes is { } codes) return new JsonArray([.. codes.Select(c => (JsonNode)JsonValue.Create(c))]);
        if (value.Rows is { } rows) return new JsonArray([.. rows.Select(r => (JsonNode)new JsonObject(r.Present.Select(v => KeyValuePair.Create(v.Key, ToNode(v.Value)))))]);
        return value.Type == ValueType.Integer ? JsonValue.Create(value.Number!.Value) : JsonValue.Create(value.ToString());
    }

    /// <summary>Writes a record, nested by group.</summary>
    public static void Write(Utf8JsonWriter writer, Standard standard, RecordValues values)
    {
        writer.WriteStartObject();
        var group = "";
        foreach (var field in standard.Fields)
        {
            var value = values[field.Shape.Slot];
            if (value.IsMissing) continue;
            if (group != Standard.Group(field))
            {
                if (group.Length > 0) writer.WriteEndObject();
                group = Standard.Group(field);
                writer.WriteStartObject(group);
            }

            writer.WritePropertyName(field.Definition.Id);
            Write(writer, value);
        }

        if (group.Length > 0) writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Writes one value.</summary>
    public static void Write(Utf8JsonWriter writer, FieldValue value) => RowsText.Write(writer, value);

    /// <summary>One value of a row that we stored ourselves; missing when it does not fit the type any more.</summary>
    internal static FieldValue Parse(FieldShape shape, JsonElement stored) => stored.ValueKind switch
    {
        JsonValueKind.String when shape.Type is not (ValueType.Boolean or ValueType.Codes) => StoredValue.Parse(shape, stored.GetString()!),
        JsonValueKind.Number when shape.Type is ValueType.Integer or ValueType.Decimal => FieldValue.Of(shape.Type, stored.GetDecimal()),
        JsonValueKind.True or JsonValueKind.False when shape.Type == ValueType.Boolean => FieldValue.Of(stored.GetBoolean()),
        JsonValueKind.Array when shape.Type == ValueType.Codes => FieldValue.Of(stored.EnumerateArray().Select(c => c.GetString()!)),
        _ => FieldValue.Missing,
    };
}
