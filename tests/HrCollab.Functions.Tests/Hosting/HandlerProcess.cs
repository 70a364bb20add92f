using System.Diagnostics;
using System.Globalization;

namespace HrCollab.Functions.Tests.Hosting;

/// <summary>
/// The custom handler as a Functions host starts it: with the host's environment, ready with its first answer, started again when it fails,
/// never again when it ends with 0, given up at the third failure.
/// </summary>
internal sealed class HandlerProcess : IAsyncDisposable
{
    private const int MostFailures = 3;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(25); // as the host asks
    private readonly ScriptRoot _root;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly OwnPort _port = new(); // the same after each failure
    private readonly List<string> _output = [];
    private readonly Lock _lock = new();
    private Process _process = null!;
    private TaskCompletionSource _ready = New();
    private bool _stopping;

    public HandlerProcess(ScriptRoot root, IReadOnlyDictionary<string, string> settings)
    {
        (_root, _settings) = (root, settings);
        Address = new Uri($"http://127.0.0.1:{_port.Number}");
        Start();
    }

    public Uri Address { get; }

    /// <summary>Failures so far, by exit code; a killed process has 137.</summary>
    public List<int> Failures { get; } = [];

    public int ProcessId => _process.Id;

    /// <summary>Returns when it answers; throws when it is not coming back.</summary>
    public Task Ready()
    {
        lock (_lock) return _ready.Task;
    }

    /// <summary>kill -9 in whatever it is doing.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Waits until it has failed so often and answers again.</summary>
    public async Task Restarted(int failures)
    {
        await TestHost.Eventually(() => Task.FromResult(Failures.Count), f => f == failures);
        await Ready();
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock) _stopping = true;
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _port.Dispose();
    }

    private void Start()
    {
        var start = new ProcessStartInfo(_root.Executable) { WorkingDirectory = _root.Folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["FUNCTIONS_CUSTOMHANDLER_PORT"] = Address.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["FUNCTIONS_CUSTOMHANDLER_WORKER_ID"] = "worker-1";
        start.Environment["FUNCTIONS_APP_ROOT_PATH"] = _root.Folder;
        start.Environment["ASPNETCORE_URLS"] = "http://0.0.0.0:80"; // the host's own, which must not be used
        if (Environment.ProcessPath is { } dotnet && Path.GetFileNameWithoutExtension(dotnet) == "dotnet") start.Environment["DOTNET_ROOT"] = Path.GetDirectoryName(dotnet);
        foreach (var (name, value) in _settings) start.Environment[name] = value;
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
        process.Exited += (_, _) => Ended(process);
        lock (_lock)
        {
            _process = process;
            process.Start();
        }

        _ = Answers(process, _ready);

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private void Ended(Process process)
    {
        lock (_lock)
        {
            if (_stopping) return;
            process.WaitForExit();
            if (process.ExitCode != 0) Failures.Add(process.ExitCode);
            if (_ready.Task.IsCompleted) _ready = New();
            if (process.ExitCode != 0 && Failures.Count < MostFailures) Start();
            else _ready.TrySetException(new InvalidOperationException($"The handler ended with {process.ExitCode} and is not started again:\n{string.Join('\n', _output)}"));
        }
    }

    /// <summary>Any answer to GET / is readiness, a refused connection is not.</summary>
    private async Task Answers(Process process, TaskCompletionSource ready)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        using var patience = new CancellationTokenSource(TestHost.Patience); // the host has 30 s on a machine of its own
        var time = TimeProvider.System;
        try
        {
            while (!await Answered(http, patience.Token))
            {
                if (process.HasExited) return; // Ended decides what comes next
                await Task.Delay(Pace, time, patience.Token);
            }

            ready.TrySetResult();
        }
        catch (OperationCanceledException)
        {
            lock (_output) ready.TrySetException(new TimeoutException($"The handler has not answered:\n{string.Join('\n', _output)}"));
        }
    }

    private async Task<bool> Answered(HttpClient http, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.GetAsync(Address, cancel);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Heard(string? line)
    {
        if (line is null) return;
        lock (_output) _output.Add(line);
    }
}
