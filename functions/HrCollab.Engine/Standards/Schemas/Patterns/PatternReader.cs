using System.Collections.Immutable;
using System.Globalization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards.Schemas.Patterns;

/// <summary>
/// Reads the regular expressions that JSON Schema asks for (ECMA-262 with the u flag) as far as they can be matched in linear time. What
/// is left out is refused by name, so that no pattern means something else than its author thinks.
/// </summary>
internal ref struct PatternReader(ReadOnlySpan<char> text)
{
    private const int MostDepth = 32;
    private const string Punctuation = "^$\\.*+?()[]{}|/-!\"#%&',:;<=>@_`~ ";

    private readonly ReadOnlySpan<char> _text = text;
    private int _at;
    private int _depth;

    /// <summary>Why the pattern is refused.</summary>
    public Text? Problem { get; private set; }

    private readonly bool Ended => _at >= _text.Length;

    private readonly char Now => Ended ? '\0' : _text[_at];

    /// <summary>The pattern, or null with a problem.</summary>
    public PatternTree? Read()
    {
        var tree = Choice();
        if (tree is not null && !Ended) return Refuse(new("多余的“)”", "there is a ')' too many"));
        return tree;
    }

    private PatternTree? Choice()
    {
        if (++_depth > MostDepth) return Refuse(new("括号嵌套过深", "groups are nested too deeply"));
        var branches = ImmutableArray.CreateBuilder<PatternTree>();
        do
        {
            if (Sequence() is not { } branch) return null;
            branches.Add(branch);
        }
        while (Take('|'));
        _depth--;
        return branches.Count == 1 ? branches[0] : new PatternTree.Choice(branches.ToImmutable());
    }

    private PatternTree? Sequence()
    {
        var items = ImmutableArray.CreateBuilder<PatternTree>();
        while (!Ended && Now is not ('|' or ')'))
        {
            if (Atom() is not { } atom || Repeated(atom) is not { } item) return null;
            items.Add(item);
        }

        return new PatternTree.Sequence(items.ToImmutable());
    }

    private PatternTree? Atom()
    {
        var c = Now;
        switch (c)
        {
            case '^' or '$':
                _at++;
                return c == '^' ? new PatternTree.Start() : new PatternTree.End();
            case '.':
                _at++;
                return new PatternTree.Set(CodePoints.Dot);
            case '(':
                _at++;
                return Group();
            case '[':
                _at++;
                return Class();
            case '*' or '+' or '?' or '{':
                return Refuse(new($"“{c}”前面没有内容,或需写成“\\{c}”", $"'{c}' repeats nothing; write '\\{c}' for the character"));
            default:
                return Character(inClass: false) is { } set ? new PatternTree.Set(set) : null;
        }
    }

    private PatternTree? Group()
    {
        if (Take('?') && !Take(':'))
        {
            return Now == '<' && _at + 1 < _text.Length && _text[_at + 1] is not ('=' or '!')
                ? Refuse(new("不支持命名分组,请写 (?:…)", "named groups are not supported; write (?:...)"))
                : Refuse(new("不支持环视和内联选项", "look-around and inline options are not supported"));
        }

        if (Choice() is not { } inner) return null;
        return Take(')') ? inner : Refuse(new("缺少“)”", "a ')' is missing"));
    }

    private PatternTree? Repeated(PatternTree item)
    {
        int min, max;
        switch (Now)
        {
            case '*': (min, max) = (0, -1); break;
            case '+': (min, max) = (1, -1); break;
            case '?': (min, max) = (0, 1); break;
            case '{':
                if (!Counts(out min, out max)) return Refuse(new("“{”应为 {n}、{n,} 或 {n,m},字符请写“\\{”", "'{' begins {n}, {n,} or {n,m}; write '\\{' for the character"));
                break;
            default: return item;
        }

        if (item is PatternTree.Start or PatternTree.End) return Refuse(new("^ 和 $ 不能重复", "^ and $ cannot be repeated"));
        _at++;
        Take('?'); // lazy or not is the same to a verdict
        if (Now is '*' or '+' or '?' or '{') return Refuse(new("重复符号不能叠加", "a repetition cannot be repeated without a group"));
        return new PatternTree.Repeat(item, min, max < 0 ? null : max);
    }

    /// <summary>Leaves the reader at the closing brace.</summary>
    private bool Counts(out int min, out int max)
    {
        max = -1;
        _at++;
        if (!Count(out min)) return false;
        if (!Take(',')) max = min;
        else if (Now != '}' && (!Count(out max) || max < min)) return false;
        return Now == '}';
    }

    private bool Count(out int count)
    {
        var from = _at;
        while (char.IsAsciiDigit(Now)) _at++;
        return int.TryParse(_text[from.._at], NumberStyles.None, CultureInfo.InvariantCulture, out count);
    }

    private PatternTree? Class()
    {
        var not = Take('^');
        var ranges = new List<(int, int)>();
        while (Now != ']')
        {
            if (Ended) return Refuse(new("缺少“]”", "a ']' is missing"));
            if (Character(inClass: true) is not { } first) return null;
            var single = Single(first);
            if (Now == '-' && _at + 1 < _text.Length && _text[_at + 1] != ']')
            {
                _at++;
                if (Character(inClass: true) is not { } second) return null;
                if (single is not { } from || Single(second) is not { } to || from > to) return Refuse(new("字符范围不成立", "a range of characters is not possible"));
                ranges.Add((from, to));
                continue;
            }

            ranges.AddRange(first.Ranges);
        }

        _at++;
        var set = new CodePoints(ranges);
        return new PatternTree.Set(not ? set.Except() : set);
    }

    private static int? Single(CodePoints set) => set.Ranges is [var (from, to)] && from == to ? from : null;

    private CodePoints? Character(bool inClass)
    {
        if (Now != '\\')
        {
            if (char.IsHighSurrogate(Now) && _at + 1 < _text.Length && char.IsLowSurrogate(_text[_at + 1]))
            {
                _at += 2;
                return CodePoints.Of(char.ConvertToUtf32(_text[_at - 2], _text[_at - 1]));
            }

            return char.IsSurrogate(Now) ? No(new("半个代理对", "half a surrogate pair")) : CodePoints.Of(_text[_at++]);
        }

        _at++;
        if (Ended) return No(new("“\\”后面没有字符", "nothing follows the '\\'"));
        var c = _text[_at++];
        switch (c)
        {
            case 'd': return CodePoints.Digit;
            case 'D': return CodePoints.Digit.Except();
            case 'w': return CodePoints.Word;
            case 'W': return CodePoints.Word.Except();
            case 's': return CodePoints.Space;
            case 'S': return CodePoints.Space.Except();
            case 't': return CodePoints.Of('\t');
            case 'n': return CodePoints.Of('\n');
            case 'v': return CodePoints.Of('\v');
            case 'f': return CodePoints.Of('\f');
            case 'r': return CodePoints.Of('\r');
            case 'x': return Hex(2) is { } two ? CodePoints.Of(two) : No(new("\\x 需要两位十六进制数", "\\x needs two hexadecimal digits"));
            case 'u': return Unicode() is { } point ? CodePoints.Of(point) : No(new("\\u 需要四位十六进制数或 {…}", "\\u needs four hexadecimal digits or {...}"));
            case 'p' or 'P': return Category(c == 'P');
            case '0' when !char.IsAsciiDigit(Now): return CodePoints.Of(0);
            case >= '0' and <= '9' or 'k': return No(new("不支持回溯引用", "back references are not supported"));
            case 'b' or 'B' when !inClass: return No(new("不支持 \\b 和 \\B", "\\b and \\B are not supported"));
            default:
                return Punctuation.Contains(c, StringComparison.Ordinal) ? CodePoints.Of(c) : No(new($"不认识的转义“\\{c}”", $"unknown escape '\\{c}'"));
        }
    }

    private CodePoints? Category(bool not)
    {
        var close = _at < _text.Length ? _text[_at..].IndexOf('}') : -1;
        if (Now != '{' || close < 0) return No(new("\\p 需要 {类别}", "\\p needs a {category}"));
        var name = _text.Slice(_at + 1, close - 1).ToString();
        _at += close + 1;
        if (CodePoints.Category(name) is not { } set) return No(new($"不认识的字符类别“{name}”,可用 L、Lu、Nd 等", $"unknown category '{name}'; general categories such as L, Lu, Nd are known"));
        return not ? set.Except() : set;
    }

    private int? Unicode()
    {
        if (Take('{'))
        {
            var close = _text[_at..].IndexOf('}');
            if (close is < 1 or > 6 || Hex(close) is not { } point || point > 0x10FFFF || point is >= 0xD800 and <= 0xDFFF) return null;
            _at++;
            return point;
        }

        if (Hex(4) is not { } unit) return null;
        if (!char.IsSurrogate((char)unit)) return unit;
        if (!char.IsHighSurrogate((char)unit) || !Take('\\') || !Take('u') || Hex(4) is not { } low || !char.IsLowSurrogate((char)low)) return null;
        return char.ConvertToUtf32((char)unit, (char)low);
    }

    private int? Hex(int digits)
    {
        if (_at + digits > _text.Length || !int.TryParse(_text.Slice(_at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)) return null;
        _at += digits;
        return value;
    }

    private bool Take(char c)
    {
        if (Now != c || Ended) return false;
        _at++;
        return true;
    }

    private PatternTree? Refuse(Text problem)
    {
        Problem = problem;
        return null;
    }

    private CodePoints? No(Text problem)
    {
        Problem = problem;
        return null;
    }
}
