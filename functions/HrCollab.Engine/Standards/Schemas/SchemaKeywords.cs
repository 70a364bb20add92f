using System.Collections.Frozen;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>What a keyword holds.</summary>
internal enum KeywordShape
{
    /// <summary>Words for people; asserts nothing.</summary>
    Annotation,

    /// <summary>$schema.</summary>
    Dialect,

    /// <summary>$id of the whole schema.</summary>
    Identity,

    /// <summary>$anchor.</summary>
    Anchor,

    /// <summary>$ref.</summary>
    Reference,

    /// <summary>A type or several.</summary>
    Types,

    /// <summary>Any values, at least one.</summary>
    Values,

    /// <summary>Any value.</summary>
    Value,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A number above zero.</summary>
    Positive,

    /// <summary>A whole number from zero.</summary>
    Count,

    /// <summary>true or false.</summary>
    Truth,

    /// <summary>A regular expression.</summary>
    Pattern,

    /// <summary>A format we know.</summary>
    Format,

    /// <summary>A schema.</summary>
    Schema,

    /// <summary>Schemas, at least one.</summary>
    Schemas,

    /// <summary>Schemas by name.</summary>
    SchemaMap,

    /// <summary>Schemas by pattern.</summary>
    PatternMap,

    /// <summary>Different names.</summary>
    Names,

    /// <summary>Different names by name.</summary>
    NamesMap,
}

/// <summary>The keywords that are enforced, and why the others are not there. A schema with any other keyword does not compile.</summary>
internal static class SchemaKeywords
{
    /// <summary>Our own: lengths in text elements, which is what a standard calls characters.</summary>
    public const string MinCharacters = "minCharacters";

    /// <summary>See <see cref="MinCharacters"/>.</summary>
    public const string MaxCharacters = "maxCharacters";

    /// <summary>Our own: limits of decimals that are written as texts.</summary>
    public const string MinDecimal = "minDecimal";

    /// <summary>See <see cref="MinDecimal"/>.</summary>
    public const string MaxDecimal = "maxDecimal";

    /// <summary>See <see cref="MinDecimal"/>; zeros at the end do not count.</summary>
    public const string MaxDecimals = "maxDecimals";

