using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace HrCollab.Engine.Kernel;

/// <summary>
/// Files of subsidiaries with what they inherit filled in, so that every kind reads them as it reads the group's. This happens once, on the text:
/// no kind knows of it. Findings and traces still name the file that says a thing.
/// </summary>
/// <param name="files">Every file of the set.</param>
/// <param name="manifest">The manifest.</param>
/// <param name="most">Bytes that may be filled in for all subsidiaries together.</param>
internal sealed class Inheritance(ImmutableArray<DefinitionFile> files, Manifest manifest, long most = Limits.InheritedBytes)
{
    private const string Inherits = "inherits";
    private const string Without = "without";
    private const string Fixed = "fixed";
    private const string Suffix = ".subsidiary.json";

    private readonly Dictionary<string, DefinitionFile> _files = files.DistinctBy(f => f.Path, StringComparer.Ordinal).ToDictionary(f => f.Path, StringComparer.Ordinal);
    private readonly Dictionary<string, DefinitionFile?> _whole = new(StringComparer.Ordinal);
    private readonly List<string> _open = [];
    private long _bytes;

    /// <summary>Subsidiaries that are defined or have a folder, with the first file of each.</summary>
    public ImmutableSortedDictionary<string, DefinitionFile> Subsidiaries { get; } = files.Select(f => (Id: SubsidiaryNames.OfPath(f.Path) ?? Defined(f.Path), File: f)).Where(f => f.Id is not null)
        .GroupBy(f => f.Id!, StringComparer.Ordinal).ToImmutableSortedDictionary(g => g.Key, g => g.First().File, StringComparer.Ordinal);

    /// <summary>Where a subsidiary says what it does not inherit.</summary>
    public const string Taken = "/" + Without;

    /// <summary>Members that only the file of a subsidiary has.</summary>
    public static ImmutableArray<string> Members => [Inherits, Without];

    /// <summary>True for a file that says only what differs from another.</summary>
    public static bool IsPartial(DefinitionFile file) => SubsidiaryNames.OfPath(file.Path) is not null && Parse(file)?[Inherits] is not null;

    /// <summary>The file of a subsidiary as a whole definition with its full id; null after findings.</summary>
    public DefinitionFile? Whole(DefinitionFile own, DefinitionKind kind, JsonTypeInfo json, Action<Diagnostic> report)
    {
        if (_whole.TryGetValue(own.Path, out var known)) return known;
        if (_open.IndexOf(own.Path) is >= 0 and var start)
        {
            report(InheritanceFindings.Cycle.At(own, "/" + Inherits, string.Join(" → ", _open.Skip(start).Append(own.Path).Select(kind.IdOf))));
            return null;
        }

        _open.Add(own.Path);
        var whole = Make(own, kind, json, report) is { } made ? Counted(made, own, report) : null;
        _open.RemoveAt(_open.Count - 1);
        return _whole[own.Path] = whole;
    }

    /// <summary>A file of the group as a subsidiary reads it, because what it refers to is the subsidiary's own.</summary>
    public DefinitionFile? Seen(DefinitionFile group, string id, string subsidiary, Action<Diagnostic> report)
    {
        if (Parse(group) is not { } root) return null;
        root["id"] = id;
        return Counted(new DefinitionFile(group.Path, Bytes(root), subsidiary, pointer => (group, pointer)), Subsidiaries[subsidiary], report);
    }

    /// <summary>Holds a definition to what the group fixed.</summary>
    public static void Check(DefinitionFile group, DefinitionFile whole, Func<JsonObject, string, Deciding> deciding, Action<Diagnostic> report)
    {
        if (Parse(group) is not { } root || root[Fixed] is not JsonArray words || Parse(whole) is not { } now) return;
        new FixedParts(root, whole, now, group.At("/" + Fixed), deciding, report).Check(words.Select(w => w?.ToString() ?? ""));
    }

    /// <summary>What a definition fixes has to be there.</summary>
    public static void Known(ImmutableArray<string> words, DefinitionFile file, Action<Diagnostic> report)
    {
        if (words.IsDefaultOrEmpty || Parse(file) is not { } root) return;
        var places = Parts.Of(root).Keys;
        for (var i = 0; i < words.Length; i++)
        {
            if (Parts.Meant(words[i], places).Count > 0) continue;
            report(InheritanceFindings.UnknownFixed.At(file, $"/{Fixed}/{i}", words[i], DidYouMean.Hint(words[i], words[i].StartsWith('/') ? places : Last(places))));
        }
    }

