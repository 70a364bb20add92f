using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Projecting;

/// <summary>An effect that is in the record and whose case waits for its date: the relay's own list, in order of date.</summary>
internal sealed record EffectRow(string Case, string Step, DateOnly On)
{
    public const string Partition = "effects";

    public string Id => $"{Day(On)}|{Case}|{Step}";

    /// <summary>Rows of all dates up to one.</summary>
    public static IdRange Until(DateOnly day) => new(To: Day(day.AddDays(1)), Limit: 200);

    public static EffectRow Of(string caseId, CaseEvent scheduled) => new(caseId, scheduled.Step!, scheduled.Effect!.From);

    public static EffectRow Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Body.Span, EffectJson.Default.EffectRow)!;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, EffectJson.Default.EffectRow);

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EffectRow))]
[JsonSerializable(typeof(FailedEffect))]
internal sealed partial class EffectJson : JsonSerializerContext;
