using System.Diagnostics;
using System.Text.Json.Nodes;
using HrCollab.Tests;

namespace HrCollab.Functions.Tests.Infra;

/// <summary>functions/infra/main.bicep as the resource manager gets it.</summary>
public sealed class Template : IAsyncLifetime
{
    private JsonNode? _root;

    /// <summary>What the compiler said besides the template: warnings and errors.</summary>
    public string Said { get; private set; } = "";

    public int Code { get; private set; }

    public JsonNode Root => _root ?? throw new InvalidOperationException(Said);

    public IEnumerable<JsonNode> Resources => Root["resources"]!.AsArray().OfType<JsonNode>();

    public JsonNode Only(string type) => Resources.Single(r => r.Text("type") == type);

    public IEnumerable<JsonNode> All(string type) => Resources.Where(r => r.Text("type") == type);

    public async Task InitializeAsync()
    {
        if (BicepFactAttribute.Compiler is not { } compiler) return;
        // Packages carry no right to execute everywhere, and the template needs no module from anywhere: nothing is restored.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(compiler, File.GetUnixFileMode(compiler) | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo(compiler, ["build", Path.Combine(Repository.Root, "functions", "infra", "main.bicep"), "--stdout", "--no-restore"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        Said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Code = process.ExitCode;
        if (Code == 0) _root = JsonNode.Parse(await output);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
