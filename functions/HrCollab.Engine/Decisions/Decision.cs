using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;

namespace HrCollab.Engine.Decisions;

/// <summary>Makes a recorded decision again, by the functions that made it.</summary>
public static class Decision
{
    /// <summary>The version of the engine: of the code that decides.</summary>
    public static string Engine { get; } = typeof(Decision).Assembly.GetName().Version!.ToString(3);

    /// <summary>What the facts give under a set; null when the set has no such workflow or the facts give no decision.</summary>
    public static DecisionOutput? Again(DefinitionSet set, DecisionFacts facts)
    {
        if (Context(set, facts) is not { } context) return null;
        var question = facts.Question;
        var caller = context.Organization.Person(question.Caller);
        return (question.Kind, question.Before, caller) switch
        {
            ("submit", null, { } by) =>
                Submission.Decide(context, Request(context, facts, by)) is SubmissionOutcome.Accepted accepted
                    ? new DecisionOutput(accepted.State, accepted.Events) : null,
            ("act", { } before, { } by) when question is { Task: { } task, Act: { } act } => Done(TaskActs.Decide(context, before, task, by, act)),
            ("resubmit", { } before, { } by) when question is { Task: { } task } => Done(Submission.Resubmit(context, before, task, by, question.Input ?? default, question.Act?.Comment, context.Organization.Exists)),
            ("effect", { } before, _) when question is { Step: { } step } => Done(Submission.EffectApplied(context, before, step)),
            ("notice", { } before, _) when question is { Task: { } task } => Done(TaskNotices.Decide(context, before, task)),
            ("recheck", { } before, _) => Done(Submission.Recheck(context, before)),
            ("refuse", { } before, _) when question is { Step: { } step, Effect: { } order } =>
                Done(Submission.EffectRefused(context, before, step, order, facts.HasSubject, question.Later.OrEmpty())),
            _ => null,
        };
    }

    /// <summary>The hash of what the facts give under a set, be it a change of a case or the refusal of a form, sent first or again; null as above.</summary>
    public static string? Output(DefinitionSet set, DecisionFacts facts)
    {
        if (Again(set, facts) is { } output) return Hash(output);
        return Refused(set, facts)?.Hash();
    }

    /// <summary>The hash of an output, see <see cref="DecisionText"/>.</summary>
    public static string Hash(DecisionOutput output) => DecisionText.Of(output).Hash;

    private static CaseContext? Context(DefinitionSet set, DecisionFacts facts)
    {
        if (set.Find<Workflow>(facts.Workflow) is not { } workflow) return null;
        var organization = new Organization(
            DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(facts.Now, set.Manifest.Zone).DateTime), facts.Departments.Select(d => d.Card()), facts.People, facts.Holders)
            .Referring(facts.References.OrEmpty());
        var shape = workflow.Form.Subject.Shape;
        var subject = shape.Empty.With(facts.Subject.Select(v => KeyValuePair.Create(v.Key, shape.Find(v.Key) is { } field ? StoredValue.Parse(field, v.Value) : FieldValue.Missing)));
        return new CaseContext(set, workflow, organization, subject, facts.Now);
    }

    private static SubmissionRequest Request(CaseContext context, DecisionFacts facts, PersonCard caller) =>
        new(facts.Question.Case, caller, facts.Question.Input ?? default, facts.HasSubject ? context.Subject : null, context.Organization.Exists);

    /// <summary>The refusal that the facts give; null when they ask about no form, or it is not refused.</summary>
    private static Refusal? Refused(DefinitionSet set, DecisionFacts facts)
    {
        if (Context(set, facts) is not { } context || context.Organization.Person(facts.Question.Caller) is not { } by) return null;
        return facts.Question switch
        {
            { Kind: "submit", Before: null } => Refusal.Of(Submission.Decide(context, Request(context, facts, by))),
            { Kind: "resubmit", Before: { } before, Task: { } task } again =>
                Refusal.Of(Submission.Resubmit(context, before, task, by, again.Input ?? default, again.Act?.Comment, context.Organization.Exists)),
            _ => null,
        };
    }

    private static DecisionOutput? Done(ActOutcome outcome) => outcome is ActOutcome.Done done ? new DecisionOutput(done.State, done.Events) : null;
}
