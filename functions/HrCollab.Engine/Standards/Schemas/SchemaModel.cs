using System.Buffers;
using System.Text;
using System.Text.Json;
using NJsonSchema;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>
/// NJsonSchema's object model of the parts. It gets every part as a definition of its own, without nesting: it refuses boolean schemas and
/// $anchor, forgets the siblings of $ref and never looks into keywords that it does not know. Keywords that it does not have stay in the raw part.
/// </summary>
internal sealed class SchemaModel
{
    private static readonly string[] Plain =
    [
        "type", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "format", "required",
        "minProperties", "maxProperties", "minItems", "maxItems", "uniqueItems",
    ];

    private static readonly string[] Single = ["items", "additionalProperties", "not"];
    private static readonly string[] Lists = ["allOf", "anyOf", "oneOf"];
    private static readonly string[] Maps = ["properties", "patternProperties"];

    private readonly Dictionary<JsonSchema, int> _places = new(ReferenceEqualityComparer.Instance);
    private readonly JsonSchema[] _parts;

    private SchemaModel(JsonSchema[] parts)
    {
        _parts = parts;
        for (var i = 0; i < parts.Length; i++) _places[parts[i]] = i;
    }

    /// <summary>The model of a part.</summary>
    public JsonSchema this[int part] => _parts[part];

    /// <summary>The part that a reference of the model leads to; -1 for none.</summary>
    public int PartOf(JsonSchema? child) => child?.Reference is { } target ? _places[target] : -1;

    public static SchemaModel Read(IReadOnlyList<SchemaPart> parts)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("definitions");
            foreach (var part in parts)
            {
                writer.WriteStartObject(Name(part.Index));
                Write(writer, part);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        // Everything is in the text: no path, no network, and so nothing to wait for.
        var root = JsonSchema.FromJsonAsync(Encoding.UTF8.GetString(buffer.WrittenSpan)).GetAwaiter().GetResult();
        return new SchemaModel([.. parts.Select(p => root.Definitions[Name(p.Index)])]);
    }

    private static void Write(Utf8JsonWriter writer, SchemaPart part)
    {
        if (part.Raw.ValueKind != JsonValueKind.Object) return; // true and false are no models

        foreach (var keyword in Plain)
        {
            if (part.Value(keyword) is not { } value) continue;
            writer.WritePropertyName(keyword);
            if (SchemaKeywords.Known[keyword] == KeywordShape.Count) writer.WriteNumberValue((int)SchemaLint.Number(value)!); // 2.0 is a count, but not to the package
            else value.WriteTo(writer);
        }

        foreach (var keyword in Single)
        {
            if (part.Child(keyword) is >= 0 and var child) Reference(writer, keyword, child);
        }

        foreach (var keyword in Lists)
        {
            var links = keyword == "allOf" ? part.Links(keyword).Concat(part.Links("$ref")).ToList() : part.Links(keyword);
            if (links.Count == 0) continue;
            writer.WriteStartArray(keyword);
            foreach (var (_, child) in links) Reference(writer, null, child);
            writer.WriteEndArray();
        }

        foreach (var keyword in Maps)
        {
            if (part.Links(keyword).Count == 0) continue;
            writer.WriteStartObject(keyword);
            foreach (var (name, child) in part.Links(keyword)) Reference(writer, name, child);
            writer.WriteEndObject();
        }
    }

    private static void Reference(Utf8JsonWriter writer, string? name, int part)
    {
        if (name is null) writer.WriteStartObject();
        else writer.WriteStartObject(name);
        writer.WriteString("$ref", $"#/definitions/{Name(part)}");
        writer.WriteEndObject();
    }

    private static string Name(int part) => $"p{part}";
}
