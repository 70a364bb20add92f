using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using Microsoft.Azure.Cosmos;

namespace HrCollab.Functions.Storage.Cosmos;

/// <summary>Documents in Azure Cosmos DB. Every question names its partition; only the change feed looks at all of a container.</summary>
internal sealed class CosmosDocumentStore : IDocumentStore, IDisposable
{
    private readonly Func<Patience> _patience;
    private readonly CosmosReading _reading;
    private readonly CosmosCommits _commits;

    /// <param name="options">Which account.</param>
    /// <param name="time">By which documents expire.</param>
    /// <param name="interactive">Whether somebody waits for the call under way.</param>
    public CosmosDocumentStore(CosmosStoreOptions options, TimeProvider time, Func<bool>? interactive = null)
    {
        Options = options;
        Client = CosmosClients.Create(options);
        var etags = new ETags();
        _patience = () => interactive?.Invoke() == true ? options.Interactive : options.Background;
        _reading = new CosmosReading(Container, etags, time, _patience);
        _commits = new CosmosCommits(Container, _reading, etags, time, _patience);
        Feed = new CosmosChanges(Container, time, _patience);
    }

    public CosmosStoreOptions Options { get; }

    public CosmosClient Client { get; }

    /// <summary>The change feed, also below the contract for copies of the whole store.</summary>
    public CosmosChanges Feed { get; }

    /// <summary>Containers are named as in the architecture: cases, records, views, host.</summary>
    public static string Name(Container container) => container switch
    {
        Storage.Container.Cases => "cases",
        Storage.Container.Records => "records",
        Storage.Container.Views => "views",
        Storage.Container.Host => "host",
        _ => throw new ArgumentOutOfRangeException(nameof(container), container, null),
    };

    public ValueTask<StoredDocument?> Find(Container container, string partition, string id, CancellationToken cancel) =>
        DocumentLimits.IsId(partition) && DocumentLimits.IsId(id) ? _reading.Find(container, partition, id, cancel) : ValueTask.FromResult<StoredDocument?>(null);

    public async ValueTask<CommitResult> Commit(Batch batch, CancellationToken cancel)
    {
        _ = DocumentLimits.Check(batch);
        cancel.ThrowIfCancellationRequested();
        return await _commits.Commit(batch);
    }

    public async ValueTask<Page> Query(Container container, string partition, IdRange range, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(range.Limit, 1, nameof(range));
        return await _reading.Query(container, partition, range, cancel);
    }

    public async ValueTask<long> Count(Container container, string partition, IdRange range, CancellationToken cancel) => await _reading.Count(container, partition, range, cancel);

    public async ValueTask<ChangePage> Changes(Container container, string? token, int limit, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        return await Feed.Read(container, token, limit, cancel);
    }

    /// <summary>Bytes of all documents with their system properties, as the account counts them by and by; null when it does not say.</summary>
    public async ValueTask<long?> Bytes(CancellationToken cancel)
    {
        long? kilobytes = null;
        foreach (var container in Enum.GetValues<Container>())
        {
            var asked = new ContainerRequestOptions { PopulateQuotaInfo = true };
            using var attempts = new Attempts(_patience(), cancel);
            var read = await attempts.Run(c => Client.GetContainer(Options.Database, Name(container)).ReadContainerAsync(asked, c));
            // "functions=0;...;documentsSize=12;documentsCount=3;collectionSize=14": sizes in kilobytes.
            var usage = read.Headers["x-ms-resource-usage"]?.Split(';').Select(u => u.Split('=')).FirstOrDefault(u => u is ["documentsSize", _]);
            if (usage is [_, var size] && long.TryParse(size, System.Globalization.CultureInfo.InvariantCulture, out var counted)) kilobytes = (kilobytes ?? 0) + counted;
        }

        return kilobytes * 1024;
    }

    public void Dispose() => Client.Dispose();

    private Microsoft.Azure.Cosmos.Container Container(Container container) => Client.GetContainer(Options.Database, Name(container));
}
