using System.Globalization;
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
    private const string Body = """{"subject":"E0042","input":{"newDepartment":"rd2","effectiveDate":"2027-12-14","newBaseSalary":"21000.00","reason":"load"}}""";

    public static async Task<int> Run(string[] args)
    {
        var baseline = Baseline.Of(ref args);
        var time = TimeSpan.FromSeconds(Math.Clamp(args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 8, 1, 120));
        var clients = Math.Clamp(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 64, 1, 512);
        var folder = Directory.CreateTempSubdirectory("hrcollab-load-").FullName;
        try
        {
            await using var app = await Start(folder);
            var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
            var token = await Token(address);
            var wires = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => WireClient.Connected(address)));
            await Gauge.Measure("warm-up", clients, TimeSpan.FromSeconds(3), (c, n) => Submit(c, $"w-{c}-{n}"));
            Reading[] readings =
            [
                await Gauge.Measure("null handler", clients, time, (c, n) => wires[c].Send(WireClient.Post("/null", token, $"n-{c}-{n}", Body))),
                await BareCommit(folder, clients, time),
                await Gauge.Measure("submission, whole pipeline", clients, time, (c, n) => Submit(c, $"s-{c}-{n}")),
            ];
            foreach (var wire in wires) wire.Dispose();
            foreach (var reading in readings) Console.WriteLine(reading);
            baseline.Compare("P7 submission / null handler", readings[2].PerSecond / readings[0].PerSecond);
            baseline.Compare("P7 submission / bare group commit", readings[2].PerSecond / readings[1].PerSecond);
            Console.WriteLine(FormattableString.Invariant($"peak memory {System.Diagnostics.Process.GetCurrentProcess().PeakWorkingSet64 / 1_048_576.0:0} MB"));
            await app.StopAsync();
            return readings.Any(r => r.Errors > 0) ? 1 : baseline.Done();

            ValueTask<bool> Submit(int client, string key) => wires[client].Send(WireClient.Post("/api/forms/transfer/submissions", token, key, Body));
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
            Args = ["--Urls", "http://127.0.0.1:0", "--Storage:Path", Path.Combine(folder, "load.db"), "--Limits:PersonPerMinute", "0"],
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

    private static async Task<string> Token(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var content = new StringContent("""{"person":"E0007"}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("/api/dev/tokens", UriKind.Relative), content);
        using var json = JsonDocument.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("token").GetString()!;
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
