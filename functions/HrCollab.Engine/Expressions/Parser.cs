using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>Recursive descent over the tokens of one expression; see README.md for the grammar. Stops at the first fault.</summary>
internal sealed class Parser(List<Token> tokens, bool foreign = false)
{
    public const int MaxDepth = 50;
    public const int MaxParts = 500;

    private static readonly Text Operand = new("字段、值或括号", "a field, a value or a bracket");
    private static readonly Text Operator = new("运算符或结尾", "an operator or the end");

    private int _next;
    private int _depth;
    private int _parts;

    public Fault? Fault { get; private set; }

    private Token Current => tokens[_next];

    /// <summary>The whole expression, or null with <see cref="Fault"/>.</summary>
    public Syntax? Read() => Or() is { } read && Expect(TokenKind.End, Operator) ? read : null;

    private Syntax? Or() => Chain(TokenKind.Or, And);

    private Syntax? And() => Chain(TokenKind.And, Comparison);

    private Syntax? Chain(TokenKind kind, Func<Syntax?> operand)
    {
        if (operand() is not { } first) return null;
        if (Current.Kind != kind) return first;
        var at = Current.At;
        var operands = ImmutableArray.CreateBuilder<Syntax>();
        operands.Add(first);
        while (Take(kind))
        {
            if (operand() is not { } next) return null;
            operands.Add(next);
        }

        return Part(new LogicSyntax(at, kind == TokenKind.And, operands.ToImmutable()));
    }

    private Syntax? Comparison()
    {
        if (Sum() is not { } left) return null;
        var sign = Current;
        if (!IsComparison(sign.Kind)) return left;
        _next++;
        if (sign.Kind == TokenKind.In && Current.Kind == TokenKind.OpenList) left = List(sign.At, left);
        else left = Sum() is { } right ? Part(new BinarySyntax(sign.At, sign.Kind, left, right)) : null;
        return left is not null && IsComparison(Current.Kind) ? Fail(ExpressionFindings.Chained, Current.Written, Current.At + 1) : left;
    }

    private Syntax? Sum() => Binary(Product, TokenKind.Plus, TokenKind.Minus);

    private Syntax? Product() => Binary(Unary, TokenKind.Times, TokenKind.Divide);

    private Syntax? Binary(Func<Syntax?> operand, TokenKind one, TokenKind other)
    {
        var left = operand();
        while (left is not null && (Current.Kind == one || Current.Kind == other))
        {
            var sign = tokens[_next++];
            left = operand() is { } right ? Part(new BinarySyntax(sign.At, sign.Kind, left, right)) : null;
        }

        return left;
    }

    private Syntax? Unary()
    {
        var sign = Current;
        if (sign.Kind is not (TokenKind.Not or TokenKind.Minus)) return foreign ? Calls(Primary()) : Primary();
        _next++;
        return Nested(Unary) is { } operand ? Part(new UnarySyntax(sign.At, sign.Kind, operand)) : null;
    }

    private Syntax? Primary()
    {
        var token = Current;
        _next++;
        switch (token.Kind)
        {
            case TokenKind.Number or TokenKind.Text:
                return Part(new LiteralSyntax(token.At, token.Value));
            case TokenKind.Name when foreign && Current.Kind == TokenKind.OpenList:
                return Fail(ExpressionFindings.Foreign, "[", Current.At + 1, ForeignWords.Any);
            case TokenKind.Name when foreign && Current.Kind == TokenKind.Open && token.Written.LastIndexOf('.') is > 0 and var dot:
                if (ForeignWords.Static(token.Written) is { } plain) return Call(token with { Written = plain });
                return ForeignWords.Advice(token.Written) is { } advice
                    ? Fail(ExpressionFindings.Foreign, token.Written, token.At + 1, advice)
                    : Method(token.At, Part(new NameSyntax(token.At, token.Written[..dot])), token.Written[(dot + 1)..]);
            case TokenKind.Name when Current.Kind == TokenKind.Open:
                return Call(token);
            case TokenKind.Name:
                return Part(token.Written switch
                {
                    "true" => new LiteralSyntax(token.At, true),
                    "false" => new LiteralSyntax(token.At, false),
                    "null" => new LiteralSyntax(token.At, null),
                    _ => new NameSyntax(token.At, token.Written),
                });
            case TokenKind.Open:
                return Nested(Or) is { } inner && Expect(TokenKind.Close, Text.Same(")")) ? inner : null;
            default:
                _next--;
                return Unexpected(Operand);
        }
    }

