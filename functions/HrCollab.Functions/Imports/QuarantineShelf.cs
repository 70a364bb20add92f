using System.Collections.Immutable;
using HrCollab.Engine.Exchanges;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Imports;

/// <summary>Where the rows of an exchange that were not taken lie: one per record, none for a record that is good.</summary>
internal sealed class QuarantineShelf(IDocumentStore store, Exchange exchange)
{
    private readonly string _partition = QuarantineItem.Partition(exchange.Id);

    /// <summary>Shelves a row, unless it is there as it was sent, or was sent so before and has been mended since.</summary>
    public async ValueTask<Shelved> Put(SourceRow row, RowOutcome.Bad bad, ImportState import, DateTimeOffset now, CancellationToken cancel)
    {
        var hash = QuarantineItem.HashOf(row.Names, row.Values);
        var id = QuarantineItem.IdOf(bad.Key, hash);
        var held = await store.Find(Container.Host, _partition, QuarantineItem.DocumentId(id), cancel);
        if (held is not null && QuarantineItem.Read(held).Hash == hash) return new Shelved([], Mended: false, Stays: QuarantineItem.DocumentId(id));
        if (held is null && await store.Find(Container.Host, _partition, FixedRow.DocumentId(id), cancel) is { } mended && FixedRow.Read(mended).Hash == hash) return new Shelved([], Mended: true);
        var sent = new QuarantineItem(
            exchange.Id, id, hash, [.. row.Names.Zip(row.Values, (n, v) => new QuarantineCell(n, v))], [], [], bad.Key, bad.Department, import.Id, import.By, row.Number, now);
        var item = (sent with { Nth = row.Nth }).With(exchange, bad.Violations);
        return new Shelved([new Operation.Put(QuarantineItem.DocumentId(id), item.Write())], Mended: false);
    }

    /// <summary>
    /// A good row: what was shelved for its record goes. One that comes as it came before it was mended, or while it is being mended, is not
    /// written; one that its source has changed since is, and the mend is over.
    /// </summary>
    public async ValueTask<(RowOutcome Outcome, Shelved Shelved)> Take(SourceRow row, RowOutcome good, CancellationToken cancel)
    {
        var id = QuarantineItem.IdOf(good.Key, "");
        var (item, mark) = (QuarantineItem.DocumentId(id), FixedRow.DocumentId(id));
        var held = await store.Find(Container.Host, _partition, item, cancel);
        if (held is not null && good is RowOutcome.Same { SaidBefore: true } && QuarantineItem.Read(held).Nth > row.Nth) return (good, default); // a later row of the record waits
        if (good is not RowOutcome.Write) return (good, held is null ? default : new Shelved([new Operation.Delete(item)], Mended: false));
        var hash = QuarantineItem.HashOf(row.Names, row.Values);
        if (held is not null && QuarantineItem.Read(held) is { IsEdited: true } edited && edited.Hash == hash) return (new RowOutcome.Mended(good.Key!), default);
        var mended = await store.Find(Container.Host, _partition, mark, cancel);
        if (held is null && mended is not null && FixedRow.Read(mended).Hash == hash) return (new RowOutcome.Mended(good.Key!), default);
        ImmutableArray<Operation> gone = [.. held is null ? [] : new[] { new Operation.Delete(item) }, .. mended is null ? [] : new[] { new Operation.Delete(mark) }];
        return (good, new Shelved(gone, Mended: false));
    }

    /// <summary>Writes what is to be written, in batches that any store takes; of rows about one record the last one counts.</summary>
    public async Task Write(IEnumerable<(RowOutcome Outcome, Shelved Shelved)> rows, CancellationToken cancel)
    {
        var commits = new List<Task>();
        var last = new Dictionary<string, Operation>(StringComparer.Ordinal);
        foreach (var (outcome, shelved) in rows)
        {
            foreach (var operation in shelved.Operations.OrEmpty()) last[operation.Id] = operation;
            if (shelved.Stays is { } stays) last.Remove(stays);
            if (last.Count > 0 && outcome is RowOutcome.Write or RowOutcome.Same && QuarantineItem.DocumentId(QuarantineItem.IdOf(outcome.Key, "")) is var id && last.ContainsKey(id)) last[id] = new Operation.Delete(id);
        }

        foreach (var batch in DocumentLimits.Batches(last.Values)) commits.Add(store.Commit(new Batch(Container.Host, _partition, batch), cancel).AsTask());
        await Task.WhenAll(commits);
    }
}

/// <summary>What a row changes on the shelf.</summary>
/// <param name="Operations">To be written.</param>
/// <param name="Mended">True for a bad row that somebody mended when it came before.</param>
/// <param name="Stays">The document of a bad row that lies there as it was sent, or null.</param>
internal readonly record struct Shelved(ImmutableArray<Operation> Operations, bool Mended, string? Stays = null);
