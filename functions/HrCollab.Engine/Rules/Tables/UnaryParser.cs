using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Rules.Tables;

/// <summary>Reads one cell; see README.md for the grammar. It does not nest, so its depth is that of the grammar. Stops at the first fault.</summary>
internal sealed class UnaryParser(string text, TableColumn column)
{
    public const int MaxLength = 1_000;
    public const int MaxTests = 100;

    /// <summary>Digits of a number: sums and middles of such numbers are exact.</summary>
    private const int MaxDigits = 18;

    private static readonly Text Value = new("一个值", "a value");

    private readonly Family _family = Families.Of(column.Type);
    private int _at;

    public Fault? Fault { get; private set; }

    private char Current => _at < text.Length ? text[_at] : '\0';

    private bool Ordered => _family is Family.Number or Family.Date or Family.Duration;

    /// <summary>The cell, or null with <see cref="Fault"/>.</summary>
    public Cell? Read()
    {
        if (string.IsNullOrWhiteSpace(text)) return Fail<Cell>(TableFindings.EmptyCell);
        if (text.Length > MaxLength) return Fail<Cell>(TableFindings.LongCell, text.Length, MaxLength);
        Space();
        if (text.AsSpan(_at).Trim() is "-") return new Cell(text, Negated: false, []);
        var negated = Word() == "not";
        if (negated)
        {
            _at += 3;
            Space();
            if (!Take('(')) return Unexpected<Cell>(Text.Same("("));
        }

        if (Tests() is not { } tests) return null;
        if (negated && !Take(')')) return Unexpected<Cell>(new Text("逗号或 )", "a comma or )"));
        Space();
        return _at == text.Length ? new Cell(text, negated, tests) : Unexpected<Cell>(new Text("逗号或结尾", "a comma or the end"));
    }

    private ImmutableArray<UnaryTest>? Tests()
    {
        var tests = ImmutableArray.CreateBuilder<UnaryTest>();
        do
        {
            Space();
            if (tests.Count == MaxTests) return Refuse(TableFindings.ManyTests, MaxTests);
            if (Test() is not { } test) return null;
            tests.Add(test);
            Space();
        }
        while (Take(','));
        return tests.ToImmutable();

        ImmutableArray<UnaryTest>? Refuse(DiagnosticCode code, params object?[] arguments)
        {
            Fail<Cell>(code, arguments);
            return null;
        }
    }

    private UnaryTest? Test()
    {
        if (Word() == "null")
        {
            _at += 4;
            return new NullTest();
        }

        switch (Current)
        {
            case '<' or '>':
                return Comparison();
            case '[' or '(':
                return Interval();
            case ']':
                return Fail<UnaryTest>(TableFindings.WriteInstead, "]", _at + 1, "(");
            case '=' or '!':
                return Fail<UnaryTest>(TableFindings.WriteInstead, Current == '=' ? "=" : "!=", _at + 1, Current == '=' ? "3" : "not(3)");
            case '-' when text.AsSpan(_at + 1).TrimStart() is [] or [',' or ')', ..]:
                return Fail<UnaryTest>(TableFindings.Unexpected, "-", _at + 1, Value);
            default:
                return Literal() is { } value ? Equal(value) : null;
        }
    }

    private UnaryTest? Comparison()
    {
        var (below, start) = (Current == '<', _at++);
        var closed = Take('=');
        var sign = text[start.._at];
        if (!Ordered) return Fail<UnaryTest>(TableFindings.NotOrdered, sign, Families.Name(column.Type));
        Space();
        if (Literal() is not { } value || Ordinals.Of(value) is not { } at) return null;
        var named = column.Words(value);
        var words = new Text($"{(closed ? below ? "≤" : "≥" : sign)} {named.Zh}", $"{sign} {named.En}");
        return below ? new RangeTest(null, LowClosed: false, at, closed, words) : new RangeTest(at, closed, null, HighClosed: false, words);
    }

    private UnaryTest? Interval()
    {
        var (start, lowClosed) = (_at, Current == '[');
        if (!Ordered) return Fail<UnaryTest>(TableFindings.NotOrdered, "[..]", Families.Name(column.Type));
        _at++;
        Space();
        if (Literal() is not { } low) return null;
        Space();
        if (!text.AsSpan(_at).StartsWith("..", StringComparison.Ordinal)) return Unexpected<UnaryTest>(Text.Same(".."));
        _at += 2;
        Space();
        if (Literal() is not { } high) return null;
        Space();
        var highClosed = Current == ']';
        if (Current == '[') return Fail<UnaryTest>(TableFindings.WriteInstead, "[", _at + 1, ")");
        if (!Take(']') && !Take(')')) return Unexpected<UnaryTest>(new Text("] 或 )", "] or )"));
        if (Ordinals.Of(low) is not { } from || Ordinals.Of(high) is not { } to) return null;
        if (from > to || (from == to && !(lowClosed && highClosed))) return Fail<UnaryTest>(TableFindings.EmptyInterval, text[start.._at]);
        var words = new Text($"{(lowClosed ? '[' : '(')}{{0}}..{{1}}{(highClosed ? ']' : ')')}", $"{(lowClosed ? '[' : '(')}{{0}}..{{1}}{(highClosed ? ']' : ')')}").With(column.Words(low), column.Words(high));
        return new RangeTest(from, lowClosed, to, highClosed, words);
    }