    private DefinitionFile? Make(DefinitionFile own, DefinitionKind kind, JsonTypeInfo json, Action<Diagnostic> report)
    {
        if (!StrictJson.Partial(own, json, report) || Parse(own) is not { } stated) return null;
        var id = kind.IdOf(own.Path);
        var (name, subsidiary) = (SubsidiaryNames.Name(id), SubsidiaryNames.Subsidiary(id)!);
        if (Text(stated["id"]) != name)
        {
            report(stated["id"] is null ? KernelFindings.MissingMember.At(own, "", "id") : KernelFindings.IdIsNotFileName.At(own, "/id", stated["id"], kind.PathOf(SubsidiaryNames.Of(Text(stated["id"]) ?? "", subsidiary))));
            return null;
        }

        if (manifest.Locked?.ContainsKey(kind.PathOf(name)) == true)
        {
            report(InheritanceFindings.LockedBase.At(own, stated[Inherits] is null ? "" : "/" + Inherits, kind.PathOf(name)));
            return null;
        }

        if (stated[Inherits] is null)
        {
            if (stated[Without] is not null) report(InheritanceFindings.NothingInherited.At(own, "/" + Without));
            stated.Remove(Without);
            stated["id"] = id;
            return new DefinitionFile(own.Path, Bytes(stated), subsidiary, pointer => (own, pointer));
        }

        if (Base(Text(stated[Inherits])!, own, kind, report) is not { } found) return null;
        var group = SubsidiaryNames.OfPath(found.Path) is null ? found : Whole(found, kind, json, report);
        if (group is null || Parse(group) is not { } root) return null; // it has findings of its own
        var merged = new InheritedJson(group, root, own, stated, Gone(stated, root, own, group, report));
        merged.Root.Remove(Inherits);
        merged.Root.Remove(Without);
        merged.Root["id"] = id;
        if (root[Fixed] is JsonArray before) merged.Root[Fixed] = new JsonArray([.. before.Concat(stated[Fixed] as JsonArray ?? []).Select(f => f!.ToString()).Distinct(StringComparer.Ordinal).Select(f => (JsonNode)f)]);
        return new DefinitionFile(own.Path, Bytes(merged.Root), subsidiary, merged.Origin);
    }

    /// <summary>The file, unless all that is filled in for subsidiaries together is too much: a small file may inherit a large one, many times.</summary>
    private DefinitionFile? Counted(DefinitionFile whole, DefinitionFile said, Action<Diagnostic> report)
    {
        _bytes += whole.Utf8.Length;
        if (_bytes <= most) return whole;
        report(InheritanceFindings.TooMuch.At(said, "", most));
        return null;
    }

    /// <summary>What is inherited: another definition of the subsidiary's own before the group's; null after a finding.</summary>
    private DefinitionFile? Base(string name, DefinitionFile own, DefinitionKind kind, Action<Diagnostic> report)
    {
        const string At = "/" + Inherits;
        var path = kind.PathOf(SubsidiaryNames.Inherited(kind.IdOf(own.Path), name, i => _files.ContainsKey(kind.PathOf(i))));
        if (manifest.Locked?.ContainsKey(path) == true)
        {
            report(InheritanceFindings.LockedBase.At(own, At, path));
            return null;
        }

        if (_files.TryGetValue(path, out var found)) return found;
        var other = DefinitionKinds.All.FirstOrDefault(k => _files.ContainsKey(k.PathOf(name)));
        report(other is not null
            ? InheritanceFindings.OtherKind.At(own, At, name, other.Title, kind.Title)
            : InheritanceFindings.UnknownBase.At(own, At, kind.Title, name, DidYouMean.Hint(name, _files.Keys.Where(p => p != own.Path && kind.Owns(p)).Select(kind.IdOf))));
        return null;
    }

    /// <summary>Places of the parts that are taken away.</summary>
    private static HashSet<string> Gone(JsonObject stated, JsonObject root, DefinitionFile own, DefinitionFile group, Action<Diagnostic> report)
    {
        var gone = new HashSet<string>(StringComparer.Ordinal);
        if (stated[Without] is not JsonArray words) return gone;
        var all = Parts.Of(root).Keys;
        var places = all.Where(p => p.Count(c => c == '/') > 1).ToList();
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i]!.ToString();
            var meant = Parts.Meant(word, places);
            if (meant.Count == 0 && all.Contains(word)) report(InheritanceFindings.WithoutMember.At(own, $"/{Without}/{i}", word, group.Path, word[1..]));
            else if (meant.Count == 1) gone.Add(meant[0]);
            else if (meant.Count == 0) report(InheritanceFindings.UnknownWithout.At(own, $"/{Without}/{i}", word, group.Path, DidYouMean.Hint(word, word.StartsWith('/') ? places : Last(places))));
            else report(InheritanceFindings.AmbiguousWithout.At(own, $"/{Without}/{i}", word, group.Path, meant.Count, meant[0]));
        }

        return gone;
    }

    /// <summary>The subsidiary that a file defines.</summary>
    private static string? Defined(string path) => path.StartsWith(SubsidiaryNames.Folder + "/", StringComparison.Ordinal) && path.EndsWith(Suffix, StringComparison.Ordinal) && !path[(SubsidiaryNames.Folder.Length + 1)..].Contains('/', StringComparison.Ordinal)
        ? path[(SubsidiaryNames.Folder.Length + 1)..^Suffix.Length] : null;

    private static IEnumerable<string> Last(IEnumerable<string> places) => places.Where(p => p.Count(c => c == '/') > 1).Select(p => p[(p.LastIndexOf('/') + 1)..]).Distinct(StringComparer.Ordinal);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>The text as people write it: escaped it would be twice as long, and beyond what a file may have.</summary>
    private static byte[] Bytes(JsonObject root)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = Limits.JsonDepth })) root.WriteTo(writer);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The text as a tree; null when it is no object or cannot be read, which is reported where the file is read.</summary>
    private static JsonObject? Parse(DefinitionFile file)
    {
        try
        {
            var root = JsonNode.Parse(file.Utf8.Span, documentOptions: new() { MaxDepth = Limits.JsonDepth, AllowDuplicateProperties = false }) as JsonObject;
            _ = root?.DeepClone().ToJsonString(); // a tree reads its texts when they are asked for: one that is none fails here and not later
            return root;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }
}
