using HrCollab.Components.SignIn;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HrCollab.Functions.Portal;

/// <summary>Sign-in with the company's issuer, or as an example person (Development on this machine), and sign-out.</summary>
internal static class SignInPages
{
    private const string After = "/signed-out";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", Show).AllowAnonymous();
        routes.MapPost("/sign-in", SignIn).AllowAnonymous();
        routes.MapPost("/sign-out", SignOut);
        routes.MapGet(After, SignedOut).AllowAnonymous();
    }

    /// <summary>The page for somebody whom the issuer knows and who may not act here.</summary>
    public static Task Refused(HttpContext context, DiagnosticCode why) => Message(context, StatusCodes.Status403Forbidden, why.Message, why.Help).ExecuteAsync(context);

    /// <summary>The page for a sign-in that was broken off or tampered with.</summary>
    public static Task Failed(HttpContext context) => Message(context, StatusCodes.Status400BadRequest, PortalText.NotSignedIn, PortalText.NotSignedInBody).ExecuteAsync(context);

    private static async Task<IResult> Show(HttpContext context, SignInSettings settings, ActiveDefinitions definitions, OrganizationSource organizations, ProjectorSignal projector)
    {
        var back = LocalRequest.Path(context.Request.Query["ReturnUrl"]);
        if (!LocalRequest.MayChoose(context))
            return settings.HasSignIn ? TypedResults.Challenge(new AuthenticationProperties { RedirectUri = back }, [OpenIdSignIn.Scheme]) : PortalEndpoints.NotFound(context, null);
        await projector.CaughtUp(context.RequestAborted);
        return await Page(context, definitions, organizations, back, refused: false);
    }

    private static async Task<IResult> SignIn(
        HttpContext context, SignInSettings settings, IAntiforgery antiforgery, ActiveDefinitions definitions, OrganizationSource organizations, RecordReader records, IDocumentStore store)
    {
        if (!LocalRequest.MayChoose(context)) return PortalEndpoints.NotFound(context, null);
        await antiforgery.ValidateRequestAsync(context);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var back = LocalRequest.Path(form["back"]);
        if (settings.HasSignIn && form.ContainsKey("company")) return TypedResults.Challenge(new AuthenticationProperties { RedirectUri = back }, [OpenIdSignIn.Scheme]);
        if (await DevelopmentSignIn.Find(form["person"].ToString().Trim(), definitions, organizations, records, store, context.RequestAborted) is not { } person)
            return await Page(context, definitions, organizations, back, refused: true);
        const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        return TypedResults.SignIn(DevelopmentSignIn.Principal(person, Scheme), new AuthenticationProperties { RedirectUri = back }, Scheme);
    }

    private static async Task<IResult> SignOut(HttpContext context, SignInSettings settings, IAntiforgery antiforgery)
    {
        await antiforgery.ValidateRequestAsync(context);
        if (context.User.Identity?.AuthenticationType == EasyAuth.SchemeName) return TypedResults.LocalRedirect(EasyAuth.SignOutPath(After));
        await OpenIdSignIn.SignOut(context, settings, LocalRequest.MayChoose(context) ? "/sign-in" : After);
        return TypedResults.Empty;
    }

    private static RazorComponentResult SignedOut(HttpContext context) => Message(context, StatusCodes.Status200OK, PortalText.SignedOut, PortalText.SignedOutBody);

    private static RazorComponentResult Message(HttpContext context, int status, Text heading, Text body) =>
        new(typeof(MessagePage), new { Page = PageFrame.Of(context, null), Heading = heading, Body = body }) { StatusCode = status };

    private static async Task<IResult> Page(HttpContext context, ActiveDefinitions definitions, OrganizationSource organizations, string back, bool refused) =>
        new RazorComponentResult<SignInPage>(new
        {
            Page = PageFrame.Of(context, null),
            People = SignInGroup.Of(definitions.Current, await organizations.Now(context.RequestAborted), Languages.Of(context)),
            Back = back,
            Refused = refused,
            HasCompany = context.RequestServices.GetRequiredService<SignInSettings>().HasSignIn,
        });
}
