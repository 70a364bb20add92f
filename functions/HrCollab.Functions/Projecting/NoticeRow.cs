using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Projecting;

/// <summary>A task of which somebody is to be reminded or told, in order of time. A row whose task is done by then is dropped when its time comes.</summary>
internal sealed record NoticeRow(string Case, string Task)
{
    public const string Partition = "notices";

    public static string Id(string caseId, string task, DateTimeOffset at) => $"{TaskRows.Stamp(at)}|{caseId}|{task}";

    /// <summary>Rows up to a moment, the oldest first.</summary>
    public static IdRange Until(DateTimeOffset now) => new(To: TaskRows.Stamp(now.AddSeconds(1)), Limit: 200);

    public static NoticeRow Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Body.Span, NoticeJson.Default.NoticeRow)!;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, NoticeJson.Default.NoticeRow);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NoticeRow))]
internal sealed partial class NoticeJson : JsonSerializerContext;
