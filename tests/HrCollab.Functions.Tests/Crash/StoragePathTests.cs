using HrCollab.Tests;
using Microsoft.Extensions.Configuration;

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

    /// <summary>A start in a clone without any setting leaves nothing behind that git would see, and listens on this machine only.</summary>
    [Fact]
    public async Task WithoutSettings_EverythingLiesInTheFolderThatGitIgnores()
    {
        using var host = await HostProcess.Configured(_folder, []);
        using var http = new HttpClient { BaseAddress = host.Address };
        Assert.True((await http.GetAsync(new Uri("/api/ready", UriKind.Relative))).IsSuccessStatusCode);
        await host.Kill();
        Assert.Equal([Path.Combine(_folder, "data")], Directory.EnumerateFileSystemEntries(_folder));
        Assert.True(File.Exists(Path.Combine(_folder, "data", "hrcollab.db")));
        Assert.Contains("data/", Repository.Read(".gitignore").Split('\n'));
    }

    [Fact]
    public void WithoutSettings_ItListensOnThisMachineOnly()
    {
        var shipped = new ConfigurationBuilder().AddJsonFile(Path.Combine(Repository.Root, "functions", "HrCollab.Functions", "appsettings.json")).Build();
        Assert.Equal("http://127.0.0.1:7071", shipped["Urls"]);
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
