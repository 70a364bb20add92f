using System.Collections.Immutable;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Workflows;

/// <summary>A case as it stands: the document that every command replaces.</summary>
/// <param name="Id">Case id.</param>
/// <param name="Workflow">Workflow it runs through.</param>
/// <param name="Form">Form that started it.</param>
/// <param name="Revision">Hash of the definition set it keeps for its whole life.</param>
/// <param name="Subject">The record it is about.</param>
/// <param name="Submitter">Who submitted.</param>
/// <param name="SubmittedAt">When.</param>
/// <param name="Status">How it stands as a whole.</param>
/// <param name="Values">Values of the form by field, as written in documents.</param>
/// <param name="Evidence">Evidence by step.check.</param>
/// <param name="Steps">Steps that have begun, by id.</param>
/// <param name="Tasks">Tasks, open and closed, in order of opening.</param>
/// <param name="Unclear">Rules that could not be judged; a person clears them first.</param>
/// <param name="EndedAt">When it ended.</param>
public sealed record CaseState(
    string Id,
    string Workflow,
    string Form,
    string Revision,
    CaseSubject Subject,
    Actor Submitter,
    DateTimeOffset SubmittedAt,
    CaseStatus Status,
    ImmutableSortedDictionary<string, string> Values,
    ImmutableSortedDictionary<string, string> Evidence,
    ImmutableSortedDictionary<string, StepState> Steps,
    ImmutableArray<TaskState> Tasks,
    ImmutableArray<string> Unclear = default,
    DateTimeOffset? EndedAt = null)
{
    /// <summary>Tasks that wait for somebody.</summary>
    [JsonIgnore]
    public IEnumerable<TaskState> OpenTasks => Tasks.Where(t => t.Status == TaskStatus.Open);

    /// <summary>The task, or null.</summary>
    public TaskState? Task(string id) => Tasks.FirstOrDefault(t => t.Id == id);
}

/// <summary>The record a case is about.</summary>
/// <param name="Standard">Its standard.</param>
/// <param name="Key">Its key.</param>
/// <param name="Label">Its name for people at the time of submission.</param>
/// <param name="Department">Its department at the time of submission.</param>
public sealed record CaseSubject(string Standard, string Key, string Label, string? Department);

/// <summary>A person who acts, with the department they acted for.</summary>
public sealed record Actor(string Person, string Name, string? Department);

/// <summary>How a case stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CaseStatus>))]
public enum CaseStatus
{
    /// <summary>Steps are open.</summary>
    Running,

    /// <summary>Back with the submitter.</summary>
    Returned,

    /// <summary>Every step is done.</summary>
    Completed,

    /// <summary>An approver refused.</summary>
    Rejected,
}

/// <summary>How a step stands.</summary>
/// <param name="Status">Open, done ...</param>
/// <param name="Round">1, and one more after each return.</param>
/// <param name="Since">When this status began.</param>
/// <param name="Branch">The branch taken by a choice.</param>
/// <param name="EffectiveOn">The date of an effect that was ordered.</param>
/// <param name="Reason">Why it is blocked or skipped.</param>
public sealed record StepState(StepStatus Status, int Round, DateTimeOffset Since, string? Branch = null, DateOnly? EffectiveOn = null, Text? Reason = null);

/// <summary>How a step stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StepStatus>))]
public enum StepStatus
{
    /// <summary>Somebody owes it.</summary>
    Open,

    /// <summary>Nobody can be found for it, or it cannot be told how to go on; an alert is out.</summary>
    Blocked,

    /// <summary>An effect waits for its date.</summary>
    Scheduled,

    /// <summary>Finished.</summary>
    Done,

    /// <summary>Its condition said no.</summary>
    Skipped,

    /// <summary>Undone by a return; it begins anew when it is reached.</summary>
    Reset,
}

/// <summary>Work or a decision that somebody owes.</summary>
/// <param name="Id">Id within the case.</param>
/// <param name="Step">The step it belongs to.</param>
/// <param name="Owners">Who may act; any of them.</param>
/// <param name="Department">The responsible department.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="Due">By when; null when the due time is pending.</param>
/// <param name="PendingYear">The year whose calendar is missing when the due time is pending.</param>
/// <param name="Reason">How the owners were found.</param>
/// <param name="Status">Open, done or cancelled.</param>
/// <param name="Alert">True: nobody was found, the owners are to find somebody.</param>
/// <param name="StandsInFor">Whom the owner replaces.</param>
/// <param name="ClaimedBy">Who took it out of the queue.</param>
/// <param name="ClosedAt">When it was closed.</param>
/// <param name="ClosedBy">Who closed it.</param>
/// <param name="Outcome">approved, rejected, returned, completed, cancelled.</param>
/// <param name="Comment">What they said.</param>
/// <param name="NextNotice">When somebody is next reminded of it or told that it is late; null when there is nothing more to say.</param>
/// <param name="Noticed">How many notices of its plan were given.</param>
/// <param name="RemindedAt">When its owners were last reminded.</param>
/// <param name="EscalatedTo">Who was told that it is late.</param>
/// <param name="Returned">Whose work was sent back, when the outcome is returned.</param>
/// <param name="Rule">The row of a responsibility matrix that chose department and owners (<see cref="Responsibilities.MatrixRow.Rule"/>); null for what no row assigns: alerts and corrections.</param>
public sealed record TaskState(
    string Id,
    string Step,
    ImmutableArray<string> Owners,
    string? Department,
    DateTimeOffset OpenedAt,
    DateTimeOffset? Due,
    int? PendingYear,
    Text Reason,
    TaskStatus Status = TaskStatus.Open,
    bool Alert = false,
    string? StandsInFor = null,
    string? ClaimedBy = null,
    DateTimeOffset? ClosedAt = null,
    string? ClosedBy = null,
    string? Outcome = null,
    string? Comment = null,
    DateTimeOffset? NextNotice = null,
    int Noticed = 0,
    DateTimeOffset? RemindedAt = null,
    ImmutableArray<string> EscalatedTo = default,
    QualityReturn? Returned = null,
    string? Rule = null);

/// <summary>Work that was not as required and went back to whoever had done it; counted apart from lateness.</summary>
/// <param name="Step">The step whose work it was; submit for the form.</param>
/// <param name="Department">The department that answers for it.</param>
/// <param name="Person">Who had done it.</param>
public sealed record QualityReturn(string Step, string? Department, string Person);

/// <summary>How a task stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TaskStatus>))]
public enum TaskStatus
{
    /// <summary>Waits for its owners.</summary>
    Open,

    /// <summary>Closed by an act.</summary>
    Done,

    /// <summary>No longer wanted.</summary>
    Cancelled,
}
