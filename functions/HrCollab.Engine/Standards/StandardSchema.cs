using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards.Schemas;
using NJsonSchema;

namespace HrCollab.Engine.Standards;

/// <summary>
/// A standard as JSON Schema, for documents and other programs, over records in canonical JSON. It says what the standard enforces of each
/// field and of the whole; rules across fields are expressions and stand in no schema. Compiled again, it judges as the standard does.
/// </summary>
public static class StandardSchema
{
    private const int MostCodes = 100;

    /// <summary>The schema of a record in its nested form (2020-12, with our formats and the keywords minCharacters, maxCharacters, minDecimal, maxDecimal, maxDecimals).</summary>
    public static JsonObject Json(Standard standard, Language language)
    {
        var root = new JsonSchema { SchemaVersion = "https://json-schema.org/draft/2020-12/schema", Type = JsonObjectType.Object, Title = standard.Title.In(language), AllowAdditionalProperties = false };
        foreach (var group in standard.Definition.Groups)
        {
            var inner = new JsonSchemaProperty { Type = JsonObjectType.Object, Title = group.Title.In(language), AllowAdditionalProperties = false };
            root.Properties[group.Id] = inner;
            foreach (var field in standard.Fields.Where(f => Standard.Group(f) == group.Id))
            {
                inner.Properties[field.Definition.Id] = Property(field, language);
                if (field.Required) inner.RequiredProperties.Add(field.Definition.Id);
            }

            if (inner.RequiredProperties.Count > 0) root.RequiredProperties.Add(group.Id);
        }

        var json = JsonNode.Parse(root.ToJson())!.AsObject();
        if (standard.Schema is not { } embedded) return json;
        var written = JsonNode.Parse(embedded.Written.GetRawText())!;
        if (written is JsonObject schema)
        {
            schema.Remove("$schema");
            schema.Remove("$id");
            Move(schema, "#/allOf/0");
        }

        json["allOf"] = new JsonArray(written);
        return json;
    }

    private static JsonSchemaProperty Property(Field field, Language language)
    {
        var definition = field.Definition;
        var property = new JsonSchemaProperty { Title = field.Title.In(language), Description = definition.Help?.In(language) };
        var own = new Dictionary<string, object?>(StringComparer.Ordinal);
        switch (field.Shape.Type)
        {
            case ValueType.Integer:
                (property.Type, property.Minimum, property.Maximum) = (JsonObjectType.Integer, definition.Min, definition.Max);
                break;
            case ValueType.Decimal:
                (property.Type, property.Format) = (JsonObjectType.String, "decimal");
                Own(SchemaKeywords.MinDecimal, definition.Min);
                Own(SchemaKeywords.MaxDecimal, definition.Max);
                Own(SchemaKeywords.MaxDecimals, definition.Scale);
                break;
            case ValueType.Boolean:
                property.Type = JsonObjectType.Boolean;
                break;
            case ValueType.Date:
                (property.Type, property.Format) = (JsonObjectType.String, "date");
                break;
            case ValueType.Duration:
                (property.Type, property.Format, property.Pattern) = (JsonObjectType.String, "duration", "^P[0-9YMD]+$");
                break;
            case ValueType.Rows:
                (property.Type, property.Item) = (JsonObjectType.Array, new JsonSchema { Type = JsonObjectType.Object, AllowAdditionalProperties = false });
                (property.MinItems, property.MaxItems) = (field.Rows!.Min, field.Rows.Max);
                foreach (var inner in field.Rows.Fields)
                {
                    property.Item.Properties[inner.Path] = Property(inner, language);
                    if (inner.Required) property.Item.RequiredProperties.Add(inner.Path);
                }

                break;
            case ValueType.Code:
                Codes(property, field);
                break;
            case ValueType.Codes:
                (property.Type, property.MaxItems, property.Item) = (JsonObjectType.Array, ValueReader.MostCodes, new JsonSchema());
                Codes(property.Item, field);
                break;
            default:
                property.Type = JsonObjectType.String;
                property.MinLength = definition.MinLength ?? (field.Required ? 1 : null); // a text has at least as many code points as characters
                property.Pattern = definition.Pattern is { } pattern ? $"^(?:{pattern})$" : null;
                property.Format = definition.Format;
                Own(SchemaKeywords.MinCharacters, definition.MinLength);
                Own(SchemaKeywords.MaxCharacters, definition.MaxLength);
                break;
        }

        if (field.IsComputed) Own("readOnly", true); // the package writes it in lower case
        if (own.Count > 0) property.ExtensionData = own;
        return property;

        void Own(string keyword, object? value)
        {
            if (value is not null) own[keyword] = value;
        }
    }

    /// <summary>The format names the list; short lists are spelt out as well, for those who do not know the format.</summary>
    private static void Codes(JsonSchema schema, Field field)
    {
        schema.Type = JsonObjectType.String;
        if (field.Codes is not { } codes) return;
        schema.Format = TextFormats.Code + codes.Id;
        if (codes.Values.Length > MostCodes) return;
        foreach (var value in codes.Values) schema.Enumeration.Add(value.Code);
    }

    /// <summary>References within a schema that moves into another one.</summary>
    private static void Move(JsonNode? schema, string to)
    {
        if (schema is not JsonObject members) return;
        foreach (var (keyword, value) in members.ToList())
        {
            switch (SchemaKeywords.Known[keyword])
            {
                case KeywordShape.Reference when (string)value! is "#" or ['#', '/', ..]:
                    members[keyword] = to + ((string)value!)[1..];
                    break;
                case KeywordShape.Schema:
                    Move(value, to);
                    break;
                case KeywordShape.Schemas:
                    foreach (var item in value!.AsArray()) Move(item, to);
                    break;
                case KeywordShape.SchemaMap or KeywordShape.PatternMap:
                    foreach (var (_, item) in value!.AsObject()) Move(item, to);
                    break;
                default:
                    break;
            }
        }
    }
}
