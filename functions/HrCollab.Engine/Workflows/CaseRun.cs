using System.Collections.Immutable;
using HrCollab.Engine.Calendars;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Workflows;

/// <summary>
/// Moves a case on until only people, dates or alerts hold it. Finishing a step and opening the next are one result, so no kill can come
/// between them.
/// </summary>
internal sealed partial class CaseRun(CaseContext context, CaseState start, ImmutableArray<CaseEvent>.Builder events)
{
    /// <summary>The step that exists only while rules of the form could not be judged.</summary>
    public const string Clarify = "clarify";

    /// <summary>Its name.</summary>
    public static readonly Text ClarifyTitle = new("人工判定", "Clarify by hand");

    private readonly Facts _facts = context.Facts(start);
    private readonly Dictionary<string, TraceEntry> _applies = new(StringComparer.Ordinal);
    private ImmutableArray<TraceEntry> _entered = [];
    private CaseState _state = start;

    /// <summary>The case after everything that can happen by itself has happened.</summary>
    public CaseState Advance()
    {
        if (_state.Status != CaseStatus.Running) return _state;
        if (!Clarified()) return _state;
        if (!Sequence(context.Workflow.Steps)) return _state;
        _state = _state with { Status = CaseStatus.Completed, EndedAt = context.Now };
        Say("case.completed", null, new Text("全部步骤已完成", "All steps are done"));
        return _state;
    }

    private bool Sequence(ImmutableArray<Step> steps)
    {
        foreach (var step in steps)
        {
            if (!Run(step)) return false;
        }

        return true;
    }

    private bool Run(Step step)
    {
        var state = StateOf(step.Id);
        if (state?.Status is StepStatus.Done or StepStatus.Skipped) return true;
        if (step.When is { } when && (!Begun(step) || (step is Step.Effect && state?.Status == StepStatus.Blocked)))
        {
            switch (Decided(step, when))
            {
                case Verdict.False: return true;
                case Verdict.Unknown when step is Step.Effect: return false;
            }
        }

        return step switch
        {
            Step.Choice choice => Choose(choice) is { } branch && Sequence(branch.Steps) && Finish(step),
            Step.Parallel parallel => Parallel(parallel),
            Step.Effect effect => Order(effect),
            Step.Human human => Open(human),
            _ => throw new InvalidOperationException($"Step {step.GetType().Name} is not handled."),
        };
    }

    /// <summary>False skips the step. When it cannot be told, people do the step; a change of a record waits for the missing value.</summary>
    private Verdict Decided(Step step, Condition when)
    {
        var trace = when.Explain(_facts);
        if (trace.Verdict == Verdict.Unknown && step is Step.Effect)
        {
            var missing = string.Join("、", trace.Missing);
            Block(step.Id, step.Title, null, new Text($"无法判定是否生效,缺少 {missing}", $"Cannot tell whether it applies, missing {missing}"), Entry("branch", "unknown", when, trace));
        }

        if (trace.Verdict != Verdict.False)
        {
            _applies[step.Id] = Entry("branch", trace.Verdict == Verdict.True ? "applies" : "unknown", when, trace);
            return trace.Verdict;
        }

        CloseAlerts(step.Id);
        Set(step.Id, new StepState(StepStatus.Skipped, Round(step.Id), context.Now, Reason: when.Sentence));
        Say("step.skipped", step.Id, new Text($"跳过“{step.Title.Zh}”:不满足 {when.Sentence.Zh}", $"'{step.Title.En}' skipped: {when.Sentence.En} does not hold"), Entry("branch", "skipped", when, trace));
        return trace.Verdict;
    }

