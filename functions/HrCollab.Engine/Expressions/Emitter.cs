using System.Collections.Frozen;
using System.Collections.Immutable;

namespace HrCollab.Engine.Expressions;

/// <summary>
/// Writes the lambda text of an expression: names of methods of <see cref="Ops"/>, the three parameters and numbers of places. No character of
/// what the author wrote gets into it, and expressions that differ in fields, values and signs only have the same text.
/// </summary>
internal sealed class Emitter(Workdays? workdays = null)
{
    private readonly ImmutableArray<Operand>.Builder _operands = ImmutableArray.CreateBuilder<Operand>();
    private int _leaves;

    public Constants Constants => new(_operands.ToImmutable(), workdays);

    /// <summary>The code of a condition; leaves are numbered in the order of <see cref="WhyTree.Leaves"/>.</summary>
    public string Condition(Node node) => node switch
    {
        LogicNode n => Balanced(n.IsAnd ? nameof(Ops.And) : nameof(Ops.Or), [.. n.Operands.Select(Condition)]),
        NotNode n => Op(nameof(Ops.Not), Condition(n.Operand)),
        _ => Op(nameof(Ops.Leaf), Generated.Tracer, Number(_leaves++), Value(node)),
    };

    public string Formula(Node node, ValueType type) => node switch
    {
        FieldNode n when n.Type == type => Op(nameof(Ops.ResultField), Generated.Facts, Place(n)),
        LiteralNode { Value.IsMissing: true } => Op(nameof(Ops.ResultMissing)),
        _ => Families.Of(type) switch
        {
            Family.Text => Op(nameof(Ops.ResultText), Number((int)type), Value(node)),
            Family.Number => Op(nameof(Ops.ResultNumber), Number((int)type), Value(node)),
            Family.Date => Op(nameof(Ops.ResultDate), Value(node)),
            Family.Truth => Op(nameof(Ops.ResultTruth), Value(node)),
            Family.Duration => Op(nameof(Ops.ResultDuration), Value(node)),
            _ => throw new InvalidOperationException($"No code for a formula {node}"),
        },
    };

    private string Value(Node node) => node switch
    {
        LiteralNode n => Op("Value" + Suffix(n), Place(new Operand(Content: n.Value.Content))),
        FieldNode n => Op("Field" + Suffix(n), Generated.Facts, Place(n)),
        TodayNode => Op(nameof(Ops.Today), Generated.Facts),
        ItemNode n => Op("Item" + Suffix(n), Generated.Item, Number(n.Field?.Slot ?? -1)),
        ListNode n => List(n),
        CallNode { Function.Context: { } context } n => Op(n.Function.Method, [context, .. n.Arguments.Select(Value)]),
        CallNode n => Op(n.Function.Method, [.. n.Arguments.Select(Value)]),
        CompareNode n => Compare(n),
        PresenceNode n => Negated(!n.Present, Op("Has" + Suffix(n.Operand), Value(n.Operand))),
        InListNode n => Op("InList" + Suffix(n.Item), Value(n.Item), Place(new Operand(Content: Set(n.Values)))),
        InFieldNode n => Op(nameof(Ops.CodesContain), Value(n.Codes), Value(n.Item)),
        ArithmeticNode { Type: ValueType.Date } n => Op(n.Operator == TokenKind.Plus ? nameof(Ops.PlusDuration) : nameof(Ops.MinusDuration), Value(n.Left), Value(n.Right)),
        ArithmeticNode { Type: ValueType.Duration } n => Op(nameof(Ops.DaysSince), Value(n.Left), Value(n.Right)),
        ArithmeticNode n => Op(Arithmetic(n.Operator), Value(n.Left), Value(n.Right)),
        NegateNode n => Op(nameof(Ops.Negate), Value(n.Operand)),
        LogicNode n => Balanced(n.IsAnd ? nameof(Ops.And) : nameof(Ops.Or), [.. n.Operands.Select(Value)]),
        NotNode n => Op(nameof(Ops.Not), Value(n.Operand)),
        _ => throw new InvalidOperationException($"No code for {node}"),
    };

    /// <summary>The code of a rule: true where it does not apply. Leaves of when it applies come first.</summary>
    public string Rule(Node? when, Node require) => when is null ? Condition(require) : Op(nameof(Ops.Applied), Condition(when), Condition(require));

