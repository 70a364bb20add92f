using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Rules.Tables;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Board;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Records;

namespace HrCollab.Functions.Cases;

/// <summary>Who may see a case, and what of its values: the same projection as for the record itself.</summary>
internal static class CaseSight
{
    /// <summary>Root of the paths of evidence.</summary>
    private const string Given = "evidence";

    /// <summary>True for who submitted it, takes part in it, answers for work that is open in it, or holds a role the workflow shows its cases to.</summary>
    public static bool MaySee(CaseContext context, CaseState state, Caller caller)
    {
        if (TakesPart(state, caller, context.Organization)) return true;
        return Access(context, state, caller).Roles.Any(r => context.Workflow.Definition.VisibleTo.OrEmpty().Contains(r));
    }

    /// <summary>The same as far as it can be told without the definitions of the case: who submitted it, takes part in it or answers for open work in it.</summary>
    public static bool TakesPart(CaseState state, Caller caller, Organization organization)
    {
        var person = caller.Person;
        if (state.Submitter.Person == person.Id) return true;
        if (state.Tasks.Any(t => t.ClosedBy == person.Id || t.EscalatedTo.OrEmpty().Contains(person.Id) || TaskActs.MayAct(t, person, organization))) return true;
        return state.OpenTasks.Any(t => BoardSight.MaySee(caller, t, organization));
    }

    /// <summary>Who sees a case as far as it can be told when its definitions are refused: whoever takes part in it, and whom the active workflow of that name shows its cases to.</summary>
    public static bool MaySeeUnread(CaseState state, Caller caller) => TakesPart(state, caller, caller.Organization)
        || (caller.Set.Find<Workflow>(state.Workflow) is { } workflow
            && workflow.Form.Permissions.For(caller.Person, new SubjectPlace(state.Subject.Key, state.Subject.Department), caller.Organization).Roles.Any(r => workflow.Definition.VisibleTo.OrEmpty().Contains(r)));

    /// <summary>True for a role by duty or position that the workflow shows its cases to: those who answer for such cases, not those whom one is about.</summary>
    public static bool AnswersFor(CaseContext context, CaseState state, Caller caller) => AnswersFor(context.Workflow, Access(context, state, caller));

    /// <summary>The same for a reader of whom is known what they may do with the record.</summary>
    public static bool AnswersFor(Workflow workflow, Access access) =>
        access.Roles.Any(r => workflow.Definition.VisibleTo.OrEmpty().Contains(r) && workflow.Form.Permissions.Role(r) is { IsRelation: false });

    /// <summary>Evidence that belongs to its step is seen by whoever does or did the step, and by those who answer for such cases.</summary>
    private static Func<string, bool> SeesStep(CaseContext context, CaseState state, Caller caller)
    {
        var answers = AnswersFor(context, state, caller);
        var own = state.Tasks.Where(t => t.ClosedBy == caller.Person.Id || TaskActs.MayAct(t, caller.Person, context.Organization)).Select(t => t.Step).ToHashSet(StringComparer.Ordinal);
        return step => answers || own.Contains(step);
    }

    /// <summary>What the caller may do with the record of the case.</summary>
    public static Access Access(CaseContext context, CaseState state, Caller caller) => Access(context, state, caller.Person, caller.Set);

    /// <summary>
    /// What a reader may see by a matrix of an earlier revision: no more than today's matrix of the same standard lets them see, so that a right that was withdrawn is. What the
    /// standard has no more nobody sees but whoever sent it. Acts go by the revision of the case all the same.
    /// </summary>
    public static Access Today(Access earlier, Workflow workflow, PersonCard person, SubjectPlace place, DefinitionSet active, Organization organization) =>
        active.Find<PermissionMatrix>(workflow.Form.Subject.Id) is var matrix && ReferenceEquals(matrix, workflow.Form.Permissions) ? earlier : earlier.SeenWithin(matrix?.For(person, place, organization));

    /// <summary>
    /// What the caller may see of the case's values: their own sight, and while they hold an open task for somebody who is away, what that
    /// person would see. It gives no right to change anything, and ends with the task.
    /// </summary>
    private static Access Sight(CaseContext context, CaseState state, Caller caller)
    {
        var own = Access(context, state, caller);
        var absent = state.OpenTasks.SelectMany(t => TaskActs.StandsInFor(t, caller.Person, context.Organization)).Distinct(StringComparer.Ordinal)
            .Select(context.Organization.Person).OfType<PersonCard>().ToList();
        return absent.Count == 0 ? own : absent.Aggregate(own, (sight, person) => sight.WithSightOf(Access(context, state, person, caller.Set)));
    }

