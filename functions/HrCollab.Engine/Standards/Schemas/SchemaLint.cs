using System.Text;
using System.Text.Json;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards.Schemas.Patterns;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>
/// Reads the raw schema before anything else does: only what is enforced goes on, with sound values. Finds every subschema, so that
/// nothing in a place that a package skips is missed.
/// </summary>
internal sealed class SchemaLint(Func<string, bool> knowsFormat, Action<DiagnosticCode, string, object?[]> report)
{
    private bool _full;

    public List<SchemaPart> Parts { get; } = [];

    public int Visit(JsonElement schema, string pointer)
    {
        var part = new SchemaPart(Parts.Count, pointer, schema);
        if (Parts.Count >= SchemaLimits.Parts)
        {
            if (!_full) Report(SchemaFindings.TooLarge, pointer, new Text($"超过 {SchemaLimits.Parts} 个子模式", $"more than {SchemaLimits.Parts} subschemas"));
            _full = true;
            return 0;
        }

        Parts.Add(part);
        if (schema.ValueKind == JsonValueKind.Object) Members(part);
        else if (schema.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Report(SchemaFindings.NotASchema, pointer);
        return part.Index;
    }

    private void Members(SchemaPart part)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in part.Raw.EnumerateObject())
        {
            var at = $"{part.Pointer}/{JsonPointer.Escape(member.Name)}";
            if (!seen.Add(member.Name)) Report(SchemaFindings.DuplicateKeyword, at, Clip(member.Name));
            else if (SchemaKeywords.Known.TryGetValue(member.Name, out var shape)) Check(part, member.Name, member.Value, shape, at);
            else if (SchemaKeywords.Refused.TryGetValue(member.Name, out var instead)) Report(SchemaFindings.RefusedKeyword, at, member.Name, instead);
            else Report(SchemaFindings.UnknownKeyword, at, Clip(member.Name), DidYouMean.Hint(member.Name, SchemaKeywords.Known.Keys));
        }

