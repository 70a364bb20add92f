using System.Text.Json;
using System.Text.Json.Serialization;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Projecting;

/// <summary>
/// Reads a container's changes from where its readers stopped. The position is written by <see cref="FollowedFeeds"/> only after the work is done;
/// after a kill the pages since then are read again: whoever reads a feed takes everything twice.
/// </summary>
internal sealed class FeedReader(IDocumentStore store, string name, Container container)
{
    private const int PageSize = 500;
    private string? _token;
    private string? _saved;
    private ChangePage? _seen;

    /// <summary>Pages that are worked off and whose position is not written.</summary>
    public int Unsaved { get; private set; }

    /// <summary>The next changes; empty when there are none.</summary>
    public async Task<ChangePage> Next(CancellationToken cancel)
    {
        var seen = _seen;
        _seen = null;
        return seen is { Items.IsEmpty: false } ? seen : await store.Changes(container, _token, PageSize, cancel);
    }

    /// <summary>True when there is something behind the position that this process knows; it is read once.</summary>
    public async Task<bool> HasNext(CancellationToken cancel) => _seen is { Items.IsEmpty: false } || !(_seen = await store.Changes(container, _token, PageSize, cancel)).Items.IsEmpty;

    /// <summary>Goes on behind the position that is written, whoever wrote it.</summary>
    public async Task Resume(CancellationToken cancel)
    {
        var token = await Remembered(cancel);
        if (token != _token) _seen = null;
        (_token, _saved, Unsaved) = (token, token, 0);
    }

    /// <summary>Goes on behind the position that this process read or wrote last, also when another one is further by now.</summary>
    public void Rewind() => (_seen, _token, Unsaved) = (null, _saved, 0);

    /// <summary>How many changes wait behind the position that is written; counting ends with the page that reaches the limit.</summary>
    public async Task<long> Waiting(CancellationToken cancel, long most = long.MaxValue)
    {
        var (token, waiting) = (await Remembered(cancel), 0L);
        while (waiting < most && await store.Changes(container, token, PageSize, cancel) is { Items.IsEmpty: false } page) (token, waiting) = (page.Token, waiting + page.Items.Length);
        return waiting;
    }

    /// <summary>The page is worked off.</summary>
    public void Done(ChangePage page)
    {
        _token = page.Token;
        Unsaved++;
    }

    /// <summary>What writes the position; null when it is written.</summary>
    public Operation? Position() => Unsaved == 0 ? null : new Operation.Put(name, JsonSerializer.SerializeToUtf8Bytes(new FeedPosition(_token!), FeedJson.Default.FeedPosition));

    /// <summary>The position is written.</summary>
    public void Saved() => (_saved, Unsaved) = (_token, 0);

    private async Task<string?> Remembered(CancellationToken cancel) =>
        await store.Find(Container.Host, FollowedFeeds.Partition, name, cancel) is { } stored ? JsonSerializer.Deserialize(stored.Body.Span, FeedJson.Default.FeedPosition)!.Token : null;
}

/// <summary>How far a reader got.</summary>
internal sealed record FeedPosition(string Token);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FeedPosition))]
[JsonSerializable(typeof(FeedTurn))]
internal sealed partial class FeedJson : JsonSerializerContext;
