using System.Collections.Frozen;
using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>
/// Expressions in words, which <see cref="SentenceReader"/> reads again. Two fields of one title are told apart by the titles of their
/// records; in the quoted form every field stands in 「」 or [ ] under a title that no other field of the vocabulary has.
/// </summary>
internal sealed partial class Sentences
{
    private readonly Vocabulary _vocabulary;
    private readonly bool _quoted;
    private readonly FrozenSet<Text> _shared;

    public Sentences(Vocabulary vocabulary, Node tree, bool quoted = false)
    {
        (_vocabulary, _quoted) = (vocabulary, quoted);
        _shared = tree.Fields().GroupBy(f => f.Shape.Title).Where(g => g.Count() > 1).Select(g => g.Key).ToFrozenSet();
    }

    /// <summary>How tightly the words of a node hold together; looser ones get brackets inside tighter ones.</summary>
    private enum Bond { Or, And, Not, Compare, Phrase, Sum, Product, Sign, Word }

    /// <summary>The sentence of a condition or formula.</summary>
    public Text Of(Node node) => Statement(node).Words;

    private (Text Words, Bond Bond) Statement(Node node) => node switch
    {
        FieldNode { Type: ValueType.Boolean } or ItemNode { Type: ValueType.Boolean } => (IsTrue.With(Words(node).Words), Bond.Compare),
        LogicNode n => Logic(n),
        NotNode n => (Not.With(Tight(Statement(n.Operand), Bond.Phrase)), Bond.Not),
        _ => Words(node),
    };

    private (Text Words, Bond Bond) Logic(LogicNode node)
    {
        var own = node.IsAnd ? Bond.And : Bond.Or;
        var operands = node.Operands.Select(o => Tight(Statement(o), own + 1)).ToImmutableArray();
        var sign = node.IsAnd ? And : Or;
        return (new Text(string.Join(sign.Zh, operands.Select(o => o.Zh)), string.Join(sign.En, operands.Select(o => o.En))), own);
    }

    private (Text Words, Bond Bond) Words(Node node) => node switch
    {
        LiteralNode n => (Literal(n), Bond.Word),
        FieldNode n => (Title(n), Bond.Word),
        TodayNode => (Today, Bond.Word),
        CallNode n => (n.Function.Sentence.With([.. n.Arguments.Select(a => Tight(Words(a), Bond.Word))]), n.Type == ValueType.Boolean ? Bond.Compare : Bond.Phrase),
        CompareNode n => (Sign(n).With(Side(n.Left, n.Right), Side(n.Right, n.Left)), Bond.Compare),
        PresenceNode n => ((n.Present ? Has : HasNot).With(Tight(Words(n.Operand), Bond.Phrase)), Bond.Compare),
        InListNode n => (In.With(Tight(Words(n.Item), Bond.Phrase), List(n.Values, n.Item)), Bond.Compare),
        InFieldNode n => (In.With(Side(n.Item, n.Codes), Tight(Words(n.Codes), Bond.Phrase)), Bond.Compare),
        ItemNode { Field: null } => (Item, Bond.Word),
        ItemNode n => (ItemField.With(n.Field!.Title), Bond.Word),
        ListNode n => (n.Body is null ? ListFunctions.Count.With(Title(n.List)) : ListFunctions.Find(n.Function)!.Sentence.With(Title(n.List), Tight(Statement(n.Body), Bond.Word)),
            n.Type == ValueType.Boolean ? Bond.Compare : Bond.Phrase),
        ArithmeticNode n => Arithmetic(n),
        NegateNode n => (Text.Same("-{0}").With(Tight(Words(n.Operand), Bond.Word)), Bond.Sign),
        _ => Statement(node),
    };

    private static Text Sign(CompareNode node)
    {
        var family = Families.Of(node.Left.Type) switch { Family.Date => Family.Date, Family.Truth => Family.Truth, Family.Duration => Family.Duration, _ => Family.Number };
        return AllSigns.First(s => s.Kind == node.Operator && s.Family == family).Words;
    }

    private (Text Words, Bond Bond) Arithmetic(ArithmeticNode node)
    {
        var own = node.Operator is TokenKind.Plus or TokenKind.Minus ? Bond.Sum : Bond.Product;
        var sign = node.Operator switch { TokenKind.Times => "\u00D7", TokenKind.Divide => "\u00F7", var plain => Signs.Of(plain) };
        return (Text.Same($"{{0}} {sign} {{1}}").With(Tight(Words(node.Left), own), Tight(Words(node.Right), own + 1)), own);
    }

    private Text Title(FieldNode field)
    {
        if (_quoted) return Quoted(_vocabulary, field);
        return _shared.Contains(field.Shape.Title) ? Qualified(_vocabulary, field) : field.Shape.Title;
    }

    /// <summary>A side of a comparison; a code has its label beside it.</summary>
    private Text Side(Node node, Node other) => node is LiteralNode literal ? Coded(literal, other) : Tight(Words(node), Bond.Phrase);

    private static Text Coded(LiteralNode literal, Node other)
    {
        return literal.Value.Text is { } code && other.Codes()?.Find(code)?.Title is { } label ? Labelled.With(Literal(literal), label) : Literal(literal);
    }

    private static Text List(ImmutableArray<LiteralNode> values, Node item)
    {
        var words = values.Select(v => Coded(v, item)).ToImmutableArray();
        return new Text(string.Join(Comma.Zh, words.Select(w => w.Zh)), string.Join(Comma.En, words.Select(w => w.En)));
    }

    private static Text Literal(LiteralNode node) => node.Value switch
    {
        { IsMissing: true } => new("无值", "no value"),
        { Boolean: { } truth } => truth ? True : False,
        { Duration: { } duration } => duration.Words,
        { Text: { } text } => new($"“{Escaped(text, '”')}”", $"\"{Escaped(text, '"')}\""),
        var value => Text.Same(value.ToString()),
    };

    /// <summary>The words, in brackets when they hold together less than needed.</summary>
    private static Text Tight((Text Words, Bond Bond) part, Bond needed) =>
        part.Bond >= needed ? part.Words : new Text($"({part.Words.Zh})", $"({part.Words.En})");
}
