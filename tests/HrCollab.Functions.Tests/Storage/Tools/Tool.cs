using System.Diagnostics;
using HrCollab.Functions.Hosting;
using HrCollab.Functions.Storage.Tools;
using HrCollab.Functions.Tests.Hosting;
using Microsoft.Extensions.Configuration;

namespace HrCollab.Functions.Tests.Storage.Tools;

/// <summary>Commands of the host on the store of a folder.</summary>
internal static class Tool
{
    /// <summary>Both stores of a folder are named, so that one can be moved into the other.</summary>
    public static string[] Settings(TestStore store, string folder) =>
        [.. TestStore.Cosmos.Settings(folder), "--Storage:Path", Path.Combine(folder, "store.db"), "--Storage:Provider", store.ToString()];

    /// <summary>Within this process, by the clock of the tests: exit code, and what was said.</summary>
    public static async Task<(int? Code, string Said)> Run(TestStore store, string folder, TimeProvider time, params string[] typed)
    {
        var line = CommandLine.Of([.. typed, .. store == TestStore.Cosmos || typed.Contains("move") ? Settings(store, folder) : store.Settings(folder)]);
        var configuration = new ConfigurationBuilder().AddCommandLine(["--lang", "en", .. line.Settings]).Build();
        using var said = new StringWriter();
        var code = await StoreTools.Run(configuration, time, line.Words, said, said, CancellationToken.None);
        return (code, said.ToString());
    }

    /// <summary>As a process of its own.</summary>
    public static Process Start(string folder, params string[] typed) => Process.Start(HostProgram.In(folder, typed))!;

    /// <summary>As a process of its own, to its end.</summary>
    public static async Task<(int Code, string Said)> Ended(string folder, params string[] typed)
    {
        using var process = Start(folder, typed);
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(said));
    }
}
