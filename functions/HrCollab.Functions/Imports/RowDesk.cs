using System.Collections.Concurrent;
using System.Collections.Immutable;
using HrCollab.Engine.Exchanges;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Imports;

/// <summary>What the sender of rows may do with them: the union of the importer roles they hold.</summary>
/// <param name="MayCreate">New records.</param>
/// <param name="Reaches">Whether a record is theirs to import.</param>
internal sealed record ImportRights(bool MayCreate, Func<SubjectPlace, bool> Reaches)
{
    /// <summary>The rights of a person; null when they hold none of the importer roles.</summary>
    public static ImportRights? Of(Exchange exchange, PersonCard person, Organization organization)
    {
        var roles = exchange.RolesOf(person, organization);
        if (roles.IsEmpty) return null;
        var all = roles.Any(r => r.Reach(person, organization) is null);
        return new ImportRights(exchange.Permissions.Merge([.. roles.Select(r => r.Id)]).MayCreate, place => all || roles.Any(r => r.Reaches(person, place, organization)));
    }
}

/// <summary>
/// Judges one row against the record it names and says what is to be written. A row that says what it said when the file was taken last says nothing
/// new: what people have changed in the record since stands. What the row refers to must be there, as for every other
/// way in: a row that comes before its department waits in quarantine and is good when it is judged again.
/// </summary>
internal sealed class RowDesk(RecordReader records, References references, Exchange exchange, ImportRights rights, Author author, string reason, Operations.SlowDecisions slow)
{
    private readonly ConcurrentDictionary<(string, string), bool> _absent = new();
    private readonly string _measured = $"exchanges/{exchange.Id}";

    /// <summary>What rows come to, each at its place. What is known of their records is looked up for all of them at once.</summary>
    public async ValueTask<RowOutcome[]> Judge(IReadOnlyList<SourceRow> rows, Func<SourceRow, RowLayout> layout, CancellationToken cancel)
    {
        var found = await records.Once(exchange.Standard, [.. rows.Select(r => r.Key)], cancel);
        var took = await records.Beside(exchange.Standard, Array.ConvertAll(found, f => f?.Document.Key), TakenRow.IdOf(exchange.Id), cancel);
        var outcomes = new RowOutcome[rows.Count];
        for (var i = 0; i < outcomes.Length; i++) outcomes[i] = await Judge(rows[i], layout, found[i], took[i], cancel);
        return outcomes;
    }

    /// <summary>What one row comes to.</summary>
    public async ValueTask<RowOutcome> Judge(SourceRow row, RowLayout layout, CancellationToken cancel) => (await Judge([row], _ => layout, cancel))[0];

    private async ValueTask<RowOutcome> Judge(SourceRow row, Func<SourceRow, RowLayout> layoutOf, LoadedRecord? found, StoredDocument? took, CancellationToken cancel)
    {
        if (row.IsPassedOver) return new RowOutcome.PassedOver();
        if (row.Problem is { } problem) return new RowOutcome.Bad(null, null, [problem]);
        var (standard, layout, key) = (exchange.Standard, layoutOf(row), row.Key);
        var existing = found?.On(author.Today);
        var said = took is null ? null : TakenRow.Read(took);
        var hash = said is null ? null : TakenRow.HashOf(layout.Said(row.Values));
        var again = said is not null && said.At(row.Nth) == hash;
        var onlyLast = !again && said is not null && row.Nth == 0 && said.Hash == hash; // a file without the older rows
        if ((again || onlyLast) && layout.KnowsAll && rights.Reaches(SubjectPlace.Of(standard, existing!)))
            return new RowOutcome.Same(key!, found!.Version) { SaidBefore = true, Batch = onlyLast ? Keep(key!) : null };
        var (check, absent) = await Check(layout, row, existing, cancel);
        var place = SubjectPlace.Of(standard, check.Values);
        var report = new DataReport();
        foreach (var violation in check.Violations) report.Add(violation);
        if (!rights.Reaches(place) || (existing is not null && !rights.Reaches(SubjectPlace.Of(standard, existing))))
            report.Refuse(FileFindings.OutOfReach, "", exchange.Place, place.Department ?? "-");
        if (existing is null && key is not null && !rights.MayCreate) report.Refuse(FileFindings.MayNotCreate, "", exchange.Place, key);
        if (report.Refused || key is null) return new RowOutcome.Bad(key, place.Department, report.Violations) { Absent = absent };
        if (found is null) return new RowOutcome.Write(key, Keep(key, RecordChange.Create(standard, check.Values, author, reason)), creates: true) { Notices = report.Violations };
        var changes = RowLayout.Changes(check, existing!);
        return changes.Count == 0
            ? new RowOutcome.Same(key, found.Version) { Batch = Keep(key) }
            : new RowOutcome.Write(key, Keep(key, RecordChange.Change(standard, found.Document, found.Version, changes, author.Today, author, reason)), creates: false) { Notices = report.Violations };

        Batch Keep(string record, ImmutableArray<Operation> change = default) => new(
            Container.Records, RecordDocument.Partition(standard.Id, record),
            [.. change.OrEmpty(), new Operation.Put(TakenRow.IdOf(exchange.Id), TakenRow.Of(said, row.Nth, hash ?? TakenRow.HashOf(layout.Said(row.Values))).Write())]);
    }

