using HrCollab.Functions.Http;
using HrCollab.Functions.Portal;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace HrCollab.Functions.Hosting;

/// <summary>Answers for what no endpoint answered: problems for the API, pages for people.</summary>
internal static class Failures
{
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

    private static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);
}