    private UnaryTest Equal(FieldValue value)
    {
        var words = column.Words(value);
        if (value.Boolean is { } truth) return new TruthTest(truth);
        return value.Text is { } written ? new TextTest(written, words) : new RangeTest(Ordinals.Of(value), LowClosed: true, Ordinals.Of(value), HighClosed: true, words);
    }

    private FieldValue? Literal()
    {
        var start = _at;
        if (Current == '"') return Quoted() is { } characters ? Typed(start, ValueType.Text, FieldValue.Of(column.Type, characters)) : null;
        if (char.IsAsciiDigit(Current) || (Current == '-' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1]))) return Number();
        switch (Word())
        {
            case "true" or "false":
                var truth = Word() == "true";
                _at += truth ? 4 : 5;
                return Typed(start, ValueType.Boolean, FieldValue.Of(truth));
            case "date":
                return Called(ValueType.Date, TableFindings.BadDate, text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? FieldValue.Of(date) : null);
            case "duration":
                return Called(ValueType.Duration, TableFindings.BadDuration, text => Duration.TryParse(text, out var duration) && (duration.Months == 0 || duration.Days == 0) ? FieldValue.Of(duration) : null);
            case "today":
                return FailValue(TableFindings.NotConstant, start + 1);
            case { Length: > 0 } word when _family == Family.Text:
                return FailValue(TableFindings.WriteInstead, Clip(word), start + 1, $"\"{Clip(word)}\"");
            default:
                Unexpected<Cell>(Value);
                return null;
        }
    }

    private FieldValue? Number()
    {
        var start = _at++;
        while (char.IsAsciiDigit(Current)) _at++;
        if (Current == '.' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1]))
        {
            _at++;
            while (char.IsAsciiDigit(Current)) _at++;
        }

        var written = text[start.._at];
        if (_family == Family.Date) return FailValue(TableFindings.WriteInstead, Clip(text[start..]), start + 1, "date(\"2026-01-31\")");
        if (written.Count(char.IsAsciiDigit) > MaxDigits || char.IsAsciiLetter(Current) || Current == '_') return FailValue(TableFindings.BadNumber, Clip(text[start..]), start + 1);
        return Typed(start, ValueType.Decimal, FieldValue.Of(column.Type, decimal.Parse(written, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture)));
    }

    /// <summary>A value that is written as a call of its type with a text.</summary>
    private FieldValue? Called(ValueType type, DiagnosticCode otherwise, Func<string, FieldValue?> read)
    {
        var start = _at;
        _at += Word().Length;
        Space();
        var opened = Take('(');
        Space();
        if (!opened || Quoted() is not { } written || read(written) is not { } value) return Fault is null ? FailValue(otherwise) : null;
        Space();
        return Take(')') ? Typed(start, type, value) : FailValue(otherwise);
    }

    private string? Quoted()
    {
        var start = _at;
        if (!Take('"')) return null;
        var characters = new StringBuilder();
        for (; _at < text.Length && !char.IsControl(text[_at]); _at++)
        {
            if (text[_at] == '"')
            {
                _at++;
                return characters.ToString();
            }

            if (text[_at] == '\\' && _at + 1 < text.Length && text[_at + 1] is '"' or '\\') _at++;
            characters.Append(text[_at]);
        }

        Fail<Cell>(TableFindings.UnfinishedText, start + 1);
        return null;
    }

    /// <summary>A value of the column's type, and one of its code list.</summary>
    private FieldValue? Typed(int start, ValueType type, FieldValue value)
    {
        var found = Families.Of(type);
        if (found != _family)
        {
            if (_family == Family.Date && found == Family.Text) return FailValue(TableFindings.WriteInstead, Clip(text[start.._at]), start + 1, $"date({Clip(text[start.._at])})");
            return FailValue(TableFindings.WrongLiteral, Families.Name(column.Type), found.Name(), start + 1);
        }

        if (column.Codes is not { } codes || value.Text is not { } code || codes.Find(code) is not null) return value;
        return FailValue(TableFindings.UnknownCode, Clip(code), codes.Title, codes.Hint(code));
    }

    private string Word()
    {
        var end = _at;
        while (end < text.Length && (char.IsAsciiLetter(text[end]) || (end > _at && (char.IsAsciiDigit(text[end]) || text[end] is '_' or '-')))) end++;
        return text[_at..end];
    }

    private void Space()
    {
        while (Current is ' ' or '\t') _at++;
    }

    private bool Take(char expected)
    {
        if (Current != expected || _at == text.Length) return false;
        _at++;
        return true;
    }

    private T? Unexpected<T>(Text expected)
        where T : class
    {
        if (_at == text.Length) return Fail<T>(TableFindings.Unexpected, new Text("结尾", "the end"), _at + 1, expected);
        if (Keyboard.Meant(Current) is { } meant) return Fail<T>(TableFindings.WriteInstead, Current, _at + 1, meant == "!=" ? "not(3)" : meant);
        Rune.DecodeFromUtf16(text.AsSpan(_at), out var rune, out var length);
        return Fail<T>(TableFindings.Unexpected, Rune.IsControl(rune) || rune == Rune.ReplacementChar ? $"U+{(int)Current:X4}" : text.Substring(_at, length), _at + 1, expected);
    }

    private FieldValue? FailValue(DiagnosticCode code, params object?[] arguments)
    {
        Fail<Cell>(code, arguments);
        return null;
    }

    private T? Fail<T>(DiagnosticCode code, params object?[] arguments)
        where T : class
    {
        Fault ??= new Fault(code, arguments);
        return null;
    }

    private static string Clip(string written) => written.Length <= 60 ? written : written[..60] + "…";
}
