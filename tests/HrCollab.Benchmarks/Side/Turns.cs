using System.Diagnostics;

namespace HrCollab.Benchmarks.Side;

/// <summary>One of several ways to do the same work.</summary>
/// <param name="Name">What it is called in the output.</param>
/// <param name="Work">Does it <paramref name="Operations"/> times.</param>
/// <param name="Operations">How often one call does it.</param>
internal sealed record Contender(string Name, Action Work, int Operations = 1);

/// <summary>
/// Measures contenders in turns of some milliseconds and keeps the fastest turn of each: what else the machine does meanwhile holds up some turns of all of
/// them, and hardly every turn of one. So the ratios hold on a busy machine too.
/// </summary>
internal static class Turns
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(4);
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(400);

    /// <summary>Nanoseconds of one operation of each contender, in their order.</summary>
    public static double[] Fastest(int rounds, params ReadOnlySpan<Contender> contenders)
    {
        var fastest = new double[contenders.Length];
        var calls = new int[contenders.Length];
        for (var i = 0; i < contenders.Length; i++)
        {
            Run(contenders[i], WarmUp); // compiled, and compiled anew by what was seen
            var (times, spent) = Run(contenders[i], WarmUp);
            calls[i] = Math.Max(1, (int)(times * Turn / spent));
            fastest[i] = double.MaxValue;
        }

        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                var started = Stopwatch.GetTimestamp();
                for (var n = 0; n < calls[i]; n++) contenders[i].Work();
                fastest[i] = Math.Min(fastest[i], Stopwatch.GetElapsedTime(started).TotalNanoseconds / calls[i] / contenders[i].Operations);
            }
        }

        for (var i = 0; i < contenders.Length; i++) Console.WriteLine(FormattableString.Invariant($"  {contenders[i].Name,-46} {fastest[i] / 1000,14:0.000} us"));
        return fastest;
    }

    /// <summary>Bytes that one operation allocates.</summary>
    public static double Allocated(Contender contender)
    {
        contender.Work();
        var before = GC.GetAllocatedBytesForCurrentThread();
        contender.Work();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)contender.Operations;
    }

    private static (int Times, TimeSpan Spent) Run(Contender contender, TimeSpan atLeast)
    {
        var (started, times) = (Stopwatch.GetTimestamp(), 0);
        while (Stopwatch.GetElapsedTime(started) < atLeast || times == 0)
        {
            contender.Work();
            times++;
        }

        return (times, Stopwatch.GetElapsedTime(started));
    }
}
