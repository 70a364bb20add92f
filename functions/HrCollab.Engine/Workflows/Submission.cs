using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Workflows;

/// <summary>A form as somebody sends it, with what the host loaded for it.</summary>
/// <param name="CaseId">Id the case will have; derived from the caller and their idempotency key.</param>
/// <param name="Caller">Who sends it.</param>
/// <param name="Input">Values of the form.</param>
/// <param name="Subject">The record it is about with its values of today; null when the form makes it.</param>
/// <param name="Exists">Whether a record exists; null when that cannot be said.</param>
public sealed record SubmissionRequest(string CaseId, PersonCard Caller, JsonElement Input, RecordValues? Subject, Func<string, string, bool?> Exists);

/// <summary>The outcome of a submission.</summary>
public abstract record SubmissionOutcome(ImmutableArray<TraceEntry> Trace)
{
    /// <summary>Accepted: the case and what happened.</summary>
    public sealed record Accepted(CaseState State, ImmutableArray<CaseEvent> Events, FormState Form, ImmutableArray<TraceEntry> Trace) : SubmissionOutcome(Trace);

    /// <summary>The record does not exist for the caller.</summary>
    public sealed record NotFound(ImmutableArray<TraceEntry> Trace) : SubmissionOutcome(Trace);

    /// <summary>The caller may not submit this form about this record.</summary>
    public sealed record Denied(DiagnosticCode Code, Text Message, ImmutableArray<TraceEntry> Trace) : SubmissionOutcome(Trace);

    /// <summary>The input or a rule refuses.</summary>
    public sealed record Invalid(ImmutableArray<Violation> Violations, FormState? Form, ImmutableArray<TraceEntry> Trace) : SubmissionOutcome(Trace);
}

/// <summary>
/// Steps 4 to 8 of a submission: permission, standard, rules, workflow, batch. Pure: submission, preflight, try, previews and golden
/// cases all call this and nothing else.
/// </summary>
public static class Submission
{
    /// <summary>Decides a submission.</summary>
    public static SubmissionOutcome Decide(CaseContext context, SubmissionRequest request)
    {
        var form = context.Workflow.Form;
        if (!WorkflowChoice.Holds(context, request)) return new SubmissionOutcome.NotFound([new TraceEntry("subsidiary", "other", new Text("该对象不适用这家公司的流程", "The process of this company does not hold for it"), context.Workflow.Place)]);
        var judged = Judge(context, request, values => Taken(form, values, request));
        if (judged.Refusal is { } refusal) return refusal;
        var trace = judged.Trace.ToBuilder();
        var events = ImmutableArray.CreateBuilder<CaseEvent>();
        events.Add(new CaseEvent(
            "case.submitted", context.Now, request.Caller.Id, null,
            new Text($"{request.Caller.Name} 提交“{context.Workflow.Title.Zh}”", $"{request.Caller.Name} submitted '{context.Workflow.Title.En}'"), Trace: judged.Trace));
        var after = new CaseRun(context, Start(context, request, judged.Form!.Values, judged.Unclear), events).Advance();
        foreach (var entry in events.Skip(1).SelectMany(e => e.Trace.OrEmpty())) trace.Add(entry);
        if (TooLarge(context, after, "") is { } large) return new SubmissionOutcome.Invalid([large], judged.Form, trace.ToImmutable());
        return new SubmissionOutcome.Accepted(after, events.ToImmutable(), judged.Form, trace.ToImmutable());
    }

