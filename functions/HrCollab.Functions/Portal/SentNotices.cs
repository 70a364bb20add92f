using System.Text.Json;
using HrCollab.Functions.Http;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Portal;

/// <summary>What the answer to a submission noticed, for the page that follows it.</summary>
internal static class SentNotices
{
    /// <summary>Asks the page of a case for them.</summary>
    public const string Query = "?sent=1";

    /// <summary>What was noticed, in the language in which the form was sent.</summary>
    public static IReadOnlyList<string> Of(ReadOnlyMemory<byte> answer)
    {
        using var json = JsonDocument.Parse(answer);
        return json.RootElement.TryGetProperty("notices", out var notices) ? [.. notices.EnumerateArray().Select(n => n.GetProperty("message").GetString()!)] : [];
    }
}
