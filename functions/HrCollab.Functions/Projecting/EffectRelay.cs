using HrCollab.Engine.Decisions;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Http;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Projecting;

/// <summary>
/// Carries the effects of cases into records, once each: the record gets the change with its date as soon as the case orders it, so it
/// holds exactly from that day on; the case goes on when the day has come. What the standard refuses goes back to the case as a blocked step,
/// and blocked steps are looked at again when the organisation changes. One that fails waits by itself and holds up no other.
/// </summary>
internal sealed class EffectRelay(
    IDocumentStore store, CaseStore cases, CaseLoader loader, EffectWriter writer, BlockedCases blocked, OrganizationSource organizations,
    FailedEffects failures, Instance instance, Operations.TimerRuns runs, ProjectorSignal signal, TimeProvider time, ILogger<EffectRelay> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private readonly FeedReader _feed = new(store, "effects", Container.Cases);
    private FollowedFeeds? _followed;
    private readonly SemaphoreSlim _one = new(1); // the position in the feed is one

    /// <summary>Applies what is ordered, then completes what is due. Also called by the timer ApplyEffectiveChanges, one at a time.</summary>
    public async Task Pass(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            await Everything(cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    /// <summary>How many changes wait to be looked through for effects, up to a limit.</summary>
    public Task<long> Waiting(long most, CancellationToken cancel) => _feed.Waiting(cancel, most);

    /// <summary>Tries one that failed again now; true when it is carried out.</summary>
    public async Task<bool> Replay(FailedEffect failed, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            return await failures.Replay(failed, f => Retry(f, cancel), cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    private FollowedFeeds Feeds => _followed ??= new FollowedFeeds(store, instance, time, "effects", _feed);

    /// <summary>What another process is at it leaves to that one; what is due anybody may do, for it is done once.</summary>
    private async Task Everything(CancellationToken cancel)
    {
        if (await Feeds.Begin(anyway: false, cancel) == Turn.Mine) await Follow(cancel);
        await failures.Retry(f => Retry(f, cancel), cancel);
        await Complete(cancel);
        await blocked.Pass(cancel);
    }

    private async Task Follow(CancellationToken cancel)
    {
        try
        {
            await WorkOff(cancel);
            await Feeds.End(cancel);
        }
        catch
        {
            await Feeds.GiveBack();
            throw;
        }
    }

    private async Task WorkOff(CancellationToken cancel)
    {
        while (await _feed.Next(cancel) is { Items.IsEmpty: false } page)
        {
            foreach (var item in page.Items)
            {
                // Most commands order no effect; the text tells without reading the whole document.
                if (!item.Id.StartsWith("e-", StringComparison.Ordinal)) continue;
                await failures.Guard(new FailedEffect(item.Partition, item.Id, "", 0, default), () => blocked.Note(item, cancel), cancel);
                if (item.Body.Span.IndexOf("\"effect.scheduled\""u8) < 0) continue;
                await Carry(item, cancel);
            }

            await Feeds.Done(_feed, page, cancel);
        }
    }

    /// <summary>Carries out what a command ordered, each effect by itself; a document that cannot be read waits as a whole.</summary>
    private Task Carry(StoredDocument item, CancellationToken cancel)
    {
        var row = new FailedEffect(item.Partition, item.Id, "", 0, default);
        return failures.Guard(row, async () =>
        {
            var command = CaseCommand.Read(item);
            foreach (var ordered in command.Happened().Where(e => e.Effect is not null)) await failures.Guard(row with { Step = ordered.Step! }, () => Write(command, ordered, cancel), cancel);
        }, cancel);
    }

    private async Task Write(CaseCommand command, CaseEvent ordered, CancellationToken cancel)
    {
        if (!await writer.Write(command, ordered, cancel)) return;
        var row = EffectRow.Of(command.Case, ordered);
        await store.Commit(new Batch(Container.Host, EffectRow.Partition, [new Operation.Put(row.Id, row.Write())]), cancel);
    }

    private async Task<bool> Retry(FailedEffect failed, CancellationToken cancel)
    {
        if (failed.Due) return await Finish(new EffectRow(failed.Case, failed.Step, failed.On), cancel);
        if (await store.Find(Container.Cases, failed.Case, failed.Event, cancel) is not { } item) return true;
        if (failed.Step.Length == 0) await blocked.Note(item, cancel);
        var command = CaseCommand.Read(item);
        foreach (var ordered in command.Happened().Where(e => e.Effect is not null && (failed.Step.Length == 0 || e.Step == failed.Step))) await Write(command, ordered, cancel);
        return true;
    }

    private async Task<bool> Finish(EffectRow row, CancellationToken cancel)
    {
        if (!await Complete(row, cancel)) return false;
        await store.Commit(new Batch(Container.Host, EffectRow.Partition, [new Operation.Delete(row.Id)]), cancel);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var mark = signal.Mark();
                await runs.Run("ApplyEffectiveChanges", Pass, byHost: false, stoppingToken);
                await signal.Wait(mark, Poll, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // an effect that fails now is tried again; nothing is skipped
            catch (Exception e)
#pragma warning restore CA1031
            {
                log.LogError(e, "Applying effects failed; it is tried again.");
                await Task.WhenAny(Task.Delay(Poll, time, stoppingToken));
            }
        }
    }

    /// <summary>Cases whose effects have come due go on; those that wait for their next try hide none behind them.</summary>
    private async Task Complete(CancellationToken cancel)
    {
        var range = EffectRow.Until(organizations.Today);
        string? after = null;
        do
        {
            var due = await store.Query(Container.Host, EffectRow.Partition, range with { After = after }, cancel);
            foreach (var item in due.Items) await CompleteGuarded(EffectRow.Read(item), cancel);
            after = due.Next;
        }
        while (after is not null);
    }

    private async Task CompleteGuarded(EffectRow row, CancellationToken cancel)
    {
        var failed = new FailedEffect(row.Case, "due", row.Step, 0, default, Due: true, row.On);
        if (await store.Find(Container.Host, EffectRow.Partition, failed.Id, cancel) is not null) return; // waits for its next try
        await failures.Guard(failed, () => Finish(row, cancel), cancel);
    }

    private async Task<bool> Complete(EffectRow row, CancellationToken cancel)
    {
        if (await cases.Find(row.Case, cancel) is not { } loaded) return true;
        var context = await loader.Context(loaded.State, null, cancel);
        var watch = new DecisionWatch(context);
        if (Submission.EffectApplied(watch.Context, loaded.State, row.Step) is not ActOutcome.Done done) return true;
        var question = new DecisionQuestion("effect", row.Case, null, Before: loaded.State, Step: row.Step);
        var decision = new RecordedDecision(new DecisionOutput(done.State, done.Events), watch.Facts(question, hasSubject: true, null));
        var command = Command.Of($"effect:{row.Case}:{row.Step}:{loaded.State.Steps[row.Step].Round}", []);
        return await cases.Replace(decision, loaded.Version, command, null, cancel);
    }
}
