using System.Text.Json.Nodes;
using HrCollab.Tests;

namespace HrCollab.Functions.Tests.Hosting;

/// <summary>
/// A folder as a Functions host reads it: host.json, the program, and a folder per function, one level deep. Assembled from what is built here,
/// or the published one that HRCOLLAB_TEST_SCRIPT_ROOT names.
/// </summary>
internal sealed class ScriptRoot : IDisposable
{
    private readonly bool _own;

    public ScriptRoot()
    {
        _own = string.IsNullOrEmpty(Published);
        Folder = _own ? Assembled() : Path.GetFullPath(Published!);
        Host = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "host.json")))!;
        Functions = [.. Directory.EnumerateDirectories(Folder).Where(d => File.Exists(Path.Combine(d, "function.json"))).Select(HostedFunction.Read).OrderBy(f => f.Name, StringComparer.Ordinal)];
    }

    /// <summary>The published folder that the environment names; null: there is none.</summary>
    public static string? Published { get; } = Environment.GetEnvironmentVariable("HRCOLLAB_TEST_SCRIPT_ROOT");

    public string Folder { get; }

    /// <summary>host.json.</summary>
    public JsonNode Host { get; }

    public IReadOnlyList<HostedFunction> Functions { get; }

    /// <summary>The program that host.json names.</summary>
    public string Executable => Path.Combine(Folder, Host["customHandler"]!["description"]!.Text("defaultExecutablePath"));

    /// <summary>A function that the application does not have, read from a folder of its own.</summary>
    public static HostedFunction MadeUp(string name, string route, string? level)
    {
        var folder = Directory.CreateTempSubdirectory("hrcollab-function-").FullName;
        try
        {
            var trigger = new JsonObject { ["type"] = "httpTrigger", ["direction"] = "in", ["name"] = "request", ["methods"] = new JsonArray("get"), ["route"] = route };
            if (level is not null) trigger["authLevel"] = level;
            var file = new JsonObject { ["bindings"] = new JsonArray(trigger, new JsonObject { ["type"] = "http", ["direction"] = "out", ["name"] = "response" }) };
            var own = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
            File.WriteAllText(Path.Combine(own, "function.json"), file.ToJsonString());
            return HostedFunction.Read(own);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose()
    {
        if (_own) Directory.Delete(Folder, recursive: true);
    }

    private static string Assembled()
    {
        var folder = Directory.CreateTempSubdirectory("hrcollab-script-root-").FullName;
        File.Copy(Path.Combine(Repository.Root, "host.json"), Path.Combine(folder, "host.json"));
        foreach (var function in Directory.EnumerateDirectories(Path.Combine(Repository.Root, "functions", "HrCollab.Functions", "Azure")))
            Directory.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(function)), function);
        File.CreateSymbolicLink(Path.Combine(folder, "HrCollab.Functions"), Path.Combine(AppContext.BaseDirectory, "HrCollab.Functions"));
        return folder;
    }
}

/// <summary>A function.json.</summary>
/// <param name="Name">The folder's name.</param>
/// <param name="Trigger">Its one trigger.</param>
/// <param name="Retries">How often a failed run is repeated.</param>
internal sealed record HostedFunction(string Name, JsonObject Trigger, int Retries)
{
    public bool IsTimer => Trigger.Text("type") == "timerTrigger";

    public string Route => Trigger.Text("route");

    public string[] Methods => [.. Trigger["methods"]!.AsArray().Select(m => m!.GetValue<string>().ToUpperInvariant())];

    /// <summary>anonymous, function or admin; function when nothing is said.</summary>
    public string Level => Trigger["authLevel"]?.GetValue<string>() ?? "function";

    public static HostedFunction Read(string folder)
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "function.json")))!;
        var bindings = file["bindings"]!.AsArray().Select(b => b!.AsObject()).ToList();
        var trigger = bindings.Single(b => b.Text("type").EndsWith("Trigger", StringComparison.Ordinal));
        // Forwarded as it is: exactly one HTTP trigger and one HTTP output. Anything else would be wrapped in JSON, which no endpoint of ours reads.
        Assert.True(trigger.Text("type") == "timerTrigger" ? bindings.Count == 1 : bindings.Count == 2 && bindings.Any(b => b.Text("type") == "http" && b.Text("direction") == "out"), folder);
        return new HostedFunction(Path.GetFileName(folder), trigger, file["retry"]?["maxRetryCount"]?.GetValue<int>() ?? 0);
    }
}
