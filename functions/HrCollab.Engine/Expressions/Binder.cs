using System.Collections.Immutable;
using System.Globalization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>Gives names and types to what was written; reports everything that does not fit and returns null for it.</summary>
internal sealed partial class Binder(Vocabulary vocabulary, Action<DiagnosticCode, object?[]> report, bool hasCalendar = true, ForeignNames? foreign = null, bool lenient = false)
{
    private static readonly string[] Words = ["true", "false", "null", "today"];

    public Node? Condition(Syntax syntax)
    {
        if (Bind(syntax) is not { } node) return null;
        return node.Type == ValueType.Boolean ? node : Report(ExpressionFindings.NotACondition, Families.Name(node.Type));
    }

    public Node? Formula(Syntax syntax, ValueType expected)
    {
        if (syntax is LiteralSyntax { Value: null }) return new LiteralNode(expected, FieldValue.Missing);
        if (Bind(syntax) is not { } node) return null;
        var fits = Families.Of(node.Type) == Families.Of(expected) && (expected != ValueType.Integer || node.Type == ValueType.Integer);
        return fits ? node : Report(ExpressionFindings.WrongResult, Families.Name(expected), Families.Name(node.Type));
    }

    /// <summary>Whatever it gives.</summary>
    public Node? Any(Syntax syntax) => Bind(syntax);

    private Node? Bind(Syntax syntax) => syntax switch
    {
        LiteralSyntax { Value: null } => Report(ExpressionFindings.NullHere),
        LiteralSyntax s => Literal(s.Value!),
        NameSyntax s => Name(s.Name),
        CallSyntax { Name: Functions.DateLiteral } s => DateLiteral(s),
        CallSyntax { Name: Functions.Duration, Arguments: [LiteralSyntax { Value: string text }] } => DurationLiteral(text),
        CallSyntax { Name: Functions.Has } s => Has(s),
        CallSyntax s when ListFunctions.Find(s.Name) is not null && (Functions.Find(s.Name).IsEmpty || s.Arguments.Any(a => a is LambdaSyntax)) => ListCall(s),
        CallSyntax s => Call(s),
        LambdaSyntax => Report(ExpressionFindings.BodyHere),
        UnarySyntax s => Unary(s),
        BinarySyntax { Operator: TokenKind.Equal or TokenKind.NotEqual } s when IsNull(s.Left) || IsNull(s.Right) => Presence(s),
        BinarySyntax { Operator: TokenKind.In } s => In(s),
        BinarySyntax { Operator: >= TokenKind.Plus } s => Arithmetic(s),
        BinarySyntax s => Compare(s),
        ListSyntax s => List(s),
        LogicSyntax s => Logic(s),
        _ => throw new InvalidOperationException($"No binding for {syntax.GetType().Name}"),
    };

    private static LiteralNode Literal(object value) => value switch
    {
        decimal number when number == decimal.Truncate(number) => new LiteralNode(ValueType.Integer, FieldValue.Of(ValueType.Integer, number)),
        decimal number => new LiteralNode(ValueType.Decimal, FieldValue.Of(ValueType.Decimal, number)),
        bool truth => new LiteralNode(ValueType.Boolean, FieldValue.Of(truth)),
        _ => new LiteralNode(ValueType.Text, FieldValue.Of(ValueType.Text, (string)value)),
    };

    private Node? Name(string name)
    {
        if (name == "today") return new TodayNode();
        if (_item is { } item && (name == item.Name || name.StartsWith(item.Name + ".", StringComparison.Ordinal))) return ItemName(name, item);
        if (foreign is not null) return ForeignName(name, foreign);
        if (vocabulary.Find(name) is { } found) return vocabulary.Node(name, found.Root, found.Field);
        return Report(ExpressionFindings.UnknownName, Clip(name), DidYouMean.Hint(name, vocabulary.Paths.Concat(Words)));
    }

    private Node? DateLiteral(CallSyntax call) =>
        call.Arguments is [LiteralSyntax { Value: string text }] && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new LiteralNode(ValueType.Date, FieldValue.Of(date))
            : Report(ExpressionFindings.BadDate);

    private Node? DurationLiteral(string text) =>
        Duration.TryParse(text, out var duration) ? new LiteralNode(ValueType.Duration, FieldValue.Of(duration)) : Report(ExpressionFindings.BadDuration);

    private Node? Has(CallSyntax call)
    {
        if (call.Arguments.Length == 1) return Presence(call.Arguments[0], present: true);
        return Report(ExpressionFindings.ArgumentCount, call.Name, 1, call.Arguments.Length, "has(person.contact.mobile)");
    }

    private Node? Presence(BinarySyntax syntax) => Presence(IsNull(syntax.Right) ? syntax.Left : syntax.Right, syntax.Operator == TokenKind.NotEqual);

    /// <summary>Asking whether a literal or a comparison "has a value" is a slip of the author.</summary>
    private Node? Presence(Syntax operand, bool present) =>
        operand is NameSyntax or CallSyntax or BinarySyntax { Operator: >= TokenKind.Plus } or UnarySyntax { Operator: TokenKind.Minus }
            ? Bind(operand) is { } node ? new PresenceNode(node, present) : null
            : Report(ExpressionFindings.NullHere);

    private Node? Call(CallSyntax call)
    {
        var arguments = call.Arguments.Select(Bind).ToImmutableArray();
        var functions = Functions.Find(call.Name);
        if (functions.IsEmpty)
        {
            return Report(ExpressionFindings.UnknownFunction, Clip(call.Name), DidYouMean.Hint(call.Name, Functions.Names), string.Join(", ", Functions.Names));
        }

        var usage = string.Join(" / ", functions.Select(f => f.Usage));
        if (arguments.Length != functions[0].Parameters.Length)
            return Report(ExpressionFindings.ArgumentCount, call.Name, functions[0].Parameters.Length, arguments.Length, usage);
        if (arguments.Contains(null)) return null;
        if (functions[0].Context == Generated.Calendar && !hasCalendar) return Report(ExpressionFindings.NoCalendar, call.Name);
        if (functions.FirstOrDefault(f => f.Parameters.Zip(arguments).All(p => p.First.Takes(p.Second!.Type))) is { } fits)
            return fits.Method != nameof(Ops.CodesContain) || Coded(arguments[0]!, arguments[1]!) ? new CallNode(fits, arguments!, ResultOf(fits, arguments!)) : null;

        // judge by the overload whose first parameter fits, so that the finding names the argument that is wrong
        var meant = functions.FirstOrDefault(f => f.Parameters[0].Takes(arguments[0]!.Type)) ?? functions[0];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!meant.Parameters[i].Takes(arguments[i]!.Type))
                return Report(ExpressionFindings.ArgumentType, call.Name, i + 1, meant.Parameters[i].Name(), Families.Name(arguments[i]!.Type), usage);
        }

        return null;
    }

    private static ValueType ResultOf(Function function, ImmutableArray<Node> arguments)
    {
        var toWhole = function.Method == nameof(Ops.Round) && arguments[1] is LiteralNode { Value.Number: 0 };
        return toWhole || (function.KeepsWhole && arguments.All(a => a.Type == ValueType.Integer)) ? ValueType.Integer : function.Result;
    }

    private Node? Report(DiagnosticCode code, params object?[] arguments)
    {
        report(code, arguments);
        return null;
    }

    private static bool IsNull(Syntax syntax) => syntax is LiteralSyntax { Value: null };

    private static string Clip(string name) => name.Length <= 80 ? name : name[..80] + "\u2026";
}