    private bool Order(Step.Effect effect)
    {
        // A change that was refused by the record of its day waits until somebody has looked at it: the record of today says nothing about that.
        if (StateOf(effect.Id) is { Status: StepStatus.Scheduled } or { Status: StepStatus.Blocked, EffectiveOn: not null }) return false;
        var from = effect.On is { } on ? context.Day(on, _facts) : context.Today;
        if (from is not { } date)
        {
            Block(effect.Id, effect.Title, null, new Text($"没有生效日期({effect.On!.Words.Zh})", $"No effective date ({effect.On.Words.En})"));
            return false;
        }

        var set = effect.Draw ? Forms.FormEvaluation.Drawn(context.Workflow.Form, context.FormValues(_state)) : [];
        var steps = ImmutableArray.CreateBuilder<TraceEntry>();
        foreach (var (path, formula) in effect.Set)
        {
            var value = formula.Evaluate(_facts);
            if (!formula.Reads.IsEmpty) steps.Add(Computed(effect, path, formula, value));
            if (!value.IsMissing || formula.Reads.IsEmpty) set[path] = value; // what was not given stays as it is; only a written null clears
        }

        foreach (var (path, department) in effect.Heads)
        {
            if (set.ContainsKey(path) || context.Value(_facts, department).Text is not { } named) continue; // what was given stands; without a department it stays as it is
            if (context.Organization.HeadFor(named, _state.Subject.Key) is not { } head)
            {
                var name = context.Organization.Department(named)?.Name ?? named;
                Block(effect.Id, effect.Title, named, new Text($"{name} 及其上级部门都没有负责人", $"Neither {name} nor a department above it has a head"));
                return false;
            }

            set[path] = FieldValue.Of(ValueType.Reference, head);
        }

        var order = new EffectOrder(
            _state.Subject.Standard, _state.Subject.Key, context.Workflow.Form.Creates && effect.Draw, date,
            set.ToImmutableSortedDictionary(s => s.Key, s => s.Value.ToString(), StringComparer.Ordinal));
        var check = Judge(order);
        if (check.Refused)
        {
            Refuse(effect, check, steps.ToImmutable());
            return false;
        }

        CloseAlerts(effect.Id);
        if (IsSo(order))
        {
            var reason = new Text("档案已是如此", "the record says so already");
            Set(effect.Id, new StepState(StepStatus.Skipped, Round(effect.Id), context.Now, Reason: reason));
            Say("step.skipped", effect.Id, new Text($"跳过“{effect.Title.Zh}”:{reason.Zh}", $"'{effect.Title.En}' skipped: {reason.En}"), [.. Applies(effect), new TraceEntry("effect", "skipped", effect.Title, effect.Place), .. steps]);
            return true;
        }

        Set(effect.Id, new StepState(StepStatus.Scheduled, Round(effect.Id), context.Now, EffectiveOn: date));
        events.Add(new CaseEvent(
            "effect.scheduled", context.Now, null, effect.Id, new Text($"“{effect.Title.Zh}”将于 {date:yyyy-MM-dd} 生效", $"'{effect.Title.En}' takes effect on {date:yyyy-MM-dd}"),
            Effect: order, Trace: [.. Entered(), .. Applies(effect), new TraceEntry("effect", "scheduled", effect.Title, effect.Place), .. steps, .. EffectCheck.Trace(check)]));
        return false;
    }

    /// <summary>What an effect sets a field to, and what that was computed from.</summary>
    private TraceEntry Computed(Step.Effect effect, string path, Formula formula, FieldValue value)
    {
        var standard = context.Workflow.Form.Subject;
        var words = value.IsMissing ? new Text("“{0}”不变,无法得出:{1}", "'{0}' stays, this cannot be told: {1}") : new Text("“{0}”= {1}", "'{0}' = {1}");
        return new TraceEntry(
            "effect", value.IsMissing ? "unknown" : "set", words.With(standard.Find(path)?.Title ?? Text.Same(path), formula.Sentence), formula.Place,
            [.. formula.Reads.Select(r => Read(r, context.Value(_facts, r))), Read($"{standard.Id}.{path}", value)]);

        static TraceValue Read(string path, FieldValue value) => new(path, value.IsMissing ? null : value.ToString());
    }

    /// <summary>
    /// True when its day has come and the record has every value that it would set, and none where it would clear one: nothing is written where nothing
    /// changes. Of a record that is not there yet nothing is so.
    /// </summary>
    private bool IsSo(EffectOrder order) =>
        order.From <= context.Today && !order.Creates && !context.Subject[context.Workflow.Form.Subject.Key.Shape.Slot].IsMissing && order.Set.All(s =>
            context.Workflow.Form.Subject.Find(s.Key) is { } field && context.Subject[field.Shape.Slot] is var value && (value.IsMissing ? s.Value.Length == 0 : value.ToString() == s.Value));

    /// <summary>
    /// By what is known now. That somebody does not exist, or the record itself, cannot be told here: whoever is not concerned is not
    /// loaded, and the record may just be coming into being. Whoever writes the change looks again.
    /// </summary>
    private CheckedRecord Judge(EffectOrder order)
    {
        var standard = context.Workflow.Form.Subject;
        var isNew = order.Creates && context.Subject[standard.Key.Shape.Slot].IsMissing;
        return EffectCheck.Judge(standard, order with { Creates = isNew }, isNew ? null : context.Subject, [], CheckContext.Of(context.Set, context.Today, (_, _) => null) with { IsTraced = true });
    }

    /// <summary>The standard refuses the change: the step is blocked with everything found.</summary>
    public CaseState Refuse(Step.Effect effect, CheckedRecord check, ImmutableArray<TraceEntry> steps = default)
    {
        var ordered = StateOf(effect.Id) is { Status: StepStatus.Scheduled } state ? state : null;
        if (ordered is not null) Set(effect.Id, ordered with { Status = StepStatus.Reset }); // the alert belongs to a new round
        Block(effect.Id, effect.Title, null, EffectCheck.Reason(check.Violations), [.. steps.OrEmpty(), .. EffectCheck.Trace(check)]);
        if (ordered is not null) Set(effect.Id, _state.Steps[effect.Id] with { EffectiveOn = ordered.EffectiveOn });
        return _state;
    }

