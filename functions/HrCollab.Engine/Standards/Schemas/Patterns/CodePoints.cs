using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;

namespace HrCollab.Engine.Standards.Schemas.Patterns;

/// <summary>A set of characters (code points, not UTF-16 units) as sorted ranges.</summary>
internal sealed class CodePoints
{
    private const int Last = 0x10FFFF;

    private readonly ImmutableArray<(int From, int To)> _ranges;

    public CodePoints(IEnumerable<(int From, int To)> ranges)
    {
        var sorted = ImmutableArray.CreateBuilder<(int From, int To)>();
        foreach (var (from, to) in ranges.Order())
        {
            if (sorted.Count > 0 && from <= sorted[^1].To + 1) sorted[^1] = (sorted[^1].From, Math.Max(sorted[^1].To, to));
            else sorted.Add((from, to));
        }

        _ranges = sorted.ToImmutable();
    }

    public static CodePoints Digit { get; } = new([('0', '9')]);

    public static CodePoints Word { get; } = new([('0', '9'), ('A', 'Z'), ('a', 'z'), ('_', '_')]);

    /// <summary>White space and line terminators of ECMA-262.</summary>
    public static CodePoints Space { get; } = new(
        [(9, 13), (32, 32), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF)]);

    public static CodePoints Dot { get; } = new CodePoints([('\n', '\n'), ('\r', '\r'), (0x2028, 0x2029)]).Except();

    public ImmutableArray<(int From, int To)> Ranges => _ranges;

    public static CodePoints Of(int codePoint) => new([(codePoint, codePoint)]);

    /// <summary>A general category such as L, Lu or Nd (Unicode as the runtime knows it), or null.</summary>
    public static CodePoints? Category(string name)
    {
        if (name.Length is < 1 or > 2 || !Letters.Contains(name[0], StringComparison.Ordinal)) return null;
        var wanted = Enum.GetValues<UnicodeCategory>().Where(c => Short(c).StartsWith(name, StringComparison.Ordinal)).ToHashSet();
        if (wanted.Count == 0) return null;
        return Categories.GetOrAdd(name, _ => Category(wanted));
    }

    private static readonly ConcurrentDictionary<string, CodePoints> Categories = new(StringComparer.Ordinal);

    private static CodePoints Category(HashSet<UnicodeCategory> wanted)
    {
        var ranges = new List<(int, int)>();
        var from = -1;
        for (var c = 0; c <= Last + 1; c++)
        {
            var inside = c <= Last && wanted.Contains(CharUnicodeInfo.GetUnicodeCategory(c));
            if (inside && from < 0) from = c;
            if (inside || from < 0) continue;
            ranges.Add((from, c - 1));
            from = -1;
        }

        return new CodePoints(ranges);
    }

    public bool Has(int codePoint)
    {
        int low = 0, high = _ranges.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (codePoint < _ranges[middle].From) high = middle - 1;
            else if (codePoint > _ranges[middle].To) low = middle + 1;
            else return true;
        }

        return false;
    }

    /// <summary>Everything else.</summary>
    public CodePoints Except()
    {
        var ranges = new List<(int, int)>();
        var next = 0;
        foreach (var (from, to) in _ranges)
        {
            if (from > next) ranges.Add((next, from - 1));
            next = to + 1;
        }

        if (next <= Last) ranges.Add((next, Last));
        return new CodePoints(ranges);
    }

    private const string Letters = "LMNPSZC";

    private static string Short(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => "Lu",
        UnicodeCategory.LowercaseLetter => "Ll",
        UnicodeCategory.TitlecaseLetter => "Lt",
        UnicodeCategory.ModifierLetter => "Lm",
        UnicodeCategory.OtherLetter => "Lo",
        UnicodeCategory.NonSpacingMark => "Mn",
        UnicodeCategory.SpacingCombiningMark => "Mc",
        UnicodeCategory.EnclosingMark => "Me",
        UnicodeCategory.DecimalDigitNumber => "Nd",
        UnicodeCategory.LetterNumber => "Nl",
        UnicodeCategory.OtherNumber => "No",
        UnicodeCategory.SpaceSeparator => "Zs",
        UnicodeCategory.LineSeparator => "Zl",
        UnicodeCategory.ParagraphSeparator => "Zp",
        UnicodeCategory.Control => "Cc",
        UnicodeCategory.Format => "Cf",
        UnicodeCategory.Surrogate => "Cs",
        UnicodeCategory.PrivateUse => "Co",
        UnicodeCategory.ConnectorPunctuation => "Pc",
        UnicodeCategory.DashPunctuation => "Pd",
        UnicodeCategory.OpenPunctuation => "Ps",
        UnicodeCategory.ClosePunctuation => "Pe",
        UnicodeCategory.InitialQuotePunctuation => "Pi",
        UnicodeCategory.FinalQuotePunctuation => "Pf",
        UnicodeCategory.OtherPunctuation => "Po",
        UnicodeCategory.MathSymbol => "Sm",
        UnicodeCategory.CurrencySymbol => "Sc",
        UnicodeCategory.ModifierSymbol => "Sk",
        UnicodeCategory.OtherSymbol => "So",
        _ => "Cn",
    };
}
