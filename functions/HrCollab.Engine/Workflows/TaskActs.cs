using System.Collections.Immutable;
using System.Globalization;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Workflows;

/// <summary>Decides what an act on a task does to a case. Pure: nothing is written here.</summary>
public static class TaskActs
{
    /// <summary>The step of a task that sends a form back to its submitter.</summary>
    public const string Submit = "submit";

    /// <summary>Its name.</summary>
    public static readonly Text SubmitTitle = new("修改后重新提交", "Correct and resubmit");

    private static readonly Text CommentTitle = new("意见", "Comment");

    /// <summary>Characters of a comment at most: it is kept with the case and read by everybody who takes part.</summary>
    public const int LongestComment = 2_000;

    /// <summary>Decides an act.</summary>
    public static ActOutcome Decide(CaseContext context, CaseState state, string taskId, PersonCard caller, TaskAct act)
    {
        if (state.Task(taskId) is not { } task) return new ActOutcome.NotFound();
        if (state.Status is CaseStatus.Completed or CaseStatus.Rejected) return Conflict(WorkflowFindings.CaseEnded);
        if (task.Status != TaskStatus.Open) return Conflict(WorkflowFindings.TaskClosed);
        if (!MayAct(task, caller, context.Organization)) return new ActOutcome.Denied(PermissionFindings.NotYourTask, PermissionFindings.NotYourTask.Message);
        if (task.ClaimedBy is { } other && other != caller.Id)
            return Conflict(WorkflowFindings.Claimed, context.Organization.Person(other)?.Name ?? other);
        if (TooLong(act.Comment) is { } refused) return refused;
        if (context.OwnMatters(state, task.Step).FirstOrDefault(o => o.Person == caller.Id) is { } own)
            return new ActOutcome.Denied(PermissionFindings.OwnMatter, PermissionFindings.OwnMatter.Message.With(own.Because));
        if (act.Action == "claim") return Claim(context, state, task, caller);
        var step = context.Workflow.Find(task.Step) as Step.Human;
        return (act.Action, step) switch
        {
            ("approve", Step.Approval) => Approve(context, state, task, step, caller, act),
            ("approve", null) when task.Step == CaseRun.Clarify => Approve(context, state, task, null, caller, act),
            ("reject", Step.Approval) => Reject(context, state, task, caller, act),
            ("reject", null) when task.Step == CaseRun.Clarify => Reject(context, state, task, caller, act),
            ("complete", Step.Work work) when !task.Alert => Complete(context, state, task, work, caller, act),
            ("complete", null) when IsHeldUp(context, task) => LookAgain(context, state, task, caller, act),
            ("return", null) when IsHeldUp(context, task) => TaskReturns.Return(context, state, task, context.Workflow.Find(task.Step)!, caller, act),
            ("return", not null) when !task.Alert => TaskReturns.Return(context, state, task, step, caller, act),
            _ => Conflict(WorkflowFindings.WrongAct, TitleOf(context.Workflow, task.Step), act.Action),
        };
    }

    /// <summary>A comment longer than a case keeps is refused; null when it is not.</summary>
    internal static ActOutcome? TooLong(string? comment) =>
        comment?.Length > LongestComment ? Invalid("/comment", DataFindings.TooLong, CommentTitle, comment.Length, LongestComment) : null;

    /// <summary>True for an owner, for who stands in for an absent owner, and for the one who claimed it.</summary>
    public static bool MayAct(TaskState task, PersonCard caller, Organization organization) =>
        caller.IsEmployed && (task.ClaimedBy == caller.Id || task.Owners.Contains(caller.Id)
            || Away(task, caller, organization).Any());

    /// <summary>Those who are away and for whom the caller holds the task: the one whom the task names, and owners who left for a while after it was opened.</summary>
    public static IEnumerable<string> StandsInFor(TaskState task, PersonCard caller, Organization organization)
    {
        if (task.Status != TaskStatus.Open || (task.ClaimedBy is { } claimer && claimer != caller.Id) || !MayAct(task, caller, organization)) return [];
        var away = Away(task, caller, organization);
        return task.StandsInFor is { } absent && task.Owners.Contains(caller.Id) ? away.Append(absent) : away;
    }

    /// <summary>Whose act it is: a substitute acts for the one who is absent.</summary>
    private static string ActsFor(TaskState task, PersonCard caller, Organization organization) =>
        task.ClaimedBy == caller.Id ? caller.Id
        : task.Owners.Contains(caller.Id) ? task.StandsInFor ?? caller.Id
        : Away(task, caller, organization).FirstOrDefault() ?? caller.Id;

    /// <summary>Owners who are away today and have named the caller as their substitute.</summary>
    private static IEnumerable<string> Away(TaskState task, PersonCard caller, Organization organization) =>
        task.Owners.Where(o => organization.Person(o)?.Absence is { } absence && absence.Covers(organization.Date) && absence.Substitute == caller.Id);

