using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Feedback;

/// <summary>What somebody said of an element of the definitions, until a published commit answers it and they have seen that.</summary>
/// <param name="Id">Its id, which a commit names to close it.</param>
/// <param name="Person">Who gave it. Nobody else is told.</param>
/// <param name="Department">Their department at that time.</param>
/// <param name="Element">What it is about.</param>
/// <param name="Definition">What the definition was called.</param>
/// <param name="Title">What the element was called; null for the definition as a whole.</param>
/// <param name="Said">What they said. Personal: it is in no log.</param>
/// <param name="Revision">The definitions they had before them.</param>
/// <param name="Commit">The git commit of these, as far as it was known.</param>
/// <param name="At">When.</param>
/// <param name="Closed">What answered it; null while it is open.</param>
/// <param name="SeenAt">When its author took note of the answer.</param>
internal sealed record FeedbackItem(
    string Id, string Person, string? Department, ElementAddress Element, Text Definition, Text? Title, string Said, string Revision, string? Commit, DateTimeOffset At,
    FeedbackClosing? Closed = null, DateTimeOffset? SeenAt = null)
{
    /// <summary>Full days it has been open, or was.</summary>
    public int AgeDays(DateTimeOffset now) => Math.Max(0, (int)Math.Floor(((Closed?.At ?? now) - At).TotalDays));

    public static FeedbackItem Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Body.Span, FeedbackJson.Stored.FeedbackItem)!;

    public ReadOnlyMemory<byte> Write() => DocumentJson.Write(this, FeedbackJson.Default.FeedbackItem);
}

/// <summary>An element of the definitions.</summary>
/// <param name="Kind">Folder of the kind, such as workflows.</param>
/// <param name="Id">Id of the definition.</param>
/// <param name="Place">Members and ids that lead to the element (<see cref="ElementPlace"/>); empty for the definition as a whole.</param>
internal sealed record ElementAddress(string Kind, string Id, string Place = "");

/// <summary>The publication that answered a feedback.</summary>
/// <param name="At">When it became active.</param>
/// <param name="Revision">The revision.</param>
/// <param name="Commit">The commit that names the feedback.</param>
/// <param name="Changes">What that commit changed, a sentence each.</param>
internal sealed record FeedbackClosing(DateTimeOffset At, string Revision, string? Commit, ImmutableArray<Text> Changes);

/// <summary>A feedback as it is kept, with what tells a repeated command from another under the same key.</summary>
internal sealed record FeedbackDocument(FeedbackItem Item, string BodyHash)
{
    public const string Id = "feedback";

    /// <summary>No standard's id begins with a tilde, so no record lies here.</summary>
    public static string Partition(string id) => $"{PartitionPrefix}{id}";

    public const string PartitionPrefix = "~feedback:";

    public static FeedbackDocument Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Body.Span, FeedbackJson.Stored.FeedbackDocument)!;

    public ReadOnlyMemory<byte> Write() => DocumentJson.Write(this, FeedbackJson.Default.FeedbackDocument);
}

/// <summary>Something that happened to a feedback, and how it stands since.</summary>
/// <param name="Type">given, closed or seen.</param>
/// <param name="Item">The feedback afterwards.</param>
internal sealed record FeedbackEvent(string Type, FeedbackItem Item)
{
    public const string Given = "feedback.given", Closed = "feedback.closed", Seen = "feedback.seen";

    public static string Id(long version) => $"e-{version:D10}-0";

    public static FeedbackEvent Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Body.Span, FeedbackJson.Stored.FeedbackEvent)!;

    public ReadOnlyMemory<byte> Write() => DocumentJson.Write(this, FeedbackJson.Default.FeedbackEvent);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(FeedbackItem))]
[JsonSerializable(typeof(FeedbackDocument))]
[JsonSerializable(typeof(FeedbackEvent))]
[JsonSerializable(typeof(FeedbackAnswer))]
internal sealed partial class FeedbackJson : JsonSerializerContext
{
    /// <summary>To read with.</summary>
    public static FeedbackJson Stored { get; } = new(DocumentJson.Options());
}
