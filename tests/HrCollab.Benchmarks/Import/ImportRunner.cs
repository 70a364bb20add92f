using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HrCollab.Benchmarks.Import;

/// <summary>
/// P8: a whole file through the real program in a process of its own, over HTTP: records per second, peak memory of that process, what went
/// to quarantine, how long the views took to follow; then the same file again, which must change nothing.
/// </summary>
internal static class ImportRunner
{
    private const string Importer = "E0001";

    /// <summary>Rows per second that every import should reach, and megabytes that the server should never have needed.</summary>
    private const double LeastRate = 20_000, MostMegabytes = 400;

    /// <summary>0 when both imports came to their end, else 1; with <paramref name="assert"/> 3 when a target was missed.</summary>
    public static async Task<int> Run(string file, string exchange, bool assert)
    {
        var folder = Directory.CreateTempSubdirectory("hrcollab-import-").FullName;
        try
        {
            using var server = await Server.Start(folder);
            var departments = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(file))!, "departments.csv.gz");
            if (exchange == "employees" && File.Exists(departments)) await Import(server, departments, "departments", "departments"); // people refer to them
            var first = await Import(server, file, exchange, "first");
            var again = await Import(server, file, exchange, "again");
            Console.WriteLine(FormattableString.Invariant($"peak memory of the server {server.PeakMegabytes:0} MB, database {new FileInfo(Path.Combine(folder, "import.db")).Length / 1_048_576.0:0} MB"));
            var met = Compare("first, rows/s", first, LeastRate, atMost: false) & Compare("again, rows/s", again, LeastRate, atMost: false) & Compare("peak memory, MB", server.PeakMegabytes, MostMegabytes, atMost: true);
            return first is null || again is null ? 1 : assert && !met ? 3 : 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Prints what was measured beside its target; true when it is met.</summary>
    private static bool Compare(string name, double? value, double target, bool atMost)
    {
        var met = atMost ? value <= target : value >= target;
        Console.WriteLine(FormattableString.Invariant($"{name,-20} {value,10:0}   (target {(atMost ? "<=" : ">=")} {target:0}){(met ? "" : "  MISSED")}"));
        return met;
    }

    /// <summary>Rows per second; null when the import did not come to its end.</summary>
    private static async Task<double?> Import(Server server, string file, string exchange, string name)
    {
        var clock = Stopwatch.StartNew();
        var worked = server.Worked;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/imports/{exchange}") { Content = new StreamContent(File.OpenRead(file)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(file.EndsWith(".gz", StringComparison.Ordinal) ? "application/gzip" : file.EndsWith("json", StringComparison.Ordinal) ? "application/x-ndjson" : "text/csv");
        request.Headers.Add("Idempotency-Key", name);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        using var sent = await server.Http.SendAsync(request);
        var import = await Json(sent);
        var from = clock.Elapsed;
        while (import["state"]!.GetValue<string>() is "queued" or "running")
        {
            await Task.Delay(200);
            import = await server.Get(sent.Headers.Location!.ToString());
            Console.Error.Write(FormattableString.Invariant($"\r{import["rows"]} rows, {import["perSecond"]}/s, {import["remainingSeconds"]} s left, {server.PeakMegabytes:0} MB   "));
        }

        var took = clock.Elapsed - from;
        var cpu = server.Worked - worked;
        var rows = import["rows"]!.GetValue<long>();
        Console.Error.WriteLine();
        Console.WriteLine(FormattableString.Invariant($"{name}: {import["state"]} {rows:N0} rows in {took.TotalSeconds:0.0} s = {rows / took.TotalSeconds:N0}/s (its own clock {import["perSecond"]}/s); created {import["created"]}, updated {import["updated"]}, unchanged {import["unchanged"]}, quarantined {import["quarantined"]}"));
        foreach (var finding in import["findings"]!.AsArray()) Console.WriteLine($"  {finding!["code"]} {finding["pointer"]} {finding["count"]}");
        Console.WriteLine(FormattableString.Invariant($"  processor time {cpu.TotalSeconds:0.0} s = {cpu.TotalMicroseconds / rows:0.0} us a row"));
        if (import["error"] is { } error) Console.WriteLine("  " + error.ToJsonString());
        clock.Restart();
        while ((await server.Get("/api/ready"))["queues"]!["projection"]!.GetValue<long>() > 0) await Task.Delay(50);
        Console.WriteLine(FormattableString.Invariant($"  views caught up {clock.Elapsed.TotalSeconds:0.0} s later"));
        return import["state"]!.GetValue<string>() == "done" ? rows / took.TotalSeconds : null;
    }

    private static async Task<JsonNode> Json(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{(int)answer.StatusCode}: {text}");
    }

    /// <summary>The program as it is deployed, on a free port and an empty store with the example company.</summary>
    private sealed class Server(Process process, HttpClient http, string token) : IDisposable
    {
        public HttpClient Http => http;

        public string Token => token;

        public double PeakMegabytes
        {
            get
            {
                process.Refresh();
                return process.PeakWorkingSet64 / 1_048_576.0;
            }
        }

        public TimeSpan Worked
        {
            get
            {
                process.Refresh();
                return process.TotalProcessorTime;
            }
        }

        public static async Task<Server> Start(string folder)
        {
            var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
            foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "HrCollab.Functions.dll"), "--Urls", "http://127.0.0.1:0", "--Storage:Path", Path.Combine(folder, "import.db"), "--environment", "Development", "--Limits:PersonPerMinute", "0"])
                start.ArgumentList.Add(argument);
            var process = Process.Start(start)!;
            string? address = null;
            while (address is null && await process.StandardOutput.ReadLineAsync() is { } line) address = line.Split(' ').FirstOrDefault(w => w.StartsWith("http://127.0.0.1:", StringComparison.Ordinal));
            _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null); // or the program would wait once the pipe is full
            var http = new HttpClient { BaseAddress = new Uri(address ?? throw new InvalidOperationException("The program did not start.")), Timeout = TimeSpan.FromMinutes(10) };
            using var content = new StringContent(JsonSerializer.Serialize(new { person = Importer }), Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(new Uri("/api/dev/tokens", UriKind.Relative), content);
            return new Server(process, http, (await Json(answer))["token"]!.GetValue<string>());
        }

        public async Task<JsonNode> Get(string path)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await http.SendAsync(request);
            return await Json(answer);
        }

        public void Dispose()
        {
            http.Dispose();
            process.Kill();
            process.WaitForExit();
            process.Dispose();
        }
    }
}
