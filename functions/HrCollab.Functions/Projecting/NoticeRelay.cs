using HrCollab.Engine.Decisions;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Http;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Projecting;

/// <summary>
/// Reminds those who owe a task before it is due, and tells those above when it is late. Each notice is a command on its case: given once,
/// whoever asks and however often, and kept in the trace with the line that ordered it.
/// </summary>
internal sealed class NoticeRelay(IDocumentStore store, CaseStore cases, CaseLoader loader, ProjectorSignal projector, TimeProvider time, ILogger<NoticeRelay> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(10);

    /// <summary>Gives every notice whose time has come. Also called by the timer RemindAndEscalate.</summary>
    public async Task Pass(CancellationToken cancel)
    {
        await projector.CaughtUp(cancel);
        var range = NoticeRow.Until(time.GetUtcNow());
        string? after = null;
        do
        {
            var page = await store.Query(Container.Views, NoticeRow.Partition, range with { After = after }, cancel);
            foreach (var row in page.Items) await Settle(row, cancel);
            after = page.Next;
        }
        while (after is not null);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Poll, time, stoppingToken);
            try
            {
                await Pass(stoppingToken);
            }
#pragma warning disable CA1031 // the store may be away for a while; the next pass finds everything that is due
            catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
            {
                log.LogError(e, "Reminding failed; it is tried again.");
            }
        }
    }

    /// <summary>One case that cannot be read holds up no other.</summary>
    private async Task Settle(StoredDocument stored, CancellationToken cancel)
    {
        var row = NoticeRow.Read(stored);
        try
        {
            if (await Given(row, cancel)) await store.Commit(new Batch(Container.Views, NoticeRow.Partition, [new Operation.Delete(stored.Id)]), cancel);
        }
#pragma warning disable CA1031
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            // The words of an exception can quote values of a record; its type and where it was thrown do not.
            log.LogError("Reminding of task {Task} of case {Case} failed ({Error}); it is tried again.\n{Where}", row.Task, row.Case, e.GetType().Name, e.StackTrace);
        }
    }

    /// <summary>True when nothing of the row is left to be said.</summary>
    private async Task<bool> Given(NoticeRow row, CancellationToken cancel)
    {
        if (await cases.Find(row.Case, cancel) is not { } loaded) return true;
        var context = await loader.Context(loaded.State, null, cancel);
        var watch = new DecisionWatch(context);
        if (TaskNotices.Decide(watch.Context, loaded.State, row.Task) is not ActOutcome.Done done) return true;
        var question = new DecisionQuestion("notice", row.Case, null, Before: loaded.State, Task: row.Task);
        var decision = new RecordedDecision(new DecisionOutput(done.State, done.Events), watch.Facts(question, hasSubject: true, null));
        return await cases.Replace(decision, loaded.Version, Command.Of($"notice:{row.Case}:{row.Task}:{loaded.State.Task(row.Task)!.Noticed}", []), null, cancel);
    }
}
