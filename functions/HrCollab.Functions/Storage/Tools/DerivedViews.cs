using HrCollab.Functions.Operations;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Publishing;
using HrCollab.Functions.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace HrCollab.Functions.Storage.Tools;

/// <summary>
/// All views of a store, derived once more from its events by the projector itself, in a file of their own that is gone afterwards: memory stays
/// small whatever the number of rows.
/// </summary>
internal sealed class DerivedViews : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hrcollab-views-");
    private readonly SqliteDocumentStore _rows;
    private readonly ActiveDefinitions _definitions;
    private readonly OrganizationSource _organizations;
    private readonly Projector _projector;
    private readonly Projector _present;

    public DerivedViews(IDocumentStore store, TimeProvider time)
    {
        _rows = new SqliteDocumentStore(new SqliteStoreOptions(Path.Combine(_folder.FullName, "views.db")), time);
        var beside = new BesideStore(store, _rows);
        var signal = new ProjectorSignal(TimeSpan.Zero);
        _definitions = new ActiveDefinitions(new RevisionStore(store, RevisionSeal.None), new CompiledSets(time), new LoadedSets(LoadedSets.Few));
        _organizations = new OrganizationSource(beside, _definitions, signal, time);
        _projector = Projector(beside);
        _present = Projector(store);

        Projector Projector(IDocumentStore over) => new(
            over, signal, _definitions, _organizations, new DeadLetters(_rows, time, NullLogger<DeadLetters>.Instance), new Instance("derived"), new TimerRuns(_rows, time, NullLogger<TimerRuns>.Instance), time, NullLogger<Projector>.Instance);
    }

    /// <summary>The rows, in the container of views.</summary>
    public IDocumentStore Rows => _rows;

    /// <summary>Changes that the host has not projected yet: it was stopped before.</summary>
    public Task<long> Waiting(CancellationToken cancel) => _present.Waiting(cancel);

    /// <summary>The date in the company's time zone.</summary>
    public DateOnly Today => _organizations.Today;

    /// <summary>Derives whatever has happened by now; false when the store has never had definitions, and so no events.</summary>
    public async Task<bool> Derive(CancellationToken cancel)
    {
        if (!await _definitions.Resume(cancel)) return false;
        await _projector.Pass(cancel);
        return true;
    }

    /// <summary>How far the projector has read, as documents for the store whose events it has read.</summary>
    public async Task<IReadOnlyList<StoredDocument>> Positions(CancellationToken cancel) =>
        [.. (await _rows.Query(Container.Host, FollowedFeeds.Partition, new IdRange(), cancel)).Items.Where(p => !p.Id.StartsWith(FollowedFeeds.TurnPrefix, StringComparison.Ordinal))];

    public async ValueTask DisposeAsync()
    {
        _projector.Dispose();
        _present.Dispose();
        _organizations.Dispose();
        await _rows.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>The store, with views and positions beside it.</summary>
    private sealed class BesideStore(IDocumentStore store, IDocumentStore beside) : IDocumentStore
    {
        public ValueTask<StoredDocument?> Find(Container container, string partition, string id, CancellationToken cancel) => Of(container, partition).Find(container, partition, id, cancel);

        public ValueTask<CommitResult> Commit(Batch batch, CancellationToken cancel) => Of(batch.Container, batch.Partition).Commit(batch, cancel);

        public ValueTask<Page> Query(Container container, string partition, IdRange range, CancellationToken cancel) => Of(container, partition).Query(container, partition, range, cancel);

        public ValueTask<long> Count(Container container, string partition, IdRange range, CancellationToken cancel) => Of(container, partition).Count(container, partition, range, cancel);

        public ValueTask<ChangePage> Changes(Container container, string? token, int limit, CancellationToken cancel) => Of(container, null).Changes(container, token, limit, cancel);

        private IDocumentStore Of(Container container, string? partition) => container == Container.Views || partition == FollowedFeeds.Partition ? beside : store;
    }
}
