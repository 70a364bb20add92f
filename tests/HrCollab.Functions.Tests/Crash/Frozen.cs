using System.Diagnostics;
using System.Globalization;

namespace HrCollab.Functions.Tests.Crash;

/// <summary>
/// A process stopped in the middle of anything (SIGSTOP): while no thread of it runs, its files are what they would be had it been killed at this
/// moment, since what it has written is the system's and not its own any more. So one run gives as many crashes as one likes.
/// </summary>
internal static class Frozen
{
    /// <summary>Stops every thread, looks, and lets the process go on.</summary>
    public static void Look(int process, Action look)
    {
        Signal("-STOP", process);
        try
        {
            while (!Directory.EnumerateDirectories(Path.Combine("/proc", process.ToString(CultureInfo.InvariantCulture), "task")).All(IsStopped)) Thread.Yield();
            look();
        }
        finally
        {
            Signal("-CONT", process);
        }
    }

    private static bool IsStopped(string thread)
    {
        try
        {
            var state = File.ReadAllText(Path.Combine(thread, "stat"));
            return state[state.LastIndexOf(')') + 2] is 'T' or 't';
        }
        catch (IOException)
        {
            return true; // it has ended
        }
    }

    private static void Signal(string signal, int process)
    {
        using var kill = Process.Start("kill", [signal, process.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }
}
