using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Monitor.OpenTelemetry.Exporter;
using HrCollab.Functions.Hosting;
using HrCollab.Functions.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
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
        await Canaries(["--OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address, "--OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"]);

        // The host is gone, and what it held back was sent before.
        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces"], collector.Got.Keys.Order(StringComparer.Ordinal));
        Assert.All(["/v1/traces", "/v1/metrics"], signal => Assert.Contains("/api/forms/{form}/submissions", collector.Text(signal), StringComparison.Ordinal));
        Assert.Contains("http.server.request.duration", collector.Text("/v1/metrics"), StringComparison.Ordinal);
        Assert.All(Names, name => Assert.Contains(name, collector.Text("/v1/metrics"), StringComparison.Ordinal));
        Assert.Contains(typeof(FaultyStore.Failure).FullName!, collector.Text("/v1/logs"), StringComparison.Ordinal);
        Assert.Empty(collector.Leaked(Secrets));
    }

    /// <summary>The same to Application Insights, as a Functions app is told to by its connection string; nothing when it is to be left to the host.</summary>
    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task S50_WhereTheFunctionsAppHasApplicationInsights_TheProcessReportsThere_AndNothingOfAnybody(string sends)
    {
        await using var collector = await Collector.Started();
        await Canaries(["--APPLICATIONINSIGHTS_CONNECTION_STRING", ConnectionString(collector), "--Telemetry:ApplicationInsights", sends]);
        if (sends == "false")
        {
            Assert.Empty(collector.Got);
            return;
        }

        var sent = collector.Text(Assert.Single(collector.Got.Keys));
        Assert.Matches("\"(MessageData|ExceptionData)\"", sent); // a log is either, by whether it has an exception
        Assert.All(["\"RequestData\"", "\"MetricData\"", "/api/forms/{form}/submissions", typeof(FaultyStore.Failure).FullName!, .. Names], word => Assert.Contains(word, sent, StringComparison.Ordinal));
        Assert.Empty(collector.Leaked(Secrets));
    }

    private static string ConnectionString(Collector collector) => $"InstrumentationKey=00000000-0000-4000-8000-000000000001;IngestionEndpoint={collector.Address}/;LiveEndpoint={collector.Address}/";

    private static readonly string[] Names = ["hrcollab.submissions", "hrcollab.decision.duration", "hrcollab.projection.lag", "workflows/onboarding"];

    private static readonly string[] Secrets =
        [Name, Uri.EscapeDataString(Name), NewPerson.IdNumber(77), NewPerson.IdNumber(78), FaultyStore.Secret, (string)NewPerson.Form("E0077", 77)["mobile"], "E0005", "E0077", "E0078", "canary-agent", "canary-state"];

    /// <summary>Somebody works, and what names them is in every part of what they send; something fails and quotes it.</summary>
    private static async Task Canaries(string[] settings)
    {
        var idNumber = NewPerson.IdNumber(77);
        var form = NewPerson.Form("E0077", 77);
        form["name"] = Name;
        FaultyStore? faulty = null;
        await using (var host = await TestHost.Started(
            store: TestStore.Sqlite,
            configure: services => FaultyStore.Over(services, store => faulty = store),
            settings: settings))
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
            Flush(host.Services.GetService<TracerProvider>(), host.Services.GetService<MeterProvider>(), host.Services.GetService<LoggerProvider>());
        }
    }

    /// <summary>Everything so far is sent, however busy the machine: what a process still sends while it ends is cut off after some seconds.</summary>
    private static void Flush(TracerProvider? traces, MeterProvider? metrics, LoggerProvider? logs)
    {
        var patience = (int)TestHost.Patience.TotalMilliseconds;
        Assert.True(traces?.ForceFlush(patience) != false && metrics?.ForceFlush(patience) != false && logs?.ForceFlush(patience) != false);
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
            var insights = Insights.Of(new ConfigurationBuilder().AddInMemoryCollection([new("APPLICATIONINSIGHTS_CONNECTION_STRING", ConnectionString(collector))]).Build())!;
            using (var traces = Sdk.CreateTracerProviderBuilder().AddSource(source.Name).AddOtlpExporter(o => Export(o, "traces")).AddAzureMonitorTraceExporter(insights).SetSampler(new AlwaysOnSampler()).Build())
            using (var metrics = Sdk.CreateMeterProviderBuilder().AddMeter(meter.Name).AddOtlpExporter(o => Export(o, "metrics")).AddAzureMonitorMetricExporter(insights).Build())
            using (var logs = LoggerFactory.Create(b => b.AddOpenTelemetry(o => o.AddOtlpExporter(e => Export(e, "logs")).AddAzureMonitorLogExporter(insights))))
            {
                using (source.StartActivity("request")?.SetTag("person", Name))
                {
                    meter.CreateCounter<long>("requests").Add(1, new KeyValuePair<string, object?>("person", Name));
                }

                logs.CreateLogger("canary").LogError(new IOException(Name), "Failed.");
                Flush(traces, metrics, null);
            }
        }

        Assert.Equal(["/v1/logs", "/v1/metrics", "/v1/traces", "/v2.1/track"], collector.Leaked([Name]).Select(l => l.Signal).Order(StringComparer.Ordinal));
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
            collector._app.MapPost("/{version}/{signal}", async (HttpContext context) =>
            {
                var body = new MemoryStream();
                await using var sent = context.Request.Headers.ContentEncoding == "gzip" ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body;
                await sent.CopyToAsync(body);
                if (body.TryGetBuffer(out var got) && got.AsSpan().StartsWith("{"u8)) body = Plain(body);
                collector.Got.GetOrAdd(context.Request.Path, _ => []).Add(body.ToArray());
            });
            await collector._app.StartAsync();
            return collector;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();

        /// <summary>Lines of JSON without escapes: what is looked for stands there as it is.</summary>
        private static MemoryStream Plain(MemoryStream lines) => new(Encoding.UTF8.GetBytes(string.Join(
            '\n', Encoding.UTF8.GetString(lines.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.ToJsonString(Relaxed)))));

        private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    }
}
