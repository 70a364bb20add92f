using HrCollab.Engine.Exchanges;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Imports;

/// <summary>The rows that wait to be mended, as far as a caller sees them: for the API and the page alike.</summary>
internal sealed class QuarantineList(IDocumentStore store)
{
    private const int MostLookedAt = 2_000;

    /// <summary>A page of rows in order of exchange and row, and where the next one begins; shorter than asked when many lie between that the caller may not see.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="asked">One exchange, or empty for all.</param>
    /// <param name="limit">How many at the most.</param>
    /// <param name="cursor">Where the page before ended, or null.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async ValueTask<(IReadOnlyList<(QuarantineSight Row, long Version)> Rows, string? Next)> Page(Caller caller, string asked, int limit, string? cursor, CancellationToken cancel)
    {
        var bar = cursor?.IndexOf('~', StringComparison.Ordinal) ?? -1;
        var (from, after) = bar > 0 ? (cursor![..bar], cursor[(bar + 1)..]) : ("", null);
        var rows = new List<(QuarantineSight, long)>();
        var looked = 0;
        foreach (var exchange in caller.Set.All<Exchange>().Where(e => (asked.Length == 0 || e.Id == asked) && string.CompareOrdinal(e.Id, from) >= 0 && QuarantineSight.Possible(e, caller)))
        {
            if (exchange.Id != from) after = null;
            while (true)
            {
                var page = await store.Query(Container.Host, QuarantineItem.Partition(exchange.Id), QuarantineItem.All(Math.Min(500, limit), after), cancel);
                foreach (var stored in page.Items)
                {
                    after = stored.Id;
                    if (QuarantineSight.Of(QuarantineItem.Read(stored), exchange, caller) is { } seen) rows.Add((seen, stored.Version));
                    if (rows.Count == limit || ++looked == MostLookedAt) return (rows, $"{exchange.Id}~{after}");
                }

                if (page.Next is null) break;
            }
        }

        return (rows, null);
    }
}
