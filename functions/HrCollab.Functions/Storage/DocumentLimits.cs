using System.Collections.Immutable;

namespace HrCollab.Functions.Storage;

/// <summary>What every adapter holds callers to, so that a batch that passes on SQLite passes on Cosmos DB. Breaking them is a bug of the caller.</summary>
internal static class DocumentLimits
{
    public const int Operations = 100;
    public const int BatchBytes = 2 * 1024 * 1024;
    private const int EasyBytes = BatchBytes / 4 * 3;
    public const int IdLength = 255;
    public const int PageSize = 1_000;
    public static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(1);

    /// <summary>Throws <see cref="ArgumentException"/> for a batch that no adapter takes; otherwise the size of its bodies in bytes.</summary>
    public static int Check(Batch batch)
    {
        if (batch.Operations.IsDefault || batch.Operations.Length is 0 or > Operations)
            throw new ArgumentException($"A batch has 1 to {Operations} operations, not {(batch.Operations.IsDefault ? 0 : batch.Operations.Length)}.", nameof(batch));
        if (!Enum.IsDefined(batch.Container)) throw new ArgumentException($"There is no container {batch.Container}.", nameof(batch));
        CheckId(batch.Partition, nameof(batch));
        var bytes = 0L;
        for (var i = 0; i < batch.Operations.Length; i++)
        {
            var operation = batch.Operations[i];
            CheckId(operation.Id, nameof(batch));
            if (Occurs(operation.Id, batch.Operations, i)) throw new ArgumentException($"A batch changes a document once, but '{operation.Id}' occurs twice.", nameof(batch));
            bytes += Bytes(operation);
        }

        return bytes <= BatchBytes ? (int)bytes : throw new ArgumentException($"A batch has at most {BatchBytes} bytes, not {bytes}.", nameof(batch));
    }

    /// <summary>In their order, as many at a time as every adapter takes at once, with room for what its wire format adds.</summary>
    /// <param name="all">What is to be written.</param>
    /// <param name="size">Bytes of the body of one.</param>
    public static IEnumerable<ImmutableArray<T>> Batches<T>(IEnumerable<T> all, Func<T, int> size)
    {
        var batch = ImmutableArray.CreateBuilder<T>();
        var bytes = 0;
        foreach (var one in all)
        {
            if (batch.Count == Operations || (batch.Count > 0 && bytes + size(one) > EasyBytes))
            {
                yield return batch.DrainToImmutable();
                bytes = 0;
            }

            batch.Add(one);
            bytes += size(one);
        }

        if (batch.Count > 0) yield return batch.DrainToImmutable();
    }

    /// <summary>The same for operations of one partition.</summary>
    public static IEnumerable<ImmutableArray<Operation>> Batches(IEnumerable<Operation> operations) => Batches(operations, o => (int)Bytes(o));

    /// <summary>Whether a document or partition can have this name at all.</summary>
    public static bool IsId(string id) =>
        id.Length is > 0 and <= IdLength && !id.AsSpan().ContainsAny("/\\?#") && !id.AsSpan().ContainsAnyInRange('\0', '\u001F') && IsUnicode(id);

    private static void CheckId(string id, string parameter)
    {
        if (!IsId(id)) throw new ArgumentException($"An id or partition has 1 to {IdLength} characters and none of / \\ ? # or control characters; this one has not: '{id}'.", parameter);
    }

    /// <summary>Bytes of the body that an operation writes.</summary>
    public static long Bytes(Operation operation) => operation switch
    {
        { TimeToLive: { } life } when life < ShortestLife => throw new ArgumentException($"A document lives at least a second, not {life}.", nameof(operation)),
        Operation.Create create => create.Body.Length,
        Operation.Replace replace => replace.Body.Length,
        Operation.Put put => put.Body.Length,
        Operation.Delete => 0,
        _ => throw new ArgumentException($"There is no operation {operation.GetType().Name}.", nameof(operation)),
    };

    private static bool Occurs(string id, ImmutableArray<Operation> operations, int before)
    {
        for (var i = 0; i < before; i++)
        {
            if (operations[i].Id == id) return true;
        }

        return false;
    }

    /// <summary>Half a surrogate pair has no UTF-8 form: two such ids would become one.</summary>
    private static bool IsUnicode(string id)
    {
        for (var i = id.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < id.Length; i++)
        {
            if (!char.IsSurrogate(id[i])) continue;
            if (i + 1 == id.Length || !char.IsSurrogatePair(id[i], id[i + 1])) return false;
            i++;
        }

        return true;
    }
}
