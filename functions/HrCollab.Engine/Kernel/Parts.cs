using System.Text.Json.Nodes;

namespace HrCollab.Engine.Kernel;

/// <summary>The parts of a definition that have a stable id of their own: rows, steps, fields, conditions, codes.</summary>
internal static class Parts
{
    /// <summary>The id of a part; null for what has none.</summary>
    public static string? Id(JsonNode? node) => node is not JsonObject item ? null : Text(item["id"]) ?? Text(item["code"]);

    /// <summary>True for a list whose items all have an id.</summary>
    public static bool Are(JsonNode? list) => list is JsonArray { Count: > 0 } items && items.All(i => Id(i) is not null);

    /// <summary>True for an object that is there to hold such lists.</summary>
    public static bool Has(JsonObject node) => node.Any(m => Are(m.Value));

    /// <summary>Every part by its place, written with ids (/sections/pay/fields/payReason), and every member of the definition itself (/deadline).</summary>
    public static Dictionary<string, (JsonNode? Node, string Pointer)> Of(JsonObject root)
    {
        var parts = new Dictionary<string, (JsonNode?, string)>(StringComparer.Ordinal);
        foreach (var (name, value) in root)
        {
            parts[$"/{name}"] = (value, "/" + JsonPointer.Escape(name));
            Collect(value, $"/{name}", "/" + JsonPointer.Escape(name), parts);
        }

        return parts;
    }

    /// <summary>Places that a word means: itself when it is one, else those that end with it.</summary>
    public static List<string> Meant(string word, IEnumerable<string> places) =>
        [.. places.Where(p => word.StartsWith('/') ? p == word : p.Count(c => c == '/') > 1 && p.EndsWith("/" + word, StringComparison.Ordinal))];

    private static void Collect(JsonNode? node, string place, string pointer, Dictionary<string, (JsonNode?, string)> parts)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members) Collect(value, $"{place}/{name}", $"{pointer}/{JsonPointer.Escape(name)}", parts);
                break;
            case JsonArray items when Are(items):
                for (var i = 0; i < items.Count; i++)
                {
                    var own = $"{place}/{Id(items[i])}";
                    parts.TryAdd(own, (items[i], $"{pointer}/{i}"));
                    Collect(items[i], own, $"{pointer}/{i}", parts);
                }

                break;
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
