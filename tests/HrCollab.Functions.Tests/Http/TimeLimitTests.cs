using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HrCollab.Functions.Tests.Http;

/// <summary>A request that never ends is answered and let go, and others are served meanwhile.</summary>
public sealed class TimeLimitTests
{
    [Fact]
    public async Task BodyThatNeverComes_IsAnsweredInTime_WithWhatToDo()
    {
        await using var host = await TestHost.Started(settings: ["--Limits:RequestSeconds", "1"]);
        var token = await TestHost.Eventually(() => Token(host), t => t is not null); // its own requests may be out of time on a busy machine
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync("127.0.0.1", host.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"POST /api/forms/transfer/submissions HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{{\"subject\""));
        await TestHost.Eventually(() => host.Send(null, HttpMethod.Get, "/api/health", null), a => a.Text.Contains("\"status\":\"ok\"", StringComparison.Ordinal));
        var buffer = new byte[8_192];
        using var patience = new CancellationTokenSource(TestHost.Patience);
        var answer = Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, patience.Token));
        Assert.StartsWith("HTTP/1.1 503", answer, StringComparison.Ordinal);
        while (!answer.Contains("HR-API-013", StringComparison.Ordinal)) answer += Encoding.UTF8.GetString(buffer, 0, await socket.ReceiveAsync(buffer, patience.Token));
    }

    private static async Task<string?> Token(TestHost host)
    {
        var answer = await host.Send(null, HttpMethod.Post, "/api/dev/tokens", new { person = "E0007" });
        return answer.Status == HttpStatusCode.OK ? answer.Json.Text("token") : null;
    }
}
