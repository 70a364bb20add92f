using System.Security.Cryptography;
using HrCollab.Components.SignIn;
using HrCollab.Designer.Identity;
using HrCollab.Designer.Shell;

namespace HrCollab.Designer.Hosting;

/// <summary>The way of a request, and every route.</summary>
internal static class DesignerPipeline
{
    /// <summary>Where a request's nonce for style sheets is kept; the source view's editor brings its own rules.</summary>
    public const string Nonce = "nonce";

    public static void UseDesigner(this WebApplication app)
    {
        app.Use(Secure);
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        SignInEndpoints.Map(app);
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
    }

    private static Task Secure(HttpContext context, RequestDelegate next)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        context.Items[Nonce] = nonce;
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers.XFrameOptions = "DENY";
            var settings = context.RequestServices.GetRequiredService<SignInSettings>();
            var issuer = settings is { HasSignIn: true, Authority: { } authority } ? " " + authority.GetLeftPart(UriPartial.Authority) : ""; // where signing out leads on to
            if (settings.IsSecure) headers.StrictTransportSecurity = "max-age=31536000";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
            headers.ContentSecurityPolicy = $"default-src 'self'; style-src 'self' 'nonce-{nonce}'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'{issuer}; img-src 'self' data:; object-src 'none'";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
