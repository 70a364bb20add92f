using System.Data.Common;
using Azure.Identity;
using HrCollab.Functions.Storage;
using CosmosException = Microsoft.Azure.Cosmos.CosmosException;

namespace HrCollab.Functions.Operations;

/// <summary>Requests of this process that failed because the store was busy, full or away, in the last five minutes.</summary>
internal sealed class StoreTrouble(TimeProvider time, Measures measures)
{
    /// <summary>How long one is remembered.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    private const int Most = 10_000;
    private readonly Lock _lock = new();
    private readonly Queue<DateTimeOffset> _failed = new();

    /// <summary>How many there were.</summary>
    public int Recent
    {
        get
        {
            lock (_lock)
            {
                Forget();
                return _failed.Count;
            }
        }
    }

    /// <summary>True for what a store that is busy, full or away throws. Whatever else fails, a disk that takes no uploaded file or a caller who goes away, is not its trouble.</summary>
    public static bool IsOfTheStore(Exception? error) => error is StoreBusyException or DbException or CosmosException or AuthenticationFailedException;

    /// <summary>A request failed with this; counted when the store is the trouble.</summary>
    public void Failed(Exception? error)
    {
        if (!IsOfTheStore(error)) return;
        measures.StoreFailed();
        lock (_lock)
        {
            Forget();
            if (_failed.Count < Most) _failed.Enqueue(time.GetUtcNow());
        }
    }

    private void Forget()
    {
        var now = time.GetUtcNow();
        while (_failed.TryPeek(out var oldest) && now - oldest > Remembered) _failed.Dequeue();
    }
}
