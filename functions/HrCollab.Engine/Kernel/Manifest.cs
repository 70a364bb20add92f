using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace HrCollab.Engine.Kernel;

/// <summary>manifest.json: whose definitions these are and what holds for all of them.</summary>
/// <param name="Company">Name of the company.</param>
/// <param name="FormatVersion">Version of the definition format; this engine reads 1.</param>
/// <param name="TimeZone">IANA time zone in which dates begin and working hours are meant, such as Asia/Shanghai.</param>
/// <param name="Calendar">The calendar that deadlines use unless a workflow names another.</param>
/// <param name="AlertDuty">The duty whose holders are told when nobody can be found for a step.</param>
/// <param name="AlertInstead">The duty whose holders see to a decision when everybody who would be alerted may not take it; nobody can when absent.</param>
/// <param name="PublishDuty">The duty whose holders may publish and activate revisions; nobody may over HTTP when absent.</param>
/// <param name="OperateDuty">The duty whose holders see how the system runs and try again what failed; nobody when absent.</param>
/// <param name="FeedbackDuty">The duty whose holders read the feedback on all definitions and its monthly report; who owns a folder reads that on its definitions.</param>
/// <param name="Owners">Who reviews a change, per folder; of a subsidiary alone as subsidiaries/ID.</param>
/// <param name="Locked">Files that hold only in one form, such as limits set by law: path and hash (SHA-256 of the canonical text). Changing one takes a change here.</param>
/// <param name="Unseen">What is said of a record, a case, a decision, a line of the board, an import or a row that waits which exists but lies outside the caller's permission: notFound (as of one that does not exist, the default) or forbidden (403).</param>
/// <param name="Limits">What people may keep and how much of it.</param>
/// <param name="Schema">For editors only.</param>
public sealed record Manifest(
    Text Company,
    int FormatVersion,
    string TimeZone,
    string Calendar,
    string AlertDuty,
    string? AlertInstead = null,
    string? PublishDuty = null,
    string? OperateDuty = null,
    string? FeedbackDuty = null,
    ImmutableSortedDictionary<string, string>? Owners = null,
    ImmutableSortedDictionary<string, string>? Locked = null,
    string? Unseen = null,
    ManifestLimits? Limits = null,
    [property: JsonPropertyName("$schema"), JsonPropertyOrder(-1)] string? Schema = null)
{
    /// <summary>Its path in the definitions folder.</summary>
    public const string Path = "manifest.json";

    /// <summary>The time zone; checked when the set is compiled.</summary>
    [JsonIgnore]
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>Duties whose holders approve a change of these paths, in order: the owners of their folders, of a subsidiary's before those of all; what has none is the publisher's.</summary>
    public IEnumerable<string> Approvers(IEnumerable<string> paths) =>
        paths.Select(p => (SubsidiaryNames.OfPath(p) is { } subsidiary ? Owners?.GetValueOrDefault($"{SubsidiaryNames.Folder}/{subsidiary}") : null) ?? Owners?.GetValueOrDefault(p.Split('/')[0]) ?? PublishDuty ?? AlertDuty)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>True when callers are told of what they may not see that it exists.</summary>
    [JsonIgnore]
    public bool TellsUnseen => Unseen == Forbidden;

    /// <summary>The values of <see cref="Unseen"/>.</summary>
    internal static ImmutableArray<string> UnseenAnswers => ["notFound", Forbidden];

    private const string Forbidden = "forbidden";

    /// <summary>Drafts that one person keeps at a time.</summary>
    [JsonIgnore]
    public int MostDrafts => Limits?.Drafts ?? 50;

    /// <summary>Bytes of one draft.</summary>
    [JsonIgnore]
    public int MostDraftBytes => Limits?.DraftBytes ?? 256 * 1024;

    /// <summary>Bytes of the document in which a refused decision is kept.</summary>
    [JsonIgnore]
    public int MostRefusalBytes => Limits?.RefusalBytes ?? 64 * 1024;

    /// <summary>Refused forms and changes that wait in one person's list of things to fix.</summary>
    [JsonIgnore]
    public int MostRefusals => Limits?.Refusals ?? 100;

    /// <summary>Changes of one record that wait for a later day.</summary>
    [JsonIgnore]
    public int MostScheduledChanges => Limits?.ScheduledChanges ?? 100;

    /// <summary>Feedback of one person that is open at a time.</summary>
    [JsonIgnore]
    public int MostFeedback => Limits?.Feedback ?? 50;

    /// <summary>Characters of one feedback.</summary>
    [JsonIgnore]
    public int LongestFeedback => Limits?.FeedbackLength ?? 1_000;

    /// <summary>How often in a row an import is tried that cannot be read or written.</summary>
    [JsonIgnore]
    public int MostImportTries => Limits?.ImportTries ?? 10;

    /// <summary>How old the last verified backup may be.</summary>
    [JsonIgnore]
    public TimeSpan LongestWithoutBackup => TimeSpan.FromHours(Limits?.BackupHours ?? 26);

    /// <summary>How often one case goes back.</summary>
    [JsonIgnore]
    public int MostReturns => Limits?.Returns ?? 20;

    /// <summary>Bytes of the document of a case when it is submitted, sent again or sent back.</summary>
    [JsonIgnore]
    public int MostCaseBytes => Limits?.CaseBytes ?? 64 * 1024;

    /// <summary>How long a refused decision is kept.</summary>
    [JsonIgnore]
    public TimeSpan RefusalsKept => TimeSpan.FromDays(Limits?.RefusalDays ?? 30);

    /// <summary>How many days work that was sent back counts on the board.</summary>
    [JsonIgnore]
    public int ReturnedDays => Limits?.ReturnedDays ?? 30;

    /// <summary>Golden cases that are run before a set is accepted or published; a set with more is neither.</summary>
    [JsonIgnore]
    public int MostGoldenCases => Limits?.GoldenCases ?? 1_000;

    /// <summary>How long they may take together, and as long again the changes that are tried on them.</summary>
    [JsonIgnore]
    public TimeSpan LongestGoldenRun => TimeSpan.FromSeconds(Limits?.GoldenSeconds ?? 25);
}