    /// <summary>What was noticed in a row that is in already.</summary>
    public async ValueTask<ImmutableArray<Violation>> Notices(RowLayout layout, SourceRow row, string key, CancellationToken cancel)
    {
        var existing = (await records.Find(exchange.Standard, key, cancel))?.On(author.Today);
        return [.. (await Check(layout, row, existing, cancel)).Check.Violations.Where(v => v.Warning)];
    }

    /// <summary>
    /// The check of the standard. What is known to be there is answered at once; for the rest the row is judged, what it asked for looked up, and
    /// the row judged again: nearly every row asks only for what an earlier one has asked for.
    /// </summary>
    private async ValueTask<(CheckedRecord Check, ImmutableArray<string> Absent)> Check(RowLayout layout, SourceRow row, RecordValues? existing, CancellationToken cancel)
    {
        var (asked, absent) = (default(List<(string, string)>), default(List<string>));
        var check = Judged();
        if (asked is null && absent is null) return (check, []);
        foreach (var (standard, key) in asked ?? [])
        {
            if (!await references.LookUp(standard, key, cancel)) _absent.TryAdd((standard, key), true);
        }

        (asked, absent) = (null, null);
        check = Judged();
        return (check, absent is null ? [] : [.. absent]);

        CheckedRecord Judged() => slow.Measure(_measured, "row", () => layout.Judge(row.Values, existing, new CheckContext(author.Today, Exists, exchange.Laws)));

        bool? Exists(string standard, string key)
        {
            if (references.Known(standard, key) is true) return true;
            if (!_absent.ContainsKey((standard, key)))
            {
                (asked ??= []).Add((standard, key));
                return null;
            }

            if (standard == exchange.Standard.Id) (absent ??= []).Add(key);
            return false;
        }
    }
}

/// <summary>What a row comes to.</summary>
internal abstract record RowOutcome(string? Key)
{
    /// <summary>What is to be written in the partition of the record, or null.</summary>
    public Batch? Batch { get; init; }

    /// <summary>What was noticed in a row that is taken.</summary>
    public ImmutableArray<Violation> Notices { get; init; } = [];

    /// <summary>A new or changed record.</summary>
    public sealed record Write : RowOutcome
    {
        public Write(string key, Batch batch, bool creates)
            : base(key) => (Batch, Creates) = (batch, creates);

        public bool Creates { get; }
    }

    /// <summary>The record says so already, or the row is the one that was taken last. Its batch, if any, keeps that this row has been taken.</summary>
    public sealed record Same(string Key, long Version) : RowOutcome(Key)
    {
        /// <summary>True for a row that said so when it was taken before; nothing is known of rows that came with it and were not good.</summary>
        public bool SaidBefore { get; init; }
    }

    /// <summary>Not one of the rows that the exchange takes.</summary>
    public sealed record PassedOver() : RowOutcome((string?)null);

    /// <summary>It came before as it is now, and somebody has mended it since: what they entered stands.</summary>
    public sealed record Mended(string Key) : RowOutcome(Key);

    /// <summary>Not taken.</summary>
    public sealed record Bad(string? Key, string? Department, ImmutableArray<Violation> Violations) : RowOutcome(Key)
    {
        /// <summary>Keys of records of the same standard that the row refers to and that were not there.</summary>
        public ImmutableArray<string> Absent { get; init; } = [];
    }
}