    private string Compare(CompareNode node)
    {
        if (node is { Left: FieldNode field, Right: LiteralNode literal } && Direct(node) is { } test)
            return Negated(node.Operator == TokenKind.NotEqual, Op(test, Generated.Facts, Place(new Operand((short)field.Root, field.Shape.Slot, literal.Value.Content, Sign(node.Operator), Plain(literal.Value)))));
        var (left, right, suffix) = (Value(node.Left), Value(node.Right), Suffix(node.Left));
        return node.Operator switch
        {
            TokenKind.Equal => Op("Equal" + suffix, left, right),
            TokenKind.NotEqual => Negated(true, Op("Equal" + suffix, left, right)),
            TokenKind.Less => Op("Less" + suffix, left, right),
            TokenKind.LessOrEqual => Op("LessOrEqual" + suffix, left, right),
            TokenKind.Greater => Op("Less" + suffix, right, left),
            _ => Op("LessOrEqual" + suffix, right, left),
        };
    }

    private string List(ListNode node)
    {
        var list = Op(nameof(Ops.FieldRows), Generated.Facts, Place(node.List));
        if (node.Body is null) return Op(nameof(Ops.CountAll), list);
        var family = Families.Of(node.Body.Type);
        var body = Place(new Operand(Content: Generated.Body(Value(node.Body), family)));
        var op = node.Function switch
        {
            "any" => nameof(Ops.AnyItem),
            "all" => nameof(Ops.AllItems),
            "count" => nameof(Ops.CountItems),
            "sum" => nameof(Ops.SumItems),
            "min" => family == Family.Date ? nameof(Ops.EarliestItem) : nameof(Ops.MinItem),
            _ => family == Family.Date ? nameof(Ops.LatestItem) : nameof(Ops.MaxItem),
        };
        return Op(op, Generated.Facts, Generated.Tracer, list, body);
    }

    /// <summary>The operation that compares a field with a value in one go, for what rules mostly do.</summary>
    private static string? Direct(CompareNode node) => Families.Of(node.Left.Type) switch
    {
        Family.Number => nameof(Ops.TestNumber),
        Family.Date => nameof(Ops.TestDate),
        Family.Text => nameof(Ops.TestText),
        _ => null,
    };

    /// <summary>The value as a word: a number in ten-thousandths, a date as its day.</summary>
    private static long Plain(FieldValue value) => value.Content switch
    {
        NumberContent number => number.Scaled,
        DateOnly date => date.DayNumber,
        _ => NumberContent.None,
    };

    private static Ops.Sign Sign(TokenKind kind) => kind switch
    {
        TokenKind.Less => Ops.Sign.Less,
        TokenKind.LessOrEqual => Ops.Sign.LessOrEqual,
        TokenKind.Greater => Ops.Sign.Greater,
        TokenKind.GreaterOrEqual => Ops.Sign.GreaterOrEqual,
        _ => Ops.Sign.Equal,
    };

    private static string Arithmetic(TokenKind kind) => kind switch
    {
        TokenKind.Plus => nameof(Ops.Plus),
        TokenKind.Minus => nameof(Ops.Minus),
        TokenKind.Times => nameof(Ops.Times),
        _ => nameof(Ops.Divide),
    };

    /// <summary>A chain as a balanced tree: Kleene's and, or are associative, and the parser behind recurses over depth.</summary>
    private static string Balanced(string op, ReadOnlySpan<string> operands) =>
        operands.Length == 1 ? operands[0] : Op(op, Balanced(op, operands[..(operands.Length / 2)]), Balanced(op, operands[(operands.Length / 2)..]));

    private string Place(FieldNode field) => Place(new Operand((short)field.Root, field.Shape.Slot));

    private string Place(Operand operand)
    {
        _operands.Add(operand);
        return $"{Generated.Constants}, {Number(_operands.Count - 1)}";
    }

    private static object Set(ImmutableArray<LiteralNode> values) => Families.Of(values[0].Type) switch
    {
        Family.Text => values.Select(v => v.Value.Text!).ToFrozenSet(StringComparer.Ordinal),
        Family.Number => values.Select(v => v.Value.Number!.Value).ToFrozenSet(),
        _ => values.Select(v => v.Value.Date!.Value).ToFrozenSet(),
    };

    private static string Suffix(Node node) => Families.Of(node.Type).ToString();

    private static string Negated(bool negate, string code) => negate ? Op(nameof(Ops.Not), code) : code;

    private static string Op(string name, params ReadOnlySpan<string> arguments) => $"{nameof(Ops)}.{name}({string.Join(", ", arguments!)})";

    private static string Number(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
