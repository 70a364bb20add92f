using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Rules.Imported;

/// <summary>Actions and messages of the rules in one scope of names.</summary>
internal sealed class WorkflowActions(ImportedWorkflow workflow, Vocabulary vocabulary, ForeignNames names, CompileScope scope)
{
    /// <summary>What an action puts out; null without one or after findings.</summary>
    public WorkflowOutput? Output(ImportedAction? action, string at)
    {
        switch (action)
        {
            case null:
                return null;
            case { Name: "OutputExpression", Context: { Expression: { } expression, WorkflowName: null, RuleName: null } context } when IsPlain(context):
                return Value(expression, $"{at}/Context/Expression") is { } formula ? new WorkflowOutput.Value(formula) : null;
            case { Name: "EvaluateRule", Context: { Expression: null, RuleName: { } rule } context } when context.WorkflowName == workflow.WorkflowName && IsPlain(context):
                return new WorkflowOutput.OfRule(rule);
            case { Name: "OutputExpression" or "EvaluateRule" }:
                scope.Report(ImportFindings.BadContext, $"{at}/Context", action.Name, action.Name == "EvaluateRule" ? "workflowName, ruleName" : "Expression");
                return null;
            default:
                scope.Report(ImportFindings.BadAction, $"{at}/Name", action.Name);
                return null;
        }
    }

    /// <summary>The message with its places; null after findings.</summary>
    public ErrorMessage? Message(string text, string at)
    {
        var pieces = ImmutableArray.CreateBuilder<(string, Formula?)>();
        var sound = true;
        for (var from = 0; from < text.Length;)
        {
            var start = text.IndexOf("$(", from, StringComparison.Ordinal);
            var end = start < 0 ? -1 : text.IndexOf(')', start);
            if (end < 0)
            {
                pieces.Add((text[from..], null));
                break;
            }

            if (start > from) pieces.Add((text[from..start], null));
            var name = text[(start + 2)..end];
            if (IsPath(name) && Value(name, at) is { } place) pieces.Add(("", place));
            else sound = false;
            if (!IsPath(name)) scope.Report(ImportFindings.BadPlace, at, name);
            from = end + 1;
        }

        return sound ? new ErrorMessage(pieces.ToImmutable()) : null;
    }

    /// <summary>The rules that a rule or one below it lets others put out.</summary>
    public static IEnumerable<string> Chained(WorkflowRule rule) =>
        new[] { rule.OnSuccess, rule.OnFailure }.OfType<WorkflowOutput.OfRule>().Select(o => o.Rule).Concat(rule.Rules.SelectMany(Chained));

    private Formula? Value(string expression, string at)
    {
        if (ExpressionCompiler.Foreign(expression, vocabulary, names, scope, at) is not { } tree) return null;
        if (tree.Type < ValueType.Duration && (tree.Type != ValueType.Codes || tree is FieldNode)) return ExpressionCompiler.Formula(expression, tree, tree.Type, vocabulary, scope, at);
        scope.Report(ImportFindings.NoValue, at, Families.Name(tree.Type));
        return null;
    }

    private static bool IsPlain(ImportedContext context) => context.InputFilter.IsDefault && context.AdditionalInputs.IsDefault;

    private static bool IsPath(string name) => name.Length is > 0 and <= 200 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_');
}
