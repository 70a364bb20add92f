using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Exchanges;

/// <summary>A compiled column: the field it gives and the columns of the file it reads, in the order of its template.</summary>
/// <param name="Field">The field.</param>
/// <param name="Reads">Columns of the file; none for a constant.</param>
public sealed record ColumnSource(Field Field, ImmutableArray<string> Reads)
{
    /// <summary>Literal texts around the columns read: one more than there are columns.</summary>
    internal ImmutableArray<string> Literals { get; init; } = [];

    /// <summary>What separates the items of a list in its column, or null.</summary>
    public string? Separator { get; init; }

    internal bool TakesLast { get; init; }

    internal FrozenDictionary<string, string>? Map { get; init; }

    internal string Prefix { get; init; } = "";

    /// <summary>True for what is said of new records only.</summary>
    public bool OnlyNew { get; init; }

    /// <summary>True when a value can be said in the column it is read from.</summary>
    internal bool Reversible => Reads.Length == 1 && Literals.IsEmpty;

    /// <summary>True when the column writes what the standard writes.</summary>
    internal bool IsPlain => Reversible && Map is null && Separator is null && Prefix.Length == 0;

    /// <summary>What the column holds for its field to get the text; null when nothing does.</summary>
    internal string? Back(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var mapped = text[Prefix.Length..];
        var written = Map?.Where(m => m.Value == mapped).Select(m => m.Key).Min(StringComparer.Ordinal) ?? mapped;
        return Text([written], [0]) == text ? written : null;
    }

    /// <summary>The text for the field; <paramref name="at"/> says where in the row each column read stands, -1 when the file lacks it.</summary>
    internal string Text(ReadOnlySpan<string> row, ReadOnlySpan<int> at)
    {
        var text = Reads.Length switch
        {
            0 => Literals[0],
            1 when Literals.IsEmpty => At(row, at[0]),
            _ => Join(row, at),
        };
        if (Separator is { } separator && text.Contains(separator, StringComparison.Ordinal))
            text = TakesLast ? text[(text.LastIndexOf(separator, StringComparison.Ordinal) + separator.Length)..].Trim() : text[..text.IndexOf(separator, StringComparison.Ordinal)].Trim();
        if (Map is not null && Map.TryGetValue(text, out var mapped)) text = mapped;
        return Prefix.Length > 0 && text.Length > 0 ? Prefix + text : text;
    }

    private string Join(ReadOnlySpan<string> row, ReadOnlySpan<int> at)
    {
        var text = new StringBuilder(Literals[0]);
        for (var i = 0; i < at.Length; i++)
        {
            var part = At(row, at[i]);
            if (part.Length == 0) return "";
            text.Append(part).Append(Literals[i + 1]);
        }

        return text.ToString();
    }

    /// <summary>What stands in a column of a row; empty when the row lacks it.</summary>
    internal static string At(ReadOnlySpan<string> row, int at) => at < 0 || at >= row.Length ? "" : row[at].Trim();

    /// <summary>The columns and literals of a template such as "{first_name} {last_name}"; null when it is not one.</summary>
    internal static (ImmutableArray<string> Reads, ImmutableArray<string> Literals)? Template(string template)
    {
        var reads = ImmutableArray.CreateBuilder<string>();
        var literals = ImmutableArray.CreateBuilder<string>();
        var rest = template.AsSpan();
        while (rest.IndexOf('{') is var open && open >= 0)
        {
            var close = rest[open..].IndexOf('}');
            if (close < 2 || rest[..open].Contains('}')) return null;
            literals.Add(rest[..open].ToString());
            reads.Add(rest.Slice(open + 1, close - 1).ToString());
            rest = rest[(open + close + 1)..];
        }

        if (reads.Count == 0 || rest.Contains('}')) return null;
        literals.Add(rest.ToString());
        return (reads.ToImmutable(), literals.ToImmutable());
    }
}
