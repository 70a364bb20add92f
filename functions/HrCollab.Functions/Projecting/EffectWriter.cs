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

/// <summary>Writes one ordered effect into its record, once, if the standard takes it; if not, the case gets a blocked step and somebody to see to it.</summary>
internal sealed class EffectWriter(
    IDocumentStore store, CaseStore cases, CaseLoader loader, RecordReader records, ActiveDefinitions definitions, OrganizationSource organizations,
    ProjectorSignal signal, DocumentSize size, TimeProvider time)
{
    /// <summary>True when the record has the effect, now or before; false when it was refused. Repeating it changes nothing.</summary>
    public async Task<bool> Write(CaseCommand command, CaseEvent ordered, CancellationToken cancel)
    {
        var effect = ordered.Effect!;
        var standard = (await definitions.For(command.Revision, cancel)).Find<Standard>(effect.Standard)!;
        var partition = RecordDocument.Partition(effect.Standard, effect.Key);
        var (origin, reason) = (RecordReason.Of(command.Case), WrittenEffects.Reason(command, ordered));
        var key = WrittenEffects.KeyOf(reason);
        var refusal = Command.Of($"refuse:{reason}", []);
        if (await store.Find(Container.Records, partition, key, cancel) is not null) return true;
        if (await cases.Earlier(command.Case, refusal, cancel) is not null) return false;
        while (true)
        {
            if (await cases.Find(command.Case, cancel) is not { } loaded) return false;
            if (loaded.State.Steps.GetValueOrDefault(ordered.Step!)?.Status != StepStatus.Scheduled) return false; // undone since by a return
            if (await records.Find(standard, effect.Key, cancel) is var found && found is not null && effect.Creates && await IsOwn(partition, origin, cancel))
                effect = effect with { Creates = false };
            var question = Question(loaded, ordered.Step!, effect, found);
            var context = await Context(loaded, effect, standard, found, cancel);
            var watch = new DecisionWatch(context);
            if (Submission.EffectRefused(watch.Context, loaded.State, ordered.Step!, effect, found is not null, question.Later) is ActOutcome.Done refused)
            {
                var decision = new RecordedDecision(new DecisionOutput(refused.State, refused.Events), watch.Facts(question, found is not null, null));
                if (await cases.Replace(decision, loaded.Version, refusal, null, cancel)) return false;
                if (await cases.Earlier(command.Case, refusal, cancel) is not null) return false;
                continue;
            }

            var batch = new Batch(Container.Records, partition, [.. Change(standard, effect, found, context, reason), WrittenEffects.Key(reason, (found?.Version ?? 0) + 1)]);
            size.Check(batch);
            switch (await store.Commit(batch, cancel))
            {
                case CommitResult.Done:
                    signal.Committed();
                    return true;
                case CommitResult.Exists { Id: var id } when id == key:
                    return true;
            }
        }
    }

    private static DecisionQuestion Question(LoadedCase loaded, string step, EffectOrder effect, LoadedRecord? found) => new(
        "refuse", loaded.State.Id, null, Before: loaded.State, Step: step, Effect: effect,
        Later: [.. found?.Document.Scheduled.Where(s => s.From > effect.From).Select(s => new EffectOrder(effect.Standard, effect.Key, Creates: false, s.From, s.Set)) ?? []]);

    private IEnumerable<Operation> Change(Standard standard, EffectOrder effect, LoadedRecord? found, CaseContext context, string reason)
    {
        var utc = time.GetUtcNow();
        var author = new Author(null, null, utc.ToOffset(context.Set.Manifest.Zone.GetUtcOffset(utc)), organizations.Today, context.Set.Hash, context.Set.Commit);
        var check = EffectCheck.Judge(standard, effect, found is null ? null : context.Subject, [], CheckContext.Of(context.Set, context.Today, context.Organization.Exists));
        return found is null
            ? RecordChange.Create(standard, check.Values, author, reason)
            : RecordChange.Change(standard, found.Document, found.Version, check.Touched.Concat(check.Computed).ToDictionary(p => p, p => check.Values[p], StringComparer.Ordinal), effect.From, author, reason);
    }

    /// <summary>What the judgement reads: the record as it will be on the day, and whoever the change names.</summary>
    private async ValueTask<CaseContext> Context(LoadedCase loaded, EffectOrder effect, Standard standard, LoadedRecord? found, CancellationToken cancel)
    {
        var context = await loader.Context(loaded.State, null, cancel);
        var day = effect.From > context.Today ? effect.From : context.Today;
        var named = effect.Set.Where(s => standard.Find(s.Key)?.Shape.Standard is not null).Select(s => (standard.Find(s.Key)!.Shape.Standard!, (string?)s.Value));
        return context with
        {
            Subject = found?.On(day) ?? standard.Shape.Empty,
            Organization = await records.Knowing(context.Organization, context.Set, named, cancel),
        };
    }

    /// <summary>True when this very case made the record: a form that was corrected after a return orders it once more.</summary>
    private async ValueTask<bool> IsOwn(string partition, string origin, CancellationToken cancel) =>
        await store.Find(Container.Records, partition, RecordChange.EventId(1), cancel) is { } first && RecordEvent.Read(first).Reason.StartsWith(origin, StringComparison.Ordinal);
}
