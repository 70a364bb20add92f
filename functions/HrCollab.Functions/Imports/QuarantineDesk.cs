using System.Collections.Immutable;
using HrCollab.Engine.Exchanges;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Imports;

/// <summary>Mends quarantined rows: the edits are kept first, then the record is written, then the row goes; each step can be repeated.</summary>
internal sealed class QuarantineDesk(IDocumentStore store, RecordReader records, Operations.SlowDecisions slow, ProjectorSignal signal)
{
    /// <summary>The id by which the API knows an item.</summary>
    public static string PublicId(QuarantineItem item) => $"{item.Exchange}~{item.Id}";

    public async ValueTask<FixResult> Fix(Caller caller, string publicId, ImmutableSortedDictionary<string, string?> columns, long? expected, CancellationToken cancel)
    {
        var tilde = publicId.IndexOf('~', StringComparison.Ordinal);
        if (tilde < 0 || publicId.Length > 200 || caller.Set.Find<Exchange>(publicId[..tilde]) is not { } exchange) return new FixResult.NotFound();
        var (id, partition) = (DocumentIds.Clean(publicId[(tilde + 1)..]), QuarantineItem.Partition(exchange.Id));
        if (await store.Find(Container.Host, partition, QuarantineItem.DocumentId(id), cancel) is not { } stored)
        {
            return await store.Find(Container.Host, partition, FixedRow.DocumentId(id), cancel) is { } mended && FixedRow.Read(mended) is var row && row.By == caller.Person.Id
                ? new FixResult.Entered(exchange.Standard, row.Key)
                : new FixResult.NotFound();
        }

        var item = QuarantineItem.Read(stored);
        if (!QuarantineSight.Possible(exchange, caller) || QuarantineSight.Of(item, exchange, caller) is not { } sight) return new FixResult.Outside();
        if (sight.MayNotChange(columns.Keys) is { } denied) return new FixResult.Denied(denied);
        if (expected is not null && expected != stored.Version) return new FixResult.Stale(stored.Version);
        var report = new DataReport();
        var edited = Edited(item, exchange, columns, report);
        if (report.Refused) return new FixResult.Unusable(report.Violations);

        var author = caller.Author;
        var rights = ImportRights.Of(exchange, caller.Person, caller.Organization) ?? await Sender(item, exchange, caller, cancel);
        var desk = new RowDesk(records, new References(records), exchange, rights, author, ImportState.Partition(item.Import), slow);
        var names = edited.Columns.Select(c => c.Column).ToImmutableArray();
        string[] values = [.. edited.Columns.Select(c => c.Value)];
        var layout = RowLayout.OfRow(exchange, names);
        var source = new SourceRow(item.Row, names, values) { Key = layout.Key(values, author.Today), Nth = item.Nth };
        var outcome = await desk.Judge(source, layout, cancel);
        var kept = outcome is RowOutcome.Bad bad ? (edited with { Key = bad.Key, Department = bad.Department }).With(exchange, bad.Violations) : edited.With(exchange, []) with { Key = outcome.Key, Owners = item.Owners };
        if (kept.Write().Length > QuarantineItem.MostBytes) return new FixResult.TooLarge();
        if (await store.Commit(new Batch(Container.Host, partition, [new Operation.Replace(QuarantineItem.DocumentId(id), stored.Version, kept.Write())]), cancel) is not CommitResult.Done done)
            return new FixResult.Stale((await store.Find(Container.Host, partition, QuarantineItem.DocumentId(id), cancel))?.Version ?? 0);
        if (outcome is RowOutcome.Bad still) return new FixResult.StillBad([.. still.Violations.Where(v => sight.Shows(v.Pointer))], done.Versions[0]);
        while (outcome.Batch is { } batch && await store.Commit(batch, cancel) is not CommitResult.Done) outcome = await desk.Judge(source, layout, cancel);
        if (outcome is RowOutcome.Bad late) return await Back(edited, late, exchange, sight, done.Versions[0], cancel);
        var mark = new FixedRow(item.Hash, outcome.Key!, caller.Person.Id, author.At);
        // Another row of the record that has come since, or another mend of this one, stays where it is.
        await store.Commit(new Batch(Container.Host, partition, [new Operation.Delete(QuarantineItem.DocumentId(id), done.Versions[0]), new Operation.Put(FixedRow.DocumentId(id), mark.Write())]), cancel);
        signal.Committed(OrganizationFields.Concern(exchange.Standard.Id, exchange.Columns.Select(c => c.Field.Path)));
        return new FixResult.Entered(exchange.Standard, outcome.Key!);
    }

