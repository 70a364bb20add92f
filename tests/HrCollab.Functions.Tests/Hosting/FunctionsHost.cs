using System.Net.Http.Headers;
using System.Net.Mime;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Cronos;
using Microsoft.AspNetCore.Http;

namespace HrCollab.Functions.Tests.Hosting;

/// <summary>
/// As much of an Azure Functions host as a custom handler can tell: function.json, keys, requests passed on in either way, timers, restarts.
/// Its handler is the built program in a process of its own; an older host (forwards) and a newer one (proxies) stand in front of it.
/// Source: Azure Functions custom handlers, https://learn.microsoft.com/azure/azure-functions/functions-custom-handlers; quirks as observed on hosts 4.x.
/// </summary>
internal sealed class FunctionsHost : IAsyncDisposable
{
    public const string MasterKey = "master-key-of-the-tests";
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private readonly ScriptRoot _root = new();

    private FunctionsHost(IReadOnlyDictionary<string, string> settings) => Handler = new HandlerProcess(_root, settings);

    public HandlerProcess Handler { get; }

    public IReadOnlyList<HostedFunction> Functions => _root.Functions;

    /// <summary>How often a timer was run, repetitions included.</summary>
    public int Runs { get; private set; }

    /// <summary>A host before version 4.1040 or so: answers are buffered, repeated query keys joined.</summary>
    public FunctionsFront Forwarding { get; private set; } = null!;

    public FunctionsFront Proxying { get; private set; } = null!;

    public static async Task<FunctionsHost> Started(IReadOnlyDictionary<string, string> settings)
    {
        var host = new FunctionsHost(settings);
        host.Forwarding = await FunctionsFront.Started(host, new HttpForwarding(host._client, host.Handler.Address));
        host.Proxying = await FunctionsFront.Started(host, new HttpProxying(host._client, host.Handler.Address));
        await host.Handler.Ready();
        return host;
    }

    /// <summary>0 without a key that fits, 1 with a key of the function, 2 with the master key.</summary>
    public static int Level(HttpRequest request, HostedFunction? function)
    {
        var key = request.Headers["x-functions-key"].FirstOrDefault() ?? request.Query["code"].FirstOrDefault() ?? "";
        if (IsKey(key, MasterKey)) return 2;
        return function is not null && IsKey(key, KeyOf(function)) ? 1 : 0;
    }

    public static string KeyOf(HostedFunction function) => "key-of-" + function.Name;

    /// <summary>Runs a timer as its schedule or an administrator does, again after a failure as often as its function.json says.</summary>
    public async Task<bool> Fire(string name, bool pastDue = false)
    {
        var function = Functions.Single(f => f.Name == name && f.IsTimer);
        for (var run = 0; ; run++)
        {
            await Handler.Ready();
            if (await Run(function, pastDue, run)) return true;
            if (run == function.Retries) return false;
        }
    }

    /// <summary>Lets the schedules of all timers pass as far as the span from a moment on: each fires when its NCRONTAB (in UTC) says, in order. How often each did.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Pass(DateTimeOffset from, TimeSpan span)
    {
        var fired = Functions.Where(f => f.IsTimer).ToDictionary(f => f.Name, _ => 0, StringComparer.Ordinal);
        var due = new PriorityQueue<(HostedFunction Timer, CronExpression Schedule), DateTimeOffset>();
        foreach (var timer in Functions.Where(f => f.IsTimer)) Next(timer, CronExpression.Parse(timer.Trigger.Text("schedule"), CronFormat.IncludeSeconds), from);
        while (due.TryDequeue(out var next, out var at) && at <= from + span)
        {
            Assert.True(await Fire(next.Timer.Name), $"{next.Timer.Name} at {at:T}");
            fired[next.Timer.Name]++;
            Next(next.Timer, next.Schedule, at);
        }

        return fired;

        void Next(HostedFunction timer, CronExpression schedule, DateTimeOffset after) => due.Enqueue((timer, schedule), schedule.GetNextOccurrence(after, TimeZoneInfo.Utc)!.Value);
    }

    public async ValueTask DisposeAsync()
    {
        await Forwarding.DisposeAsync();
        await Proxying.DisposeAsync();
        await Handler.DisposeAsync();
        _client.Dispose();
        _root.Dispose();
    }

    private async Task<bool> Run(HostedFunction function, bool pastDue, int run)
    {
        Runs++;
        var status = pastDue ? new JsonObject { ["Last"] = "2026-01-01T00:00:00+00:00", ["Next"] = "2026-01-01T00:05:00+00:00", ["LastUpdated"] = "2026-01-01T00:00:00+00:00" } : null;
        var body = new JsonObject
        {
            ["Data"] = new JsonObject { [function.Trigger.Text("name")] = new JsonObject { ["Schedule"] = new JsonObject { ["AdjustForDST"] = true }, ["ScheduleStatus"] = status, ["IsPastDue"] = pastDue } },
            ["Metadata"] = new JsonObject
            {
                ["sys"] = new JsonObject { ["MethodName"] = function.Name, ["RandGuid"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)) },
                ["RetryContext"] = new JsonObject { ["RetryCount"] = run, ["MaxRetryCount"] = function.Retries },
            },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Handler.Address, "/" + function.Name)) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, MediaTypeNames.Application.Json) };
        request.Headers.TransferEncodingChunked = true;
        Stamp(request);
        try
        {
            using var answer = await _client.SendAsync(request);
            var json = answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType == MediaTypeNames.Application.Json ? JsonNode.Parse(await answer.Content.ReadAsStringAsync()) : null;
            return json?["Outputs"] is JsonObject && json["Logs"] is JsonArray;
        }
        catch (HttpRequestException)
        {
            return false; // the handler died under it
        }
    }

    /// <summary>What the host adds to whatever it sends.</summary>
    public static void Stamp(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("X-Azure-Functions-HostVersion", "4.1037.0.0");
        request.Headers.TryAddWithoutValidation("X-Azure-Functions-InvocationId", Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Azure-Functions-Host", "4.1037.0.0"));
    }

    private static bool IsKey(string given, string key) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(key));
}