    /// <summary>Decides what a corrected form does to a case that was returned to its submitter: it is judged as a first submission is.</summary>
    public static ActOutcome Resubmit(CaseContext context, CaseState state, string taskId, PersonCard caller, JsonElement input, string? comment, Func<string, string, bool?> exists)
    {
        if (state.Task(taskId) is not { } task || task.Step != TaskActs.Submit) return new ActOutcome.NotFound();
        if (task.Status != TaskStatus.Open) return new ActOutcome.Conflict(WorkflowFindings.TaskClosed, WorkflowFindings.TaskClosed.Message);
        if (!TaskActs.MayAct(task, caller, context.Organization)) return new ActOutcome.Denied(PermissionFindings.NotYourTask, PermissionFindings.NotYourTask.Message);
        if (TaskActs.TooLong(comment) is { } refused) return refused;

        // Who stands in for the submitter sends it in the submitter's right, not in their own.
        var form = context.Workflow.Form;
        var submitter = task.Owners.Contains(caller.Id) ? caller : context.Organization.Person(state.Submitter.Person) ?? caller;
        var subject = form.Creates || context.Subject[form.Subject.Key.Shape.Slot].IsMissing ? null : context.Subject;
        var request = new SubmissionRequest(state.Id, submitter, input, subject, exists);
        var judged = Judge(form.Creates ? context with { Subject = form.Subject.Shape.Empty } : context, request, values => Renamed(form, values, state));
        switch (judged.Refusal)
        {
            case SubmissionOutcome.Denied denied: return new ActOutcome.Denied(denied.Code, denied.Message, denied.Trace);
            case SubmissionOutcome.Invalid invalid: return new ActOutcome.Invalid([.. invalid.Violations.Select(v => v with { Pointer = "/input" + v.Pointer })], invalid.Trace);
            // The submitter sees the case and so whom it is about; that they may no longer submit is no secret to them.
            case SubmissionOutcome.NotFound { Trace: [.., var denied] trace }: return new ActOutcome.Denied(PermissionFindings.MayNotSubmit, denied.Sentence, trace);
            case not null: return new ActOutcome.NotFound();
        }

        var closed = task with { Status = TaskStatus.Done, ClosedAt = context.Now, ClosedBy = caller.Id, Outcome = "completed", Comment = comment };
        var words = new Text($"{caller.Name} 修改后重新提交", $"{caller.Name} corrected and resubmitted");
        var events = ImmutableArray.CreateBuilder<CaseEvent>();
        events.Add(new CaseEvent("task.closed", context.Now, caller.Id, task.Step, words, closed, Comment: comment));
        events.Add(new CaseEvent("case.resubmitted", context.Now, caller.Id, null, words, Trace: judged.Trace));
        var after = state with { Status = CaseStatus.Running, Tasks = state.Tasks.Replace(task, closed), Values = Stored(judged.Form!.Values), Unclear = judged.Unclear };
        if (form.Creates) after = after with { Subject = SubjectOf(form, WouldBe(form, judged.Form.Values)) };
        if (after.Steps.GetValueOrDefault(CaseRun.Clarify) is { } clarified) // what a person said was about the form as it was
            after = after with { Steps = after.Steps.SetItem(CaseRun.Clarify, clarified with { Status = StepStatus.Reset, Since = context.Now }) };
        after = new CaseRun(context, after, events).Advance();
        return TooLarge(context, after, "/input") is { } large ? new ActOutcome.Invalid([large], judged.Trace) : new ActOutcome.Done(after, events.ToImmutable());
    }

    private static Violation? TooLarge(CaseContext context, CaseState state, string pointer) => CaseSize.Exceeded(context, state) is { } bytes
        ? new Violation(pointer, WorkflowFindings.CaseFull.Code, WorkflowFindings.CaseFull.Message.With(bytes, context.Set.Manifest.MostCaseBytes), null, null, Warning: false)
        : null;

    /// <summary>Permission, standard and rules of a form, sent for the first time or again; the key of a record that the form makes is judged by the caller.</summary>
    private static Judged Judge(CaseContext context, SubmissionRequest request, Func<RecordValues, Violation?> key)
    {
        var trace = ImmutableArray.CreateBuilder<TraceEntry>();
        var form = context.Workflow.Form;
        if (context.Workflow.Subsidiary is { } subsidiary)
            trace.Add(new TraceEntry("subsidiary", "own", new Text("按子公司“{0}”的定义办理", "By the definitions of the subsidiary '{0}'").With(subsidiary.Title), subsidiary.Place));
        if (Permission(context, request, trace) is { } refused) return Refused(refused);

        var state = FormEvaluation.Evaluate(form, request.Input, context.Subject, CheckContext.Of(context.Set, context.Today, request.Exists) with { IsTraced = true });
        trace.AddRange(state.Violations.Select(v => v.ToTrace()));
        trace.AddRange(state.Steps);
        trace.AddRange(state.Unclear.Select(u => u.Step));
        trace.AddRange(FormTrace.Of(form, state, context.Subject, context.Today));
        if (state.Refused) return Refused(new SubmissionOutcome.Invalid(state.Violations, state, trace.ToImmutable()));

        if (key(state.Values) is { } taken)
        {
            trace.Add(taken.ToTrace());
            return Refused(new SubmissionOutcome.Invalid([taken], state, trace.ToImmutable()));
        }

        var (refusals, unclear) = Rules(context, request.Subject ?? WouldBe(form, state.Values), trace);
        return refusals.IsEmpty
            ? new Judged(null, state, [.. unclear, .. state.Unclear.Select(u => u.Id)], trace.ToImmutable())
            : Refused(new SubmissionOutcome.Invalid(refusals, state, trace.ToImmutable()));

        static Judged Refused(SubmissionOutcome outcome) => new(outcome, null, [], outcome.Trace);
    }

