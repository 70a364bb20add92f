using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Proof;

/// <summary>Makes mutants of a definition: cells, outputs and defaults of tables, cells of the permission matrix, comparisons and joins of conditions, of formulas, of what effects set and of RulesEngine workflows, one change each.</summary>
public static partial class Mutants
{
    private static readonly string[] Conditions = ["require", "when", "visibleWhen", "requiredWhen"];
    private static readonly string[] Formulas = ["formula", "Expression"];

    private static readonly Dictionary<TokenKind, string> Turned = new()
    {
        [TokenKind.Equal] = "!=",
        [TokenKind.NotEqual] = "==",
        [TokenKind.Less] = "<=",
        [TokenKind.LessOrEqual] = "<",
        [TokenKind.Greater] = ">=",
        [TokenKind.GreaterOrEqual] = ">",
        [TokenKind.And] = "||",
        [TokenKind.Or] = "&&",
    };

    /// <summary>Every mutant of a file; none for kinds without tables and conditions.</summary>
    public static IEnumerable<Mutant> Of(DefinitionFile file)
    {
        using var document = JsonDocument.Parse(file.Utf8);
        return [.. Walk(document.RootElement, "").Select(m => Made(file, m.Pointer, m.Written, m.Changed))];
    }

    /// <summary>True when a file has something to change; makes none of the mutants, each of which is a whole file.</summary>
    public static bool Any(DefinitionFile file)
    {
        using var document = JsonDocument.Parse(file.Utf8);
        return Walk(document.RootElement, "").Any();
    }

    /// <summary>How many mutants a file has; makes none of them.</summary>
    public static int Count(DefinitionFile file)
    {
        using var document = JsonDocument.Parse(file.Utf8);
        return Walk(document.RootElement, "").Count();
    }

