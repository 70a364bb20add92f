using System.Collections.Immutable;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules.Imported;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Rules;

/// <summary>Compiled named conditions over one standard.</summary>
public sealed class RuleSet
{
    private readonly Vocabulary _vocabulary;

    internal RuleSet(RulesDefinition definition, Standard subject, Vocabulary vocabulary, ImmutableArray<NamedCondition> conditions) =>
        (Id, Title, Subject, _vocabulary, Conditions) = (definition.Id, definition.Title, subject, vocabulary, conditions);

    /// <summary>Id.</summary>
    public string Id { get; }

    /// <summary>Heading.</summary>
    public Text Title { get; }

    /// <summary>The standard the conditions read.</summary>
    public Standard Subject { get; }

    /// <summary>The conditions in the order of the definition.</summary>
    public ImmutableArray<NamedCondition> Conditions { get; }

    /// <summary>Judges a record: each condition true, false or cannot tell, with the values it read.</summary>
    public ImmutableArray<RuleVerdict> Judge(RecordValues record, DateOnly today)
    {
        var facts = _vocabulary.Facts(today, (Subject.Id, record));
        ImmutableArray<RuleVerdict> verdicts = [.. Conditions.Select(c => c.Judge(facts))];
        return verdicts.All(v => v.Condition.Imported is null) ? verdicts : WorkflowResults.Of(verdicts, facts);
    }
}

/// <summary>One compiled condition.</summary>
/// <param name="Id">Id within the file.</param>
/// <param name="When">It applies when this is true; always when null.</param>
/// <param name="Require">What must be true.</param>
/// <param name="Message">Told when it is not.</param>
/// <param name="Place">Where it is written.</param>
/// <param name="Imported">What else its rule of an imported workflow says.</param>
public sealed record NamedCondition(string Id, Condition? When, Condition Require, Text Message, SourceRef Place, WorkflowRule? Imported = null)
{
    /// <summary>The verdict on facts; a condition that does not apply is true. When it cannot be told whether it applies, it cannot be told.</summary>
    public RuleVerdict Judge(Facts facts)
    {
        if (When?.Explain(facts) is { } when && when.Verdict != Verdict.True)
            return new RuleVerdict(this, when.Verdict == Verdict.False ? Verdict.True : Verdict.Unknown, when);
        var required = Require.Explain(facts);
        return new RuleVerdict(this, required.Verdict, required);
    }
}

/// <summary>How a condition came out, and why.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Verdict">How it came out.</param>
/// <param name="Because">Why.</param>
/// <param name="Result">Events, messages and outputs of a rule of an imported workflow, and the rules below it.</param>
public sealed record RuleVerdict(NamedCondition Condition, Verdict Verdict, ConditionTrace Because, WorkflowResult? Result = null)
{
    /// <summary>The verdict as a step of a trace.</summary>
    public TraceEntry ToTrace() => new(
        "rule",
        Verdict.Word(),
        Verdict switch
        {
            Verdict.True when Result?.Event is { } happened => new Text($"满足(事件 {happened}):{Condition.Require.Sentence.Zh}", $"Holds (event {happened}): {Condition.Require.Sentence.En}"),
            Verdict.True => new Text($"满足:{Condition.Require.Sentence.Zh}", $"Holds: {Condition.Require.Sentence.En}"),
            Verdict.False => Condition.Message,
            _ => new Text($"无法判定,缺少 {string.Join("、", Because.Missing)}", $"Cannot tell, missing {string.Join(", ", Because.Missing)}"),
        },
        Condition.Place,
        Result?.Output is { } output ? [new TraceValue($"output.{Condition.Id}", output.IsMissing ? null : output.ToString())] : default,
        Because: Because.Tree);
}
