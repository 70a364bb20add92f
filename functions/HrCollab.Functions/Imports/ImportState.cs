using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Imports;

/// <summary>An import as kept: what was sent, how far it got and what came of it. Saved at every checkpoint.</summary>
/// <param name="Id">Id: who sent it and under which Idempotency-Key.</param>
/// <param name="Exchange">The exchange.</param>
/// <param name="Format">csv or ndjson.</param>
/// <param name="Compressed">True when the file is gzip.</param>
/// <param name="Bytes">Bytes of the file as sent.</param>
/// <param name="Hash">SHA-256 of the file as sent.</param>
/// <param name="Revision">The definitions it is judged by, however long it takes.</param>
/// <param name="By">Who sent it.</param>
/// <param name="SubmittedAt">When.</param>
internal sealed record ImportState(
    string Id, string Exchange, string Format, bool Compressed, long Bytes, string Hash, string Revision, string By, DateTimeOffset SubmittedAt)
{
    public const string DocumentId = "state";

    /// <summary>How the name of a file that waits ends.</summary>
    public const string FileExtension = ".body";

    /// <summary>Partition of the imports that are not worked off, in order of arrival.</summary>
    public const string Open = "imports-open";

    /// <summary>queued, running, done or failed.</summary>
    public string State { get; init; } = "queued";

    /// <summary>The process that works on it, whose folder holds the file; null in what an older program wrote.</summary>
    public string? Owner { get; init; }

    /// <summary>Rows worked off: where it goes on after a kill.</summary>
    public long Rows { get; init; }

    public long Created { get; init; }

    public long Updated { get; init; }

    public long Unchanged { get; init; }

    public long Quarantined { get; init; }

    /// <summary>Rows that the exchange does not take.</summary>
    public long PassedOver { get; init; }

    public long BytesRead { get; init; }

    /// <summary>Time worked on it, over all starts.</summary>
    public TimeSpan Worked { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How often each finding was made: code and pointer, separated by a bar.</summary>
    public ImmutableSortedDictionary<string, long> Findings { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>The same for what is no reason to refuse a row: a value that was written in the form of the standard, a value worth a look.</summary>
    public ImmutableSortedDictionary<string, long> Notices { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>How often in a row it could not be worked on, without a row done between.</summary>
    public int Tries { get; init; }

    /// <summary>
    /// True while a process works on it. One that finds it so was not the last to work on it: that ended without a word, which counts as a try, or a file
    /// on which every process dies would be taken up for ever.
    /// </summary>
    public bool Begun { get; init; }

    /// <summary>Why it stopped.</summary>
    public ImportFailure? Failure { get; init; }

    [JsonIgnore]
    public bool IsOpen => State is "queued" or "running";

    [JsonIgnore]
    public string OpenId => $"{SubmittedAt.UtcTicks:D19}|{Id}";

    /// <summary>Imports that were sent before a moment, in the partition of those that are not worked off.</summary>
    public static IdRange OpenBefore(DateTimeOffset moment) => new(To: moment.UtcTicks.ToString("D19", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Name of its file in the folder of imports.</summary>
    [JsonIgnore]
    public string File => $"{Id}-{Hash[..16]}{FileExtension}";

    public static string Partition(string id) => "import:" + id;

    public static ImportState Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Body.Span, ImportJson.Stored.ImportState)!;

    public ReadOnlyMemory<byte> Write() => DocumentJson.Write(this, ImportJson.Default.ImportState);
}

/// <summary>Why an import stopped, and at which row; everything before that row is in.</summary>
internal sealed record ImportFailure(long? Row, string Code, Text Message, Text Help);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ImportState))]
[JsonSerializable(typeof(QuarantineItem))]
[JsonSerializable(typeof(FixedRow))]
[JsonSerializable(typeof(TakenRow))]
internal sealed partial class ImportJson : JsonSerializerContext
{
    /// <summary>To read with.</summary>
    public static ImportJson Stored { get; } = new(DocumentJson.Options());
}
