using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Projecting;

/// <summary>Reads a container's changes from where this reader stopped, and remembers how far it got only after the work is done.</summary>
internal sealed class FeedReader(IDocumentStore store, string name, Container container)
{
    public const string Partition = "feeds";
    private const int PageSize = 500;
    private string? _token;
    private bool _known;

    /// <summary>The next changes; empty when there are none.</summary>
    public async Task<ChangePage> Next(CancellationToken cancel)
    {
        if (!_known)
        {
            var stored = await store.Find(Container.Host, Partition, name, cancel);
            _token = stored is null ? null : JsonSerializer.Deserialize(stored.Body.Span, FeedJson.Default.FeedPosition)!.Token;
            _known = true;
        }

        return await store.Changes(container, _token, PageSize, cancel);
    }

    /// <summary>The page is worked off; after a kill before this line it is simply read again.</summary>
    public async Task Done(ChangePage page, CancellationToken cancel)
    {
        _token = page.Token;
        await store.Commit(
            new Batch(Container.Host, Partition, [new Operation.Put(name, JsonSerializer.SerializeToUtf8Bytes(new FeedPosition(page.Token), FeedJson.Default.FeedPosition))]), cancel);
    }
}

/// <summary>How far a reader got.</summary>
internal sealed record FeedPosition(string Token);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FeedPosition))]
internal sealed partial class FeedJson : JsonSerializerContext;
