using System.Collections.Immutable;

namespace HrCollab.Engine.Expressions;

internal sealed partial class Binder
{
    private Node? Unary(UnarySyntax syntax)
    {
        if (Bind(syntax.Operand) is not { } operand) return null;
        if (syntax.Operator == TokenKind.Not)
            return operand.Type == ValueType.Boolean ? new NotNode(operand) : Operand("!", Family.Truth, operand);
        if (operand is LiteralNode { Value.Number: { } number }) return Literal(-number);
        return Families.Of(operand.Type) == Family.Number ? new NegateNode(operand) : Operand("-", Family.Number, operand);
    }

    private LogicNode? Logic(LogicSyntax syntax)
    {
        var operands = syntax.Operands.Select(o => Bind(o) is { } node ? Truth(node, syntax.IsAnd ? "&&" : "||") : null).ToImmutableArray();
        return operands.Contains(null) ? null : new LogicNode(syntax.IsAnd, operands!);
    }

    private Node? Truth(Node node, string sign) => node.Type == ValueType.Boolean ? node : Operand(sign, Family.Truth, node);

    private Node? Arithmetic(BinarySyntax syntax)
    {
        var (left, right) = (Bind(syntax.Left), Bind(syntax.Right));
        if (left is null || right is null) return null;
        var sign = Signs.Of(syntax.Operator);
        if (left.Type == ValueType.Date && right.Type == ValueType.Duration && syntax.Operator is TokenKind.Plus or TokenKind.Minus)
            return new ArithmeticNode(syntax.Operator, left, right, ValueType.Date);
        if (left.Type == ValueType.Date && right.Type == ValueType.Date && syntax.Operator == TokenKind.Minus && foreign is null)
            return new ArithmeticNode(syntax.Operator, left, right, ValueType.Duration);
        if (Families.Of(left.Type) != Family.Number) return Operand(sign, Family.Number, left);
        if (Families.Of(right.Type) != Family.Number) return Operand(sign, Family.Number, right);
        var whole = left.Type == ValueType.Integer && right.Type == ValueType.Integer && syntax.Operator != TokenKind.Divide;
        if (foreign is not null && syntax.Operator == TokenKind.Divide && left.Type == ValueType.Integer && right.Type == ValueType.Integer)
            return Report(ExpressionFindings.WholeDivision);
        return new ArithmeticNode(syntax.Operator, left, right, whole ? ValueType.Integer : ValueType.Decimal);
    }

    private Node? Compare(BinarySyntax syntax)
    {
        var (left, right) = (Bind(syntax.Left), Bind(syntax.Right));
        if (left is null || right is null) return null;
        var sign = Signs.Of(syntax.Operator);
        var family = Families.Of(left.Type);
        if (family != Families.Of(right.Type))
        {
            return left is LiteralNode { Type: ValueType.Text } && right.Type == ValueType.Date || right is LiteralNode { Type: ValueType.Text } && left.Type == ValueType.Date
                ? Report(ExpressionFindings.DateIsText)
                : Report(ExpressionFindings.CannotCompare, sign, Families.Name(left.Type), Families.Name(right.Type));
        }

        if ((Months(left, right) ?? Months(right, left)) is { } months) return Report(ExpressionFindings.MonthsOfDays, months);
        var ordered = family is Family.Number or Family.Date or Family.Duration;
        if (!Coded(left, right)) return null;
        return ordered || (family != Family.Rows && syntax.Operator is TokenKind.Equal or TokenKind.NotEqual)
            ? new CompareNode(syntax.Operator, left, right)
            : Report(ExpressionFindings.CannotCompare, sign, Families.Name(left.Type), Families.Name(right.Type));
    }

    /// <summary>The months with which a number of days is compared: which months are meant decides, so the dates are to be compared.</summary>
    private static Duration? Months(Node days, Node other) =>
        days is ArithmeticNode { Type: ValueType.Duration } && other is LiteralNode { Value.Duration: { Months: > 0 } months } ? months : null;

    private Node? In(BinarySyntax syntax)
    {
        var (item, codes) = (Bind(syntax.Left), Bind(syntax.Right));
        if (item is null || codes is null) return null;
        if (Families.Of(item.Type) != Family.Text) return Operand("in", Family.Text, item);
        if (codes.Type != ValueType.Codes) return Operand("in", Family.Codes, codes);
        return Coded(codes, item) ? new InFieldNode(item, codes) : null;
    }

    private Node? List(ListSyntax syntax)
    {
        if (Bind(syntax.Item) is not { } item) return null;
        var family = Families.Of(item.Type);
        if (family is not (Family.Text or Family.Number or Family.Date)) return Operand("in", Family.Text, item);
        if (syntax.Values.IsEmpty) return Report(ExpressionFindings.ListItem, family.Name(), "[]");
        var values = ImmutableArray.CreateBuilder<LiteralNode>(syntax.Values.Length);
        foreach (var written in syntax.Values)
        {
            if (Bind(written) is not { } value) return null;
            if (value is not LiteralNode literal || Families.Of(value.Type) != family) return Report(ExpressionFindings.ListItem, family.Name(), Families.Name(value.Type));
            if (!Coded(item, literal)) return null;
            values.Add(literal);
        }

        return new InListNode(item, values.MoveToImmutable());
    }

    /// <summary>False after a finding when two sides, one of them coded, can never be the same: a text that is no code of the list (also one that has ended), or codes of lists with none in common. Files that made a set before are only warned.</summary>
    private bool Coded(Node one, Node other)
    {
        if (one.Codes() is not { } codes) return other.Codes() is null || Coded(other, one);
        if (other is LiteralNode { Value.Text: { } code } && codes.Find(code) is null)
        {
            Report(ExpressionFindings.UnknownCode, Clip(code), codes.Title, codes.Hint(code));
            return lenient;
        }

        if (other.Codes() is not { } others || others == codes || others.Values.Any(v => codes.Find(v.Code) is not null)) return true;
        Report(ExpressionFindings.OtherCodes, codes.Title, others.Title);
        return lenient;
    }

    private Node? Operand(string sign, Family expected, Node found) => Report(ExpressionFindings.OperandType, sign, expected.Name(), Families.Name(found.Type));
}

/// <summary>Operators as written.</summary>
internal static class Signs
{
    public static string Of(TokenKind kind) => kind switch
    {
        TokenKind.Equal => "==",
        TokenKind.NotEqual => "!=",
        TokenKind.Less => "<",
        TokenKind.LessOrEqual => "<=",
        TokenKind.Greater => ">",
        TokenKind.GreaterOrEqual => ">=",
        TokenKind.Plus => "+",
        TokenKind.Minus => "-",
        TokenKind.Times => "*",
        TokenKind.Divide => "/",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
