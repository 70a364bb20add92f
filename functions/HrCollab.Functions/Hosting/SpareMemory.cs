namespace HrCollab.Functions.Hosting;

/// <summary>
/// Gives memory back that <see cref="HeavyWork"/> has left behind. The heap grows for it and shrinks by itself only while something goes on being allocated, and what the
/// runtime pools it lets go when it is collected twice a minute apart: on an instance that grows quiet after an evening of simulations neither happens for hours.
/// </summary>
internal sealed class SpareMemory : IDisposable
{
    /// <summary>How long nobody has asked before the first collection, and from one to the next; longer than pools keep what was lent last (60 s).</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(75);

    /// <summary>One for the pools to see what is idle, one for them to let it go, one to give it back.</summary>
    public const int Rounds = 3;

    private readonly Action<GCCollectionMode> _collect;
    private readonly ITimer _timer;
    private int _left;

    public SpareMemory(TimeProvider time)
        : this(time, mode => GC.Collect(GC.MaxGeneration, mode, blocking: mode == GCCollectionMode.Aggressive, compacting: mode == GCCollectionMode.Aggressive))
    {
    }

    public SpareMemory(TimeProvider time, Action<GCCollectionMode> collect) =>
        (_collect, _timer) = (collect, time.CreateTimer(_ => Round(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));

    /// <summary>Heavy work was done: when no more comes for a while, memory is given back once.</summary>
    public void Worked()
    {
        Volatile.Write(ref _left, Rounds);
        _timer.Change(Quiet, Timeout.InfiniteTimeSpan);
    }

    public void Dispose() => _timer.Dispose();

    private void Round()
    {
        var left = Interlocked.Decrement(ref _left);
        _collect(left > 0 ? GCCollectionMode.Forced : GCCollectionMode.Aggressive);
        if (left > 0) _timer.Change(Quiet, Timeout.InfiniteTimeSpan);
    }
}

/// <summary>Where requests tell of it.</summary>
internal static class SpareMemoryRegistration
{
    /// <summary>Heavy requests are noted when they have been answered, however that went.</summary>
    public static void UseSpareMemory(this WebApplication app)
    {
        var spare = app.Services.GetRequiredService<SpareMemory>();
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            finally
            {
                if (HeavyWork.IsOn(context)) spare.Worked();
            }
        });
    }
}
