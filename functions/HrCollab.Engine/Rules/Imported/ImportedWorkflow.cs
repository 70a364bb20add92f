using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HrCollab.Engine.Rules.Imported;

/// <summary>A workflow file of Microsoft RulesEngine, member for member (its schema/workflow-schema.json).</summary>
/// <param name="WorkflowName">Its name.</param>
/// <param name="Rules">The rules; each is judged by itself.</param>
/// <param name="GlobalParams">Names for expressions, for every rule.</param>
/// <param name="WorkflowsToInject">Not supported: rules of other workflows.</param>
/// <param name="RuleExpressionType">LambdaExpression.</param>
public sealed record ImportedWorkflow(
    [property: JsonPropertyName("WorkflowName")] string WorkflowName,
    [property: JsonPropertyName("Rules")] ImmutableArray<ImportedRule> Rules,
    [property: JsonPropertyName("GlobalParams")] ImmutableArray<ImportedParam> GlobalParams = default,
    [property: JsonPropertyName("WorkflowsToInject")] ImmutableArray<string> WorkflowsToInject = default,
    [property: JsonPropertyName("RuleExpressionType")] string? RuleExpressionType = null);

/// <summary>A rule: an expression, or an operator over rules.</summary>
/// <param name="RuleName">Its name, once among its neighbours.</param>
/// <param name="SuccessEvent">Told when it holds.</param>
/// <param name="ErrorMessage">Told when it does not; $(input1.field) stands for a value.</param>
/// <param name="ErrorType">Warning or Error; read and kept, without effect.</param>
/// <param name="RuleExpressionType">LambdaExpression.</param>
/// <param name="Expression">What must be true.</param>
/// <param name="Operator">And, AndAlso, Or or OrElse over the rules below.</param>
/// <param name="Rules">The rules below.</param>
/// <param name="LocalParams">Names for expressions, for this rule and those below.</param>
/// <param name="Actions">What is put out.</param>
/// <param name="Enabled">False leaves the rule out.</param>
/// <param name="Properties">Free data of other tools; kept, without effect.</param>
public sealed record ImportedRule(
    [property: JsonPropertyName("RuleName")] string RuleName,
    [property: JsonPropertyName("SuccessEvent")] string? SuccessEvent = null,
    [property: JsonPropertyName("ErrorMessage")] string? ErrorMessage = null,
    [property: JsonPropertyName("ErrorType")] string? ErrorType = null,
    [property: JsonPropertyName("RuleExpressionType")] string? RuleExpressionType = null,
    [property: JsonPropertyName("Expression")] string? Expression = null,
    [property: JsonPropertyName("Operator")] string? Operator = null,
    [property: JsonPropertyName("Rules")] ImmutableArray<ImportedRule> Rules = default,
    [property: JsonPropertyName("LocalParams")] ImmutableArray<ImportedParam> LocalParams = default,
    [property: JsonPropertyName("Actions")] ImportedActions? Actions = null,
    [property: JsonPropertyName("Enabled")] bool? Enabled = null,
    [property: JsonPropertyName("Properties")] ImmutableSortedDictionary<string, JsonElement>? Properties = null);

/// <summary>A name for an expression.</summary>
/// <param name="Name">The name.</param>
/// <param name="Expression">What it stands for.</param>
public sealed record ImportedParam([property: JsonPropertyName("Name")] string Name, [property: JsonPropertyName("Expression")] string Expression);

/// <summary>What a rule puts out.</summary>
/// <param name="OnSuccess">When it holds.</param>
/// <param name="OnFailure">When it does not.</param>
public sealed record ImportedActions(
    [property: JsonPropertyName("OnSuccess")] ImportedAction? OnSuccess = null, [property: JsonPropertyName("OnFailure")] ImportedAction? OnFailure = null);

/// <summary>One action.</summary>
/// <param name="Name">OutputExpression or EvaluateRule.</param>
/// <param name="Context">What it works on.</param>
public sealed record ImportedAction([property: JsonPropertyName("Name")] string Name, [property: JsonPropertyName("Context")] ImportedContext? Context = null);

/// <summary>What an action works on.</summary>
/// <param name="Expression">The value that OutputExpression puts out.</param>
/// <param name="WorkflowName">This workflow, for EvaluateRule.</param>
/// <param name="RuleName">The rule whose output EvaluateRule puts out.</param>
/// <param name="InputFilter">Not supported.</param>
/// <param name="AdditionalInputs">Not supported.</param>
public sealed record ImportedContext(
    [property: JsonPropertyName("Expression")] string? Expression = null,
    [property: JsonPropertyName("workflowName")] string? WorkflowName = null,
    [property: JsonPropertyName("ruleName")] string? RuleName = null,
    [property: JsonPropertyName("inputFilter")] ImmutableArray<string> InputFilter = default,
    [property: JsonPropertyName("additionalInputs")] ImmutableArray<ImportedParam> AdditionalInputs = default);
