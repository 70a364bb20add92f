using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Differences;
using HrCollab.Workspace.Words;

namespace HrCollab.Workspace.Merging;

/// <summary>
/// Three-way merge of definitions by what they say: rows are matched by id, cells by column, so different rows and different cells merge
/// by themselves and the same cell asks. The result is canonical.
/// </summary>
public static class SemanticMerge
{
    /// <summary>Merges one file; each text is null where the file does not exist.</summary>
    /// <param name="path">Path within the definitions folder.</param>
    /// <param name="origin">What both started from.</param>
    /// <param name="ours">Our text.</param>
    /// <param name="theirs">Their text.</param>
    /// <param name="decided">Answers to conflicts by place; places without one are conflicts.</param>
    public static MergedFile Files(
        string path, ReadOnlyMemory<byte>? origin, ReadOnlyMemory<byte>? ours, ReadOnlyMemory<byte>? theirs, IReadOnlyDictionary<string, Side>? decided = null)
    {
        if (Same(ours, theirs) || Same(origin, theirs)) return new MergedFile(ours, []);
        if (Same(origin, ours)) return new MergedFile(theirs, []);
        var (b, o, t) = (Tree(origin), Tree(ours), Tree(theirs));
        if (o is null || t is null || (origin is not null && b is null)) return Whole(path, origin, ours, theirs, decided);
        var run = new MergeRun(decided ?? ImmutableDictionary<string, Side>.Empty);
        var merged = TableShape.Positional(run.Merge(b, o, t, "", "", null));
        var text = CanonicalJson.Write(merged.Deserialize<JsonElement>());
        var (names, words) = (new Naming(path, o, b ?? t), new ConflictText(path));
        return new MergedFile(
            DefinitionsRepository.Canonical(new DefinitionFile(path, text)),
            [.. run.Conflicts.Select(c => new MergeConflict(path, c.Place, names.Place(c.Place), Show(c.Base), Show(c.Ours), Show(c.Theirs), words.Of(c.Place, c.Base, c.Ours, c.Theirs)))]);
    }

    /// <summary>A text that cannot be read is one value.</summary>
    private static MergedFile Whole(string path, ReadOnlyMemory<byte>? origin, ReadOnlyMemory<byte>? ours, ReadOnlyMemory<byte>? theirs, IReadOnlyDictionary<string, Side>? decided)
    {
        if (decided is not null && decided.TryGetValue("", out var side)) return new MergedFile(side == Side.Ours ? ours : theirs, []);
        return new MergedFile(ours, [new MergeConflict(path, "", new Text("整个文件", "the whole file"), Read(origin), Read(ours), Read(theirs), new ConflictWords(Lines(origin), Lines(ours), Lines(theirs)))]);
    }

    private static JsonNode? Tree(ReadOnlyMemory<byte>? utf8) => utf8 is { } text ? TableShape.Named(Elements.Parse(text)) : null;

    private static bool Same(ReadOnlyMemory<byte>? one, ReadOnlyMemory<byte>? other) =>
        one is null || other is null ? one is null && other is null : one.Value.Span.SequenceEqual(other.Value.Span);

    private static string? Read(ReadOnlyMemory<byte>? utf8) => utf8 is { } text ? System.Text.Encoding.UTF8.GetString(text.Span) : null;

    private static Text Lines(ReadOnlyMemory<byte>? utf8) => Read(utf8) is { } text
        ? new Text("{0} 行的文本", "a text of {0} lines").With(text.Split('\n').Length)
        : new Text("没有这个文件", "no such file");

    private static string? Show(JsonNode? node) => node is null ? null : System.Text.Encoding.UTF8.GetString(CanonicalJson.Write(node.Deserialize<JsonElement>())).TrimEnd('\n');
}