/// <summary>Limits that a company sets; what is not written has its usual value.</summary>
/// <param name="Drafts">Drafts that one person keeps at a time, 1 to 1,000; 50 when absent.</param>
/// <param name="DraftBytes">Bytes of one draft, 1,024 to 1,048,576; 262,144 when absent.</param>
/// <param name="RefusalBytes">Bytes of the document in which a refused decision is kept, 1,024 to 1,048,576; 65,536 when absent. A larger one is not kept.</param>
/// <param name="RefusalDays">Days for which a refused decision is kept, 1 to 3,650; 30 when absent. What was entered is personal and nothing came of it.</param>
/// <param name="ScheduledChanges">Changes by hand that wait in one record for a later day, 1 to 1,000; 100 when absent.</param>
/// <param name="Returns">How often one case goes back, 1 to 1,000; 20 when absent.</param>
/// <param name="CaseBytes">Bytes of a case when it is submitted, sent again or sent back, 16,384 to 1,048,576; 65,536 when absent. What carries a case on is always taken.</param>
/// <param name="Correction">How long a submitter has to correct a returned form, such as "2 wd" (the value when absent).</param>
/// <param name="Alert">How long the holders of the alert duty have for a blocked step, such as "1 wd" (the value when absent).</param>
/// <param name="ReturnedDays">Days for which work that was sent back counts on the board, 1 to 366; 30 when absent.</param>
/// <param name="ImportTries">How often in a row an import is tried that cannot be read or written, 1 to 100; 10 when absent. Then it has failed.</param>
/// <param name="BackupHours">Hours after which a verified backup is too old, 1 to 8,784; 26 when absent.</param>
/// <param name="Refusals">Refused forms and changes that wait in one person's list of things to fix, 1 to 1,000; 100 when absent. The oldest gives way to a new one.</param>
/// <param name="Feedback">Feedback of one person that is open at a time, 1 to 1,000; 50 when absent.</param>
/// <param name="FeedbackLength">Characters of one feedback, 50 to 20,000; 1,000 when absent.</param>
/// <param name="GoldenCases">Golden cases that are run before a set is accepted, 1 to 20,000; 1,000 when absent. A set with more is not accepted.</param>
/// <param name="GoldenSeconds">Seconds they may take together, 1 to 120; 25 when absent. A set whose cases take longer is not accepted.</param>
public sealed record ManifestLimits(
    int? Drafts = null, int? DraftBytes = null, int? RefusalBytes = null, int? RefusalDays = null, int? ScheduledChanges = null, int? Returns = null, int? CaseBytes = null,
    string? Correction = null, string? Alert = null, int? ReturnedDays = null, int? ImportTries = null, int? BackupHours = null, int? Refusals = null,
    int? Feedback = null, int? FeedbackLength = null, int? GoldenCases = null, int? GoldenSeconds = null)
{
    /// <summary>Each limit by its JSON name, with the least and the most it may be.</summary>
    internal IEnumerable<(string Name, int? Value, int Least, int Most)> All =>
    [
        ("drafts", Drafts, 1, 1_000),
        ("draftBytes", DraftBytes, 1_024, 1_048_576),
        ("refusalBytes", RefusalBytes, 1_024, 1_048_576),
        ("refusalDays", RefusalDays, 1, 3_650),
        ("scheduledChanges", ScheduledChanges, 1, 1_000),
        ("returns", Returns, 1, 1_000),
        ("caseBytes", CaseBytes, 16_384, 1_048_576),
        ("returnedDays", ReturnedDays, 1, 366),
        ("importTries", ImportTries, 1, 100),
        ("backupHours", BackupHours, 1, 8_784),
        ("refusals", Refusals, 1, 1_000),
        ("feedback", Feedback, 1, 1_000),
        ("feedbackLength", FeedbackLength, 50, 20_000),
        ("goldenCases", GoldenCases, 1, 20_000),
        ("goldenSeconds", GoldenSeconds, 1, 120),
    ];

    /// <summary>Each time that people have, by its JSON name.</summary>
    internal IEnumerable<(string Name, string? Value)> Spans => [("correction", Correction), ("alert", Alert)];
}

/// <summary>JSON form of the manifest.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, AllowDuplicateProperties = false,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
