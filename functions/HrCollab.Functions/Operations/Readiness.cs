using HrCollab.Functions.Projecting;

namespace HrCollab.Functions.Operations;

/// <summary>What /ready asks the store, once a second at most: probes are not limited, and nobody's probing is to become the store's load.</summary>
internal sealed class Readiness(FailedEffects failures, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _one = new(1);
    private Counted? _last;

    /// <summary>How many effects failed and wait.</summary>
    public async ValueTask<long> FailedEffects(CancellationToken cancel)
    {
        if (Volatile.Read(ref _last) is { } last && IsFresh(last)) return last.Count;
        await _one.WaitAsync(cancel);
        try
        {
            if (_last is { } other && IsFresh(other)) return other.Count;
            var counted = new Counted(time.GetUtcNow(), await failures.Count(cancel));
            Volatile.Write(ref _last, counted);
            return counted.Count;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private bool IsFresh(Counted counted) => time.GetUtcNow() - counted.At < Fresh;

    private sealed record Counted(DateTimeOffset At, long Count);
}
