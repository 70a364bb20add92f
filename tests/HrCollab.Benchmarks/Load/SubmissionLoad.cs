using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using HrCollab.Functions.Hosting;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Storage.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HrCollab.Benchmarks.Load;

/// <summary>
/// P7: durable submissions through the whole pipeline, beside a handler that only reads the body and a bare group commit of documents of
/// the same size. All in one run and one process, so that the ratios mean something.
/// </summary>
internal static class SubmissionLoad
{
    public static async Task<int> Run(string[] args)
    {
        var time = TimeSpan.FromSeconds(Math.Clamp(args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 8, 1, 120));
        var clients = Math.Clamp(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 64, 1, 512);
        var folder = Directory.CreateTempSubdirectory("hrcollab-load-").FullName;
        try
        {
            await using var app = await Start(folder);
            using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = clients }) { BaseAddress = new Uri(Address(app)) };
            var token = await Token(http);
            var body = Encoding.UTF8.GetBytes("""{"subject":"E0042","input":{"newDepartment":"rd2","effectiveDate":"2027-12-14","newBaseSalary":"21000.00","reason":"load"}}""");
            await Gauge.Measure("warm-up", clients, TimeSpan.FromSeconds(2), (c, n) => Post(http, token, "/api/forms/transfer/submissions", $"w-{c}-{n}", body));
            Reading[] readings =
            [
                await Gauge.Measure("null handler", clients, time, (c, n) => Post(http, token, "/null", $"n-{c}-{n}", body)),
                await BareCommit(folder, clients, time),
                await Gauge.Measure("submission, whole pipeline", clients, time, (c, n) => Post(http, token, "/api/forms/transfer/submissions", $"s-{c}-{n}", body)),
            ];
            foreach (var reading in readings) Console.WriteLine(reading);
            Console.WriteLine(FormattableString.Invariant($"submission / null handler     {readings[2].PerSecond / readings[0].PerSecond:0.000}"));
            Console.WriteLine(FormattableString.Invariant($"submission / bare group commit {readings[2].PerSecond / readings[1].PerSecond:0.000}"));
            Console.WriteLine(FormattableString.Invariant($"peak memory {System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64 / 1_048_576.0:0} MB"));
            await app.StopAsync();
            return readings.Any(r => r.Errors > 0) ? 1 : 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<WebApplication> Start(string folder)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = "Development",
            ContentRootPath = AppContext.BaseDirectory,
            ApplicationName = typeof(HostRegistration).Assembly.GetName().Name,
            Args = ["--Urls", "http://127.0.0.1:0", "--Storage:Path", Path.Combine(folder, "load.db")],
        });
        builder.Logging.ClearProviders();
        builder.AddHrCollab();
        var app = builder.Build();
        app.UseHrCollab();
        app.MapPost("/null", async (HttpContext context) =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            return Results.Ok();
        }).AllowAnonymous();
        if (!await app.Prepare()) throw new InvalidOperationException("The definitions have errors.");
        await app.StartAsync();
        return app;
    }

    private static string Address(WebApplication app) => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    private static async Task<string> Token(HttpClient http)
    {
        using var content = new StringContent("""{"person":"E0007"}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("/api/dev/tokens", UriKind.Relative), content);
        using var json = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("token").GetString()!;
    }

    private static async Task<bool> Post(HttpClient http, string token, string path, string key, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await http.SendAsync(request);
        await answer.Content.CopyToAsync(Stream.Null);
        return answer.IsSuccessStatusCode;
    }

    /// <summary>Two documents of the size of a case and its events per commit, without HTTP and without a decision.</summary>
    private static async Task<Reading> BareCommit(string folder, int clients, TimeSpan time)
    {
        await using var store = new SqliteDocumentStore(new SqliteStoreOptions(Path.Combine(folder, "bare.db")), TimeProvider.System);
        var (document, events) = (new byte[1_800], new byte[3_600]);
        document.AsSpan().Fill((byte)' ');
        events.AsSpan().Fill((byte)' ');
        return await Gauge.Measure("bare group commit", clients, time, async (c, n) =>
            await store.Commit(new Batch(Container.Cases, $"b-{c}-{n}", [new Operation.Create("case", document), new Operation.Create("e-0000000001", events)]), CancellationToken.None) is CommitResult.Done);
    }
}
