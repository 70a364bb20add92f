using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Crash;

/// <summary>A host that is killed and started again on the same file, and clients that repeat what was not answered, with the same key.</summary>
internal sealed class KilledHost(string folder, params string[] settings) : IAsyncDisposable
{
    private const int MostAttempts = 20;
    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(2) }) { Timeout = TestHost.Patience };
    private readonly Dictionary<string, string> _tokens = new(StringComparer.Ordinal);
    private HostProcess? _running;
    private TaskCompletionSource<Uri> _up = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _repeated;
    private int _inFlight;

    /// <summary>Requests that a kill left without an answer.</summary>
    public int Repeated => _repeated;

    /// <summary>Requests that are on their way now.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>The process that runs now.</summary>
    public int ProcessId => _running!.Id;

    public async Task Start()
    {
        _running = await HostProcess.Started(folder, settings);
        _up.TrySetResult(_running.Address);
    }

    /// <summary>Kills it in whatever it is doing and starts it again.</summary>
    public async Task KillAndStart()
    {
        Volatile.Write(ref _up, new(TaskCreationOptions.RunContinuationsAsynchronously)); // who fails from now on waits for the next start
        await _running!.Kill();
        _running.Dispose();
        await Start();
    }

    /// <summary>Signs people in; their tokens outlive the kills.</summary>
    public async Task SignIn(IEnumerable<string> people)
    {
        foreach (var person in people)
        {
            using var response = await _http.PostAsJsonAsync(new Uri(await _up.Task, "/api/dev/tokens"), new { person });
            response.EnsureSuccessStatusCode();
            _tokens[person] = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.Text("token");
        }
    }

    public Task<Answer> Get(string person, string path) => Send(person, HttpMethod.Get, path, null, null);

    public Task<Answer> Post(string person, string path, object body, string key) => Send(person, HttpMethod.Post, path, body, key);

    public async ValueTask DisposeAsync()
    {
        if (_running is not null) await _running.Kill();
        _running?.Dispose();
        _http.Dispose();
    }

    private async Task<Answer> Send(string person, HttpMethod method, string path, object? body, string? key)
    {
        for (var attempt = 1; ; attempt++)
        {
            var address = await Volatile.Read(ref _up).Task;
            Interlocked.Increment(ref _inFlight);
            try
            {
                using var request = new HttpRequestMessage(method, new Uri(address, path));
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens[person]);
                if (key is not null) request.Headers.Add("Idempotency-Key", key);
                if (body is not null) request.Content = body as HttpContent ?? new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
                using var response = await _http.SendAsync(request);
                return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.ETag?.ToString(), response.Headers.Location?.ToString());
            }
            catch (Exception e) when (e is HttpRequestException or IOException && attempt < MostAttempts)
            {
                Interlocked.Increment(ref _repeated);
            }
            finally
            {
                Interlocked.Decrement(ref _inFlight);
            }
        }
    }
}
