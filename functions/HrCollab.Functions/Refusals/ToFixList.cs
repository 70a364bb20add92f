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
    /// <summary>Notes what came of a form, now or when it was sent before. Whoever asked may be gone: what is decided is noted all the same.</summary>
    public ValueTask Settle(Caller caller, Workflow workflow, SubmissionBody body, Submitted submitted)
    {
        var (form, subject) = (workflow.Form.Name, SubjectOf(workflow, body));
        return submitted switch
        {
            Submitted.Created created => Close(caller, RefusedItem.DocumentId(RefusedItem.Form, form, subject), null, created.At),
            Submitted.Refused { Decided.Outcome: SubmissionOutcome.Denied denied } refused =>
                Keep(caller, RefusedItem.Form, form, subject, "denied", [new RefusedFinding("", denied.Code.Code, denied.Message, null)], body.Input, refused.DecisionId),
            Submitted.Refused { Decided.Outcome: SubmissionOutcome.Invalid invalid } refused =>
                Keep(caller, RefusedItem.Form, form, subject, "invalid", RefusedItem.FindingsOf(invalid.Violations), body.Input, refused.DecisionId),
            _ => ValueTask.CompletedTask,
        };
    }

    /// <summary>Notes what came of a new record or of a change of one. A change closes what was refused when it names every field of it.</summary>
    public ValueTask Settle(Caller caller, Standard standard, string? key, JsonElement sent, RecordResult result) => result switch
    {
        RecordResult.Done done => Close(caller, RefusedItem.DocumentId(RefusedItem.Record, standard.Id, key), sent, done.At),
        RecordResult.Denied denied => Keep(
            caller, RefusedItem.Record, standard.Id, key, "denied", [.. denied.Fields.Select(f => new RefusedFinding(StandardCheck.PointerOf(f), denied.Code.Code, denied.Code.Message.With(f.Title), null))], sent, denied.DecisionId),
        RecordResult.Invalid invalid => Keep(caller, RefusedItem.Record, standard.Id, key, "invalid", RefusedItem.FindingsOf(invalid.Violations), sent, invalid.DecisionId),
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
    public async ValueTask Dismiss(Caller caller, string id)
    {
        if (RefusedItem.DocumentId(id) is { } document) await Commit(caller, [new Operation.Delete(document)]);
    }

    /// <summary>Whom a form is about; for one that makes the record, the key it gives it.</summary>
    private static string? SubjectOf(Workflow workflow, SubmissionBody body)
    {
        if (!workflow.Form.Creates) return body.Subject;
        return workflow.Form.Fields.FirstOrDefault(f => f.Drawn == workflow.Form.Subject.Key) is { } key && body.Input.ValueKind == JsonValueKind.Object
            && body.Input.TryGetProperty(key.Id, out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
    }

    private async ValueTask Keep(
        Caller caller, string kind, string name, string? subject, string outcome, ImmutableArray<RefusedFinding> findings, JsonElement sent, string? decision)
    {
        if (caller.Person.Service is not null) return; // a program has its answer and no list
        var limits = caller.Set.Manifest;
        var item = new RefusedItem(kind, name, subject, outcome, findings, new RawJson(JsonMarshal.GetRawUtf8Value(sent).ToArray()), decision, caller.Now, caller.Now + limits.RefusalsKept);
        var body = item.Write();
        if (body.Length > limits.MostRefusalBytes) body = (item with { Sent = null }).Write();
        var document = RefusedItem.DocumentId(kind, name, subject);
        await Commit(caller, [new Operation.Put(document, body, limits.RefusalsKept), .. await GivingWay(caller, document)]);
    }

    /// <summary>The oldest items, where one more would be too many.</summary>
    private async ValueTask<IEnumerable<Operation>> GivingWay(Caller caller, string document)
    {
        var (partition, most) = (RefusedItem.Partition(caller.Person.Id), caller.Set.Manifest.MostRefusals);
        if (await store.Count(Container.Host, partition, new IdRange(), CancellationToken.None) < most) return [];
        var others = (await store.Query(Container.Host, partition, new IdRange(Limit: DocumentLimits.PageSize), CancellationToken.None)).Items.Where(i => i.Id != document).ToList();
        return others.OrderBy(i => RefusedItem.Read(i).At).Take(Math.Min(others.Count - most + 1, DocumentLimits.Operations - 1)).Select(i => new Operation.Delete(i.Id));
    }

    /// <summary>What was accepted at that time closes what was refused until then; a command that is repeated does not close what was refused since.</summary>
    private async ValueTask Close(Caller caller, string document, JsonElement? accepted, DateTimeOffset at)
    {
        if (caller.Person.Service is not null || await store.Find(Container.Host, RefusedItem.Partition(caller.Person.Id), document, CancellationToken.None) is not { } stored) return;
        var item = RefusedItem.Read(stored);
        if (item.At > at) return;
        if (accepted is { } change && item.Sent is { } sent)
        {
            using var refused = JsonDocument.Parse(sent.Utf8);
            if (!RecordPatch.Named(refused.RootElement).All(RecordPatch.Named(change).ToHashSet(StringComparer.Ordinal).Contains)) return;
        }

        await Commit(caller, [new Operation.Delete(document, stored.Version)]); // what is refused meanwhile stays
    }

    private async ValueTask Commit(Caller caller, ImmutableArray<Operation> operations) =>
        await store.Commit(new Batch(Container.Host, RefusedItem.Partition(caller.Person.Id), operations), CancellationToken.None);
}
