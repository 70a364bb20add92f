using System.Collections.Immutable;
using HrCollab.Engine.Responsibilities;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Projecting;

/// <summary>
/// Copies of the records that the organisation is made of: departments, and people who hold or once held a duty, were absent, or were named as
/// head, manager or substitute. That follows from what events set, so whoever sees them late enters the same people.
/// </summary>
internal sealed class OrganizationProjection(IDocumentStore store)
{
    private readonly HashSet<string> _people = new(StringComparer.Ordinal);

    /// <summary>An event of a person.</summary>
    public async ValueTask Person(RecordEvent happened, RecordDocument document, ViewBatch views, CancellationToken cancel)
    {
        if (Sets(happened, OrganizationFields.PersonDuties) || Sets(happened, OrganizationFields.AbsenceFrom) || await IsThere(happened, cancel)) Enter(document, views);
        await Holders(happened.Set.Where(s => s.Key is OrganizationFields.PersonManager or OrganizationFields.AbsenceSubstitute), views, cancel);
    }

    /// <summary>An event of a department.</summary>
    public async ValueTask Department(RecordEvent happened, RecordDocument document, ViewBatch views, CancellationToken cancel)
    {
        Put("department", document, views);
        await Holders(happened.Set.Where(s => s.Key.StartsWith(OrganizationFields.DepartmentDuties + ".", StringComparison.Ordinal)), views, cancel);
    }

    /// <summary>What was to be written was not: who is there is asked anew.</summary>
    public void Lost() => _people.Clear();

    private static bool Sets(RecordEvent happened, string path) => happened.Set.GetValueOrDefault(path) is { Length: > 0 };

    private async ValueTask Holders(IEnumerable<KeyValuePair<string, string>> named, ViewBatch views, CancellationToken cancel)
    {
        foreach (var (_, person) in named)
        {
            if (person.Length == 0 || _people.Contains(person)) continue;
            if (await store.Find(Container.Records, RecordDocument.Partition(OrganizationFields.Person, person), RecordDocument.Id, cancel) is { } stored)
                Enter(RecordDocument.Read(stored), views);
            else
                _people.Add(person); // named before their own record is there: their own event will enter them
        }
    }

    /// <summary>Whoever entered a person before their first event saw the record that it made, or a later one.</summary>
    private async ValueTask<bool> IsThere(RecordEvent happened, CancellationToken cancel) =>
        _people.Contains(happened.Key) || (!happened.IsFirst && await store.Find(Container.Views, OrganizationSource.Partition, Id("person", happened.Key), cancel) is not null);

    private void Enter(RecordDocument document, ViewBatch views)
    {
        _people.Add(document.Key);
        Put("person", document, views);
    }

    /// <summary>The values and what is planned; who changed them when is not needed here.</summary>
    private static void Put(string kind, RecordDocument document, ViewBatch views) =>
        views.Put(OrganizationSource.Partition, Id(kind, document.Key), (document with { Sources = ImmutableSortedDictionary<string, GroupSource>.Empty, Origins = null }).Write());

    private static string Id(string kind, string key) => $"{kind}|{key}";
}
