using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using HrCollab.Tests;

namespace HrCollab.Functions.Tests.Readme;

/// <summary>The README's first command as a process of its own, on a free port and an empty store.</summary>
internal sealed partial class StartedProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private StartedProcess(Process process, string folder, Uri address) => (_process, _folder, Address) = (process, folder, address);

    /// <summary>What the tests built is run as it is: a second build beside them would wait for the first.</summary>
    public static IReadOnlyList<string> Built { get; } =
        ["--no-build", "-c", AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug"];

    /// <summary>The address it printed.</summary>
    public Uri Address { get; }

    /// <summary>Runs the command and waits until it says where it listens.</summary>
    public static async Task<StartedProcess> Run(string command, TimeSpan patience, params string[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("hrcollab-readme-").FullName;
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, WorkingDirectory = Repository.Root, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        foreach (var argument in command.Trim().Split(' ').Skip(1).Concat(Built).Concat(["--", "--urls", "http://127.0.0.1:0", "--Storage:Path", Path.Combine(folder, "store.db"), .. TestHost.Patient, .. settings]))
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        using var deadline = new CancellationTokenSource(patience);
        var said = new StringBuilder();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
            {
                said.AppendLine(line);
                if (Listening().Match(line) is not { Success: true } found) continue;
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None); // a full pipe would stop the process
                return new StartedProcess(process, folder, new Uri(found.Value));
            }

            throw new InvalidOperationException($"It ended before it listened.\n{said}\n{await errors}");
        }
        catch
        {
            await End(process, folder);
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await End(_process, _folder);

    private static async Task End(Process process, string folder)
    {
        using (process)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listening();
}
