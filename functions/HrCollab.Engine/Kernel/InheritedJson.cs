using System.Text.Json.Nodes;

namespace HrCollab.Engine.Kernel;

/// <summary>
/// Lays what a subsidiary states over what it inherits. Parts with an id are merged by it, everything else that is stated replaces, null takes
/// away; it is known of every place which of the two files says it.
/// </summary>
internal sealed class InheritedJson
{
    private readonly DefinitionFile _group;
    private readonly DefinitionFile _own;
    private readonly IReadOnlySet<string> _gone;
    private readonly Dictionary<string, (DefinitionFile File, string Pointer)> _origins = new(StringComparer.Ordinal);

    /// <summary>The whole.</summary>
    /// <param name="group">The file that is inherited.</param>
    /// <param name="groupRoot">What it says.</param>
    /// <param name="own">The file that inherits.</param>
    /// <param name="ownRoot">What it states.</param>
    /// <param name="gone">Places of parts that are not inherited.</param>
    public InheritedJson(DefinitionFile group, JsonObject groupRoot, DefinitionFile own, JsonObject ownRoot, IReadOnlySet<string> gone)
    {
        (_group, _own, _gone) = (group, own, gone);
        Root = Members(groupRoot, "", ownRoot, "", "", "");
    }

    /// <summary>What both say together.</summary>
    public JsonObject Root { get; }

    /// <summary>The file that says a place of the whole, and the place there.</summary>
    public (DefinitionFile File, string Pointer) Origin(string pointer)
    {
        for (var at = pointer; ; at = at[..at.LastIndexOf('/')])
        {
            if (_origins.TryGetValue(at, out var origin)) return (origin.File, origin.Pointer + pointer[at.Length..]);
            if (at.Length == 0) return (_own, pointer);
        }
    }

    private JsonNode? Merge(JsonNode? group, string groupAt, JsonNode? own, string ownAt, string at, string place) => (group, own) switch
    {
        (JsonObject g, JsonObject o) when Parts.Has(g) || (Parts.Id(g) is { } id && id == Parts.Id(o)) => Members(g, groupAt, o, ownAt, at, place),
        (JsonArray g, JsonArray o) when Parts.Are(g) && Parts.Are(o) => Items(g, groupAt, o, ownAt, at, place),
        _ => Copy(own, _own, ownAt, at),
    };

    private JsonObject Members(JsonObject group, string groupAt, JsonObject own, string ownAt, string at, string place)
    {
        _origins[at] = (_own, ownAt);
        var whole = new JsonObject();
        foreach (var (name, value) in group)
        {
            var step = "/" + JsonPointer.Escape(name);
            if (!own.TryGetPropertyValue(name, out var stated)) whole[name] = Keep(value, groupAt + step, at + step, $"{place}/{name}");
            else if (stated is not null) whole[name] = Merge(value, groupAt + step, stated, ownAt + step, at + step, $"{place}/{name}");
        }

        foreach (var (name, value) in own)
        {
            if (value is null || group.ContainsKey(name)) continue;
            var step = "/" + JsonPointer.Escape(name);
            whole[name] = Copy(value, _own, ownAt + step, at + step);
        }

        return whole;
    }

    /// <summary>What the subsidiary does not mention, without the parts that are taken away.</summary>
    private JsonNode? Keep(JsonNode? group, string groupAt, string at, string place)
    {
        if (_gone.Count == 0 || group is null or JsonValue) return Copy(group, _group, groupAt, at);
        if (group is JsonArray list) return Parts.Are(list) ? Items(list, groupAt, [], "", at, place) : Copy(list, _group, groupAt, at);
        _origins[at] = (_group, groupAt);
        var whole = new JsonObject();
        foreach (var (name, value) in (JsonObject)group)
        {
            var step = "/" + JsonPointer.Escape(name);
            whole[name] = Keep(value, groupAt + step, at + step, $"{place}/{name}");
        }

        return whole;
    }

    /// <summary>
    /// The inherited items in their order. A new one comes after the item that is stated before it, or else before the one that is stated after it,
    /// or else at the end.
    /// </summary>
    private JsonArray Items(JsonArray group, string groupAt, JsonArray own, string ownAt, string at, string place)
    {
        _origins[at] = own.Count == 0 ? (_group, groupAt) : (_own, ownAt);
        var order = new LinkedList<(string Id, int Group, int Own)>();
        var nodes = new Dictionary<string, LinkedListNode<(string Id, int Group, int Own)>>(StringComparer.Ordinal);
        for (var i = 0; i < group.Count; i++)
        {
            var id = Parts.Id(group[i])!;
            if (_gone.Contains($"{place}/{id}")) continue;
            var node = order.AddLast((id, i, -1));
            nodes.TryAdd(id, node);
        }

        // Whom a new item comes before when nothing is stated before it: the first known one after it.
        var inherited = nodes.Keys.ToHashSet(StringComparer.Ordinal);
        LinkedListNode<(string Id, int Group, int Own)>? last = null, following = own.Select(o => nodes.GetValueOrDefault(Parts.Id(o)!)).FirstOrDefault(n => n is not null);
        for (var i = 0; i < own.Count; i++)
        {
            var id = Parts.Id(own[i])!;
            if (inherited.Remove(id)) (last = nodes[id]).Value = last.Value with { Own = i };
            else last = last is not null ? order.AddAfter(last, (id, -1, i)) : following is not null ? order.AddBefore(following, (id, -1, i)) : order.AddLast((id, -1, i));
        }

        return new JsonArray([.. order.Select((o, i) => (o.Group, o.Own) switch
        {
            (var g, < 0) => Keep(group[g], $"{groupAt}/{g}", $"{at}/{i}", $"{place}/{o.Id}"),
            ( < 0, var n) => Copy(own[n], _own, $"{ownAt}/{n}", $"{at}/{i}"),
            var (g, n) => Merge(group[g], $"{groupAt}/{g}", own[n], $"{ownAt}/{n}", $"{at}/{i}", $"{place}/{o.Id}"),
        })]);
    }

    private JsonNode? Copy(JsonNode? node, DefinitionFile file, string from, string at)
    {
        _origins[at] = (file, from);
        return node?.DeepClone();
    }
}
