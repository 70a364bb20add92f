using System.Collections.Immutable;
using HrCollab.Engine.Calendars;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;

namespace HrCollab.Engine.Workflows;

/// <summary>Sends a case back to an earlier step or to its submitter.</summary>
internal static class TaskReturns
{
    public static ActOutcome Return(CaseContext context, CaseState state, TaskState task, Step step, PersonCard caller, TaskAct act)
    {
        if (string.IsNullOrWhiteSpace(act.Comment)) return TaskActs.Invalid("/comment", WorkflowFindings.NeedsComment);
        var target = act.To ?? TaskActs.Submit;
        var done = Done(context, state, step.Id).ToList();
        if (target != TaskActs.Submit && !done.Contains(target))
            return TaskActs.Invalid("/to", WorkflowFindings.CannotReturn, target, DidYouMean.Hint(target, done.Append(TaskActs.Submit)));

        var (undone, reopened) = Undone(context.Workflow, target, step.Id);
        if (Spent(context, state) is { } spent) return spent;
        if (Held(context, state, undone) is { } held) return held;

        var events = ImmutableArray.CreateBuilder<CaseEvent>();
        var closed = TaskActs.Closed(task, caller, "returned", act, context.Now) with { Returned = Whose(state, target) };
        var words = target == TaskActs.Submit
            ? new Text($"{caller.Name} 退回给提交人:{act.Comment}", $"{caller.Name} returned it to the submitter: {act.Comment}")
            : new Text($"{caller.Name} 退回到“{context.Workflow.Find(target)!.Title.Zh}”:{act.Comment}", $"{caller.Name} returned it to '{context.Workflow.Find(target)!.Title.En}': {act.Comment}");
        events.Add(new CaseEvent("task.closed", context.Now, caller.Id, task.Step, words, closed, Comment: act.Comment));
        var after = TaskActs.CancelOpen(state with { Tasks = state.Tasks.Replace(task, closed) }, context.Now, events, t => undone.Contains(t.Step));
        after = after with
        {
            Steps = after.Steps.ToImmutableSortedDictionary(s => s.Key, s => Rewound(s.Key, s.Value), StringComparer.Ordinal),
            Evidence = after.Evidence.RemoveRange(after.Evidence.Keys.Where(k => undone.Contains(k[..k.LastIndexOf('.')]))),
        };
        after = target == TaskActs.Submit ? BackToSubmitter(context, after, act, events) : new CaseRun(context, after, events).Advance();
        return CaseSize.Exceeded(context, after) is { } size
            ? TaskActs.Conflict(WorkflowFindings.CaseFull, size, context.Set.Manifest.MostCaseBytes)
            : new ActOutcome.Done(after, events.ToImmutable());

        StepState Rewound(string id, StepState at) =>
            undone.Contains(id) ? at with { Status = StepStatus.Reset, Since = context.Now, Reason = null }
            : reopened.Contains(id) ? at with { Status = StepStatus.Open, Since = context.Now }
            : at;
    }

    /// <summary>Where a task can be returned to today: the submitter and the steps that are done, unless a change of the record lies between.</summary>
    internal static IEnumerable<string> Targets(CaseContext context, CaseState state, string from) =>
        Spent(context, state) is not null ? [] : Done(context, state, from).Prepend(TaskActs.Submit).Where(t => Held(context, state, Undone(context.Workflow, t, from).Undone) is null);

    private static IEnumerable<string> Done(CaseContext context, CaseState state, string from) =>
        context.Workflow.All.OfType<Step.Human>().Where(s => s.Id != from && state.Steps.GetValueOrDefault(s.Id)?.Status is StepStatus.Done).Select(s => s.Id);

    /// <summary>A case does not go back for ever: after so many times it is decided, or refused.</summary>
    private static ActOutcome.Conflict? Spent(CaseContext context, CaseState state) => state.Tasks.Count(t => t.Returned is not null) is var times && times >= context.Set.Manifest.MostReturns
        ? TaskActs.Conflict(WorkflowFindings.ReturnedTooOften, times, context.Set.Manifest.MostReturns)
        : null;

    private static ActOutcome.Conflict? Held(CaseContext context, CaseState state, HashSet<string> undone) =>
        Ordered(context, state, undone.Contains) ?? Made(context, state, undone.Contains);