    private static IEnumerable<(string Pointer, string Written, JsonNode? Changed)> Walk(JsonElement element, string at)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    var pointer = $"{at}/{JsonPointer.Escape(member.Name)}";
                    var found = member switch
                    {
                        { Name: "rows", Value.ValueKind: JsonValueKind.Array } when at == "/table" => member.Value.EnumerateArray().SelectMany((r, i) => Row(r, $"{pointer}/{i}", TableOutputs.Of(element))),
                        { Name: "outputs", Value.ValueKind: JsonValueKind.Array } when at == "/table" => Defaults(pointer, TableOutputs.Of(element)),
                        { Name: "allow", Value.ValueKind: JsonValueKind.Object } when at.StartsWith("/matrix/", StringComparison.Ordinal) => member.Value.EnumerateObject().SelectMany(c => Allowed(c, $"{pointer}/{JsonPointer.Escape(c.Name)}")),
                        { Name: "Operator", Value.ValueKind: JsonValueKind.String } => Joined(member.Value.GetString()!).Select(c => (pointer, member.Value.GetString()!, (JsonNode?)c)),
                        { Name: "set", Value.ValueKind: JsonValueKind.Object } => member.Value.EnumerateObject().Where(s => s.Value.ValueKind == JsonValueKind.String)
                            .SelectMany(s => Expression(s.Value.GetString()!).Select(c => ($"{pointer}/{JsonPointer.Escape(s.Name)}", s.Value.GetString()!, (JsonNode?)c))),
                        { Value.ValueKind: JsonValueKind.String } when Formulas.Contains(member.Name, StringComparer.Ordinal) => Expression(member.Value.GetString()!).Select(c => (pointer, member.Value.GetString()!, (JsonNode?)c)),
                        { Value.ValueKind: JsonValueKind.String } when Conditions.Contains(member.Name, StringComparer.Ordinal) => Condition(member.Value.GetString()!).Select(c => (pointer, member.Value.GetString()!, (JsonNode?)c)),
                        _ => Walk(member.Value, pointer),
                    };
                    foreach (var mutant in found) yield return mutant;
                }

                break;
            case JsonValueKind.Array:
                foreach (var mutant in element.EnumerateArray().SelectMany((e, i) => Walk(e, $"{at}/{i}"))) yield return mutant;
                break;
        }
    }

    private static IEnumerable<(string Pointer, string Written, JsonNode? Changed)> Defaults(string at, TableOutputs outputs) =>
        outputs.Defaults.SelectMany(d => Output(d.Value, d.Index, outputs).Select(changed => ($"{at}/{d.Index}/default", d.Value.GetRawText(), (JsonNode?)changed)));

    /// <summary>A cell of the permission matrix without each of its letters; masked becomes readable, and what nobody may becomes readable.</summary>
    private static IEnumerable<(string Pointer, string Written, JsonNode? Changed)> Allowed(JsonProperty cell, string at)
    {
        var letters = cell.Value.GetString() ?? "";
        var changed = new List<string>();
        if (letters == "-") changed.Add("r");
        foreach (Match letter in Letters().Matches(letters)) changed.Add(letters.Remove(letter.Index, letter.Length) is { Length: > 0 } rest ? rest : "-");
        if (letters.Contains('m', StringComparison.Ordinal)) changed.Add(letters.Replace('m', 'r'));
        return changed.Distinct(StringComparer.Ordinal).Select(c => (at, letters, (JsonNode?)c));
    }

    /// <summary>How RulesEngine joins nested rules.</summary>
    private static IEnumerable<string> Joined(string word) => word switch { "And" => ["Or"], "AndAlso" => ["OrElse"], "Or" => ["And"], "OrElse" => ["AndAlso"], _ => [] };

    private static IEnumerable<(string Pointer, string Written, JsonNode? Changed)> Row(JsonElement row, string at, TableOutputs outputs)
    {
        if (row.TryGetProperty("when", out var cells) && cells.ValueKind == JsonValueKind.Array)
        {
            foreach (var (cell, i) in cells.EnumerateArray().Select((c, i) => (c.GetString() ?? "", i)))
            {
                foreach (var changed in Cell(cell)) yield return ($"{at}/when/{i}", cell, changed);
            }
        }

        if (row.TryGetProperty("then", out var values) && values.ValueKind == JsonValueKind.Array)
        {
            foreach (var (value, i) in values.EnumerateArray().Select((v, i) => (v, i)))
            {
                foreach (var changed in Output(value, i, outputs)) yield return ($"{at}/then/{i}", value.GetRawText(), changed);
            }
        }
    }

    /// <summary>Ends opened and closed, numbers and days one further, texts turned into all others.</summary>
    private static IEnumerable<string> Cell(string cell)
    {
        foreach (Match end in Ends().Matches(cell))
        {
            var turned = end.Value switch { "[" => "(", "(" => "[", "]" => ")", ")" => "]", "<" => "<=", "<=" => "<", ">" => ">=", _ => ">" };
            yield return cell[..end.Index] + turned + cell[(end.Index + end.Length)..];
        }

        foreach (Match number in Numbers().Matches(cell))
            yield return cell[..number.Index] + (decimal.Parse(number.Value, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture) + cell[(number.Index + number.Length)..];
        if (cell.StartsWith("not(", StringComparison.Ordinal)) yield return cell[4..^1];
        else if (cell.Contains('"') && !cell.Contains("date(", StringComparison.Ordinal)) yield return $"not({cell})";
    }

    /// <summary>Another value that the output could give: numbers one further, truth turned, days one later, texts and codes another of the same column.</summary>
    private static IEnumerable<JsonNode> Output(JsonElement value, int column, TableOutputs outputs) => value.ValueKind switch
    {
        JsonValueKind.Number => [JsonValue.Create(value.GetDecimal() + 1)],
        JsonValueKind.True => [JsonValue.Create(false)],
        JsonValueKind.False => [JsonValue.Create(true)],
        JsonValueKind.String => Text(value.GetString()!, outputs.TypeOf(column), column, outputs),
        _ => [],
    };

    private static IEnumerable<JsonNode> Text(string text, string type, int column, TableOutputs outputs)
    {
        if (type is "decimal" or "integer") return decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? [JsonValue.Create((number + 1).ToString(CultureInfo.InvariantCulture))] : [];
        if (type == "date") return DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day) ? [JsonValue.Create(day.AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))] : [];
        if (outputs.Another(column, text) is { } other) return [JsonValue.Create(other)];
        return type == "text" ? [JsonValue.Create(text + "′")] : []; // of a code that stands alone in its column, no other is known to be one
    }

    /// <summary>The same as of any expression; what has nothing of that, a field or a function alone, is turned as a whole.</summary>
    private static IEnumerable<string> Condition(string text) => Expression(text).ToList() is { Count: > 0 } changed ? changed : [$"!({text})"];

    /// <summary>Comparisons and joins turned, what must be there missing and what must not be true.</summary>
    private static IEnumerable<string> Expression(string text)
    {
        Token? before = null;
        foreach (var token in new Lexer(text, foreign: true).Read() ?? [])
        {
            if (Turned.TryGetValue(token.Kind, out var turned)) yield return text[..token.At] + turned + text[(token.At + token.Written.Length)..];
            else if (token.Kind == TokenKind.Not) yield return text[..token.At] + text[(token.At + token.Written.Length)..];
            else if (token is { Kind: TokenKind.Name, Written: Functions.Has } && before is not { Kind: TokenKind.Not }) yield return text[..token.At] + "!" + text[token.At..];
            before = token;
        }
    }

    private static Mutant Made(DefinitionFile file, string pointer, string written, JsonNode? changed)
    {
        var root = JsonNode.Parse(file.Utf8.Span)!;
        var steps = pointer.Split('/')[1..].Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)).ToArray();
        var parent = steps[..^1].Aggregate(root, (node, step) => node is JsonArray array ? array[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!);
        if (parent is JsonArray items) items[int.Parse(steps[^1], CultureInfo.InvariantCulture)] = changed?.DeepClone();
        else parent[steps[^1]] = changed?.DeepClone();
        return new Mutant(new DefinitionFile(file.Path, Encoding.UTF8.GetBytes(root.ToJsonString())), file.At(pointer), written, changed is JsonValue v && v.TryGetValue<string>(out var text) ? text : changed?.ToJsonString() ?? "null");
    }

    [GeneratedRegex("!?[a-z]", RegexOptions.None, 1000)]
    private static partial Regex Letters();

    [GeneratedRegex(@"<=|>=|[<>\[\]]|(?<![a-z])\((?=[^)\]]*\.\.)|(?<=\.\.[^)\]]*(?:\([^)]*\))?)\)", RegexOptions.None, 1000)]
    private static partial Regex Ends();

    [GeneratedRegex(@"(?<![""\w.-])\d+(?:\.\d+)?(?![""\w-])", RegexOptions.None, 1000)]
    private static partial Regex Numbers();
}
