using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Submissions;

namespace HrCollab.Functions.Refusals;

/// <summary>
/// What a person sent that was not taken, in a partition of their own. Nothing of it is in a record or a case; what is accepted later for the same
/// form and record closes it.
/// </summary>
internal sealed class ToFixList(IDocumentStore store)
{
    /// <summary>Notes what came of a form.</summary>
    public ValueTask Settle(Caller caller, Workflow workflow, SubmissionBody body, Submitted submitted, CancellationToken cancel)
    {
        var (form, subject) = (workflow.Form.Id, SubjectOf(workflow, body));
        return submitted switch
        {
            Submitted.Created => Close(caller, RefusedItem.DocumentId(RefusedItem.Form, form, subject), null, cancel),
            Submitted.Refused { Decided.Outcome: SubmissionOutcome.Denied denied } refused =>
                Keep(caller, RefusedItem.Form, form, subject, "denied", [new RefusedFinding("", denied.Code.Code, denied.Message, null)], body.Input, refused.DecisionId, cancel),
            Submitted.Refused { Decided.Outcome: SubmissionOutcome.Invalid invalid } refused =>
                Keep(caller, RefusedItem.Form, form, subject, "invalid", RefusedItem.FindingsOf(invalid.Violations), body.Input, refused.DecisionId, cancel),
            _ => ValueTask.CompletedTask,
        };
    }

    /// <summary>Notes what came of a new record or of a change of one. A change closes what was refused when it names every field of it.</summary>
    public ValueTask Settle(Caller caller, Standard standard, string? key, JsonElement sent, RecordResult result, CancellationToken cancel) => result switch
    {
        RecordResult.Done => Close(caller, RefusedItem.DocumentId(RefusedItem.Record, standard.Id, key), sent, cancel),
        RecordResult.Denied denied => Keep(
            caller, RefusedItem.Record, standard.Id, key, "denied", [.. denied.Fields.Select(f => new RefusedFinding(StandardCheck.PointerOf(f), denied.Code.Code, denied.Code.Message.With(f.Title), null))], sent, denied.DecisionId, cancel),
        RecordResult.Invalid invalid => Keep(caller, RefusedItem.Record, standard.Id, key, "invalid", RefusedItem.FindingsOf(invalid.Violations), sent, invalid.DecisionId, cancel),
        _ => ValueTask.CompletedTask,
    };

    /// <summary>The caller's items in order of what they are about.</summary>
    public async ValueTask<(IReadOnlyList<(RefusedItem Item, long Version)> Items, string? Next)> Page(Caller caller, IdRange range, CancellationToken cancel)
    {
        var page = await store.Query(Container.Host, RefusedItem.Partition(caller.Person.Id), range, cancel);
        return ([.. page.Items.Select(i => (RefusedItem.Read(i), i.Version))], page.Next);
    }

    /// <summary>An item of the caller, or null.</summary>
    public async ValueTask<RefusedItem?> Find(Caller caller, string id, CancellationToken cancel) =>
        RefusedItem.DocumentId(id) is { } document && await store.Find(Container.Host, RefusedItem.Partition(caller.Person.Id), document, cancel) is { } stored ? RefusedItem.Read(stored) : null;

    /// <summary>Takes an item of the caller away; nothing when there is none.</summary>
    public async ValueTask Dismiss(Caller caller, string id, CancellationToken cancel)
    {
        if (RefusedItem.DocumentId(id) is { } document) await Delete(caller, document, cancel);
    }

    /// <summary>Whom a form is about; for one that makes the record, the key it gives it.</summary>
    private static string? SubjectOf(Workflow workflow, SubmissionBody body)
    {
        if (!workflow.Form.Creates) return body.Subject;
        return workflow.Form.Fields.FirstOrDefault(f => f.Drawn == workflow.Form.Subject.Key) is { } key && body.Input.ValueKind == JsonValueKind.Object
            && body.Input.TryGetProperty(key.Id, out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
    }

    private async ValueTask Keep(
        Caller caller, string kind, string name, string? subject, string outcome, ImmutableArray<RefusedFinding> findings, JsonElement sent, string? decision, CancellationToken cancel)
    {
        if (caller.Person.Service is not null) return; // a program has its answer and no list
        var limits = caller.Set.Manifest;
        var item = new RefusedItem(kind, name, subject, outcome, findings, new RawJson(JsonMarshal.GetRawUtf8Value(sent).ToArray()), decision, caller.Now, caller.Now + limits.RefusalsKept);
        var body = item.Write();
        if (body.Length > limits.MostRefusalBytes) body = (item with { Sent = null }).Write();
        var (partition, document) = (RefusedItem.Partition(caller.Person.Id), RefusedItem.DocumentId(kind, name, subject));
        // What is written with a time to live is not replaced; somebody who sends twice at once finds either of them.
        if (await store.Find(Container.Host, partition, document, cancel) is not null) await Delete(caller, document, cancel);
        await store.Commit(new Batch(Container.Host, partition, [new Operation.Create(document, body, limits.RefusalsKept)]), cancel);
    }

    private async ValueTask Close(Caller caller, string document, JsonElement? accepted, CancellationToken cancel)
    {
        if (caller.Person.Service is not null || await store.Find(Container.Host, RefusedItem.Partition(caller.Person.Id), document, cancel) is not { } stored) return;
        if (accepted is { } change && RefusedItem.Read(stored).Sent is { } sent)
        {
            using var refused = JsonDocument.Parse(sent.Utf8);
            if (!RecordPatch.Named(refused.RootElement).All(RecordPatch.Named(change).ToHashSet(StringComparer.Ordinal).Contains)) return;
        }

        await Delete(caller, document, cancel);
    }

    private async ValueTask Delete(Caller caller, string document, CancellationToken cancel) =>
        await store.Commit(new Batch(Container.Host, RefusedItem.Partition(caller.Person.Id), [new Operation.Delete(document)]), cancel);
}
