using System.Diagnostics;

namespace HrCollab.Benchmarks.Load;

/// <summary>Runs an act from several clients for a bounded time and counts.</summary>
internal static class Gauge
{
    /// <summary>Acts per second, latencies, and what one act costs the process; an act that returns false is an error.</summary>
    public static async Task<Reading> Measure(string name, int clients, TimeSpan time, Func<int, long, ValueTask<bool>> act)
    {
        GC.Collect();
        var (cpu, bytes) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        var clock = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(async () =>
        {
            var took = new List<double>(10_000);
            var errors = 0;
            for (long n = 0; clock.Elapsed < time; n++)
            {
                var start = Stopwatch.GetTimestamp();
                if (!await act(client, n)) errors++;
                took.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            return (took, errors);
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        var sorted = all.SelectMany(a => a.took).Order().ToArray();
        return new Reading(
            name, sorted.Length / seconds, sorted[sorted.Length / 2], sorted[(int)(sorted.Length * 0.99)],
            (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / sorted.Length, (GC.GetTotalAllocatedBytes() - bytes) / 1024.0 / sorted.Length, all.Sum(a => a.errors));
    }
}

/// <summary>What was measured. Processor time and memory are those of the whole process, client included, per act.</summary>
internal sealed record Reading(string Name, double PerSecond, double Median, double P99, double Microseconds, double Kilobytes, int Errors)
{
    public override string ToString() => FormattableString.Invariant(
        $"{Name,-28} {PerSecond,10:N0}/s   p50 {Median,7:0.00} ms   p99 {P99,7:0.00} ms   cpu {Microseconds,6:0} us   allocated {Kilobytes,7:0.0} KB   errors {Errors}");
}
