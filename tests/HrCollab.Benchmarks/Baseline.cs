using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using BenchmarkDotNet.Reports;

namespace HrCollab.Benchmarks;

/// <summary>
/// The ratios that were reached, in baseline.json beside this file, and what they should come to. Times of different runs say nothing about
/// each other; the ratio of two things measured in one run does.
/// </summary>
internal sealed class Baseline
{
    /// <summary>How much worse a ratio may be before it counts as lost: short runs scatter.</summary>
    private const double Tolerance = 0.3;

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web) { WriteIndented = true, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly string _path;
    private readonly bool _update;
    private readonly bool _underLoad;
    private readonly SortedDictionary<string, Ratio> _ratios;

    private Baseline(string path, bool update, bool underLoad)
    {
        (_path, _update, _underLoad) = (path, update, underLoad);
        _ratios = JsonSerializer.Deserialize<SortedDictionary<string, Ratio>>(File.ReadAllText(path), Written)!;
    }

    /// <summary>True when a ratio is worse than it was.</summary>
    public bool Lost { get; private set; }

    /// <summary>With <c>--update</c> among the options what is measured becomes the new baseline; with <c>--under-load</c> it says that it was measured so.</summary>
    public static Baseline Of(ref string[] options)
    {
        var update = options.Contains("--update", StringComparer.Ordinal);
        var underLoad = options.Contains("--under-load", StringComparer.Ordinal);
        options = [.. options.Where(o => o is not ("--update" or "--under-load"))];
        return new Baseline(Path.Combine(Path.GetDirectoryName(Here())!, "baseline.json"), update, underLoad);
    }

    /// <summary>Prints a ratio beside what it was and should be. Larger is better unless the baseline says otherwise.</summary>
    public void Compare(string name, double value) => Compare(name, value, null);

    /// <summary>The same, saying itself what it should come to and which way is better.</summary>
    public void Compare(string name, double value, double? target, bool lowerIsBetter = false)
    {
        var known = _ratios.GetValueOrDefault(name) ?? new Ratio(value, lowerIsBetter, target);
        var lost = known.LowerIsBetter ? value > known.Reached * (1 + Tolerance) : value < known.Reached * (1 - Tolerance);
        Lost |= lost && !_update;
        var aim = known.Target is { } t ? string.Create(CultureInfo.InvariantCulture, $", target {(known.LowerIsBetter ? "<=" : ">=")} {t:0.###}") : "";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-70} {value,10:0.000}   (was {known.Reached:0.000}{aim}){(lost ? "  WORSE" : "")}"));
        if (_update) _ratios[name] = known with { Reached = Math.Round(value, 3), UnderLoad = _underLoad };
    }

    /// <summary>Every benchmark beside the baseline method of its class, for the same parameters: less time is better.</summary>
    public void Compare(Summary summary)
    {
        foreach (var group in summary.Reports.Where(r => r.ResultStatistics is not null).GroupBy(r => r.BenchmarkCase.Parameters.DisplayInfo, StringComparer.Ordinal))
        {
            if (group.FirstOrDefault(r => r.BenchmarkCase.Descriptor.Baseline) is not { } limit) continue;
            foreach (var report in group.Where(r => r != limit))
            {
                var descriptor = report.BenchmarkCase.Descriptor;
                var name = $"{descriptor.Type.Name}.{descriptor.WorkloadMethod.Name}{group.Key} / {limit.BenchmarkCase.Descriptor.WorkloadMethod.Name}";
                if (!_ratios.ContainsKey(name)) _ratios[name] = new Ratio(report.ResultStatistics!.Mean / limit.ResultStatistics!.Mean, LowerIsBetter: true);
                Compare(name, report.ResultStatistics!.Mean / limit.ResultStatistics!.Mean);
            }
        }
    }

    /// <summary>Writes what was measured when that was asked for; 3 when something is worse than it was.</summary>
    public int Done()
    {
        if (_update) File.WriteAllText(_path, JsonSerializer.Serialize(_ratios, Written) + "\n");
        return Lost ? 3 : 0;
    }

    private static string Here([CallerFilePath] string path = "") => path;

    /// <summary>A ratio as it was reached and as it should be; under load when the machine did other things meanwhile.</summary>
    private sealed record Ratio(double Reached, bool LowerIsBetter, double? Target = null, bool UnderLoad = false);
}
