using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace HrCollab.Designer.Editors.Exchanges;

/// <summary>The first rows of a file as somebody pasted them: CSV (RFC 4180), NDJSON (an object per line), or columns of a spreadsheet parted by tabs.</summary>
/// <param name="Header">Names of the columns.</param>
/// <param name="Rows">Rows, as wide as the header.</param>
public sealed record SampleFile(ImmutableArray<string> Header, ImmutableArray<ImmutableArray<string>> Rows)
{
    /// <summary>Rows that are read.</summary>
    public const int MostRows = 50;

    /// <summary>Largest file that is read, in bytes.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    private const int Longest = 500_000;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>Reads a file in UTF-8, as imports take it; null when it is not, or has no header.</summary>
    public static SampleFile? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Read(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Reads a text; null when it has no header, or is NDJSON with a line that is no object.</summary>
    public static SampleFile? Read(string text)
    {
        var whole = text.Length <= Longest;
        if (!whole) text = text[..Longest];
        if (text.TrimStart('\uFEFF').TrimStart().StartsWith('{')) return Objects(text.TrimStart('\uFEFF'), whole);
        var records = Records(text.TrimStart('\uFEFF'), text.Split('\n')[0].Contains('\t', StringComparison.Ordinal) ? '\t' : ',');
        return Of(records);
    }

    private static SampleFile? Of(IEnumerable<IReadOnlyList<string>> read)
    {
        var records = read.Where(r => r.Any(c => c.Trim().Length > 0)).Take(MostRows + 1).ToList();
        if (records.Count == 0) return null;
        ImmutableArray<string> header = [.. records[0].Select(c => c.Trim())];
        return new SampleFile(header, [.. records.Skip(1).Select(r => header.Select((_, i) => i < r.Count ? r[i] : "").ToImmutableArray())]);
    }

    /// <summary>One object per line, as imports take it; members of any of them are columns. The last line of a text that was cut may be half of one.</summary>
    private static SampleFile? Objects(string text, bool whole)
    {
        var (header, rows) = (new List<string>(), new List<Dictionary<string, string>>());
        try
        {
            foreach (var line in (whole ? text : text[..(text.LastIndexOf('\n') + 1)]).Split('\n').Where(l => l.Trim().Length > 0).Take(MostRows))
            {
                using var document = JsonDocument.Parse(line, Strict);
                var row = new Dictionary<string, string>(StringComparer.Ordinal);
                foreach (var member in document.RootElement.EnumerateObject())
                {
                    if (!header.Contains(member.Name)) header.Add(member.Name);
                    row[member.Name] = Cell(member.Value);
                }

                rows.Add(row);
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }

        return header.Count == 0 ? null : new SampleFile([.. header], [.. rows.Select(r => header.Select(h => r.GetValueOrDefault(h, "")).ToImmutableArray())]);
    }

    /// <summary>A value as an import reads it: a list of values joined, rows of a repeating group as JSON.</summary>
    private static string Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        JsonValueKind.Array when value.EnumerateArray().All(i => i.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)) => string.Join(',', value.EnumerateArray().Select(Cell)),
        _ => value.GetRawText(),
    };

    private static IEnumerable<List<string>> Records(string text, char separator)
    {
        var (record, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"') cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[i++]);
                else quoted = false;
            }
            else if (c == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (c == separator || c == '\n')
            {
                record.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                if (c == separator) continue;
                yield return record;
                record = [];
            }
            else
            {
                cell.Append(c);
            }
        }

        if (cell.Length == 0 && record.Count == 0) yield break;
        record.Add(cell.ToString().TrimEnd('\r'));
        yield return record;
    }
}
