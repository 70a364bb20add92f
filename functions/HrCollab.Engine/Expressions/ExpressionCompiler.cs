using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>Text in, condition or formula out; every expression of every kind goes through here, once, when a set is compiled.</summary>
internal static class ExpressionCompiler
{
    /// <summary>Characters of one expression.</summary>
    public const int MaxLength = 4_000;

    /// <summary>The condition, or null after findings at the pointer.</summary>
    /// <param name="text">As written.</param>
    /// <param name="vocabulary">What it may read.</param>
    /// <param name="scope">Where findings go.</param>
    /// <param name="pointer">Where it stands.</param>
    /// <param name="together">It is one of many that run together: its own delegate is made only if somebody asks for it alone.</param>
    public static Condition? Condition(string text, Vocabulary vocabulary, CompileScope scope, string pointer, bool together = false) =>
        Read(text, scope, pointer) is { } syntax && Bound(vocabulary, scope, pointer).Condition(syntax) is { } tree ? Condition(text, tree, vocabulary, scope, pointer, together) : null;

    /// <summary>The condition of a definition: also with a warning when it comes out the same whatever the values.</summary>
    public static Condition? Written(string text, Vocabulary vocabulary, CompileScope scope, string pointer, bool together = false)
    {
        var condition = Condition(text, vocabulary, scope, pointer, together);
        if (condition is not null) Doubt(condition, scope);
        return condition;
    }

    /// <summary>The formula, or null after findings at the pointer.</summary>
    public static Formula? Formula(string text, Vocabulary vocabulary, ValueType expected, CompileScope scope, string pointer) =>
        Read(text, scope, pointer) is { } syntax && Bound(vocabulary, scope, pointer).Formula(syntax, expected) is { } tree ? Formula(text, tree, expected, vocabulary, scope, pointer) : null;

    /// <summary>What an expression means, of any type; null after findings at the pointer.</summary>
    public static Node? Any(string text, Vocabulary vocabulary, CompileScope scope, string pointer) =>
        Read(text, scope, pointer) is { } syntax ? Bound(vocabulary, scope, pointer).Any(syntax) : null;

    /// <summary>What an expression in the notation of RulesEngine means, of any type; null after findings at the pointer.</summary>
    public static Node? Foreign(string text, Vocabulary vocabulary, ForeignNames names, CompileScope scope, string pointer)
    {
        if (Read(text, scope, pointer, foreign: true) is not { } syntax || Bound(vocabulary, scope, pointer, names).Any(syntax) is not { } tree) return null;
        return Fits(tree, scope, pointer) ? tree : null;
    }

    /// <summary>False after a finding when a tree put together of parts is too large.</summary>
    public static bool Fits(Node tree, CompileScope scope, string pointer)
    {
        var (count, depth) = tree.Measure();
        if (count > Parser.MaxParts) scope.Report(ExpressionFindings.TooManyParts, pointer, Parser.MaxParts);
        if (depth > Parser.MaxDepth) scope.Report(ExpressionFindings.TooDeep, pointer, Parser.MaxDepth);
        return count <= Parser.MaxParts && depth <= Parser.MaxDepth;
    }

    /// <summary>Warns of a condition that reads values and yet comes out the same whatever they are.</summary>
    public static void Doubt(Condition condition, CompileScope scope)
    {
        if (condition.Reads.IsEmpty) return;
        if (Possible.IsNever(condition.Tree)) scope.Report(ExpressionFindings.NeverTrue, condition.Place.Pointer, Possible.Ruled(condition.Tree) is { } field ? new Text(":“{0}”没有能满足它的值", ": no value of '{0}' satisfies it").With(field.Shape.Title) : Text.Same(""));
        else if (Possible.IsAlways(condition.Tree)) scope.Report(ExpressionFindings.AlwaysTrue, condition.Place.Pointer);
    }

    /// <summary>The condition of a tree.</summary>
    public static Condition Condition(string source, Node tree, Vocabulary vocabulary, CompileScope scope, string pointer, bool together = false)
    {
        var condition = new Condition(source, scope.File.At(pointer), tree, vocabulary, WhyTree.Leaves(tree, new Sentences(vocabulary, tree), vocabulary), Calendar(scope));
        if (!together) _ = condition.Code;
        return condition;
    }

    /// <summary>The conditions of many rules over one vocabulary.</summary>
    public static RuleConditions Rules(ImmutableArray<(Condition? When, Condition Require)> rules, CompileScope scope) => RuleConditions.Of(rules, Calendar(scope));

    /// <summary>The formula of a tree.</summary>
    public static Formula Formula(string source, Node tree, ValueType type, Vocabulary vocabulary, CompileScope scope, string pointer)
    {
        var emitter = new Emitter(Calendar(scope));
        var code = emitter.Formula(tree, type);
        return new Formula(source, scope.File.At(pointer), type, tree, new Sentences(vocabulary, tree).Of(tree), tree.Fields(), emitter.Constants, Generated.Formula(code));
    }

    private static Binder Bound(Vocabulary vocabulary, CompileScope scope, string pointer, ForeignNames? names = null) =>
        new(vocabulary, (code, arguments) => scope.Report(code, pointer, arguments), Calendar(scope) is not null, names, lenient: scope.Proven);

    private static Workdays? Calendar(CompileScope scope) => scope.Part<Workdays>(scope.Manifest.Calendar);

    private static Syntax? Read(string text, CompileScope scope, string pointer, bool foreign = false)
    {
        if (string.IsNullOrWhiteSpace(text)) return Refuse(new Fault(ExpressionFindings.Empty));
        if (text.Length > MaxLength) return Refuse(new Fault(ExpressionFindings.TooLong, text.Length, MaxLength));
        var lexer = new Lexer(text, foreign);
        if (lexer.Read() is not { } tokens) return Refuse(lexer.Fault!);
        var parser = new Parser(tokens, foreign);
        return parser.Read() ?? Refuse(parser.Fault!);

        Syntax? Refuse(Fault fault)
        {
            scope.Report(fault.Code, pointer, fault.Arguments);
            return null;
        }
    }
}
