using System.Globalization;
using System.Text.Json.Nodes;

namespace HrCollab.Designer.Drafting;

/// <summary>Places in a JSON tree by JSON Pointer (RFC 6901).</summary>
public static class JsonPlaces
{
    /// <summary>The value there, or null.</summary>
    public static JsonNode? Find(JsonNode? root, string pointer)
    {
        foreach (var token in Tokens(pointer)) root = Step(root, token);
        return root;
    }

    /// <summary>The text there, or empty.</summary>
    public static string TextAt(JsonNode? root, string pointer) => Find(root, pointer) is JsonValue value ? value.GetValueKind() == System.Text.Json.JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString() : "";

    /// <summary>Puts a value there, making the objects on the way; null takes it away. A list takes a value at its end as well.</summary>
    public static void Set(JsonNode root, string pointer, JsonNode? value)
    {
        var tokens = Tokens(pointer);
        var parent = root;
        for (var i = 0; i < tokens.Length - 1; i++)
        {
            var next = Step(parent, tokens[i]);
            if (next is null && parent is JsonObject owner) owner[tokens[i]] = next = new JsonObject();
            parent = next ?? throw new ArgumentException($"Nothing at {pointer}.", nameof(pointer));
        }

        switch (parent)
        {
            case JsonObject owner when value is null:
                owner.Remove(tokens[^1]);
                break;
            case JsonObject owner:
                owner[tokens[^1]] = value;
                break;
            case JsonArray list:
                var at = tokens[^1] == "-" ? list.Count : int.Parse(tokens[^1], CultureInfo.InvariantCulture);
                if (value is null) list.RemoveAt(at);
                else if (at == list.Count) list.Add(value);
                else list[at] = value;
                break;
            default:
                throw new ArgumentException($"Nothing to change at {pointer}.", nameof(pointer));
        }
    }

    /// <summary>An id that no item of a list has: a word and the least number that is free.</summary>
    public static string FreeId(JsonArray? list, string word)
    {
        var taken = (list ?? []).Select(i => TextAt(i, "/id")).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(1, int.MaxValue).Select(i => $"{word}{i}").First(i => !taken.Contains(i));
    }

    /// <summary>Moves an item of a list to another place.</summary>
    public static void Move(JsonArray list, int from, int to)
    {
        var item = list[from];
        list.RemoveAt(from);
        list.Insert(to, item);
    }

    /// <summary>What a file says, or null when it is no JSON; a member that is there twice is none.</summary>
    public static JsonNode? Parsed(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var tree = JsonNode.Parse(utf8, documentOptions: new System.Text.Json.JsonDocumentOptions { AllowDuplicateProperties = false });
            Unfold(tree);
            return tree;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Makes every object and list of a parsed tree. They are made at their first reading otherwise, which two threads must not do at once; reading what is made is safe.
    /// </summary>
    public static void Unfold(JsonNode? node)
    {
        if (node is JsonObject owner)
        {
            foreach (var (_, value) in owner) Unfold(value);
        }
        else if (node is JsonArray list)
        {
            foreach (var item in list) Unfold(item);
        }
    }

    private static string[] Tokens(string pointer) =>
        pointer.Length == 0 ? [] : [.. pointer[1..].Split('/').Select(t => t.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    private static JsonNode? Step(JsonNode? node, string token) => node switch
    {
        JsonObject owner => owner[token],
        JsonArray list when int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < list.Count => list[i],
        _ => null,
    };
}
