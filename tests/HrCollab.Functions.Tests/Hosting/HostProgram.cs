using System.Diagnostics;

namespace HrCollab.Functions.Tests.Hosting;

/// <summary>
/// The host as a program of its own: the published one where there is one, which is what users run and starts in three quarters of the processor time, else the one that is built here.
/// </summary>
internal static class HostProgram
{
    /// <summary>How it is started in a folder, with what it says to be read.</summary>
    public static ProcessStartInfo In(string folder, params IEnumerable<string> arguments)
    {
        var (file, first) = ScriptRoot.Published is { Length: > 0 } published
            ? (Path.GetFullPath(Path.Combine(published, "HrCollab.Functions")), (string[])[])
            : (Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet", [Path.Combine(AppContext.BaseDirectory, "HrCollab.Functions.dll")]);
        return new ProcessStartInfo(file, [.. first, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
    }
}
