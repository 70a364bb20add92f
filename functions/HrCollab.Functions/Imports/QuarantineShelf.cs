using System.Collections.Immutable;
using HrCollab.Engine.Exchanges;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Imports;

/// <summary>Where the rows of an exchange that were not taken lie: one per record, none for a record that is good.</summary>
internal sealed class QuarantineShelf(IDocumentStore store, Exchange exchange)
{
    private readonly string _partition = QuarantineItem.Partition(exchange.Id);

    /// <summary>What rows that were judged change on the shelf, each at its place. What lies there is looked up for all of them at once.</summary>
    public async ValueTask<Judged[]> Look(IReadOnlyList<SourceRow> rows, RowOutcome[] outcomes, ImportState import, DateTimeOffset now, CancellationToken cancel)
    {
        var ids = new string?[outcomes.Length];
        for (var i = 0; i < ids.Length; i++) ids[i] = outcomes[i] is RowOutcome.PassedOver ? null : QuarantineItem.IdOf(outcomes[i].Key, outcomes[i].Key is null ? rows[i].Hash : "");
        var held = await Find(i => ids[i] is { } id ? QuarantineItem.DocumentId(id) : null);
        var mended = await Find(i => ids[i] is { } id && outcomes[i] is RowOutcome.Write or RowOutcome.Bad ? FixedRow.DocumentId(id) : null);
        var judged = new Judged[outcomes.Length];
        for (var i = 0; i < judged.Length; i++)
        {
            judged[i] = outcomes[i] switch
            {
                RowOutcome.PassedOver passed => new Judged(passed, default),
                RowOutcome.Bad bad => new Judged(bad, Put(rows[i], bad, ids[i]!, held[i], mended[i], import, now)),
                var good => Take(rows[i], good, held[i], mended[i]),
            };
        }

        return judged;

        ValueTask<StoredDocument?[]> Find(Func<int, string?> name) =>
            store.Find(Container.Host, [.. Enumerable.Range(0, ids.Length).Select(i => new DocumentName(_partition, name(i) ?? ""))], cancel);
    }

    /// <summary>Shelves a row, unless it is there as it was sent, or was sent so before and has been mended since.</summary>
    private Shelved Put(SourceRow row, RowOutcome.Bad bad, string id, StoredDocument? held, StoredDocument? mended, ImportState import, DateTimeOffset now)
    {
        var hash = row.Hash;
        if (held is not null && QuarantineItem.Read(held).Hash == hash) return new Shelved([], Mended: false, Stays: held.Id);
        if (held is null && mended is not null && FixedRow.Read(mended).Hash == hash) return new Shelved([], Mended: true);
        var sent = new QuarantineItem(
            exchange.Id, id, hash, Cells(row), [], [], bad.Key, bad.Department, import.Id, import.By, row.Number, now);
        var item = (sent with { Nth = row.Nth }).With(exchange, bad.Violations);
        return new Shelved([new Operation.Put(QuarantineItem.DocumentId(id), Fitting(item, bad))], Mended: false);
    }

    /// <summary>The item, as much of it as is kept: a row of half a mebibyte can be six times that as JSON, and one document that no store takes would stop the import.</summary>
    private ReadOnlyMemory<byte> Fitting(QuarantineItem item, RowOutcome.Bad bad)
    {
        var body = item.Write();
        for (var most = Limits.TextLength; body.Length > QuarantineItem.MostBytes; most /= 2)
        {
            var clipped = new Violation("", FileFindings.Clipped.Code, FileFindings.Clipped.Message.With(most), null, exchange.Place, Warning: false);
            var cells = item.Columns.Select(c => c.Value.Length <= most ? c : c with { Value = c.Value[..(char.IsHighSurrogate(c.Value[most - 1]) ? most - 1 : most)] });
            body = (item with { Columns = [.. cells], Clipped = true }).With(exchange, [clipped, .. bad.Violations.Where(v => v.Message.Zh.Length + v.Message.En.Length <= most)]).Write();
            if (most <= 1) break;
        }

        return body;
    }

    private static ImmutableArray<QuarantineCell> Cells(SourceRow row)
    {
        var cells = ImmutableArray.CreateBuilder<QuarantineCell>(row.Values.Length);
        for (var i = 0; i < row.Values.Length; i++) cells.Add(new QuarantineCell(row.Names[i], row.Values[i]));
        return cells.MoveToImmutable();
    }

    /// <summary>
    /// A good row: what was shelved for its record goes. One that comes as it came before it was mended, or while it is being mended, is not
    /// written; one that its source has changed since is, and the mend is over.
    /// </summary>
    private static Judged Take(SourceRow row, RowOutcome good, StoredDocument? held, StoredDocument? mended)
    {
        if (held is not null && good is RowOutcome.Same { SaidBefore: true } && QuarantineItem.Read(held).Nth > row.Nth) return new Judged(good, default); // a later row of the record waits
        if (good is not RowOutcome.Write) return new Judged(good, held is null ? default : new Shelved([new Operation.Delete(held.Id)], Mended: false));
        if (held is not null && QuarantineItem.Read(held) is { IsEdited: true } edited && edited.Hash == row.Hash) return new Judged(new RowOutcome.Mended(good.Key!), default);
        if (held is null && mended is not null && FixedRow.Read(mended).Hash == row.Hash) return new Judged(new RowOutcome.Mended(good.Key!), default);
        return new Judged(good, new Shelved([.. new[] { held, mended }.OfType<StoredDocument>().Select(d => new Operation.Delete(d.Id))], Mended: false));
    }

    /// <summary>Writes what is to be written, in batches that any store takes; of rows about one record the last one counts.</summary>
    public async Task Write(IEnumerable<Judged> rows, CancellationToken cancel)
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

/// <summary>A row as judged, and what that changes on the shelf.</summary>
internal readonly record struct Judged(RowOutcome Outcome, Shelved Shelved);
