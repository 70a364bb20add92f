using System.Collections.Immutable;
using System.Text.Json;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Publishing;

/// <summary>
/// Who wrote a revision that a program published, and who approved it. A program activates only what holders of every owning duty have approved
/// over the set that is active; a person's approval is given here, under their own sign-in, so no program can make it up. Nobody approves what they wrote.
/// </summary>
internal sealed class Approvals(IDocumentStore store, RecordReader records)
{
    /// <summary>One document of all of them, as an earlier program wrote it.</summary>
    private const string Authors = "authors";

    private const string Author = "author|";
    private const string Prefix = "approval|";

    /// <summary>Duties whose holders approve what differs from the active set, by the owners that hold today.</summary>
    public static ImmutableArray<string> Needed(DefinitionSet active, DefinitionSet set) =>
    [
        .. active.Manifest.Approvers(active.Files.Keys.Union(set.Files.Keys, StringComparer.Ordinal)
            .Where(p => !(active.Files.TryGetValue(p, out var was) && set.Files.TryGetValue(p, out var now) && was.Utf8.Span.SequenceEqual(now.Utf8.Span)))),
    ];

    /// <summary>The first of them who is no person here; null when all are.</summary>
    public async Task<string?> Unknown(Caller caller, ImmutableArray<string> authors, CancellationToken cancel)
    {
        if (authors.FirstOrDefault(a => !RecordReader.IsKey(a)) is { } strange) return strange;
        var organization = await records.Knowing(caller.Organization, caller.Set, authors, cancel);
        return authors.FirstOrDefault(a => organization.Person(a) is null);
    }

    /// <summary>Remembers who wrote a revision; whoever was named before stays named.</summary>
    public async Task Wrote(string hash, ImmutableArray<string> authors, CancellationToken cancel)
    {
        // A document each: what two say at once is both there.
        foreach (var author in authors.Distinct(StringComparer.Ordinal)) await Put(hash, Author + author, JsonSerializer.SerializeToUtf8Bytes(new RevisionAuthors([author]), RevisionJson.Default.RevisionAuthors), cancel);
    }

    /// <summary>Everybody who was said to have written a revision; nobody when no program published it.</summary>
    public async Task<ImmutableArray<string>> AuthorsOf(string hash, CancellationToken cancel)
    {
        var documents = await All(hash, Author, cancel);
        if (await store.Find(Container.Host, RevisionStore.Partition(hash), Authors, cancel) is { } together) documents.Add(together);
        return [.. documents.SelectMany(d => JsonSerializer.Deserialize(d.Body.Span, RevisionJson.Default.RevisionAuthors)!.People).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private async Task<List<StoredDocument>> All(string hash, string prefix, CancellationToken cancel)
    {
        var all = new List<StoredDocument>();
        string? after = null;
        do
        {
            var page = await store.Query(Container.Host, RevisionStore.Partition(hash), IdRange.Prefix(prefix, DocumentLimits.PageSize, after: after), cancel);
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }

    /// <summary>Keeps a person's approval of a revision over the set that is active now.</summary>
    public Task Approve(string hash, Caller caller, CancellationToken cancel) =>
        Put(hash, Prefix + caller.Person.Id, JsonSerializer.SerializeToUtf8Bytes(new RevisionApproval(caller.Person.Id, caller.Set.Hash, caller.Now), RevisionJson.Default.RevisionApproval), cancel);

    /// <summary>Needed duties of which nobody who holds one today, and did not write the revision, has approved it over the active set.</summary>
    public async Task<ImmutableArray<string>> Missing(Caller caller, DefinitionSet set, CancellationToken cancel)
    {
        var needed = Needed(caller.Set, set);
        if (needed.IsEmpty) return [];
        var authors = await AuthorsOf(set.Hash, cancel);
        if (authors.IsEmpty) return needed; // nobody said who wrote it, so nobody can be said not to have
        var given = (await All(set.Hash, Prefix, cancel))
            .Select(i => JsonSerializer.Deserialize(i.Body.Span, RevisionJson.Default.RevisionApproval)!)
            .Where(a => a.Over == caller.Set.Hash && !authors.Contains(a.By)).Select(a => a.By).ToList();
        var organization = await records.Knowing(caller.Organization, caller.Set, given, cancel);
        return [.. needed.Where(duty => !given.Any(by => organization.Person(by) is { } person && person.Holds(duty)))];
    }

    private async Task Put(string hash, string id, byte[] body, CancellationToken cancel) =>
        await store.Commit(new Batch(Container.Host, RevisionStore.Partition(hash), [new Operation.Put(id, body)]), cancel);
}

/// <summary>Keys of the people who wrote a revision.</summary>
internal sealed record RevisionAuthors(ImmutableArray<string> People);

/// <summary>Who approved a revision, over which active one, when.</summary>
internal sealed record RevisionApproval(string By, string Over, DateTimeOffset At);
