using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Tests;

/// <summary>The real store, except that it throws for the commits a test names.</summary>
internal sealed class FaultyStore(IDocumentStore store) : IDocumentStore, IAsyncDisposable
{
    /// <summary>What the exception says, as a driver quotes what it was given.</summary>
    public const string Secret = "350781196403077";

    private Func<Batch, bool>? _fails;

    public Func<Batch, bool>? Fails
    {
        get => Volatile.Read(ref _fails);
        set => Volatile.Write(ref _fails, value);
    }

    public ValueTask<StoredDocument?> Find(Container container, string partition, string id, CancellationToken cancel) => store.Find(container, partition, id, cancel);

    public ValueTask<CommitResult> Commit(Batch batch, CancellationToken cancel) =>
        Fails?.Invoke(batch) == true ? throw new IOException($"Refused for {Secret}.") : store.Commit(batch, cancel);

    public ValueTask<Page> Query(Container container, string partition, IdRange range, CancellationToken cancel) => store.Query(container, partition, range, cancel);

    public ValueTask<long> Count(Container container, string partition, IdRange range, CancellationToken cancel) => store.Count(container, partition, range, cancel);

    public ValueTask<ChangePage> Changes(Container container, string? token, int limit, CancellationToken cancel) => store.Changes(container, token, limit, cancel);

    public ValueTask DisposeAsync() => store is IAsyncDisposable open ? open.DisposeAsync() : ValueTask.CompletedTask;
}