    /// <summary>What is called after a dot: x.ToLower().StartsWith("a").</summary>
    private Syntax? Calls(Syntax? receiver)
    {
        while (receiver is not null && Take(TokenKind.Dot))
        {
            var name = Current;
            if (!Expect(TokenKind.Name, Operand)) return null;
            receiver = Current.Kind == TokenKind.Open ? Method(name.At, receiver, name.Written)
                : ForeignWords.Property(name.Written) is { } function ? Part(new CallSyntax(name.At, function, [receiver], receiver.Depth + 1))
                : Fail(ExpressionFindings.Foreign, "." + name.Written, name.At + 1, ForeignWords.Advice(name.Written) ?? ForeignWords.Own);
        }

        return receiver;
    }

    private Syntax? Method(int at, Syntax? receiver, string name)
    {
        if (receiver is null) return null;
        _next++;
        if (Items(TokenKind.Close, ")") is not { } arguments) return null;
        if (arguments is [var other] && ForeignWords.IsEquals(name)) return Part(new BinarySyntax(at, TokenKind.Equal, receiver, other));
        ImmutableArray<Syntax> all = [receiver, .. arguments];
        return ForeignWords.Method(name) is { } function
            ? Part(new CallSyntax(at, function, all, 1 + all.Max(a => a.Depth)))
            : Fail(ExpressionFindings.Foreign, $".{name}(...)", at + 1, ForeignWords.Advice(name) ?? ForeignWords.Own);
    }

    private Syntax? Call(Token name)
    {
        _next++;
        if (Items(TokenKind.Close, ")") is not { } arguments) return null;
        return Part(new CallSyntax(name.At, name.Written, arguments, 1 + (arguments.IsEmpty ? 0 : arguments.Max(a => a.Depth))));
    }

    private Syntax? List(int at, Syntax item)
    {
        _next++;
        return Items(TokenKind.CloseList, "]") is { } values ? Part(new ListSyntax(at, item, values)) : null;
    }

    private ImmutableArray<Syntax>? Items(TokenKind close, string closing)
    {
        var items = ImmutableArray.CreateBuilder<Syntax>();
        if (Take(close)) return [];
        do
        {
            if (Item() is not { } item) return null;
            items.Add(item);
        }
        while (Take(TokenKind.Comma));
        return Expect(close, new Text($"逗号或 {closing}", $"a comma or {closing}")) ? items.ToImmutable() : null;
    }

    private Syntax? Item()
    {
        if (Current.Kind != TokenKind.Name || tokens[_next + 1].Kind != TokenKind.Arrow || Current.Written.Contains('.', StringComparison.Ordinal)) return Nested(Or);
        var item = Current;
        _next += 2;
        return Nested(Or) is { } body ? Part(new LambdaSyntax(item.At, item.Written, body)) : null;
    }

    private Syntax? Nested(Func<Syntax?> inner)
    {
        if (_depth == MaxDepth) return Fail(ExpressionFindings.TooDeep, MaxDepth);
        _depth++;
        var read = inner();
        _depth--;
        return read;
    }

    private Syntax? Part(Syntax part)
    {
        if (part.Depth > MaxDepth) return Fail(ExpressionFindings.TooDeep, MaxDepth);
        return ++_parts > MaxParts ? Fail(ExpressionFindings.TooManyParts, MaxParts) : part;
    }

    private bool Take(TokenKind kind)
    {
        if (Current.Kind != kind) return false;
        _next++;
        return true;
    }

    private bool Expect(TokenKind kind, Text expected) => Take(kind) || Unexpected(expected) is not null;

    private Syntax? Unexpected(Text expected) => Current.Kind == TokenKind.Arrow
        ? Fail(ExpressionFindings.WriteInstead, "=>", Current.At + 1, ">=")
        : Fail(ExpressionFindings.Unexpected, Current.Kind == TokenKind.End ? new Text("结尾", "the end") : Current.Written, Current.At + 1, expected);

    private Syntax? Fail(DiagnosticCode code, params object?[] arguments)
    {
        Fault ??= new Fault(code, arguments);
        return null;
    }

    private static bool IsComparison(TokenKind kind) => kind is >= TokenKind.Equal and <= TokenKind.In;
}
