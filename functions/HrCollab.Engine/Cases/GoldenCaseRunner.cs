using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Workflows;

namespace HrCollab.Engine.Cases;

/// <summary>How a golden case came out.</summary>
/// <param name="Form">The form.</param>
/// <param name="Case">The case.</param>
/// <param name="Differences">What is not as written; none when it holds.</param>
public sealed record GoldenResult(string Form, string Case, ImmutableArray<GoldenDifference> Differences)
{
    /// <summary>True when everything came out as written.</summary>
    public bool Holds => Differences.IsEmpty;
}

/// <summary>Something that did not come out as written.</summary>
/// <param name="Pointer">JSON Pointer within the case.</param>
/// <param name="Expected">As written.</param>
/// <param name="Actual">As it came out.</param>
/// <param name="Words">The same for people, where it is more than a value.</param>
public sealed record GoldenDifference(string Pointer, string Expected, string Actual, Text? Words = null)
{
    /// <summary>What came, as JSON that the case would have to say in <see cref="Place"/>; "null" when it would have to say nothing; null when no expectation can be made of it.</summary>
    public string? Json { get; init; }

    /// <summary>Where the case would say it.</summary>
    public string Place { get; init; } = Pointer;
}

/// <summary>Runs golden cases through the functions that decide real submissions and acts. Pure: the same case gives the same result.</summary>
public static class GoldenCaseRunner
{
    /// <summary>Runs one case.</summary>
    public static GoldenResult Run(DefinitionSet set, GoldenWorld world, string form, GoldenCase golden) => Run(set, world, form, golden, new Reaching());

    internal static GoldenResult Run(DefinitionSet set, GoldenWorld world, string form, GoldenCase golden, Reaching seen)
    {
        var differences = ImmutableArray.CreateBuilder<GoldenDifference>();
        if (WorkflowChoice.Of(set, form) is not { } workflow)
        {
            differences.Add(new GoldenDifference("", $"form {form}", "—"));
            return new GoldenResult(form, golden.Id, differences.ToImmutable());
        }

        foreach (var (standard, records) in golden.Given ?? ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, JsonElement>>.Empty)
        {
            foreach (var (key, values) in records)
                world = world.With(standard, values, key, (pointer, why) => differences.Add(new GoldenDifference($"/given/{JsonPointer.Escape(standard)}{pointer}", "—", why.En, why)));
        }

        new Walk(set, world, workflow, golden, differences, seen).Run();
        return new GoldenResult(form, golden.Id, differences.ToImmutable());
    }

    private sealed class Walk(DefinitionSet set, GoldenWorld start, Workflow workflow, GoldenCase golden, ImmutableArray<GoldenDifference>.Builder differences, Reaching seen)
    {
        private readonly GoldenWorld _start = start;
        private GoldenWorld _world = start;
        private DateTimeOffset _now = golden.Now;
        private CaseState? _state;

        public void Run()
        {
            Submit();
            var acts = golden.Acts.OrEmpty();
            for (var i = 0; i < acts.Length; i++) Act(acts[i], $"/acts/{i}");
        }

        private DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(_now, set.Manifest.Zone).DateTime);

        private CaseContext Context() => new(set, workflow, _world.Organization(Today), Record() ?? workflow.Form.Subject.Shape.Empty, _now);

        private RecordValues? Record() => (_state?.Subject.Key ?? golden.Subject) is { } key ? _world.Find(workflow.Form.Subject.Id, key, Today) : null;

        private void Submit()
        {
            var context = Context();
            var caller = context.Organization.Person(golden.Caller) ?? new PersonCard(golden.Caller, golden.Caller);
            var submitted = Submission.Decide(context, new SubmissionRequest("golden", caller, golden.Input, Record(), _world.Exists));
            seen.Add(submitted.Trace);
            switch (submitted)
            {
                case SubmissionOutcome.Accepted accepted:
                    Take(accepted.State, accepted.Events);
                    Compare(golden.Expect, "/expect", "accepted", []);
                    break;
                case SubmissionOutcome.Invalid invalid:
                    Compare(golden.Expect, "/expect", "invalid", invalid.Violations.Where(v => !v.Warning).Select(v => v.Code));
                    break;
                case SubmissionOutcome.Denied denied:
                    Compare(golden.Expect, "/expect", "denied", [denied.Code.Code]);
                    break;
                case SubmissionOutcome.NotFound:
                    Compare(golden.Expect, "/expect", "notFound", []);
                    break;
            }
        }

