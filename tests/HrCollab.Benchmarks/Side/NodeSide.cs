using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HrCollab.Benchmarks.Side;

/// <summary>What npm has for the same work, run by Node on the same data. Nothing of the product depends on it.</summary>
internal sealed class NodeSide
{
    private const int Times = 3;
    private readonly string _folder;

    private NodeSide(string folder) => _folder = folder;

    /// <summary>Beside the program, with its packages; null where there is no Node or they cannot be had.</summary>
    public static NodeSide? Prepared()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Side", "npm");
        try
        {
            if (!Directory.Exists(Path.Combine(folder, "node_modules"))) Run("npm", folder, "install", "--no-package-lock", "--no-audit", "--no-fund", "--loglevel", "error");
            Run("node", folder, "--version");
            return new NodeSide(folder);
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Nanoseconds of one operation by the name of the package: the fastest of some processes.</summary>
    public IReadOnlyDictionary<string, double> Measure(string what, object data)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, JsonSerializer.Serialize(data, JsonSerializerOptions.Web));
            var all = Enumerable.Range(0, Times).Select(_ => JsonNode.Parse(Run("node", _folder, "side.mjs", what, file))!.AsObject()).ToList();
            var fastest = all[0].ToDictionary(m => m.Key, m => all.Min(a => a[m.Key]!.GetValue<double>()), StringComparer.Ordinal);
            foreach (var (name, time) in fastest) Console.WriteLine(FormattableString.Invariant($"  {"node: " + name,-46} {time / 1000,14:0.000} us"));
            return fastest;
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Milliseconds from starting a server with the schema validator until it has answered once.</summary>
    public double Start()
    {
        var least = double.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            var started = Stopwatch.GetTimestamp();
            Run("node", _folder, "server.mjs");
            least = Math.Min(least, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return least;
    }

    private static string Run(string program, string folder, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(errors.GetAwaiter().GetResult());
    }
}
