using System.Collections.Immutable;
using System.Globalization;
using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Rules.Tables;

/// <summary>Writes what a condition says of one input as a cell, as far as a cell can say it.</summary>
internal sealed class CellReading(Printer printer)
{
    private const string Null = "null";

    /// <summary>The cell, or null. All operands must hold.</summary>
    /// <param name="operands">What is said of the input.</param>
    /// <param name="input">The input as an expression.</param>
    /// <param name="namesNull">In its column no value is a value.</param>
    public string? Of(ImmutableArray<Node> operands, string input, bool namesNull)
    {
        var present = operands.Any(o => o is PresenceNode { Present: true });
        var rest = operands.Where(o => o is not PresenceNode { Present: true }).ToImmutableArray();
        if (rest.IsEmpty) return Written(new Tests(true, [Null]));
        if (rest is [LogicNode { IsAnd: false, Operands: [PresenceNode { Present: false }, var other] }] && !present && Read(other, input) is { Negated: true } unless && !unless.NamesNull)
            return namesNull ? Written(unless) : null;
        if (All(rest, input) is not { } tests || (present && tests.NamesNull)) return null;
        if (tests.NamesNull || (!present && !namesNull)) return Written(tests);
        if (present && !namesNull && Opposite(tests) is { } opposite) tests = new Tests(true, [opposite]);
        if (tests.Negated) return Written(tests with { Values = tests.Values.Insert(0, Null) });
        return namesNull ? Written(tests) : null;
    }

    /// <summary>True when a condition is about one input and about nothing else.</summary>
    public static bool Subjects(Node node, string input, Printer printer) => printer.Of(node) == input || node switch
    {
        NotNode n => Subjects(n.Operand, input, printer),
        LogicNode n => n.Operands.All(o => Subjects(o, input, printer)),
        CompareNode { Right: LiteralNode } n => printer.Of(n.Left) == input,
        CompareNode { Left: LiteralNode } n => printer.Of(n.Right) == input,
        PresenceNode n => printer.Of(n.Operand) == input,
        InListNode n => printer.Of(n.Item) == input,
        _ => false,
    };

    private static string Written(Tests tests) => tests.Negated ? $"not({string.Join(", ", tests.Values)})" : string.Join(", ", tests.Values);

    /// <summary>The other truth value; null when the tests are of something else.</summary>
    private static string? Opposite(Tests tests) => tests.Values is ["true"] ? "false" : tests.Values is ["false"] ? "true" : null;

    private static Tests Not(Tests tests) => Opposite(tests) is { } opposite ? new Tests(false, [opposite]) : tests with { Negated = !tests.Negated };

    /// <summary>Several conditions at once: two ends of an interval, or exceptions.</summary>
    private Tests? All(ImmutableArray<Node> nodes, string input)
    {
        if (nodes.Length == 1) return Read(nodes[0], input);
        if (nodes.Length == 2 && Interval(nodes[0], nodes[1], input) is { } interval) return new Tests(false, [interval]);
        var read = nodes.Select(n => Read(n, input)).ToList();
        return read.All(t => t is { Negated: true }) ? new Tests(true, [.. read.SelectMany(t => t!.Values)]) : null;
    }

    private Tests? Read(Node node, string input)
    {
        if (printer.Of(node) == input) return new Tests(false, ["true"]);
        switch (node)
        {
            case NotNode n:
                return Read(n.Operand, input) is { } inner ? Not(inner) : null;
            case PresenceNode n:
                return new Tests(n.Present, [Null]);
            case InListNode n:
                return Texts(n.Values);
            case LogicNode { IsAnd: true } n:
                return All(n.Operands, input);
            case LogicNode n:
                var read = n.Operands.Select(o => Read(o, input)).ToList();
                return read.All(t => t is { Negated: false }) ? new Tests(false, [.. read.SelectMany(t => t!.Values)]) : null;
            case CompareNode n when Sided(n, input) is var (sign, value) && Text(value) is { } text:
                return sign switch
                {
                    TokenKind.Equal => new Tests(false, [text]),
                    TokenKind.NotEqual => Not(new Tests(false, [text])),
                    _ => new Tests(false, [$"{Signs.Of(sign)} {text}"]),
                };
            default:
                return null;
        }
    }

    private static Tests? Texts(ImmutableArray<LiteralNode> values)
    {
        var texts = values.Select(Text).ToList();
        return texts.All(t => t is not null) ? new Tests(false, [.. texts!]) : null;
    }

    private string? Interval(Node first, Node second, string input)
    {
        if (first is not CompareNode a || second is not CompareNode b || Sided(a, input) is not var (sign, value) || Sided(b, input) is not var (other, end)) return null;
        if (sign is TokenKind.Less or TokenKind.LessOrEqual) (sign, value, other, end) = (other, end, sign, value);
        if (sign is not (TokenKind.Greater or TokenKind.GreaterOrEqual) || other is not (TokenKind.Less or TokenKind.LessOrEqual)) return null;
        return $"{(sign == TokenKind.GreaterOrEqual ? '[' : '(')}{Text(value)}..{Text(end)}{(other == TokenKind.LessOrEqual ? ']' : ')')}";
    }

    /// <summary>A comparison with the input on the left.</summary>
    private (TokenKind Sign, LiteralNode Value)? Sided(CompareNode node, string input) => node switch
    {
        { Right: LiteralNode value } when printer.Of(node.Left) == input => (node.Operator, value),
        { Left: LiteralNode value } when printer.Of(node.Right) == input => (Possible.Turned(node.Operator), value),
        _ => null,
    };

    /// <summary>A value as cells write it; null for what they cannot.</summary>
    private static string? Text(LiteralNode node) => node.Value switch
    {
        { IsMissing: true } => null,
        { Duration: not null } => $"duration(\"{node.Value}\")",
        { Text: { } text } => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
        { Date: not null } => $"date(\"{node.Value}\")",
        { Number: { } number } => number.ToString(CultureInfo.InvariantCulture),
        { Boolean: { } truth } => truth ? "true" : "false",
        _ => null,
    };

    private sealed record Tests(bool Negated, ImmutableArray<string> Values)
    {
        public bool NamesNull => Values.Contains(Null);
    }
}