    public static FrozenDictionary<string, KeywordShape> Known { get; } = new Dictionary<string, KeywordShape>(StringComparer.Ordinal)
    {
        ["title"] = KeywordShape.Annotation,
        ["description"] = KeywordShape.Annotation,
        ["$comment"] = KeywordShape.Annotation,
        ["default"] = KeywordShape.Annotation,
        ["examples"] = KeywordShape.Annotation,
        ["deprecated"] = KeywordShape.Annotation,
        ["readOnly"] = KeywordShape.Annotation,
        ["writeOnly"] = KeywordShape.Annotation,
        ["$schema"] = KeywordShape.Dialect,
        ["$id"] = KeywordShape.Identity,
        ["$anchor"] = KeywordShape.Anchor,
        ["$ref"] = KeywordShape.Reference,
        ["$defs"] = KeywordShape.SchemaMap,
        ["definitions"] = KeywordShape.SchemaMap,
        ["type"] = KeywordShape.Types,
        ["enum"] = KeywordShape.Values,
        ["const"] = KeywordShape.Value,
        ["minimum"] = KeywordShape.Number,
        ["maximum"] = KeywordShape.Number,
        ["exclusiveMinimum"] = KeywordShape.Number,
        ["exclusiveMaximum"] = KeywordShape.Number,
        ["multipleOf"] = KeywordShape.Positive,
        ["minLength"] = KeywordShape.Count,
        ["maxLength"] = KeywordShape.Count,
        [MinCharacters] = KeywordShape.Count,
        [MaxCharacters] = KeywordShape.Count,
        [MinDecimal] = KeywordShape.Number,
        [MaxDecimal] = KeywordShape.Number,
        [MaxDecimals] = KeywordShape.Count,
        ["pattern"] = KeywordShape.Pattern,
        ["format"] = KeywordShape.Format,
        ["properties"] = KeywordShape.SchemaMap,
        ["patternProperties"] = KeywordShape.PatternMap,
        ["additionalProperties"] = KeywordShape.Schema,
        ["propertyNames"] = KeywordShape.Schema,
        ["unevaluatedProperties"] = KeywordShape.Schema,
        ["required"] = KeywordShape.Names,
        ["minProperties"] = KeywordShape.Count,
        ["maxProperties"] = KeywordShape.Count,
        ["dependentRequired"] = KeywordShape.NamesMap,
        ["dependentSchemas"] = KeywordShape.SchemaMap,
        ["prefixItems"] = KeywordShape.Schemas,
        ["items"] = KeywordShape.Schema,
        ["unevaluatedItems"] = KeywordShape.Schema,
        ["contains"] = KeywordShape.Schema,
        ["minContains"] = KeywordShape.Count,
        ["maxContains"] = KeywordShape.Count,
        ["minItems"] = KeywordShape.Count,
        ["maxItems"] = KeywordShape.Count,
        ["uniqueItems"] = KeywordShape.Truth,
        ["allOf"] = KeywordShape.Schemas,
        ["anyOf"] = KeywordShape.Schemas,
        ["oneOf"] = KeywordShape.Schemas,
        ["not"] = KeywordShape.Schema,
        ["if"] = KeywordShape.Schema,
        ["then"] = KeywordShape.Schema,
        ["else"] = KeywordShape.Schema,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Keywords of JSON Schema and its surroundings that we do not enforce, and what to write instead.</summary>
    public static FrozenDictionary<string, Text> Refused { get; } = new Dictionary<string, Text>(StringComparer.Ordinal)
    {
        ["dependencies"] = new("请写 dependentRequired 或 dependentSchemas。", "Write dependentRequired or dependentSchemas."),
        ["additionalItems"] = new("请写 prefixItems 和 items。", "Write prefixItems and items."),
        ["id"] = new("请写 $id(仅限整个模式)或 $anchor。", "Write $id (for the whole schema only) or $anchor."),
        ["$dynamicRef"] = new("请写 $ref,指向固定的位置。", "Write $ref to a fixed place."),
        ["$dynamicAnchor"] = new("请写 $anchor。", "Write $anchor."),
        ["$recursiveRef"] = new("请写 \"$ref\": \"#\"。", "Write \"$ref\": \"#\"."),
        ["$recursiveAnchor"] = new("请写 $anchor。", "Write $anchor."),
        ["$vocabulary"] = new("请删除;关键字由系统决定。", "Remove it; the keywords are fixed."),
        ["contentEncoding"] = new("内容不会被解码,请写 pattern。", "Contents are not decoded; write a pattern."),
        ["contentMediaType"] = new("内容不会被解码,请写 pattern。", "Contents are not decoded; write a pattern."),
        ["contentSchema"] = new("内容不会被解码,请把结构写成对象。", "Contents are not decoded; describe an object instead."),
        ["nullable"] = new("请写 \"type\": [\"…\", \"null\"]。", "Write \"type\": [\"...\", \"null\"]."),
        ["discriminator"] = new("请写 oneOf,各分支用 const 区分。", "Write oneOf with a const in each branch."),
        ["divisibleBy"] = new("请写 multipleOf。", "Write multipleOf."),
        ["extends"] = new("请写 allOf。", "Write allOf."),
        ["disallow"] = new("请写 not。", "Write not."),
        ["regex"] = new("请写 pattern。", "Write pattern."),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Types and what people call them.</summary>
    public static FrozenDictionary<string, Text> Types { get; } = new Dictionary<string, Text>(StringComparer.Ordinal)
    {
        ["null"] = Text.Same("null"),
        ["boolean"] = new("true 或 false", "true or false"),
        ["object"] = new("对象", "an object"),
        ["array"] = new("数组", "an array"),
        ["number"] = new("数字", "a number"),
        ["string"] = new("文本", "a text"),
        ["integer"] = new("整数", "a whole number"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Dialects that are read; all by the rules of 2020-12.</summary>
    public static FrozenSet<string> Dialects { get; } = new[]
    {
        "https://json-schema.org/draft/2020-12/schema", "http://json-schema.org/draft-07/schema", "http://json-schema.org/draft-06/schema",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Keywords that say nothing without another one.</summary>
    public static FrozenDictionary<string, string> Needs { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [MinDecimal] = "format",
        [MaxDecimal] = "format",
        [MaxDecimals] = "format",
        ["then"] = "if",
        ["else"] = "if",
        ["minContains"] = "contains",
        ["maxContains"] = "contains",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
