using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Rules.Imported;

/// <summary>Translates a workflow of RulesEngine into conditions of our language; what has no translation is a finding.</summary>
internal sealed class WorkflowImport(ImportedWorkflow workflow, Vocabulary vocabulary, CompileScope scope, string at)
{
    private const int LongestChain = 20;

    /// <summary>One condition per enabled rule at the top.</summary>
    public ImmutableArray<NamedCondition> Compile(ImmutableSortedDictionary<string, string>? inputs)
    {
        if (!workflow.WorkflowsToInject.OrEmpty().IsEmpty) scope.Report(ImportFindings.Injected, $"{at}/WorkflowsToInject");
        CheckType(workflow.RuleExpressionType, $"{at}/RuleExpressionType");
        var names = WithParams(new ForeignNames(Inputs(inputs), ImmutableDictionary.Create<string, Node>(StringComparer.Ordinal)), workflow.GlobalParams, $"{at}/GlobalParams");
        CheckNames(workflow.Rules, at);
        var conditions = ImmutableArray.CreateBuilder<NamedCondition>();
        for (var i = 0; i < workflow.Rules.Length; i++)
        {
            var (rule, place) = (workflow.Rules[i], $"{at}/Rules/{i}");
            if (rule.Enabled == false || Rule(rule, names, place) is not var (tree, translated) || !ExpressionCompiler.Fits(tree, scope, place)) continue;
            var message = translated.Error?.Titled ?? new Text("规则“{0}”不成立", "The rule '{0}' does not hold").With(rule.RuleName);
            var condition = ExpressionCompiler.Condition(rule.Expression ?? rule.Operator!, tree, vocabulary, scope, place, together: true);
            conditions.Add(new NamedCondition(rule.RuleName, null, condition, message, scope.File.At(place), translated));
        }

        if (!scope.Failed) CheckChains(conditions);
        return conditions.ToImmutable();
    }

    private (Node Tree, WorkflowRule Translated)? Rule(ImportedRule rule, ForeignNames outer, string ruleAt)
    {
        CheckType(rule.RuleExpressionType, $"{ruleAt}/RuleExpressionType");
        var names = WithParams(outer, rule.LocalParams, $"{ruleAt}/LocalParams");
        var actions = new WorkflowActions(workflow, vocabulary, names, scope);
        var error = rule.ErrorMessage is { } message ? actions.Message(message, $"{ruleAt}/ErrorMessage") : null;
        var success = actions.Output(rule.Actions?.OnSuccess, $"{ruleAt}/Actions/OnSuccess");
        var failure = actions.Output(rule.Actions?.OnFailure, $"{ruleAt}/Actions/OnFailure");
        var enabled = rule.Rules.OrEmpty().Select((r, i) => (Rule: r, At: $"{ruleAt}/Rules/{i}")).Where(r => r.Rule.Enabled != false).ToList();
        if (rule.Expression is null == (rule.Operator is null) || rule.Operator is null == (enabled.Count > 0))
        {
            scope.Report(ImportFindings.LeafOrGroup, ruleAt, rule.RuleName);
            return null;
        }

        if (rule.Expression is { } expression)
        {
            if (ExpressionCompiler.Foreign(expression, vocabulary, names, scope, $"{ruleAt}/Expression") is not { } leaf) return null;
            if (leaf.Type == ValueType.Boolean) return (leaf, new WorkflowRule(rule.RuleName, rule.SuccessEvent, error, success, failure, []));
            scope.Report(ExpressionFindings.NotACondition, $"{ruleAt}/Expression", Families.Name(leaf.Type));
            return null;
        }

        if (rule.Operator is not ("And" or "AndAlso" or "Or" or "OrElse"))
            scope.Report(ImportFindings.BadOperator, $"{ruleAt}/Operator", rule.Operator, DidYouMean.Hint(rule.Operator!, ["And", "AndAlso", "Or", "OrElse"]));
        CheckNames(rule.Rules, ruleAt);
        var below = enabled.Select(r => Rule(r.Rule, names, r.At)).ToList();
        if (below.Contains(null)) return null;
        return (new LogicNode(rule.Operator!.StartsWith("And", StringComparison.Ordinal), [.. below.Select(b => b!.Value.Tree)]),
            new WorkflowRule(rule.RuleName, rule.SuccessEvent, error, success, failure, [.. below.Select(b => b!.Value.Translated)]));
    }

