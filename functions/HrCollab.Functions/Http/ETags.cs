using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Http;

/// <summary>Versions as entity tags (RFC 9110).</summary>
internal static class ETags
{
    public static void Set(HttpContext context, long version) => context.Response.Headers.ETag = Of(version);

    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>
    /// The answer to a GET with a tag of what it says, or 304 when the caller has just that. The tag of a versioned document begins with its version and
    /// serves as If-Match; the rest tells representations apart, for what one sees of a version changes with the day, the language and one's permission.
    /// </summary>
    public static IResult Answer(HttpContext context, JsonNode body, long? version = null) => Answer(context, JsonAnswer.Bytes(body), version);

    /// <summary>The same of JSON that is there as bytes.</summary>
    public static IResult Answer(HttpContext context, ReadOnlyMemory<byte> bytes, long? version)
    {
        var content = Convert.ToHexStringLower(SHA256.HashData(bytes.Span).AsSpan(0, 8));
        var tag = version is { } number ? string.Create(CultureInfo.InvariantCulture, $"\"{number}-{content}\"") : $"\"{content}\"";
        context.Response.Headers.ETag = tag;
        return IsHeld(context, tag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : new StoredAnswer(StatusCodes.Status200OK, bytes);
    }

    /// <summary>True when If-None-Match names the tag.</summary>
    private static bool IsHeld(HttpContext context, string tag) =>
        context.Request.Headers.IfNoneMatch.SelectMany(h => (h ?? "").Split(',', StringSplitOptions.TrimEntries)).Any(t => t == "*" || t == tag || t == "W/" + tag);

    /// <summary>The version of If-Match; null when it is absent or *; -1 when it cannot be one of ours.</summary>
    public static long? IfMatch(HttpContext context)
    {
        var header = context.Request.Headers.IfMatch.ToString();
        if (header.Length == 0 || header == "*") return null;
        return long.TryParse(header.Trim('"').Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
    }

    public static bool HasIfMatch(HttpContext context) => context.Request.Headers.IfMatch.Count > 0;
}
