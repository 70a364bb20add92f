using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>
/// Reads sentences as <see cref="Sentences"/> renders them. Titles are any text, so every way to read is followed; who asks binds what
/// comes out and keeps what renders as the same sentence. Each place is read once per level.
/// </summary>
internal sealed class SentenceReader
{
    private const int MaxLength = 20_000;
    private const int MaxReadings = 40; // of one place and level
    private const string Item = "item";

    private readonly string _sentence;
    private readonly Language _language;
    private readonly SentenceWords _words;
    private readonly Dictionary<(Level, int), ImmutableArray<(Syntax Syntax, int End)>> _known = [];
    private int _depth;

    public SentenceReader(string sentence, Language language, Vocabulary vocabulary) =>
        (_sentence, _language, _words) = (sentence, language, vocabulary.Words(language));

    private enum Level { Or, And, Not, Compare, Phrase, Sum, Product, Sign, Word }

    /// <summary>How far the sentence could be read.</summary>
    public int Farthest { get; private set; }

    /// <summary>Every way to read the whole sentence.</summary>
    public IEnumerable<Syntax> Read() => _sentence.Length is 0 or > MaxLength ? [] : At(Level.Or, 0).Where(r => r.End == _sentence.Length).Select(r => r.Syntax);

    private ImmutableArray<(Syntax Syntax, int End)> At(Level level, int at)
    {
        if (_known.TryGetValue((level, at), out var known)) return known;
        if (_depth > 12 * Parser.MaxDepth) return [];
        _depth++;
        _known[(level, at)] = [];
        IEnumerable<(Syntax Syntax, int End)> read = level switch
        {
            Level.Or => Chain(at, Level.And, TokenKind.Or),
            Level.And => Chain(at, Level.Not, TokenKind.And),
            Level.Not => Not(at).Concat(At(Level.Compare, at)),
            Level.Compare => Compare(at),
            Level.Phrase => _words.Phrases.SelectMany(p => Filled(p, at)).Concat(At(Level.Sum, at)),
            Level.Sum => Binary(at, Level.Product, ('+', TokenKind.Plus), ('-', TokenKind.Minus)),
            Level.Product => Binary(at, Level.Sign, ('\u00D7', TokenKind.Times), ('\u00F7', TokenKind.Divide)),
            Level.Sign => Negated(at).Concat(At(Level.Word, at)),
            _ => Word(at),
        };
        ImmutableArray<(Syntax, int)> all = [.. read.Where(r => r.Syntax.Depth <= Parser.MaxDepth).Distinct().Take(MaxReadings)];
        foreach (var (_, end) in all) Farthest = Math.Max(Farthest, end);
        _depth--;
        return _known[(level, at)] = all;
    }

    private IEnumerable<(Syntax Syntax, int End)> Chain(int at, Level operand, TokenKind kind)
    {
        var (sign, all) = (_words.Join(kind), new List<(ImmutableArray<Syntax> Operands, int End)>());
        Walk(At(operand, at).Select(r => (ImmutableArray.Create(r.Syntax), r.End)), (operands, end) =>
        {
            all.Add((operands, end));
            return operands.Length < Parser.MaxParts && Is(sign, end) ? At(operand, end + sign.Length).Select(r => (operands.Add(r.Syntax), r.End)) : [];
        });

        // the longest first: of too many readings those that leave most of the sentence over are given up
        return all.OrderByDescending(r => r.End).Select(r => (r.Operands.Length == 1 ? r.Operands[0] : new LogicSyntax(0, kind == TokenKind.And, r.Operands), r.End));
    }

    /// <summary>
    /// Follows what stands one behind the other from left to right. Ways to read that end at one place are bounded there, and not how many places there
    /// are: a chain may be as long as its sentence.
    /// </summary>
    private static void Walk<T>(IEnumerable<(T Read, int End)> first, Func<T, int, IEnumerable<(T Read, int End)>> next)
    {
        var open = new SortedDictionary<int, List<T>>();
        Open(first);
        while (open.Count > 0)
        {
            var (end, read) = open.First();
            open.Remove(end);
            foreach (var one in read) Open(next(one, end));
        }

        void Open(IEnumerable<(T Read, int End)> reads)
        {
            foreach (var (read, end) in reads)
            {
                if (!open.TryGetValue(end, out var there)) open[end] = there = [];
                if (there.Count < MaxReadings) there.Add(read);
            }
        }
    }

    private IEnumerable<(Syntax Syntax, int End)> Not(int at) =>
        Is(_words.Not, at) ? At(Level.Phrase, at + _words.Not.Length).Select(r => ((Syntax)new UnarySyntax(0, TokenKind.Not, r.Syntax), r.End)) : [];

    private IEnumerable<(Syntax Syntax, int End)> Compare(int at)
    {
        foreach (var (left, end) in At(Level.Phrase, at))
        {
            yield return (left, end);
            if (Is(_words.IsTrue, end)) yield return (left, end + _words.IsTrue.Length);
            foreach (var (words, present) in _words.Presence)
            {
                if (Is(words, end)) yield return (new BinarySyntax(0, present ? TokenKind.NotEqual : TokenKind.Equal, left, new LiteralSyntax(0, null)), end + words.Length);
            }

            foreach (var (words, kind) in _words.Signs)
            {
                if (!Is(words, end)) continue;
                foreach (var (right, last) in At(Level.Phrase, end + words.Length)) yield return (new BinarySyntax(0, kind, left, right), last);
            }

            if (!Is(_words.In, end)) continue;
            foreach (var (values, last) in List(end + _words.In.Length).Reverse()) yield return (new ListSyntax(0, left, values), last);
        }

        foreach (var read in _words.Conditions.SelectMany(c => Filled(c, at))) yield return read;
    }

