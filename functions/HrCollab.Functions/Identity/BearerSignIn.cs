using System.Collections.Frozen;
using System.Security.Claims;
using HrCollab.Components.SignIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;

namespace HrCollab.Functions.Identity;

/// <summary>Access tokens of the configured issuer. Without an issuer no token is good.</summary>
internal static class BearerSignIn
{
    public const string Scheme = JwtBearerDefaults.AuthenticationScheme;

    /// <summary>What access tokens call themselves: RFC 9068 section 2.1, and issuers that are older than it.</summary>
    private static readonly FrozenSet<string> Types = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "at+jwt", "application/at+jwt", "JWT");

    public static AuthenticationBuilder AddAccessTokens(this AuthenticationBuilder builder, SignInSettings settings)
    {
        builder.Services.AddOptions<JwtBearerOptions>(Scheme).Configure<TimeProvider>((options, time) => options.TokenValidationParameters = TokenRules.Of(settings.Audience, time));
        builder.AddJwtBearer(Scheme, options =>
        {
            options.MapInboundClaims = false;
            options.IncludeErrorDetails = false; // the problem says what to do; what exactly was wrong helps only whoever tries tokens
            if (settings is { Authority: { } authority, Audience: not null }) (options.Authority, options.RequireHttpsMetadata) = (authority.ToString(), authority.Scheme == Uri.UriSchemeHttps);
            options.Events = new JwtBearerEvents { OnTokenValidated = Validated };
        });
        builder.Services.AddOptions<JwtBearerOptions>(Scheme).PostConfigure(options => TokenRules.ForgetWithdrawnKeys(options.ConfigurationManager));
        return builder;
    }

    private static Task Validated(TokenValidatedContext context)
    {
        var accounts = context.HttpContext.RequestServices.GetRequiredService<Accounts>();
        if (context.SecurityToken is JsonWebToken read && IsAccessToken(read) && context.Principal?.Identity is ClaimsIdentity token && accounts.OfAccessToken(token, Scheme) is { } known) context.Principal = known;
        else context.Fail("The token grants nothing here.");
        return Task.CompletedTask;
    }

    /// <summary>
    /// False for an ID token that names us as its audience and has a claim called scope, and for whatever else the issuer signs (RFC 8725
    /// section 3.11). A critical header (RFC 7515 section 4.1.11) must be understood, and we understand none.
    /// </summary>
    private static bool IsAccessToken(JsonWebToken token) =>
        Types.Contains(token.Typ) && !token.Claims.Any(c => c.Type is "nonce" or "at_hash" or "c_hash") && !token.TryGetHeaderValue<object>("crit", out _);
}
