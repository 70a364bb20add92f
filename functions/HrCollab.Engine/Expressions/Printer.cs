using System.Collections.Immutable;
using System.Globalization;

namespace HrCollab.Engine.Expressions;

/// <summary>The one way a tree is written as an expression: no bracket that is not needed, one space around signs.</summary>
internal sealed class Printer(Vocabulary vocabulary)
{
    private readonly string _item = vocabulary.Roots.Any(r => r.Name == "item") ? "x" : "item";

    /// <summary>How tightly a part holds together, as the parser reads it.</summary>
    private enum Bond { Or, And, Compare, Sum, Product, Unary, Primary }

    /// <summary>The text; reading it gives the tree again.</summary>
    public string Of(Node node) => Part(node).Text;

    /// <summary>A value as an expression and a cell write it.</summary>
    public static string Written(ValueType type, FieldValue value) => Literal(new LiteralNode(type, value)).Text;

    private (string Text, Bond Bond) Part(Node node) => node switch
    {
        LiteralNode n => Literal(n),
        FieldNode n => (n.Path, Bond.Primary),
        ItemNode n => (n.Field is null ? _item : $"{_item}.{n.Field.Path}", Bond.Primary),
        TodayNode => ("today", Bond.Primary),
        CallNode n => (Call(n.Function.Name, n.Arguments.Select(Of)), Bond.Primary),
        ListNode n => (Call(n.Function, n.Body is null ? [n.List.Path] : [n.List.Path, $"{_item} => {Of(n.Body)}"]), Bond.Primary),
        LogicNode { Operands.Length: 1 } n => Part(n.Operands[0]),
        LogicNode n => (string.Join(n.IsAnd ? " && " : " || ", n.Operands.Select(o => Tight(o, n.IsAnd ? Bond.Compare : Bond.And))), n.IsAnd ? Bond.And : Bond.Or),
        NotNode n => ("!" + Tight(n.Operand, Bond.Unary), Bond.Unary),
        CompareNode n => ($"{Tight(n.Left, Bond.Sum)} {Signs.Of(n.Operator)} {Tight(n.Right, Bond.Sum)}", Bond.Compare),
        PresenceNode n => ($"{Tight(n.Operand, Bond.Sum)} {(n.Present ? "!=" : "==")} null", Bond.Compare),
        InListNode n => ($"{Tight(n.Item, Bond.Sum)} in [{string.Join(", ", n.Values.Select(v => Literal(v).Text))}]", Bond.Compare),
        InFieldNode n => ($"{Tight(n.Item, Bond.Sum)} in {Tight(n.Codes, Bond.Sum)}", Bond.Compare),
        ArithmeticNode n when n.Operator is TokenKind.Plus or TokenKind.Minus => ($"{Tight(n.Left, Bond.Sum)} {Signs.Of(n.Operator)} {Tight(n.Right, Bond.Product)}", Bond.Sum),
        ArithmeticNode n => ($"{Tight(n.Left, Bond.Product)} {Signs.Of(n.Operator)} {Tight(n.Right, Bond.Unary)}", Bond.Product),
        NegateNode n => ("-" + Tight(n.Operand, Bond.Primary), Bond.Unary),
        _ => throw new InvalidOperationException($"No text for {node}"),
    };

    private static (string Text, Bond Bond) Literal(LiteralNode node) => node.Value switch
    {
        { IsMissing: true } => ("null", Bond.Primary),
        { Text: { } text } => (Quoted(text), Bond.Primary),
        { Date: not null } => (Call(Functions.DateLiteral, [Quoted(node.Value.ToString())]), Bond.Primary),
        { Duration: not null } => (Call(Functions.Duration, [Quoted(node.Value.ToString())]), Bond.Primary),
        { Number: { } number } => (number.ToString(CultureInfo.InvariantCulture), number < 0 ? Bond.Unary : Bond.Primary),
        _ => (node.Value.ToString(), Bond.Primary),
    };

    private string Tight(Node node, Bond needed)
    {
        var (text, bond) = Part(node);
        return bond >= needed ? text : $"({text})";
    }

    private static string Call(string name, IEnumerable<string> arguments) => $"{name}({string.Join(", ", arguments)})";

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