    private bool Open(Step.Human step)
    {
        var state = StateOf(step.Id);
        if (state?.Status == StepStatus.Open && !Left(step)) return false;
        var assignment = Assigner.Responsible(step.Row, context.Assignment(_state, _facts), context.OwnMatters(_state, step.Id));
        var due = context.Due(step, _facts, context.Now);
        if (assignment is not Assignment.Found found)
        {
            if (StateOf(step.Id)?.Status != StepStatus.Blocked) Block(step.Id, step.Title, ((Assignment.Nobody)assignment).Department, assignment.Reason, [.. Applies(step), Owner(step, "nobody", assignment)]);
            return false;
        }

        CloseAlerts(step.Id);
        var round = Round(step.Id);
        Set(step.Id, new StepState(StepStatus.Open, round, context.Now));
        ImmutableArray<ImmutableArray<string>> groups = step is Step.Approval { ByAll: true } ? [.. found.People.Select(p => ImmutableArray.Create(p))] : [found.People];
        for (var i = 0; i < groups.Length; i++)
        {
            var task = new TaskState(
                groups.Length == 1 ? $"{step.Id}-{round}" : $"{step.Id}-{round}-{i + 1}", step.Id, groups[i], found.Department, context.Now,
                (due as DueTime.At)?.Time, (due as DueTime.Pending)?.Year, found.Reason, StandsInFor: found.StandsInFor, Rule: step.Row.Rule);
            task = task with { NextNotice = TaskNotices.First(context, step.Row, task) };
            _state = _state with { Tasks = _state.Tasks.Add(task) };
            events.Add(new CaseEvent(
                "task.opened", context.Now, null, step.Id, new Text($"“{step.Title.Zh}”已分派", $"'{step.Title.En}' is assigned"), task,
                [.. Entered(), .. Applies(step), Owner(step, "assigned", found), new TraceEntry("deadline", due is DueTime.At ? "due" : "pending", step.Row.Deadline.Words, step.Row.Place)]));
        }

        return false;
    }

    /// <summary>True when a task of the step lies with people who have left: it is taken back, and the step is assigned anew.</summary>
    private bool Left(Step.Human step)
    {
        var open = _state.OpenTasks.Where(t => t.Step == step.Id).ToList();
        if (!open.Exists(t => (t.ClaimedBy is { } claimer ? [claimer] : t.Owners) is { IsEmpty: false } owners && owners.All(o => context.Organization.Person(o) is { Left: true }))) return false;
        foreach (var task in open) Close(task, TaskStatus.Cancelled, "cancelled", new Text("责任人已离职,重新分派", "Its owner has left; it is assigned anew"));
        Set(step.Id, StateOf(step.Id)! with { Status = StepStatus.Reset, Since = context.Now });
        return true;
    }

    /// <summary>Rules that could not be judged go to a person before anything else happens.</summary>
    private bool Clarified()
    {
        if (_state.Unclear.OrEmpty().IsEmpty || StateOf(Clarify)?.Status == StepStatus.Done) return true;
        if (StateOf(Clarify) is null)
            Block(Clarify, ClarifyTitle, null, new Text($"规则无法判定:{string.Join("、", _state.Unclear)}", $"Rules that cannot be judged: {string.Join(", ", _state.Unclear)}"));
        return false;
    }

    /// <summary>Nothing passes silently: the holders of the alert duty get a task of their own, without an owner found it stays blocked in sight.</summary>
    private void Block(string step, Text title, string? department, Text reason, params ImmutableArray<TraceEntry> trace)
    {
        if (StateOf(step)?.Status == StepStatus.Blocked) return;
        var round = Round(step);
        var owners = Alerted(step, ref reason);
        Set(step, new StepState(StepStatus.Blocked, round, context.Now, Reason: reason));
        var due = context.Set.Manifest.AlertTime().From(context.Now, context.Calendar, context.Set.Manifest.Zone);
        var task = new TaskState(
            $"{step}-{round}-alert", step, owners, department, context.Now, (due as DueTime.At)?.Time, (due as DueTime.Pending)?.Year, reason, Alert: true);
        _state = _state with { Tasks = _state.Tasks.Add(task) };
        events.Add(new CaseEvent("step.blocked", context.Now, null, step, new Text($"“{title.Zh}”受阻:{reason.Zh}", $"'{title.En}' is blocked: {reason.En}"), task, [.. Entered(), .. trace]));
    }

