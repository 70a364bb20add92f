namespace HrCollab.Engine.Kernel;

/// <summary>JSON Pointer, RFC 6901.</summary>
public static class JsonPointer
{
    /// <summary>One reference token, escaped (~ as ~0, / as ~1).</summary>
    public static string Escape(string token) =>
        token.AsSpan().ContainsAny('~', '/') ? token.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal) : token;
}