        foreach (var (keyword, other) in SchemaKeywords.Needs)
        {
            if (seen.Contains(keyword) && !seen.Contains(other)) Report(SchemaFindings.NeedsOther, $"{part.Pointer}/{keyword}", keyword, other);
        }
    }

    private void Check(SchemaPart part, string keyword, JsonElement value, KeywordShape shape, string at)
    {
        switch (shape)
        {
            case KeywordShape.Annotation:
                if (value.ValueKind == JsonValueKind.String) _ = value.GetString(); // throws for half a surrogate pair
                else if (keyword is "title" or "description" or "$comment") Bad(new("文本", "a text"));
                break;
            case KeywordShape.Dialect:
                if (value.ValueKind != JsonValueKind.String || !SchemaKeywords.Dialects.Contains(value.GetString()!.TrimEnd('#'))) Report(SchemaFindings.UnknownDialect, at, Clip(value.ToString()));
                break;
            case KeywordShape.Identity:
                if (value.ValueKind != JsonValueKind.String) Bad(new("文本", "a text"));
                else if (part.Pointer.Length > 0) Report(SchemaFindings.RefusedKeyword, at, keyword, SchemaKeywords.Refused["id"]);
                break;
            case KeywordShape.Anchor or KeywordShape.Reference:
                if (value.ValueKind != JsonValueKind.String) Bad(new("文本", "a text"));
                break;
            case KeywordShape.Types:
                Types(value, at, Bad);
                break;
            case KeywordShape.Values:
                if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0) Bad(new("至少有一个值的数组", "an array of at least one value"));
                else Values(value, at);
                break;
            case KeywordShape.Value:
                Values(value, at);
                break;
            case KeywordShape.Number or KeywordShape.Positive:
                if (Number(value) is not { } number || (shape == KeywordShape.Positive && number <= 0)) Bad(shape == KeywordShape.Number ? new("不超过 28 位的数字", "a number of at most 28 digits") : new("大于零的数字", "a number above zero"));
                break;
            case KeywordShape.Count:
                if (Number(value) is not (>= 0 and <= int.MaxValue and var count) || !decimal.IsInteger(count)) Bad(new("非负整数", "a whole number from zero"));
                break;
            case KeywordShape.Truth:
                if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Bad(new("true 或 false", "true or false"));
                break;
            case KeywordShape.Pattern:
                if (value.ValueKind != JsonValueKind.String) Bad(new("文本", "a text"));
                else Pattern(value.GetString()!, at);
                break;
            case KeywordShape.Format:
                if (value.ValueKind != JsonValueKind.String) Bad(new("文本", "a text"));
                else if (!knowsFormat(value.GetString()!)) Report(SchemaFindings.UnknownFormat, at, Clip(value.GetString()!), DidYouMean.Hint(value.GetString()!, TextFormats.Names));
                break;
            case KeywordShape.Schema:
                part.Link(keyword, "", Visit(value, at));
                break;
            case KeywordShape.Schemas:
                if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0) Bad(new("至少有一个模式的数组", "an array of at least one schema"));
                else foreach (var (i, item) in value.EnumerateArray().Index()) part.Link(keyword, "", Visit(item, $"{at}/{i}"));
                break;
            case KeywordShape.SchemaMap or KeywordShape.PatternMap:
                Map(value, at, Bad, (name, schema, place) =>
                {
                    if (shape == KeywordShape.PatternMap) Pattern(name, place);
                    part.Link(keyword, name, Visit(schema, place));
                });
                break;
            case KeywordShape.Names:
                Names(value, Bad);
                break;
            default:
                Map(value, at, Bad, (_, names, place) => Names(names, text => Report(SchemaFindings.BadValue, place, keyword, text)));
                break;
        }

        void Bad(Text expected) => Report(SchemaFindings.BadValue, at, keyword, expected);
    }

    private void Types(JsonElement value, string at, Action<Text> bad)
    {
        if (value.ValueKind == JsonValueKind.String) Type(value, at);
        else if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0) bad(new("类型或至少一个类型的数组", "a type or an array of at least one"));
        else if (value.EnumerateArray().Select(t => t.ToString()).Distinct(StringComparer.Ordinal).Count() != value.GetArrayLength()) bad(new("互不相同的类型", "different types"));
        else foreach (var (i, item) in value.EnumerateArray().Index()) Type(item, $"{at}/{i}");

        void Type(JsonElement type, string place)
        {
            if (type.ValueKind != JsonValueKind.String) bad(new("类型的名称", "the name of a type"));
            else if (!SchemaKeywords.Types.ContainsKey(type.GetString()!)) Report(SchemaFindings.UnknownType, place, Clip(type.GetString()!), DidYouMean.Hint(type.GetString()!, SchemaKeywords.Types.Keys));
        }
    }

    /// <summary>Values to compare with: no member twice, no number that decimal cannot hold.</summary>
    private void Values(JsonElement value, string at)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number when Number(value) is null:
                Report(SchemaFindings.BadValue, at, Clip(value.GetRawText()), new Text("不超过 28 位的数字", "a number of at most 28 digits"));
                break;
            case JsonValueKind.Array:
                foreach (var (i, item) in value.EnumerateArray().Index()) Values(item, $"{at}/{i}");
                break;
            case JsonValueKind.Object:
                Map(value, at, _ => { }, (_, inner, place) => Values(inner, place));
                break;
            default:
                break;
        }
    }

    private void Map(JsonElement value, string at, Action<Text> bad, Action<string, JsonElement, string> each)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            bad(new("对象", "an object"));
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            var place = $"{at}/{JsonPointer.Escape(member.Name)}";
            if (seen.Add(member.Name)) each(member.Name, member.Value, place);
            else Report(SchemaFindings.DuplicateKeyword, place, Clip(member.Name));
        }
    }

    private static void Names(JsonElement value, Action<Text> bad)
    {
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(n => n.ValueKind != JsonValueKind.String)
            || value.EnumerateArray().Select(n => n.GetString()).Distinct(StringComparer.Ordinal).Count() != value.GetArrayLength())
            bad(new("互不相同的名称的数组", "an array of different names"));
    }

    private void Pattern(string pattern, string at)
    {
        if (EcmaPattern.Compile(pattern, whole: false, out var problem) is null) Report(SchemaFindings.BadPattern, at, problem);
    }

    public static decimal? Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && ExactDecimal.TryParse(Encoding.UTF8.GetBytes(value.GetRawText()), out var number) ? number : null;

    private static string Clip(string text) => text.Length <= 60 ? text : text[..57] + "…";

    private void Report(DiagnosticCode code, string pointer, params object?[] arguments) => report(code, pointer, arguments);
}