    /// <summary>The date of an effect has come and the record has the values: the step is done and the case goes on.</summary>
    public static ActOutcome EffectApplied(CaseContext context, CaseState state, string step)
    {
        if (state.Steps.GetValueOrDefault(step) is not { Status: StepStatus.Scheduled } scheduled) return new ActOutcome.NotFound();
        if (scheduled.EffectiveOn > context.Today) return new ActOutcome.NotFound();
        var events = ImmutableArray.CreateBuilder<CaseEvent>();
        events.Add(new CaseEvent("effect.applied", context.Now, null, step, new Text("“{0}”已生效", "'{0}' is in effect").With(context.Workflow.Find(step)?.Title ?? Text.Same(step))));
        var after = state with { Steps = state.Steps.SetItem(step, scheduled with { Status = StepStatus.Done, Since = context.Now }) };
        after = new CaseRun(context, after, events).Advance();
        return new ActOutcome.Done(after, events.ToImmutable());
    }

    /// <summary>
    /// What becomes of an ordered change that is to be written now: nothing when the standard takes it, else the step is blocked and the
    /// change is not written. The context's subject is the record on the day of the change.
    /// </summary>
    public static ActOutcome EffectRefused(CaseContext context, CaseState state, string step, EffectOrder order, bool exists, IEnumerable<EffectOrder> later)
    {
        if (state.Steps.GetValueOrDefault(step) is not { Status: StepStatus.Scheduled } || context.Workflow.Find(step) is not Step.Effect effect) return new ActOutcome.NotFound();
        var check = EffectCheck.Judge(context.Workflow.Form.Subject, order, exists ? context.Subject : null, later, CheckContext.Of(context.Set, context.Today, context.Organization.Exists));
        if (!check.Refused) return new ActOutcome.NotFound();
        var events = ImmutableArray.CreateBuilder<CaseEvent>();
        var after = new CaseRun(context, state, events).Refuse(effect, check);
        return new ActOutcome.Done(after, events.ToImmutable());
    }

    /// <summary>Looks again at what was blocked: an owner may have been appointed since. The same case when nothing changed.</summary>
    public static ActOutcome Recheck(CaseContext context, CaseState state)
    {
        var events = ImmutableArray.CreateBuilder<CaseEvent>();
        var after = new CaseRun(context, state, events).Advance();
        return events.Count == 0 ? new ActOutcome.NotFound() : new ActOutcome.Done(after, events.ToImmutable());
    }

    private static SubmissionOutcome? Permission(CaseContext context, SubmissionRequest request, ImmutableArray<TraceEntry>.Builder trace)
    {
        var form = context.Workflow.Form;
        if (request.Subject is null && !form.Creates) return new SubmissionOutcome.NotFound([]);
        var place = request.Subject is null ? new SubjectPlace(null, null) : SubjectPlace.Of(form.Subject, request.Subject);
        var access = form.Permissions.For(request.Caller, place, context.Organization);
        if (form.MaySubmit(access))
        {
            var role = form.Permissions.Role(access.Roles.First(r => form.Definition.Submitters.Contains(r)))!;
            trace.Add(new TraceEntry("permission", "granted", new Text($"以“{role.Title.Zh}”身份提交", $"Submitted as '{role.Title.En}'"), form.Place));
            return null;
        }

        var code = PermissionFindings.MayNotSubmit;
        var message = code.Message.With(form.Title, form.SubmitterRoles);
        trace.Add(new TraceEntry("permission", "denied", message, form.Place));
        return request.Subject is not null && !access.IsVisible
            ? new SubmissionOutcome.NotFound(trace.ToImmutable())
            : new SubmissionOutcome.Denied(code, message, trace.ToImmutable());
    }

