using System.Security.Claims;

namespace HrCollab.Functions.Identity;

/// <summary>What the claims of a validated token say of who holds it. Source: RFC 9068 section 2.2, and what Entra ID issues.</summary>
internal static class TokenClaims
{
    private const string Subject = "sub";

    /// <summary>The client of a token that was issued to a program on its own account; null for a person's token.</summary>
    public static string? Program(ClaimsIdentity token)
    {
        var client = First(token, "client_id", "azp", "appid");
        var subject = First(token, Subject);
        var own = client is not null && subject == client;
        var entra = First(token, "idtyp") == "app" || (First(token, "oid") is { } entry && entry == subject && !Scopes(token).Any());
        return own || entra ? client ?? subject : null;
    }

    /// <summary>What the token was granted.</summary>
    public static IEnumerable<string> Scopes(ClaimsIdentity token) =>
        token.FindAll(c => c.Type is "scp" or "scope").SelectMany(c => c.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static string? First(ClaimsIdentity token, params ReadOnlySpan<string> types)
    {
        foreach (var type in types)
        {
            if (token.FindFirst(type)?.Value is { Length: > 0 } value) return value;
        }

        return null;
    }
}
