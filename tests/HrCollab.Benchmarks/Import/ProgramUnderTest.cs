using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HrCollab.Benchmarks.Import;

/// <summary>The program as it is deployed, on a free port and an empty store with the example company.</summary>
internal sealed class ProgramUnderTest(Process process, HttpClient http) : IDisposable
{
    /// <summary>Who imports.</summary>
    public const string Importer = "E0001";

    private int _acts;

    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);

    public HttpClient Http => http;

    /// <summary>Of the importer.</summary>
    public string Token => _tokens[Importer];

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

    public static async Task<ProgramUnderTest> Start(string folder)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "HrCollab.Functions.dll"), "--Urls", "http://127.0.0.1:0", "--Storage:Path", Path.Combine(folder, "import.db"), "--environment", "Development", "--Limits:PersonPerMinute", "0"])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        string? address = null;
        while (address is null && await process.StandardOutput.ReadLineAsync() is { } line) address = line.Split(' ').FirstOrDefault(w => w.StartsWith("http://127.0.0.1:", StringComparison.Ordinal));
        _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null); // or the program would wait once the pipe is full
        var http = new HttpClient { BaseAddress = new Uri(address ?? throw new InvalidOperationException("The program did not start.")), Timeout = TimeSpan.FromMinutes(10) };
        var program = new ProgramUnderTest(process, http);
        await program.TokenOf(Importer);
        return program;
    }

    /// <summary>What somebody sees at an address.</summary>
    public async Task<JsonNode> GetAs(string person, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenOf(person));
        using var answer = await http.SendAsync(request);
        return await Json(answer);
    }

    /// <summary>What the importer sees at an address.</summary>
    public async Task<JsonNode> Get(string path) => await Find(path) ?? throw new InvalidOperationException($"There is nothing at {path}.");

    /// <summary>The same; null when it is not there.</summary>
    public async Task<JsonNode?> Find(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        request.Headers.AcceptLanguage.ParseAdd("en");
        using var answer = await http.SendAsync(request);
        return answer.StatusCode == HttpStatusCode.NotFound ? null : await Json(answer);
    }

    /// <summary>What somebody does; anything but success ends the run.</summary>
    public async Task<JsonNode> Post(string person, string path, JsonNode body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenOf(person));
        request.Headers.Add("Idempotency-Key", FormattableString.Invariant($"act-{++_acts}"));
        using var answer = await http.SendAsync(request);
        return await Json(answer);
    }

    /// <summary>A token of an example person.</summary>
    public async Task<string> TokenOf(string person)
    {
        if (_tokens.TryGetValue(person, out var held)) return held;
        using var content = new StringContent(JsonSerializer.Serialize(new { person }), Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri("/api/dev/tokens", UriKind.Relative), content);
        return _tokens[person] = (await Json(answer))["token"]!.GetValue<string>();
    }

    public static async Task<JsonNode> Json(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{(int)answer.StatusCode}: {text}");
    }

    public void Dispose()
    {
        http.Dispose();
        process.Kill();
        process.WaitForExit();
        process.Dispose();
    }
}
