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
        // A critical header (RFC 7515 section 4.1.11) must be understood, and we understand none.
        var understood = context.SecurityToken is JsonWebToken read && !read.TryGetHeaderValue<object>("crit", out _);
        if (understood && context.Principal?.Identity is ClaimsIdentity token && accounts.OfAccessToken(token, Scheme) is { } known) context.Principal = known;
        else context.Fail("The token grants nothing here.");
        return Task.CompletedTask;
    }
}
