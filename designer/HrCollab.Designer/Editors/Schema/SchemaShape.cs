using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;

namespace HrCollab.Designer.Editors.Schema;

/// <summary>What a JSON Schema of definitions/schema says about one value, with references followed.</summary>
public sealed class SchemaShape(JsonObject root, JsonObject written)
{
    private readonly JsonObject _schema = Follow(root, written);

    /// <summary>How a value of it is shown.</summary>
    public SchemaControl Control =>
        IsText ? SchemaControl.Bilingual
        : Type switch
        {
            "string" => SchemaControl.Text,
            "integer" or "number" => SchemaControl.Number,
            "boolean" => SchemaControl.Check,
            "array" => Items?.Type is "string" ? SchemaControl.Words : Items?.Type is null && Items?.Entry is null ? SchemaControl.Raw : SchemaControl.List,
            "object" when Entry is not null => SchemaControl.Map,
            "object" => SchemaControl.Object,
            _ => SchemaControl.Raw,
        };

    /// <summary>Members in the order of the model.</summary>
    public IEnumerable<(string Name, SchemaShape Shape)> Members =>
        (_schema["properties"] as JsonObject ?? []).Where(p => p.Key != "$schema" && p.Value is JsonObject).Select(p => (p.Key, new SchemaShape(root, (JsonObject)p.Value!)));

    /// <summary>The shape of a list's items.</summary>
    public SchemaShape? Items => _schema["items"] is JsonObject items ? new SchemaShape(root, items) : null;

    /// <summary>The shape of a map's values.</summary>
    public SchemaShape? Entry => _schema["additionalProperties"] is JsonObject entry ? new SchemaShape(root, entry) : null;

    /// <summary>True for a member that must be there.</summary>
    public bool Requires(string member) => (_schema["required"] as JsonArray)?.Any(r => r?.GetValue<string>() == member) == true;

    /// <summary>The smallest value: what must be there, empty.</summary>
    public JsonNode Empty() => Control switch
    {
        SchemaControl.Bilingual => new JsonObject { ["zh"] = "", ["en"] = "" },
        SchemaControl.Number => JsonValue.Create(0),
        SchemaControl.Check => JsonValue.Create(true),
        SchemaControl.Words or SchemaControl.List => new JsonArray(),
        SchemaControl.Map or SchemaControl.Raw => new JsonObject(),
        SchemaControl.Object => new JsonObject(Members.Where(m => Requires(m.Name)).Select(m => KeyValuePair.Create(m.Name, (JsonNode?)m.Shape.Empty()))),
        _ => JsonValue.Create(""),
    };

    /// <summary>The type; of several the first, since the others only say that it may be left out.</summary>
    private string? Type => JsonPlaces.TextAt(_schema, _schema["type"] is JsonArray ? "/type/0" : "/type") is { Length: > 0 } type ? type : null;

    private bool IsText => Type == "object" && _schema["properties"] is JsonObject { Count: 2 } members && members.ContainsKey("zh") && members.ContainsKey("en");

    private static JsonObject Follow(JsonObject root, JsonObject schema)
    {
        for (var i = 0; i < 8 && JsonPlaces.TextAt(schema, "/$ref") is { Length: > 1 } reference; i++)
            schema = JsonPlaces.Find(root, reference[1..]) as JsonObject ?? [];
        return schema;
    }
}

/// <summary>The controls a schema-driven editor has.</summary>
public enum SchemaControl
{
    Text,
    Number,
    Check,
    Bilingual,
    Words,
    List,
    Map,
    Object,
    Raw,
}
