using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards.Schemas.Patterns;
using NJsonSchema;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>
/// Makes the nodes of a plan from NJsonSchema's object model; keywords that the model does not have come from the raw part in the same
/// pass. A value that the model read differently from what is written is a finding, never a guess.
/// </summary>
internal sealed class SchemaCompiler(IReadOnlyList<SchemaPart> parts, SchemaModel model, Func<string, CodeList?> codes, Action<DiagnosticCode, string, object?[]> report)
{
    public ImmutableArray<SchemaNode> Nodes() => [.. parts.Select(Node)];

    private SchemaNode Node(SchemaPart part)
    {
        var schema = model[part.Index];
        return new SchemaNode
        {
            Pointer = part.Pointer,
            Possible = part.Raw.ValueKind != JsonValueKind.False,
            Types = Types(schema, part),
            Enum = part.Value("enum") is { } values ? new LiteralSet(values.EnumerateArray()) : null,
            Const = part.Value("const") is { } value ? new LiteralSet([value]) : null,
            Numbers = Numbers(schema, part),
            Texts = Texts(schema, part),
            Objects = Objects(schema, part),
            Arrays = Arrays(schema, part),
            InPlace = InPlace(schema, part),
            UnevaluatedProperties = part.Child("unevaluatedProperties"),
            UnevaluatedItems = part.Child("unevaluatedItems"),
        };
    }

    private JsonTypes Types(JsonSchema schema, SchemaPart part)
    {
        if (part.Value("type") is not { } written) return JsonTypes.All;
        var types = JsonTypes.None;
        foreach (var (mine, theirs) in TypeNames)
        {
            if (schema.Type.HasFlag(theirs)) types |= mine;
        }

        // The model and the text must name as many types: none is lost on the way.
        if (schema.Type == JsonObjectType.None || int.PopCount((int)types) != (written.ValueKind == JsonValueKind.Array ? written.GetArrayLength() : 1)) Misread(part, "type");
        return types.HasFlag(JsonTypes.Number) ? types | JsonTypes.Integer : types;
    }

    private static readonly ImmutableArray<(JsonTypes, JsonObjectType)> TypeNames =
    [
        (JsonTypes.Null, JsonObjectType.Null), (JsonTypes.Boolean, JsonObjectType.Boolean), (JsonTypes.Object, JsonObjectType.Object), (JsonTypes.Array, JsonObjectType.Array),
        (JsonTypes.Number, JsonObjectType.Number), (JsonTypes.String, JsonObjectType.String), (JsonTypes.Integer, JsonObjectType.Integer),
    ];

    private NumberRules? Numbers(JsonSchema schema, SchemaPart part)
    {
        var rules = new NumberRules(
            Number("minimum", schema.Minimum), Number("maximum", schema.Maximum), Number("exclusiveMinimum", schema.ExclusiveMinimum),
            Number("exclusiveMaximum", schema.ExclusiveMaximum), Number("multipleOf", schema.MultipleOf));
        return rules is (null, null, null, null, null) ? null : rules;

        decimal? Number(string keyword, decimal? read)
        {
            if ((part.Value(keyword) is { } written ? SchemaLint.Number(written) : null) != read) Misread(part, keyword);
            return read;
        }
    }

    private int Count(SchemaPart part, string keyword, int? read, int otherwise)
    {
        var written = part.Value(keyword) is { } value ? (int?)SchemaLint.Number(value) : null;
        if (written is not null && read is not null && written != read) Misread(part, keyword);
        return written ?? otherwise;
    }

    private TextRules? Texts(JsonSchema schema, SchemaPart part)
    {
        if (schema.Pattern != part.Value("pattern")?.GetString()) Misread(part, "pattern");
        if (schema.Format != part.Value("format")?.GetString()) Misread(part, "format");
        var rules = new TextRules(
            Count(part, "minLength", schema.MinLength, 0), Count(part, "maxLength", schema.MaxLength, int.MaxValue),
            Count(part, SchemaKeywords.MinCharacters, null, 0), Count(part, SchemaKeywords.MaxCharacters, null, int.MaxValue),
            schema.Pattern is null ? null : EcmaPattern.Compile(schema.Pattern, whole: false, out _),
            schema.Format is null ? null : TextFormats.Known.GetValueOrDefault(schema.Format),
            schema.Format?.StartsWith(TextFormats.Code, StringComparison.Ordinal) == true && codes(schema.Format[TextFormats.Code.Length..]) is { } list ? new CodeTable(list) : null,
            Decimals(part));
        return rules is (0, int.MaxValue, 0, int.MaxValue, null, null, null, null) ? null : rules;
    }

