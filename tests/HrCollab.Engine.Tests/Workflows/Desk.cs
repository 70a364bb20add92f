using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Tests.Calendars;
using HrCollab.Engine.Workflows;

namespace HrCollab.Engine.Tests.Workflows;

/// <summary>One case of a small workflow in the firm: MK submits about W, people act, time passes.</summary>
internal sealed class Desk
{
    private readonly Workflow _workflow;
    private readonly RecordValues _subject;
    private readonly List<CaseEvent> _events = [];

    private Desk(DefinitionSet set, RecordValues subject) => (Set, _workflow, _subject) = (set, set.Find<Workflow>("flow")!, subject);

    public DefinitionSet Set { get; }

    public CaseState State { get; private set; } = null!;

    public DateTimeOffset Now { get; private set; } = CalendarFiles.At("2026-09-18T10:00");

    /// <summary>Everybody away or changed for the rest of the case.</summary>
    public PersonCard[] Instead { get; set; } = [];

    public IReadOnlyList<CaseEvent> Events => _events;

    public CaseContext Context => new(Set, _workflow, Firm.On(Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Instead), _subject, Now);

    public string Open => string.Join(' ', State.OpenTasks.Select(t => t.Alert ? $"!{t.Step}" : t.Step));

    public Route Route => Forecast.Of(Context, State);

    /// <summary>A workflow of some steps with a row for each name, submitted.</summary>
    public static Desk Submit(string steps, string input = "{}", string rows = "", PersonCard[]? instead = null, string? salary = null)
    {
        var set = Firm.Set(Written(steps, rows));
        var subject = set.Find<Engine.Standards.Standard>("person")!.Shape.Empty.With(
        [
            KeyValuePair.Create("employment.employeeNo", Text("W")), KeyValuePair.Create("identity.name", Text("N-W")), KeyValuePair.Create("employment.department", Text("make")),
            KeyValuePair.Create("employment.manager", Text("MK")), KeyValuePair.Create("pay.salary", salary is null ? FieldValue.Missing : FieldValue.Of(Engine.Expressions.ValueType.Decimal, decimal.Parse(salary, CultureInfo.InvariantCulture))),
        ]);
        var desk = new Desk(set, subject) { Instead = instead ?? [] };
        using var json = JsonDocument.Parse(input);
        var accepted = Assert.IsType<SubmissionOutcome.Accepted>(Submission.Decide(desk.Context, new SubmissionRequest("c", Firm.Person("MK"), json.RootElement.Clone(), subject, (_, _) => null)));
        desk.Take(accepted.State, accepted.Events);
        return desk;
    }

    /// <summary>Rows a (HR), b (PAY), c (IT1 or IT2), d (head of make), e (W, evidence at and note) and what a test adds.</summary>
    public static (string Path, string Json)[] Written(string steps, string rows = "") =>
    [
        ("forms/flow.form.json", """
            { "id": "flow", "title": { "zh": "流程", "en": "Flow" }, "description": { "zh": "流程", "en": "Flow" }, "subject": "person", "submitters": ["manager"], "sections": [
              { "id": "s", "title": { "zh": "节", "en": "Section" }, "fields": [
                { "id": "on", "type": "date", "title": { "zh": "日期", "en": "Day" }, "purpose": { "zh": "办理", "en": "To handle it" } }, { "id": "raise", "type": "boolean", "title": { "zh": "涨", "en": "Raise" }, "purpose": { "zh": "办理", "en": "To handle it" } },
                { "id": "seat", "draws": "workplace.seat" } ] }] }
            """),
        ("responsibilities/flow.responsibilities.json", $$"""
            { "id": "flow", "title": { "zh": "矩阵", "en": "Matrix" }, "subject": "person", "rows": [
              {{Row("a", "\"duty\": \"hr-head\"")}}, {{Row("b", "\"duty\": \"payroll\"")}}, {{Row("c", "\"duty\": \"it-ops\"")}},
              {{Row("d", "\"duty\": \"head\", \"of\": \"person.employment.department\"")}},
              {{Row("e", "\"relation\": \"subject\"", """{ "id": "at", "title": { "zh": "时间", "en": "At" }, "evidence": "time" }, { "id": "note", "title": { "zh": "备注", "en": "Note" }, "evidence": "text", "optional": true }""")}}{{rows}}] }
            """),
        ("workflows/flow.workflow.json", $$"""{ "id": "flow", "title": { "zh": "流程", "en": "Flow" }, "form": "flow", "responsibilities": "flow", "steps": [{{steps}}] }"""),
    ];

