using System.Diagnostics;

namespace HrCollab.Designer.Tests.Workflows;

/// <summary>Runs the scripts of a job as GitHub's runner does, in a repository of its own. The command line is the real one; other services are stood in for by scripts that write down how they were called.</summary>
internal sealed class Runner : IDisposable
{
    private readonly string _tools = Directory.CreateTempSubdirectory("hrcollab-runner-").FullName;
    private readonly Sandbox _sandbox;

    public Runner(Sandbox sandbox)
    {
        _sandbox = sandbox;
        var cli = Path.Combine(AppContext.BaseDirectory, "hrcollab.dll");
        Tool("hrcollab", $"exec dotnet exec --runtimeconfig \"{Path.ChangeExtension(cli, ".runtimeconfig.json")}\" \"{cli}\" \"$@\"");
    }

    /// <summary>Puts a program on the path.</summary>
    public void Tool(string name, string script)
    {
        var file = Path.Combine(_tools, name);
        File.WriteAllText(file, "#!/usr/bin/env bash\n" + script + "\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>A file that a stand-in wrote.</summary>
    public string Written(string name) => File.ReadAllText(Path.Combine(_tools, name));

    /// <summary>Runs one script; its exit code and all it said.</summary>
    public async Task<(int Code, string Output)> Run(string script, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script]) { WorkingDirectory = _sandbox.Root, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["PATH"] = _tools + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH");
        start.Environment["TOOLS"] = _tools;
        start.Environment["RUNNER_TEMP"] = _tools;
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }

    public void Dispose() => Directory.Delete(_tools, recursive: true);
}
