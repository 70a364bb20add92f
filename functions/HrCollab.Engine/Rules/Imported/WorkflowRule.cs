using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Rules.Imported;

/// <summary>What an imported rule has beside its condition.</summary>
/// <param name="Name">Its name.</param>
/// <param name="SuccessEvent">Told when it holds.</param>
/// <param name="Error">Told when it does not hold.</param>
/// <param name="OnSuccess">Put out when it holds.</param>
/// <param name="OnFailure">Put out when it does not hold.</param>
/// <param name="Rules">The enabled rules below it, in the order of the operands of its condition.</param>
public sealed record WorkflowRule(
    string Name, string? SuccessEvent, ErrorMessage? Error, WorkflowOutput? OnSuccess, WorkflowOutput? OnFailure, ImmutableArray<WorkflowRule> Rules)
{
    /// <summary>The rule and those below it as they came out; verdicts stand in the tree of the one evaluation that was made.</summary>
    internal WorkflowResult Result(Why why, Facts facts, Func<string, FieldValue> output)
    {
        var below = Rules.Select((r, i) => r.Result(why.Parts[i], facts, output)).ToImmutableArray();
        var action = why.Verdict switch { "true" => OnSuccess, "false" => OnFailure, _ => null };
        return new WorkflowResult(
            Name, why.Verdict, why.Verdict == "true" ? SuccessEvent : null, why.Verdict == "false" ? Error?.Filled(facts) : null,
            action switch { WorkflowOutput.Value(var formula) => formula.Evaluate(facts), WorkflowOutput.OfRule(var rule) => output(rule), _ => null }, below);
    }
}

/// <summary>What an action puts out.</summary>
public abstract record WorkflowOutput
{
    private WorkflowOutput()
    {
    }

    /// <summary>OutputExpression: the value of a formula.</summary>
    public sealed record Value(Formula Formula) : WorkflowOutput;

    /// <summary>EvaluateRule: what another rule of the workflow puts out.</summary>
    public sealed record OfRule(string Rule) : WorkflowOutput;
}

/// <summary>How an imported rule came out.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Verdict">true, false or unknown.</param>
/// <param name="Event">Its success event, when it holds.</param>
/// <param name="Message">Its error message with the values in it, when it does not hold. For those who may see the values.</param>
/// <param name="Output">What its action put out (missing when that cannot be computed); null without an action.</param>
/// <param name="Rules">The rules below it.</param>
public sealed record WorkflowResult(string Name, string Verdict, string? Event, string? Message, FieldValue? Output, ImmutableArray<WorkflowResult> Rules);

/// <summary>An error message with places for values.</summary>
/// <param name="Pieces">Plain pieces and places in their order.</param>
public sealed record ErrorMessage(ImmutableArray<(string Plain, Formula? Place)> Pieces)
{
    /// <summary>With titles of fields in the places: what everybody may read.</summary>
    public Text Titled => new(
        string.Concat(Pieces.Select(p => p.Place is { } place ? $"“{place.Sentence.Zh}”" : p.Plain)),
        string.Concat(Pieces.Select(p => p.Place is { } place ? $"'{place.Sentence.En}'" : p.Plain)));

    /// <summary>With the values in the places.</summary>
    public string Filled(Facts facts) => string.Concat(Pieces.Select(p => p.Place is { } place ? place.Evaluate(facts).ToString() : p.Plain));
}
