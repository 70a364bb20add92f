using System.Security.Cryptography;
using System.Text.Json;
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
        if (set.Find<Workflow>(facts.Workflow) is not { } workflow) return null;
        var organization = new Organization(
            DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(facts.Now, set.Manifest.Zone).DateTime), facts.Departments.Select(d => d.Card()), facts.People, facts.Holders);
        var shape = workflow.Form.Subject.Shape;
        var subject = shape.Empty.With(facts.Subject.Select(v => KeyValuePair.Create(v.Key, shape.Find(v.Key) is { } field ? StoredValue.Parse(field.Type, v.Value) : FieldValue.Missing)));
        var context = new CaseContext(set, workflow, organization, subject, facts.Now);
        var question = facts.Question;
        var caller = organization.Person(question.Caller);
        return (question.Kind, question.Before, caller) switch
        {
            ("submit", null, { } by) =>
                Submission.Decide(context, new SubmissionRequest(question.Case, by, question.Input ?? default, facts.HasSubject ? subject : null, organization.Exists)) is SubmissionOutcome.Accepted accepted
                    ? new DecisionOutput(accepted.State, accepted.Events) : null,
            ("act", { } before, { } by) when question is { Task: { } task, Act: { } act } => Done(TaskActs.Decide(context, before, task, by, act)),
            ("resubmit", { } before, { } by) when question is { Task: { } task } => Done(Submission.Resubmit(context, before, task, by, question.Input ?? default, question.Act?.Comment, organization.Exists)),
            ("effect", { } before, _) when question is { Step: { } step } => Done(Submission.EffectApplied(context, before, step)),
            ("refuse", { } before, _) when question is { Step: { } step, Effect: { } order } =>
                Done(Submission.EffectRefused(context, before, step, order, facts.HasSubject, question.Later.OrEmpty())),
            _ => null,
        };
    }

    /// <summary>SHA-256 of the output as JSON, lower-case hex: the same output, the same bytes.</summary>
    public static string Hash(DecisionOutput output) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(output, DecisionJson.Default.DecisionOutput)));

    private static DecisionOutput? Done(ActOutcome outcome) => outcome is ActOutcome.Done done ? new DecisionOutput(done.State, done.Events) : null;
}
