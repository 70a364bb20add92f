using System.Collections.Immutable;
using System.Security.Cryptography;
using HrCollab.Components;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Feedback;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Submissions;
using Route = HrCollab.Engine.Workflows.Route;

namespace HrCollab.Functions.Portal;

/// <summary>A case as its page shows it: what the API shows, as values instead of JSON.</summary>
public sealed class CaseModel
{
    private readonly Dictionary<CaseEvent, string> _decisions = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<CaseEvent, IReadOnlyList<ChangeSeen>> _changes = new(ReferenceEqualityComparer.Instance);

    internal CaseModel(LoadedCase loaded, CaseContext context, ImmutableArray<CaseCommand> history, WrittenEffects written, Caller caller, SentAct? sent)
    {
        (State, Context, Sent) = (loaded.State, context, sent);
        Route = Forecast.Of(context, loaded.State);
        var events = history.SelectMany(c => c.Happened().Select(e => (Command: c, Event: e))).ToList();
        Events = [.. events.Select(e => e.Event)];
        // One command may do several things at once; the first of them leads to the decision.
        foreach (var command in events.GroupBy(e => e.Command.Version)) _decisions[command.First().Event] = SubmissionAnswer.DecisionId(command.First().Command.Case, command.Key);
        Mine = [.. loaded.State.OpenTasks.Where(t => TaskActs.MayAct(t, caller.Person, context.Organization) && (t.ClaimedBy is null || t.ClaimedBy == caller.Person.Id))];
        Late = [.. loaded.State.OpenTasks.Where(t => t.Due < context.Now).Select(t => CaseSight.Late(context, t))];
        var sight = CaseSight.Shown(context, loaded.State, caller);
        Shown = ValueWords.Of(context, sight);
        foreach (var (command, ordered) in events.Where(e => e.Event.Effect is not null))
            _changes[ordered] = [.. CaseSight.Changes(ordered.Effect!, written.Of(command, ordered), sight).Select(c => ValueWords.Of(context, c))];
        Record = CaseSight.HasRecord(context, loaded.State, caller) ? $"/records/{loaded.State.Subject.Standard}/{Uri.EscapeDataString(loaded.State.Subject.Key)}" : null;
        var seen = CaseSight.Values(context, loaded.State, caller);
        Values = [.. context.Workflow.Form.Fields.Where(f => seen.ContainsKey(f.Id)).Select(f => (f.Field.Title, ValueWords.Of(f.Field, seen[f.Id]!.ToString(), context.Organization)))];
    }

    public CaseState State { get; }

    public CaseContext Context { get; }

    public Route Route { get; }

    public ImmutableArray<CaseEvent> Events { get; }

    /// <summary>Open tasks the reader may act on.</summary>
    public ImmutableArray<TaskState> Mine { get; }

    public ImmutableArray<Text> Late { get; }

    public Func<TraceValue, ValueSeen> Shown { get; }

    /// <summary>The page of the record behind the case; null when there is none for the reader.</summary>
    public string? Record { get; }

    public ImmutableArray<(Text Title, Text Value)> Values { get; }

    /// <summary>Why the reader does not decide a task although it lies with them; null when they may.</summary>
    public Text? OwnMatter(TaskState task, string reader) => Context.OwnMatters(State, task.Step).FirstOrDefault(o => o.Person == reader)?.Because;

    /// <summary>Steps that a task can be returned to, the submitter first.</summary>
    public IReadOnlyList<(string Step, Text Title)> Earlier(TaskState task) =>
        [.. TaskActs.ReturnTargets(Context, State, task).Select(t => (t, Context.Workflow.Find(t)?.Title ?? new Text("提交人", "The submitter")))];

    /// <summary>A key for the act the page is about to send, so that a double click happens once.</summary>
    public string Key { get; } = RandomNumberGenerator.GetHexString(24);

    /// <summary>The act that was just refused.</summary>
    internal SentAct? Sent { get; }

    /// <summary>What was sent for a task and refused.</summary>
    internal SentAct? SentFor(TaskState task) => Sent is { } sent && sent.Task == task.Id ? sent : null;

    /// <summary>What is wrong with a check that was sent.</summary>
    public IReadOnlyList<Text> CheckMessages(TaskState task, string check) =>
        [.. (SentFor(task)?.Violations ?? []).Where(v => v.Pointer == "/checks/" + check).Select(v => v.Message)];

    /// <summary>The page of the decision that an event begins; null for what is part of the same.</summary>
    public string? Decision(CaseEvent happened) => _decisions.GetValueOrDefault(happened) is { } id ? $"/decisions/{Uri.EscapeDataString(id)}" : null;

    /// <summary>What an event changes in the record.</summary>
    public IReadOnlyList<ChangeSeen> Changes(CaseEvent happened) => _changes.GetValueOrDefault(happened) ?? [];

    /// <summary>Title of a check of a step.</summary>
    public Text? CheckTitle(string? step, string check) => (step is null ? null : Context.Workflow.Find(step) as Step.Human)?.Row.Standard.FirstOrDefault(c => c.Id == check)?.Title;

    /// <summary>Where one gives feedback on a step; null for what is no element of the definitions.</summary>
    public string? Feedback(RouteStep step) =>
        FeedbackElements.Address(Context.Set, (Context.Workflow.Find(step.Id)?.Place) ?? Context.Workflow.Place) is { } address ? FeedbackPages.Address(address, Context.Set.Hash) : null;

    /// <summary>Name of a person or department.</summary>
    public string Name(string id) => Context.Organization.Department(id)?.Name ?? Context.Organization.Person(id)?.Name ?? id;
}
