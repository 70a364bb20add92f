using HrCollab.Engine.Decisions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Http;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Projecting;

/// <summary>
/// Carries the effects of cases into records, once each: the record gets the change with its date as soon as the case orders it, so it
/// holds exactly from that day on; the case goes on when the day has come.
/// </summary>
internal sealed class EffectRelay(
    IDocumentStore store, CaseStore cases, CaseLoader loader, RecordReader records, ActiveDefinitions definitions, OrganizationSource organizations,
    ProjectorSignal signal, TimeProvider time, ILogger<EffectRelay> log) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private readonly FeedReader _feed = new(store, "effects", Container.Cases);

    /// <summary>Applies what is ordered, then completes what is due. Also called by the timer ApplyEffectiveChanges.</summary>
    public async Task Pass(CancellationToken cancel)
    {
        while (await _feed.Next(cancel) is { Items.IsEmpty: false } page)
        {
            foreach (var item in page.Items)
            {
                // Most commands order no effect; the text tells without reading the whole document.
                if (!item.Id.StartsWith("e-", StringComparison.Ordinal) || item.Body.Span.IndexOf("\"effect.scheduled\""u8) < 0) continue;
                var command = CaseCommand.Read(item);
                foreach (var ordered in command.Events.Where(e => e.Effect is not null))
                {
                    await Apply(command, ordered, cancel);
                    var row = EffectRow.Of(command.Case, ordered);
                    await store.Commit(new Batch(Container.Host, EffectRow.Partition, [new Operation.Put(row.Id, row.Write())]), cancel);
                }
            }

            await _feed.Done(page, cancel);
        }

        await Complete(cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var mark = signal.Mark();
                await Pass(stoppingToken);
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

    private async Task Apply(CaseCommand command, CaseEvent ordered, CancellationToken cancel)
    {
        var effect = ordered.Effect!;
        var set = await definitions.For(command.Revision, cancel);
        var standard = set.Find<Standard>(effect.Standard)!;
        var reason = $"case:{command.Case}:{command.Version}:{ordered.Step}";
        var utc = time.GetUtcNow();
        var author = new Author(null, null, utc.ToOffset(set.Manifest.Zone.GetUtcOffset(utc)), organizations.Today);
        var changes = RecordDocument.Parse(standard, effect.Set).ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        var partition = RecordDocument.Partition(effect.Standard, effect.Key);
        while (true)
        {
            // The key of the effect lies in the record's own partition, so that change and key are one batch and it happens once.
            var key = new Operation.Create("k-" + Command.Of(reason, []).Id, BoardRows.Mark);
            var found = await records.Find(standard, effect.Key, cancel);
            var operations = found is null
                ? RecordChange.Create(standard, standard.Shape.Empty.With(changes), author, reason)
                : RecordChange.Change(standard, found.Document, found.Version, changes, effect.From, author, reason);
            switch (await store.Commit(new Batch(Container.Records, partition, operations.Add(key)), cancel))
            {
                case CommitResult.Done:
                    signal.Committed();
                    return;
                case CommitResult.Exists { Id: var id } when id == key.Id:
                    return;
            }
        }
    }

    /// <summary>Cases whose effects have come due go on.</summary>
    private async Task Complete(CancellationToken cancel)
    {
        var due = await store.Query(Container.Host, EffectRow.Partition, EffectRow.Until(organizations.Today), cancel);
        foreach (var item in due.Items)
        {
            var row = EffectRow.Read(item);
            if (!await Complete(row, cancel)) continue;
            await store.Commit(new Batch(Container.Host, EffectRow.Partition, [new Operation.Delete(row.Id)]), cancel);
        }
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
