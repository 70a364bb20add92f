using System.Collections.Immutable;
using System.Net;
using System.Runtime.CompilerServices;
using HrCollab.Functions.Storage.Cosmos;
using Microsoft.Azure.Cosmos;

namespace HrCollab.Functions.Storage.Tools;

/// <summary>
/// Reads and writes all of a database of Cosmos DB. The change feed gives every document as it is, in the order of last changes; there is no one
/// moment across partitions, so nothing may write meanwhile (whoever copies compares afterwards).
/// </summary>
internal sealed class CosmosKept(CosmosDocumentStore store) : IKeptReader, IKeptWriter
{
    private const string Mark = "copy";
    private const int PageSize = 500;
    private const int PartitionsAtOnce = 16;

    public async IAsyncEnumerable<KeptPage> Read(Container container, string? position, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancel)
    {
        var until = now.ToUnixTimeMilliseconds();
        while (true)
        {
            var (found, next) = await store.Feed.Documents(container, position, PageSize, cancel);
            position = next;
            if (found.IsEmpty) yield break;
            yield return new([.. found.Where(d => d.IsLive(until)).Select(d => new KeptDocument(container, d.Partition, d.Id, d.Version, d.Expires, d.Body))], next);
        }
    }

    public async Task Write(IReadOnlyList<KeptDocument> documents, CancellationToken cancel)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = PartitionsAtOnce, CancellationToken = cancel };
        await Parallel.ForEachAsync(documents.GroupBy(d => (d.Container, d.Partition)), options, async (partition, c) =>
        {
            foreach (var batch in DocumentLimits.Batches(partition, d => d.Body.Length)) await Send(partition.Key.Container, partition.Key.Partition, batch, c);
        });
    }

    private async Task Send(Container container, string partition, ImmutableArray<KeptDocument> documents, CancellationToken cancel)
    {
        using var attempts = new Attempts(store.Options.Background, cancel);
        using var answer = await attempts.Run(
            c =>
            {
                var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
                var request = store.Client.GetContainer(store.Options.Database, CosmosDocumentStore.Name(container)).CreateTransactionalBatch(new PartitionKey(partition));
                for (var i = 0; i < documents.Length; i++)
                {
                    var d = documents[i];
                    var life = d.Expires is { } expires ? TimeSpan.FromMilliseconds(Math.Max(1, expires - now)) : (TimeSpan?)null;
                    request = request.UpsertItemStream(Envelope.Write(partition, d.Id, d.Version, Mark, i, d.Body, d.Expires - (long?)life?.TotalMilliseconds ?? now, life));
                }

                return request.ExecuteAsync(c);
            },
            static a => (a.StatusCode, a.RetryAfter));
        if (!answer.IsSuccessStatusCode) throw new CosmosException(answer.ErrorMessage, answer.StatusCode, 0, answer.ActivityId, answer.RequestCharge);
    }
}
