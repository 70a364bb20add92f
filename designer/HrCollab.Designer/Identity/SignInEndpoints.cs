using System.Net;
using HrCollab.Designer.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HrCollab.Designer.Identity;

/// <summary>Sign-in as a person of the example company (Development on this machine only) and sign-out.</summary>
internal static class SignInEndpoints
{
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", Show).AllowAnonymous();
        routes.MapPost("/sign-in", SignIn).AllowAnonymous();
        routes.MapPost("/sign-out", SignOut);
    }

    private static IResult Show(HttpContext context, IHostEnvironment environment, People people) =>
        MayChoose(context, environment) ? Page(context, people, LocalPath(context.Request.Query["ReturnUrl"])) : TypedResults.NotFound();

    private static async Task<IResult> SignIn(HttpContext context, IHostEnvironment environment, IAntiforgery antiforgery, People people)
    {
        if (!MayChoose(context, environment)) return TypedResults.NotFound();
        await antiforgery.ValidateRequestAsync(context);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var back = LocalPath(form["back"]);
        return people.Find(form["person"].ToString()) is { } member
            ? TypedResults.SignIn(member.Principal(Scheme), new AuthenticationProperties { RedirectUri = back }, Scheme)
            : Page(context, people, back);
    }

    private static async Task<IResult> SignOut(HttpContext context, IAntiforgery antiforgery)
    {
        await antiforgery.ValidateRequestAsync(context);
        return TypedResults.SignOut(new AuthenticationProperties { RedirectUri = "/sign-in" }, [Scheme]);
    }

    private static RazorComponentResult<SignInPage> Page(HttpContext context, People people, string back)
    {
        var preferences = Preferences.Of(context);
        return new RazorComponentResult<SignInPage>(new { Preferences = preferences, Groups = people.Groups(preferences.Language), Back = back, Me = Member.Of(context.User) });
    }

    /// <summary>Only in Development, from this machine, to this machine by its own name, and not through a proxy.</summary>
    private static bool MayChoose(HttpContext context, IHostEnvironment environment) =>
        environment.IsDevelopment() && context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && (context.Request.Host.Host == "localhost" || (IPAddress.TryParse(context.Request.Host.Host, out var named) && IPAddress.IsLoopback(named)))
        && !context.Request.Headers.Keys.Any(h => h.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || h.Equals("Forwarded", StringComparison.OrdinalIgnoreCase));

    /// <summary>A path on this site, never an address elsewhere.</summary>
    private static string LocalPath(string? path) => path is { Length: > 0 } && path[0] == '/' && !path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith("/\\", StringComparison.Ordinal) ? path : "/";
}
