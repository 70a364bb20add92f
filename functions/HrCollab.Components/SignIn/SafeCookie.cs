using Microsoft.AspNetCore.Http;

namespace HrCollab.Components.SignIn;

/// <summary>
/// A cookie that no script reads, that other sites do not send along with what they post, and that travels encrypted. Unencrypted it is
/// given only to a browser on this machine, so that the product can be tried out without a certificate.
/// </summary>
/// <param name="secure">True when the address people use is encrypted, whatever reaches this process.</param>
public sealed class SafeCookie(bool secure) : CookieBuilder
{
    /// <summary>The cookie's options for the answer to a request.</summary>
    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.HttpOnly = true;
        options.Secure = secure || context.Request.IsHttps || !LocalRequest.IsLocal(context);
        return options;
    }
}
