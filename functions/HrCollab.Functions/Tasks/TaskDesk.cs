using System.Text.Json.Nodes;
using HrCollab.Engine.Decisions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Decisions;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Publishing;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Submissions;

namespace HrCollab.Functions.Tasks;

/// <summary>Loads, decides and commits an act on a task. Two people on one case never lose each other's work: the slower decides again.</summary>
internal sealed class TaskDesk(CaseStore cases, CaseLoader loader, RefusedDecisions refusals, Operations.SlowDecisions slow)
{
    private const int Attempts = 8;

    /// <summary>Acts; <paramref name="expected"/> is the version of If-Match, or null.</summary>
    public async ValueTask<Acted> Act(Caller caller, string caseId, string taskId, string action, TaskBody body, Command command, long? expected, Language language, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await cases.Find(caseId, cancel) is not { } loaded) return new Acted.NotFound();
            if (await cases.Earlier(caseId, command, cancel) is { } earlier)
                return earlier.BodyHash == command.BodyHash ? new Acted.Done(earlier.Version, earlier.Answer!.Utf8) : new Acted.KeyReused();
            CaseContext context;
            try
            {
                context = await loader.Context(loaded.State, caller, cancel, body.Input is { } input ? form => FormReferences.Of(form, input) : null);
            }
            catch (RevisionRefusedException) when (!CaseSight.MaySeeUnread(loaded.State, caller))
            {
                return new Acted.Outside();
            }

            if (!CaseSight.MaySee(context, loaded.State, caller)) return new Acted.Outside();
            if (expected is { } version && version != loaded.Version) return new Acted.Stale(loaded.Version);
            var watch = new DecisionWatch(context);
            var question = Question(loaded.State, taskId, caller, action, body);
            var outcome = slow.Measure($"workflows/{context.Workflow.Id}", $"{loaded.State.Task(taskId)?.Step} {question.Kind}", () => Decide(slow.Rules(watch.Context), question, caller));
            if (outcome is ActOutcome.Invalid invalid) outcome = invalid with { Violations = ToldFindings.In(invalid.Violations, context.Workflow.Form, ToldFindings.Given(body.Input), CaseSight.Access(context, loaded.State, caller)) };
            if (outcome is not ActOutcome.Done done)
                return new Acted.Refused(outcome, CaseSight.Shown(context, loaded.State, caller), context.Set, await Keep(caller, context, outcome, watch.Facts(question, hasSubject: true, caller.Person), command, cancel));
            var decision = new RecordedDecision(new DecisionOutput(done.State, done.Events), watch.Facts(question, hasSubject: true, caller.Person));
            var answer = new RawJson(JsonAnswer.Bytes(Answer(context, done, loaded.Version + 1, language)));
            if (await cases.Replace(decision, loaded.Version, command, answer, cancel)) return new Acted.Done(loaded.Version + 1, answer.Utf8);
        }

        return new Acted.Busy();
    }

    /// <summary>A form that was sent again and not taken is kept as a first one is; what is wrong with any other act the case itself shows.</summary>
    private async ValueTask<string?> Keep(Caller caller, CaseContext context, ActOutcome outcome, DecisionFacts facts, Command command, CancellationToken cancel)
    {
        if (facts.Question is not { Kind: "resubmit", Before: { } state }) return null;
        var place = SubjectPlace.Of(context.Workflow.Form.Subject, context.Subject);
        return await refusals.Keep(caller, context, Refusal.Of(outcome), place.Key is null ? new SubjectPlace(state.Subject.Key, state.Subject.Department) : place, facts, command, cancel);
    }

    private static DecisionQuestion Question(CaseState state, string taskId, Caller caller, string action, TaskBody body) =>
        action == "complete" && state.Task(taskId)?.Step == TaskActs.Submit
            ? new("resubmit", state.Id, caller.Person.Id, body.Input, state, taskId, body.Act(action))
            : new("act", state.Id, caller.Person.Id, Before: state, Task: taskId, Act: body.Act(action));

    private static ActOutcome Decide(CaseContext context, DecisionQuestion question, Caller caller) => question.Kind == "resubmit"
        ? Submission.Resubmit(context, question.Before!, question.Task!, caller.Person, question.Input ?? default, question.Act!.Comment, context.Organization.Exists)
        : TaskActs.Decide(context, question.Before!, question.Task!, caller.Person, question.Act!);

    private static JsonObject Answer(CaseContext context, ActOutcome.Done done, long version, Language language) => new()
    {
        ["case"] = done.State.Id,
        ["state"] = SubmissionAnswer.Word(done.State.Status),
        ["tasks"] = new JsonArray([.. done.State.OpenTasks.Select(t => (JsonNode)SubmissionAnswer.Task(context, done.State, t, language))]),
        ["happened"] = new JsonArray([.. done.Events.Select(e => (JsonNode)new JsonObject { ["type"] = e.Type, ["text"] = e.Text.In(language) })]),
        ["revision"] = done.State.Revision,
        ["commit"] = context.Set.Commit,
        ["decisionId"] = SubmissionAnswer.DecisionId(done.State.Id, version),
    };
}

/// <summary>The result of an act.</summary>
internal abstract record Acted
{
    public sealed record Done(long Version, ReadOnlyMemory<byte> Answer) : Acted;

    public sealed record NotFound : Acted;

    /// <summary>The case exists, and the caller may not see it.</summary>
    public sealed record Outside : Acted;

    public sealed record Stale(long Version) : Acted;

    public sealed record KeyReused : Acted;

    public sealed record Busy : Acted;

    /// <summary>Refused; values of the trace are shown as the caller may see them.</summary>
    public sealed record Refused(ActOutcome Outcome, Func<TraceValue, string?> Shown, DefinitionSet Set, string? DecisionId = null) : Acted;
}
