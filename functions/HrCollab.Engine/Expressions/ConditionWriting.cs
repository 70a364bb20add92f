using System.Collections.Immutable;
using System.Globalization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>Conditions while they are being written: read over a vocabulary without a definition around them, and taken apart into terms that can be picked.</summary>
public static class ConditionWriting
{
    /// <summary>The condition of a text, or null with the findings a definition would get.</summary>
    public static (Condition? Condition, ImmutableArray<Diagnostic> Findings) Read(DefinitionSet set, string text, Vocabulary vocabulary)
    {
        var asked = new AskedText(set);
        var condition = ExpressionCompiler.Condition(text, vocabulary, asked.Scope, "/expression", together: true);
        return (condition, asked.Findings);
    }

    /// <summary>The terms that one "and" or one "or" joins; a condition that is no join is one term.</summary>
    public static ConditionTerms Terms(Condition condition, Vocabulary vocabulary)
    {
        var printer = new Printer(vocabulary);
        return condition.Tree is LogicNode logic ? new ConditionTerms(logic.IsAnd, [.. logic.Operands.Select(o => Term(o, printer))]) : new ConditionTerms(true, [Term(condition.Tree, printer)]);
    }

    /// <summary>A term as an expression: a field compared with values, or asked for. Values are texts as people type them, of the field's type.</summary>
    public static string Write(string path, FieldShape field, string comparison, IReadOnlyList<string> values) => comparison switch
    {
        "has" => $"{path} != null",
        "hasNot" => $"{path} == null",
        "isTrue" => path,
        "isFalse" => $"!{path}",
        "in" => $"{path} in [{string.Join(", ", values.Select(v => Literal(field, v)))}]",
        "contains" => $"{Literal(field, (values.Count > 0 ? values[0] : ""))} in {path}",
        _ => $"{path} {comparison} {Literal(field, (values.Count > 0 ? values[0] : ""))}",
    };

    /// <summary>Comparisons that a field of this type takes, in the order in which they are offered.</summary>
    public static ImmutableArray<string> Comparisons(ValueType type) => Families.Of(type) switch
    {
        Family.Number or Family.Date or Family.Duration => ["==", "!=", "<", "<=", ">", ">=", "has", "hasNot"],
        Family.Truth => ["isTrue", "isFalse", "has", "hasNot"],
        Family.Codes => ["contains", "has", "hasNot"],
        _ => ["==", "!=", "in", "has", "hasNot"],
    };

    private static ConditionTerm Term(Node node, Printer printer) => node switch
    {
        PresenceNode { Operand: FieldNode f } n => Simple(f, n.Present ? "has" : "hasNot", []),
        CallNode { Function.Name: "has", Arguments: [FieldNode f] } => Simple(f, "has", []),
        NotNode { Operand: CallNode { Function.Name: "has", Arguments: [FieldNode f] } } => Simple(f, "hasNot", []),
        FieldNode { Type: ValueType.Boolean } f => Simple(f, "isTrue", []),
        NotNode { Operand: FieldNode { Type: ValueType.Boolean } f } => Simple(f, "isFalse", []),
        CompareNode { Left: FieldNode f, Right: LiteralNode l } n => Simple(f, Signs.Of(n.Operator), [l]),
        InListNode { Item: FieldNode f } n => Simple(f, "in", n.Values),
        InFieldNode { Item: LiteralNode l, Codes: FieldNode f } => Simple(f, "contains", [l]),
        _ => new ConditionTerm(printer.Of(node), null, null, []),
    };

    private static ConditionTerm Simple(FieldNode field, string comparison, ImmutableArray<LiteralNode> values)
    {
        ImmutableArray<string> texts = [.. values.Select(v => v.Value.ToString() ?? "")];
        return new ConditionTerm(Write(field.Path, field.Shape, comparison, texts), field.Path, comparison, texts);
    }

    private static string Literal(FieldShape field, string value)
    {
        var text = value.Trim();
        return Families.Of(field.Type) switch
        {
            Family.Date => text == "today" ? text : $"date({Quoted(text)})",
            Family.Number => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number.ToString(CultureInfo.InvariantCulture) : text.Length == 0 ? "0" : text,
            Family.Duration => $"duration({Quoted(text)})",
            Family.Truth => text,
            _ => Quoted(text),
        };
    }

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}

/// <summary>What a condition joins.</summary>
/// <param name="All">True: every term must hold; false: one is enough.</param>
/// <param name="Terms">The terms in the order written.</param>
public sealed record ConditionTerms(bool All, ImmutableArray<ConditionTerm> Terms)
{
    /// <summary>The expression of all terms together; a term that is no simple one keeps its brackets.</summary>
    public string Expression => string.Join(All ? " && " : " || ", Terms.Select(t => t.Path is null && Terms.Length > 1 ? $"({t.Expression})" : t.Expression));
}

/// <summary>One part of a condition.</summary>
/// <param name="Expression">The part as an expression.</param>
/// <param name="Path">Full path of the field it is about; null for a part that is more than a field, a comparison and values.</param>
/// <param name="Comparison">== != &lt; &lt;= &gt; &gt;= in contains has hasNot isTrue isFalse.</param>
/// <param name="Values">Values as texts.</param>
public sealed record ConditionTerm(string Expression, string? Path, string? Comparison, ImmutableArray<string> Values);
