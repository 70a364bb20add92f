using System.Collections.Frozen;
using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>Expressions in words. Two fields of one title are told apart by the titles of their records.</summary>
internal sealed class Sentences
{
    private readonly Vocabulary _vocabulary;
    private readonly FrozenSet<Text> _shared;

    public Sentences(Vocabulary vocabulary, Node tree)
    {
        _vocabulary = vocabulary;
        _shared = tree.Fields().GroupBy(f => f.Shape.Title).Where(g => g.Count() > 1).Select(g => g.Key).ToFrozenSet();
    }

    /// <summary>How tightly the words of a node hold together; looser ones get brackets inside tighter ones.</summary>
    private enum Bond { Or, And, Not, Compare, Phrase, Sum, Product, Sign, Word }

    /// <summary>The sentence of a condition or formula.</summary>
    public Text Of(Node node) => Statement(node).Words;

    private (Text Words, Bond Bond) Statement(Node node) => node switch
    {
        FieldNode { Type: ValueType.Boolean } or ItemNode { Type: ValueType.Boolean } => (new Text("{0} 为真", "{0} is true").With(Words(node).Words), Bond.Compare),
        LogicNode n => Logic(n),
        NotNode n => (new Text("非 {0}", "not {0}").With(Tight(Statement(n.Operand), Bond.Phrase)), Bond.Not),
        _ => Words(node),
    };

    private (Text Words, Bond Bond) Logic(LogicNode node)
    {
        var own = node.IsAnd ? Bond.And : Bond.Or;
        var operands = node.Operands.Select(o => Tight(Statement(o), own + 1)).ToImmutableArray();
        return (new Text(string.Join(node.IsAnd ? " 且 " : " 或 ", operands.Select(o => o.Zh)), string.Join(node.IsAnd ? " and " : " or ", operands.Select(o => o.En))), own);
    }

    private (Text Words, Bond Bond) Words(Node node) => node switch
    {
        LiteralNode n => (Literal(n), Bond.Word),
        FieldNode n => (Title(n), Bond.Word),
        TodayNode => (new Text("今天", "today"), Bond.Word),
        CallNode n => (n.Function.Sentence.With([.. n.Arguments.Select(a => Tight(Words(a), Bond.Word))]), n.Type == ValueType.Boolean ? Bond.Compare : Bond.Phrase),
        CompareNode n => (Sign(n).With(Tight(Words(n.Left), Bond.Phrase), Tight(Words(n.Right), Bond.Phrase)), Bond.Compare),
        PresenceNode n => ((n.Present ? new Text("{0} 有值", "{0} has a value") : new Text("{0} 无值", "{0} has no value")).With(Tight(Words(n.Operand), Bond.Phrase)), Bond.Compare),
        InListNode n => (In.With(Tight(Words(n.Item), Bond.Phrase), List(n.Values)), Bond.Compare),
        InFieldNode n => (In.With(Tight(Words(n.Item), Bond.Phrase), Tight(Words(n.Codes), Bond.Phrase)), Bond.Compare),
        ItemNode { Field: null } => (new Text("该项", "the item"), Bond.Word),
        ItemNode n => (new Text("该项的{0}", "{0} of the item").With(n.Field!.Title), Bond.Word),
        ListNode n => (n.Body is null ? ListFunctions.Count.With(Title(n.List)) : ListFunctions.Find(n.Function)!.Sentence.With(Title(n.List), Tight(Statement(n.Body), Bond.Word)),
            n.Type == ValueType.Boolean ? Bond.Compare : Bond.Phrase),
        ArithmeticNode n => Arithmetic(n),
        NegateNode n => (Text.Same("-{0}").With(Tight(Words(n.Operand), Bond.Word)), Bond.Sign),
        _ => Statement(node),
    };

    private static readonly Text In = new("{0} 属于 {1}", "{0} is one of {1}");

    private static Text Sign(CompareNode node) => (node.Operator, Families.Of(node.Left.Type)) switch
    {
        (TokenKind.Equal, _) => new("{0} 等于 {1}", "{0} is {1}"),
        (TokenKind.NotEqual, _) => new("{0} 不等于 {1}", "{0} is not {1}"),
        (TokenKind.Less, Family.Date) => new("{0} 早于 {1}", "{0} is before {1}"),
        (TokenKind.LessOrEqual, Family.Date) => new("{0} 不晚于 {1}", "{0} is not after {1}"),
        (TokenKind.Greater, Family.Date) => new("{0} 晚于 {1}", "{0} is after {1}"),
        (TokenKind.GreaterOrEqual, Family.Date) => new("{0} 不早于 {1}", "{0} is not before {1}"),
        (TokenKind.Less, _) => new("{0} 小于 {1}", "{0} is less than {1}"),
        (TokenKind.LessOrEqual, _) => new("{0} 不大于 {1}", "{0} is at most {1}"),
        (TokenKind.Greater, _) => new("{0} 大于 {1}", "{0} is more than {1}"),
        _ => new("{0} 不小于 {1}", "{0} is at least {1}"),
    };

    private (Text Words, Bond Bond) Arithmetic(ArithmeticNode node)
    {
        var own = node.Operator is TokenKind.Plus or TokenKind.Minus ? Bond.Sum : Bond.Product;
        var sign = node.Operator switch { TokenKind.Times => "\u00D7", TokenKind.Divide => "\u00F7", var plain => Signs.Of(plain) };
        return (Text.Same($"{{0}} {sign} {{1}}").With(Tight(Words(node.Left), own), Tight(Words(node.Right), own + 1)), own);
    }

    private Text Title(FieldNode field)
    {
        if (!_shared.Contains(field.Shape.Title)) return field.Shape.Title;
        return new Text("{0}的{1}", "{1} of {0}").With(_vocabulary.Roots[field.Root].Shape.Title, field.Shape.Title);
    }

    private static Text List(ImmutableArray<LiteralNode> values)
    {
        var words = values.Select(Literal).ToImmutableArray();
        return new Text(string.Join("、", words.Select(w => w.Zh)), string.Join(", ", words.Select(w => w.En)));
    }

    private static Text Literal(LiteralNode node) => node.Value switch
    {
        { IsMissing: true } => new("无值", "no value"),
        { Boolean: { } truth } => truth ? new("真", "true") : new("假", "false"),
        { Text: { } text } => new($"“{text}”", $"\"{text}\""),
        var value => Text.Same(value.ToString()),
    };

    /// <summary>The words, in brackets when they hold together less than needed.</summary>
    private static Text Tight((Text Words, Bond Bond) part, Bond needed) =>
        part.Bond >= needed ? part.Words : new Text($"({part.Words.Zh})", $"({part.Words.En})");
}
