using System.Collections.Immutable;
using System.Net;
using System.Security.Claims;
using System.Text.Json.Nodes;
using HrCollab.Components.SignIn;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace HrCollab.Designer.Identity;

/// <summary>
/// Who somebody is that the company's issuer has signed in: the host says, asked with their own access token, so that the designer believes
/// nothing of its own about names and duties.
/// </summary>
internal static class CompanySignIn
{
    /// <summary>The member; null, with a page that says why, when the host knows nobody for the token or cannot be asked.</summary>
    public static async Task<ClaimsPrincipal?> SignedIn(HttpContext context, ClaimsPrincipal claims, string? accessToken)
    {
        var host = context.RequestServices.GetRequiredService<HostAnswers>();
        try
        {
            if (accessToken is not null && await host.Me(accessToken, context.RequestAborted) is { } member)
            {
                host.Keep(member, accessToken);
                return member.Principal(CookieAuthenticationDefaults.AuthenticationScheme);
            }

            await SignInEndpoints.Message(context, HttpStatusCode.Forbidden, p => p.T("您的账号没有对应的在职人员", "Your account belongs to nobody who works here"),
                p => p.T("请人力资源部核对您的记录与登录账号。", "Ask HR to compare your record with the account you sign in with."));
        }
        catch (HttpRequestException)
        {
            await SignInEndpoints.Message(context, HttpStatusCode.ServiceUnavailable, p => p.T("服务没有运行", "The host does not run"),
                p => p.T("设计器向 Designer:Host 询问您是谁。请稍后再试。", "The designer asks the host at Designer:Host who you are. Try again in a moment."));
        }

        return null;
    }

    /// <summary>The member that an answer to GET /api/me describes; null for a program.</summary>
    public static Member? Read(JsonNode me) => me["person"] is { } person && person["service"] is null && person["id"]?.GetValue<string>() is { } id
        ? new Member(id, person["name"]?.GetValue<string>() ?? id, [.. (me["duties"] as JsonArray ?? []).Where(d => d?["department"] is null).Select(d => d!["duty"]!.GetValue<string>())])
        : null;
}
