using System.Net;
using HrCollab.Functions.Tests.Storage;

namespace HrCollab.Functions.Tests.Hosting;

/// <summary>A timer of the host whose act fails because the store does.</summary>
public sealed class FailingTimerTests : IDisposable
{
    private static readonly int RequestTries = CosmosAccount.Options("").Interactive.Tries;
    private readonly string _folder = Directory.CreateTempSubdirectory("hrcollab-failing-timer-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>The host is told, runs it again as often as function.json says, and operators see it until it has gone well.</summary>
    [StandInFact]
    public async Task S50_ATimerWhoseStoreFails_IsRunAgainByTheHost_AndIsAnAlarmUntilItHasGoneWell()
    {
        var database = "host-" + Path.GetFileName(_folder);
        using var store = await CosmosAccount.Open(database, TimeProvider.System);
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Definitions__Path"] = TestHost.DefinitionsPath,
            ["Limits__PersonPerMinute"] = "0",
            ["Logging__LogLevel__Default"] = "Warning",
            ["Backup__ByService"] = "true",
        };
        foreach (var pair in TestHost.Patient.Concat(TestStore.Cosmos.Settings(_folder)).Chunk(2)) settings[pair[0][2..].Replace(":", "__", StringComparison.Ordinal)] = pair[1];
        await using var host = await FunctionsHost.Started(settings);
        Assert.True(await host.Fire("RemindAndEscalate"));
        Assert.Equal(1, host.Runs);

        // Nobody waits for a timer: it is as patient with the store as what the process does by itself, longer than a request would be.
        await CosmosAccount.Control("faults", new { database, on = "query", partition = "notices", status = 503, count = RequestTries + 2 });
        Assert.True(await host.Fire("RemindAndEscalate"));
        Assert.Equal(2, host.Runs);
        await CosmosAccount.Control("clear", new { database });

        await CosmosAccount.Control("faults", new { database, on = "query", partition = "notices", status = 503, count = 100_000 });
        Assert.False(await host.Fire("RemindAndEscalate"));
        Assert.Equal(3 + host.Functions.Single(f => f.Name == "RemindAndEscalate").Retries, host.Runs);
        await CosmosAccount.Control("clear", new { database });
        Assert.Equal(("failed", "host", true), await Seen());
        Assert.True(await host.Fire("RemindAndEscalate"));
        await TestHost.Eventually(Seen, s => s == ("done", "host", false)); // also what the process does by itself, which failed meanwhile
        await CosmosAccount.Drop(store);

        async Task<(string, string, bool)> Seen()
        {
            var report = (await host.Proxying.Get("E0023", "/api/operations")).Is(HttpStatusCode.OK).Json;
            var timer = report["timers"]!.AsArray().Single(t => t!.Text("name") == "RemindAndEscalate")!;
            return (timer["last"]!.Text("outcome"), timer["last"]!.Text("by"), report["alarms"]!.AsArray().Any(a => a!.Text("text").Contains("RemindAndEscalate", StringComparison.Ordinal)));
        }
    }
}
