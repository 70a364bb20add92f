using System.Diagnostics;
using System.Text.RegularExpressions;
using HrCollab.Functions.Tests.Hosting;

namespace HrCollab.Functions.Tests.Crash;

/// <summary>The built host as a process of its own, so that it can be killed in the middle of anything.</summary>
internal sealed partial class HostProcess : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _output;

    private HostProcess(Process process, List<string> output) => (_process, _output) = (process, output);

    public Uri Address { get; private set; } = null!;

    public int Id => _process.Id;

    /// <summary>What it has written so far, to stdout and stderr.</summary>
    public string Output
    {
        get
        {
            lock (_output) return string.Join('\n', _output);
        }
    }

    /// <summary>Starts it on the store of a folder and waits until it says where it listens.</summary>
    public static Task<HostProcess> Started(string folder, params string[] settings) => Configured(folder, [], ["--Storage:Path", Path.Combine(folder, "store.db"), .. settings]);

    /// <summary>Starts it in a folder, with what its environment says beside the settings, and waits until it says where it listens.</summary>
    public static async Task<HostProcess> Configured(string folder, Dictionary<string, string> environment, params string[] settings)
    {
        var start = HostProgram.In(
            folder,
            [
                "--urls", "http://127.0.0.1:0", "--Definitions:Path", TestHost.DefinitionsPath, "--Logging:LogLevel:Default", "Warning", "--Limits:PersonPerMinute", "0", .. TestHost.Patient, .. settings,
            ]);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var said = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var output = new List<string>();
        process.OutputDataReceived += (_, line) => Heard(line.Data);
        process.ErrorDataReceived += (_, line) => Heard(line.Data);
        process.Exited += (_, _) => said.TrySetException(new InvalidOperationException($"The host ended before it listened:\n{string.Join('\n', output)}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var host = new HostProcess(process, output);
        try
        {
            host.Address = await said.Task.WaitAsync(TestHost.Patience);
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }

        void Heard(string? line)
        {
            if (line is null) return;
            lock (output) output.Add(line);
            if (Listening().Match(line) is { Success: true } match) said.TrySetResult(new Uri(match.Value));
        }
    }

    /// <summary>kill -9: no handler runs, nothing is flushed.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9]\d*", RegexOptions.None, 1000)]
    private static partial Regex Listening();
}
