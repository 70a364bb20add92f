using System.Globalization;

namespace HrCollab.Functions.Http;

/// <summary>Versions as entity tags (RFC 9110).</summary>
internal static class ETags
{
    public static void Set(HttpContext context, long version) => context.Response.Headers.ETag = Of(version);

    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The version of If-Match; null when it is absent or *; -1 when it cannot be one of ours.</summary>
    public static long? IfMatch(HttpContext context)
    {
        var header = context.Request.Headers.IfMatch.ToString();
        if (header.Length == 0 || header == "*") return null;
        return long.TryParse(header.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
    }

    public static bool HasIfMatch(HttpContext context) => context.Request.Headers.IfMatch.Count > 0;
}
