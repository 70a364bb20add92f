using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HrCollab.Benchmarks.Load;

/// <summary>
/// One kept-alive connection that sends prepared HTTP/1.1 requests and reads status and body length, nothing more: on two cores a full
/// client would take more of the machine than the server under test. Our own server sends Content-Length with every answer.
/// </summary>
internal sealed class WireClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _answer = new byte[64 * 1024];

    private WireClient()
    {
    }

    public static async Task<WireClient> Connected(Uri address)
    {
        var client = new WireClient();
        await client._socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port));
        return client;
    }

    /// <summary>True for an answer 2xx.</summary>
    public async ValueTask<bool> Send(ReadOnlyMemory<byte> request)
    {
        await _socket.SendAsync(request);
        var read = 0;
        while (true)
        {
            var got = await _socket.ReceiveAsync(_answer.AsMemory(read));
            if (got == 0) throw new IOException("The server closed the connection.");
            read += got;
            if (Length(_answer.AsSpan(0, read)) is { } length && read >= length) return _answer[9] == (byte)'2';
        }
    }

    /// <summary>A POST of JSON as bytes.</summary>
    public static byte[] Post(string path, string token, string key, string body) => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nIdempotency-Key: {key}\r\nContent-Type: application/json\r\n" +
        $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    public void Dispose() => _socket.Dispose();

    /// <summary>Bytes of the whole answer; null while its head is not complete.</summary>
    private static int? Length(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0) return null;
        var name = answer[..head].IndexOf("Content-Length: "u8);
        if (name < 0) throw new IOException("An answer without Content-Length.");
        _ = Utf8Parser.TryParse(answer[(name + 16)..head], out int body, out _);
        return head + 4 + body;
    }
}
