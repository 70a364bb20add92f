using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Records;

/// <summary>Loads records and the cards that decisions need.</summary>
internal sealed class RecordReader(IDocumentStore store)
{
    /// <summary>A record with its version, or null.</summary>
    public async ValueTask<LoadedRecord?> Find(Standard standard, string key, CancellationToken cancel)
    {
        if (!IsKey(key)) return null;
        var stored = await store.Find(Container.Records, RecordDocument.Partition(standard.Id, key), RecordDocument.Id, cancel);
        return stored is null ? null : new LoadedRecord(standard, RecordDocument.Read(stored), stored.Version);
    }

    /// <summary>The organisation, knowing also the people named here.</summary>
    public async ValueTask<Organization> Knowing(Organization organization, DefinitionSet set, IEnumerable<string?> people, CancellationToken cancel)
    {
        var person = set.Find<Standard>(OrganizationFields.Person)!;
        List<PersonCard>? found = null;
        foreach (var key in people)
        {
            if (key is null || organization.Person(key) is not null) continue;
            if (await Find(person, key, cancel) is not { } record) continue;
            (found ??= []).Add(PersonCards.Of(person, record.Document.On(person, organization.Date), organization.Date));
        }

        return found is null ? organization : organization.Knowing(found);
    }

    private static bool IsKey(string key) => key.Length is >= 1 and <= 64 && key.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.');
}

/// <summary>A record as loaded.</summary>
internal sealed record LoadedRecord(Standard Standard, RecordDocument Document, long Version)
{
    /// <summary>The values that hold on a date.</summary>
    public RecordValues On(DateOnly date) => Document.On(Standard, date);
}
