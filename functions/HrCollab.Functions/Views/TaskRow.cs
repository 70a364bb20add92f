using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Submissions;

namespace HrCollab.Functions.Views;

/// <summary>A task as inboxes and boards show it.</summary>
/// <param name="Case">Id of its case.</param>
/// <param name="Head">What lists show of the case.</param>
/// <param name="Task">The task.</param>
/// <param name="Revision">The definitions that chose its owner and its due time.</param>
/// <param name="Commit">Their git commit, as far as it was known.</param>
public sealed record TaskRow(string Case, CaseHead Head, TaskState Task, string Revision, string? Commit = null)
{
    internal static TaskRow Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Body.Span, ViewRows.Stored.TaskRow)!;

    public ReadOnlyMemory<byte> Write() => DocumentJson.Write(this, ViewRows.Default.TaskRow);

    public JsonObject ToJson(Caller caller, Language language)
    {
        var workflow = caller.Set.Find<Workflow>(Head.Workflow);
        var row = new JsonObject
        {
            ["id"] = Task.Id,
            ["case"] = Case,
            ["workflow"] = Head.Workflow,
            ["workflowTitle"] = workflow?.Title.In(language),
            ["step"] = Task.Step,
            ["title"] = TaskActs.TitleOf(workflow, Task.Step).In(language),
            ["subject"] = new JsonObject { ["standard"] = Head.Subject.Standard, ["id"] = Head.Subject.Key, ["label"] = Head.Subject.Label },
            ["submitter"] = new JsonObject { ["id"] = Head.Submitter.Person, ["name"] = Head.Submitter.Name },
            ["owners"] = new JsonArray([.. Task.Owners.Select(o => (JsonNode)JsonValue.Create(o))]),
            ["department"] = Task.Department,
            ["since"] = SubmissionAnswer.Time(Task.OpenedAt),
            ["due"] = SubmissionAnswer.Time(Task.Due),
            ["late"] = Task.Status == Engine.Workflows.TaskStatus.Open && Task.Due < caller.Now,
            ["status"] = Task.Status.ToString().ToLowerInvariant(),
            ["reason"] = Task.Reason.In(language),
        };
        row["revision"] = Revision;
        row["commit"] = Commit;
        // A line is told of the revision in use alone; for an earlier one the case tells it from that revision.
        if (Revision == caller.Set.Hash && workflow?.Find(Task.Step) is Step.Human human) row["source"] = human.Row.Place.ToString();
        if (Task.PendingYear is { } year) row["duePending"] = year;
        if (Task.ClaimedBy is { } claimer) row["claimedBy"] = claimer;
        if (Task.Alert) row["alert"] = true;
        if (Task.RemindedAt is { } reminded) row["remindedAt"] = SubmissionAnswer.Time(reminded);
        if (!Task.EscalatedTo.OrEmpty().IsEmpty) row["escalatedTo"] = new JsonArray([.. Task.EscalatedTo.Select(p => (JsonNode)JsonValue.Create(p))]);
        if (Task.StandsInFor is { } absent) row["standsInFor"] = absent;
        if (Task.Outcome is { } outcome) row["outcome"] = outcome;
        if (Task.Returned is { } returned)
        {
            row["returned"] = new JsonObject { ["step"] = returned.Step, ["department"] = returned.Department, ["person"] = returned.Person };
            row["returnedAt"] = SubmissionAnswer.Time(Task.ClosedAt);
        }

        return row;
    }
}

/// <summary>Where task rows lie: one partition per screen, ids in order of due time.</summary>
internal static class TaskRows
{
    public static string Inbox(string person) => "inbox:" + person;

    /// <summary>Late tasks of others that somebody was told of.</summary>
    public static string Escalated(string person) => "escalated:" + person;

    public static string DoneBy(string person) => "done:" + person;

    public static string Department(string department) => "work:" + department;

    /// <summary>Work of a person that was sent back.</summary>
    public static string ReturnedToPerson(string person) => "returned-person:" + person;

    /// <summary>Work of a department that was sent back.</summary>
    public static string ReturnedToDepartment(string department) => "returned-department:" + department;

    /// <summary>In order of time, so that a period is a range.</summary>
    public static string ReturnedId(string caseId, TaskState task) => $"{Stamp(task.ClosedAt)}|{caseId}|{task.Id}";

    /// <summary>Open tasks first by due time; those whose due time is pending last.</summary>
    public static string Id(string caseId, TaskState task) => $"{Stamp(task.Due)}|{caseId}|{task.Id}";

    /// <summary>The newest first.</summary>
    public static string DoneId(string caseId, TaskState task) =>
        $"{(long.MaxValue - (task.ClosedAt ?? task.OpenedAt).UtcTicks).ToString("D19", CultureInfo.InvariantCulture)}|{caseId}|{task.Id}";

    /// <summary>Due times as the beginning of an id.</summary>
    public static string Stamp(DateTimeOffset? due) => due?.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture) ?? "9";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(TaskRow))]
[JsonSerializable(typeof(CaseRow))]
[JsonSerializable(typeof(PersonRow))]
internal sealed partial class ViewRows : JsonSerializerContext
{
    /// <summary>To read with.</summary>
    public static ViewRows Stored { get; } = new(DocumentJson.Options());
}
