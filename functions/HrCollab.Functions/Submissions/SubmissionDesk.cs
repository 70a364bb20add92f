using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.Decisions;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Decisions;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Refusals;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Submissions;

/// <summary>Loads and decides a submission; API, portal and preflight share it, and only the caller of it writes.</summary>
internal sealed class SubmissionDesk(CaseLoader loader, CaseStore cases, RefusedDecisions refusals, ToFixList toFix, Operations.SlowDecisions slow, Operations.Measures measures)
{
    /// <summary>The workflow of a form of the active set, or null; whose it is, is asked with the record.</summary>
    public static Workflow? WorkflowOf(Caller caller, string form) => form == SubsidiaryNames.Name(form) ? WorkflowChoice.Of(caller.Set, form) : null;

    /// <summary>The workflow that holds for the record a form is about: that of its subsidiary, or the group's.</summary>
    public ValueTask<Workflow> Whose(Caller caller, Workflow workflow, SubmissionBody body, CancellationToken cancel) => loader.Whose(caller, workflow, body.Subject, body.Input, cancel);

    /// <summary>What the submission would do, without doing it; with a sight, on what of the record it leaves.</summary>
    public async ValueTask<Decided> Decide(
        Caller caller, Workflow workflow, SubmissionBody body, string caseId, CancellationToken cancel, Func<RecordValues, RecordValues>? sight = null)
    {
        var (context, subject) = await loader.Context(caller, workflow, body.Subject, FormReferences.Of(workflow.Form, body.Input), cancel);
        if (sight is not null && subject is not null) context = context with { Subject = subject = sight(subject) };
        return Decide(caller, workflow, body, caseId, context, subject);
    }

    /// <summary>The same about a record that stands in the question.</summary>
    public async ValueTask<Decided> Decide(Caller caller, Workflow workflow, JsonElement input, RecordValues subject, string caseId, CancellationToken cancel)
    {
        var context = await loader.Context(caller, workflow, subject[workflow.Form.Subject.Key.Shape.Slot].Text, subject, FormReferences.Of(workflow.Form, input), cancel);
        return Decide(caller, workflow, new SubmissionBody(input), caseId, context, subject);
    }

    private Decided Decide(Caller caller, Workflow workflow, SubmissionBody body, string caseId, CaseContext context, RecordValues? subject)
    {
        var watch = new DecisionWatch(context);
        var request = new SubmissionRequest(caseId, caller.Person, body.Input, subject is null ? null : watch.Context.Subject, watch.Context.Organization.Exists);
        var outcome = slow.Measure($"workflows/{workflow.Id}", caseId is "preflight" or "try" ? caseId : "submit", () => Submission.Decide(slow.Rules(watch.Context), request));
        return new Decided(context, subject, ToldFindings.In(outcome, workflow.Form, subject, caller, context.Organization), watch.Facts(new DecisionQuestion("submit", caseId, caller.Person.Id, body.Input), subject is not null, caller.Person));
    }

    /// <summary>Submits: the earlier answer for a repeated command, or the new one after the commit.</summary>
    public async ValueTask<Submitted> Submit(Caller caller, Workflow workflow, SubmissionBody body, Command command, Language language, CancellationToken cancel)
    {
        var (submitted, outcome) = await Settle(caller, workflow, body, command, language, cancel);
        measures.Submitted(workflow.Form.Name, outcome);
        await toFix.Settle(caller, workflow, body, submitted); // also for a repeated command: the process may have ended between the commit and this
        return submitted;
    }

    private async ValueTask<(Submitted Submitted, string Outcome)> Settle(Caller caller, Workflow workflow, SubmissionBody body, Command command, Language language, CancellationToken cancel)
    {
        var id = $"{workflow.Form.Name}-{command.Id[..16]}";
        if (await Replay(id, command, cancel) is { } earlier) return (earlier, "repeated");
        var decided = await Decide(caller, workflow, body, id, cancel);
        if (decided.Outcome is not SubmissionOutcome.Accepted accepted) return (new Submitted.Refused(decided, await refusals.Keep(caller, decided, command, cancel)), "refused");
        var route = Forecast.Of(decided.Context, accepted.State);
        var answer = new RawJson(JsonAnswer.Bytes(SubmissionAnswer.Created(decided.Context, accepted.State, accepted.Form, route, language)));
        var decision = new RecordedDecision(new DecisionOutput(accepted.State, accepted.Events), decided.Facts);
        if (await cases.Create(decision, command, answer, cancel)) return (new Submitted.Created(id, 1, answer.Utf8, caller.Now), "created");
        return (await Replay(id, command, cancel) ?? throw new InvalidOperationException("A case that exists has a first event."), "repeated");
    }

    private async ValueTask<Submitted?> Replay(string id, Command command, CancellationToken cancel)
    {
        if (await cases.Start(id, cancel) is not { } earlier) return null;
        return earlier.BodyHash == command.BodyHash ? new Submitted.Created(id, 1, earlier.Answer!.Utf8, earlier.Head.SubmittedAt) : new Submitted.KeyReused();
    }
}

/// <summary>A decided submission with what it was decided on.</summary>
internal sealed record Decided(CaseContext Context, RecordValues? Subject, SubmissionOutcome Outcome, DecisionFacts Facts);

/// <summary>The result of submitting.</summary>
internal abstract record Submitted
{
    /// <summary>Stored, now or before (<paramref name="At"/>); the answer is the same either way.</summary>
    public sealed record Created(string Id, long Version, ReadOnlyMemory<byte> Answer, DateTimeOffset At) : Submitted;

    /// <summary>Refused: there is no case, and for a while a decision that says why.</summary>
    public sealed record Refused(Decided Decided, string? DecisionId) : Submitted;

    /// <summary>The key was used for something else.</summary>
    public sealed record KeyReused : Submitted;
}
