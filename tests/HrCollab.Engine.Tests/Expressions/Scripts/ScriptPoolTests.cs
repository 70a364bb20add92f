using System.Runtime.CompilerServices;
using HrCollab.Engine.Expressions.Scripts;

namespace HrCollab.Engine.Tests.Expressions.Scripts;

/// <summary>Work that does not end holds up nobody else.</summary>
public sealed class ScriptPoolTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(50);

    [Fact]
    public void WorkThatNothingCanStop_IsGivenUpAndItsPlaceTaken()
    {
        var pool = new ScriptPool(threads: 1, mostWaiting: 4, Patience);
        using var release = new ManualResetEventSlim();
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(PoolOutcome.Overran, pool.Run(_ => release.Wait()));
            Assert.Equal(PoolOutcome.Done, Done(pool, _ => { }));
        }

        release.Set();
        Assert.Equal(PoolOutcome.Done, Done(pool, _ => { }));
    }

    [Fact]
    public async Task FullQueue_IsBusyAtOnce()
    {
        var pool = new ScriptPool(threads: 1, mostWaiting: 1, TimeSpan.FromMinutes(1));
        using var release = new ManualResetEventSlim();
        using var begun = new ManualResetEventSlim();
        var running = Task.Run(() => pool.Run(_ =>
        {
            begun.Set();
            release.Wait();
        }));
        begun.Wait();
        var waiting = Task.Run(() => pool.Run(_ => { }));
        SpinWait.SpinUntil(() => pool.Waiting == 1);
        Assert.Equal(PoolOutcome.Busy, pool.Run(_ => { }));
        release.Set();
        Assert.Equal(PoolOutcome.Done, await running);
        Assert.Equal(PoolOutcome.Done, await waiting);
    }

    [Fact]
    public void WhatWorkThrows_ComesToTheCaller()
    {
        var pool = new ScriptPool(threads: 1, mostWaiting: 4, TimeSpan.FromMinutes(1));
        Assert.Throws<InvalidTimeZoneException>(() => pool.Run(_ => throw new InvalidTimeZoneException()));
        Assert.Equal(PoolOutcome.Done, pool.Run(_ => { }));
    }

    [Fact]
    public void WorkWithinWork_RunsWhereItIs()
    {
        var pool = new ScriptPool(threads: 1, mostWaiting: 1, TimeSpan.FromMinutes(1));
        var inner = PoolOutcome.Busy;
        Assert.Equal(PoolOutcome.Done, pool.Run(_ => inner = pool.Run(_ => { })));
        Assert.Equal(PoolOutcome.Done, inner);
    }

    /// <summary>A thread that waits for work has nothing in hand of what it did last: else it would keep the record, its standard and the set that the script was of.</summary>
    [Fact]
    public void WorkThatIsDone_IsHeldByNoThread()
    {
        var pool = new ScriptPool(threads: 1, mostWaiting: 4, TimeSpan.FromMinutes(1));
        var known = Worked(pool);
        Assert.True(SpinWait.SpinUntil(() => Gone(known), TimeSpan.FromSeconds(20)), "What the work knew can still be reached.");
        Assert.Equal(PoolOutcome.Done, pool.Run(_ => { }));

        static bool Gone(WeakReference known)
        {
            GC.Collect();
            return !known.IsAlive;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Worked(ScriptPool pool)
    {
        var known = new object();
        Assert.Equal(PoolOutcome.Done, pool.Run(_ => GC.KeepAlive(known)));
        return new WeakReference(known);
    }

    private static PoolOutcome Done(ScriptPool pool, Action<ScriptBench> work)
    {
        var outcome = PoolOutcome.Overran;
        for (var i = 0; i < 100 && outcome != PoolOutcome.Done; i++) outcome = pool.Run(work);
        return outcome;
    }
}
