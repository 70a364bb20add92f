using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HrCollab.Functions.Portal;

/// <summary>Sign-in as an example person (Development on this machine) and sign-out.</summary>
internal static class SignInPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", Show).AllowAnonymous();
        routes.MapPost("/sign-in", SignIn).AllowAnonymous();
        routes.MapPost("/sign-out", SignOut);
    }

    private static async Task<IResult> Show(HttpContext context, IHostEnvironment environment, ActiveDefinitions definitions, OrganizationSource organizations, ProjectorSignal projector)
    {
        if (!environment.IsDevelopment() || !DevelopmentSignIn.IsLocal(context)) return PortalEndpoints.NotFound(context, null);
        await projector.CaughtUp(context.RequestAborted);
        return await Page(context, definitions, organizations, PortalEndpoints.LocalPath(context.Request.Query["ReturnUrl"]), refused: false);
    }

    private static async Task<IResult> SignIn(
        HttpContext context, IHostEnvironment environment, IAntiforgery antiforgery, ActiveDefinitions definitions, OrganizationSource organizations, RecordReader records, IDocumentStore store)
    {
        if (!environment.IsDevelopment() || !DevelopmentSignIn.IsLocal(context)) return PortalEndpoints.NotFound(context, null);
        await antiforgery.ValidateRequestAsync(context);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var back = PortalEndpoints.LocalPath(form["back"]);
        if (await DevelopmentSignIn.Find(form["person"].ToString().Trim(), definitions, organizations, records, store, context.RequestAborted) is not { } person)
            return await Page(context, definitions, organizations, back, refused: true);
        const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        return TypedResults.SignIn(DevelopmentSignIn.Principal(person, Scheme), new Microsoft.AspNetCore.Authentication.AuthenticationProperties { RedirectUri = back }, Scheme);
    }

    private static async Task<IResult> SignOut(HttpContext context, IAntiforgery antiforgery)
    {
        await antiforgery.ValidateRequestAsync(context);
        return TypedResults.SignOut(new Microsoft.AspNetCore.Authentication.AuthenticationProperties { RedirectUri = "/sign-in" }, [CookieAuthenticationDefaults.AuthenticationScheme]);
    }

    private static async Task<IResult> Page(HttpContext context, ActiveDefinitions definitions, OrganizationSource organizations, string back, bool refused) =>
        new RazorComponentResult<SignInPage>(new
        {
            Page = PageFrame.Of(context, null),
            People = SignInGroup.Of(definitions.Current, await organizations.Now(context.RequestAborted), Languages.Of(context)),
            Back = back,
            Refused = refused,
        });
}
