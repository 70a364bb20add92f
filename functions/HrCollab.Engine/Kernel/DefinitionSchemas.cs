using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Xml.Linq;

namespace HrCollab.Engine.Kernel;

/// <summary>
/// JSON Schemas (2020-12) of the definition files, made from the metadata that reads them, so that an editor completes what the engine
/// knows and marks what it does not. (.NET's own exporter stops at the default of an immutable array.)
/// </summary>
public static class DefinitionSchemas
{
    private static readonly string[] Keys = ["id", "code"];

    /// <summary>One schema file per kind and one for the manifest. Descriptions come from the engine's documentation comments.</summary>
    public static ImmutableArray<DefinitionFile> All(XDocument comments)
    {
        var words = new Comments(comments);
        return
        [
            new DefinitionFile("schema/manifest.schema.json", Of(ManifestJson.Default.Manifest, new Text("清单", "Manifest"), words)),
            .. DefinitionKinds.All.Select(k => new DefinitionFile($"schema/{k.Suffix}.schema.json", k.Schema(words))),
            .. from kind in DefinitionKinds.All
               let schema = kind.PartialSchema(words)
               where schema is not null
               select new DefinitionFile($"schema/{kind.Suffix}.subsidiary.schema.json", schema),
        ];
    }

    /// <summary>Of a file that says only what differs: nothing is required but the ids, and null takes away what may be absent.</summary>
    internal static byte[] PartOf(JsonTypeInfo type, Text title, Comments words)
    {
        var schema = JsonNode.Parse(Of(type, title with { Zh = title.Zh + "(子公司)", En = title.En + " of a subsidiary" }, words))!.AsObject();
        var parts = schema["$defs"] as JsonObject ?? [];
        foreach (var part in parts.Select(d => d.Value).Append(schema).OfType<JsonObject>()) Loosen(part, parts);
        schema["required"] = new JsonArray("id");
        schema["properties"]!.AsObject().Insert(2, Inheritance.Members[0], new JsonObject { ["type"] = "string", ["description"] = "The definition of the group whose contents hold where this file says nothing." });
        schema["properties"]!.AsObject().Insert(3, Inheritance.Members[1], new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" }, ["description"] = "Inherited parts that are taken away, by id." });
        return CanonicalJson.Write(schema.Deserialize<JsonElement>());
    }

    /// <summary>What is merged, because it has an id or holds parts that have one, may say less; anything else is replaced and so is whole.</summary>
    private static void Loosen(JsonObject part, JsonObject parts)
    {
        if (part["properties"] is not JsonObject members) return;
        var required = (part["required"] as JsonArray ?? []).Select(r => r!.GetValue<string>()).ToList();
        var key = Key(part);
        if (key is not null) part["required"] = new JsonArray(key);
        else if (members.Any(m => m.Value?["items"]?["$ref"]?.GetValue<string>() is { } item && Key(parts[item["#/$defs/".Length..]]) is not null)) part.Remove("required");
        else return;

        foreach (var (name, value) in members.ToList())
        {
            if (required.Contains(name) || value is not JsonObject member) continue;
            if (member["type"] is JsonValue type) member["type"] = new JsonArray(type.GetValue<string>(), "null");
        }
    }

    private static string? Key(JsonNode? part) => Keys.FirstOrDefault(k => part?["properties"]?[k] is not null);

    internal static byte[] Of(JsonTypeInfo type, Text title, Comments words)
    {
        var schema = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["title"] = $"{title.Zh} / {title.En}" };
        var parts = new SortedDictionary<string, JsonObject?>(StringComparer.Ordinal);
        foreach (var (name, value) in Members(type, parts, words).ToList()) schema[name] = value?.DeepClone();
        if (parts.Count > 0) schema["$defs"] = new JsonObject(parts.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value)));
        return CanonicalJson.Write(schema.Deserialize<JsonElement>());
    }

    private static JsonObject Value(JsonTypeInfo type, SortedDictionary<string, JsonObject?> parts, Comments words)
    {
        if (Nullable.GetUnderlyingType(type.Type) is { } underlying) type = type.Options.GetTypeInfo(underlying);
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                var name = JsonNamingPolicy.CamelCase.ConvertName(type.Type.Name.Replace("Definition", "", StringComparison.Ordinal));
                if (parts.TryAdd(name, null)) parts[name] = Members(type, parts, words);
                return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
            case JsonTypeInfoKind.Enumerable:
                return new JsonObject { ["type"] = "array", ["items"] = Value(type.Options.GetTypeInfo(type.ElementType!), parts, words) };
            case JsonTypeInfoKind.Dictionary:
                return new JsonObject { ["type"] = "object", ["additionalProperties"] = Value(type.Options.GetTypeInfo(type.ElementType!), parts, words) };
            default:
                return Scalar(type.Type);
        }
    }

    private static JsonObject Scalar(Type type) =>
        type == typeof(string) ? new JsonObject { ["type"] = "string" }
        : type == typeof(bool) ? new JsonObject { ["type"] = "boolean" }
        : type == typeof(int) ? new JsonObject { ["type"] = "integer" }
        : type == typeof(decimal) ? new JsonObject { ["type"] = "number" }
        : type == typeof(DateOnly) ? new JsonObject { ["type"] = "string", ["format"] = "date" }
        : type == typeof(JsonElement) ? []
        : throw new NotSupportedException($"A definition has a member of type {type}, which has no schema.");

    private static JsonObject Members(JsonTypeInfo type, SortedDictionary<string, JsonObject?> parts, Comments words)
    {
        var schema = new JsonObject();
        if (words.Of(type.Type) is { } about) schema["description"] = about;
        schema["type"] = "object";
        var required = StrictJson.Members(type).Where(p => p.IsRequired).Select(p => (JsonNode?)p.Name).ToArray();
        if (required.Length > 0) schema["required"] = new JsonArray(required);
        var members = new JsonObject();
        foreach (var property in StrictJson.Members(type))
        {
            var member = Value(type.Options.GetTypeInfo(property.PropertyType), parts, words);
            if (words.Of(type.Type, property.Name) is { } text) member["description"] = text;
            members[property.Name] = member;
        }

        schema["properties"] = members;
        schema["additionalProperties"] = false;
        return schema;
    }

    /// <summary>Summaries and parameter texts of the definition records.</summary>
    internal sealed class Comments(XDocument document)
    {
        private readonly Dictionary<string, XElement> _members = document.Descendants("member").ToDictionary(m => m.Attribute("name")!.Value, StringComparer.Ordinal);

        public string? Of(Type type) => Words(Member(type)?.Element("summary"));

        /// <summary>The parameter of a positional record that a JSON member stands for.</summary>
        public string? Of(Type type, string member) =>
            Words(Member(type)?.Elements("param").FirstOrDefault(p => JsonNamingPolicy.CamelCase.ConvertName(p.Attribute("name")!.Value) == member.TrimStart('$')));

        private XElement? Member(Type type) => _members.GetValueOrDefault($"T:{type.FullName!.Replace('+', '.')}");

        private static string? Words(XElement? element) =>
            element is null ? null : string.Join(' ', element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } words ? words : null;
    }
}
