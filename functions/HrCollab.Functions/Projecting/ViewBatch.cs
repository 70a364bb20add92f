using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Projecting;

/// <summary>Collects changes of views; the last one of a row wins. Flushed by partition, in batches that any store takes.</summary>
internal sealed class ViewBatch
{
    private readonly Dictionary<string, Dictionary<string, Operation>> _partitions = new(StringComparer.Ordinal);

    public void Put(string partition, string id, ReadOnlyMemory<byte> body) => Of(partition)[id] = new Operation.Put(id, body);

    public void Delete(string partition, string id) => Of(partition)[id] = new Operation.Delete(id);

    /// <summary>True when something of the partition is to be written.</summary>
    public bool Touches(string partition) => _partitions.ContainsKey(partition);

    /// <summary>True when the row is to be written.</summary>
    public bool Puts(string partition, string id) => _partitions.TryGetValue(partition, out var operations) && operations.GetValueOrDefault(id) is Operation.Put;

    /// <summary>Writes everything; partitions at the same time, so that they share fsyncs.</summary>
    public async Task Flush(IDocumentStore store, CancellationToken cancel)
    {
        var commits = new List<Task>();
        foreach (var (partition, operations) in _partitions)
        {
            foreach (var batch in DocumentLimits.Batches(operations.Values)) commits.Add(store.Commit(new Batch(Container.Views, partition, batch), cancel).AsTask());
        }

        await Task.WhenAll(commits);
        _partitions.Clear();
    }

    private Dictionary<string, Operation> Of(string partition)
    {
        if (!_partitions.TryGetValue(partition, out var operations)) _partitions[partition] = operations = new(StringComparer.Ordinal);
        return operations;
    }
}
