using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Projecting;

/// <summary>
/// Keeps one failing effect from holding up the others: it becomes a row of its own that is tried again. When not even the row can be
/// written, the store is the trouble, and whoever called stops and begins again.
/// </summary>
internal sealed class FailedEffects(IDocumentStore store, Operations.Measures measures, TimeProvider time, ILogger<FailedEffects> log)
{
    /// <summary>How many there are.</summary>
    public ValueTask<long> Count(CancellationToken cancel) => store.Count(Container.Host, EffectRow.Partition, FailedEffect.All(), cancel);

    /// <summary>Tries one; what it throws is kept with it.</summary>
    public async Task Guard(FailedEffect effect, Func<Task> attempt, CancellationToken cancel)
    {
        try
        {
            await attempt();
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // whatever is wrong with this one, the others go on
        catch (Exception e)
#pragma warning restore CA1031
        {
            measures.EffectFailed();
            var failed = effect.Again(time.GetUtcNow());
            await store.Commit(new Batch(Container.Host, EffectRow.Partition, [new Operation.Put(failed.Id, failed.Write())]), cancel);
            // The words of an exception can quote values of a record; its type and where it was thrown do not.
            log.LogError("Effect {Step} of case {Case} failed ({Error}), {Tries} times by now; it is tried again at {Next:O}.\n{Where}", failed.Step, failed.Case, e.GetType().Name, failed.Tries, failed.Next, e.StackTrace);
        }
    }

    /// <summary>A page of them.</summary>
    public ValueTask<Page> List(IdRange range, CancellationToken cancel) => store.Query(Container.Host, EffectRow.Partition, range, cancel);

    /// <summary>Tries one again now; true when it is done and forgotten.</summary>
    public async Task<bool> Replay(FailedEffect failed, Func<FailedEffect, Task<bool>> attempt, CancellationToken cancel)
    {
        var done = false;
        await Guard(failed, async () =>
        {
            if (!await attempt(failed)) return;
            await store.Commit(new Batch(Container.Host, EffectRow.Partition, [new Operation.Delete(failed.Id)]), cancel);
            done = true;
        }, cancel);
        return done;
    }

    /// <summary>Tries again whatever has waited long enough; what succeeds is forgotten, what came to nothing is tried with the next pass.</summary>
    public async Task Retry(Func<FailedEffect, Task<bool>> attempt, CancellationToken cancel)
    {
        string? after = null;
        do
        {
            var page = await store.Query(Container.Host, EffectRow.Partition, FailedEffect.All(after), cancel);
            foreach (var failed in page.Items.Select(FailedEffect.Read).Where(f => f.Next <= time.GetUtcNow())) await Replay(failed, attempt, cancel);

            after = page.Next;
        }
        while (after is not null);
    }
}
