using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>Text in, condition or formula out; every expression of every kind goes through here, once, when a set is compiled.</summary>
internal static class ExpressionCompiler
{
    /// <summary>Characters of one expression.</summary>
    public const int MaxLength = 4_000;

    /// <summary>The condition, or null after findings at the pointer.</summary>
    public static Condition? Condition(string text, Vocabulary vocabulary, CompileScope scope, string pointer)
    {
        if (Read(text, scope, pointer) is not { } syntax) return null;
        var workdays = scope.Part<Workdays>(scope.Manifest.Calendar);
        if (new Binder(vocabulary, (code, arguments) => scope.Report(code, pointer, arguments), workdays is not null).Condition(syntax) is not { } tree) return null;
        var emitter = new Emitter(workdays);
        var code = emitter.Condition(tree);
        var sentences = new Sentences(vocabulary, tree);
        return new Condition(
            text, scope.File.At(pointer), tree, sentences.Of(tree), WhyTree.Leaves(tree, sentences), emitter.Constants,
            Generated.Condition(code));
    }

    /// <summary>The formula, or null after findings at the pointer.</summary>
    public static Formula? Formula(string text, Vocabulary vocabulary, ValueType expected, CompileScope scope, string pointer)
    {
        if (Read(text, scope, pointer) is not { } syntax) return null;
        var workdays = scope.Part<Workdays>(scope.Manifest.Calendar);
        if (new Binder(vocabulary, (code, arguments) => scope.Report(code, pointer, arguments), workdays is not null).Formula(syntax, expected) is not { } tree) return null;
        var emitter = new Emitter(workdays);
        var code = emitter.Formula(tree, expected);
        return new Formula(text, scope.File.At(pointer), expected, tree, new Sentences(vocabulary, tree).Of(tree), tree.Fields(), emitter.Constants, Generated.Formula(code));
    }

    private static Syntax? Read(string text, CompileScope scope, string pointer)
    {
        if (string.IsNullOrWhiteSpace(text)) return Refuse(new Fault(ExpressionFindings.Empty));
        if (text.Length > MaxLength) return Refuse(new Fault(ExpressionFindings.TooLong, text.Length, MaxLength));
        var lexer = new Lexer(text);
        if (lexer.Read() is not { } tokens) return Refuse(lexer.Fault!);
        var parser = new Parser(tokens);
        return parser.Read() ?? Refuse(parser.Fault!);

        Syntax? Refuse(Fault fault)
        {
            scope.Report(fault.Code, pointer, fault.Arguments);
            return null;
        }
    }
}
