using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace HrCollab.Components.SignIn;

/// <summary>
/// Sign-in of people in the browser, the same for portal and designer: OpenID Connect, authorization code with PKCE, into a cookie.
/// Source: OpenID Connect Core 1.0 section 3.1, RFC 7636, RP-Initiated Logout 1.0.
/// </summary>
public static class OpenIdSignIn
{
    /// <summary>The scheme's name.</summary>
    public const string Scheme = OpenIdConnectDefaults.AuthenticationScheme;

    private const string Began = "began";
    private const string Session = "session";
    private const string CallbackPath = "/signin-oidc";
    private const string SignedOutPath = "/signout-callback-oidc";

    /// <summary>The cookie of a session: sliding, with an end; what nobody is signed in for leads to the page at <paramref name="signIn"/> of this site.</summary>
    public static AuthenticationBuilder AddSession(this AuthenticationBuilder builder, SignInSettings settings, string name, string signIn) => builder.AddCookie(options =>
    {
        options.LoginPath = signIn;
        options.Cookie = new SafeCookie(settings.IsSecure) { Name = name, SameSite = SameSiteMode.Lax, IsEssential = true, Path = "/" };
        options.ExpireTimeSpan = settings.Idle;
        options.SlidingExpiration = true;
        options.Events.OnSigningIn = context =>
        {
            var session = new SignedInSession(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), Now(options));
            (context.Properties.Items[Session], context.Properties.Items[Began]) = (session.Id, session.Began.ToString("O"));
            return Task.CompletedTask;
        };
        options.Events.OnValidatePrincipal = async context =>
        {
            if (await GoesOn(context, settings.Longest) is { } session)
            {
                session.NotedIn(context.Principal!);
                return;
            }

            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        };
        options.Events.OnRedirectToLogin = Here;
        options.Events.OnRedirectToAccessDenied = Here;
        options.Events.OnRedirectToReturnUrl = Here;
        options.Events.OnRedirectToLogout = Here;
    });

    /// <summary>Sign-in with the issuer; does nothing when none is configured.</summary>
    /// <param name="builder">Where the session's cookie is registered.</param>
    /// <param name="settings">The configuration.</param>
    /// <param name="scopes">What to ask for besides openid and profile.</param>
    /// <param name="who">Whom the validated claims mean; null when an answer has been written that says why nobody is signed in.</param>
    /// <param name="failed">Writes the page for a sign-in that did not succeed.</param>
    public static AuthenticationBuilder AddOpenIdSignIn(
        this AuthenticationBuilder builder, SignInSettings settings, IEnumerable<string> scopes, Func<HttpContext, ClaimsPrincipal, string?, Task<ClaimsPrincipal?>> who, Func<HttpContext, Task> failed)
    {
        if (!settings.HasSignIn) return builder;
        builder.Services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<TimeProvider>((options, time) => options.TokenValidationParameters = TokenRules.Of(settings.ClientId, time));
        builder.AddOpenIdConnect(Scheme, options =>
        {
            (options.Authority, options.ClientId, options.ClientSecret) = (settings.Authority!.ToString(), settings.ClientId, settings.ClientSecret);
            options.RequireHttpsMetadata = settings.Authority.Scheme == Uri.UriSchemeHttps;
            (options.ResponseType, options.ResponseMode, options.UsePkce) = (OpenIdConnectResponseType.Code, OpenIdConnectResponseMode.Query, true);
            (options.CallbackPath, options.SignedOutCallbackPath, options.RemoteSignOutPath) = (CallbackPath, SignedOutPath, default);
            (options.MapInboundClaims, options.SaveTokens, options.GetClaimsFromUserInfoEndpoint) = (false, false, false);
            options.SignInScheme = options.SignOutScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            options.CorrelationCookie = new SafeCookie(settings.IsSecure) { Name = "hrcollab.correlation.", SameSite = SameSiteMode.Lax, IsEssential = true, Path = CallbackPath };
            options.NonceCookie = new SafeCookie(settings.IsSecure) { Name = "hrcollab.nonce.", SameSite = SameSiteMode.Lax, IsEssential = true, Path = CallbackPath };
            options.Scope.Clear();
            foreach (var scope in scopes.Prepend("profile").Prepend("openid")) options.Scope.Add(scope);
            options.Events = Events(settings, who, failed);
        });
        builder.Services.AddOptions<OpenIdConnectOptions>(Scheme).PostConfigure(options => TokenRules.ForgetWithdrawnKeys(options.ConfigurationManager));
        return builder;
    }

    /// <summary>Ends the session here and, when it came from the issuer, there too.</summary>
    /// <param name="context">The request to sign out.</param>
    /// <param name="settings">The configuration.</param>
    /// <param name="after">The page of this site to show then.</param>
    public static async Task SignOut(HttpContext context, SignInSettings settings, string after)
    {
        var session = await context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        var ofTheIssuer = settings.HasSignIn && session.Properties?.GetTokenValue(OpenIdConnectParameterNames.IdToken) is not null;
        if (Item(session.Properties, Session) is { } id) await context.RequestServices.GetRequiredService<IEndedSessions>().End(id, context.RequestAborted);
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        if (ofTheIssuer) await context.SignOutAsync(Scheme, new AuthenticationProperties { RedirectUri = after });
        else context.Response.Redirect(after);
    }

    /// <summary>The session; null once it is over, however much it is used, or somebody has signed out of it.</summary>
    private static async Task<SignedInSession?> GoesOn(CookieValidatePrincipalContext context, TimeSpan longest)
    {
        if (Item(context.Properties, Session) is not { } id || !DateTimeOffset.TryParse(Item(context.Properties, Began), CultureInfo.InvariantCulture, out var began)) return null;
        var session = new SignedInSession(id, began);
        return await session.GoesOn(Now(context.Options), longest, context.HttpContext.RequestServices.GetRequiredService<IEndedSessions>(), context.HttpContext.RequestAborted) ? session : null;
    }

    private static string? Item(AuthenticationProperties? properties, string name) => properties?.Items.TryGetValue(name, out var value) == true ? value : null;

    private static DateTimeOffset Now(CookieAuthenticationOptions options) => (options.TimeProvider ?? TimeProvider.System).GetUtcNow();

    private static OpenIdConnectEvents Events(SignInSettings settings, Func<HttpContext, ClaimsPrincipal, string?, Task<ClaimsPrincipal?>> who, Func<HttpContext, Task> failed) => new()
    {
        OnRedirectToIdentityProvider = context =>
        {
            context.ProtocolMessage.RedirectUri = Public(settings, context.ProtocolMessage.RedirectUri);
            return Task.CompletedTask;
        },
        OnRedirectToIdentityProviderForSignOut = context =>
        {
            context.ProtocolMessage.PostLogoutRedirectUri = Public(settings, context.ProtocolMessage.PostLogoutRedirectUri);
            context.ProtocolMessage.ClientId = settings.ClientId;
            return Task.CompletedTask;
        },
        OnTokenValidated = async context =>
        {
            var answer = context.TokenEndpointResponse;
            if (await who(context.HttpContext, context.Principal!, answer?.AccessToken) is not { } person)
            {
                context.HandleResponse();
                return;
            }

            context.Principal = person;
            // Only what sign-out shows the issuer is kept; access tokens are for whoever asked for them.
            context.Properties!.StoreTokens([new AuthenticationToken { Name = OpenIdConnectParameterNames.IdToken, Value = answer?.IdToken ?? "" }]);
        },
        OnRemoteFailure = async context =>
        {
            context.HandleResponse();
            await failed(context.HttpContext);
        },
    };

    /// <summary>The address as people reach it; the request's own name is believed only where no public address is configured.</summary>
    private static string Public(SignInSettings settings, string address) => settings.PublicUrl is { } site ? new Uri(site, new Uri(address).AbsolutePath).ToString() : address;

    /// <summary>Leads to a path of this site: behind a proxy the request does not say how people name it.</summary>
    private static Task Here(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.Redirect(Uri.TryCreate(context.RedirectUri, UriKind.Absolute, out var address) && address.Scheme != Uri.UriSchemeFile ? address.PathAndQuery : LocalRequest.Path(context.RedirectUri));
        return Task.CompletedTask;
    }
}
