using System.Net;
using HrCollab.Components.SignIn;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Tests.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Functions.Tests.Operations;

/// <summary>What comes before anybody is counted costs the store no more than a read a second, however often it is asked.</summary>
public sealed class CountedReadsTests : IAsyncLifetime
{
    private CountingStore _store = null!;
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.Started(configure: services =>
    {
        var real = services.Last(s => s.ServiceType == typeof(IDocumentStore));
        services.Remove(real);
        services.AddSingleton<IDocumentStore>(provider => _store = new CountingStore((IDocumentStore)real.ImplementationFactory!(provider)));
    });

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Ready_AskedOftenAtOnce_AsksTheStoreOnceASecond()
    {
        await Ready();
        var before = _store.Counts;
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Ready()));
        Assert.Equal(before, _store.Counts);
        _host.Advance(TimeSpan.FromSeconds(1));
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Ready()));
        Assert.Equal(before + 1, _store.Counts);

        async Task Ready() => (await _host.Send(null, HttpMethod.Get, "/api/ready", null)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ASession_IsLookedUpOnceASecond_AndIsOverAtOnceWhenItEnds()
    {
        var ended = (EndedSessions)_host.Services.GetRequiredService<IEndedSessions>();
        var other = ActivatorUtilities.CreateInstance<EndedSessions>(_host.Services); // another instance on the same store
        var before = _store.Sessions;
        for (var i = 0; i < 50; i++) Assert.False(await ended.IsEnded("0a", default));
        Assert.Equal(before + 1, _store.Sessions);
        Assert.False(await other.IsEnded("0a", default));
        await ended.End("0a", default);
        Assert.True(await ended.IsEnded("0a", default));
        _host.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await other.IsEnded("0a", default));
    }

    private sealed class CountingStore(IDocumentStore store) : IDocumentStore, IAsyncDisposable
    {
        private int _counts;
        private int _sessions;

        /// <summary>How often failed effects were counted.</summary>
        public int Counts => Volatile.Read(ref _counts);

        /// <summary>How often it was asked for a session.</summary>
        public int Sessions => Volatile.Read(ref _sessions);

        public ValueTask<StoredDocument?> Find(Container container, string partition, string id, CancellationToken cancel)
        {
            if (partition.StartsWith("session:", StringComparison.Ordinal)) Interlocked.Increment(ref _sessions);
            return store.Find(container, partition, id, cancel);
        }

        public ValueTask<CommitResult> Commit(Batch batch, CancellationToken cancel) => store.Commit(batch, cancel);

        public ValueTask<Page> Query(Container container, string partition, IdRange range, CancellationToken cancel) => store.Query(container, partition, range, cancel);

        public ValueTask<long> Count(Container container, string partition, IdRange range, CancellationToken cancel)
        {
            if (partition == Functions.Projecting.EffectRow.Partition) Interlocked.Increment(ref _counts);
            return store.Count(container, partition, range, cancel);
        }

        public ValueTask<ChangePage> Changes(Container container, string? token, int limit, CancellationToken cancel) => store.Changes(container, token, limit, cancel);

        public ValueTask DisposeAsync() => store is IAsyncDisposable open ? open.DisposeAsync() : ValueTask.CompletedTask;
    }
}