    public static string Row(string id, string party, string? checks = null, string deadline = "2 wd") => $$"""
        { "id": "{{id}}", "title": { "zh": "行{{id}}", "en": "Row {{id}}" }, "responsible": { {{party}} }, "work": { "zh": "工作", "en": "Work" },
          "standard": [{{checks ?? """{ "id": "ok", "title": { "zh": "好", "en": "Good" } }"""}}], "deadline": "{{deadline}}" }
        """;

    public static string Approve(string id, string row, string mode = "one") => $$"""{ "id": "{{id}}", "row": "{{row}}", "approve": "{{mode}}" }""";

    public static string Task(string id, string row, string more = "") => $$"""{ "id": "{{id}}", "row": "{{row}}", "task": true{{more}} }""";

    public static string Parallel(string id, string join, params string[] branches) => $$"""
        { "id": "{{id}}", "title": { "zh": "并行", "en": "Parallel" }, "join": "{{join}}", "parallel": [{{string.Join(',', branches.Select((b, i) => $$"""{ "id": "b{{i}}", "title": { "zh": "分支", "en": "Branch" }, "steps": [{{b}}] }"""))}}] }
        """;

    /// <summary>An act on the open task of a step; its answer's codes, or "done". An approval without checks ticks what is to be ticked.</summary>
    public string Act(string step, string by, string action = "approve", string? comment = null, string? to = null, params (string Check, string? Evidence)[] checks)
    {
        var task = State.Tasks.Last(t => t.Step == step && (t.Status == Engine.Workflows.TaskStatus.Open && TaskActs.MayAct(t, Person(by), Context.Organization) || State.OpenTasks.All(o => o.Step != step || !TaskActs.MayAct(o, Person(by), Context.Organization))));
        if (action == "approve" && checks.Length == 0 && _workflow.Find(step) is Step.Human human) checks = [.. human.Row.Standard.Where(c => c.Mandatory && c.Evidence == EvidenceKind.None).Select(c => (c.Id, (string?)null))];
        var act = new TaskAct(action, comment, checks.ToImmutableSortedDictionary(c => c.Check, c => new CheckMark(true, c.Evidence), StringComparer.Ordinal), to);
        switch (TaskActs.Decide(Context, State, task.Id, Person(by), act))
        {
            case ActOutcome.Done done:
                Take(done.State, done.Events);
                return "done";
            case ActOutcome.Conflict conflict: return conflict.Code.Code;
            case ActOutcome.Denied denied: return denied.Code.Code;
            case ActOutcome.Invalid invalid: return string.Join(' ', invalid.Violations.Select(v => $"{v.Pointer} {v.Code}"));
            default: return "not found";
        }
    }

    public Desk At(string time)
    {
        Now = CalendarFiles.At(time);
        return this;
    }

    public ActOutcome Applied(string step)
    {
        var outcome = Submission.EffectApplied(Context, State, step);
        if (outcome is ActOutcome.Done done) Take(done.State, done.Events);
        return outcome;
    }

    public ActOutcome Recheck()
    {
        var outcome = Submission.Recheck(Context, State);
        if (outcome is ActOutcome.Done done) Take(done.State, done.Events);
        return outcome;
    }

    public EffectOrder? Ordered(string step) => _events.LastOrDefault(e => e.Step == step && e.Effect is not null)?.Effect;

    private PersonCard Person(string id) => Context.Organization.Person(id)!;

    private void Take(CaseState state, ImmutableArray<CaseEvent> events)
    {
        State = state;
        _events.AddRange(events);
    }

    private static FieldValue Text(string text) => FieldValue.Of(Engine.Expressions.ValueType.Reference, text);
}
