using System.Collections.Immutable;
using HrCollab.Engine.Calendars;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;

namespace HrCollab.Engine.Workflows;

/// <summary>Where a case stands and where it will go: every step it has taken or is going to take, in order.</summary>
/// <param name="Steps">Steps in order.</param>
/// <param name="Finish">When the last one is expected to be done; null while a due time is pending.</param>
public sealed record Route(ImmutableArray<RouteStep> Steps, DateTimeOffset? Finish);

/// <summary>One step of a route.</summary>
/// <param name="Id">Step id.</param>
/// <param name="Title">Its name.</param>
/// <param name="Kind">approval, task or effect.</param>
/// <param name="Status">waiting, open, blocked, scheduled, done, or the outcome of a closed task.</param>
/// <param name="Owners">Who has it, or would get it today.</param>
/// <param name="Department">The responsible department.</param>
/// <param name="Cooperating">Who helps.</param>
/// <param name="Since">Since when it is open or done.</param>
/// <param name="Due">By when it must be done; for a step not yet open, if everything goes on time.</param>
/// <param name="PendingYear">The missing calendar year when the due time is pending.</param>
/// <param name="Forecast">When it is expected to be done.</param>
/// <param name="DelayedBy">The late step that moves this one's forecast.</param>
/// <param name="Conditional">True when it is not yet certain that the step will be taken.</param>
/// <param name="Reason">How the owner was found, or why nobody was.</param>
/// <param name="WaitsFor">Steps that keep it from being finished.</param>
/// <param name="Place">The line of the definitions that says so.</param>
/// <param name="NotBefore">The first day on which it can be finished.</param>
public sealed record RouteStep(
    string Id, Text Title, string Kind, string Status, ImmutableArray<string> Owners, string? Department, ImmutableArray<string> Cooperating,
    DateTimeOffset? Since, DateTimeOffset? Due, int? PendingYear, DateTimeOffset? Forecast, Text? DelayedBy, bool Conditional, Text? Reason, ImmutableArray<string> WaitsFor, SourceRef Place, DateOnly? NotBefore = null);

/// <summary>Walks the steps that lie ahead with today's people, calendar and delays. Pure.</summary>
public sealed class Forecast
{
    private readonly CaseContext _context;
    private readonly CaseState _state;
    private readonly Facts _facts;
    private readonly ImmutableArray<RouteStep>.Builder _steps = ImmutableArray.CreateBuilder<RouteStep>();
    private Text? _delay;
    private int? _pending;

    private Forecast(CaseContext context, CaseState state) => (_context, _state, _facts) = (context, state, context.Facts(state));

    /// <summary>The route of a case, or of one that a preflight would start.</summary>
    public static Route Of(CaseContext context, CaseState state)
    {
        var forecast = new Forecast(context, state);
        var finish = forecast.Sequence(context.Workflow.Steps, forecast.Before(), certain: true);
        return new Route(forecast._steps.ToImmutable(), state.EndedAt ?? finish);
    }

    /// <summary>When the workflow begins: at the submission, or after what the form itself waits for (its correction, a rule that people have to judge).</summary>
    private DateTimeOffset? Before()
    {
        if (_state.OpenTasks.FirstOrDefault(t => t.Step is TaskActs.Submit or CaseRun.Clarify) is not { } open) return _state.SubmittedAt;
        var end = open.Due is { } due ? due < _context.Now ? _context.Now : due : (DateTimeOffset?)null;
        var title = open.Step == TaskActs.Submit ? TaskActs.SubmitTitle : CaseRun.ClarifyTitle;
        _steps.Add(new RouteStep(open.Step, title, "task", open.Alert ? "blocked" : "open", open.Owners, open.Department, [], open.OpenedAt, open.Due, open.PendingYear, end, null, false, open.Reason, [], _context.Workflow.Place));
        if (open.Due < _context.Now) _delay ??= title;
        _pending ??= open.PendingYear;
        return end;
    }

    private DateTimeOffset? Sequence(ImmutableArray<Step> steps, DateTimeOffset? from, bool certain)
    {
        foreach (var step in steps) from = One(step, from, certain);
        return from;
    }

    private DateTimeOffset? One(Step step, DateTimeOffset? from, bool certain)
    {
        var state = _state.Steps.GetValueOrDefault(step.Id) is { Status: not StepStatus.Reset } begun ? begun : null;
        if (state?.Status == StepStatus.Skipped) return from;
        if (state is null && step.When is { } when)
        {
            var verdict = when.Evaluate(_facts);
            if (verdict == Verdict.False) return from;
            certain &= verdict == Verdict.True;
        }

        switch (step)
        {
            case Step.Choice choice:
                var (branch, sure) = Branch(choice, state);
                return Sequence(branch.Steps, from, certain && sure);
            case Step.Parallel parallel:
                var ends = Branches(parallel, from, certain);
                return ends.Count == 0 ? from : ends.Contains(null) ? null : parallel.JoinAny ? ends.Min() : ends.Max();
            case Step.Effect effect:
                return Effect(effect, state, from, certain);
            default:
                return Human((Step.Human)step, state, from, certain);
        }
    }

