using System.Diagnostics;

namespace HrCollab.Benchmarks.Side;

/// <summary>
/// A busy machine compiles anew in the background long after something has become hot, and what is measured meanwhile is no code that a host would run for
/// long. So measuring happens in a process that optimises at once.
/// </summary>
internal static class Compiling
{
    private const string Tiers = "DOTNET_TieredCompilation";
    private const string Images = "DOTNET_ReadyToRun";

    /// <summary>True in such a process.</summary>
    public static bool IsFull => Environment.GetEnvironmentVariable(Tiers) == "0";

    /// <summary>The same verb in such a process; its exit code.</summary>
    public static async Task<int> Again(string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(Compiling).Assembly.Location, .. arguments]) { UseShellExecute = false, Environment = { [Tiers] = "0", [Images] = "0" } })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    /// <summary>What starts other processes to see how fast they start leaves them as they are.</summary>
    public static ProcessStartInfo AsUsual(ProcessStartInfo start)
    {
        start.Environment.Remove(Tiers);
        start.Environment.Remove(Images);
        return start;
    }
}
