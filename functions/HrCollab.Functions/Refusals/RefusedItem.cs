using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Refusals;

/// <summary>A form or a change of a record that somebody sent and that was not taken, with what is wrong, until they mend or dismiss it.</summary>
/// <param name="Kind"><see cref="Form"/> or <see cref="Record"/>.</param>
/// <param name="Name">The form, or the standard of the record.</param>
/// <param name="Subject">Key of the record it is about; null when it says none.</param>
/// <param name="Outcome">denied or invalid.</param>
/// <param name="Findings">What is wrong where.</param>
/// <param name="Sent">The values as they were sent; null when they are larger than a refusal may be.</param>
/// <param name="DecisionId">The decision that refused it, or null.</param>
/// <param name="At">When.</param>
/// <param name="Until">When it is gone by itself.</param>
internal sealed record RefusedItem(
    string Kind, string Name, string? Subject, string Outcome, ImmutableArray<RefusedFinding> Findings, RawJson? Sent, string? DecisionId, DateTimeOffset At, DateTimeOffset Until)
{
    public const string Form = "form", Record = "record";

    private const char Bar = '|', Tilde = '~';
    private const int MostFindings = 200;

    /// <summary>The id by which it is known: one for a form and whom it is about, or for a record, so that the newest refusal stands there.</summary>
    [JsonIgnore]
    public string Id => DocumentId(Kind, Name, Subject).Replace(Bar, Tilde);

    public static string Partition(string person) => "to-fix:" + person;

    public static string DocumentId(string kind, string name, string? subject) => $"{kind}{Bar}{DocumentIds.Clean(name)}{Bar}{DocumentIds.Clean(subject ?? "")}";

    /// <summary>The document of an id; null when it cannot be one.</summary>
    public static string? DocumentId(string id) => id.Split(Tilde, 3) is [Form or Record, var name, var subject] && id.Length <= 300 ? DocumentId(id[..id.IndexOf(Tilde, StringComparison.Ordinal)], name, subject) : null;

    public static ImmutableArray<RefusedFinding> FindingsOf(IEnumerable<Violation> violations) =>
        [.. violations.Where(v => !v.Warning).Take(MostFindings).Select(v => new RefusedFinding(v.Pointer, v.Code, v.Message, v.Accepted))];

    public static RefusedItem Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Body.Span, RefusedItemJson.Stored.RefusedItem)!;

    public ReadOnlyMemory<byte> Write() => DocumentJson.Write(this, RefusedItemJson.Default.RefusedItem);
}

/// <summary>What is wrong at a place of what was sent.</summary>
internal sealed record RefusedFinding(string Pointer, string Code, Text Message, Text? Accepted);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(RefusedItem))]
internal sealed partial class RefusedItemJson : JsonSerializerContext
{
    /// <summary>To read with.</summary>
    public static RefusedItemJson Stored { get; } = new(DocumentJson.Options());
}
