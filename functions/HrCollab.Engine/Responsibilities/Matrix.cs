using System.Collections.Frozen;
using System.Collections.Immutable;
using HrCollab.Engine.Calendars;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Responsibilities;

/// <summary>A compiled responsibility matrix.</summary>
public sealed class Matrix
{
    private readonly FrozenDictionary<string, MatrixRow> _byId;

    internal Matrix(ResponsibilitiesDefinition definition, ImmutableArray<MatrixRow> rows)
    {
        (Id, Title, Subject, Rows) = (definition.Id, definition.Title, definition.Subject, rows);
        _byId = rows.ToFrozenDictionary(r => r.Id, StringComparer.Ordinal);
    }

    /// <summary>Id of the matrix.</summary>
    public string Id { get; }

    /// <summary>Heading.</summary>
    public Text Title { get; }

    /// <summary>The standard the cooperation is about.</summary>
    public string Subject { get; }

    /// <summary>Rows in the order of the definition.</summary>
    public ImmutableArray<MatrixRow> Rows { get; }

    /// <summary>The row, or null.</summary>
    public MatrixRow? Find(string id) => _byId.GetValueOrDefault(id);
}

/// <summary>One compiled row: everything a task needs to say.</summary>
/// <param name="Id">Id within the matrix.</param>
/// <param name="Title">Name of the step of cooperation.</param>
/// <param name="Responsible">Who answers for it.</param>
/// <param name="Instead">Who decides in place of a responsible person who asked for it.</param>
/// <param name="Cooperating">Who helps.</param>
/// <param name="Work">What is to be done.</param>
/// <param name="Standard">Checks of the work standard.</param>
/// <param name="Deadline">By when.</param>
/// <param name="Place">Its line in the definitions.</param>
public sealed record MatrixRow(
    string Id, Text Title, Party Responsible, Party? Instead, ImmutableArray<Party> Cooperating, Text Work, ImmutableArray<Check> Standard, DeadlineRule Deadline, SourceRef Place)
{
    /// <summary>The row as documents name it, file and id: <c>responsibilities/transfer.responsibilities.json#pay</c>.</summary>
    public string Rule => $"{Place.File}#{Id}";

    /// <summary>Reminders and escalations, in the order of the definition.</summary>
    public ImmutableArray<NoticeRule> Notices { get; init; } = [];
}

/// <summary>When somebody is told of a task, counted from its due time. Closed.</summary>
/// <param name="Amount">How long; negative before the due time.</param>
/// <param name="Place">Its line in the definitions.</param>
public abstract record NoticeRule(Deadline Amount, SourceRef Place)
{
    /// <summary>Those who owe the task are reminded before it is due.</summary>
    public sealed record Reminder(Deadline Amount, SourceRef Place) : NoticeRule(Amount, Place);

    /// <summary>Somebody above is told that the task is late.</summary>
    /// <param name="Amount">How long after the due time.</param>
    /// <param name="To">Who.</param>
    /// <param name="Place">Its line in the definitions.</param>
    public sealed record Escalation(Deadline Amount, Party To, SourceRef Place) : NoticeRule(Amount, Place);
}

/// <summary>A check of the work standard.</summary>
/// <param name="Id">Id within the row.</param>
/// <param name="Title">What must hold.</param>
/// <param name="Evidence">What is to be given with it.</param>
/// <param name="Mandatory">The work cannot be finished without it.</param>
/// <param name="SeenByCase">True: everybody who sees the case sees the evidence. False: who does the step, and who is shown such cases by duty or position.</param>
public sealed record Check(string Id, Text Title, EvidenceKind Evidence, bool Mandatory, bool SeenByCase)
{
    /// <summary>Name beside the checks of a step under which the evidence keeps who finished it.</summary>
    public const string By = "by";
}

/// <summary>What a check asks for beside the tick.</summary>
public enum EvidenceKind
{
    /// <summary>The tick alone.</summary>
    None,

    /// <summary>A text: a number, a link, a remark.</summary>
    Text,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A time; the moment of completion when not given.</summary>
    Time,

    /// <summary>The last day on which something that was shown is valid: today or later.</summary>
    Expiry,
}

/// <summary>How people are found. Closed: one case per way.</summary>
public abstract record Party
{
    private Party()
    {
    }

    /// <summary>Holder of a duty of a department that a path names; the departments above are asked when it is vacant and climbing is on.</summary>
    public sealed record DepartmentDuty(string Duty, Text Title, string Of, bool Climb) : Party;

    /// <summary>Holders of a company-wide duty.</summary>
    public sealed record CompanyDuty(string Duty, Text Title) : Party;

    /// <summary>Head (or another duty) of the department that answers for the row; the departments above are asked when it is vacant.</summary>
    public sealed record RowDuty(string Duty, Text Title) : Party;

    /// <summary>Head (or another duty) of the department above the one the row points at.</summary>
    public sealed record ParentDuty(string Duty, Text Title) : Party;

    /// <summary>The person the case is about.</summary>
    public sealed record Subject : Party;

    /// <summary>The person who submitted the form.</summary>
    public sealed record Submitter : Party;

    /// <summary>The direct manager of the person the case is about.</summary>
    public sealed record Manager : Party;

    /// <summary>A certain person.</summary>
    public sealed record Person(string Id) : Party;

    /// <summary>The person a field names.</summary>
    public sealed record Named(string Path) : Party;
}

/// <summary>By when: from the opening of the task, or relative to a date of the form or record.</summary>
/// <param name="Amount">How long.</param>
/// <param name="Path">The date it counts from; null counts from the opening.</param>
/// <param name="Words">The rule in words.</param>
public sealed record DeadlineRule(Deadline Amount, string? Path, Text Words);
