using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace HrCollab.Engine.Kernel;

/// <summary>The canonical text of a file that says only what differs: what it states in the order of the model, nothing added and nothing left out.</summary>
internal static class PartialText
{
    private static readonly string[] First = ["$schema", "id", .. Inheritance.Members];

    /// <summary>The text; null when the file does not read.</summary>
    public static byte[]? Canonical(DefinitionFile file, JsonTypeInfo json)
    {
        if (!StrictJson.Partial(file, json, _ => { })) return null;
        using var document = JsonDocument.Parse(file.Utf8, new() { MaxDepth = Limits.JsonDepth });
        var ordered = (JsonObject)Ordered(document.RootElement, json)!;
        return CanonicalJson.Write(ordered.Deserialize<JsonElement>());
    }

    private static JsonNode? Ordered(JsonElement element, JsonTypeInfo type, bool root = true)
    {
        if (Nullable.GetUnderlyingType(type.Type) is { } underlying) type = type.Options.GetTypeInfo(underlying);
        switch (element.ValueKind, type.Kind)
        {
            case (JsonValueKind.Object, JsonTypeInfoKind.Object):
                var members = StrictJson.Members(type).ToDictionary(p => p.Name, StringComparer.Ordinal);
                var order = members.Keys.ToList();
                var ordered = new JsonObject();
                foreach (var member in element.EnumerateObject().OrderBy(m => root && Array.IndexOf(First, m.Name) is >= 0 and var first ? first - First.Length : order.IndexOf(m.Name)))
                    ordered[member.Name] = members.TryGetValue(member.Name, out var property) ? Ordered(member.Value, type.Options.GetTypeInfo(property.PropertyType), root: false) : JsonSerializer.SerializeToNode(member.Value);
                return ordered;
            case (JsonValueKind.Object, JsonTypeInfoKind.Dictionary):
                var entries = type.Options.GetTypeInfo(type.ElementType!);
                return new JsonObject(element.EnumerateObject().OrderBy(e => e.Name, StringComparer.Ordinal).Select(e => KeyValuePair.Create(e.Name, Ordered(e.Value, entries, root: false))));
            case (JsonValueKind.Array, JsonTypeInfoKind.Enumerable):
                var items = type.Options.GetTypeInfo(type.ElementType!);
                return new JsonArray([.. element.EnumerateArray().Select(i => Ordered(i, items, root: false))]);
            default:
                return element.ValueKind == JsonValueKind.Null ? null : JsonNode.Parse(element.GetRawText());
        }
    }
}
