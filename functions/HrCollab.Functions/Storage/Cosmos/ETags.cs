using System.Collections.Concurrent;

namespace HrCollab.Functions.Storage.Cosmos;

/// <summary>
/// The ETags of documents read or written lately: whoever replaces a document has read it before, so a command asks nothing twice. A wrong one
/// does no harm, the service refuses it. Two generations bound the memory.
/// </summary>
internal sealed class ETags(int size = 20_000)
{
    private ConcurrentDictionary<Address, Known> _young = new();
    private ConcurrentDictionary<Address, Known> _old = new();

    public Known? Find(Container container, string partition, string id)
    {
        var address = new Address(container, partition, id);
        return _young.TryGetValue(address, out var known) || _old.TryGetValue(address, out known) ? known : null;
    }

    public void Keep(Container container, string partition, string id, Known known)
    {
        if (_young.Count >= size) (_old, _young) = (_young, new());
        _young[new Address(container, partition, id)] = known;
    }

    public void Forget(Container container, string partition, string id)
    {
        var address = new Address(container, partition, id);
        _young.TryRemove(address, out _);
        _old.TryRemove(address, out _);
    }

    private sealed record Address(Container Container, string Partition, string Id);
}

/// <summary>What stands in the way of a change: its version, its guard, and whether it has expired.</summary>
internal sealed record Known(long Version, string ETag, long? Expires, string Mark)
{
    public static Known Of(Envelope envelope) => new(envelope.Version, envelope.ETag, envelope.Expires, envelope.Mark);

    public bool IsLive(long now) => Expires is null || Expires > now;
}
