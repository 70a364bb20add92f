using System.Globalization;
using System.Text.Json.Nodes;

namespace HrCollab.Engine.Kernel;

/// <summary>
/// Where an element of a definition stands by what it is called: members and ids of rows, such as <c>steps/prepare/parallel/it</c>. Other than a
/// JSON Pointer it holds when rows before it come and go.
/// </summary>
public static class ElementPlace
{
    private static readonly string[] Names = ["id", "role", "code", "RuleName"];

    /// <summary>Every element that has a name, in the order written: its place, its JSON Pointer and what it says.</summary>
    public static IEnumerable<(string Place, string Pointer, JsonObject Element)> All(JsonNode? root)
    {
        foreach (var (member, value) in root as JsonObject ?? [])
        {
            foreach (var found in Below(value, JsonPointer.Escape(member), "/" + JsonPointer.Escape(member))) yield return found;
        }
    }

    /// <summary>
    /// The JSON Pointer of the element at a place; one that was moved is found by its id where only one list of the same name has it. Empty for the
    /// definition itself (an empty place), null for what is not there.
    /// </summary>
    public static string? Find(JsonNode? root, string place)
    {
        if (place.Length == 0) return "";
        List<string> moved = [];
        foreach (var (at, pointer, _) in All(root))
        {
            if (at == place) return pointer;
            if (Tail(at) == Tail(place)) moved.Add(pointer);
        }

        return moved is [var only] ? only : null;
    }

    /// <summary>The place of the innermost element with a name that a JSON Pointer lies in; empty for the definition itself.</summary>
    public static string Of(JsonNode? root, string pointer)
    {
        var best = "";
        foreach (var (place, at, _) in All(root))
        {
            if (pointer == at || pointer.StartsWith(at + "/", StringComparison.Ordinal)) best = place;
        }

        return best;
    }

    private static IEnumerable<(string Place, string Pointer, JsonObject Element)> Below(JsonNode? node, string place, string pointer)
    {
        if (node is JsonArray list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i] is not JsonObject element || NameOf(element) is not { } name) continue;
                var (inner, at) = ($"{place}/{JsonPointer.Escape(name)}", $"{pointer}/{i.ToString(CultureInfo.InvariantCulture)}");
                yield return (inner, at, element);
                foreach (var found in Members(element, inner, at)) yield return found;
            }
        }
        else if (node is JsonObject owner)
        {
            foreach (var found in Members(owner, place, pointer)) yield return found;
        }
    }

    private static IEnumerable<(string Place, string Pointer, JsonObject Element)> Members(JsonObject owner, string place, string pointer) =>
        owner.SelectMany(m => m.Value is JsonArray or JsonObject ? Below(m.Value, $"{place}/{JsonPointer.Escape(m.Key)}", $"{pointer}/{JsonPointer.Escape(m.Key)}") : []);

    private static string? NameOf(JsonObject element) =>
        Names.Select(n => element[n] is JsonValue value && value.TryGetValue<string>(out var name) ? name : null).FirstOrDefault(n => n is not null);

    /// <summary>The last list and the id in it.</summary>
    private static string Tail(string place)
    {
        var last = place.LastIndexOf('/');
        var before = last <= 0 ? -1 : place.LastIndexOf('/', last - 1);
        return place[(before + 1)..];
    }
}
