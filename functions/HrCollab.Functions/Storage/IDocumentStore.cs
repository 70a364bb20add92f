using System.Collections.Immutable;

namespace HrCollab.Functions.Storage;

/// <summary>
/// Where documents live. A partition is the unit of atomic change; versions start at 1 and grow by one with every replacement.
/// Two adapters (SQLite, Cosmos DB) pass one contract suite.
/// </summary>
public interface IDocumentStore
{
    /// <summary>The document, or null when there is none, it has expired, or none can have this name.</summary>
    ValueTask<StoredDocument?> Find(Container container, string partition, string id, CancellationToken cancel);

    /// <summary>
    /// The same for many, each at the place at which it was asked for. A store that is faster for many at once sees them as of one moment.
    /// </summary>
    async ValueTask<StoredDocument?[]> Find(Container container, IReadOnlyList<DocumentName> names, CancellationToken cancel)
    {
        var found = new StoredDocument?[names.Count];
        for (var i = 0; i < found.Length; i++) found[i] = await Find(container, names[i].Partition, names[i].Id, cancel);
        return found;
    }

    /// <summary>
    /// Applies a batch to its partition: all of it or nothing. Returns when the change is durable (survives a power cut).
    /// Never throws for a conflict: <see cref="CommitResult.Exists"/> and <see cref="CommitResult.Stale"/> are answers and name the first
    /// operation that failed. Throws <see cref="ArgumentException"/> for a batch that no adapter takes, and any other exception when it
    /// is unknown whether the change was made. Cancelling is heard only until the batch is handed over.
    /// </summary>
    ValueTask<CommitResult> Commit(Batch batch, CancellationToken cancel);

    /// <summary>Documents of one partition in order of id (by Unicode code point), from one consistent snapshot per page.</summary>
    ValueTask<Page> Query(Container container, string partition, IdRange range, CancellationToken cancel);

    /// <summary>How many documents of one partition lie in the range; its limit and direction are ignored.</summary>
    ValueTask<long> Count(Container container, string partition, IdRange range, CancellationToken cancel);

    /// <summary>
    /// Documents created since the token (null: since the beginning), at least once each, in commit order within a partition.
    /// A commit is not cut, so a page may have a little more than asked. A document replaced after its creation may appear again, with its newest body; one that is deleted or has expired may be missing.
    /// A token belongs to its container and has no meaning outside it.
    /// </summary>
    ValueTask<ChangePage> Changes(Container container, string? token, int limit, CancellationToken cancel);
}

/// <summary>The containers of architecture: each has its own partition key and its own change feed.</summary>
public enum Container
{
    /// <summary>Case documents and their events; partition = case id.</summary>
    Cases,

    /// <summary>Records and their events; partition = standard and key.</summary>
    Records,

    /// <summary>Rows made by projections; partition = owner of the screen. Rebuildable.</summary>
    Views,

    /// <summary>What the host itself keeps: definition revisions, imports, quarantine, drafts, keys, continuations.</summary>
    Host,
}

/// <summary>Where a document lies in its container; one that can have no such name is not found.</summary>
public readonly record struct DocumentName(string Partition, string Id);

/// <summary>A document as stored: UTF-8 JSON and the version it has.</summary>
public sealed record StoredDocument(string Partition, string Id, long Version, ReadOnlyMemory<byte> Body);

/// <summary>One command's changes to one partition: 1 to 100 operations on different documents and at most 2 MB, as Cosmos DB allows.</summary>
public sealed record Batch(Container Container, string Partition, ImmutableArray<Operation> Operations);

/// <summary>
/// One change of a batch. Ids: 1 to 255 characters, none of / \ ? # or control characters. A document that is written with a time to live (a second
/// or more) is gone after it, as if it had never been; one that is written without stays, whatever it had before.
/// </summary>
public abstract record Operation(string Id, TimeSpan? TimeToLive = null)
{
    /// <summary>Fails the batch when the id is taken.</summary>
    public sealed record Create(string Id, ReadOnlyMemory<byte> Body, TimeSpan? TimeToLive = null) : Operation(Id, TimeToLive);

    /// <summary>Fails the batch unless the document has exactly this version.</summary>
    public sealed record Replace(string Id, long ExpectedVersion, ReadOnlyMemory<byte> Body) : Operation(Id);

    /// <summary>Writes whatever was there; for derived rows, and for what only its newest counts of.</summary>
    public sealed record Put(string Id, ReadOnlyMemory<byte> Body, TimeSpan? TimeToLive = null) : Operation(Id, TimeToLive);

    /// <summary>
    /// Removes the document if it is there; with a version, fails the batch unless it has exactly that one. A deletion by version whose answer was lost and
    /// that stands alone in its batch may be answered <see cref="CommitResult.Stale"/> with version 0: it is gone all the same.
    /// </summary>
    public sealed record Delete(string Id, long? ExpectedVersion = null) : Operation(Id);
}

/// <summary>The outcome of a commit.</summary>
public abstract record CommitResult
{
    private CommitResult()
    {
    }

    /// <summary>Durable; the new versions in the order of the operations (0 for a deletion).</summary>
    public sealed record Done(ImmutableArray<long> Versions) : CommitResult;

    /// <summary>A document to be created is there already.</summary>
    public sealed record Exists(string Id) : CommitResult;

    /// <summary>A document to be replaced, or deleted by its version, has another version now (0: it is gone).</summary>
    public sealed record Stale(string Id, long Version) : CommitResult;
}

/// <summary>
/// A range of ids within a partition: from (inclusive) to (exclusive), by code point. <see cref="After"/> continues behind an id of an
/// earlier page in the direction of travel. A page has at most 1,000 documents, whatever the limit.
/// </summary>
public sealed record IdRange(string? From = null, string? To = null, int Limit = 100, bool Descending = false, string? After = null)
{
    /// <summary>Every id that starts with the prefix.</summary>
    public static IdRange Prefix(string prefix, int limit = 100, bool descending = false, string? after = null) =>
        new(prefix, Behind(prefix), limit, descending, after);

    /// <summary>The first text behind all that start with the prefix: its last code point is raised; null when there is none.</summary>
    private static string? Behind(string prefix)
    {
        if (prefix.Length == 0) return null;
        var kept = prefix.Length - (prefix.Length > 1 && char.IsSurrogatePair(prefix[^2], prefix[^1]) ? 2 : 1);
        var last = kept == prefix.Length - 2 ? char.ConvertToUtf32(prefix, kept) : prefix[^1];
        return last switch
        {
            0x10FFFF => Behind(prefix[..kept]),
            >= 0xD7FF and < 0xE000 => prefix[..kept] + '\uE000', // surrogates are no characters
            _ => prefix[..kept] + char.ConvertFromUtf32(last + 1),
        };
    }
}

/// <summary>A page of documents; <see cref="Next"/> is the id to continue after, null at the end.</summary>
public sealed record Page(ImmutableArray<StoredDocument> Items, string? Next);

/// <summary>Changes in commit order and the token to go on with; fewer items than asked means: caught up.</summary>
public sealed record ChangePage(ImmutableArray<StoredDocument> Items, string Token);
