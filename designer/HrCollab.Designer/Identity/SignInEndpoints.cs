using System.Net;
using HrCollab.Components.SignIn;
using HrCollab.Designer.Shell;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HrCollab.Designer.Identity;

/// <summary>Sign-in with the company's issuer, or as a person of the example company (Development on this machine only), and sign-out.</summary>
internal static class SignInEndpoints
{
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;
    private const string After = "/signed-out";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sign-in", Show).AllowAnonymous();
        routes.MapPost("/sign-in", SignIn).AllowAnonymous();
        routes.MapPost("/sign-out", SignOut);
        routes.MapGet(After, (HttpContext context) => Message(
            context, HttpStatusCode.OK, p => p.T("您已退出", "You have signed out"), p => p.T("需要时请重新登录。", "Sign in again when you need to."))).AllowAnonymous();
    }

    /// <summary>The page for a sign-in that was broken off or tampered with.</summary>
    public static Task Failed(HttpContext context) => Message(
        context, HttpStatusCode.BadRequest, p => p.T("登录没有完成", "The sign-in was not completed"), p => p.T("请返回首页重新登录。", "Go back to the first page and sign in again."));

    /// <summary>A page with one message.</summary>
    public static Task Message(HttpContext context, HttpStatusCode status, Func<Preferences, string> heading, Func<Preferences, string> body)
    {
        var preferences = Preferences.Of(context);
        return new RazorComponentResult<MessagePage>(new { Preferences = preferences, Heading = heading(preferences), Body = body(preferences) }) { StatusCode = (int)status }.ExecuteAsync(context);
    }

    private static IResult Show(HttpContext context, SignInSettings settings, People people)
    {
        var back = LocalRequest.Path(context.Request.Query["ReturnUrl"]);
        return LocalRequest.MayChoose(context) ? Page(context, people, back) : settings.HasSignIn ? Company(back) : TypedResults.NotFound();
    }

    private static async Task<IResult> SignIn(HttpContext context, SignInSettings settings, IAntiforgery antiforgery, People people)
    {
        if (!LocalRequest.MayChoose(context)) return TypedResults.NotFound();
        await antiforgery.ValidateRequestAsync(context);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var back = LocalRequest.Path(form["back"]);
        if (settings.HasSignIn && form.ContainsKey("company")) return Company(back);
        return people.Find(form["person"].ToString()) is { } member
            ? TypedResults.SignIn(member.Principal(Scheme), new AuthenticationProperties { RedirectUri = back }, Scheme)
            : Page(context, people, back);
    }

    private static async Task<IResult> SignOut(HttpContext context, SignInSettings settings, IAntiforgery antiforgery, HostAnswers host)
    {
        await antiforgery.ValidateRequestAsync(context);
        if (Member.Of(context.User) is { } member) host.Forget(member);
        await OpenIdSignIn.SignOut(context, settings, LocalRequest.MayChoose(context) ? "/sign-in" : After);
        return TypedResults.Empty;
    }

    private static ChallengeHttpResult Company(string back) => TypedResults.Challenge(new AuthenticationProperties { RedirectUri = back }, [OpenIdSignIn.Scheme]);

    private static RazorComponentResult<SignInPage> Page(HttpContext context, People people, string back)
    {
        var preferences = Preferences.Of(context);
        return new RazorComponentResult<SignInPage>(new
        {
            Preferences = preferences,
            Groups = people.Groups(preferences.Language),
            Back = back,
            Me = Member.Of(context.User),
            HasCompany = context.RequestServices.GetRequiredService<SignInSettings>().HasSignIn,
        });
    }
}
