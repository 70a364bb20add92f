using HrCollab.Functions.Http;
using HrCollab.Functions.Portal;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Timeouts;

namespace HrCollab.Functions.Hosting;

/// <summary>Answers for what no endpoint answered: problems for the API, pages for people.</summary>
internal static class Failures
{
    private const int RequestSeconds = 30;

    public static void UseFailures(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = context =>
            {
                var error = context.Features.Get<IExceptionHandlerFeature>()?.Error;
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

    /// <summary>How long a request may take, <c>Limits:RequestSeconds</c>; uploads of imports have a limit of their own, their size.</summary>
    public static RequestTimeoutPolicy TimeLimit(IConfiguration configuration) => new()
    {
        Timeout = TimeSpan.FromSeconds(Math.Clamp(configuration.GetValue("Limits:RequestSeconds", RequestSeconds), 1, 600)),
        TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        WriteTimeoutResponse = context => Problems.Of(context, new OperationCanceledException()).ExecuteAsync(context),
    };

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
}
