using HrCollab.Functions.Storage;
using HrCollab.Functions.Storage.Cosmos;

namespace HrCollab.Functions.Tests.Storage;

/// <summary>An account that takes a request and never answers holds nobody longer than the configuration says.</summary>
public sealed class CosmosSilenceTests : IAsyncLifetime
{
    /// <summary>What the test says of time: a second in all, so that its failsafe of a minute is far away.</summary>
    private static readonly Patience Short = new(3, TimeSpan.FromSeconds(1));

    private static readonly TimeSpan Failsafe = TimeSpan.FromMinutes(1);
    private readonly string _database = CosmosAccount.NewDatabase();
    private CosmosDocumentStore _provisioned = null!;

    /// <summary>Each way to the service: what is asked, and which requests are never answered.</summary>
    public static TheoryData<string, string> Ways => new()
    {
        { "find", "read" }, { "query", "query" }, { "count", "query" }, { "changes", "feed" }, { "commit", "batch" },
        { "find", "metadata" }, { "query", "metadata" }, { "count", "metadata" }, { "changes", "metadata" }, { "commit", "metadata" }, { "bytes", "metadata" },
    };

    public async Task InitializeAsync()
    {
        if (CosmosAccount.NoStandIn is not null) return;
        _provisioned = await CosmosAccount.Open(_database, TimeProvider.System);
        await Commit(_provisioned);
    }

    public async Task DisposeAsync()
    {
        if (_provisioned is null) return;
        await CosmosAccount.Control("clear", new { database = _database });
        await CosmosAccount.Drop(_provisioned);
        _provisioned.Dispose();
    }

    /// <summary>A process of its own, which has asked nothing yet: what it has to know of the account and its containers is asked with the first call.</summary>
    [StandInTheory]
    [MemberData(nameof(Ways))]
    public async Task ARequestThatIsNeverAnswered_EndsWithinThePatience_AndSaysWhenToComeAgain(string asked, string silent)
    {
        using var store = new CosmosDocumentStore(Options(), TimeProvider.System);
        await CosmosAccount.Control("faults", new { database = _database, on = silent, hang = true, count = 1_000 });
        var busy = await Assert.ThrowsAsync<StoreBusyException>(() => Ask(store, asked).WaitAsync(Failsafe));
        Assert.True(busy.RetryAfter >= TimeSpan.FromSeconds(1));
        var counts = await CosmosAccount.Control("clear", new { database = _database });
        Assert.True(counts["faults"]!.GetValue<int>() > 0, "Nothing was asked of the account.");
        await Ask(store, asked).WaitAsync(Failsafe); // answered again, it works again
    }

    /// <summary>Nobody waits for a start that cannot come: it says what is the matter.</summary>
    [StandInFact]
    public async Task AStartOnASilentAccount_IsRefused_AndSaysThatItTimedOut()
    {
        using var store = new CosmosDocumentStore(Options(), TimeProvider.System);
        await CosmosAccount.Control("faults", new { database = _database, on = "metadata", hang = true, count = 1_000 });
        foreach (var start in (Func<Task>[])[() => CosmosProvisioning.Open(store, default), () => CosmosProvisioning.Provision(store, null, default)])
            Assert.Contains("time-out", (await Assert.ThrowsAsync<StoreRefusedException>(() => start().WaitAsync(Failsafe))).Message, StringComparison.Ordinal);
    }

    /// <summary>The limits of the client library follow the configuration, and are never longer than one of our tries.</summary>
    [Fact]
    public void TheLibrarysLimits_FollowTheConfiguration()
    {
        var options = new CosmosStoreOptions(new Uri("https://account.example/"), "AAAA", "d", Gateway: false) { Interactive = new(3, TimeSpan.FromSeconds(4)), Background = new(9, TimeSpan.FromSeconds(20)) };
        using var client = CosmosClients.Create(options);
        Assert.Equal((TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(2), 0), (client.ClientOptions.RequestTimeout, client.ClientOptions.OpenTcpConnectionTimeout, client.ClientOptions.MaxRetryAttemptsOnRateLimitedRequests));
    }

    private CosmosStoreOptions Options() => CosmosAccount.Options(_database) with { Interactive = Short, Background = Short };

    private static Task Ask(CosmosDocumentStore store, string what) => what switch
    {
        "find" => store.Find(Container.Host, "p", "d", default).AsTask(),
        "query" => store.Query(Container.Host, "p", new IdRange(), default).AsTask(),
        "count" => store.Count(Container.Host, "p", new IdRange(), default).AsTask(),
        "changes" => store.Changes(Container.Host, null, 10, default).AsTask(),
        "bytes" => store.Bytes(default).AsTask(),
        _ => Commit(store),
    };

    private static Task Commit(CosmosDocumentStore store) => store.Commit(new Batch(Container.Host, "p", [new Operation.Put("d", "{}"u8.ToArray())]), default).AsTask();
}
