using HrCollab.Functions.Storage;
using HrCollab.Functions.Storage.Sqlite;
using HrCollab.Functions.Tests.Crash;

namespace HrCollab.Functions.Tests.Hosting;

/// <summary>What a process writes to stdout, which becomes the log of whoever runs it.</summary>
public sealed class StdoutTests : IDisposable
{
    private const string Name = "金丝雀";
    private const string Number = "E0077";
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-stdout-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Events and positions that cannot be read, named after somebody and holding what they entered: type and place of what went wrong are said, and nothing else.</summary>
    [Fact]
    public async Task S50_OutsideDevelopment_ErrorsAreSaidByTypeAndPlace_AndHoldNothingOfAnybody()
    {
        var said = await Said("Production", o => o.Contains("Applying effects failed", StringComparison.Ordinal) && o.Contains("it waits as cases-", StringComparison.Ordinal));
        Assert.Contains("System.Text.Json.JsonException", said, StringComparison.Ordinal);
        Assert.Contains("   at HrCollab.Functions.Projecting.", said, StringComparison.Ordinal);
        Assert.Contains("cases {Partition} {Document} failed (", said, StringComparison.Ordinal);
        Assert.All([Name, Number, "could not be converted"], secret => Assert.DoesNotContain(secret, said, StringComparison.Ordinal));
    }

    /// <summary>What looks for leaks finds them where they are: on the developer's own machine exceptions are whole.</summary>
    [Fact]
    public async Task InDevelopment_TheSameIsSaidInFull()
    {
        var said = await Said("Development", o => o.Contains("Applying effects failed", StringComparison.Ordinal) && o.Contains("it waits as cases-", StringComparison.Ordinal));
        Assert.All([Name, Number, "could not be converted"], secret => Assert.Contains(secret, said, StringComparison.Ordinal));
    }

    private async Task<string> Said(string environment, Func<string, bool> expected)
    {
        await using (var store = new SqliteDocumentStore(new SqliteStoreOptions(Path.Combine(_folder, "store.db")), TimeProvider.System))
        {
            await store.Commit(new Batch(Container.Cases, $"case-{Name}-{Number}", [new Operation.Create("e-0000000001", System.Text.Encoding.UTF8.GetBytes($$"""{"name":"{{Name}}"}"""))]), default);
            await store.Commit(new Batch(Container.Host, "feeds", [new Operation.Create("effects", System.Text.Encoding.UTF8.GetBytes($$$"""{"token":{"{{{Name}}}":"{{{Number}}}"}}"""))]), default);
        }

        using var host = await HostProcess.Configured(_folder, new() { ["ASPNETCORE_ENVIRONMENT"] = environment }, "--Storage:Path", Path.Combine(_folder, "store.db"), "--Example:Seed", "false");
        return await TestHost.Eventually(() => Task.FromResult(host.Output), expected);
    }
}
