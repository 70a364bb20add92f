using System.Collections.Immutable;
using HrCollab.Engine.Calendars;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;

namespace HrCollab.Engine.Workflows;

/// <summary>
/// Reminders before a task is due and escalations after, as its row of the matrix says and in working time. What was given is part of the
/// case, so nothing is said twice however often it is asked. Pure: nothing is sent here.
/// </summary>
public static class TaskNotices
{
    /// <summary>
    /// Gives what is due now: every escalation, and of several reminders that were missed the last one only. NotFound when there is nothing
    /// to say: the task is done, or it is not time yet.
    /// </summary>
    public static ActOutcome Decide(CaseContext context, CaseState state, string taskId)
    {
        if (state.Status is CaseStatus.Completed or CaseStatus.Rejected || state.Task(taskId) is not { Status: TaskStatus.Open, NextNotice: { } next } task || next > context.Now)
            return new ActOutcome.NotFound();
        if (context.Workflow.Find(task.Step) is not Step.Human step) return new ActOutcome.NotFound();
        var plan = Plan(context, step.Row, task);
        var due = plan.Skip(task.Noticed).TakeWhile(n => n.At <= context.Now).Select(n => n.Rule).ToList();
        var after = task with { Noticed = task.Noticed + due.Count, NextNotice = plan.ElementAtOrDefault(task.Noticed + due.Count)?.At };
        var events = ImmutableArray.CreateBuilder<CaseEvent>();
        if (due.OfType<NoticeRule.Reminder>().LastOrDefault() is { } reminder) after = Remind(context, step, after, reminder, events);
        foreach (var escalation in due.OfType<NoticeRule.Escalation>()) after = Escalate(context, state, step, after, escalation, events);
        return new ActOutcome.Done(state with { Tasks = state.Tasks.Replace(task, after) }, events.ToImmutable());
    }

    /// <summary>When the first notice of a task is given that is being opened; null when its row has none, or its due time is pending.</summary>
    internal static DateTimeOffset? First(CaseContext context, MatrixRow row, TaskState opened) => Plan(context, row, opened).FirstOrDefault()?.At;

    /// <summary>All notices of a task in order of time. A reminder whose time was over when the task was opened is none.</summary>
    private static ImmutableArray<Planned> Plan(CaseContext context, MatrixRow row, TaskState task)
    {
        if (task.Due is not { } due) return [];
        return [.. row.Notices
            .Select(rule => (Rule: rule, At: When(context, rule, due)))
            .Where(n => n.At is { } at && (n.Rule is NoticeRule.Escalation || at > task.OpenedAt))
            .Select(n => new Planned(n.At!.Value, n.Rule))
            .OrderBy(n => n.At)];
    }

    /// <summary>An escalation that would fall into a year without calendar is given when that year begins: too early rather than never.</summary>
    private static DateTimeOffset? When(CaseContext context, NoticeRule rule, DateTimeOffset due)
    {
        var at = rule.Amount.From(due, context.Calendar, context.Set.Manifest.Zone);
        if (at is not DueTime.Pending { Year: var year } || rule is not NoticeRule.Escalation) return at.Instant;
        return context.Midnight(new DateOnly(year, 1, 1)) is var begins && begins > due ? begins : due;
    }

    private static TaskState Remind(CaseContext context, Step.Human step, TaskState task, NoticeRule.Reminder rule, ImmutableArray<CaseEvent>.Builder events)
    {
        var to = Owe(context, task);
        var (zone, names) = (context.Set.Manifest.Zone, Names(context, to));
        var due = TimeZoneInfo.ConvertTime(task.Due!.Value, zone);
        var reminded = task with { RemindedAt = context.Now };
        events.Add(new CaseEvent(
            "task.reminded", context.Now, null, step.Id,
            new Text($"提醒 {names.Zh}:“{step.Title.Zh}”应在 {due:yyyy-MM-dd HH:mm} 前完成", $"{names.En} reminded: '{step.Title.En}' is due {due:yyyy-MM-dd HH:mm}"),
            reminded, [new TraceEntry("notice", "reminded", rule.Amount.Words, rule.Place)], To: to));
        return reminded;
    }

    /// <summary>Where nobody is above but those who owe it themselves, the holders of the alert duty are told: lateness never ends in silence.</summary>
    private static TaskState Escalate(CaseContext context, CaseState state, Step.Human step, TaskState task, NoticeRule.Escalation rule, ImmutableArray<CaseEvent>.Builder events)
    {
        var found = Assigner.Resolve(rule.To, context.Assignment(state, context.Facts(state)), task.Department);
        var owing = Owe(context, task);
        ImmutableArray<string> above = [.. ((found as Assignment.Found)?.People ?? []).Except(owing, StringComparer.Ordinal)];
        var to = above.IsEmpty ? context.Organization.Holders(context.Set.Manifest.AlertDuty) : above;
        var (who, names) = (Names(context, owing), Names(context, to));
        var escalated = task with { EscalatedTo = [.. task.EscalatedTo.OrEmpty().Union(to, StringComparer.Ordinal)] };
        events.Add(new CaseEvent(
            "task.escalated", context.Now, null, step.Id,
            new Text($"“{step.Title.Zh}”超时({who.Zh}),上报 {names.Zh}", $"'{step.Title.En}' is late ({who.En}); {names.En} told"),
            escalated,
            [
                new TraceEntry("notice", "escalated", new Text($"超时后 {rule.Amount.Words.Zh}", $"{rule.Amount.Words.En} after it was due"), rule.Place),
                new TraceEntry("owner", above.IsEmpty ? "nobody" : "assigned", found.Reason, rule.Place),
            ],
            To: to));
        return escalated;
    }

    /// <summary>Who owes the task today: its owners or who claimed it, and those who stand in for the absent ones.</summary>
    private static ImmutableArray<string> Owe(CaseContext context, TaskState task)
    {
        ImmutableArray<string> owners = task.ClaimedBy is { } claimer ? [claimer] : task.Owners;
        var substitutes = owners.Select(o => context.Organization.Person(o)?.Absence).Where(a => a?.Covers(context.Today) == true).Select(a => a!.Substitute).OfType<string>();
        return [.. owners.Union(substitutes, StringComparer.Ordinal)];
    }

    private static Text Names(CaseContext context, ImmutableArray<string> people)
    {
        var names = people.Select(p => context.Organization.Person(p)?.Name ?? p).ToList();
        return names.Count == 0 ? new Text("(无人)", "nobody") : new Text(string.Join("、", names), string.Join(", ", names));
    }

    private sealed record Planned(DateTimeOffset At, NoticeRule Rule);
}