    /// <summary>The name of a step, also of those that no workflow defines.</summary>
    public static Text TitleOf(Workflow? workflow, string step) =>
        workflow?.Find(step)?.Title ?? (step == Submit ? SubmitTitle : step == CaseRun.Clarify ? CaseRun.ClarifyTitle : Text.Same(step));

    /// <summary>Steps that a task can be returned to today, <see cref="Submit"/> for the submitter; none when changes of the record lie between.</summary>
    public static IEnumerable<string> ReturnTargets(CaseContext context, CaseState state, TaskState task) => TaskReturns.Targets(context, state, task.Step);

    /// <summary>Steps that still keep a task from being finished.</summary>
    public static IEnumerable<Step> Missing(CaseContext context, CaseState state, Step.Human step) =>
        step.Requires.Select(r => context.Workflow.Find(r)!).Where(r => !IsMet(state, r, context.Workflow));

    /// <summary>True for a step that is done, and for one that is not needed: it or a block around it was skipped, such a block has ended without it, or another branch was taken.</summary>
    private static bool IsMet(CaseState state, Step step, Workflow workflow) =>
        IsOver(state, step) || workflow.All.Any(block => Step.Flatten(block.Inner).Contains(step) && (IsOver(state, block) || TakesAnother(state, block, step)));

    private static bool IsOver(CaseState state, Step step) => state.Steps.GetValueOrDefault(step.Id)?.Status is StepStatus.Done or StepStatus.Skipped;

    private static bool TakesAnother(CaseState state, Step block, Step step) =>
        block is Step.Choice choice && state.Steps.GetValueOrDefault(choice.Id) is { Status: not StepStatus.Reset, Branch: { } taken }
        && choice.Branches.Any(b => b.Id != taken && Step.Flatten(b.Steps).Contains(step));

    private static ActOutcome Claim(CaseContext context, CaseState state, TaskState task, PersonCard caller)
    {
        var claimed = task with { ClaimedBy = caller.Id, Alert = false, Owners = task.Alert ? [caller.Id] : task.Owners };
        var after = state with { Tasks = state.Tasks.Replace(task, claimed) };
        if (task.Alert && context.Workflow.Find(task.Step) is Step.Human)
            after = after with { Steps = after.Steps.SetItem(task.Step, after.Steps[task.Step] with { Status = StepStatus.Open, Since = context.Now }) };
        return new ActOutcome.Done(after, [new CaseEvent("task.claimed", context.Now, caller.Id, task.Step, new Text($"{caller.Name} 认领了任务", $"{caller.Name} claimed the task"), claimed)]);
    }

    /// <summary>True for the alert about a change or a choice of branches that cannot be made: whoever holds it mends the data and has it looked at again, or sends the case back.</summary>
    public static bool IsHeldUp(CaseContext context, TaskState task) => context.Workflow.Find(task.Step) is Step.Effect or Step.Choice or Step.Parallel;

    private static ActOutcome LookAgain(CaseContext context, CaseState state, TaskState task, PersonCard caller, TaskAct act)
    {
        var step = context.Workflow.Find(task.Step)!;
        var events = ImmutableArray.CreateBuilder<CaseEvent>();
        var closed = Closed(task, caller, "completed", act, context.Now);
        events.Add(new CaseEvent(
            "task.closed", context.Now, caller.Id, task.Step, new Text($"{caller.Name} 更正后重试“{step.Title.Zh}”", $"{caller.Name} tries '{step.Title.En}' again"), closed, Comment: act.Comment));
        var retried = state with
        {
            Tasks = state.Tasks.Replace(task, closed),
            Steps = state.Steps.SetItem(task.Step, state.Steps[task.Step] with { Status = StepStatus.Reset, Since = context.Now, Reason = null }),
        };
        var after = new CaseRun(context, retried, events).Advance();
        return after.Steps[task.Step] is { Status: StepStatus.Blocked } still
            ? Conflict(WorkflowFindings.StillBlocked, step.Title, still.Reason)
            : new ActOutcome.Done(after, events.ToImmutable());
    }

    private static ActOutcome Approve(CaseContext context, CaseState state, TaskState task, Step.Human? step, PersonCard caller, TaskAct act)
    {
        if (step is not null && Waits(context, state, step) is { } waits) return waits;
        var missing = TaskChecks.Read(context, step?.Row.Standard.Where(c => c.Mandatory) ?? [], step, act, out var evidence);
        if (!missing.IsEmpty) return new ActOutcome.Invalid(missing);
        var title = step?.Title ?? new Text("人工判定", "Clarify by hand");
        return Finish(context, state, task, caller, "approved", act, evidence, new Text($"{caller.Name} 同意“{title.Zh}”", $"{caller.Name} approved '{title.En}'"));
    }

