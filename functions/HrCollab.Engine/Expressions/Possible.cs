using System.Collections.Immutable;

namespace HrCollab.Engine.Expressions;

/// <summary>
/// What fields may hold when a condition is true: for each field a set that is never too small. A condition that is impossible never holds,
/// whatever is missing; the other way round nothing is claimed. Fields hold what their definitions allow: codes of their list, numbers between min and max.
/// </summary>
internal static class Possible
{
    /// <summary>The values of the one field that a condition reads for which it is true; null when it reads another number of fields, or more than values.</summary>
    public static (FieldNode Field, ValueSet Values)? Of(Node tree) => tree.Fields() is [var field] && Exact(tree, field) is { } values ? (field, values) : null;

    /// <summary>True when the condition can never be true.</summary>
    public static bool IsNever(Node tree) => May(tree, true) is null;

    /// <summary>The field of which no value is left by what a condition says of it alone; null when several have to do with it, or it may hold.</summary>
    public static FieldNode? Ruled(Node tree) => May(tree, true, "") is null ? null : tree.Fields().FirstOrDefault(f => May(tree, true, f.Path) is null);

    /// <summary>True when the condition can never be false.</summary>
    public static bool IsAlways(Node tree) => May(tree, false) is null;

    /// <summary>True when the second condition cannot be false where the first is true.</summary>
    public static bool Implies(Node first, Node second) => May(first, true) is not { } a || May(second, false) is not { } b || Both(a, b) is null;

    /// <summary>Of a leaf: the field and the values for which it is true; null for leaves that are about something else.</summary>
    public static (FieldNode Field, ValueSet Values)? Leaf(Node leaf) => leaf switch
    {
        FieldNode { Type: ValueType.Boolean } n => (n, Ordered(n, new Interval(1, true, 1, true))),
        CompareNode { Left: FieldNode field, Right: LiteralNode value } n => Compared(field, n.Operator, value),
        CompareNode { Left: LiteralNode value, Right: FieldNode field } n => Compared(field, Turned(n.Operator), value),
        InListNode { Item: FieldNode field } n => n.Values.Select(v => Compared(field, TokenKind.Equal, v)?.Values).Aggregate((a, b) => a is null || b is null ? null : a.Or(b)) is { } values ? (field, values) : null,
        _ => null,
    };

    private static ValueSet? Exact(Node node, FieldNode field)
    {
        switch (node)
        {
            case NotNode n:
                return Exact(n.Operand, field)?.Not();
            case CompareNode { Left: not FieldNode and { Type: ValueType.Boolean } truth, Operator: TokenKind.Equal or TokenKind.NotEqual, Right: LiteralNode { Value.Boolean: { } asked } } n:
                return asked == (n.Operator == TokenKind.Equal) ? Exact(truth, field) : Exact(truth, field)?.Not();
            case LogicNode n:
                return n.Operands.Select(o => Exact(o, field)).Aggregate((a, b) => a is null || b is null ? null : n.IsAnd ? a.And(b) : a.Or(b));
            default:
                return Leaf(node)?.Values;
        }
    }

    /// <summary>Null when the node cannot come out as asked; by one field only, when it is named.</summary>
    private static ImmutableDictionary<string, ValueSet>? May(Node node, bool asked, string? only = null)
    {
        switch (node)
        {
            case NotNode n:
                return May(n.Operand, !asked, only);
            case LiteralNode { Value.Boolean: { } truth }:
                return truth == asked ? ImmutableDictionary<string, ValueSet>.Empty : null;
            case CompareNode { Left: not FieldNode and { Type: ValueType.Boolean } inner, Operator: TokenKind.Equal or TokenKind.NotEqual, Right: LiteralNode { Value.Boolean: { } said } } n:
                return May(inner, asked == (said == (n.Operator == TokenKind.Equal)), only);
            case LogicNode n when n.IsAnd == asked:
                return n.Operands.Select(o => May(o, asked, only)).Aggregate((a, b) => a is null || b is null ? null : Both(a, b));
            case LogicNode n:
                return n.Operands.Select(o => May(o, asked, only)).Aggregate((a, b) => a is null ? b : b is null ? a : Either(a, b));
            default:
                if (Leaf(node) is not var (field, values) || (only is not null && field.Path != only)) return ImmutableDictionary<string, ValueSet>.Empty;
                var wanted = asked ? values : values.Not();
                wanted = Allowed(field, wanted) is { } allowed ? wanted.And(allowed) ?? wanted : wanted;
                return wanted.IsEmpty ? null : ImmutableDictionary<string, ValueSet>.Empty.Add(field.Path, wanted);
        }
    }

