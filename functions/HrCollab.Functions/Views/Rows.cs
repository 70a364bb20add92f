using System.Globalization;
using System.Text.Json;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Views;

/// <summary>A case in a list.</summary>
public sealed record CaseRow(string Case, CaseHead Head)
{
    /// <summary>Cases a person takes part in or is the subject of.</summary>
    public static string Of(string person) => "cases:" + person;

    /// <summary>Cases of a department: of its people, or submitted by it.</summary>
    public static string OfDepartment(string department) => "department-cases:" + department;

    /// <summary>Cases of a workflow, whomever they are about.</summary>
    public static string OfWorkflow(string workflow) => "workflow-cases:" + workflow;

    /// <summary>Cases that have not ended, by the revision they began with; only counted, so each is as it began.</summary>
    public static string OnRevision(string revision) => "revision-cases:" + revision;

    /// <summary>Cases that are about a person.</summary>
    public static string About(string person) => "cases-about:" + person;

    /// <summary>The newest first.</summary>
    public string Id => $"{Since(Head.SubmittedAt)}|{Case}";

    /// <summary>What ids of cases submitted at an instant begin with; earlier ones come after it.</summary>
    public static string Since(DateTimeOffset at) => (long.MaxValue - at.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);

    internal static CaseRow Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Body.Span, ViewRows.Stored.CaseRow)!;

    public ReadOnlyMemory<byte> Write() => DocumentJson.Write(this, ViewRows.Default.CaseRow);
}

/// <summary>A record in the list of its department (or manager), for the time it belongs there.</summary>
/// <param name="Key">Key of the record.</param>
/// <param name="From">First day there.</param>
/// <param name="Until">First day no longer there; null while no change is planned.</param>
internal sealed record PersonRow(string Key, DateOnly From, DateOnly? Until)
{
    /// <summary>People of a department; those without one have the department "-".</summary>
    public static string Of(string? department) => "people:" + (department ?? "-");

    /// <summary>People who report to a manager.</summary>
    public static string ReportsTo(string manager) => "reports:" + manager;

    /// <summary>Records of a standard without departments.</summary>
    public static string All(string standard) => "records:" + standard;

    public bool Holds(DateOnly on) => From <= on && !(Until <= on);

    public static PersonRow Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Body.Span, ViewRows.Stored.PersonRow)!;

    public ReadOnlyMemory<byte> Write() => DocumentJson.Write(this, ViewRows.Default.PersonRow);
}