    private IEnumerable<(ImmutableArray<Syntax> Values, int End)> List(int at)
    {
        var values = ImmutableArray<Syntax>.Empty;
        while (Literal(at) is var (value, end))
        {
            values = values.Add(value);
            yield return (values, end);
            if (!Is(_words.Comma, end)) yield break;
            at = end + _words.Comma.Length;
        }
    }

    private List<(Syntax Syntax, int End)> Binary(int at, Level operand, params (char Sign, TokenKind Kind)[] signs)
    {
        var all = new List<(Syntax, int)>();
        Walk(At(operand, at), (left, end) =>
        {
            all.Add((left, end));
            return left.Depth >= Parser.MaxDepth ? [] : signs.Where(s => Is($" {s.Sign} ", end))
                .SelectMany(s => At(operand, end + 3).Select(r => ((Syntax)new BinarySyntax(0, s.Kind, left, r.Syntax), r.End)));
        });
        all.Reverse(); // the longest first, as of a chain
        return all;
    }

    private IEnumerable<(Syntax Syntax, int End)> Negated(int at) => Is("-", at) ? At(Level.Word, at + 1).Select(r => ((Syntax)new UnarySyntax(0, TokenKind.Minus, r.Syntax), r.End)) : [];

    private IEnumerable<(Syntax Syntax, int End)> Word(int at)
    {
        if (Literal(at) is var (literal, last)) yield return (literal, last);
        foreach (var (duration, end) in DurationWords.At(_sentence, at)) yield return (Called(Functions.Duration, duration.ToString()), end);
        if (Is("(", at))
        {
            foreach (var (inner, end) in At(Level.Or, at + 1).Where(r => Is(")", r.End))) yield return (inner, end + 1);
        }

        foreach (var (words, name) in _words.Names)
        {
            if (Is(words, at)) yield return (new NameSyntax(0, name), at + words.Length);
        }
    }

    /// <summary>The pieces of a template with words between them.</summary>
    private IEnumerable<(Syntax Syntax, int End)> Filled(SentenceTemplate template, int at)
    {
        var open = new List<(ImmutableArray<(int Place, Syntax Syntax)> Arguments, int End)>();
        if (Is(template.Pieces[0], at)) open.Add(([], at + template.Pieces[0].Length));
        for (var i = 0; i < template.Places.Length; i++)
        {
            var (place, next) = (template.Places[i], template.Pieces[i + 1]);
            open = [.. open.SelectMany(o => At(Level.Word, o.End).Where(r => Is(next, r.End)).Select(r => (o.Arguments.Add((place, r.Syntax)), r.End + next.Length))).Take(MaxReadings)];
        }

        foreach (var (filled, end) in open)
        {
            ImmutableArray<Syntax> arguments = [.. filled.OrderBy(a => a.Place).Select(a => a.Syntax)];
            if (template.IsList && arguments.Length == 2) arguments = [arguments[0], new LambdaSyntax(0, Item, arguments[1])];
            yield return (new CallSyntax(0, template.Function, arguments, 1 + arguments.Max(a => a.Depth)), end);
        }
    }

    private (Syntax Syntax, int End)? Literal(int at)
    {
        foreach (var (words, truth) in _words.Truths)
        {
            if (Is(words, at)) return (new LiteralSyntax(0, truth), at + words.Length);
        }

        if (at < _sentence.Length && _sentence[at] == _words.Quote.Open) return Text(at);
        var end = at;
        while (end < _sentence.Length && (char.IsAsciiLetterOrDigit(_sentence[end]) || _sentence[end] is '-' or '.')) end++;
        var word = _sentence[at..end];
        if (DateOnly.TryParseExact(word, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) return (Called(Functions.DateLiteral, word), end);
        var negative = word.StartsWith('-');
        return word.Length <= 30 && decimal.TryParse(negative ? word[1..] : word, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? (negative ? new UnarySyntax(0, TokenKind.Minus, new LiteralSyntax(0, number)) : new LiteralSyntax(0, number), end)
            : null;
    }

    private static CallSyntax Called(string name, string text) => new(0, name, [new LiteralSyntax(0, text)], 2);

    private (Syntax Syntax, int End)? Text(int at)
    {
        var text = new StringBuilder();
        for (var i = at + 1; i < _sentence.Length; i++)
        {
            if (_sentence[i] == _words.Quote.Close) return (new LiteralSyntax(0, text.ToString()), AfterLabel(text.ToString(), i + 1));
            if (_sentence[i] == '\\' && ++i < _sentence.Length) text.Append(_sentence[i] == 'n' ? '\n' : _sentence[i]);
            else if (i < _sentence.Length) text.Append(_sentence[i]);
        }

        return null;
    }

    /// <summary>Past the label of a code, when one of its labels stands here.</summary>
    private int AfterLabel(string code, int at) => at + _words.Labels(code).Where(l => Is(l, at)).Select(l => l.Length).DefaultIfEmpty().Max();

    private bool Is(string words, int at) => string.CompareOrdinal(_sentence, at, words, 0, words.Length) == 0;
}
