using System.Globalization;
using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;
using HrCollab.Engine.Kernel;

namespace HrCollab.Designer.Editors.Subsidiaries;

/// <summary>What a file in which a subsidiary says only what differs inherits, place by place: parts of lists are the same when their id is.</summary>
internal static class Inherited
{
    /// <summary>The path of the definition that a file inherits; null for a file that inherits nothing.</summary>
    public static string? Path(Studio studio, DefinitionDraft draft) =>
        draft.Kind is { } kind && SubsidiaryNames.OfPath(draft.Path) is not null && draft.TextAt("/inherits") is { Length: > 0 } name
            ? kind.PathOf(SubsidiaryNames.Inherited(kind.IdOf(draft.Path), name, id => studio.Read(kind.PathOf(id)) is not null)) : null;

    /// <summary>What is inherited at a place of the file; null where nothing is.</summary>
    public static JsonNode? At(Studio studio, DefinitionDraft draft, string pointer)
    {
        if (Path(studio, draft) is not { } path) return null;
        var (own, group) = (draft.Root, studio.Read(path));
        foreach (var token in pointer.Length == 0 ? [] : pointer[1..].Split('/'))
        {
            var name = token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (own is JsonArray parts)
            {
                own = int.TryParse(name, CultureInfo.InvariantCulture, out var at) && at >= 0 && at < parts.Count ? parts[at] : null;
                group = JsonPlaces.TextAt(own, "/id") is { Length: > 0 } id ? (group as JsonArray)?.FirstOrDefault(p => JsonPlaces.TextAt(p, "/id") == id) : null;
            }
            else
            {
                (own, group) = ((own as JsonObject)?[name], (group as JsonObject)?[name]);
            }
        }

        return group;
    }

    /// <summary>Parts of an inherited list that the file does not speak of yet; empty where nothing is inherited or parts have no id.</summary>
    public static IEnumerable<JsonObject> Parts(Studio studio, DefinitionDraft draft, string pointer)
    {
        var spoken = (draft.At(pointer) as JsonArray ?? []).Select(p => JsonPlaces.TextAt(p, "/id")).ToHashSet(StringComparer.Ordinal);
        return (At(studio, draft, pointer) as JsonArray ?? []).OfType<JsonObject>().Where(p => JsonPlaces.TextAt(p, "/id") is { Length: > 0 } id && !spoken.Contains(id));
    }
}
