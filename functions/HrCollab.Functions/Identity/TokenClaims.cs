using System.Security.Claims;

namespace HrCollab.Functions.Identity;

/// <summary>
/// What the claims of a validated token say of who holds it. Source: RFC 9068 section 2.2, and what Entra ID, Keycloak and Auth0 issue. Names of
/// claims are case-sensitive (RFC 7519 section 4), which those of <see cref="ClaimsIdentity.FindFirst(string)"/> are not.
/// </summary>
internal static class TokenClaims
{
    private const string Subject = "sub";

    private static readonly string[] ClientClaims = ["client_id", "azp", "appid"];

    /// <summary>The client of a token that was issued to a program on its own account; null for a person's token.</summary>
    /// <param name="token">The claims of the token.</param>
    /// <param name="isService">True for a client that has a service account: whatever else its token says, it is no person.</param>
    public static string? Program(ClaimsIdentity token, Func<string, bool> isService)
    {
        if (ClientClaims.SelectMany(type => All(token, type)).FirstOrDefault(isService) is { } known) return known;
        var client = First(token, ClientClaims);
        var subject = First(token, Subject);
        var own = client is not null && subject == client;
        var entra = First(token, "idtyp") == "app" || (First(token, "oid") is { } entry && entry == subject && !Scopes(token).Any());
        var auth0 = First(token, "gty") == "client-credentials" || subject?.EndsWith("@clients", StringComparison.Ordinal) == true;
        var keycloak = client is not null && First(token, "preferred_username") == $"service-account-{client.ToLowerInvariant()}";
        return own || entra || auth0 || keycloak ? client ?? subject : null;
    }

    /// <summary>The value of a claim that says one thing; null when it is missing, empty, or says several.</summary>
    public static string? Only(ClaimsIdentity token, string type) => All(token, type).Distinct(StringComparer.Ordinal).ToList() is [{ Length: > 0 } only] ? only : null;

    /// <summary>What the token was granted.</summary>
    public static IEnumerable<string> Scopes(ClaimsIdentity token) =>
        token.FindAll(c => c.Type is "scp" or "scope").SelectMany(c => c.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static string? First(ClaimsIdentity token, params IEnumerable<string> types) => types.SelectMany(type => All(token, type)).FirstOrDefault(value => value.Length > 0);

    private static IEnumerable<string> All(ClaimsIdentity token, string type) => token.FindAll(c => c.Type == type).Select(c => c.Value);
}
