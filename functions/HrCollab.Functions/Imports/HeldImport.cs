using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Imports;

/// <summary>The state of one import in the hands of one process: each write follows the version it read, so whoever has lost it to another process stops.</summary>
internal sealed class HeldImport
{
    private readonly IDocumentStore _store;
    private long _version;

    private HeldImport(IDocumentStore store, StoredDocument stored) => (_store, _version, State) = (store, stored.Version, ImportState.Read(stored));

    /// <summary>The version that was read or written last.</summary>
    public long Version => _version;

    /// <summary>As it was read or written last.</summary>
    public ImportState State { get; private set; }

    /// <summary>The import; null when there is none.</summary>
    public static async ValueTask<HeldImport?> Find(IDocumentStore store, string id, CancellationToken cancel) =>
        await store.Find(Container.Host, ImportState.Partition(id), ImportState.DocumentId, cancel) is { } stored ? new HeldImport(store, stored) : null;

    /// <summary>Makes a process the owner; false when another one was faster.</summary>
    public async ValueTask<bool> Take(string owner, CancellationToken cancel) => await Write(State with { Owner = owner }, cancel);

    /// <summary>
    /// Writes what became of it. A write of which nobody knows whether it was made is found there and followed. Throws <see cref="ImportLostException"/>
    /// when the import belongs to another process now, or has ended.
    /// </summary>
    public async ValueTask Save(ImportState state, CancellationToken cancel)
    {
        while (!await Write(state, cancel))
        {
            if (await Find(_store, state.Id, cancel) is not { State.IsOpen: true } now || now.State.Owner != state.Owner) throw new ImportLostException();
            _version = now._version;
        }
    }

    /// <summary>What the store holds of it now.</summary>
    public async ValueTask<ImportState> Reload(CancellationToken cancel)
    {
        if (await Find(_store, State.Id, cancel) is { } now && now.State.Owner == State.Owner) (_version, State) = (now._version, now.State);
        return State;
    }

    private async ValueTask<bool> Write(ImportState state, CancellationToken cancel)
    {
        var replace = new Operation.Replace(ImportState.DocumentId, _version, state.Write());
        if (await _store.Commit(new Batch(Container.Host, ImportState.Partition(state.Id), [replace]), cancel) is not CommitResult.Done done) return false;
        (_version, State) = (done.Versions[0], state);
        return true;
    }
}

/// <summary>Another process works on the import now: what was done here is there, and what is missing that process does.</summary>
internal sealed class ImportLostException() : Exception("The import belongs to another process now.");
