using System.Collections.ObjectModel;
using System.Text.Json;

namespace HrCollab.Engine.Kernel;

/// <summary>One file of the definitions folder: its path within the folder (forward slashes) and its UTF-8 text.</summary>
public sealed class DefinitionFile(string path, ReadOnlyMemory<byte> utf8)
{
    private readonly Func<string, (DefinitionFile File, string Pointer)>? _origin;
    private ReadOnlyDictionary<string, int>? _lines;

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
            if (lines.TryGetValue(pointer, out var line)) return line;
            var slash = pointer.LastIndexOf('/');
            if (slash < 0) return 1;
            pointer = pointer[..slash];
        }
    }
}

/// <summary>Finds the line of every value of a JSON text, as far as the text can be read.</summary>
internal static class JsonLines
{
    public static ReadOnlyDictionary<string, int> Of(ReadOnlySpan<byte> utf8)
    {
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = Limits.JsonDepth });
        var path = new Stack<(string Pointer, int Index)>();
        var pointer = "";
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
                        pointer = path.Peek().Pointer + "/" + JsonPointer.Escape(reader.GetString()!);
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        path.Pop();
                        break;
                    default:
                        if (path.TryPeek(out var parent) && parent.Index >= 0)
                        {
                            path.Pop();
                            path.Push((parent.Pointer, parent.Index + 1));
                            pointer = $"{parent.Pointer}/{parent.Index}";
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

        lines.TrimExcess(); // a file keeps them as long as its set is in use
        return lines.AsReadOnly();
    }
}
