using System.Diagnostics;
using Azure.Monitor.OpenTelemetry.Exporter;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace HrCollab.Functions.Hosting;

/// <summary>
/// Traces, metrics and logs by OpenTelemetry, sent where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says and to the Application Insights of
/// <c>APPLICATIONINSIGHTS_CONNECTION_STRING</c> (<see cref="Insights"/>); without either nothing is collected.
/// What is sent holds nothing of anybody: only the attributes listed here leave the process, a request is told by its route, an exception by its type.
/// </summary>
internal static class Telemetry
{
    private static readonly string[] Meters = [Operations.Measures.Meter, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime"];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var (otlp, insights) = (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]), Insights.Of(builder.Configuration));
        if (!otlp && insights is null) return;
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(builder.Configuration["OTEL_SERVICE_NAME"] ?? "hrcollab", serviceVersion: Engine.Decisions.Decision.Engine))
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddProcessor(new RoutesOnly()))
            .WithMetrics(metrics => metrics.AddMeter(Meters))
            .WithLogging(logs => logs.AddProcessor(new TemplatesOnly()));
        // After what takes things out: whoever sends gets what is left.
        if (otlp) telemetry.WithTracing(t => t.AddOtlpExporter()).WithMetrics(m => m.AddOtlpExporter()).WithLogging(l => l.AddOtlpExporter());
        if (insights is not null) telemetry.WithTracing(t => t.AddAzureMonitorTraceExporter(insights)).WithMetrics(m => m.AddAzureMonitorMetricExporter(insights)).WithLogging(l => l.AddAzureMonitorLogExporter(insights));
    }

    /// <summary>Of a request its route, method, status and kind of error; nothing of its address, its query and who sent it.</summary>
    private sealed class RoutesOnly : BaseProcessor<Activity>
    {
        private static readonly HashSet<string> Sent = new(StringComparer.Ordinal) { "http.request.method", "http.response.status_code", "http.route", "url.scheme", "network.protocol.version", "error.type" };

        public override void OnEnd(Activity data)
        {
            foreach (var name in data.TagObjects.Select(t => t.Key).Where(n => !Sent.Contains(n)).ToList()) data.SetTag(name, null);
            data.TraceStateString = null; // written by the caller
            data.SetStatus(data.Status); // without its description, which may quote
        }
    }

    /// <summary>Of a line its words before anything is put into them, of our own lines what says where to look, of an exception its type.</summary>
    private sealed class TemplatesOnly : BaseProcessor<LogRecord>
    {
        public override void OnEnd(LogRecord data)
        {
            var kept = (data.Attributes ?? []).Where(a => a.Key == LoggedNames.Template || LoggedNames.IsSent(data.CategoryName, a.Key)).ToList();
            data.FormattedMessage = null;
            data.Body = kept.Find(a => a.Key == LoggedNames.Template).Value as string;
            if (data.Exception is { } exception) kept.Add(new("exception.type", exception.GetType().FullName));
            data.Exception = null;
            data.Attributes = kept;
        }
    }
}
