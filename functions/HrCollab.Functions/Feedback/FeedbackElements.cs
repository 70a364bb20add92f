using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Workflows;

namespace HrCollab.Functions.Feedback;

/// <summary>Elements of a set that feedback can be about, and what people call them.</summary>
internal static class FeedbackElements
{
    /// <summary>Names of the definition and of the element; null for the element when it is the definition as a whole. Null when one of them is not there.</summary>
    public static (Text Definition, Text? Element)? Find(DefinitionSet set, ElementAddress address)
    {
        if (Root(set, address) is not { } root) return null;
        var title = TextOf(root["title"]) ?? Text.Same(address.Id);
        if (address.Place.Length == 0) return (title, null);
        foreach (var (place, _, element) in ElementPlace.All(root))
        {
            if (place == address.Place) return (title, Name(set, address, element));
        }

        return null;
    }

    /// <summary>Every element of a definition with its name and how deep it lies; the definition itself is not among them.</summary>
    public static ImmutableArray<(string Place, Text Name, int Depth)> Of(DefinitionSet set, ElementAddress address) => Root(set, address) is { } root
        ? [.. ElementPlace.All(root).Select(e => (e.Place, Name(set, address with { Place = e.Place }, e.Element), Depth(e.Place)))]
        : [];

    /// <summary>What was probably meant by an address that leads nowhere.</summary>
    public static Text Hint(DefinitionSet set, ElementAddress address)
    {
        if (KindOf(address.Kind) is not { } kind) return DidYouMean.Hint(address.Kind, DefinitionKinds.All.Select(k => k.Folder));
        return Root(set, address) is { } root
            ? DidYouMean.Hint(address.Place, ElementPlace.All(root).Select(e => e.Place))
            : DidYouMean.Hint(address.Id, set.Files.Keys.Where(kind.Owns).Select(p => p[(kind.Folder.Length + 1)..^(kind.Suffix.Length + 6)]));
    }

    /// <summary>The place of an element in its file, as an address.</summary>
    public static ElementAddress? Address(DefinitionSet set, SourceRef place)
    {
        if (DefinitionKinds.All.FirstOrDefault(k => k.Owns(place.File)) is not { } kind || !set.Files.TryGetValue(place.File, out var file)) return null;
        return new ElementAddress(kind.Folder, place.File[(kind.Folder.Length + 1)..^(kind.Suffix.Length + 6)], ElementPlace.Of(JsonNode.Parse(file.Utf8.Span), place.Pointer));
    }

    private static JsonObject? Root(DefinitionSet set, ElementAddress address) =>
        KindOf(address.Kind) is { } kind && Ids.IsValid(address.Id) && set.Files.TryGetValue(kind.PathOf(address.Id), out var file) ? JsonNode.Parse(file.Utf8.Span) as JsonObject : null;

    private static DefinitionKind? KindOf(string folder) => DefinitionKinds.All.FirstOrDefault(k => k.Folder == folder);

    /// <summary>Steps are named by their row and fields of forms by what they draw, where they have no title of their own.</summary>
    private static Text Name(DefinitionSet set, ElementAddress address, JsonObject element)
    {
        var id = address.Place[(address.Place.LastIndexOf('/') + 1)..];
        return TextOf(element["title"]) ?? address.Kind switch
        {
            "workflows" => set.Find<Workflow>(address.Id)?.Find(id)?.Title,
            "forms" => set.Find<Form>(address.Id)?.Find(id)?.Field.Title,
            _ => null,
        } ?? Text.Same(id);
    }

    private static Text? TextOf(JsonNode? node) => node is JsonObject title && StringOf(title["zh"]) is { } zh ? new Text(zh, StringOf(title["en"]) ?? zh) : null;

    private static string? StringOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static int Depth(string place) => place.Count(c => c == '/') / 2;
}
