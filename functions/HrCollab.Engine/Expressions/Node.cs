using System.Collections.Immutable;
using HrCollab.Engine.CodeLists;

namespace HrCollab.Engine.Expressions;

/// <summary>An expression whose names and types are known. Conditions are of type Boolean; missing and unknown are one thing there.</summary>
internal abstract record Node(ValueType Type);

/// <summary>A value written in the text; the missing value stands for a whole formula <c>null</c>.</summary>
internal sealed record LiteralNode(ValueType Type, FieldValue Value) : Node(Type);

internal sealed record FieldNode(string Path, int Root, FieldShape Shape) : Node(Shape.Type);

internal sealed record TodayNode() : Node(ValueType.Date);

internal sealed record CallNode(Function Function, ImmutableArray<Node> Arguments, ValueType Type) : Node(Type);

/// <summary>Both sides are of one family; the operator is one of == != &lt; &lt;= &gt; &gt;=.</summary>
internal sealed record CompareNode(TokenKind Operator, Node Left, Node Right) : Node(ValueType.Boolean);

/// <summary><c>== null</c> and <c>!= null</c>: decided even when the value is missing.</summary>
internal sealed record PresenceNode(Node Operand, bool Present) : Node(ValueType.Boolean);

internal sealed record InListNode(Node Item, ImmutableArray<LiteralNode> Values) : Node(ValueType.Boolean);

internal sealed record InFieldNode(Node Item, Node Codes) : Node(ValueType.Boolean);

/// <summary>any, all, count, sum, min or max over the items of a list field.</summary>
internal sealed record ListNode(string Function, FieldNode List, Node? Body, ValueType Type) : Node(Type);

/// <summary>A field of the item a list function looks at; the item itself, with the list of the codes, when the list holds codes.</summary>
internal sealed record ItemNode(FieldShape? Field, CodeList? Codes = null) : Node(Field?.Type ?? ValueType.Code);

/// <summary>Of numbers; or a date and a duration.</summary>
internal sealed record ArithmeticNode(TokenKind Operator, Node Left, Node Right, ValueType Type) : Node(Type);

internal sealed record NegateNode(Node Operand) : Node(Operand.Type);

internal sealed record LogicNode(bool IsAnd, ImmutableArray<Node> Operands) : Node(ValueType.Boolean);

internal sealed record NotNode(Node Operand) : Node(ValueType.Boolean);

/// <summary>Walks a tree.</summary>
internal static class Nodes
{
    public static IEnumerable<Node> Parts(this Node node) => node switch
    {
        CallNode n => n.Arguments,
        CompareNode n => [n.Left, n.Right],
        PresenceNode n => [n.Operand],
        InListNode n => [n.Item],
        InFieldNode n => [n.Item, n.Codes],
        ArithmeticNode n => [n.Left, n.Right],
        NegateNode n => [n.Operand],
        ListNode n => n.Body is null ? [n.List] : [n.List, n.Body],
        LogicNode n => n.Operands,
        NotNode n => [n.Operand],
        _ => [],
    };

    /// <summary>The code list that the value of a node is taken from, or null.</summary>
    public static CodeList? Codes(this Node node) => node switch
    {
        FieldNode n => n.Shape.Codes,
        ItemNode n => n.Field is { } field ? field.Codes : n.Codes,
        _ => null,
    };

    /// <summary>How many nodes a tree has and how deep its code nests. Shared parts are measured once and counted as often as they stand.</summary>
    public static (long Count, int Depth) Measure(this Node tree)
    {
        var known = new Dictionary<Node, (long, int)>(ReferenceEqualityComparer.Instance);
        return Of(tree);

        (long Count, int Depth) Of(Node node)
        {
            if (known.TryGetValue(node, out var measured)) return measured;
            var (count, depth) = (1L, 0);
            foreach (var part in node.Parts())
            {
                var (inner, below) = Of(part);
                (count, depth) = (Math.Min(count + inner, int.MaxValue), Math.Max(depth, below));
            }

            depth += node is LogicNode { Operands.Length: > 1 and var length } ? System.Numerics.BitOperations.Log2((uint)length - 1) + 1 : node is CompareNode { Operator: TokenKind.NotEqual } ? 2 : 1;
            return known[node] = (count, depth);
        }
    }

    /// <summary>Every node of a tree of that type.</summary>
    public static IEnumerable<T> All<T>(this Node node)
        where T : Node => (node is T match ? [match] : Enumerable.Empty<T>()).Concat(node.Parts().SelectMany(All<T>));

    /// <summary>The fields of a tree in the order written, each once.</summary>
    public static ImmutableArray<FieldNode> Fields(this Node node)
    {
        var fields = ImmutableArray.CreateBuilder<FieldNode>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        Collect(node);
        return fields.ToImmutable();

        void Collect(Node part)
        {
            if (part is FieldNode field && seen.Add(field.Path)) fields.Add(field);
            foreach (var inner in part.Parts()) Collect(inner);
        }
    }
}
