using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;

namespace HrCollab.Functions.Storage.Cosmos;

/// <summary>Point reads, and queries within one partition in order of id.</summary>
internal sealed class CosmosReading(Func<Container, Microsoft.Azure.Cosmos.Container> containers, ETags etags, TimeProvider time, Func<Patience> patience)
{
    private const string Live = "(NOT IS_DEFINED(c.x) OR c.x > @now)";

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public async ValueTask<StoredDocument?> Find(Container container, string partition, string id, CancellationToken cancel)
    {
        var found = await Read(container, partition, id, cancel);
        return found is not null && found.IsLive(Now) ? found.Document() : null;
    }

    /// <summary>What there is under the ids, expired or not.</summary>
    public async Task<Dictionary<string, Known>> Look(Container container, string partition, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var found = new Dictionary<string, Known>(StringComparer.Ordinal);
        if (ids.Count == 1)
        {
            if (await Read(container, partition, ids.First(), cancel) is { } one) found[one.Id] = Known.Of(one);
        }
        else if (ids.Count > 1)
        {
            var query = new QueryDefinition("SELECT c.id, c.v, c.m, c.x, c._etag FROM c WHERE ARRAY_CONTAINS(@ids, c.id)").WithParameter("@ids", ids);
            await foreach (var row in Rows(container, partition, query, ids.Count, cancel)) found[row.GetProperty("id").GetString()!] = Known.Of(Envelope.Read(row, partition));
        }

        return found;
    }

    public async Task<Page> Query(Container container, string partition, IdRange range, CancellationToken cancel)
    {
        var limit = Math.Min(range.Limit, DocumentLimits.PageSize);
        var query = Definition($"SELECT c.id, c.v, c.b, c.z, c.m, c.x, c._etag FROM c WHERE {Conditions(range, paged: true)} ORDER BY c.id {(range.Descending ? "DESC" : "ASC")}", range);
        var items = ImmutableArray.CreateBuilder<StoredDocument>();
        await foreach (var row in Rows(container, partition, query, limit + 1, cancel))
        {
            if (items.Count == limit) return new Page(items.ToImmutable(), items[^1].Id);
            var found = Envelope.Read(row, partition);
            etags.Keep(container, partition, found.Id, Known.Of(found));
            items.Add(found.Document());
        }

        return new Page(items.DrainToImmutable(), null);
    }

    public async Task<long> Count(Container container, string partition, IdRange range, CancellationToken cancel)
    {
        var total = 0L;
        await foreach (var row in Rows(container, partition, Definition($"SELECT VALUE COUNT(1) FROM c WHERE {Conditions(range, paged: false)}", range), -1, cancel)) total += row.GetInt64();
        return total;
    }

    private async Task<Envelope?> Read(Container container, string partition, string id, CancellationToken cancel)
    {
        using var attempts = new Attempts(patience(), cancel);
        using var answer = await attempts.Run(c => containers(container).ReadItemStreamAsync(id, new PartitionKey(partition), cancellationToken: c), Status);
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        answer.EnsureSuccessStatusCode();
        using var json = await JsonDocument.ParseAsync(answer.Content, cancellationToken: cancel);
        var found = Envelope.Read(json.RootElement, partition);
        etags.Keep(container, partition, id, Known.Of(found));
        return found;
    }

    private async IAsyncEnumerable<JsonElement> Rows(
        Container container, string partition, QueryDefinition query, int most, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        if (!DocumentLimits.IsId(partition)) yield break;
        string? next = null;
        do
        {
            using var attempts = new Attempts(patience(), cancel);
            var from = next;
            using var answer = await attempts.Run(
                async c =>
                {
                    // A new iterator for every try: a failed one cannot be asked again.
                    using var pages = containers(container).GetItemQueryStreamIterator(
                        query, from, new QueryRequestOptions { PartitionKey = new PartitionKey(partition), MaxItemCount = most, MaxConcurrency = 1 });
                    return await pages.ReadNextAsync(c);
                },
                Status);
            answer.EnsureSuccessStatusCode();
            using var json = await JsonDocument.ParseAsync(answer.Content, cancellationToken: cancel);
            foreach (var row in json.RootElement.GetProperty("Documents").EnumerateArray()) yield return row;
            next = answer.ContinuationToken;
        }
        while (next is not null);
    }

    private static string Conditions(IdRange range, bool paged)
    {
        var conditions = new List<string>();
        if (range.From is { Length: > 0 }) conditions.Add("c.id >= @from");
        if (range.To is not null) conditions.Add("c.id < @to");
        if (paged && range.After is not null) conditions.Add(range.Descending ? "c.id < @after" : "c.id > @after");
        conditions.Add(Live);
        return string.Join(" AND ", conditions);
    }

    private QueryDefinition Definition(string text, IdRange range)
    {
        var query = new QueryDefinition(text).WithParameter("@now", Now);
        if (range.From is { Length: > 0 } from) query = query.WithParameter("@from", from);
        if (range.To is { } to) query = query.WithParameter("@to", to);
        return range.After is { } after ? query.WithParameter("@after", after) : query;
    }

    internal static (HttpStatusCode Status, TimeSpan? RetryAfter) Status(ResponseMessage answer) =>
        (answer.StatusCode, double.TryParse(answer.Headers["x-ms-retry-after-ms"], System.Globalization.CultureInfo.InvariantCulture, out var ms) ? TimeSpan.FromMilliseconds(ms) : null);
}
