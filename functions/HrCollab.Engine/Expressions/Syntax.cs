using System.Collections.Immutable;

namespace HrCollab.Engine.Expressions;

/// <summary>What was written, before names and types are known.</summary>
/// <param name="At">Index of its first character.</param>
/// <param name="Depth">Levels of nesting of the code made from it; bounded, because everything behind the parser recurses over it.</param>
internal abstract record Syntax(int At, int Depth);

/// <summary>A number, text, true, false or null.</summary>
internal sealed record LiteralSyntax(int At, object? Value) : Syntax(At, 1);

/// <summary>A path, or <c>today</c>.</summary>
internal sealed record NameSyntax(int At, string Name) : Syntax(At, 1);

internal sealed record CallSyntax(int At, string Name, ImmutableArray<Syntax> Arguments, int Depth) : Syntax(At, Depth);

/// <summary><c>item => body</c>, the second argument of a function over a list.</summary>
internal sealed record LambdaSyntax(int At, string Item, Syntax Body) : Syntax(At, Body.Depth + 1);

/// <summary><c>!</c> or unary <c>-</c>.</summary>
internal sealed record UnarySyntax(int At, TokenKind Operator, Syntax Operand) : Syntax(At, Operand.Depth + 1);

/// <summary>A comparison or an arithmetic operation.</summary>
internal sealed record BinarySyntax(int At, TokenKind Operator, Syntax Left, Syntax Right)
    : Syntax(At, Math.Max(Left.Depth, Right.Depth) + (Operator == TokenKind.NotEqual ? 2 : 1));

/// <summary><c>in</c> a list of literals.</summary>
internal sealed record ListSyntax(int At, Syntax Item, ImmutableArray<Syntax> Values) : Syntax(At, Item.Depth + 1);

/// <summary>A chain of the same <c>&amp;&amp;</c> or <c>||</c>; its code is a balanced tree.</summary>
internal sealed record LogicSyntax(int At, bool IsAnd, ImmutableArray<Syntax> Operands)
    : Syntax(At, Operands.Max(o => o.Depth) + System.Numerics.BitOperations.Log2((uint)Operands.Length - 1) + 1);
