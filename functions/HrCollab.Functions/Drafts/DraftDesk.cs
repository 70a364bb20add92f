using HrCollab.Functions.Identity;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Drafts;

/// <summary>Keeps the drafts of a person in one partition, within the limits of the manifest; API and portal share it.</summary>
internal sealed class DraftDesk(IDocumentStore store)
{
    private const char Separator = '|';

    /// <summary>A draft of the caller, or null.</summary>
    public ValueTask<StoredDocument?> Find(Caller caller, string form, string id, CancellationToken cancel) =>
        IsId(id) ? store.Find(Container.Host, Partition(caller), DocumentId(form, id), cancel) : ValueTask.FromResult<StoredDocument?>(null);

    /// <summary>Drafts of the caller in order of form and id.</summary>
    public async ValueTask<(IReadOnlyList<KeptDraft> Items, string? Next)> Page(Caller caller, IdRange range, CancellationToken cancel)
    {
        var page = await store.Query(Container.Host, Partition(caller), range, cancel);
        return ([.. page.Items.Select(i => new KeptDraft(i.Id[..i.Id.IndexOf(Separator, StringComparison.Ordinal)], i.Id[(i.Id.IndexOf(Separator, StringComparison.Ordinal) + 1)..], i.Version))], page.Next);
    }

    /// <summary>Saves a draft over the version that is expected: 0 for one that is not there yet, null for whatever is there.</summary>
    public async ValueTask<DraftResult> Save(Caller caller, string form, string id, ReadOnlyMemory<byte> body, long? expected, CancellationToken cancel)
    {
        var limits = caller.Set.Manifest;
        var held = await Find(caller, form, id, cancel);
        if (expected is not null && expected != (held?.Version ?? 0)) return new DraftResult.Stale(held);
        if (body.Length > limits.MostDraftBytes) return new DraftResult.TooLarge(limits.MostDraftBytes);
        if (held is null && await store.Count(Container.Host, Partition(caller), new IdRange(), cancel) >= limits.MostDrafts) return new DraftResult.TooMany(limits.MostDrafts);
        Operation write = held is null ? new Operation.Create(DocumentId(form, id), body) : new Operation.Replace(DocumentId(form, id), held.Version, body);
        return await store.Commit(new Batch(Container.Host, Partition(caller), [write]), cancel) is CommitResult.Done done
            ? new DraftResult.Saved(done.Versions[0])
            : new DraftResult.Stale(await Find(caller, form, id, cancel));
    }

    /// <summary>Takes a draft away; nothing when there is none.</summary>
    public async ValueTask Delete(Caller caller, string form, string id, CancellationToken cancel) =>
        await store.Commit(new Batch(Container.Host, Partition(caller), [new Operation.Delete(DocumentId(form, id))]), cancel);

    /// <summary>True for what can name a draft.</summary>
    public static bool IsId(string id) => id.Length is >= 1 and <= 100 && id.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.');

    private static string Partition(Caller caller) => $"drafts:{caller.Person.Id}";

    private static string DocumentId(string form, string id) => $"{DocumentIds.Clean(form)}{Separator}{id}";
}

/// <summary>A draft in a list.</summary>
internal sealed record KeptDraft(string Form, string Id, long Version);

/// <summary>The outcome of saving a draft.</summary>
internal abstract record DraftResult
{
    public sealed record Saved(long Version) : DraftResult;

    /// <summary>Another version is there, or none.</summary>
    public sealed record Stale(StoredDocument? Held) : DraftResult;

    public sealed record TooLarge(int Most) : DraftResult;

    public sealed record TooMany(int Most) : DraftResult;
}