    /// <summary>Params see the params before them; one of an inner rule hides that of an outer one.</summary>
    private ForeignNames WithParams(ForeignNames names, ImmutableArray<ImportedParam> written, string paramsAt)
    {
        var own = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < written.OrEmpty().Length; i++)
        {
            var (name, expression) = (written[i].Name, written[i].Expression);
            if (!IsName(name) || names.Inputs.ContainsKey(name) || !own.Add(name)) scope.Report(ImportFindings.BadName, $"{paramsAt}/{i}/Name", name);
            else if (ExpressionCompiler.Foreign(expression, vocabulary, names, scope, $"{paramsAt}/{i}/Expression") is { } tree) names = names with { Params = names.Params.SetItem(name, tree) };
        }

        return names;
    }

    /// <summary>Without a declaration input1 is the record, and so is the name of its standard.</summary>
    private ImmutableSortedDictionary<string, string> Inputs(ImmutableSortedDictionary<string, string>? written)
    {
        var subject = vocabulary.Roots[0].Name;
        var inputs = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        if (written is null) return inputs.Add(subject, subject).SetItem("input1", subject);
        var paths = vocabulary.Paths.SelectMany(p => p.Split('.').Select((_, i) => string.Join('.', p.Split('.').Take(i + 1)))).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, path) in written)
        {
            var inputAt = $"/inputs/{JsonPointer.Escape(name)}";
            if (!IsName(name)) scope.Report(ImportFindings.BadName, inputAt, name);
            else if (!paths.Contains(path)) scope.Report(ImportFindings.BadInput, inputAt, name, path, DidYouMean.Hint(path, paths));
            else inputs = inputs.Add(name, path);
        }

        return inputs;
    }

    private void CheckNames(ImmutableArray<ImportedRule> rules, string rulesAt)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < rules.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(rules[i].RuleName) || rules[i].RuleName.Length > 200 || !seen.Add(rules[i].RuleName))
                scope.Report(ImportFindings.BadName, $"{rulesAt}/Rules/{i}/RuleName", rules[i].RuleName);
        }
    }

    private void CheckType(string? type, string typeAt)
    {
        if (type is not (null or "LambdaExpression")) scope.Report(ImportFindings.NotLambda, typeAt, type);
    }

    /// <summary>Every rule that is evaluated by another is there, and no chain comes back to its beginning.</summary>
    private void CheckChains(IReadOnlyCollection<NamedCondition> conditions)
    {
        var rules = conditions.Select(c => c.Imported!).ToDictionary(r => r.Name, StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal); // rules from which no circle starts
        foreach (var condition in conditions)
        {
            var missing = WorkflowActions.Chained(condition.Imported!).FirstOrDefault(name => !rules.ContainsKey(name));
            if (missing is not null) scope.Report(ImportFindings.BadContext, condition.Place.Pointer, "EvaluateRule", "workflowName, ruleName");
            else if (Circle(condition.Imported!, []) is { } circle) scope.Report(ImportFindings.Circle, condition.Place.Pointer, circle);
        }

        string? Circle(WorkflowRule rule, ImmutableList<string> path)
        {
            if (path.Contains(rule.Name)) return string.Join(" → ", path.Add(rule.Name));
            if (done.Contains(rule.Name)) return null;
            var circle = path.Count > LongestChain
                ? string.Join(" → ", path)
                : WorkflowActions.Chained(rule).Select(name => rules.TryGetValue(name, out var next) ? Circle(next, path.Add(rule.Name)) : null).FirstOrDefault(c => c is not null);
            if (circle is null) done.Add(rule.Name);
            return circle;
        }
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 80 && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && name is not ("today" or "true" or "false" or "null" or "in");
}
