using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using HrCollab.Tests;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HrCollab.Functions.Tests.Http;

/// <summary>A request that never ends is answered and let go, and others are served meanwhile.</summary>
public sealed class TimeLimitTests
{
    [Theory]
    [InlineData("RequestSeconds", "/api/forms/transfer/submissions", "application/json", "E0007")]
    [InlineData("UploadSeconds", "/api/imports/employees", "text/csv", "E0001")]
    public async Task BodyThatNeverComes_IsAnsweredInTime_WithWhatToDo(string limit, string path, string type, string person)
    {
        await using var host = await TestHost.Started(settings: [$"--Limits:{limit}", "1"]);
        var token = await TestHost.Eventually(() => Token(host, person), t => t is not null); // its own requests may be out of time on a busy machine
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", host.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: {type}\r\nContent-Length: 500\r\n\r\n{{\"subject\""));
        await TestHost.Eventually(() => host.Send(null, HttpMethod.Get, "/api/health", null), a => a.Text.Contains("\"status\":\"ok\"", StringComparison.Ordinal));
        var buffer = new byte[8_192];
        using var patience = new CancellationTokenSource(TestHost.Patience);
        var answer = Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, patience.Token));
        Assert.StartsWith("HTTP/1.1 503", answer, StringComparison.Ordinal);
        while (!answer.Contains("HR-API-013", StringComparison.Ordinal)) answer += Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, patience.Token));
    }

    /// <summary>A Functions host kills the process with all its requests at functionTimeout: whatever the settings say, every route ends before.</summary>
    [Theory]
    [InlineData("600", "3600")]
    [InlineData("30", "0")]
    public async Task UnderAHost_EveryRouteEndsBeforeTheHostKillsTheProcess(string request, string upload)
    {
        await using var host = await TestHost.Started(settings: ["--FUNCTIONS_CUSTOMHANDLER_PORT", "0", "--Limits:RequestSeconds", request, "--Limits:UploadSeconds", upload]);
        var most = TimeSpan.Parse(JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "host.json")))!.Text("functionTimeout"), CultureInfo.InvariantCulture);
        var options = host.Services.GetRequiredService<IOptions<RequestTimeoutOptions>>().Value;
        var routes = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();
        Assert.True(routes.Count > 50);
        Assert.All(routes, route =>
        {
            Assert.Null(route.Metadata.GetMetadata<DisableRequestTimeoutAttribute>());
            var policy = route.Metadata.GetMetadata<RequestTimeoutPolicy>()
                ?? (route.Metadata.GetMetadata<RequestTimeoutAttribute>() is not { } named ? options.DefaultPolicy : named.PolicyName is { } name ? options.Policies[name] : new RequestTimeoutPolicy { Timeout = named.Timeout });
            Assert.True(policy?.Timeout <= most - TimeSpan.FromSeconds(60), $"{route.RoutePattern.RawText}: {policy?.Timeout}");
        });
    }

    private static async Task<string?> Token(TestHost host, string person)
    {
        var answer = await host.Send(null, HttpMethod.Post, "/api/dev/tokens", new { person });
        return answer.Status == HttpStatusCode.OK ? answer.Json.Text("token") : null;
    }
}
