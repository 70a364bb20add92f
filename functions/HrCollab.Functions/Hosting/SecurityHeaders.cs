using HrCollab.Components.SignIn;

namespace HrCollab.Functions.Hosting;

/// <summary>
/// What a browser is told to refuse. Set when the answer starts, so that no failure page loses them. Source: OWASP Secure Headers Project,
/// Content Security Policy Level 3.
/// </summary>
internal static class SecurityHeaders
{
    public static void UseSecurityHeaders(this WebApplication app, SignInSettings settings)
    {
        var policy = Policy(settings);
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                Secure(context, policy, settings.IsSecure);
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    /// <summary>No inline script or style, nothing from elsewhere. Signing out posts a form here and is led on to the issuer, which is why that may be a form's end.</summary>
    private static string Policy(SignInSettings settings) =>
        "default-src 'self'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'"
        + (settings is { HasSignIn: true, Authority: { } issuer } ? " " + issuer.GetLeftPart(UriPartial.Authority) : "")
        + "; img-src 'self' data:; object-src 'none'";

    private static void Secure(HttpContext context, string policy, bool encrypted)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.XFrameOptions = "DENY";
        headers.ContentSecurityPolicy = policy;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (encrypted) headers.StrictTransportSecurity = "max-age=31536000";
        // Pages and answers are somebody's own: nothing on the way or on a shared machine keeps them. Style, script and icon are everybody's.
        if (headers.CacheControl.Count == 0 && (context.GetEndpoint() is not null || context.Response.StatusCode >= StatusCodes.Status300MultipleChoices)) headers.CacheControl = "no-store";
    }
}
