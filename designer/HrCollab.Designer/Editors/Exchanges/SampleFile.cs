using System.Collections.Immutable;
using System.Text;

namespace HrCollab.Designer.Editors.Exchanges;

/// <summary>The first rows of a file as somebody pasted them: CSV (RFC 4180), or columns of a spreadsheet parted by tabs.</summary>
/// <param name="Header">Names of the columns.</param>
/// <param name="Rows">Rows, as wide as the header.</param>
public sealed record SampleFile(ImmutableArray<string> Header, ImmutableArray<ImmutableArray<string>> Rows)
{
    /// <summary>Rows that are read.</summary>
    public const int MostRows = 50;

    /// <summary>Largest file that is read, in bytes.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    private const int Longest = 500_000;

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

    /// <summary>Reads a text; null when it has no header.</summary>
    public static SampleFile? Read(string text)
    {
        if (text.Length > Longest) text = text[..Longest];
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
