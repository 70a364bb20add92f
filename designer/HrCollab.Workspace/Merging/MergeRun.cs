using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Workspace.Words;

namespace HrCollab.Workspace.Merging;

/// <summary>One merge: walks the three trees together and notes where both sides changed the same thing.</summary>
internal sealed class MergeRun(IReadOnlyDictionary<string, Side> decided)
{
    private readonly List<(string Place, JsonNode? Base, JsonNode? Ours, JsonNode? Theirs)> _conflicts = [];

    public IReadOnlyList<(string Place, JsonNode? Base, JsonNode? Ours, JsonNode? Theirs)> Conflicts => _conflicts;

    /// <summary>The merged value, or null for none. A JSON null counts as no value.</summary>
    public JsonNode? Merge(JsonNode? origin, JsonNode? ours, JsonNode? theirs, string place, string member, JsonNode? parent)
    {
        if (Same(ours, theirs) || Same(origin, theirs)) return ours?.DeepClone();
        if (Same(origin, ours)) return theirs?.DeepClone();
        if (ours is JsonObject o && theirs is JsonObject t && origin is JsonObject or null) return Members(origin as JsonObject, o, t, place);
        if (ours is JsonArray ourList && theirs is JsonArray theirList && origin is JsonArray or null
            && Items(origin as JsonArray, ourList, theirList, place, member, parent) is { } items) return items;
        if (!decided.TryGetValue(place, out var side)) _conflicts.Add((place, origin?.DeepClone(), ours?.DeepClone(), theirs?.DeepClone()));
        return (side == Side.Theirs ? theirs : ours)?.DeepClone();
    }

    private JsonObject Members(JsonObject? origin, JsonObject ours, JsonObject theirs, string place)
    {
        var merged = new JsonObject();
        foreach (var name in ours.Select(m => m.Key).Concat(theirs.Select(m => m.Key)).Distinct(StringComparer.Ordinal))
        {
            var (b, o, t) = (origin?[name], ours[name], theirs[name]);
            var value = Merge(b, o, t, Below(place, name), name, ours);
            // A member that is there with null says something else than one that is not there (an output of a table without a value).
            if (value is not null || (ours.ContainsKey(name) && theirs.ContainsKey(name) && o is null && t is null)) merged[name] = value;
        }

        return merged;
    }

    /// <summary>The merged list, or null when its items cannot be told apart.</summary>
    private JsonArray? Items(JsonArray? origin, JsonArray ours, JsonArray theirs, string place, string member, JsonNode? parent)
    {
        if (Elements.Keys(ours, member) is not { } ourKeys || Elements.Keys(theirs, member) is not { } theirKeys || Elements.Keys(origin ?? [], member) is not { } baseKeys) return null;
        var (b, o, t) = (ByKey(origin, baseKeys), ByKey(ours, ourKeys), ByKey(theirs, theirKeys));
        var merged = new JsonArray();
        foreach (var key in Order(baseKeys, ourKeys, theirKeys, place, Elements.IsOrdered(member, parent)))
        {
            if (Merge(b.GetValueOrDefault(key), o.GetValueOrDefault(key), t.GetValueOrDefault(key), Below(place, key), "", ours) is { } item) merged.Add(item);
        }

        return merged;
    }

    /// <summary>Our order, unless only they changed it; what they added stands after what it stood after.</summary>
    private List<string> Order(string[] origin, string[] ours, string[] theirs, string place, bool matters)
    {
        var common = origin.Intersect(ours, StringComparer.Ordinal).Intersect(theirs, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var (b, o, t) = (Only(origin), Only(ours), Only(theirs));
        var theirOrder = !t.SequenceEqual(b) && o.SequenceEqual(b);
        if (matters && !t.SequenceEqual(b) && !o.SequenceEqual(b) && !o.SequenceEqual(t))
        {
            var at = Below(place, "order");
            if (decided.TryGetValue(at, out var side)) theirOrder = side == Side.Theirs;
            else _conflicts.Add((at, List(b), List(o), List(t)));
        }

        var (lead, other) = theirOrder ? (theirs, ours) : (ours, theirs);
        List<string> merged = [.. lead];
        for (var i = 0; i < other.Length; i++)
        {
            if (merged.Contains(other[i], StringComparer.Ordinal)) continue;
            var after = i == 0 ? -1 : merged.IndexOf(other[i - 1]);
            merged.Insert(after + 1, other[i]);
        }

        return merged;

        List<string> Only(string[] keys) => [.. keys.Where(common.Contains)];

        static JsonArray List(List<string> keys) => new([.. keys.Select(k => (JsonNode)JsonValue.Create(k))]);
    }

    private static Dictionary<string, JsonNode> ByKey(JsonArray? list, string[] keys) =>
        keys.Select((k, i) => (k, list![i]!)).ToDictionary(p => p.k, p => p.Item2, StringComparer.Ordinal);

    private static string Below(string place, string name) => place.Length == 0 ? Escape(name) : $"{place}/{Escape(name)}";

    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static bool Same(JsonNode? one, JsonNode? other) => JsonNode.DeepEquals(one, other);
}
