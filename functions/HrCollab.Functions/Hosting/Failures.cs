using HrCollab.Functions.Http;
using HrCollab.Functions.Portal;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Timeouts;

namespace HrCollab.Functions.Hosting;

/// <summary>Answers for what no endpoint answered: problems for the API, pages for people.</summary>
internal static class Failures
{
    /// <summary>The policy of routes that take files.</summary>
    public const string Uploads = "uploads";

    /// <summary>The policy of what a Functions host calls by its timers.</summary>
    public const string Timers = "timers";

    private const int RequestSeconds = 30;

    public static void UseFailures(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context =>
            {
                var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
                if (!context.RequestAborted.IsCancellationRequested) context.RequestServices.GetRequiredService<Operations.StoreTrouble>().Failed(error);
                return (IsApi(context) ? Problems.Of(context, error) : PortalFailures.Of(context, error)).ExecuteAsync(context);
            },
            // What a caller sends wrongly is answered, and is no failure of ours to fill the log with.
            SuppressDiagnosticsCallback = failed => failed.Exception is RequestRefusedException or BadHttpRequestException or AntiforgeryValidationException,
        });
        app.UseStatusCodePages(answered =>
        {
            var context = answered.HttpContext;
            return (IsApi(context) ? Problems.Of(context, context.Response.StatusCode) : PortalFailures.Of(context, context.Response.StatusCode)).ExecuteAsync(context);
        });
    }

    /// <summary>
    /// How long a request may take: <c>Limits:RequestSeconds</c> (30), for a file <c>Limits:UploadSeconds</c> (as long as it takes). Under a Functions host
    /// neither is longer than <see cref="CustomHandler.MostSeconds"/>, and its timers have all of that (<c>Limits:TimerSeconds</c>): nobody waits for them, and after a standstill there is much to do.
    /// </summary>
    public static void AddTimeLimits(this WebApplicationBuilder builder)
    {
        var (configuration, hosted) = (builder.Configuration, builder.Configuration.IsUnderAHost());
        var request = Math.Clamp(configuration.GetValue("Limits:RequestSeconds", RequestSeconds), 1, hosted ? CustomHandler.MostSeconds : 600);
        var upload = configuration.GetValue("Limits:UploadSeconds", 0) is > 0 and var asked ? asked : (int?)null;
        if (hosted) upload = Math.Min(upload ?? CustomHandler.MostSeconds, CustomHandler.MostSeconds);
        builder.Services.AddRequestTimeouts(options =>
        {
            options.DefaultPolicy = Limit(request);
            options.AddPolicy(Uploads, Limit(upload));
            options.AddPolicy(Timers, Limit(Math.Clamp(configuration.GetValue("Limits:TimerSeconds", CustomHandler.MostSeconds), 1, CustomHandler.MostSeconds)));
        });
    }

    private static RequestTimeoutPolicy Limit(int? seconds) => new()
    {
        Timeout = seconds is { } limit ? TimeSpan.FromSeconds(limit) : null,
        TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        WriteTimeoutResponse = context =>
        {
            context.RequestAborted = CancellationToken.None; // it is the request that ran out of time, not its answer
            return Problems.Of(context, new OperationCanceledException()).ExecuteAsync(context);
        },
    };

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
}
