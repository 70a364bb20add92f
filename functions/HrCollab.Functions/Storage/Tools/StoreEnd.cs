using HrCollab.Engine.Kernel;
using HrCollab.Functions.Storage.Cosmos;
using HrCollab.Functions.Storage.Sqlite;

namespace HrCollab.Functions.Storage.Tools;

/// <summary>One end of a copy: a store of its own for as long as the copy runs. SQLite is locked by it, so the application is stopped.</summary>
internal sealed class StoreEnd : IAsyncDisposable
{
    private readonly Func<IKeptReader> _reader;
    private readonly List<IDisposable> _open = [];

    private StoreEnd(string name, IDocumentStore store, IKeptWriter writer, Func<IKeptReader> reader) => (Name, Store, Writer, _reader) = (name, store, writer, reader);

    /// <summary>Which store, as an unfinished copy remembers it.</summary>
    public string Name { get; }

    public IDocumentStore Store { get; }

    public IKeptWriter Writer { get; }

    /// <summary>Opens Sqlite or Cosmos as configured; a SQLite file is only created when documents are to be written into it.</summary>
    public static async Task<StoreEnd> Open(string? provider, IConfiguration configuration, TimeProvider time, bool creates, CancellationToken cancel)
    {
        if (provider is null or "" || string.Equals(provider, "Sqlite", StringComparison.OrdinalIgnoreCase))
        {
            var path = StoragePath.Of(configuration);
            if (!creates) SqliteSchema.OpenExisting(path).Dispose();
            var sqlite = StorageRegistration.Sqlite(configuration, time);
            return new StoreEnd("sqlite:" + path, sqlite, new SqliteKeptWriter(path), () => new SqliteSnapshot(path));
        }

        if (!string.Equals(provider, "Cosmos", StringComparison.OrdinalIgnoreCase)) throw Unknown(provider);
        var cosmos = new CosmosDocumentStore(CosmosStoreOptions.Of(configuration), time);
        try
        {
            await CosmosProvisioning.Open(cosmos, cancel);
        }
        catch
        {
            cosmos.Dispose();
            throw;
        }

        var kept = new CosmosKept(cosmos);
        return new StoreEnd($"cosmos:{cosmos.Options.Endpoint.Host}/{cosmos.Options.Database}", cosmos, kept, () => kept);
    }

    /// <summary>A reader of what is there now.</summary>
    public IKeptReader Reader()
    {
        var reader = _reader();
        if (reader is IDisposable disposable) _open.Add(disposable);
        return reader;
    }

    /// <summary>Whether the store holds anything that a copy would take along.</summary>
    public async Task<bool> IsEmpty(DateTimeOffset now, CancellationToken cancel)
    {
        var reader = Reader();
        foreach (var container in KeptDocument.Carried)
        {
            await foreach (var page in reader.Read(container, null, now, cancel))
            {
                if (page.Documents.Any(d => d.IsCarried)) return false;
            }
        }

        return true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var open in _open) open.Dispose();
        (Writer as IDisposable)?.Dispose();
        if (Store is IAsyncDisposable sqlite) await sqlite.DisposeAsync();
        else (Store as IDisposable)?.Dispose();
    }

    public static StoreRefusedException Unknown(string? provider) =>
        new(new Text($"存储只能是 Sqlite 或 Cosmos,而不是 {provider}。", $"A store is Sqlite or Cosmos, not {provider}."));
}
