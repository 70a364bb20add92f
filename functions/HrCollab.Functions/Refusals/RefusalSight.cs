using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Records;
using HrCollab.Functions.Submissions;

namespace HrCollab.Functions.Refusals;

/// <summary>A refused item as its sender sees it: what they sent and what is wrong with it; of the record only what the permission matrix shows them today.</summary>
/// <param name="Item">The item.</param>
/// <param name="Title">What the form or the standard is called.</param>
/// <param name="Label">The record's label as far as the sender sees it, or null.</param>
/// <param name="Page">Where it is mended, with what was sent filled in; null when there is no page for it.</param>
internal sealed record RefusalSight(RefusedItem Item, Text Title, string? Label, string? Page)
{
    private Form? Form { get; init; }

    private Standard? Standard { get; init; }

    public static async ValueTask<RefusalSight> Of(Caller caller, RefusedItem item, RecordReader records, CancellationToken cancel)
    {
        var workflow = item.Kind == RefusedItem.Form ? SubmissionDesk.WorkflowOf(caller, item.Name) : null;
        var form = workflow?.Form;
        var standard = item.Kind == RefusedItem.Form ? form?.Subject : caller.Set.Find<Standard>(item.Name);
        var record = standard is not null && item.Subject is { } key && RecordReader.IsKey(key) ? await records.Find(standard, key, cancel) : null;
        if (workflow is not null) form = CaseLoader.Whose(caller, workflow, WorkflowChoice.Department(workflow.Form, record?.On(caller.Today), item.Sent is { } sent ? JsonElement.Parse(sent.Utf8.Span) : default)).Form;
        var access = record is null ? null : RecordSight.Access(caller, record);
        var label = record is null || access is not { IsVisible: true } ? null : Projection.Value(access, record.Standard.Label, record.On(caller.Today)[record.Standard.Label.Shape.Slot])?.ToString();
        var page = form is not null ? $"/forms/{form.Name}?{(item.Subject is null || form.Creates ? "" : $"subject={Uri.EscapeDataString(item.Subject)}&")}refused={Uri.EscapeDataString(item.Id)}"
            : label is not null ? $"/records/{standard!.Id}/{Uri.EscapeDataString(item.Subject!)}" : null;
        return new RefusalSight(item, form?.Title ?? standard?.Title ?? Text.Same(item.Name), label, page) { Form = form, Standard = standard };
    }

    /// <summary>What the field of a finding is called; null for one that belongs to no field.</summary>
    public Text? FieldOf(RefusedFinding finding) => Item.Kind == RefusedItem.Form
        ? Form?.Fields.FirstOrDefault(f => Within(finding.Pointer, "/" + f.Id))?.Field.Title
        : Standard?.Fields.FirstOrDefault(f => Within(finding.Pointer, StandardCheck.PointerOf(f)))?.Title;

    public JsonObject Json(long version, Language language)
    {
        var json = new JsonObject
        {
            ["id"] = Item.Id,
            ["kind"] = Item.Kind,
            [Item.Kind == RefusedItem.Form ? "form" : "standard"] = Item.Name,
            ["title"] = Title.In(language),
            ["subject"] = Item.Subject,
            ["label"] = Label,
            ["outcome"] = Item.Outcome,
            ["errors"] = new JsonArray([.. Item.Findings.Select(f => (JsonNode)Finding(f, language))]),
            ["sent"] = Sent(),
            ["at"] = SubmissionAnswer.Time(Item.At),
            ["keptUntil"] = SubmissionAnswer.Time(Item.Until),
            ["decisionId"] = Item.DecisionId,
            ["href"] = Item.Kind == RefusedItem.Form ? $"/api/forms/{Uri.EscapeDataString(Item.Name)}/submissions" : Item.Subject is { } key ? RecordSight.Address(Item.Name, key) : $"/api/records/{Uri.EscapeDataString(Item.Name)}",
            ["page"] = Page,
            ["version"] = version,
        };
        return json;
    }

    /// <summary>What was sent, as it can be sent or kept as a draft again.</summary>
    private JsonNode? Sent()
    {
        if (Item.Sent is not { } sent) return null;
        var values = JsonNode.Parse(sent.Utf8.Span);
        if (Item.Kind != RefusedItem.Form) return values;
        var body = new JsonObject { ["input"] = values };
        if (Item.Subject is { } subject && Form?.Creates is not true) body["subject"] = subject;
        return body;
    }

    private JsonObject Finding(RefusedFinding finding, Language language)
    {
        var json = new JsonObject { ["pointer"] = (Item.Kind == RefusedItem.Form && finding.Pointer.Length > 0 ? "/input" : "") + finding.Pointer, ["code"] = finding.Code, ["message"] = finding.Message.In(language) };
        if (FieldOf(finding) is { } field) json["field"] = field.In(language);
        if (finding.Accepted is { } accepted) json["accepted"] = accepted.In(language);
        return json;
    }

    private static bool Within(string pointer, string field) => pointer == field || pointer.StartsWith(field + "/", StringComparison.Ordinal);
}
