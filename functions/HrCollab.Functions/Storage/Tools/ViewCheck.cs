using HrCollab.Engine.Kernel;
using HrCollab.Functions.Projecting;

namespace HrCollab.Functions.Storage.Tools;

/// <summary>
/// Compares the views of a store with what follows from its events, and writes what differs. The application is stopped meanwhile; killed in the
/// middle, nothing is worse than before, and the next run finishes.
/// </summary>
internal static class ViewCheck
{
    private const int PageSize = 1_000;

    /// <param name="store">The store.</param>
    /// <param name="time">By which rows are due.</param>
    /// <param name="write">Whether to write what differs, or only to say it.</param>
    /// <param name="cancel">Stops between two pages.</param>
    public static async Task<ViewFindings> Run(IDocumentStore store, TimeProvider time, bool write, CancellationToken cancel)
    {
        var findings = new ViewFindings();
        await using var derived = new DerivedViews(store, time);
        if (!await derived.Derive(cancel)) return findings;
        findings.Waiting = await derived.Waiting(cancel);
        var positions = await derived.Positions(cancel);
        await Present(store, derived.Rows, findings, write, cancel);
        await Absent(store, derived, time, findings, write, cancel);
        await derived.Derive(cancel);
        if (!(await derived.Positions(cancel)).Select(p => p.Version).SequenceEqual(positions.Select(p => p.Version))) throw Written();
        if (!write) return findings;
        foreach (var position in positions) await store.Commit(new Batch(Container.Host, FollowedFeeds.Partition, [new Operation.Put(position.Id, position.Body)]), cancel);
        return findings;
    }

    /// <summary>Every row that is there: as derived, different, or following from nothing. The derived ones that are found are emptied.</summary>
    private static async Task Present(IDocumentStore store, IDocumentStore derived, ViewFindings findings, bool write, CancellationToken cancel)
    {
        string? token = null;
        while (await store.Changes(Container.Views, token, PageSize, cancel) is { Items.IsEmpty: false } page)
        {
            var (found, extra) = (new ViewBatch(), new ViewBatch());
            foreach (var row in page.Items)
            {
                if (await derived.Find(Container.Views, row.Partition, row.Id, cancel) is not { } right)
                {
                    findings.Add(row.Partition, f => f with { Extra = f.Extra + 1 });
                    extra.Delete(row.Partition, row.Id);
                }
                else if (right.Body.IsEmpty || right.Body.Span.SequenceEqual(row.Body.Span))
                {
                    if (!right.Body.IsEmpty) findings.Add(row.Partition, f => f with { Equal = f.Equal + 1 });
                    found.Put(row.Partition, row.Id, ReadOnlyMemory<byte>.Empty);
                }
                else
                {
                    findings.Differs(row.Partition, row.Id);
                }
            }

            await found.Flush(derived, cancel);
            if (write) await extra.Flush(store, cancel);
            token = page.Token;
        }
    }

    /// <summary>Every derived row that was not found as it is to be.</summary>
    private static async Task Absent(IDocumentStore store, DerivedViews derived, TimeProvider time, ViewFindings findings, bool write, CancellationToken cancel)
    {
        string? token = null;
        while (await derived.Rows.Changes(Container.Views, token, PageSize, cancel) is { Items.IsEmpty: false } page)
        {
            var missing = new ViewBatch();
            foreach (var row in page.Items.Where(r => !r.Body.IsEmpty))
            {
                missing.Put(row.Partition, row.Id, row.Body);
                if (!IsSettled(row, derived.Today, time.GetUtcNow())) findings.Missing(row.Partition, row.Id);
            }

            if (write) await missing.Flush(store, cancel);
            token = page.Token;
        }
    }

    private static StoreRefusedException Written() => new(new Text(
        "比较期间有程序写入了这个存储。请先停止应用(所有实例),再运行一次。",
        "The store was written to meanwhile. Stop the application (every instance) and run this again."));

    /// <summary>
    /// Notices and leavers are worked off and removed when their time has come; one whose time has come may be gone. Written again it is looked at
    /// again, and a notice that was given is not given twice.
    /// </summary>
    private static bool IsSettled(StoredDocument row, DateOnly today, DateTimeOffset now) => row.Partition switch
    {
        NoticeRow.Partition => string.CompareOrdinal(row.Id, NoticeRow.Until(now).To) < 0,
        LeaverRow.Partition => string.CompareOrdinal(row.Id, LeaverRow.Before(today).To) < 0,
        _ => false,
    };
}

/// <summary>What was found, by kind of view: whose rows they are is not told.</summary>
internal sealed class ViewFindings
{
    private readonly SortedDictionary<string, ViewCount> _kinds = new(StringComparer.Ordinal);
    private readonly HashSet<(string Partition, string Id)> _different = [];

    public IReadOnlyDictionary<string, ViewCount> Kinds => _kinds;

    /// <summary>Changes that the host had not projected yet when it was stopped; what they do to views is among the differences.</summary>
    public long Waiting { get; set; }

    public ViewCount Total => _kinds.Values.Aggregate(new ViewCount(), (a, b) => new(a.Equal + b.Equal, a.Missing + b.Missing, a.Different + b.Different, a.Extra + b.Extra));

    public void Add(string partition, Func<ViewCount, ViewCount> change)
    {
        var kind = partition.Split(':')[0];
        _kinds[kind] = change(_kinds.GetValueOrDefault(kind) ?? new());
    }

    public void Differs(string partition, string id)
    {
        if (_different.Add((partition, id))) Add(partition, f => f with { Different = f.Different + 1 });
    }

    public void Missing(string partition, string id)
    {
        if (!_different.Contains((partition, id))) Add(partition, f => f with { Missing = f.Missing + 1 });
    }
}

/// <summary>Rows of a kind of view: as they follow from the events, not there, other than they should be, following from nothing.</summary>
internal sealed record ViewCount(long Equal = 0, long Missing = 0, long Different = 0, long Extra = 0)
{
    public bool IsRight => Missing + Different + Extra == 0;
}
