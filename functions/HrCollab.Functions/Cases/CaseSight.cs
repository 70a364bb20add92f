using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Identity;

namespace HrCollab.Functions.Cases;

/// <summary>Who may see a case, and what of its values: the same projection as for the record itself.</summary>
internal static class CaseSight
{
    /// <summary>True for who submitted it, takes part in it, is its subject, or holds a role the workflow shows its cases to.</summary>
    public static bool MaySee(CaseContext context, CaseState state, Caller caller)
    {
        var person = caller.Person;
        if (state.Submitter.Person == person.Id) return true;
        if (state.Subject.Standard == OrganizationFields.Person && state.Subject.Key == person.Id) return true;
        if (state.Tasks.Any(t => t.ClosedBy == person.Id || TaskActs.MayAct(t, person, context.Organization))) return true;
        return Access(context, state, caller).Roles.Any(r => context.Workflow.Definition.VisibleTo.OrEmpty().Contains(r));
    }

    /// <summary>What the caller may do with the record of the case.</summary>
    public static Access Access(CaseContext context, CaseState state, Caller caller) => Access(context, state, caller.Person);

    /// <summary>
    /// What the caller may see of the case's values: their own sight, and while they hold an open task for somebody who is away, what that
    /// person would see. It gives no right to change anything, and ends with the task.
    /// </summary>
    private static Access Sight(CaseContext context, CaseState state, Caller caller)
    {
        var own = Access(context, state, caller);
        var absent = state.OpenTasks.SelectMany(t => TaskActs.StandsInFor(t, caller.Person, context.Organization)).Distinct(StringComparer.Ordinal)
            .Select(context.Organization.Person).OfType<PersonCard>().ToList();
        return absent.Count == 0 ? own : absent.Aggregate(own, (sight, person) => sight.WithSightOf(Access(context, state, person)));
    }

    /// <summary>Who of those on the route will see which of the values that were given, as they are or masked; what is of the form alone they all see.</summary>
    public static JsonArray Sees(CaseContext context, CaseState state, Engine.Workflows.Route route)
    {
        var values = context.FormValues(state);
        var given = context.Workflow.Form.Fields.Where(f => !values[f.Field.Shape.Slot].IsMissing).ToList();
        var people = route.Steps.SelectMany(s => s.Owners.Select(o => (Owner: o, s.Id))).GroupBy(s => s.Owner, s => s.Id, StringComparer.Ordinal);
        return new JsonArray([.. people.Select(p => (context.Organization.Person(p.Key), Steps: p)).Where(p => p.Item1 is not null).Select(p =>
        {
            var access = Access(context, state, p.Item1!);
            return (JsonNode)new JsonObject
            {
                ["id"] = p.Item1!.Id,
                ["name"] = p.Item1.Name,
                ["steps"] = Names(p.Steps.Distinct(StringComparer.Ordinal)),
                ["fields"] = Names(given.Where(f => f.Drawn is null || access.MayRead(f.Drawn)).Select(f => f.Id)),
                ["masked"] = Names(given.Where(f => f.Drawn is not null && !access.MayRead(f.Drawn) && Projection.Value(access, f.Drawn, values[f.Field.Shape.Slot]) is not null).Select(f => f.Id)),
            };
        })]);

        static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(n => (JsonNode)JsonValue.Create(n))]);
    }

    private static Access Access(CaseContext context, CaseState state, PersonCard person)
    {
        var place = SubjectPlace.Of(context.Workflow.Form.Subject, context.Subject);
        return context.Workflow.Form.Permissions.For(person, place.Key is null ? new SubjectPlace(state.Subject.Key, state.Subject.Department) : place, context.Organization);
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

    /// <summary>A value in a trace as the caller may see it: values of the record and of drawn fields by the matrix, the rest as they are.</summary>
    public static Func<TraceValue, string?> Shown(CaseContext context, CaseState state, Caller caller) =>
        Shown(context.Workflow.Form, Sight(context, state, caller), state.Submitter.Person == caller.Person.Id);

    /// <summary>The same for a submission that is no case: who sends it sees what they sent, of the record what the matrix says.</summary>
    public static Func<TraceValue, string?> Shown(CaseContext context, RecordValues? subject, Caller caller)
    {
        var form = context.Workflow.Form;
        var place = subject is null ? new SubjectPlace(null, null) : SubjectPlace.Of(form.Subject, subject);
        return Shown(form, form.Permissions.For(caller.Person, place, context.Organization), own: true);
    }

    private static Func<TraceValue, string?> Shown(Form form, Access access, bool own) => value =>
    {
        var (root, path) = value.Path.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? (value.Path[..dot], value.Path[(dot + 1)..]) : ("", value.Path);
        var field = root == form.Subject.Id ? form.Subject.Find(path) : root == "form" ? form.Find(path)?.Drawn : null;
        if (field is null || value.Value is null || (root == "form" && own)) return value.Value;
        return Projection.Text(access, field, StoredValue.Parse(field.Shape.Type, value.Value));
    };

    /// <summary>Who owes a late task, and for how long in working hours.</summary>
    public static Text Late(CaseContext context, TaskState task)
    {
        var hours = context.Calendar.WorkingHoursBetween(task.Due!.Value, context.Now, context.Set.Manifest.Zone);
        var department = context.Organization.Department(task.Department)?.Name ?? task.Department;
        var people = task.Owners.Select(o => context.Organization.Person(o)?.Name ?? o).ToList();
        var step = context.Workflow.Find(task.Step)?.Title ?? Text.Same(task.Step);
        return new Text(
            $"责任:{department} {string.Join("、", people)}({step.Zh}),超时 {hours:0.#} 工作小时", $"Owed by {string.Join(", ", people)}, {department} ({step.En}): {hours:0.#} working hours late");
    }
}
