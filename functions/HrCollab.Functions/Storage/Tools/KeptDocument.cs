namespace HrCollab.Functions.Storage.Tools;

/// <summary>A document with all that a store keeps of it, so that a copy of it is the same document.</summary>
/// <param name="Expires">Milliseconds of the Unix epoch; null: stays.</param>
internal sealed record KeptDocument(Container Container, string Partition, string Id, long Version, long? Expires, ReadOnlyMemory<byte> Body)
{
    /// <summary>Where the host keeps what concerns this very store: its format, its last backup, an unfinished copy.</summary>
    public const string StorePartition = "store";

    /// <summary>
    /// What a copy takes along. Views are derived again in the store that gets it; positions in change feeds mean nothing there, and what a store
    /// says of itself is not true of another.
    /// </summary>
    public static readonly Container[] Carried = [Container.Cases, Container.Records, Container.Host];

    public bool IsCarried => Container != Container.Views && !(Container == Container.Host && Partition is Projecting.FollowedFeeds.Partition or StorePartition);
}

/// <summary>Documents of one container in the order in which they were created within a partition, and where to go on behind them.</summary>
internal sealed record KeptPage(IReadOnlyList<KeptDocument> Documents, string Position);

/// <summary>Reads all of a store, or of an archive.</summary>
internal interface IKeptReader
{
    /// <summary>Pages of a container behind a position (null: from the beginning); what has expired by then is left out.</summary>
    IAsyncEnumerable<KeptPage> Read(Container container, string? position, DateTimeOffset now, CancellationToken cancel);
}

/// <summary>Writes documents as they were kept elsewhere, over whatever is there. Writing them twice changes nothing.</summary>
internal interface IKeptWriter
{
    /// <summary>Durable when it returns.</summary>
    Task Write(IReadOnlyList<KeptDocument> documents, CancellationToken cancel);
}
