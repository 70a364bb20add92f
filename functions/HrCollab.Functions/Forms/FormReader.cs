using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Submissions;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Forms;

/// <summary>Forms as a caller meets them: which they may submit, what a form asks and starts with, what it makes of an input.</summary>
internal sealed class FormReader(CaseLoader loader, RecordReader records, IDocumentStore store)
{
    /// <summary>Forms that one of the caller's roles may submit about somebody; a role towards one's reports counts for whom somebody reports to today.</summary>
    public async ValueTask<IReadOnlyList<Form>> Open(Caller caller, CancellationToken cancel)
    {
        bool? leads = null;
        var open = new List<Form>();
        // A form that a subsidiary has of its own is the group's by name: whose it is, is told by whom it is about.
        foreach (var form in caller.Set.All<Workflow>().OrderBy(w => w.Subsidiary is null ? 0 : 1).Select(w => w.Form).DistinctBy(f => f.Name, StringComparer.Ordinal).OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            if (await MayOpen(caller, form, async () => leads ??= await Leads(caller, cancel))) open.Add(form);
        }

        return open;
    }

    /// <summary>The workflow that holds for the record a form is about, or for the one it would make.</summary>
    public ValueTask<Workflow> Whose(Caller caller, Workflow workflow, string? subject, JsonElement input, CancellationToken cancel) => loader.Whose(caller, workflow, subject, input, cancel);

    private static async ValueTask<bool> MayOpen(Caller caller, Form form, Func<ValueTask<bool>> leads)
    {
        foreach (var role in form.Definition.Submitters.Select(form.Permissions.Role).OfType<Role>())
        {
            if (role.IsOfReports ? await leads() : role.MayHold(caller.Person, caller.Organization)) return true;
        }

        return false;
    }

    private async ValueTask<bool> Leads(Caller caller, CancellationToken cancel)
    {
        string? after = null;
        do
        {
            var page = await store.Query(Container.Views, PersonRow.ReportsTo(caller.Person.Id), new IdRange(Limit: 100, After: after), cancel);
            if (page.Items.Any(i => PersonRow.Read(i).Holds(caller.Today))) return true;
            after = page.Next;
        }
        while (after is not null);
        return false;
    }

    /// <summary>The form for a subject: null when the caller may not see the subject, or may not submit.</summary>
    public async ValueTask<OpenedForm?> Opened(Caller caller, Workflow workflow, string? subjectKey, CancellationToken cancel)
    {
        var form = workflow.Form;
        if (subjectKey is null || form.Creates) return await MayOpen(caller, form, () => Leads(caller, cancel)) ? new OpenedForm(form, null, form.Shape.Empty, null) : null;
        var (context, subject) = await loader.Context(caller, workflow, subjectKey, [], cancel);
        if (subject is null) return null;
        var access = form.Permissions.For(caller.Person, SubjectPlace.Of(form.Subject, subject), context.Organization);
        return form.MaySubmit(access) ? new OpenedForm(form, subject, Readable(form, FormEvaluation.Prefilled(form, subject), access), access) : null;
    }

    /// <summary>Whether there is a record that the form would be about, whoever may see it.</summary>
    public async ValueTask<bool> Exists(Form form, string? subject, CancellationToken cancel) =>
        subject is { Length: > 0 } && !form.Creates && await records.Exists(form.Subject.Id, subject, cancel);

    /// <summary>What the form makes of a partial input.</summary>
    public async ValueTask<FormState?> Evaluate(Caller caller, Workflow workflow, SubmissionBody body, CancellationToken cancel)
    {
        if (await Opened(caller, workflow, body.Subject, cancel) is not { } opened) return null;
        var (context, _) = await loader.Context(caller, workflow, body.Subject, FormReferences.Of(workflow.Form, body.Input), cancel);
        var state = FormEvaluation.Evaluate(
            workflow.Form, body.Input, opened.Subject ?? workflow.Form.Subject.Shape.Empty,
            CheckContext.Of(caller.Set, caller.Today, context.Organization.Exists));
        return opened.Access is { } access ? state with { Violations = ToldFindings.In(state.Violations, workflow.Form, ToldFindings.Given(state.Values), access) } : state;
    }

