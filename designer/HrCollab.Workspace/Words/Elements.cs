using System.Text.Json;
using System.Text.Json.Nodes;

namespace HrCollab.Workspace.Words;

/// <summary>
/// What the elements of a definition are called, so that the same row is recognised wherever it stands: items of a list by their id (or
/// the member that serves as one), plain values by themselves. Lists whose items cannot be told apart are one value.
/// </summary>
internal static class Elements
{
    private static readonly string[] Names = ["id", "role", "code", "RuleName", "Name", "to", "from"];

    /// <summary>Lists in which the order of the items says something.</summary>
    private static readonly HashSet<string> Ordered = new(StringComparer.Ordinal) { "steps", "sections", "columns", "inputs", "outputs", "Rules" };

    /// <summary>The text as JSON, or null when it is none or names a member twice.</summary>
    public static JsonNode? Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            return JsonNode.Parse(utf8.Span, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Keys of all items in order, or null when the list is one value.</summary>
    public static string[]? Keys(JsonArray list, string member)
    {
        // The lines of a decision table are read by position; TableShape has given them names before.
        var keys = new string[list.Count];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < keys.Length; i++)
        {
            if (Key(list[i]) is not { } key || !seen.Add(key)) return null;
            keys[i] = key;
        }

        return keys.Length == 0 || list[0] is JsonObject || Sets.Contains(member) ? keys : null;
    }

    /// <summary>True when a change of order is a change of meaning.</summary>
    public static bool IsOrdered(string member, JsonNode? parent) =>
        Ordered.Contains(member) || (member == "rows" && parent is JsonObject table && table["hitPolicy"]?.GetValueKind() == JsonValueKind.String
            && table["hitPolicy"]!.GetValue<string>() is "FIRST" or "RULE ORDER");

    /// <summary>A title in both languages: an object with nothing but zh and en.</summary>
    public static bool IsText(JsonNode? node) => node is JsonObject { Count: > 0 and <= 2 } text && text.All(m => m.Key is "zh" or "en" && m.Value?.GetValueKind() == JsonValueKind.String);

    /// <summary>The text of a string node, or null.</summary>
    public static string? String(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;

    /// <summary>Lists of plain values that are sets.</summary>
    private static readonly HashSet<string> Sets = new(StringComparer.Ordinal) { "makeup", "aliases", "submitters", "importers", "visibleTo", "ignore", "formats", "requires", "checks", "rules", "without", "fixed" };

    private static string? Key(JsonNode? item) => item switch
    {
        JsonObject element => Names.Select(n => String(element[n])).FirstOrDefault(n => n is not null),
        JsonValue => String(item),
        _ => null,
    };
}
