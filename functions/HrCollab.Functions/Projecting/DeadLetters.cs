using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Projecting;

/// <summary>What could not be projected or said: it waits by itself, longer after each failure, while everything else goes on.</summary>
/// <param name="Kind">cases, records (the views of one of them) or notices (a reminder or escalation).</param>
/// <param name="Partition">The case or record.</param>
/// <param name="Document">The event that failed first, or the task.</param>
/// <param name="Tries">How often it has failed.</param>
/// <param name="Since">When it failed first.</param>
/// <param name="Next">When it is tried again.</param>
/// <param name="Error">Type of what it failed with; its words may quote values of a record.</param>
internal sealed record DeadLetter(string Kind, string Partition, string Document, int Tries = 0, DateTimeOffset Since = default, DateTimeOffset Next = default, string Error = "")
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>One per case or record, whichever event failed: its views are made again as a whole. One per task for notices.</summary>
    [JsonIgnore]
    public string Id => $"{Kind}-{Name(Kind == "notices" ? $"{Partition}|{Document}" : Partition)}";

    /// <summary>The letter after another failure: the wait doubles up to an hour.</summary>
    public DeadLetter Again(DateTimeOffset now, string error) => this with
    {
        Tries = Tries + 1,
        Since = Tries == 0 ? now : Since,
        Next = now + TimeSpan.FromTicks(Math.Min(Longest.Ticks, First.Ticks << Math.Min(Tries, 20))),
        Error = error,
    };

    public static DeadLetter Read(StoredDocument stored) => JsonSerializer.Deserialize(stored.Body.Span, LetterJson.Default.DeadLetter)!;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, LetterJson.Default.DeadLetter);

    /// <summary>32 characters for a name that may have any length and any characters.</summary>
    public static string Name(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
}

/// <summary>
/// Keeps one poisonous event from holding up a feed: it becomes a letter of its own that is tried again. When not even the letter can be
/// written, or the store is busy, the store is the trouble, and whoever called stops and begins again.
/// </summary>
internal sealed class DeadLetters(IDocumentStore store, TimeProvider time, ILogger<DeadLetters> log)
{
    private const string Partition = "dead-letters";
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _due = new(StringComparer.Ordinal);

    /// <summary>A page of those that wait.</summary>
    public ValueTask<Page> List(IdRange range, CancellationToken cancel) => store.Query(Container.Host, Partition, range, cancel);

    public ValueTask<long> Count(CancellationToken cancel) => store.Count(Container.Host, Partition, new IdRange(), cancel);

    public async ValueTask<DeadLetter?> Find(string id, CancellationToken cancel) =>
        DocumentLimits.IsId(id) && await store.Find(Container.Host, Partition, id, cancel) is { } stored ? DeadLetter.Read(stored) : null;

    /// <summary>Tries; true when it went well. What it throws is kept with the letter.</summary>
    public async ValueTask<bool> Guard(DeadLetter letter, Func<ValueTask> attempt, CancellationToken cancel)
    {
        try
        {
            await attempt();
            return true;
        }
#pragma warning disable CA1031 // whatever is wrong with this one, the others go on
        catch (Exception e) when (e is not (OperationCanceledException or StoreBusyException or TurnLostException))
#pragma warning restore CA1031
        {
            var failed = (await Find(letter.Id, cancel) ?? letter).Again(time.GetUtcNow(), e.GetType().Name);
            await store.Commit(new Batch(Container.Host, Partition, [new Operation.Put(failed.Id, failed.Write())]), cancel);
            _due.AddOrUpdate(failed.Kind, failed.Next, (_, due) => due < failed.Next ? due : failed.Next);
            // The words of an exception can quote values of a record; its type and where it was thrown do not.
            log.LogError("{Kind} {Partition} {Document} failed ({Error}), {Tries} times by now; it waits as {Letter} and is tried again at {Next:O}.\n{Where}",
                failed.Kind, failed.Partition, failed.Document, failed.Error, failed.Tries, failed.Id, failed.Next, e.StackTrace);
            return false;
        }
    }

    /// <summary>Tries one again now; true when it is done and forgotten.</summary>
    public async ValueTask<bool> Replay(DeadLetter letter, Func<DeadLetter, ValueTask> attempt, CancellationToken cancel)
    {
        if (!await Guard(letter, () => attempt(letter), cancel)) return false;
        await store.Commit(new Batch(Container.Host, Partition, [new Operation.Delete(letter.Id)]), cancel);
        return true;
    }

    /// <summary>True when letters of a kind are there and it is time to look whether one has waited long enough.</summary>
    public async ValueTask<bool> IsTime(string kind, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (_due.TryGetValue(kind, out var due) && now < due) return false;
        if (!(await List(IdRange.Prefix(kind + "-", 1), cancel)).Items.IsEmpty) return true;
        _due[kind] = now + Look;
        return false;
    }

    /// <summary>Tries again whatever of a kind has waited long enough. Others' letters are looked for once a minute, so that who follows a feed asks for them seldom.</summary>
    public async ValueTask Retry(string kind, Func<DeadLetter, ValueTask> attempt, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        if (_due.TryGetValue(kind, out var due) && now < due) return;
        _due[kind] = now + Look;
        string? after = null;
        do
        {
            var page = await List(IdRange.Prefix(kind + "-", 200, after: after), cancel);
            foreach (var letter in page.Items.Select(DeadLetter.Read))
            {
                if (letter.Next <= now) await Replay(letter, attempt, cancel);
                else _due.AddOrUpdate(kind, letter.Next, (_, other) => other < letter.Next ? other : letter.Next);
            }

            after = page.Next;
        }
        while (after is not null);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DeadLetter))]
internal sealed partial class LetterJson : JsonSerializerContext;
