using HrCollab.Engine.Kernel;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Publishing;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HrCollab.Functions.Portal;

/// <summary>Pages for requests that no page answered.</summary>
internal static class PortalFailures
{
    public static IResult Of(HttpContext context, Exception? error) => error switch
    {
        // A sign-in that is no longer good: the person has left, or the data are new.
        RequestRefusedException { Status: StatusCodes.Status401Unauthorized } => TypedResults.SignOut(
            new Microsoft.AspNetCore.Authentication.AuthenticationProperties { RedirectUri = "/sign-in" }, [CookieAuthenticationDefaults.AuthenticationScheme]),
        RequestRefusedException { Status: StatusCodes.Status403Forbidden } refused when refused.Code == IdentityFindings.UnknownAccount => Page(context, refused.Status, refused.Code.Message, refused.Code.Help),
        RequestRefusedException { Status: StatusCodes.Status422UnprocessableEntity } refused => Page(context, refused.Status, refused.Code.Message.With(refused.Arguments), refused.Code.Help),
        RequestRefusedException refused => Of(context, refused.Status),
        AntiforgeryValidationException => Page(context, StatusCodes.Status400BadRequest, PortalText.Expired, PortalText.ExpiredBody),
        Storage.StoreBusyException => Of(context, StatusCodes.Status503ServiceUnavailable),
        RevisionRefusedException refused => Page(context, StatusCodes.Status503ServiceUnavailable, refused.Why.Message.With(refused.Revision), refused.Why.Help),
        BadHttpRequestException bad => Of(context, bad.StatusCode),
        _ => Of(context, StatusCodes.Status500InternalServerError),
    };

    public static IResult Of(HttpContext context, int status) => status switch
    {
        >= StatusCodes.Status500InternalServerError => Page(context, status, PortalText.Failed, PortalText.FailedBody),
        StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => Page(context, StatusCodes.Status404NotFound, PortalText.NotFound, PortalText.NotFoundBody),
        StatusCodes.Status403Forbidden => Page(context, status, PortalText.Outside, PortalText.OutsideBody),
        _ => Page(context, status, PortalText.Expired, PortalText.ExpiredBody),
    };

    /// <summary>The page for whoever asks too often.</summary>
    public static IResult TooMany(HttpContext context) => Page(context, StatusCodes.Status429TooManyRequests, IdentityFindings.TooMany.Message, PortalText.TooManyBody);

    private static RazorComponentResult<MessagePage> Page(HttpContext context, int status, Text heading, Text body) =>
        new(new { Page = PageFrame.Of(context, null), Heading = heading, Body = body }) { StatusCode = status };
}
