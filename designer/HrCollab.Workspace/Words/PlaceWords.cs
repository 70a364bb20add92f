using System.Globalization;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;

namespace HrCollab.Workspace.Words;

/// <summary>Places of one definition file in words, by JSON Pointers.</summary>
public sealed class PlaceWords
{
    private readonly JsonNode? _root;
    private readonly Naming _names;

    /// <summary>Reads the file at a path of a set; the others give titles to what it refers to.</summary>
    public PlaceWords(IReadOnlyDictionary<string, DefinitionFile> files, string path)
    {
        _root = Read(path);
        _names = new Naming(path, TableShape.Named(_root), null, Read);

        JsonNode? Read(string name) => files.TryGetValue(name, out var file) ? Elements.Parse(file.Utf8) : null;
    }

    /// <summary>What people call the place: titles in place of indices, columns in place of positions.</summary>
    public Text Of(string pointer)
    {
        var steps = new List<string>();
        var node = _root;
        foreach (var token in pointer.Split('/').Skip(1).Select(t => t.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)))
        {
            steps.Add(node is JsonArray list && int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var i) ? Name(list, i, steps) : token);
            node = node switch
            {
                JsonObject owner => owner[token],
                JsonArray items when int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < items.Count => items[at],
                _ => null,
            };
        }

        return _names.Place(steps);
    }

    /// <summary>The key of an item; of a cell of a table its column, of what has neither its place in the list.</summary>
    private string Name(JsonArray list, int i, List<string> steps)
    {
        var columns = steps is ["table", "rows", _, "when"] ? "inputs" : steps is ["table", "rows", _, "then"] ? "outputs" : null;
        var item = columns is null ? null : (_root?["table"]?[columns] as JsonArray)?.ElementAtOrDefault(i);
        return Elements.String((item as JsonObject)?["id"]) ?? Elements.Keys(list, steps.LastOrDefault() ?? "")?.ElementAtOrDefault(i) ?? (i + 1).ToString(CultureInfo.InvariantCulture);
    }
}