    public static JsonObject Json(OpenedForm opened, Language language)
    {
        var form = opened.Form;
        return new JsonObject
        {
            ["id"] = form.Name,
            ["title"] = form.Title.In(language),
            ["description"] = form.Definition.Description.In(language),
            ["subject"] = form.Subject.Id,
            ["creates"] = form.Creates,
            ["sections"] = new JsonArray([.. form.Definition.Sections.Select(s => (JsonNode)new JsonObject
            {
                ["id"] = s.Id,
                ["title"] = s.Title.In(language),
                ["fields"] = new JsonArray([.. s.Fields.Select(f => (JsonNode)Field(form.Find(f.Id)!, opened, language))]),
            })]),
        };
    }

    public static JsonObject Json(Form form, FormState state, Language language) => new()
    {
        ["accepted"] = !state.Refused,
        ["fields"] = new JsonArray([.. form.Fields.Select(f => (JsonNode)new JsonObject
        {
            ["id"] = f.Id, ["visible"] = state.IsVisible(f), ["required"] = state.IsRequired(f), ["value"] = RecordJson.ToNode(state.Values[f.Field.Shape.Slot]),
        })]),
        ["unclear"] = new JsonArray([.. state.Unclear.Select(u => (JsonNode)new JsonObject { ["id"] = u.Id, ["message"] = u.Step.Sentence.In(language) })]),
        ["messages"] = new JsonArray([.. state.Violations.Select(v => (JsonNode)Problems.Field(v, language, "/input"))]),
    };

    /// <summary>Only what the caller may read of the record is filled in for them.</summary>
    private static RecordValues Readable(Form form, RecordValues values, Access access) =>
        values.With(form.Fields.Where(f => f.Prefill is { } source && !access.MayRead(source))
            .Select(f => KeyValuePair.Create(f.Id, FieldValue.Missing)));

    private static JsonObject Field(FormField field, OpenedForm opened, Language language)
    {
        var json = Field(field.Field, field.Required, language);
        json["conditional"] = field.VisibleWhen is not null || field.RequiredWhen is not null;
        json["value"] = RecordJson.ToNode(opened.Prefilled[field.Field.Shape.Slot]);
        if (field.Drawn is { } drawn) json["draws"] = $"{opened.Form.Subject.Id}.{drawn.Path}";
        if (field.VisibleWhen is { } when) json["visibleWhen"] = when.Sentence.In(language);
        return json;
    }

    private static JsonObject Field(Field field, bool required, Language language)
    {
        const int MostCodes = 200;
        var definition = field.Definition;
        var json = new JsonObject { ["id"] = definition.Id, ["title"] = field.Title.In(language), ["type"] = field.Shape.Type.ToString().ToLowerInvariant(), ["required"] = required };
        if (definition.Help is { } help) json["help"] = help.In(language);
        if (definition.Purpose is { } purpose) json["purpose"] = purpose.In(language);
        if (definition.MaxLength is { } most) json["maxLength"] = most;
        if (field.Shape.Standard is { } standard) json["reference"] = standard;
        if (field.Rows is { } rows)
            json["rows"] = new JsonObject { ["min"] = rows.Min, ["max"] = rows.Max, ["fields"] = new JsonArray([.. rows.Fields.Select(f => (JsonNode)Field(f, f.Required, language))]) };
        if (field.Codes is { } codes)
        {
            json["codes"] = codes.Id;
            if (codes.Values.Length <= MostCodes) json["options"] = new JsonArray([.. codes.Values.Select(v => (JsonNode)new JsonObject { ["code"] = v.Code, ["label"] = v.Title.In(language) })]);
        }

        return json;
    }
}

/// <summary>A form opened for a subject.</summary>
/// <param name="Form">The form.</param>
/// <param name="Subject">Values of the record; null when the form makes it or none was chosen.</param>
/// <param name="Prefilled">What it starts with.</param>
/// <param name="Access">What the caller may do with the record.</param>
internal sealed record OpenedForm(Form Form, RecordValues? Subject, RecordValues Prefilled, Access? Access);
