using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace HrCollab.Engine.Kernel;

/// <summary>One file of the definitions folder: its path within the folder (forward slashes) and its UTF-8 text.</summary>
public sealed class DefinitionFile(string path, ReadOnlyMemory<byte> utf8)
{
    private readonly Func<string, (DefinitionFile File, string Pointer)>? _origin;
    private JsonLines? _lines;

    /// <summary>What a subsidiary reads in place of a file: its own with what it inherits, or the group's.</summary>
    /// <param name="path">The file.</param>
    /// <param name="utf8">The whole text.</param>
    /// <param name="subsidiary">Who reads it.</param>
    /// <param name="origin">The file that says a place, and the place there.</param>
    internal DefinitionFile(string path, ReadOnlyMemory<byte> utf8, string subsidiary, Func<string, (DefinitionFile File, string Pointer)> origin)
        : this(path, utf8) => (Subsidiary, _origin) = (subsidiary, origin);

    /// <summary>Path within the definitions folder, such as <c>standards/person.standard.json</c>.</summary>
    public string Path { get; } = path;

    /// <summary>The text as read, without a byte order mark.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; } = utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;

    /// <summary>The subsidiary that reads it so; null for a file as it lies in the folder.</summary>
    internal string? Subsidiary { get; }

    /// <summary>The place of a pointer in this file, or in the file from which it is inherited.</summary>
    public SourceRef At(string pointer) => _origin?.Invoke(pointer) is var (file, there) ? file.At(there) : new(Path, pointer, LineOf(pointer));

    /// <summary>The line (from 1) of the value a JSON Pointer names; the line of its nearest parent when it is not there.</summary>
    public int LineOf(string pointer)
    {
        var lines = _lines ??= JsonLines.Of(Utf8.Span);
        while (true)
        {
            if (lines.Find(pointer) is { } line) return line;
            var slash = pointer.LastIndexOf('/');
            if (slash < 0) return 1;
            pointer = pointer[..slash];
        }
    }
}

/// <summary>
/// The line of every value of a JSON text, as far as the text can be read. A pointer is kept as its hash alone: a file keeps its lines as long as its set is in
/// use, and two pointers of one hash of 64 bits would only make somebody look at a wrong line.
/// </summary>
internal sealed class JsonLines
{
    private const ulong Root = 14_695_981_039_346_656_037, Prime = 1_099_511_628_211; // FNV-1a

    private readonly ImmutableArray<ulong> _pointers;
    private readonly ImmutableArray<int> _lines;

    private JsonLines(Dictionary<ulong, int> lines)
    {
        var (pointers, values) = (lines.Keys.ToArray(), lines.Values.ToArray());
        Array.Sort(pointers, values);
        (_pointers, _lines) = (ImmutableCollectionsMarshal.AsImmutableArray(pointers), ImmutableCollectionsMarshal.AsImmutableArray(values));
    }

    /// <summary>The line of the value that a pointer names, or null.</summary>
    public int? Find(string pointer) => _pointers.BinarySearch(With(Root, pointer)) is >= 0 and var at ? _lines[at] : null;

    public static JsonLines Of(ReadOnlySpan<byte> utf8)
    {
        var lines = new Dictionary<ulong, int>();
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Limits.JsonDepth });
        var path = new Stack<(ulong Pointer, int Index)>();
        var pointer = Root;
        int line = 1, counted = 0;
        try
        {
            while (reader.Read())
            {
                line += utf8[counted..(int)reader.TokenStartIndex].Count((byte)'\n');
                counted = (int)reader.TokenStartIndex;
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        pointer = With(With(path.Peek().Pointer, "/"), JsonPointer.Escape(reader.GetString()!));
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        path.Pop();
                        break;
                    default:
                        if (path.TryPeek(out var parent) && parent.Index >= 0)
                        {
                            path.Pop();
                            path.Push((parent.Pointer, parent.Index + 1));
                            pointer = With(With(parent.Pointer, "/"), parent.Index.ToString(CultureInfo.InvariantCulture));
                        }

                        lines.TryAdd(pointer, line);
                        if (reader.TokenType == JsonTokenType.StartObject) path.Push((pointer, -1));
                        if (reader.TokenType == JsonTokenType.StartArray) path.Push((pointer, 0));
                        break;
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The text ends here for us; what was read so far has its lines, the rest falls back to its parents.
        }

        return new JsonLines(lines);
    }

    private static ulong With(ulong pointer, string more)
    {
        foreach (var c in more) pointer = (pointer ^ c) * Prime;
        return pointer;
    }
}