    /// <summary>A change that is ordered for a later day lies in the record already: what it follows from cannot be taken back.</summary>
    internal static ActOutcome.Conflict? Ordered(CaseContext context, CaseState state, Func<string, bool> concerned) =>
        Effects(context, state, concerned).FirstOrDefault(e => e.State is { Status: StepStatus.Scheduled } s && s.EffectiveOn > context.Today) is ({ } ordered, { EffectiveOn: { } day })
            ? TaskActs.Conflict(WorkflowFindings.EffectOrdered, ordered.Title, day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
            : null;

    /// <summary>A form about a record is judged by the record of today, and that has been changed: it could not be sent again. A form that makes its record writes it anew.</summary>
    private static ActOutcome.Conflict? Made(CaseContext context, CaseState state, Func<string, bool> concerned) =>
        !context.Workflow.Form.Creates && Effects(context, state, concerned).FirstOrDefault(e => e.State is { Status: StepStatus.Done or StepStatus.Scheduled }) is ({ } made, _)
            ? TaskActs.Conflict(WorkflowFindings.EffectMade, made.Title)
            : null;

    private static IEnumerable<(Step.Effect? Step, StepState? State)> Effects(CaseContext context, CaseState state, Func<string, bool> concerned) =>
        context.Workflow.All.OfType<Step.Effect>().Where(s => concerned(s.Id)).Select(s => ((Step.Effect?)s, state.Steps.GetValueOrDefault(s.Id)));

    /// <summary>Who did the work that goes back, as it was closed last; the form is its submitter's.</summary>
    private static QualityReturn Whose(CaseState state, string target) =>
        state.Tasks.LastOrDefault(t => t.Step == target && t is { Status: TaskStatus.Done, ClosedBy: not null }) is { ClosedBy: { } person } done
            ? new QualityReturn(target, done.Department, person)
            : new QualityReturn(target, state.Submitter.Department, state.Submitter.Person);

    /// <summary>
    /// What a return undoes: the target, what follows it in its sequence and in the sequences around it, and the step that returned. Other
    /// branches beside the target keep what they have done. The blocks around the target run again, with the branches they took.
    /// </summary>
    private static (HashSet<string> Undone, HashSet<string> Reopened) Undone(Workflow workflow, string target, string from)
    {
        var undone = new HashSet<string>(StringComparer.Ordinal) { from };
        var reopened = new HashSet<string>(StringComparer.Ordinal);
        if (target == TaskActs.Submit) undone.UnionWith(workflow.All.Select(s => s.Id));
        else Find(workflow.Steps);
        return (undone, reopened);

        bool Find(ImmutableArray<Step> sequence)
        {
            for (var i = 0; i < sequence.Length; i++)
            {
                var isTarget = sequence[i].Id == target;
                if (!isTarget && !Branches(sequence[i]).Any(b => Find(b.Steps))) continue;
                if (!isTarget) reopened.Add(sequence[i].Id);
                undone.UnionWith(Step.Flatten(sequence.Skip(isTarget ? i : i + 1)).Select(s => s.Id));
                return true;
            }

            return false;
        }
    }

    private static ImmutableArray<Branch> Branches(Step step) => step switch { Step.Choice c => c.Branches, Step.Parallel p => p.Branches, _ => [] };

    private static CaseState BackToSubmitter(CaseContext context, CaseState state, TaskAct act, ImmutableArray<CaseEvent>.Builder events)
    {
        var round = state.Tasks.Count(t => t.Step == TaskActs.Submit) + 1;
        var due = context.Set.Manifest.CorrectionTime().From(context.Now, context.Calendar, context.Set.Manifest.Zone);
        var task = new TaskState(
            $"{TaskActs.Submit}-{round}", TaskActs.Submit, [state.Submitter.Person], state.Submitter.Department, context.Now,
            (due as Calendars.DueTime.At)?.Time, (due as Calendars.DueTime.Pending)?.Year, new Text($"退回修改:{act.Comment}", $"Returned for changes: {act.Comment}"));
        events.Add(new CaseEvent("case.returned", context.Now, null, TaskActs.Submit, new Text("等待提交人修改", "Waits for the submitter"), task));
        return state with { Status = CaseStatus.Returned, Tasks = state.Tasks.Add(task) };
    }
}