    /// <summary>Who of those on the route will see which of the values that were given, as they are or masked; what is of the form alone they all see.</summary>
    public static ImmutableArray<SeenBy> Sees(CaseContext context, CaseState state, Engine.Workflows.Route route)
    {
        var values = context.FormValues(state);
        var given = context.Workflow.Form.Fields.Where(f => !values[f.Field.Shape.Slot].IsMissing).ToList();
        var people = route.Steps.SelectMany(s => s.Owners.Select(o => (Owner: o, Step: s))).GroupBy(s => s.Owner, s => s.Step, StringComparer.Ordinal);
        return [.. people.Select(p => (Person: context.Organization.Person(p.Key), Steps: p)).Where(p => p.Person is not null).Select(p =>
        {
            var access = Access(context, state, p.Person!, context.Set);
            return new SeenBy(
                p.Person!, [.. p.Steps.DistinctBy(s => s.Id)], [.. given.Where(f => f.Drawn is null || access.MayRead(f.Drawn))],
                [.. given.Where(f => f.Drawn is not null && !access.MayRead(f.Drawn) && Projection.Value(access, f.Drawn, values[f.Field.Shape.Slot]) is not null)]);
        })];
    }

    /// <summary>The same for the API.</summary>
    public static JsonArray Json(ImmutableArray<SeenBy> sees)
    {
        return new JsonArray([.. sees.Select(s => (JsonNode)new JsonObject
        {
            ["id"] = s.Person.Id,
            ["name"] = s.Person.Name,
            ["steps"] = Names(s.Steps.Select(t => t.Id)),
            ["fields"] = Names(s.Fields.Select(f => f.Id)),
            ["masked"] = Names(s.Masked.Select(f => f.Id)),
        })]);

        static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(n => (JsonNode)JsonValue.Create(n))]);
    }

    private static Access Access(CaseContext context, CaseState state, PersonCard person, DefinitionSet active)
    {
        var place = SubjectPlace.Of(context.Workflow.Form.Subject, context.Subject);
        if (place.Key is null) place = new SubjectPlace(state.Subject.Key, state.Subject.Department);
        return Today(context.Workflow.Form.Permissions.For(person, place, context.Organization), context.Workflow, person, place, active, context.Organization);
    }

    /// <summary>The form's values as the caller may see them; the submitter sees what they sent.</summary>
    public static JsonObject Values(CaseContext context, CaseState state, Caller caller)
    {
        var access = Sight(context, state, caller);
        var values = context.FormValues(state);
        var seen = new JsonObject();
        foreach (var field in context.Workflow.Form.Fields)
        {
            var value = values[field.Field.Shape.Slot];
            if (value.IsMissing) continue;
            var shown = field.Drawn is null || state.Submitter.Person == caller.Person.Id ? RecordJson.ToNode(value) : Projection.Value(access, field.Drawn, value);
            if (shown is not null) seen[field.Id] = shown;
        }

        return seen;
    }

    /// <summary>Fields of the form that the caller does not see as they are, by what is allowed alone, so that nothing is told of values.</summary>
    public static JsonArray Masked(CaseContext context, CaseState state, Caller caller)
    {
        if (state.Submitter.Person == caller.Person.Id) return [];
        var access = Sight(context, state, caller);
        return new JsonArray([.. context.Workflow.Form.Fields.Where(f => f.Drawn is not null && !access.MayRead(f.Drawn)).Select(f => (JsonNode)JsonValue.Create(f.Id))]);
    }

    /// <summary>A value in a trace as the caller may see it: values of the record and of drawn fields by the matrix, the rest as they are.</summary>
    public static Func<TraceValue, string?> Shown(CaseContext context, CaseState state, Caller caller) =>
        Shown(context.Workflow, Sight(context, state, caller), state.Submitter.Person == caller.Person.Id, SeesStep(context, state, caller));

    /// <summary>What was given as evidence: what goes into the record as the matrix lets the caller read it there, the rest as its check says.</summary>
    public static JsonObject Evidence(IEnumerable<KeyValuePair<string, string>> evidence, string? step, Func<TraceValue, string?> shown) =>
        new(evidence.Select(e => KeyValuePair.Create(e.Key, (JsonNode?)JsonValue.Create(shown(new TraceValue($"{Given}.{step}.{e.Key}", e.Value))))));

    /// <summary>The same for a submission that is no case: who sends it sees what they sent, of the record what the matrix says.</summary>
    public static Func<TraceValue, string?> Shown(CaseContext context, RecordValues? subject, Caller caller)
    {
        var form = context.Workflow.Form;
        var place = subject is null ? new SubjectPlace(null, null) : SubjectPlace.Of(form.Subject, subject);
        return Shown(context.Workflow, form.Permissions.For(caller.Person, place, context.Organization), own: true, _ => false);
    }

    /// <summary>The same for a reader of whom is known what they may do with the record; own: what was entered is theirs.</summary>
    public static Func<TraceValue, string?> Shown(Workflow workflow, Access access, bool own) => Shown(workflow, access, own, _ => false);

    private static Func<TraceValue, string?> Shown(Workflow workflow, Access access, bool own, Func<string, bool> seesStep) => value =>
    {
        var form = workflow.Form;
        var (root, path) = value.Path.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? (value.Path[..dot], value.Path[(dot + 1)..]) : ("", value.Path);
        if (root == TableFacts.Root) return Table(form, path, access, own) ? value.Value : "■■";
        if (root == Given && Recorded(workflow, path) is null && !MaySeeEvidence(workflow, path, seesStep)) return value.Value is null ? null : "■■";
        var item = path.IndexOf('[', StringComparison.Ordinal) is var open and > 0 ? open : path.Length; // of a list
        var field = root == form.Subject.Id ? form.Subject.Find(path[..item]) : root == "form" ? form.Find(path[..item])?.Drawn : root == Given ? Recorded(workflow, path) : null;
        if (field is null || value.Value is null || (root == "form" && own)) return value.Value;
        if (own && form.Creates && root == form.Subject.Id && form.Fields.Any(f => f.Drawn == field)) return value.Value; // there is no record yet but what they sent
        return Projection.Traced(access, field.Path + path[(root == Given ? path.Length : item)..], value.Value);
    };

    /// <summary>Who finished a step everybody sees; a text only where its check says so.</summary>
    private static bool MaySeeEvidence(Workflow workflow, string path, Func<string, bool> seesStep)
    {
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        if (dot <= 0) return false;
        var (step, check) = (path[..dot], path[(dot + 1)..]);
        return check == Check.By || workflow.Check(step, check)?.SeenByCase == true || seesStep(step);
    }

    private static Field? Recorded(Workflow workflow, string path) =>
        path.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? workflow.Recorded(path[..dot], path[(dot + 1)..]) : null;

    /// <summary>What a table says gives away what it looked at: it is shown to those who may read all of that.</summary>
    private static bool Table(Form form, string path, Access access, bool own) =>
        form.Tables.Find(path)?.Reads.All(f => (access.Fields[f.Shape.Slot] & FieldOperations.Read) != FieldOperations.None || (own && form.Fields.Any(d => d.Drawn == f))) == true;

    /// <summary>True when there is a record behind the case that the caller may open.</summary>
    public static bool HasRecord(CaseContext context, CaseState state, Caller caller) => context.Subject.Present.Any() && Access(context, state, caller).IsVisible;

    /// <summary>
    /// What an effect changes, value by value, as the reader may see it: what was written, with what it replaced; what was ordered while
    /// nothing is written yet.
    /// </summary>
    public static IEnumerable<ValueChange> Changes(EffectOrder effect, RecordEvent? written, Func<TraceValue, string?> shown)
    {
        return (written?.Set ?? effect.Set).Select(s => new ValueChange(s.Key, Seen(s.Key, written?.Before.GetValueOrDefault(s.Key)), Seen(s.Key, s.Value)));

        string? Seen(string path, string? value) => string.IsNullOrEmpty(value) ? null : shown(new TraceValue($"{effect.Standard}.{path}", value));
    }

    /// <summary>Who owes a late task, and for how long in working hours.</summary>
    public static Text Late(CaseContext context, TaskState task)
    {
        var hours = context.Calendar.WorkingHoursBetween(task.Due!.Value, context.Now, context.Set.Manifest.Zone);
        var department = context.Organization.Department(task.Department)?.Name ?? task.Department;
        var people = task.Owners.Select(o => context.Organization.Person(o)?.Name ?? o).ToList();
        var step = TaskActs.TitleOf(context.Workflow, task.Step);
        return new Text(
            $"责任:{department} {string.Join("、", people)}({step.Zh}),超时 {hours:0.#} 工作小时", $"Owed by {string.Join(", ", people)}, {department} ({step.En}): {hours:0.#} working hours late");
    }
}

/// <summary>What somebody on a route will see of a form.</summary>
/// <param name="Person">Who.</param>
/// <param name="Steps">The steps they have.</param>
/// <param name="Fields">What they see as it is.</param>
/// <param name="Masked">What they see masked; the rest they do not see.</param>
public sealed record SeenBy(PersonCard Person, ImmutableArray<RouteStep> Steps, ImmutableArray<FormField> Fields, ImmutableArray<FormField> Masked);

/// <summary>A value of a record before and after an effect, as one reader may see it; null where there is none.</summary>
internal sealed record ValueChange(string Path, string? Before, string? After);
