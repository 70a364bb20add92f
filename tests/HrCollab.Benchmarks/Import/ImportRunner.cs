using System.Diagnostics;
using System.IO.Compression;
using System.Net.Http.Headers;

namespace HrCollab.Benchmarks.Import;

/// <summary>
/// P8: a whole file through the real program in a process of its own, over HTTP: records per second, peak memory of that process, what went
/// to quarantine and why, how long the views took to follow; then the same file again, which must change nothing; bare batches of
/// SQLite beside them. With the files of departments and their heads beside it the company is whole: two people are transferred to the end as they came.
/// </summary>
internal static class ImportRunner
{
    /// <summary>Rows per second that every import should reach, and megabytes that the server should never have needed.</summary>
    private const double LeastRate = 20_000, MostMegabytes = 400;

    /// <summary>0 when both imports came to their end, else 1; with <paramref name="assert"/> 3 when a target was missed.</summary>
    public static async Task<int> Run(string file, string exchange, bool assert)
    {
        var folder = Directory.CreateTempSubdirectory("hrcollab-import-").FullName;
        try
        {
            var bare = BareBatches.PerSecond(folder);
            using var server = await ProgramUnderTest.Start(folder);
            var beside = Path.GetDirectoryName(Path.GetFullPath(file))!;
            var (departments, heads) = (Path.Combine(beside, "departments.csv.gz"), Path.Combine(beside, "history_manager.csv.gz"));
            var whole = exchange == "employees" && File.Exists(departments) && File.Exists(heads);
            if (exchange == "employees" && File.Exists(departments)) await Import(server, departments, "departments", "departments"); // people refer to them
            var first = await Import(server, file, exchange, "first");
            if (whole) await Import(server, heads, "managers", "heads");
            var again = await Import(server, file, exchange, "again", changes: false);
            var finished = !whole || (await Import(server, heads, "managers", "heads-again", changes: false) is not null & await Transferred(server, file, departments));
            Console.WriteLine(FormattableString.Invariant($"peak memory of the server {server.PeakMegabytes:0} MB, database {new FileInfo(Path.Combine(folder, "import.db")).Length / 1_048_576.0:0} MB"));
            Console.WriteLine(FormattableString.Invariant($"bare batches of SQLite {bare:N0} rows/s: first {first / bare:0.00} of them, again {again / bare:0.00}"));
            var met = Compare("first, rows/s", first, LeastRate, atMost: false) & Compare("again, rows/s", again, LeastRate, atMost: false) & Compare("peak memory, MB", server.PeakMegabytes, MostMegabytes, atMost: true);
            return first is null || again is null || !finished ? 1 : assert && !met ? 3 : 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<bool> Transferred(ProgramUnderTest server, string people, string departments)
    {
        await using var bytes = new GZipStream(File.OpenRead(departments), CompressionMode.Decompress);
        using var reader = new StreamReader(bytes);
        var codes = (await reader.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(',')[0]).ToList();
        var all = true;
        foreach (var person in await ImportedTransfer.People(server, people)) all &= await ImportedTransfer.Finish(server, person, codes);
        return all;
    }

    /// <summary>Prints what was measured beside its target; true when it is met.</summary>
    private static bool Compare(string name, double? value, double target, bool atMost)
    {
        var met = atMost ? value <= target : value >= target;
        Console.WriteLine(FormattableString.Invariant($"{name,-20} {value,10:0}   (target {(atMost ? "<=" : ">=")} {target:0}){(met ? "" : "  MISSED")}"));
        return met;
    }

    /// <summary>Rows per second; null when the import did not come to its end, or changed something although it must not.</summary>
    private static async Task<double?> Import(ProgramUnderTest server, string file, string exchange, string name, bool changes = true)
    {
        var clock = Stopwatch.StartNew();
        var worked = server.Worked;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/imports/{exchange}") { Content = new StreamContent(File.OpenRead(file)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(file.EndsWith(".gz", StringComparison.Ordinal) ? "application/gzip" : file.EndsWith("json", StringComparison.Ordinal) ? "application/x-ndjson" : "text/csv");
        request.Headers.Add("Idempotency-Key", name);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", server.Token);
        using var sent = await server.Http.SendAsync(request);
        var import = await ProgramUnderTest.Json(sent);
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
        Console.WriteLine(FormattableString.Invariant($"{name}: {import["state"]} {rows:N0} rows in {took.TotalSeconds:0.0} s = {rows / took.TotalSeconds:N0}/s (its own clock {import["perSecond"]}/s); created {import["created"]}, updated {import["updated"]}, unchanged {import["unchanged"]}, quarantined {import["quarantined"]}, passed over {import["passedOver"]}"));
        var waiting = import["findings"]!.AsArray().Count == 0 ? [] : (await server.Get($"/api/quarantine?exchange={exchange}&limit=200"))["items"]!.AsArray().SelectMany(i => i!["findings"]!.AsArray()).ToList();
        foreach (var finding in import["findings"]!.AsArray())
        {
            var example = waiting.Find(w => w!["code"]!.GetValue<string>() == finding!["code"]!.GetValue<string>() && w["pointer"]!.GetValue<string>() == finding["pointer"]!.GetValue<string>());
            Console.WriteLine(FormattableString.Invariant($"  {finding!["count"],8} {finding["pointer"]} ({finding["field"]}, {finding["owner"]}): {finding["code"]} {example?["message"]}"));
        }

        Console.WriteLine(FormattableString.Invariant($"  processor time {cpu.TotalSeconds:0.0} s = {cpu.TotalMicroseconds / rows:0.0} us a row"));
        if (import["error"] is { } error) Console.WriteLine("  " + error.ToJsonString());
        clock.Restart();
        while ((await server.Get("/api/ready"))["queues"]!["projection"]!.GetValue<long>() > 0) await Task.Delay(50);
        Console.WriteLine(FormattableString.Invariant($"  views caught up {clock.Elapsed.TotalSeconds:0.0} s later"));
        var changed = import["created"]!.GetValue<long>() + import["updated"]!.GetValue<long>();
        if (!changes && changed > 0) Console.WriteLine(FormattableString.Invariant($"  {changed} records changed although nothing new was sent"));
        return import["state"]!.GetValue<string>() == "done" && (changes || changed == 0) ? rows / took.TotalSeconds : null;
    }
}
