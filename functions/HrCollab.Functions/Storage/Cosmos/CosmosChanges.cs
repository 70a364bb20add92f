using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;

namespace HrCollab.Functions.Storage.Cosmos;

/// <summary>
/// Reads the change feed. The service gives the commits of each physical partition in order and never cuts one, so a page may be a little larger than
/// asked; within a commit the place in its batch decides.
/// </summary>
internal sealed class CosmosChanges(Func<Container, Microsoft.Azure.Cosmos.Container> containers, TimeProvider time, Func<Patience> patience)
{
    public async Task<ChangePage> Read(Container container, string? token, int limit, CancellationToken cancel)
    {
        var items = ImmutableArray.CreateBuilder<StoredDocument>();
        while (true)
        {
            // What has expired counts for nothing, but does not end the feed: a short page would say that there is no more.
            var (found, next) = await Documents(container, token, limit - items.Count, cancel);
            token = next;
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            items.AddRange(found.Where(d => d.IsLive(now)).Select(d => d.Document()));
            if (found.IsEmpty || items.Count >= limit) return new ChangePage(items.DrainToImmutable(), token);
        }
    }

    /// <summary>Documents as the service keeps them, expired or not, and the token behind them; none when caught up.</summary>
    public async Task<(ImmutableArray<Envelope> Documents, string Token)> Documents(Container container, string? token, int limit, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var position = FeedToken.Parse(container, token);
        var items = ImmutableArray.CreateBuilder<Envelope>();
        while (items.Count < limit)
        {
            using var answer = await Next(container, position.Continuation, limit - items.Count, cancel);
            position = position with { Continuation = answer.ContinuationToken };
            if (answer.StatusCode == HttpStatusCode.NotModified) break;
            items.AddRange(await Documents(answer, cancel));
        }

        return (items.DrainToImmutable(), position.ToString());
    }

    private async Task<ResponseMessage> Next(Container container, string? continuation, int limit, CancellationToken cancel)
    {
        var from = continuation is null ? ChangeFeedStartFrom.Beginning() : ChangeFeedStartFrom.ContinuationToken(continuation);
        using var attempts = new Attempts(patience(), cancel);
        var answer = await attempts.Run(
            async c =>
            {
                using var pages = containers(container).GetChangeFeedStreamIterator(from, ChangeFeedMode.Incremental, new ChangeFeedRequestOptions { PageSizeHint = limit });
                return await pages.ReadNextAsync(c);
            },
            CosmosReading.Status);
        return answer.StatusCode == HttpStatusCode.NotModified ? answer : answer.EnsureSuccessStatusCode();
    }

    private static async Task<IEnumerable<Envelope>> Documents(ResponseMessage answer, CancellationToken cancel)
    {
        using var json = await JsonDocument.ParseAsync(answer.Content, cancellationToken: cancel);
        return [.. json.RootElement.GetProperty("Documents").EnumerateArray().Select(d => Envelope.Read(d)).OrderBy(d => d.Commit).ThenBy(d => d.Place)];
    }
}
