using System.Collections.Immutable;
using System.Text;
using HrCollab.Functions.Storage;
using Microsoft.Extensions.Time.Testing;

namespace HrCollab.Functions.Tests.Storage;

/// <summary>What every adapter of <see cref="IDocumentStore"/> must do. An adapter's test class supplies an empty store and inherits all of it.</summary>
public abstract partial class DocumentStoreContract : IAsyncLifetime
{
    private const Container Cases = Container.Cases;
    private IDocumentStore? _store;

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8)));

    protected IDocumentStore Store => _store ?? throw new InvalidOperationException("The store is not open.");

    public async Task InitializeAsync() => _store = await Open(Time);

    public async Task DisposeAsync() => await Close();

    /// <summary>An empty store that lives by the given time.</summary>
    protected abstract ValueTask<IDocumentStore> Open(TimeProvider time);

    protected abstract ValueTask Close();

    protected static ReadOnlyMemory<byte> Body(string text) => Encoding.UTF8.GetBytes($"{{\"text\":\"{text}\"}}");

    protected static string Text(StoredDocument? document)
    {
        Assert.NotNull(document);
        return Encoding.UTF8.GetString(document.Body.Span)[9..^2];
    }

    protected async Task<CommitResult> Commit(string partition, params ImmutableArray<Operation> operations) => await Store.Commit(new Batch(Cases, partition, operations), default);

    protected async Task<IReadOnlyList<long>> Done(string partition, params ImmutableArray<Operation> operations) =>
        Assert.IsType<CommitResult.Done>(await Commit(partition, operations)).Versions;

    protected static Operation Create(string id, string text = "x") => new Operation.Create(id, Body(text));

    private async Task<StoredDocument?> Find(string partition, string id) => await Store.Find(Cases, partition, id, default);

    private async Task<string[]> Ids(string partition, IdRange range) => [.. (await Store.Query(Cases, partition, range, default)).Items.Select(d => d.Id)];
}
