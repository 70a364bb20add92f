using System.Text.Json;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>One subschema as written, with the subschemas it names. Lives only while a schema is compiled.</summary>
internal sealed class SchemaPart(int index, string pointer, JsonElement raw)
{
    private readonly Dictionary<string, List<(string Name, int Part)>> _links = new(StringComparer.Ordinal);

    public int Index => index;

    /// <summary>Its place within the schema.</summary>
    public string Pointer => pointer;

    /// <summary>An object, true or false.</summary>
    public JsonElement Raw => raw;

    public void Link(string keyword, string name, int part)
    {
        if (!_links.TryGetValue(keyword, out var links)) _links[keyword] = links = [];
        links.Add((name, part));
    }

    public IReadOnlyList<(string Name, int Part)> Links(string keyword) => _links.GetValueOrDefault(keyword) ?? [];

    /// <summary>The one subschema of a keyword, or -1.</summary>
    public int Child(string keyword) => Links(keyword) is [var only] ? only.Part : -1;

    public JsonElement? Value(string keyword) => raw.ValueKind == JsonValueKind.Object && raw.TryGetProperty(keyword, out var value) ? value : null;
}