    private static ActOutcome Complete(CaseContext context, CaseState state, TaskState task, Step.Work work, PersonCard caller, TaskAct act)
    {
        if (Waits(context, state, work) is { } waits) return waits;
        if (context.Earliest(work, context.Facts(state)) is { } day && day > context.Today)
            return Conflict(WorkflowFindings.TooEarly, work.Title, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

        var missing = TaskChecks.Read(context, work.Row.Standard.Where(c => c.Mandatory), work, act, out var evidence);
        return missing.IsEmpty
            ? Finish(context, state, task, caller, "completed", act, evidence, new Text($"{caller.Name} 完成“{work.Title.Zh}”", $"{caller.Name} finished '{work.Title.En}'"))
            : new ActOutcome.Invalid(missing);
    }

    /// <summary>The refusal to finish a step before one that it requires, with the name of who has that; null when none is missing.</summary>
    private static ActOutcome.Conflict? Waits(CaseContext context, CaseState state, Step.Human step)
    {
        if (Missing(context, state, step).FirstOrDefault() is not { } required) return null;

        // A step that is not open yet names who would get it today.
        var owners = state.OpenTasks.FirstOrDefault(t => t.Step == required.Id)?.Owners
            ?? Forecast.Of(context, state).Steps.FirstOrDefault(s => s.Id == required.Id)?.Owners ?? [];
        var owner = owners.IsEmpty ? "—" : string.Join("、", owners.Select(o => context.Organization.Person(o)?.Name ?? o));
        return Conflict(WorkflowFindings.BlockedBy, required.Title, owner, step.Title);
    }

    private static ActOutcome Finish(
        CaseContext context, CaseState state, TaskState task, PersonCard caller, string outcome, TaskAct act, ImmutableSortedDictionary<string, string> evidence, Text words)
    {
        var events = ImmutableArray.CreateBuilder<CaseEvent>();
        var closed = Closed(task, caller, outcome, act, context.Now);
        var after = state with
        {
            Tasks = state.Tasks.Replace(task, closed),
            Evidence = state.Evidence.SetItems(evidence.Select(e => KeyValuePair.Create($"{task.Step}.{e.Key}", e.Value))
                .Append(KeyValuePair.Create($"{task.Step}.{Check.By}", ActsFor(task, caller, context.Organization)))),
        };
        events.Add(new CaseEvent("task.closed", context.Now, caller.Id, task.Step, words, closed, Comment: act.Comment, Evidence: evidence.IsEmpty ? null : evidence));
        if (after.OpenTasks.All(t => t.Step != task.Step))
            after = after with { Steps = after.Steps.SetItem(task.Step, after.Steps[task.Step] with { Status = StepStatus.Done, Since = context.Now }) };
        after = new CaseRun(context, after, events).Advance();
        return new ActOutcome.Done(after, events.ToImmutable());
    }

    private static ActOutcome Reject(CaseContext context, CaseState state, TaskState task, PersonCard caller, TaskAct act)
    {
        if (string.IsNullOrWhiteSpace(act.Comment)) return Invalid("/comment", WorkflowFindings.NeedsComment);
        if (TaskReturns.Ordered(context, state, _ => true) is { } ordered) return ordered;
        var events = ImmutableArray.CreateBuilder<CaseEvent>();
        var closed = Closed(task, caller, "rejected", act, context.Now);
        events.Add(new CaseEvent("task.closed", context.Now, caller.Id, task.Step, new Text($"{caller.Name} 拒绝", $"{caller.Name} rejected"), closed, Comment: act.Comment));
        var after = CancelOpen(state with { Tasks = state.Tasks.Replace(task, closed) }, context.Now, events, _ => true);
        events.Add(new CaseEvent("case.rejected", context.Now, caller.Id, task.Step, new Text($"申请被拒绝:{act.Comment}", $"The request was rejected: {act.Comment}")));
        return new ActOutcome.Done(after with { Status = CaseStatus.Rejected, EndedAt = context.Now }, events.ToImmutable());
    }

    internal static CaseState CancelOpen(CaseState state, DateTimeOffset now, ImmutableArray<CaseEvent>.Builder events, Func<TaskState, bool> which)
    {
        foreach (var open in state.OpenTasks.Where(which).ToList())
        {
            var cancelled = open with { Status = TaskStatus.Cancelled, ClosedAt = now, Outcome = "cancelled" };
            state = state with { Tasks = state.Tasks.Replace(open, cancelled) };
            events.Add(new CaseEvent("task.closed", now, null, open.Step, new Text("任务已取消", "The task is cancelled"), cancelled));
        }

        return state;
    }

    internal static TaskState Closed(TaskState task, PersonCard caller, string outcome, TaskAct act, DateTimeOffset now) =>
        task with { Status = TaskStatus.Done, ClosedAt = now, ClosedBy = caller.Id, Outcome = outcome, Comment = act.Comment };

    internal static ActOutcome.Conflict Conflict(DiagnosticCode code, params ReadOnlySpan<object?> arguments) => new(code, code.Message.With(arguments));

    internal static ActOutcome.Invalid Invalid(string pointer, DiagnosticCode code, params ReadOnlySpan<object?> arguments) =>
        new([new Violation(pointer, code.Code, code.Message.With(arguments), null, null, Warning: false)]);
}
