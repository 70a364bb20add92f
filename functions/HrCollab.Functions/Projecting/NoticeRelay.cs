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
internal sealed class NoticeRelay(IDocumentStore store, CaseStore cases, CaseLoader loader, ProjectorSignal projector, DeadLetters letters, Operations.TimerRuns runs, TimeProvider time, ILogger<NoticeRelay> log) : BackgroundService
{
    /// <summary>Letters about notices.</summary>
    public const string Kind = "notices";

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
        await letters.Retry(Kind, l => Again(l, cancel), cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Poll, time, stoppingToken);
            try
            {
                await runs.Run("RemindAndEscalate", Pass, byHost: false, stoppingToken);
            }
#pragma warning disable CA1031 // the store may be away for a while; the next pass finds everything that is due
            catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
            {
                log.LogError(e, "Reminding failed; it is tried again.");
            }
        }
    }

    /// <summary>Gives a notice again that could not be given; true when that went well.</summary>
    public async Task<bool> Replay(DeadLetter letter, CancellationToken cancel) => await letters.Replay(letter, l => Again(l, cancel), cancel);

    /// <summary>One case that cannot be read holds up no other: its row gives way to a letter. A notice that came to nothing is left for the next pass.</summary>
    private async Task Settle(StoredDocument stored, CancellationToken cancel)
    {
        var (given, row) = (true, NoticeRow.Read(stored));
        await letters.Guard(new DeadLetter(Kind, row.Case, row.Task), async () => given = await Given(row, cancel), cancel);
        if (given) await store.Commit(new Batch(Container.Views, NoticeRow.Partition, [new Operation.Delete(stored.Id)]), cancel);
    }

    private async ValueTask Again(DeadLetter letter, CancellationToken cancel)
    {
        if (!await Given(new NoticeRow(letter.Partition, letter.Document), cancel)) throw new IOException("The case was changed by somebody else at the same time.");
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
