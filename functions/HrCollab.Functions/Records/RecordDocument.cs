using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Records;

/// <summary>
/// A record as stored: the values that hold since the last change, and changes that will hold from a later date. One document per
/// record, so that whoever reads sees all of it as of one moment.
/// </summary>
/// <param name="Standard">Its standard.</param>
/// <param name="Key">Its key.</param>
/// <param name="Values">Values by path, as written in documents.</param>
/// <param name="Scheduled">Changes with a later date, by date.</param>
/// <param name="Sources">Per group: who changed it last and when.</param>
/// <param name="Origins">By version: what made the changes that the sources name.</param>
internal sealed record RecordDocument(
    string Standard,
    string Key,
    ImmutableSortedDictionary<string, string> Values,
    ImmutableArray<ScheduledChange> Scheduled,
    ImmutableSortedDictionary<string, GroupSource> Sources,
    ImmutableSortedDictionary<string, ChangeOrigin>? Origins = null)
{
    public const string Id = "record";

    public static string Partition(string standard, string key) => $"{standard}:{key}";

    /// <summary>The values that hold on a date, which is not before the last change.</summary>
    public RecordValues On(Standard standard, DateOnly date)
    {
        var values = standard.Shape.Empty.With(Parse(standard, Values));
        foreach (var change in Scheduled)
        {
            if (change.From <= date) values = values.With(Parse(standard, change.Set));
        }

        return values;
    }

    /// <summary>What made the last change of a group; null for records of before it was kept.</summary>
    public ChangeOrigin? OriginOf(GroupSource source) => source.Origin is { } version ? Origins?.GetValueOrDefault(version) : null;

    /// <summary>The decision that made the last change of a group; null for records of before it was kept.</summary>
    public string? DecisionOf(GroupSource source) => source.Origin is { } version ? $"{Partition(Standard, Key)}.{version}" : null;

    /// <summary>Dates on which the record changes by itself.</summary>
    [JsonIgnore]
    public IEnumerable<DateOnly> Turns => Scheduled.Select(s => s.From).Distinct().Order();

    public static IEnumerable<KeyValuePair<string, FieldValue>> Parse(Standard standard, IEnumerable<KeyValuePair<string, string>> stored) =>
        stored.Select(v => KeyValuePair.Create(v.Key, standard.Find(v.Key) is { } field ? StoredValue.Parse(field.Shape, v.Value) : FieldValue.Missing));

    public ReadOnlyMemory<byte> Write() => DocumentJson.Write(this, RecordsJson.Default.RecordDocument);

    public static RecordDocument Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Body.Span, RecordsJson.Stored.RecordDocument)!;
}

/// <summary>Values that hold from a date on; "" removes a value.</summary>
internal sealed record ScheduledChange(DateOnly From, ImmutableSortedDictionary<string, string> Set, string Reason);

/// <summary>Who changed a group of fields last.</summary>
internal sealed record GroupSource(string? By, string? Department, DateTimeOffset At, string? Origin = null);

/// <summary>What made a change: the reason its event gives, and the definitions it was judged by.</summary>
internal sealed record ChangeOrigin(string Reason, string Revision, string? Commit);

/// <summary>What happened to a record; immutable.</summary>
/// <param name="Type">record.created or record.changed.</param>
/// <param name="At">When.</param>
/// <param name="By">Who, null for the system.</param>
/// <param name="From">First day on which it holds.</param>
/// <param name="Set">New values by path.</param>
/// <param name="Before">The values they replace.</param>
/// <param name="Reason">The command: an idempotency key's hash, an import, or the event of a case.</param>
/// <param name="Revision">The definitions that judged it.</param>
/// <param name="Commit">Their git commit.</param>
/// <param name="Engine">The engine that judged it.</param>
/// <param name="Trace">How a change by hand was decided: the lines of the matrix that allow it, and what was noticed.</param>
internal sealed record RecordEvent(
    string Type, string Standard, string Key, DateTimeOffset At, string? By, DateOnly From,
    ImmutableSortedDictionary<string, string> Set, ImmutableSortedDictionary<string, string> Before, string Reason,
    string? Revision = null, string? Commit = null, string? Engine = null, ImmutableArray<TraceEntry> Trace = default)
{
    /// <summary>True for the event that made the record.</summary>
    [JsonIgnore]
    public bool IsFirst => Type == "record.created";

    public ReadOnlyMemory<byte> Write() => DocumentJson.Write(this, RecordsJson.Default.RecordEvent);

    public static RecordEvent Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Body.Span, RecordsJson.Stored.RecordEvent)!;
}

/// <summary>A command's key in the partition of its record: what was sent, the answer it got, and when.</summary>
internal sealed record RecordCommand(string BodyHash, string Key, long Version, RawJson Answer, DateTimeOffset At = default);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(RecordDocument))]
[JsonSerializable(typeof(RecordCommand))]
[JsonSerializable(typeof(RecordEvent))]
internal sealed partial class RecordsJson : JsonSerializerContext
{
    /// <summary>To read with.</summary>
    public static RecordsJson Stored { get; } = new(DocumentJson.Options(new OrdinalDictionary<string>(), new OrdinalDictionary<GroupSource>(), new OrdinalDictionary<ChangeOrigin>()));
}
