using System.Text.Json;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Http;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Projecting;

/// <summary>
/// What the effects of a case did to records. The key of an effect lies in the record's own partition, so that change and key are one
/// batch and it happens once; it names the event of the record, so that the case finds its change.
/// </summary>
internal sealed class WrittenEffects
{
    private readonly Dictionary<string, RecordEvent> _byReason = new(StringComparer.Ordinal);

    /// <summary>The reason that the event of a record gives for an effect.</summary>
    public static string Reason(CaseCommand command, CaseEvent ordered) => $"{RecordReason.Of(command.Case)}{command.Version}:{ordered.Step}";

    /// <summary>The id of the key of an effect.</summary>
    public static string KeyOf(string reason) => "k-" + Command.Of(reason, []).Id;

    /// <summary>The key of an effect that gives its record a version.</summary>
    public static Operation.Create Key(string reason, long version) => new(KeyOf(reason), JsonSerializer.SerializeToUtf8Bytes(version, StoreJson.Default.Int64));

    /// <summary>What was written by the commands of one case.</summary>
    public static async ValueTask<WrittenEffects> Find(IDocumentStore store, IEnumerable<CaseCommand> history, CancellationToken cancel)
    {
        var written = new WrittenEffects();
        foreach (var command in history)
        {
            foreach (var ordered in command.Happened().Where(e => e.Effect is not null))
            {
                var (reason, partition) = (Reason(command, ordered), RecordDocument.Partition(ordered.Effect!.Standard, ordered.Effect.Key));
                if (await store.Find(Container.Records, partition, KeyOf(reason), cancel) is not { } key) continue;
                var version = JsonSerializer.Deserialize(key.Body.Span, StoreJson.Default.Int64);
                if (await store.Find(Container.Records, partition, RecordChange.EventId(version), cancel) is { } happened) written._byReason[reason] = RecordEvent.Read(happened);
            }
        }

        return written;
    }

    /// <summary>What an effect did; null while it is not written.</summary>
    public RecordEvent? Of(CaseCommand command, CaseEvent ordered) => _byReason.GetValueOrDefault(Reason(command, ordered));
}