    /// <summary>When the branches in which something is to be done end. What is late or pending in one does not hold up the others, only what follows the block.</summary>
    private List<DateTimeOffset?> Branches(Step.Parallel parallel, DateTimeOffset? from, bool certain)
    {
        var (delay, pending) = (_delay, _pending);
        var (delayAfter, pendingAfter) = (delay, pending);
        var ends = new List<DateTimeOffset?>();
        var begun = Step.Flatten(parallel.Inner).Any(s => _state.Steps.GetValueOrDefault(s.Id) is { Status: not StepStatus.Reset });
        foreach (var branch in parallel.Branches)
        {
            (_delay, _pending) = (delay, pending);
            var verdict = begun ? Verdict.True : branch.When?.Evaluate(_facts) ?? Verdict.True; // what is decided, the steps of the branch say
            var before = _steps.Count;
            var end = verdict == Verdict.False ? from : Sequence(branch.Steps, from, certain && verdict == Verdict.True);
            if (_steps.Count > before) ends.Add(end);
            (delayAfter, pendingAfter) = (delayAfter ?? _delay, pendingAfter ?? _pending);
        }

        (_delay, _pending) = (delayAfter, pendingAfter);
        return ends;
    }

    private (Branch Branch, bool Certain) Branch(Step.Choice choice, StepState? state)
    {
        if (state?.Branch is { } taken) return (choice.Branches.First(b => b.Id == taken), true);
        foreach (var branch in choice.Branches)
        {
            var verdict = branch.When?.Evaluate(_facts) ?? Verdict.True;
            if (verdict != Verdict.False) return (branch, verdict == Verdict.True);
        }

        return (choice.Branches[^1], true);
    }

    private DateTimeOffset? Effect(Step.Effect effect, StepState? state, DateTimeOffset? from, bool certain)
    {
        // Without a date of its own it holds from the day on which its turn comes.
        var date = state?.EffectiveOn ?? (effect.On is { } on ? _context.Day(on, _facts) : from is { } turn ? _context.DayOf(turn) : null);
        var at = date is { } day ? _context.Midnight(day) : (DateTimeOffset?)null;
        var status = state?.Status switch { StepStatus.Done => "done", StepStatus.Scheduled => "scheduled", StepStatus.Blocked => "blocked", _ => "waiting" };
        var end = status == "done" ? state!.Since : status == "blocked" || at is null || from is null ? null : at > from ? at : from;
        _steps.Add(new RouteStep(effect.Id, effect.Title, "effect", status, [], null, [], state?.Since, at, null, end, _delay, !certain, state?.Reason, [], effect.Place));
        return end;
    }

    private DateTimeOffset? Human(Step.Human step, StepState? state, DateTimeOffset? from, bool certain)
    {
        var kind = step is Step.Approval ? "approval" : "task";
        var earliest = _context.Earliest(step, _facts);
        var waits = TaskActs.Missing(_context, _state, step).Select(s => s.Id).ToImmutableArray();
        var tasks = _state.Tasks.Where(t => t.Step == step.Id && t.Status != TaskStatus.Cancelled).ToList();
        if (state is { Status: StepStatus.Done } && tasks.LastOrDefault() is { } done)
        {
            _steps.Add(new RouteStep(
                step.Id, step.Title, kind, done.Outcome ?? "done", [done.ClosedBy ?? done.Owners[0]], done.Department, Helpers(step, done.Department), done.ClosedAt, done.Due, done.PendingYear, done.ClosedAt, null, false, done.Reason, [], step.Row.Place));
            return state.Since;
        }

        if (tasks.LastOrDefault(t => t.Status == TaskStatus.Open) is { } open)
        {
            var soonest = earliest is { } day && _context.Midnight(day) is var begins && begins > _context.Now ? begins : _context.Now;
            var end = open.Due is { } due ? due < soonest ? soonest : due : (DateTimeOffset?)null;
            var status = open.Alert ? "blocked" : waits.IsEmpty ? "open" : "blocked";
            _steps.Add(new RouteStep(
                step.Id, step.Title, kind, status, [.. tasks.Where(t => t.Status == TaskStatus.Open).SelectMany(t => t.Owners).Distinct()], open.Department, Helpers(step, open.Department), open.OpenedAt, open.Due, open.PendingYear, end, _delay, false, open.Reason, waits, step.Row.Place, earliest));
            if (open.Due < _context.Now) _delay ??= step.Title;
            _pending ??= open.PendingYear;
            return end;
        }

        var assignment = Assigner.Responsible(step.Row, _context.Assignment(_state, _facts), _context.OwnMatters(_state, step.Id));
        var found = assignment as Assignment.Found;
        var expected = from is not null || step.Row.Deadline.Path is not null ? _context.Due(step, _facts, from ?? _context.Now) : null;
        var pending = (expected as DueTime.Pending)?.Year ?? (expected is null ? _pending : null);
        _pending ??= pending;
        var at = (expected as DueTime.At)?.Time;
        var finished = from is null ? null : at;
        var department = found?.Department ?? (assignment as Assignment.Nobody)?.Department;
        _steps.Add(new RouteStep(
            step.Id, step.Title, kind, "waiting", found?.People ?? [], department, Helpers(step, department), null, at, pending, finished, _delay, !certain, assignment.Reason, waits, step.Row.Place, earliest));
        return finished;
    }

    /// <summary>Who helps today, some of them by the department that answers for the step.</summary>
    private ImmutableArray<string> Helpers(Step.Human step, string? department) =>
        [.. step.Row.Cooperating.SelectMany(c => Assigner.Resolve(c, _context.Assignment(_state, _facts), department) is Assignment.Found f ? f.People : []).Distinct()];
}
