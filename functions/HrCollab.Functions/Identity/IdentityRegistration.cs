using System.Security.Claims;
using HrCollab.Components.SignIn;
using HrCollab.Functions.Portal;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace HrCollab.Functions.Identity;

/// <summary>The ways to sign in. Which of them exist follows from the environment and the configuration; without either nobody can.</summary>
internal static class IdentityRegistration
{
    /// <summary>The scheme that takes a bearer token when there is one, else the portal's cookie.</summary>
    private const string Either = "token-or-cookie";

    private static readonly TimeSpan DevelopmentToken = TimeSpan.FromHours(8);

    public static void AddIdentity(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var development = builder.Environment.IsDevelopment();
        var settings = SignInSettings.Of(builder.Configuration, development);
        services.AddSingleton(settings).AddSingleton<Accounts>().AddSingleton<IEndedSessions, EndedSessions>();
        AddKeys(services, development);
        var platform = EasyAuth.IsOn(builder.Configuration);
        if (platform) EasyAuth.Check(settings, builder.Configuration);
        // What people sign in with is no program: their tokens would be taken for its.
        var clients = Accounts.Clients(builder.Configuration);
        if (settings.ClientId is { } own && clients.ContainsKey(own))
            throw new InvalidOperationException($"Identity:Clients 不能包含 Identity:ClientId:登录人员的客户端不能是服务账号。\nIdentity:Clients must not hold Identity:ClientId: what people sign in with cannot be a service account.");
        var schemes = services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, options => options.ForwardDefaultSelector = context => Chosen(context, development, platform))
            .AddAccessTokens(settings)
            .AddSession(settings, "hrcollab", "/sign-in")
            .AddOpenIdSignIn(settings, [], SignedIn, SignInPages.Failed);
        if (platform) schemes.AddScheme<AuthenticationSchemeOptions, EasyAuth>(EasyAuth.SchemeName, null);
        if (development)
        {
            schemes.AddBearerToken(options => options.BearerTokenExpiration = DevelopmentToken);
            services.AddOptions<BearerTokenOptions>(BearerTokenDefaults.AuthenticationScheme).PostConfigure(options => options.BearerTokenProtector = new OpenedTokens(options.BearerTokenProtector));
        }

        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
    }

    /// <summary>Keys lie in the store, for all instances. What was made in Development opens nothing anywhere else, even on the same store.</summary>
    private static void AddKeys(IServiceCollection services, bool development)
    {
        services.AddDataProtection().SetApplicationName(development ? "HrCollab.Development" : "HrCollab");
        services.AddSingleton<StoredKeys>().AddSingleton<KeySecret>().AddSingleton<KeyCipher>().AddOptions<KeyManagementOptions>()
            .Configure<StoredKeys, KeyCipher>((options, keys, cipher) => (options.XmlRepository, options.XmlEncryptor) = (keys, cipher));
    }

    /// <summary>Cookies count for pages only. Tokens of development have no dots, those of an issuer (JWS, RFC 7515) two.</summary>
    private static string Chosen(HttpContext context, bool development, bool platform)
    {
        var sent = context.Request.Headers.Authorization.ToString();
        if (platform && sent.Length == 0) return EasyAuth.SchemeName;
        if (sent.Length == 0 && !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)) return CookieAuthenticationDefaults.AuthenticationScheme;
        return development && sent.Count(c => c == '.') != 2 ? BearerTokenDefaults.AuthenticationScheme : BearerSignIn.Scheme;
    }

    /// <summary>Whom a sign-in with the issuer means; null, with a page that says so, when that is nobody who works here.</summary>
    private static async Task<ClaimsPrincipal?> SignedIn(HttpContext context, ClaimsPrincipal claims, string? accessToken)
    {
        var services = context.RequestServices;
        var person = services.GetRequiredService<Accounts>().Person((ClaimsIdentity)claims.Identity!, CookieAuthenticationDefaults.AuthenticationScheme);
        if (await services.GetRequiredService<CallerSource>().Refusal(person, context.RequestAborted) is not { } refusal) return person;
        await SignInPages.Refused(context, refusal.Code);
        return null;
    }
}