    private static (ImmutableArray<Violation> Refusals, ImmutableArray<string> Unclear) Rules(CaseContext context, RecordValues subject, ImmutableArray<TraceEntry>.Builder trace)
    {
        var refusals = ImmutableArray.CreateBuilder<Violation>();
        var unclear = ImmutableArray.CreateBuilder<string>();
        foreach (var rules in context.Workflow.Form.Rules)
        {
            var verdicts = context.Around is { } around ? around(rules, () => rules.Judge(subject, context.Today)) : rules.Judge(subject, context.Today);
            foreach (var verdict in verdicts)
            {
                var id = $"{rules.Id}.{verdict.Condition.Id}";
                trace.Add(verdict.ToTrace());
                if (verdict.Verdict == Verdict.False) refusals.Add(new Violation("", id, verdict.Condition.Message, null, verdict.Condition.Place, Warning: false));
                if (verdict.Verdict == Verdict.Unknown) unclear.Add(id);
            }
        }

        return (refusals.ToImmutable(), unclear.ToImmutable());
    }

    /// <summary>The record that a form would make.</summary>
    private static RecordValues WouldBe(Form form, RecordValues values) => FormEvaluation.Proposed(form, values, form.Subject.Shape.Empty);

    /// <summary>The field of a form that makes a record which names it; null when the form makes none.</summary>
    private static FormField? KeyField(Form form) => form.Creates ? form.Fields.First(f => f.Drawn == form.Subject.Key) : null;

    private static Violation? Taken(Form form, RecordValues values, SubmissionRequest request) =>
        KeyField(form) is { } field && values[field.Field.Shape.Slot].Text is { } key && request.Exists(form.Subject.Id, key) == true
            ? Violation(DataFindings.KeyTaken, field, field.Field.Title, key) : null;

    /// <summary>A corrected form is about the same record.</summary>
    private static Violation? Renamed(Form form, RecordValues values, CaseState state) =>
        KeyField(form) is { } field && values[field.Field.Shape.Slot].Text != state.Subject.Key ? Violation(DataFindings.KeyChanged, field, field.Field.Title) : null;

    private static Violation Violation(DiagnosticCode code, FormField field, params ReadOnlySpan<object?> arguments) =>
        new("/" + field.Id, code.Code, code.Message.With(arguments), null, field.Field.Place, Warning: false);

    private static CaseState Start(CaseContext context, SubmissionRequest request, RecordValues values, ImmutableArray<string> unclear)
    {
        var form = context.Workflow.Form;
        var caller = request.Caller;
        return new CaseState(
            request.CaseId, context.Workflow.Id, form.Id, context.Set.Hash,
            SubjectOf(form, request.Subject ?? WouldBe(form, values)),
            new Actor(caller.Id, caller.Name, caller.Department), context.Now, CaseStatus.Running, Stored(values),
            ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), ImmutableSortedDictionary.Create<string, StepState>(StringComparer.Ordinal), [], unclear);
    }

    private static CaseSubject SubjectOf(Form form, RecordValues subject)
    {
        var place = SubjectPlace.Of(form.Subject, subject);
        return new CaseSubject(form.Subject.Id, place.Key!, subject[form.Subject.Label.Shape.Slot].ToString(), place.Department);
    }

    private static ImmutableSortedDictionary<string, string> Stored(RecordValues values) =>
        values.Present.ToImmutableSortedDictionary(v => v.Key, v => v.Value.ToString(), StringComparer.Ordinal);

    /// <summary>A form as judged: refused, or its values with what could not be told.</summary>
    private sealed record Judged(SubmissionOutcome? Refusal, FormState? Form, ImmutableArray<string> Unclear, ImmutableArray<TraceEntry> Trace);
}
