namespace HrCollab.Functions.Tests.Crash;

/// <summary>The file of the store is where the configuration of the process says, however it says so.</summary>
public sealed class StoragePathTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-path-").FullName;

    private string Named => Path.Combine(_folder, "kept", "people.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Environment_NamesTheFile()
    {
        using var host = await HostProcess.Configured(_folder, new() { ["Storage__Path"] = Named });
        await OnlyThere(host);
    }

    [Fact]
    public async Task Appsettings_NameTheFile_RelativeToWhereItIsStarted()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "appsettings.json"), """{ "Storage": { "Path": "kept/people.db" } }""");
        using var host = await HostProcess.Configured(_folder, []);
        await OnlyThere(host);
    }

    private async Task OnlyThere(HostProcess host)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        Assert.True((await http.GetAsync(new Uri("/api/ready", UriKind.Relative))).IsSuccessStatusCode);
        await host.Kill();
        Assert.Equal([Named], Directory.EnumerateFiles(_folder, "*.db", SearchOption.AllDirectories));
        Assert.StartsWith("SQLite format 3", System.Text.Encoding.ASCII.GetString((await File.ReadAllBytesAsync(Named))[..16]), StringComparison.Ordinal);
    }
}