        private void Act(GoldenAct act, string at)
        {
            if (act.At is { } time)
            {
                if (time < _now) Differ($"{at}/at", "≥ " + Compared.Write(_now), Compared.Write(time));
                _now = time;
            }

            if (_state is null)
            {
                Differ(at, act.Action ?? "time", "no case");
                return;
            }

            ApplyDue();
            var (outcome, codes) = act.Action is null ? ("done", []) : Decide(act);
            Compare(act.Expect ?? new GoldenExpectation(), $"{at}/expect", outcome, codes);
            if (act.Expect?.Outcome is null && outcome != "done")
                differences.Add(new GoldenDifference(at, "done", $"{outcome} {string.Join(", ", codes)}".Trim()) { Json = Compared.Json(outcome), Place = $"{at}/expect/outcome" });
        }

        private (string Outcome, IEnumerable<string> Codes) Decide(GoldenAct act)
        {
            var context = Context();
            var caller = context.Organization.Person(act.By) ?? new PersonCard(act.By ?? "?", act.By ?? "?");
            var tasks = _state!.Tasks.Where(t => t.Step == act.Step).ToList();
            var task = tasks.FirstOrDefault(t => t.Status == Workflows.TaskStatus.Open && TaskActs.MayAct(t, caller, context.Organization))
                ?? tasks.FirstOrDefault(t => t.Status == Workflows.TaskStatus.Open) ?? tasks.LastOrDefault();
            if (task is null) return ("notFound", []);
            var outcome = act is { Action: "resubmit", Input: { } input }
                ? Submission.Resubmit(context, _state, task.Id, caller, input, act.Comment, _world.Exists)
                : TaskActs.Decide(context, _state, task.Id, caller, new TaskAct(act.Action!, act.Comment, Marks(act), act.To));
            switch (outcome)
            {
                case ActOutcome.Done done:
                    Take(done.State, done.Events);
                    return ("done", []);
                case ActOutcome.Denied denied: return ("denied", [denied.Code.Code]);
                case ActOutcome.Conflict conflict: return ("conflict", [conflict.Code.Code]);
                case ActOutcome.Invalid invalid: return ("invalid", invalid.Violations.Select(v => v.Code));
                default: return ("notFound", []);
            }
        }

        private static ImmutableSortedDictionary<string, CheckMark> Marks(GoldenAct act) =>
            act.Tick.OrEmpty().Select(c => KeyValuePair.Create(c, new CheckMark(true, null)))
                .Concat((act.Evidence ?? ImmutableSortedDictionary<string, string>.Empty).Select(e => KeyValuePair.Create(e.Key, new CheckMark(true, e.Value))))
                .DistinctBy(m => m.Key).ToImmutableSortedDictionary(StringComparer.Ordinal);

        private void Take(CaseState state, ImmutableArray<CaseEvent> events)
        {
            _state = state;
            seen.Add(workflow, state);
            seen.Add(events.SelectMany(e => e.Trace.OrEmpty()));
            Write(events);
            ApplyDue();
        }

        /// <summary>What the relay does in the running system: effects whose day has come are done.</summary>
        private void ApplyDue()
        {
            while (_state!.Steps.FirstOrDefault(s => s.Value is { Status: StepStatus.Scheduled } e && e.EffectiveOn <= Today).Key is { } due
                && Submission.EffectApplied(Context(), _state, due) is ActOutcome.Done done)
            {
                Take(done.State, done.Events);
            }
        }

        /// <summary>What the writer of effects does: changes that the record of their day takes are in it, others block their step.</summary>
        private void Write(ImmutableArray<CaseEvent> events)
        {
            foreach (var ordered in events.Where(e => e.Effect is not null))
            {
                var order = ordered.Effect!;
                var existing = _world.Find(order.Standard, order.Key, order.From > Today ? order.From : Today);
                if (existing is not null && _start.Exists(order.Standard, order.Key) != true) order = order with { Creates = false };
                var context = Context() with { Subject = existing ?? workflow.Form.Subject.Shape.Empty };
                if (Submission.EffectRefused(context, _state!, ordered.Step!, order, existing is not null, []) is ActOutcome.Done refused) _state = refused.State;
                else _world = _world.Ordered(order);
            }
        }

        private void Compare(GoldenExpectation expect, string at, string outcome, IEnumerable<string> codes) =>
            Compared.Differences(expect, at, outcome, codes, _state, _state is null ? null : Forecast.Of(Context(), _state), Record(), differences);

        private void Differ(string pointer, string expected, string actual) => differences.Add(new GoldenDifference(pointer, expected, actual));
    }
}
