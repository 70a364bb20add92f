using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace HrCollab.Engine.Expressions.Scripts;

/// <summary>How a piece of work ended.</summary>
internal enum PoolOutcome
{
    Done,
    Overran,
    Busy,
}

/// <summary>
/// A few threads with a stack large enough that nothing within the interpreter can end the process, and a short queue. Callers wait a
/// bounded time: work that nothing can stop keeps its thread, and another takes its place.
/// </summary>
#pragma warning disable CA1001 // it lives as long as the process
internal sealed class ScriptPool(int threads, int mostWaiting, TimeSpan patience)
#pragma warning restore CA1001
{
    private const int MostLost = 4;
    private readonly ConcurrentQueue<Work> _queue = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly ThreadLocal<ScriptBench?> _bench = new();
    private int _started;
    private int _waiting;
    private int _lost;

    public static ScriptPool Shared { get; } = new(Math.Clamp(Environment.ProcessorCount / 2, 2, 4), mostWaiting: 32, ScriptLimits.Patience);

    /// <summary>
    /// Threads that read scripts and run none. Reading ends by itself, for a text is short: it waits for no script that runs, and on a busy machine
    /// longer, so that good definitions are never refused for that.
    /// </summary>
    public static ScriptPool Reading { get; } = new(threads: 2, mostWaiting: 1_000, ScriptLimits.ReadingPatience);

    /// <summary>Work that no thread has begun.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Runs the work on one of the threads, or where it is when that is one of them. What it throws comes to the caller.</summary>
    public PoolOutcome Run(Action<ScriptBench> work)
    {
        if (_bench.Value is { } here)
        {
            work(here);
            return PoolOutcome.Done;
        }

        if (Volatile.Read(ref _started) < threads && Interlocked.Increment(ref _started) <= threads) Start();
        if (Interlocked.Increment(ref _waiting) > mostWaiting)
        {
            Interlocked.Decrement(ref _waiting);
            return PoolOutcome.Busy;
        }

        var mine = new Work(work);
        _queue.Enqueue(mine);
        _arrived.Release();
        if (Task.WaitAny([mine.Ended.Task], patience) == 0) return Answer(mine);
        switch (mine.GiveUp())
        {
            case Work.Queued:
                return PoolOutcome.Busy;
            case Work.Running:
                if (Interlocked.Increment(ref _lost) <= MostLost) Start();
                return PoolOutcome.Overran;
            default:
                return Answer(mine);
        }
    }

    private static PoolOutcome Answer(Work work)
    {
        work.Ended.Task.GetAwaiter().GetResult();
        return PoolOutcome.Done;
    }

    private void Start() => new Thread(Serve, ScriptLimits.Stack) { IsBackground = true, Name = "script" }.Start();

    private void Serve()
    {
        var bench = _bench.Value = new ScriptBench();
        do
        {
            _arrived.Wait();
        }
        while (Goes(bench));
    }

    /// <summary>
    /// Does what has arrived; false when this thread is one too many. A method of its own, for what it had in hand would else stand on the stack of the waiting
    /// thread, and with it everything the work knew: the record, its standard, the whole set.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Goes(ScriptBench bench)
    {
        if (!_queue.TryDequeue(out var work)) return true;
        Interlocked.Decrement(ref _waiting);
        if (!work.Begin() || work.End(Failure(work, bench))) return true;
        return Interlocked.Decrement(ref _lost) >= MostLost; // else its place was taken
    }

    private static Exception? Failure(Work work, ScriptBench bench)
    {
        try
        {
            work.Do(bench);
            return null;
        }
#pragma warning disable CA1031 // an exception that leaves a thread ends the process; this one belongs to the caller
        catch (Exception e)
#pragma warning restore CA1031
        {
            return e;
        }
    }

    /// <summary>One piece of work; whoever changes its state first decides how it ended.</summary>
    private sealed class Work(Action<ScriptBench> work)
    {
        public const int Queued = 0, Running = 1, Finished = 2, GivenUp = 3;
        private int _state;

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Do(ScriptBench bench) => work(bench);

        public bool Begin() => Interlocked.CompareExchange(ref _state, Running, Queued) == Queued;

        public bool End(Exception? failure)
        {
            if (Interlocked.CompareExchange(ref _state, Finished, Running) != Running) return false;
            if (failure is null) Ended.SetResult();
            else Ended.SetException(failure);
            return true;
        }

        /// <summary>The state it was in.</summary>
        public int GiveUp()
        {
            if (Interlocked.CompareExchange(ref _state, GivenUp, Queued) == Queued) return Queued;
            return Interlocked.CompareExchange(ref _state, GivenUp, Running);
        }
    }
}
