using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Projecting;

/// <summary>
/// Reads a container's changes from where this reader stopped, and remembers how far it got only after the work is done: when there is
/// nothing more, or after some pages. After a kill the pages since then are read again; whoever reads a feed takes everything twice.
/// </summary>
internal sealed class FeedReader(IDocumentStore store, string name, Container container)
{
    public const string Partition = "feeds";
    private const int PageSize = 500;
    private const int PagesBetweenSaves = 16;
    private int _unsaved;
    private string? _token;
    private bool _known;

    /// <summary>The next changes; empty when there are none.</summary>
    public async Task<ChangePage> Next(CancellationToken cancel)
    {
        if (!_known)
        {
            _token = await Remembered(cancel);
            _known = true;
        }

        var page = await store.Changes(container, _token, PageSize, cancel);
        if (page.Items.IsEmpty && _unsaved > 0) await Save(cancel);
        return page;
    }

    /// <summary>How many changes wait behind the position that is remembered; counting ends with the page that reaches the limit.</summary>
    public async Task<long> Waiting(CancellationToken cancel, long most = long.MaxValue)
    {
        var (token, waiting) = (await Remembered(cancel), 0L);
        while (waiting < most && await store.Changes(container, token, PageSize, cancel) is { Items.IsEmpty: false } page) (token, waiting) = (page.Token, waiting + page.Items.Length);
        return waiting;
    }

    /// <summary>The page is worked off.</summary>
    public async Task Done(ChangePage page, CancellationToken cancel)
    {
        _token = page.Token;
        if (++_unsaved >= PagesBetweenSaves) await Save(cancel);
    }

    private async Task<string?> Remembered(CancellationToken cancel) =>
        await store.Find(Container.Host, Partition, name, cancel) is { } stored ? JsonSerializer.Deserialize(stored.Body.Span, FeedJson.Default.FeedPosition)!.Token : null;

    private async Task Save(CancellationToken cancel)
    {
        await store.Commit(
            new Batch(Container.Host, Partition, [new Operation.Put(name, JsonSerializer.SerializeToUtf8Bytes(new FeedPosition(_token!), FeedJson.Default.FeedPosition))]), cancel);
        _unsaved = 0;
    }
}

/// <summary>How far a reader got.</summary>
internal sealed record FeedPosition(string Token);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FeedPosition))]
internal sealed partial class FeedJson : JsonSerializerContext;
