using System.Collections.Immutable;
using HrCollab.Engine.Responsibilities;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Projecting;

/// <summary>
/// Copies of the records that the organisation is made of: departments, and people who hold or once held a duty, were absent, or were named as
/// head, manager or substitute. That follows from what events set, so whoever sees them late enters the same people; whoever is named before their own
/// record is there has an empty row until it is, for whichever process comes to see it.
/// </summary>
internal sealed class OrganizationProjection(IDocumentStore store)
{
    private static readonly ImmutableSortedDictionary<string, string> Nothing = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>People whose row was seen in the store; none is ever taken out.</summary>
    private readonly HashSet<string> _there = new(StringComparer.Ordinal);

    /// <summary>An event of a person.</summary>
    public async ValueTask Person(RecordEvent happened, RecordDocument document, ViewBatch views, CancellationToken cancel)
    {
        if (Sets(happened, OrganizationFields.PersonDuties) || Sets(happened, OrganizationFields.AbsenceFrom) || await IsThere(document.Key, views, cancel)) Put(OrganizationFields.Person, document, views);
        await Holders(happened.Set.Where(s => s.Key is OrganizationFields.PersonManager or OrganizationFields.AbsenceSubstitute), views, cancel);
    }

    /// <summary>An event of a department.</summary>
    public async ValueTask Department(RecordEvent happened, RecordDocument document, ViewBatch views, CancellationToken cancel)
    {
        Put(OrganizationFields.Department, document, views);
        await Holders(happened.Set.Where(s => s.Key.StartsWith(OrganizationFields.DepartmentDuties + ".", StringComparison.Ordinal)), views, cancel);
    }

    private static bool Sets(RecordEvent happened, string path) => happened.Set.GetValueOrDefault(path) is { Length: > 0 };

    private async ValueTask Holders(IEnumerable<KeyValuePair<string, string>> named, ViewBatch views, CancellationToken cancel)
    {
        foreach (var (_, person) in named)
        {
            if (person.Length == 0 || await IsThere(person, views, cancel)) continue;
            var stored = await store.Find(Container.Records, RecordDocument.Partition(OrganizationFields.Person, person), RecordDocument.Id, cancel);
            // Without a record yet: the row is empty, and their own event fills it.
            Put(OrganizationFields.Person, stored is null ? new RecordDocument(OrganizationFields.Person, person, Nothing, [], ImmutableSortedDictionary<string, GroupSource>.Empty) : RecordDocument.Read(stored), views);
        }
    }

    private async ValueTask<bool> IsThere(string person, ViewBatch views, CancellationToken cancel)
    {
        var id = Id(OrganizationFields.Person, person);
        if (_there.Contains(person) || views.Puts(OrganizationSource.Partition, id)) return true;
        if (await store.Find(Container.Views, OrganizationSource.Partition, id, cancel) is null) return false;
        _there.Add(person);
        return true;
    }

    /// <summary>The values and what is planned; who changed them when is not needed here.</summary>
    private static void Put(string kind, RecordDocument document, ViewBatch views) =>
        views.Put(OrganizationSource.Partition, Id(kind, document.Key), (document with { Sources = ImmutableSortedDictionary<string, GroupSource>.Empty, Origins = null }).Write());

    private static string Id(string kind, string key) => $"{kind}|{key}";
}
