using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using Microsoft.Azure.Cosmos;

namespace HrCollab.Functions.Storage.Cosmos;

/// <summary>
/// Writes batches as transactional batches. Versions are ours, guards are ETags: a change goes out on what is known, and only when it is
/// refused is the partition asked what is in the way. Documents carry the mark of their commit, so that a commit whose answer was lost finds itself.
/// </summary>
internal sealed class CosmosCommits(
    Func<Container, Microsoft.Azure.Cosmos.Container> containers, CosmosReading reading, ETags etags, TimeProvider time, Func<Patience> patience)
{
    private const string Nothing = "\"none\"";
    private readonly string _process = RandomNumberGenerator.GetHexString(12, lowercase: true);
    private long _commits;

    public async Task<CommitResult> Commit(Batch batch)
    {
        var mark = string.Create(CultureInfo.InvariantCulture, $"{_process}-{Interlocked.Increment(ref _commits)}");
        using var attempts = new Attempts(patience(), CancellationToken.None);
        var known = await Guess(batch);
        while (true)
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            var steps = batch.Operations.Select((o, i) => CosmosStep.Plan(o, i, known.GetValueOrDefault(o.Id), now)).ToImmutableArray();
            var sent = steps.Where(s => s.IsSent).ToImmutableArray();
            if (sent.IsEmpty) return new CommitResult.Done([.. steps.Select(s => s.Version)]);
            using var answer = await attempts.Run(c => Send(batch, sent, mark, now, c), static a => (a.StatusCode, a.RetryAfter));
            if (answer.IsSuccessStatusCode)
            {
                Remember(batch, sent, answer, mark, now);
                return new CommitResult.Done([.. steps.Select(s => s.Version)]);
            }

            if (answer.StatusCode == HttpStatusCode.RequestEntityTooLarge) throw new ArgumentException("The batch is larger than Cosmos DB takes.", nameof(batch));
            var failed = sent[Failed(answer)].Operation;
            known = await reading.Look(batch.Container, batch.Partition, [.. batch.Operations.Select(o => o.Id)], CancellationToken.None);
            if (known.Values.Any(k => k.Mark == mark)) return new CommitResult.Done([.. batch.Operations.Select(o => Version(o, known))]);
            if (Conflict(failed, known.GetValueOrDefault(failed.Id), now) is { } conflict) return conflict;
        }
    }

    /// <summary>What is likely there, without asking for what need not be known: creations and rows new to this process go out as they are.</summary>
    private async Task<Dictionary<string, Known>> Guess(Batch batch)
    {
        var known = new Dictionary<string, Known>(StringComparer.Ordinal);
        var unknown = new List<string>();
        foreach (var operation in batch.Operations)
        {
            if (operation is Operation.Create) continue;
            var cached = etags.Find(batch.Container, batch.Partition, operation.Id);
            if (cached is not null && (Expected(operation) ?? cached.Version) == cached.Version) known[operation.Id] = cached;
            else if (operation is not Operation.Put) unknown.Add(operation.Id);
        }

        foreach (var (id, found) in await reading.Look(batch.Container, batch.Partition, unknown, CancellationToken.None)) known[id] = found;
        return known;
    }

    private async Task<TransactionalBatchResponse> Send(Batch batch, ImmutableArray<CosmosStep> steps, string mark, long now, CancellationToken cancel)
    {
        var request = containers(batch.Container).CreateTransactionalBatch(new PartitionKey(batch.Partition));
        foreach (var step in steps)
        {
            var options = new TransactionalBatchItemRequestOptions { IfMatchEtag = step.ETag, EnableContentResponseOnWrite = false };
            request = step switch
            {
                { Body: null } => request.DeleteItem(step.Operation.Id, options),
                { ETag: null } => request.CreateItemStream(Document(step), options),
                _ => request.ReplaceItemStream(step.Operation.Id, Document(step), options),
            };
        }

        return await request.ExecuteAsync(cancel);

        MemoryStream Document(CosmosStep step) => Envelope.Write(
            batch.Partition, step.Operation.Id, step.Version, mark, step.Place, step.Body!.Value, now, step.Operation.TimeToLive);
    }

    private void Remember(Batch batch, ImmutableArray<CosmosStep> steps, TransactionalBatchResponse answer, string mark, long now)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            var (id, step) = (steps[i].Operation.Id, steps[i]);
            long? expires = step.Operation.TimeToLive is { } life ? now + (long)life.TotalMilliseconds : null;
            if (step.Body is null) etags.Forget(batch.Container, batch.Partition, id);
            else etags.Keep(batch.Container, batch.Partition, id, new Known(step.Version, answer[i].ETag ?? Nothing, expires, mark));
        }
    }

    /// <summary>The first operation that failed by itself; the others failed with it.</summary>
    private static int Failed(TransactionalBatchResponse answer)
    {
        for (var i = 0; i < answer.Count; i++)
        {
            if (answer[i].StatusCode is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound) return i;
        }

        throw new CosmosException(answer.ErrorMessage, answer.StatusCode, 0, answer.ActivityId, answer.RequestCharge);
    }

    /// <summary>The answer to the caller; null when the operation may succeed on what is known now.</summary>
    private static CommitResult? Conflict(Operation failed, Known? there, long now)
    {
        var version = there is not null && there.IsLive(now) ? there.Version : 0;
        return failed switch
        {
            Operation.Create when version != 0 => new CommitResult.Exists(failed.Id),
            _ when Expected(failed) is { } expected && (version == 0 || version != expected) => new CommitResult.Stale(failed.Id, version),
            _ => null,
        };
    }

    /// <summary>The version that an operation is about; null for one that takes any.</summary>
    private static long? Expected(Operation operation) => operation switch
    {
        Operation.Replace replace => replace.ExpectedVersion,
        Operation.Delete delete => delete.ExpectedVersion,
        _ => null,
    };

    private static long Version(Operation operation, Dictionary<string, Known> known) => operation switch
    {
        Operation.Create => 1,
        Operation.Replace replace => replace.ExpectedVersion + 1,
        Operation.Put when known.TryGetValue(operation.Id, out var there) => there.Version,
        _ => 0,
    };
}
