using System.Collections.Concurrent;
using System.Net;
using System.Text;
using HrCollab.Functions.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace HrCollab.Functions.Tests.Hosting;

/// <summary>What leaves the process as telemetry, as a collector gets it.</summary>
public sealed class TelemetryTests
{
    private const string Name = "金丝雀";

    [Fact]
    public async Task S50_TracesMetricsAndLogs_AreSent_AndHoldNothingOfAnybody()
    {
        await using var collector = await Collector.Started();
        var idNumber = NewPerson.IdNumber(77);
        var form = NewPerson.Form("E0077", 77);
        form["name"] = Name;
        FaultyStore? faulty = null;
        await using (var host = await TestHost.Started(
            store: TestStore.Sqlite,
            configure: services => FaultyStore.Over(services, store => faulty = store),
            settings: ["--OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address, "--OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"]))
        {
            (await host.Post("E0005", "/api/forms/onboarding/submissions", new { input = form })).Is(HttpStatusCode.Created);
            await host.Get("E0005", $"/api/records/person?name={Uri.EscapeDataString(Name)}&id={idNumber}");
            await host.Get("E0005", $"/api/records/person/{Uri.EscapeDataString(Name)}");
            using (var traced = new HttpRequestMessage(HttpMethod.Get, $"/portal/{Uri.EscapeDataString(Name)}"))
            {
                traced.Headers.Add("User-Agent", "canary-agent");
                traced.Headers.Add("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
                traced.Headers.Add("tracestate", "who=canary-state");
                using var answered = await host.Http.SendAsync(traced);
            }

            faulty!.Fails = batch => batch.Container == Container.Cases; // an exception that quotes what it was given
            form["employeeNo"] = "E0078";
            form["idNumber"] = NewPerson.IdNumber(78);
            Assert.Equal(HttpStatusCode.InternalServerError, (await host.Post("E0005", "/api/forms/onboarding/submissions", new { input = form })).Status);
            faulty.Fails = null;
        }

        // The host is gone, and what it held back was sent before.
        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], collector.Got.Keys.Order(StringComparer.Ordinal));
        Assert.All(["/v1/traces", "/v1/metrics"], signal => Assert.Contains("/api/forms/{form}/submissions", collector.Text(signal), StringComparison.Ordinal));
        Assert.Contains("http.server.request.duration", collector.Text("/v1/metrics"), StringComparison.Ordinal);
        Assert.All(["hrcollab.submissions", "hrcollab.decision.duration", "hrcollab.projection.lag", "workflows/onboarding"], name => Assert.Contains(name, collector.Text("/v1/metrics"), StringComparison.Ordinal));
        Assert.Contains("System.IO.IOException", collector.Text("/v1/logs"), StringComparison.Ordinal);
        string[] secrets = [Name, Uri.EscapeDataString(Name), idNumber, NewPerson.IdNumber(78), FaultyStore.Secret, (string)form["mobile"], "E0005", "E0077", "E0078", "canary-agent", "canary-state"];
        Assert.Empty(collector.Leaked(secrets));
    }

    /// <summary>What looks for leaks finds one in each signal, wherever it is hidden: in an attribute, a tag, a value of a line, an exception.</summary>
    [Fact]
    public async Task ACanaryInAnAttribute_IsFoundInEverySignal()
    {
        await using var collector = await Collector.Started();
        using (var source = new System.Diagnostics.ActivitySource("canary"))
        using (var meter = new System.Diagnostics.Metrics.Meter("canary"))
        {
            void Export(OpenTelemetry.Exporter.OtlpExporterOptions options, string signal) => (options.Protocol, options.Endpoint) = (OpenTelemetry.Exporter.OtlpExportProtocol.HttpProtobuf, new Uri($"{collector.Address}/v1/{signal}"));
            using (var traces = Sdk.CreateTracerProviderBuilder().AddSource(source.Name).AddOtlpExporter(o => Export(o, "traces")).Build())
            using (var metrics = Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name).AddOtlpExporter(o => Export(o, "metrics")).Build())
            using (var logs = LoggerFactory.Create(b => b.AddOpenTelemetry(o => o.AddOtlpExporter(e => Export(e, "logs")))))
            {
                using (source.StartActivity("request")?.SetTag("person", Name))
                {
                    meter.CreateCounter<long>("requests").Add(1, new KeyValuePair<string, object?>("person", Name));
                }

                logs.CreateLogger("canary").LogError(new IOException(Name), "Failed.");
            }
        }

        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], collector.Leaked([Name]).Select(l => l.Signal).Order(StringComparer.Ordinal));
    }

    /// <summary>Takes what is sent to it and keeps the bytes by path.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly WebApplication _app;

        private Collector(WebApplication app) => _app = app;

        public ConcurrentDictionary<string, ConcurrentBag<byte[]>> Got { get; } = new(StringComparer.Ordinal);

        /// <summary>All that came by a path; in the protocol's bytes, texts stand as they are.</summary>
        public string Text(string path) => string.Concat(Got[path].Select(Encoding.UTF8.GetString));

        /// <summary>Which of the secrets were sent, and as what.</summary>
        public IReadOnlyList<(string Signal, string Secret)> Leaked(IReadOnlyCollection<string> secrets) =>
            [.. Got.Keys.SelectMany(signal => secrets.Where(secret => Text(signal).Contains(secret, StringComparison.Ordinal)).Select(secret => (signal, secret)))];

        public string Address => _app.Urls.Single();

        public static async Task<Collector> Started()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            var collector = new Collector(builder.Build());
            collector._app.MapPost("/v1/{signal}", async (HttpContext context) =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                collector.Got.GetOrAdd(context.Request.Path, _ => []).Add(body.ToArray());
            });
            await collector._app.StartAsync();
            return collector;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
