using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Subsidiaries;
using HrCollab.Engine.Workflows;

namespace HrCollab.Functions.Feedback;

/// <summary>
/// Elements of a set that feedback can be about, and what people call them. What a subsidiary inherits is an element of the file that says it: feedback
/// given on it there is with the group's.
/// </summary>
internal static class FeedbackElements
{
    private const string Inherits = "inherits";

    /// <summary>
    /// The element where it is said, and names of the definition and of the element; null for the latter when it is the definition as a whole. Null
    /// when one of them is not there.
    /// </summary>
    public static (ElementAddress Address, Text Definition, Text? Element)? Find(DefinitionSet set, ElementAddress address)
    {
        var said = Said(set, address);
        if (said.IsEmpty) return null;
        if (address.Place.Length == 0) return (address with { Id = said[0].Id }, Title(set, said, said[0].Id), null);
        if (All(said).FirstOrDefault(e => e.Place == address.Place) is not { } element) return null;
        return (address with { Id = element.Id }, Title(set, said, element.Id), Name(set, address.Kind, element));
    }

    /// <summary>Every element of a definition with its name and how deep it lies; the definition itself is not among them.</summary>
    public static ImmutableArray<(string Place, Text Name, int Depth)> Of(DefinitionSet set, ElementAddress address) =>
        [.. All(Said(set, address)).Select(e => (e.Place, Name(set, address.Kind, e), Depth(e.Place)))];

    /// <summary>What was probably meant by an address that leads nowhere.</summary>
    public static Text Hint(DefinitionSet set, ElementAddress address)
    {
        if (KindOf(address.Kind) is not { } kind) return DidYouMean.Hint(address.Kind, DefinitionKinds.All.Select(k => k.Folder));
        return Said(set, address) is { IsEmpty: false } said
            ? DidYouMean.Hint(address.Place, All(said).Select(e => e.Place))
            : DidYouMean.Hint(address.Id, set.Files.Keys.Where(kind.Owns).Select(kind.IdOf));
    }

    /// <summary>The place of an element in its file, as an address.</summary>
    public static ElementAddress? Address(DefinitionSet set, SourceRef place)
    {
        if (DefinitionKinds.All.FirstOrDefault(k => k.Owns(place.File)) is not { } kind || !set.Files.TryGetValue(place.File, out var file)) return null;
        return new ElementAddress(kind.Folder, kind.IdOf(place.File), ElementPlace.Of(JsonNode.Parse(file.Utf8.Span), place.Pointer));
    }

    /// <summary>The kind of that folder, or null.</summary>
    public static DefinitionKind? KindOf(string folder) => DefinitionKinds.All.FirstOrDefault(k => k.Folder == folder);

    /// <summary>The files that say what a definition is: its own, then what it inherits. A subsidiary without one has the group's.</summary>
    private static ImmutableArray<(string Id, JsonObject Root)> Said(DefinitionSet set, ElementAddress address)
    {
        if (KindOf(address.Kind) is not { } kind || !Ids.IsValid(SubsidiaryNames.Name(address.Id))) return [];
        var subsidiary = SubsidiaryNames.Subsidiary(address.Id);
        if (subsidiary is not null && (!Ids.IsValid(subsidiary) || set.Find<Subsidiary>(subsidiary) is null)) return [];
        var said = ImmutableArray.CreateBuilder<(string Id, JsonObject Root)>();
        for (var id = address.Id; id is not null && said.All(s => s.Id != id);)
        {
            if (Root(set, kind, id) is { } root)
            {
                said.Add((id, root));
                id = StringOf(root[Inherits]) is { } inherited ? SubsidiaryNames.Inherited(id, inherited, i => set.Files.ContainsKey(kind.PathOf(i))) : null;
            }
            else
            {
                id = SubsidiaryNames.Subsidiary(id) is null ? null : SubsidiaryNames.Name(id);
            }
        }

        return said.ToImmutable();
    }

    private static JsonObject? Root(DefinitionSet set, DefinitionKind kind, string id) => set.Files.TryGetValue(kind.PathOf(id), out var file) ? JsonNode.Parse(file.Utf8.Span) as JsonObject : null;

    /// <summary>Every element, each of the file that says it last; a row with nothing but its id only says where others stand.</summary>
    private static List<Element> All(ImmutableArray<(string Id, JsonObject Root)> said)
    {
        var all = new List<Element>();
        foreach (var (id, root) in said.Reverse())
        {
            var elements = ElementPlace.All(root).Where(e => root[Inherits] is null || e.Element.Count > 1).Select(e => new Element(id, e.Place, TextOf(e.Element["title"])));
            if (all.Count == 0) all.AddRange(elements);
            else foreach (var element in elements) Put(all, element);
        }

        return all;
    }

    /// <summary>In place of the one that is inherited, or after the last of its list.</summary>
    private static void Put(List<Element> all, Element element)
    {
        if (all.FindIndex(e => e.Place == element.Place) is >= 0 and var known)
        {
            all[known] = element with { Title = element.Title ?? all[known].Title };
            return;
        }

        var list = element.Place[..(element.Place.LastIndexOf('/') + 1)];
        var owner = list.TrimEnd('/')[..Math.Max(0, list.TrimEnd('/').LastIndexOf('/'))];
        var last = all.FindLastIndex(e => e.Place.StartsWith(list, StringComparison.Ordinal));
        if (last < 0) last = all.FindLastIndex(e => e.Place == owner);
        all.Insert(last < 0 ? all.Count : last + 1, element);
    }

    /// <summary>The title of a definition, with whose it is when it is not the group's.</summary>
    private static Text Title(DefinitionSet set, ImmutableArray<(string Id, JsonObject Root)> said, string id)
    {
        var title = said.SkipWhile(s => s.Id != id).Select(s => TextOf(s.Root["title"])).FirstOrDefault(t => t is not null) ?? Text.Same(id);
        return SubsidiaryNames.Subsidiary(id) is { } subsidiary && set.Find<Subsidiary>(subsidiary) is { } own ? new Text("{0}({1})", "{0} ({1})").With(title, own.Title) : title;
    }

    /// <summary>Steps are named by their row and fields of forms by what they draw, where they have no title of their own.</summary>
    private static Text Name(DefinitionSet set, string kind, Element element)
    {
        var id = element.Place[(element.Place.LastIndexOf('/') + 1)..];
        return element.Title ?? kind switch
        {
            "workflows" => set.Find<Workflow>(element.Id)?.Find(id)?.Title,
            "forms" => set.Find<Form>(element.Id)?.Find(id)?.Field.Title,
            _ => null,
        } ?? Text.Same(id);
    }

    private static Text? TextOf(JsonNode? node) => node is JsonObject title && StringOf(title["zh"]) is { } zh ? new Text(zh, StringOf(title["en"]) ?? zh) : null;

    private static string? StringOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static int Depth(string place) => place.Count(c => c == '/') / 2;

    /// <param name="Id">The definition that says it.</param>
    /// <param name="Place">Its place there.</param>
    /// <param name="Title">The title it has, or inherits.</param>
    private sealed record Element(string Id, string Place, Text? Title);
}
