using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Http;
using Route = HrCollab.Engine.Workflows.Route;

namespace HrCollab.Functions.Submissions;

/// <summary>Routes, tasks and messages as JSON, in the language of the caller.</summary>
internal static class SubmissionAnswer
{
    /// <summary>What of a form was taken otherwise than it was sent, or is worth a look though it was taken.</summary>
    public static JsonArray Notices(FormState form, Language language) => new([.. form.Violations.Select(v => (JsonNode)Problems.Field(v, language, "/input"))]);

    /// <summary>201 of a submission: the case, its open tasks, the promised date and what was noticed.</summary>
    public static JsonObject Created(CaseContext context, CaseState state, FormState form, Route route, Language language)
    {
        var open = state.OpenTasks.ToImmutableArray();
        return new JsonObject
        {
            ["id"] = state.Id,
            ["case"] = state.Id,
            ["state"] = Word(state.Status),
            ["tasks"] = new JsonArray([.. open.Select(t => (JsonNode)Task(context, state, t, language))]),
            ["next"] = open.IsEmpty ? null : Task(context, state, open[0], language),
            ["finish"] = Time(route.Finish),
            ["notices"] = Notices(form, language),
            ["revision"] = state.Revision,
            ["commit"] = context.Set.Commit,
            ["decisionId"] = DecisionId(state.Id, 1),
        };
    }

    public static JsonObject Task(CaseContext context, CaseState state, TaskState task, Language language)
    {
        var step = context.Workflow.Find(task.Step);
        var answer = new JsonObject
        {
            ["id"] = task.Id,
            ["case"] = state.Id,
            ["step"] = task.Step,
            ["title"] = TaskActs.TitleOf(context.Workflow, task.Step).In(language),
            ["owner"] = task.ClaimedBy ?? (task.Owners.IsEmpty ? null : task.Owners[0]),
            ["owners"] = People(context, task.Owners),
            ["department"] = task.Department,
            ["since"] = Time(task.OpenedAt),
            ["due"] = Time(task.Due),
            ["status"] = task.Status.ToString().ToLowerInvariant(),
            ["reason"] = task.Reason.In(language),
        };
        if (task.PendingYear is { } year) answer["duePending"] = year;
        if (task.StandsInFor is { } absent) answer["standsInFor"] = absent;
        if (task.ClaimedBy is { } claimer) answer["claimedBy"] = claimer;
        if (task.Alert) answer["alert"] = true;
        if (task.Outcome is { } outcome) answer["outcome"] = outcome;
        if (step is Step.Human human)
        {
            answer["source"] = human.Row.Place.ToString();
            if (context.Earliest(human, context.Facts(state)) is { } day) answer["notBefore"] = Day(day);
            answer["checks"] = new JsonArray([.. human.Row.Standard.Select(c => (JsonNode)Check(c, language))]);
        }

        return answer;
    }

    /// <summary>A check of the work standard: what must be ticked, and which evidence it takes.</summary>
    private static JsonObject Check(Check check, Language language) => new()
    {
        ["id"] = check.Id,
        ["title"] = check.Title.In(language),
        ["mandatory"] = check.Mandatory,
        ["evidence"] = check.Evidence == EvidenceKind.None ? null : check.Evidence.ToString().ToLowerInvariant(),
    };

    /// <summary>Steps with owners, since, due and forecast; and the finish.</summary>
    public static JsonArray Route(CaseContext context, Route route, Language language) => new([.. route.Steps.Select(s =>
    {
        var step = new JsonObject
        {
            ["step"] = s.Id,
            ["title"] = s.Title.In(language),
            ["kind"] = s.Kind,
            ["status"] = s.Status,
            ["owners"] = People(context, s.Owners),
            ["department"] = s.Department is { } d ? new JsonObject { ["id"] = d, ["name"] = context.Organization.Department(d)?.Name ?? d } : null,
            ["since"] = Time(s.Since),
            ["due"] = Time(s.Due),
            ["forecast"] = Time(s.Forecast),
            ["source"] = s.Place.ToString(),
        };
        if (!s.Cooperating.IsEmpty) step["cooperating"] = People(context, s.Cooperating);
        if (s.PendingYear is { } year) step["duePending"] = year;
        if (s.NotBefore is { } day) step["notBefore"] = Day(day);
        if (s.DelayedBy is { } late) step["delayedBy"] = late.In(language);
        if (s.Conditional) step["conditional"] = true;
        if (s.Reason is { } reason) step["reason"] = reason.In(language);
        if (!s.WaitsFor.IsEmpty) step["waitsFor"] = new JsonArray([.. s.WaitsFor.Select(w => (JsonNode)JsonValue.Create(w))]);
        return (JsonNode)step;
    })]);

    /// <summary>How it was decided; every value as <paramref name="shown"/> lets the reader see it.</summary>
    public static JsonArray Trace(IEnumerable<TraceEntry> trace, Func<TraceValue, string?> shown, Language language) => new([.. trace.Select(t =>
    {
        var entry = new JsonObject { ["topic"] = t.Topic, ["outcome"] = t.Outcome, ["text"] = t.Sentence.In(language) };
        if (t.Source is { } source) entry["source"] = new JsonObject { ["file"] = source.File, ["line"] = source.Line, ["pointer"] = source.Pointer };
        if (t.Read.Any()) entry["values"] = Values(t.Read, shown);
        if (t.Because is { } because) entry["because"] = Why(because, shown, language);
        return (JsonNode)entry;
    })]);

    /// <summary>Why conditions refuse a change, with the revision that says so.</summary>
    public static JsonObject Because(IEnumerable<Violation> violations, Func<TraceValue, string?> shown, DefinitionSet set, Language language) =>
        new() { ["trace"] = Trace(violations.Where(v => v.Because is not null).Select(v => v.ToTrace()), shown, language), ["revision"] = set.Hash, ["commit"] = set.Commit };

    private static JsonObject Why(Why why, Func<TraceValue, string?> shown, Language language)
    {
        var node = new JsonObject { ["kind"] = why.Kind, ["verdict"] = why.Verdict };
        if (why.Sentence is { } sentence) node["text"] = sentence.In(language);
        if (!why.Values.OrEmpty().IsEmpty) node["values"] = Values(why.Values, shown);
        if (why.Needed is { } needed) node["needed"] = needed.In(language);
        if (!why.Parts.OrEmpty().IsEmpty) node["parts"] = new JsonArray([.. why.Parts.Select(p => (JsonNode)Why(p, shown, language))]);
        return node;
    }

    private static JsonArray Values(IEnumerable<TraceValue> values, Func<TraceValue, string?> shown) =>
        new([.. values.Select(v => (JsonNode)new JsonObject { ["path"] = v.Path, ["value"] = shown(v) })]);

    public static string DecisionId(string caseId, long version) => $"{caseId}.{version}";

    public static string? Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static string Word(CaseStatus status) => status.ToString().ToLowerInvariant();

    private static JsonArray People(CaseContext context, ImmutableArray<string> people) =>
        new([.. people.Select(p => (JsonNode)new JsonObject { ["id"] = p, ["name"] = context.Organization.Person(p)?.Name ?? p })]);
}
