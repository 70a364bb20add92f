using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using NJsonSchema;

namespace HrCollab.Engine.Standards;

/// <summary>
/// A standard as JSON Schema, for documents and other programs. It says no more than the standard enforces; what JSON Schema cannot say
/// (check digits, rules across fields) stands in descriptions.
/// </summary>
public static class StandardSchema
{
    /// <summary>The schema of a record in its nested form.</summary>
    public static JsonSchema Of(Standard standard, Language language)
    {
        var root = new JsonSchema { Type = JsonObjectType.Object, Title = standard.Title.In(language), AllowAdditionalProperties = false };
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

        return root;
    }

    private static JsonSchemaProperty Property(Field field, Language language)
    {
        var definition = field.Definition;
        var property = new JsonSchemaProperty
        {
            Title = field.Title.In(language),
            Description = definition.Help?.In(language),
            Type = field.Shape.Type switch { ValueType.Integer => JsonObjectType.Integer, ValueType.Boolean => JsonObjectType.Boolean, ValueType.Codes => JsonObjectType.Array, _ => JsonObjectType.String },
            Pattern = definition.Pattern is { } pattern ? $"^(?:{pattern})$" : null,
            MinLength = definition.MinLength,
            MaxLength = definition.MaxLength,
            IsReadOnly = field.IsComputed,
        };
        if (field.Shape.Type == ValueType.Date) property.Format = "date";
        if (field.Shape.Type == ValueType.Integer) (property.Minimum, property.Maximum) = (definition.Min, definition.Max);
        if (field.Shape.Type == ValueType.Codes) property.Item = Codes(new JsonSchema { Type = JsonObjectType.String }, field);
        return field.Shape.Type == ValueType.Code ? Codes(property, field) : property;
    }

    /// <summary>Short lists are spelt out; long ones (divisions) are named in the description.</summary>
    private static T Codes<T>(T schema, Field field)
        where T : JsonSchema
    {
        const int Most = 100;
        if (field.Codes is not { } codes) return schema;
        if (codes.Values.Length > Most) schema.Description = $"{codes.Id}: {codes.Title}";
        else foreach (var value in codes.Values) schema.Enumeration.Add(value.Code);
        return schema;
    }
}
