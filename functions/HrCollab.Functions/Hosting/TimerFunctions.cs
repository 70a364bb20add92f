using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Http;
using HrCollab.Functions.Projecting;

namespace HrCollab.Functions.Hosting;

/// <summary>
/// Acts that an Azure Functions host calls by its timers, so that an app scaled to nothing still reminds in time. Alone, hosted services of
/// this process call the same acts, and no route exists for them. Each act can be called at any time and as often as one likes.
/// Source: custom handlers answer a timer at POST /{function}, https://learn.microsoft.com/azure/azure-functions/functions-custom-handlers.
/// </summary>
internal static class TimerFunctions
{
    /// <summary>Name, NCRONTAB schedule in UTC with seconds, and act.</summary>
    public static IReadOnlyList<(string Name, string Schedule, Func<IServiceProvider, CancellationToken, Task> Act)> All { get; } =
    [
        ("ProjectViews", "15 */5 * * * *", (services, cancel) => services.GetRequiredService<Projector>().Pass(cancel)),
        ("RemindAndEscalate", "0 */5 * * * *", (services, cancel) => services.GetRequiredService<NoticeRelay>().Pass(cancel)),
        ("ApplyEffectiveChanges", "30 */5 * * * *", (services, cancel) => services.GetRequiredService<EffectRelay>().Pass(cancel)),
    ];

    /// <summary>
    /// The route by which a Functions host passes on what people send to pages: whatever does not begin with the name of a timer. A host that forwards passes on the
    /// Host header that somebody names, so that such a request would look like its own.
    /// </summary>
    public static string PassedOn { get; } = $"{{page:regex(^(?!({string.Join('|', All.Select(t => t.Name))})$))}}/{{*rest}}";

    /// <summary>Maps the acts behind a Functions host only.</summary>
    public static void Map(WebApplication app)
    {
        if (!app.Configuration.IsUnderAHost()) return;
        foreach (var (name, _, act) in All)
        {
            app.MapPost("/" + name, async (HttpContext context) =>
            {
                if (!IsFromTheHost(context)) return Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.NotFound);
                await context.RequestServices.GetRequiredService<Operations.TimerRuns>().Run(name, cancel => act(context.RequestServices, cancel), byHost: true, context.RequestAborted);
                return JsonAnswer.Ok(new JsonObject { ["Outputs"] = new JsonObject(), ["Logs"] = new JsonArray(), ["ReturnValue"] = null });
            }).AllowAnonymous().DisableRateLimiting().DisableAntiforgery().ExcludeFromDescription().WithRequestTimeout(Failures.Timers).WithMetadata(new Storage.NobodyWaits());
        }
    }

    /// <summary>
    /// A timer's call comes from this machine, to the address we listen on, with an invocation id and without anything a person's request
    /// carries. What the host passes on for somebody names the public address, in Host or in X-Forwarded-Host.
    /// </summary>
    private static bool IsFromTheHost(HttpContext context)
    {
        var headers = context.Request.Headers;
        return context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
            && context.Request.Host.Port == context.Connection.LocalPort && IPAddress.TryParse(context.Request.Host.Host, out var local) && IPAddress.IsLoopback(local)
            && headers.ContainsKey(CustomHandler.InvocationHeader)
            && !headers.ContainsKey("X-Forwarded-Host") && !headers.ContainsKey("X-Forwarded-For") && !headers.ContainsKey("Origin")
            && !headers.ContainsKey("Cookie") && !headers.ContainsKey("Authorization");
    }
}
