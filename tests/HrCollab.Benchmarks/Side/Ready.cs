using System.Diagnostics;
using HrCollab.Benchmarks.Rules;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Rules;

namespace HrCollab.Benchmarks.Side;

/// <summary>P4: rules from their files to the first verdict, again within a process and in a fresh one with the shipped definitions; what a rule keeps in memory.</summary>
internal static class Ready
{
    private const int Times = 7;

    public static void Measure(Baseline baseline)
    {
        var ours = new Dictionary<int, double>();
        foreach (var count in new[] { 20, 200, 2_000 })
        {
            var world = new RulesReadyBenchmarks { Rules = count };
            world.Prepare();
            var (mine, stock) = (double.MaxValue, double.MaxValue);
            for (var i = 0; i < Times; i++)
            {
                stock = Math.Min(stock, Once(() => world.Stock().GetAwaiter().GetResult()));
                mine = Math.Min(mine, Once(() => world.Ours()));
            }

            ours[count] = mine;
            Console.WriteLine(FormattableString.Invariant($"  {count} rules ready: {mine:0.0} ms, RulesEngine {stock:0.0} ms"));
            baseline.Compare($"P4 ready / RulesEngine, {count} rules", mine / stock, null, lowerIsBetter: true);
        }

        baseline.Compare("P4 2,000 rules ready, ms", ours[2_000], 500, lowerIsBetter: true);
        baseline.Compare("P4 growth, 2,000 rules ready / 200", ours[2_000] / ours[200], 10, lowerIsBetter: true);
        baseline.Compare("P4 bytes kept by a rule", Kept(2_000) / 2_000, 700, lowerIsBetter: true);
        var fresh = Enumerable.Range(0, Times).Min(_ => Fresh());
        baseline.Compare("P4 shipped definitions, first verdict after the start of a process, ms", fresh, 300, lowerIsBetter: true);
    }

    /// <summary>In a fresh process: the shipped definitions, one verdict, and the milliseconds since the process was started.</summary>
    public static int First()
    {
        var set = DefinitionCompiler.Compile(Folder(Repository), proven: true).Set!;
        var rules = set.Find<RuleSet>("transfer-eligibility")!;
        if (rules.Judge(rules.Subject.Shape.Empty, new DateOnly(2026, 9, 18)).Length == 0) return 1;
        Console.WriteLine(FormattableString.Invariant($"{(TimeProvider.System.GetUtcNow() - new DateTimeOffset(Process.GetCurrentProcess().StartTime)).TotalMilliseconds}"));
        return 0;
    }

    private static string Repository => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "definitions"));

    private static double Fresh()
    {
        using var process = Process.Start(Compiling.AsUsual(new ProcessStartInfo("dotnet", [typeof(Ready).Assembly.Location, "first"]) { RedirectStandardOutput = true, UseShellExecute = false }))!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(said, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static IEnumerable<DefinitionFile> Folder(string root) =>
        Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories).Select(f => new DefinitionFile(Path.GetRelativePath(root, f).Replace('\\', '/'), File.ReadAllBytes(f)));

    private static double Once(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>What the compiled delegates and trees of rules hold, without the files they came from.</summary>
    private static double Kept(int count)
    {
        var (few, many) = (RulesWorld.Files(1), RulesWorld.Files(count));
        var (small, _) = RulesWorld.Ours(few);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (large, rules) = RulesWorld.Ours(many);
        rules.Judge(rules.Subject.Shape.Empty, new DateOnly(2026, 9, 18));
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(small);
        GC.KeepAlive(large);
        return kept;
    }

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
}
