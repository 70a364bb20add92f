using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>Why a text is not an expression.</summary>
internal sealed record Fault(DiagnosticCode Code, params object?[] Arguments);

/// <summary>Cuts an expression into tokens; anything that is not of the language is a fault at its position.</summary>
/// <param name="text">The expression.</param>
/// <param name="foreign">It is in the notation of RulesEngine: and, or, not, = and calls after a dot are words of it.</param>
internal sealed class Lexer(string text, bool foreign = false)
{
    private static readonly (string Written, TokenKind Kind)[] Operators =
    [
        ("=>", TokenKind.Arrow), ("||", TokenKind.Or), ("&&", TokenKind.And), ("==", TokenKind.Equal), ("!=", TokenKind.NotEqual),
        ("<=", TokenKind.LessOrEqual), (">=", TokenKind.GreaterOrEqual), ("<", TokenKind.Less), (">", TokenKind.Greater), ("!", TokenKind.Not),
        ("+", TokenKind.Plus), ("-", TokenKind.Minus), ("*", TokenKind.Times), ("/", TokenKind.Divide),
        ("(", TokenKind.Open), (")", TokenKind.Close), ("[", TokenKind.OpenList), ("]", TokenKind.CloseList), (",", TokenKind.Comma),
    ];

    /// <summary>What people write who know another notation, and what to write here; the longest first.</summary>
    private static readonly (string Written, string Instead)[] Habits =
    [
        ("===", "=="), ("!==", "!="), ("<>", "!="), ("=<", "<="),
    ];

    private static readonly FrozenDictionary<string, string> Words = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["and"] = "&&",
        ["or"] = "||",
        ["not"] = "!",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly List<Token> _tokens = [];
    private int _at;

    public Fault? Fault { get; private set; }

    /// <summary>The tokens with an end token, or null with <see cref="Fault"/>.</summary>
    public List<Token>? Read()
    {
        while (_at < text.Length && Fault is null)
        {
            var c = text[_at];
            if (c is ' ' or '\t' or '\r' or '\n') _at++;
            else if (char.IsAsciiDigit(c)) Fault = Number();
            else if (char.IsAsciiLetter(c)) Fault = Name();
            else if (c == '"') Fault = Text();
            else Fault = Symbol();
        }

        if (Fault is not null) return null;
        _tokens.Add(new Token(TokenKind.End, text.Length, ""));
        return _tokens;
    }

    private Fault? Number()
    {
        var end = Skip(_at, char.IsAsciiDigit);
        if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1])) end = Skip(end + 1, char.IsAsciiDigit);
        var tail = Skip(end, c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_');
        var written = text[_at..tail];
        // 28 digits always fit a decimal exactly
        if (tail > end || written.Count(char.IsAsciiDigit) > 28) return new Fault(ExpressionFindings.BadNumber, Clip(written), _at + 1);
        return Add(TokenKind.Number, tail, decimal.Parse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture));
    }

    private Fault? Name()
    {
        var end = Skip(_at, c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_');
        var written = text[_at..end];
        if (foreign && ForeignWords.Sign(written) is { } sign) return Add(sign, end);
        if (foreign && written == "new") return new Fault(ExpressionFindings.Foreign, written, _at + 1, ForeignWords.List);
        if (Words.TryGetValue(written, out var instead)) return new Fault(ExpressionFindings.WriteInstead, written, _at + 1, instead);
        if (written.EndsWith('.')) return new Fault(ExpressionFindings.BadCharacter, ".", end);
        return Add(written == "in" ? TokenKind.In : TokenKind.Name, end);
    }

    private Fault? Text()
    {
        var characters = new StringBuilder();
        for (var i = _at + 1; i < text.Length && !char.IsControl(text[i]); i++)
        {
            if (text[i] == '"') return Add(TokenKind.Text, i + 1, characters.ToString());
            if (text[i] != '\\')
            {
                characters.Append(text[i]);
                continue;
            }

            if (++i == text.Length) break;
            if (text[i] is not ('"' or '\\' or 'n')) return new Fault(ExpressionFindings.BadEscape, Clip(text.Substring(i - 1, 2)), i);
            characters.Append(text[i] == 'n' ? '\n' : text[i]);
        }

        return new Fault(ExpressionFindings.UnfinishedText, _at + 1);
    }

    private Fault? Symbol()
    {
        var rest = text.AsSpan(_at);
        if (foreign && Foreign(rest) is { } found) return found.Kind is { } kind ? Add(kind, _at + found.Length) : new Fault(ExpressionFindings.Foreign, rest[0], _at + 1, ForeignWords.Choice);
        foreach (var (written, instead) in Habits)
        {
            if (rest.StartsWith(written, StringComparison.Ordinal)) return new Fault(ExpressionFindings.WriteInstead, written, _at + 1, instead);
        }

        if (Keyboard.Meant(rest[0]) is { } meant) return new Fault(ExpressionFindings.WriteInstead, rest[0], _at + 1, meant);
        foreach (var (written, sign) in Operators)
        {
            if (rest.StartsWith(written, StringComparison.Ordinal)) return Add(sign, _at + written.Length);
        }

        if (rest[0] is '=' or '&' or '|') return new Fault(ExpressionFindings.WriteInstead, rest[0], _at + 1, new string(rest[0], 2));
        Rune.DecodeFromUtf16(rest, out var rune, out var length); // a character outside the first plane is shown whole
        var shown = Rune.IsControl(rune) || rune == Rune.ReplacementChar ? $"U+{(int)rest[0]:X4}" : rest[..length].ToString();
        return new Fault(ExpressionFindings.BadCharacter, shown, _at + 1);
    }

    private (TokenKind? Kind, int Length)? Foreign(ReadOnlySpan<char> rest) => rest switch
    {
        ['?', ..] => (null, 1),
        ['<', '>', ..] => (TokenKind.NotEqual, 2),
        ['=', not ('=' or '>' or '<'), ..] => (TokenKind.Equal, 1),
        ['.', ..] when _tokens is [.., { Kind: TokenKind.Close }] => (TokenKind.Dot, 1),
        _ => null,
    };

    private Fault? Add(TokenKind kind, int end, object? value = null)
    {
        _tokens.Add(new Token(kind, _at, Clip(text[_at..end]), value));
        _at = end;
        return null;
    }

    private int Skip(int from, Func<char, bool> part)
    {
        while (from < text.Length && part(text[from])) from++;
        return from;
    }

    private static string Clip(string written) => written.Length <= 200 ? written : written[..200] + "…";
}