    /// <summary>
    /// Holders of the alert duty who are free to decide what they take over, or else the nearest of their superiors who is, or else who stands in the
    /// manifest for that case. Where nobody is, all holders are told: they cannot decide it, but see that somebody is appointed.
    /// </summary>
    private ImmutableArray<string> Alerted(string step, ref Text reason)
    {
        var holders = context.Organization.Holders(context.Set.Manifest.AlertDuty);
        var own = context.OwnMatters(_state, step);
        var free = holders.RemoveAll(h => own.Any(o => o.Person == h));
        if (!free.IsEmpty || holders.IsEmpty) return free;
        var because = own.First(o => holders.Contains(o.Person)).Because;
        if (!reason.Zh.Contains(because.Zh, StringComparison.Ordinal)) reason = new Text($"{reason.Zh};{because.Zh}", $"{reason.En}; {because.En}");
        if (holders.SelectMany(Superiors).FirstOrDefault(s => s.IsEmployed && own.All(o => o.Person != s.Id)) is { } superior)
        {
            reason = new Text($"{reason.Zh},由上级 {superior.Name} 处理", $"{reason.En}, {superior.Name} above acts");
            return [superior.Id];
        }

        if (context.Set.Manifest.AlertInstead is not { } instead) return holders;
        var others = context.Organization.Holders(instead).RemoveAll(h => own.Any(o => o.Person == h) || context.Organization.Person(h) is not { IsEmployed: true });
        if (others.IsEmpty) return holders;
        reason = new Text($"{reason.Zh},上级也须回避,由 {Names(others, "、")} 处理", $"{reason.En}, and so do those above: {Names(others, ", ")} acts");
        return others;
    }

    private string Names(ImmutableArray<string> people, string between) => string.Join(between, people.Select(p => context.Organization.Person(p)?.Name ?? p));

    /// <summary>The direct manager of a person and those above, nearest first, as far as they are known; a loop in the data ends the walk.</summary>
    private IEnumerable<PersonCard> Superiors(string person)
    {
        var seen = 0;
        for (var at = context.Organization.Person(context.Organization.Person(person)?.Manager); at is not null && seen++ < 16; at = context.Organization.Person(at.Manager)) yield return at;
    }

    private void CloseAlerts(string step)
    {
        foreach (var alert in _state.OpenTasks.Where(t => t.Step == step && (t.Alert || context.Workflow.Find(step) is not Step.Human)).ToList()) Close(alert, TaskStatus.Cancelled, "resolved");
    }

    private void Close(TaskState task, TaskStatus status, string outcome, Text? because = null)
    {
        var closed = task with { Status = status, ClosedAt = context.Now, Outcome = outcome };
        _state = _state with { Tasks = _state.Tasks.Replace(task, closed) };
        events.Add(new CaseEvent("task.closed", context.Now, null, task.Step, because ?? new Text("任务已取消", "The task is cancelled"), closed));
    }

    private bool Finish(Step step)
    {
        Set(step.Id, (StateOf(step.Id) ?? new StepState(StepStatus.Done, 1, context.Now)) with { Status = StepStatus.Done, Since = context.Now });
        return true;
    }

    /// <summary>Why a step that has a condition is done, for the event that opens it.</summary>
    private ImmutableArray<TraceEntry> Applies(Step step) => _applies.TryGetValue(step.Id, out var entry) ? [entry] : [];

    /// <summary>Why the blocks apply that were entered since something was last told: a block says nothing itself, so the first event within it does.</summary>
    private ImmutableArray<TraceEntry> Entered()
    {
        var entered = _entered;
        _entered = [];
        return entered;
    }

    private static TraceEntry Owner(Step.Human step, string outcome, Assignment assignment) =>
        new("owner", outcome, new Text($"责任矩阵“{step.Row.Title.Zh}”:{assignment.Reason.Zh}", $"Responsibility '{step.Row.Title.En}': {assignment.Reason.En}"), step.Row.Place);

    private static TraceEntry Entry(string topic, string outcome, Condition condition, ConditionTrace trace) =>
        new(topic, outcome, condition.Sentence, condition.Place, Because: trace.Tree);

    private void Say(string type, string? step, Text text, params ImmutableArray<TraceEntry> trace) => events.Add(new CaseEvent(type, context.Now, null, step, text, Trace: [.. Entered(), .. trace]));

    private StepState? StateOf(string step) => _state.Steps.GetValueOrDefault(step) is { Status: not StepStatus.Reset } state ? state : null;

    /// <summary>The round a step is in when it opens now: one more than the last one that was undone.</summary>
    private int Round(string step) => _state.Steps.GetValueOrDefault(step) is { } state ? state.Status == StepStatus.Reset ? state.Round + 1 : state.Round : 1;

    private void Set(string step, StepState state) => _state = _state with { Steps = _state.Steps.SetItem(step, state) };
}
