using System.Collections.Immutable;
using System.Runtime.InteropServices;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules.Imported;
using HrCollab.Engine.Rules.Statutes;
using HrCollab.Engine.Rules.Tables;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Rules;

/// <summary>Compiled named conditions over one standard.</summary>
public sealed class RuleSet
{
    private readonly Vocabulary _vocabulary;
    private readonly RuleConditions _all;

    internal RuleSet(RulesDefinition definition, Standard subject, Vocabulary vocabulary, ImmutableArray<NamedCondition> conditions, RuleConditions all) =>
        (Id, Title, Subject, _vocabulary, Conditions, _all) = (definition.Id, definition.Title, subject, vocabulary, conditions, all);

    /// <summary>Id.</summary>
    public string Id { get; }

    /// <summary>Heading.</summary>
    public Text Title { get; }

    /// <summary>The standard the conditions read.</summary>
    public Standard Subject { get; }

    /// <summary>The conditions in the order of the definition.</summary>
    public ImmutableArray<NamedCondition> Conditions { get; }

    /// <summary>The decision table, when the definition is one.</summary>
    public DecisionTable? Table { get; internal init; }

    /// <summary>The limit set by law, when the table is one.</summary>
    public Statute? Statute { get; internal init; }

    /// <summary>Its file.</summary>
    public required SourceRef Place { get; init; }

    /// <summary>What the conditions read of a record on a day.</summary>
    public Facts Facts(RecordValues record, DateOnly today) => _vocabulary.Facts(today, (Subject.Id, record));

    /// <summary>The verdicts alone, in the order of the conditions, into an array of their number or more.</summary>
    public void Judge(Facts facts, Verdict[] verdicts) => _all.Judge(facts, verdicts);

    /// <summary>Judges a record: each condition true, false or cannot tell, with the values it read.</summary>
    public ImmutableArray<RuleVerdict> Judge(RecordValues record, DateOnly today)
    {
        var facts = Facts(record, today);
        var explained = _all.Explain(facts);
        var (made, imported) = (new RuleVerdict[explained.Length], false);
        for (var i = 0; i < made.Length; i++)
        {
            made[i] = new RuleVerdict(Conditions[i], explained[i].Verdict, explained[i].Because);
            imported |= Conditions[i].Imported is not null;
        }

        var verdicts = ImmutableCollectionsMarshal.AsImmutableArray(made);
        return imported ? WorkflowResults.Of(verdicts, facts) : verdicts;
    }
}

/// <summary>One compiled condition. Where it does not apply it is true; when it cannot be told whether it applies, it cannot be told.</summary>
/// <param name="Id">Id within the file.</param>
/// <param name="When">It applies when this is true; always when null.</param>
/// <param name="Require">What must be true.</param>
/// <param name="Message">Told when it is not.</param>
/// <param name="Place">Where it is written.</param>
/// <param name="Imported">What else its rule of an imported workflow says.</param>
public sealed record NamedCondition(string Id, Condition? When, Condition Require, Text Message, SourceRef Place, WorkflowRule? Imported = null);

/// <summary>How a condition came out, and why.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Verdict">How it came out.</param>
/// <param name="Because">Why.</param>
/// <param name="Result">Events, messages and outputs of a rule of an imported workflow, and the rules below it.</param>
public sealed record RuleVerdict(NamedCondition Condition, Verdict Verdict, ConditionTrace Because, WorkflowResult? Result = null)
{
    /// <summary>How a condition came out that does not apply: it stands in nobody's way, and was not looked at.</summary>
    internal const string NotConcerned = "notConcerned";

    /// <summary>True when its condition says that it does not apply.</summary>
    private bool IsNotConcerned => Verdict == Verdict.True && Condition.When is not null && Because.Verdict != Verdict.True;

    /// <summary>The verdict as a step of a trace.</summary>
    public TraceEntry ToTrace() => new(
        "rule",
        IsNotConcerned ? NotConcerned : Verdict.Word(),
        Verdict switch
        {
            Verdict.True when IsNotConcerned => new Text("不适用:{0}", "Does not apply: {0}").With(Condition.When!.Sentence),
            Verdict.True when Result?.Event is { } happened => new Text($"满足(事件 {happened}):{Condition.Require.Sentence.Zh}", $"Holds (event {happened}): {Condition.Require.Sentence.En}"),
            Verdict.True => new Text($"满足:{Condition.Require.Sentence.Zh}", $"Holds: {Condition.Require.Sentence.En}"),
            Verdict.False => Condition.Message,
            _ => new Text($"无法判定,缺少 {string.Join("、", Because.Missing)}", $"Cannot tell, missing {string.Join(", ", Because.Missing)}"),
        },
        Condition.Place,
        Result?.Output is { } output ? [new TraceValue($"output.{Condition.Id}", output.IsMissing ? null : output.ToString())] : default,
        Because: Because.Tree);
}
