using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HrCollab.Benchmarks.Side;

/// <summary>P10: from starting the host as a process until it has judged something over HTTP, with the shipped definitions and a store with the example company.</summary>
internal static partial class Starting
{
    private const int Times = 5;

    public static async Task Measure(Baseline baseline, NodeSide? node)
    {
        var (least, memory) = (double.MaxValue, double.MaxValue);
        var folder = Directory.CreateTempSubdirectory("hrcollab-start-").FullName;
        try
        {
            await Once(folder); // makes the store
            for (var i = 0; i < Times; i++)
            {
                var (time, held) = await Once(folder);
                (least, memory) = (Math.Min(least, time), Math.Min(memory, held));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        baseline.Compare("P10 start of the host to the first judged answer, ms", least, 400, lowerIsBetter: true);
        baseline.Compare("P10 memory after the first answer, MB", memory, 120, lowerIsBetter: true);
        if (node is not null) baseline.Compare("P10 start / a Node server with ajv", least / node.Start(), null, lowerIsBetter: true);
    }

    private static async Task<(double Milliseconds, double Megabytes)> Once(string folder)
    {
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "HrCollab.Functions.dll"), "--urls", "http://127.0.0.1:0", "--Storage:Path", Path.Combine(folder, "store.db")];
        var start = Compiling.AsUsual(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false });
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        try
        {
            _ = process.StandardError.ReadToEndAsync();
            Match address;
            do address = Listening().Match(await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The host ended."));
            while (!address.Success);
            _ = process.StandardOutput.ReadToEndAsync();
            using var http = new HttpClient { BaseAddress = new Uri(address.Value) };
            var token = (await Asked(http, "/api/dev/tokens", new JsonObject { ["person"] = "E0001" }))["token"]!.GetValue<string>();
            http.DefaultRequestHeaders.Authorization = new("Bearer", token);
            var judged = await Asked(http, "/api/definitions/try", new JsonObject { ["kind"] = "rules", ["id"] = "transfer-eligibility", ["input"] = new JsonObject() });
            var time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            process.Refresh();
            return judged["outcome"] is null ? throw new InvalidOperationException(judged.ToJsonString()) : (time, process.WorkingSet64 / 1_048_576.0);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task<JsonNode> Asked(HttpClient http, string path, JsonObject body)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>())!;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9][0-9]*", RegexOptions.None, 1000)]
    private static partial Regex Listening();
}
