namespace HrCollab.Engine.Expressions;

internal enum TokenKind
{
    End, Number, Text, Name,
    Or, And, Not, Equal, NotEqual, Less, LessOrEqual, Greater, GreaterOrEqual, In,
    Plus, Minus, Times, Divide,
    Open, Close, OpenList, CloseList, Comma, Arrow, Dot,
}

/// <summary>One word of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="At">Index of its first character.</param>
/// <param name="Written">As written, for messages.</param>
/// <param name="Value">The decimal of a number, the characters of a text.</param>
internal readonly record struct Token(TokenKind Kind, int At, string Written, object? Value = null);