    private static DecimalRules? Decimals(SchemaPart part)
    {
        var rules = new DecimalRules(Number(SchemaKeywords.MinDecimal), Number(SchemaKeywords.MaxDecimal), (int?)Number(SchemaKeywords.MaxDecimals));
        return rules is (null, null, null) ? null : rules;

        decimal? Number(string keyword) => part.Value(keyword) is { } value ? SchemaLint.Number(value) : null;
    }

    private ObjectRules? Objects(JsonSchema schema, SchemaPart part)
    {
        if (schema.Properties.Count != part.Links("properties").Count || schema.PatternProperties.Count != part.Links("patternProperties").Count) Misread(part, "properties");
        if (schema.RequiredProperties.Count != (part.Value("required")?.GetArrayLength() ?? 0)) Misread(part, "required");
        var needs = part.Value("dependentRequired") is { } map ? map.EnumerateObject().Select(m => (m.Name, Names: m.Value.EnumerateArray().Select(n => n.GetString()!).ToList())).ToList() : [];
        var dependents = part.Links("dependentSchemas");
        var table = new Utf8Table(schema.Properties.Keys.Concat(schema.RequiredProperties).Concat(needs.SelectMany(n => n.Names.Prepend(n.Name))).Concat(dependents.Select(d => d.Name)));
        if (table.Count > SchemaLimits.Elements) report(SchemaFindings.TooLarge, part.Pointer, [new Text($"超过 {SchemaLimits.Elements} 个成员名称", $"more than {SchemaLimits.Elements} names of members")]);
        var rules = new ObjectRules(
            table,
            [.. table.Names.Select(n => schema.Properties.TryGetValue(n, out var property) ? model.PartOf(property) : -1)],
            [.. schema.RequiredProperties.Select(table.IndexOf)],
            [.. schema.PatternProperties.Select(p => (EcmaPattern.Compile(p.Key, whole: false, out _)!, model.PartOf(p.Value)))],
            Child(part, "additionalProperties", schema.AdditionalPropertiesSchema),
            part.Child("propertyNames"),
            Count(part, "minProperties", schema.MinProperties, 0), Count(part, "maxProperties", schema.MaxProperties, int.MaxValue),
            [.. needs.Select(n => (table.IndexOf(n.Name), n.Names.Select(table.IndexOf).ToImmutableArray()))],
            [.. dependents.Select(d => (table.IndexOf(d.Name), d.Part))]);
        return table.Count == 0 && rules is { Patterns.IsEmpty: true, Additional: < 0, PropertyNames: < 0, Min: 0, Max: int.MaxValue } ? null : rules;
    }

    private ArrayRules? Arrays(JsonSchema schema, SchemaPart part)
    {
        var unique = part.Value("uniqueItems") is { ValueKind: JsonValueKind.True };
        if (schema.UniqueItems != unique) Misread(part, "uniqueItems");
        var rules = new ArrayRules(
            [.. part.Links("prefixItems").Select(l => l.Part)], Child(part, "items", schema.Item), part.Child("contains"),
            Count(part, "minContains", null, 1), Count(part, "maxContains", null, int.MaxValue),
            Count(part, "minItems", schema.MinItems, 0), Count(part, "maxItems", schema.MaxItems, int.MaxValue), schema.UniqueItems);
        return rules is { Prefix.IsEmpty: true, Items: < 0, Contains: < 0, Min: 0, Max: int.MaxValue, Unique: false } ? null : rules;
    }

    private InPlaceRules? InPlace(JsonSchema schema, SchemaPart part)
    {
        var rules = new InPlaceRules(
            Children(part, "allOf", schema.AllOf, part.Links("$ref").Count), Children(part, "anyOf", schema.AnyOf), Children(part, "oneOf", schema.OneOf),
            Child(part, "not", schema.Not), part.Child("if"), part.Child("then"), part.Child("else"));
        return rules is { AllOf.IsEmpty: true, AnyOf.IsEmpty: true, OneOf.IsEmpty: true, Not: < 0, If: < 0 } ? null : rules;
    }

    private ImmutableArray<int> Children(SchemaPart part, string keyword, ICollection<JsonSchema> read, int more = 0)
    {
        if (read.Count != part.Links(keyword).Count + more) Misread(part, keyword);
        return [.. read.Select(model.PartOf)];
    }

    private int Child(SchemaPart part, string keyword, JsonSchema? read)
    {
        if (model.PartOf(read) != part.Child(keyword)) Misread(part, keyword);
        return part.Child(keyword);
    }

    private void Misread(SchemaPart part, string keyword) => report(SchemaFindings.Misread, $"{part.Pointer}/{keyword}", [keyword]);
}
