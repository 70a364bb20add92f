using System.Collections.Immutable;

namespace HrCollab.Engine.Standards.Schemas.Patterns;

/// <summary>
/// Makes one unit of every character, because .NET matches UTF-16 units and a pattern counts characters. Characters up to U+FFFF stand for
/// themselves; those beyond are sorted into groups that the pattern cannot tell apart, and each group gets a unit of the surrogates, which
/// sound text never has alone.
/// </summary>
internal sealed class Alphabet
{
    private const int Beyond = 0x10000;
    private const int FirstUnit = 0xD800;

    private readonly ImmutableArray<int> _cuts;
    private readonly ImmutableArray<int> _groups;

    public Alphabet(IEnumerable<CodePoints> sets)
    {
        ImmutableArray<CodePoints> all = [.. sets.Distinct()];
        _cuts = [.. all.SelectMany(s => s.Ranges).SelectMany(r => new[] { r.From, r.To + 1 }).Append(Beyond).Where(c => c is >= Beyond and <= 0x10FFFF).Distinct().Order()];
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        _groups = [.. _cuts.Select(cut =>
        {
            var signature = string.Create(all.Length, (all, cut), (text, state) =>
            {
                for (var i = 0; i < text.Length; i++) text[i] = state.all[i].Has(state.cut) ? '1' : '0';
            });
            return known.TryGetValue(signature, out var group) ? group : known[signature] = known.Count;
        })];
        IsPossible = known.Count <= 0x800;
    }

    /// <summary>False when the pattern tells more groups apart than there are units.</summary>
    public bool IsPossible { get; }

    /// <summary>The units of a set.</summary>
    public IEnumerable<(int From, int To)> Units(CodePoints set)
    {
        foreach (var (from, to) in set.Ranges)
        {
            if (from < FirstUnit) yield return (from, Math.Min(to, FirstUnit - 1));
            if (to > 0xDFFF && from < Beyond) yield return (Math.Max(from, 0xE000), Math.Min(to, Beyond - 1));
        }

        foreach (var group in _cuts.Index().Where(c => set.Has(c.Item)).Select(c => _groups[c.Index]).Distinct().Order()) yield return (FirstUnit + group, FirstUnit + group);
    }

    /// <summary>A sound text in units.</summary>
    public ReadOnlySpan<char> Translate(ReadOnlySpan<char> text, Span<char> units)
    {
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length)
            {
                units[length++] = text[i];
                continue;
            }

            var cut = _cuts.BinarySearch(char.ConvertToUtf32(text[i], text[++i]));
            units[length++] = (char)(FirstUnit + _groups[cut >= 0 ? cut : ~cut - 1]);
        }

        return units[..length];
    }
}
