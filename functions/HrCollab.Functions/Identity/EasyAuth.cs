using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using HrCollab.Components.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace HrCollab.Functions.Identity;

/// <summary>
/// People whom Azure App Service has signed in before the request came here (Easy Auth). Anybody can write the header, so it counts only where
/// <c>Identity:EasyAuth</c> says so and the platform says that it guards this app, for then it takes the header from everybody else.
/// Source: https://learn.microsoft.com/azure/app-service/configure-authentication-user-identities.
/// </summary>
internal sealed class EasyAuth(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Accounts accounts, SignInSettings settings, IConfiguration configuration)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "EasyAuth";
    public const string Header = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>True when the setting says so and the platform guards this app.</summary>
    public static bool IsOn(IConfiguration configuration) =>
        configuration.GetValue("Identity:EasyAuth", defaultValue: false) && string.Equals(configuration["WEBSITE_AUTH_ENABLED"], "True", StringComparison.OrdinalIgnoreCase);

    /// <summary>Refuses to start where the platform signs people in and nothing says whose people, or how they are named.</summary>
    public static void Check(SignInSettings settings, IConfiguration configuration)
    {
        if (settings.PersonClaim is null) throw SignInSettings.MissingPersonClaim;
        if (settings.Authority is null && Tenant(configuration) is null) throw SignInSettings.Missing("EasyAuthTenant", "谁的人员可以登录:租户 ID,或用 Authority", "whose people may sign in: the tenant id, or an Authority");
    }

    /// <summary>Where the platform signs people out.</summary>
    public static string SignOutPath(string after) => $"/.auth/logout?post_logout_redirect_uri={Uri.EscapeDataString(after)}";

    private string Provider => configuration["Identity:EasyAuthProvider"] is { Length: > 0 } named ? named : "aad";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header] is not [{ Length: > 0 } sent] || !IsFromOwnPage()) return Task.FromResult(AuthenticateResult.NoResult());
        return Task.FromResult(Read(sent) is { } token
            ? AuthenticateResult.Success(new AuthenticationTicket(accounts.OfPlatform(token, SchemeName), SchemeName))
            : AuthenticateResult.Fail("The header is not one of the configured provider."));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) return base.HandleChallengeAsync(properties);
        Response.Redirect($"/.auth/login/{Uri.EscapeDataString(Provider)}?post_login_redirect_uri={Uri.EscapeDataString(LocalRequest.Path(Request.Path + Request.QueryString))}");
        return Task.CompletedTask;
    }

    /// <summary>The platform's cookie is sent along with what other sites make a browser post here, so what acts must come from a page of ours.</summary>
    private bool IsFromOwnPage()
    {
        if (HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method)) return true;
        if (Request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site) return site is "same-origin" or "none";
        return Request.Headers.Origin.ToString() is not { Length: > 0 } origin || origin == settings.PublicUrl?.GetLeftPart(UriPartial.Authority);
    }

    /// <summary>The claims, under the names that tokens have for them; null for what is no principal of the configured provider.</summary>
    private ClaimsIdentity? Read(string sent)
    {
        try
        {
            using var principal = JsonDocument.Parse(Convert.FromBase64String(sent));
            if (principal.RootElement.GetProperty("auth_typ").GetString() != Provider) return null;
            var claims = new ClaimsIdentity(principal.RootElement.GetProperty("claims").EnumerateArray()
                .Select(c => new Claim(Short(c.GetProperty("typ").GetString() ?? ""), c.GetProperty("val").GetString() ?? "")));
            return IsOfOurDirectory(claims) ? claims : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The platform may be set to take any tenant's people; whoever runs one of those decides what their tokens call them.</summary>
    private bool IsOfOurDirectory(ClaimsIdentity claims) =>
        (Tenant(configuration) is { } tenant && string.Equals(TokenClaims.Only(claims, "tid"), tenant, StringComparison.OrdinalIgnoreCase))
        || (settings.Authority is { } authority && TokenClaims.Only(claims, "iss")?.TrimEnd('/') == authority.ToString().TrimEnd('/'));

    private static string? Tenant(IConfiguration configuration) => configuration["Identity:EasyAuthTenant"] is { Length: > 0 } tenant ? tenant : null;

    private static string Short(string type) => type switch
    {
        ClaimTypes.NameIdentifier => "sub",
        "http://schemas.microsoft.com/identity/claims/objectidentifier" => "oid",
        "http://schemas.microsoft.com/identity/claims/scope" => "scp",
        "http://schemas.microsoft.com/identity/claims/tenantid" => "tid",
        _ => type,
    };
}