    /// <summary>Codes of a list that is looked through for what is left when some are excluded; no condition has parts enough to exclude each of a longer one.</summary>
    private const int MostCodes = Parser.MaxParts;

    /// <summary>What the definition of a field allows, as a set of the sort of another; null when it does not say.</summary>
    private static ValueSet? Allowed(FieldNode field, ValueSet like) => (field.Shape, like) switch
    {
        ({ Codes: { } codes }, ValueSet.Listed { Except: false } listed) => new ValueSet.Listed([.. listed.Values.Where(codes.Codes.Contains)], Except: false),
        ({ Codes: { Codes.Count: <= MostCodes } codes }, ValueSet.Listed) => new ValueSet.Listed(codes.Codes, Except: false),
        ({ Min: null, Max: null }, _) => null,
        (var shape, ValueSet.Ordered) when Families.Of(shape.Type) == Family.Number => Ordered(field, new Interval(shape.Min, true, shape.Max, true)),
        _ => null,
    };

    private static ImmutableDictionary<string, ValueSet>? Both(ImmutableDictionary<string, ValueSet> a, ImmutableDictionary<string, ValueSet> b)
    {
        foreach (var (path, values) in b)
        {
            var joined = a.TryGetValue(path, out var own) ? own.And(values) ?? own : values;
            if (joined.IsEmpty) return null;
            a = a.SetItem(path, joined);
        }

        return a;
    }

    private static ImmutableDictionary<string, ValueSet> Either(ImmutableDictionary<string, ValueSet> a, ImmutableDictionary<string, ValueSet> b) =>
        a.Where(e => b.ContainsKey(e.Key)).Select(e => (e.Key, Joined: e.Value.Or(b[e.Key]))).Where(e => e.Joined is not null).ToImmutableDictionary(e => e.Key, e => e.Joined!);

    private static (FieldNode Field, ValueSet Values)? Compared(FieldNode field, TokenKind sign, LiteralNode literal)
    {
        if (literal.Value.Text is { } text)
            return (field, new ValueSet.Listed(ImmutableSortedSet.Create(StringComparer.Ordinal, text), sign == TokenKind.NotEqual));
        if (Position(literal.Value) is not { } at) return null;
        var equal = Ordered(field, new Interval(at, true, at, true));
        return (field, sign switch
        {
            TokenKind.Equal => equal,
            TokenKind.NotEqual => equal.Not(),
            TokenKind.Less => Ordered(field, new Interval(null, false, at, false)),
            TokenKind.LessOrEqual => Ordered(field, new Interval(null, false, at, true)),
            TokenKind.Greater => Ordered(field, new Interval(at, false, null, false)),
            _ => Ordered(field, new Interval(at, true, null, false)),
        });
    }

    private static ValueSet Ordered(FieldNode field, Interval interval) => ValueSet.Ordered.Of(
        field.Type switch
        {
            ValueType.Date => new Domain(true, 0, Ops.MaxDay),
            ValueType.Boolean => new Domain(true, 0, 1),
            var type => new Domain(type == ValueType.Integer, null, null),
        }, interval);

    /// <summary>Numbers as they are, days by their number, false and true as 0 and 1.</summary>
    private static decimal? Position(FieldValue value) => value.Number ?? value.Date?.DayNumber ?? (value.Boolean is { } truth ? truth ? 1 : 0 : null);

    /// <summary>The sign with its sides swapped.</summary>
    public static TokenKind Turned(TokenKind sign) => sign switch
    {
        TokenKind.Less => TokenKind.Greater,
        TokenKind.LessOrEqual => TokenKind.GreaterOrEqual,
        TokenKind.Greater => TokenKind.Less,
        TokenKind.GreaterOrEqual => TokenKind.LessOrEqual,
        _ => sign,
    };
}