    /// <summary>A row that was good until its record changed under it: it stays, with what is wrong now.</summary>
    private async ValueTask<FixResult> Back(QuarantineItem edited, RowOutcome.Bad bad, Exchange exchange, QuarantineSight sight, long version, CancellationToken cancel)
    {
        var (partition, document) = (QuarantineItem.Partition(exchange.Id), QuarantineItem.DocumentId(edited.Id));
        var kept = (edited with { Key = bad.Key, Department = bad.Department }).With(exchange, bad.Violations);
        return await store.Commit(new Batch(Container.Host, partition, [new Operation.Replace(document, version, kept.Write())]), cancel) switch
        {
            CommitResult.Done done => new FixResult.StillBad([.. bad.Violations.Where(v => sight.Shows(v.Pointer))], done.Versions[0]),
            CommitResult.Stale stale => new FixResult.Stale(stale.Version),
            _ => new FixResult.Stale(0),
        };
    }

    /// <summary>Whoever mends a row without being an importer mends what it says, not where the one who sent it may reach.</summary>
    private async ValueTask<ImportRights> Sender(QuarantineItem item, Exchange exchange, Caller caller, CancellationToken cancel)
    {
        var organization = await records.Knowing(caller.Organization, caller.Set, [item.By], cancel);
        return (organization.Person(item.By) is { } sender ? ImportRights.Of(exchange, sender, organization) : null) ?? new ImportRights(MayCreate: false, _ => false);
    }

    /// <summary>The row with edits: null takes a column away, names are those of the exchange or of the row.</summary>
    private static QuarantineItem Edited(QuarantineItem item, Exchange exchange, ImmutableSortedDictionary<string, string?> columns, DataReport report)
    {
        var cells = item.Columns.ToList();
        foreach (var (column, value) in columns)
        {
            var at = cells.FindIndex(c => c.Column == column);
            if (at < 0 && !exchange.Knows(column)) report.Refuse(FileFindings.UnknownColumn, "/columns/" + JsonPointer.Escape(column), exchange.Place, column, DidYouMean.Hint(column, exchange.Reads));
            else if (value?.Length > Limits.TextLength) report.Refuse(FileFindings.TooLong, "/columns/" + JsonPointer.Escape(column), exchange.Place, Limits.TextLength);
            else if (value is null && at >= 0) cells.RemoveAt(at);
            else if (value is not null && at >= 0) cells[at] = new QuarantineCell(column, value);
            else if (value is not null) cells.Add(new QuarantineCell(column, value));
        }

        return item with { Columns = [.. cells], Clipped = item.Clipped && columns.IsEmpty };
    }
}

/// <summary>The outcome of mending a row.</summary>
internal abstract record FixResult
{
    /// <summary>The record has it; the row is gone.</summary>
    public sealed record Entered(Standard Standard, string Key) : FixResult;

    /// <summary>Still not good; the edits are kept.</summary>
    public sealed record StillBad(ImmutableArray<Violation> Violations, long Version) : FixResult;

    /// <summary>The edits themselves cannot be kept.</summary>
    public sealed record Unusable(ImmutableArray<Violation> Violations) : FixResult;

    public sealed record TooLarge : FixResult;

    public sealed record Denied(Field Field) : FixResult;

    public sealed record Stale(long Version) : FixResult;

    public sealed record NotFound : FixResult;

    /// <summary>The row waits, and the caller may not see it.</summary>
    public sealed record Outside : FixResult;
}
