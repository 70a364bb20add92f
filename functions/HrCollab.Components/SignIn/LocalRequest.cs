using System.Collections.Frozen;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HrCollab.Components.SignIn;

/// <summary>Requests of whoever sits at this machine, and addresses of this site.</summary>
public static class LocalRequest
{
    private static readonly FrozenSet<string> Proxies = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "Forwarded", "X-Real-IP", "Via", "X-Original-Host", "X-Azure-Functions-InvocationId");

    /// <summary>True for a request from this machine, to this machine by its own name, that no proxy passed on.</summary>
    public static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && (context.Request.Host.Host == "localhost" || (IPAddress.TryParse(context.Request.Host.Host, out var named) && IPAddress.IsLoopback(named)))
        && !context.Request.Headers.Keys.Any(h => h.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase) || Proxies.Contains(h));

    /// <summary>
    /// True where somebody may be chosen without a password: in Development, by whoever sits at this machine. Not where the settings say that others
    /// are served, on Azure or under a public address: a proxy on this machine that hides itself cannot be told from its user.
    /// </summary>
    public static bool MayChoose(HttpContext context)
    {
        var services = context.RequestServices;
        return services.GetRequiredService<IHostEnvironment>().IsDevelopment()
            && services.GetRequiredService<IConfiguration>()["WEBSITE_SITE_NAME"] is not { Length: > 0 }
            && services.GetRequiredService<SignInSettings>().PublicUrl is null or { IsLoopback: true }
            && IsLocal(context);
    }

    /// <summary>The path if it is one of this site, else the first page: nobody is sent elsewhere by a link.</summary>
    public static string Path(string? path) =>
        path is { Length: > 0 and < 1_000 } && path[0] == '/' && !path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith("/\\", StringComparison.Ordinal) && !path.Any(char.IsControl) ? path : "/";
}
