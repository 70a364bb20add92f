using System.Runtime.CompilerServices;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Storage;
using Microsoft.Extensions.Caching.Memory;

namespace HrCollab.Functions.Records;

/// <summary>Loads records and the cards that decisions need.</summary>
internal sealed class RecordReader(IDocumentStore store) : IDisposable
{
    /// <summary>Bytes of stored text whose parsed form is kept for a standard: some ten thousand people, a few times as much in memory.</summary>
    private const int KeptBytes = 8 * 1024 * 1024;

    /// <summary>
    /// A version of a record never changes, so its parsed form is right for ever; whether it is the newest, the store says each time. Held with the standard it was read by and no
    /// longer: records that a candidate was asked about must not keep the candidate.
    /// </summary>
    private readonly ConditionalWeakTable<Standard, MemoryCache> _parsed = [];

    /// <summary>A record with its version, or null.</summary>
    public async ValueTask<LoadedRecord?> Find(Standard standard, string key, CancellationToken cancel) =>
        await Stored(standard.Id, key, cancel) is { } stored ? Kept(standard, stored) : null;

    /// <summary>The same for whoever goes through many records once: what is kept for others stays. Each at the place of its key; a key may be missing.</summary>
    public async ValueTask<LoadedRecord?[]> Once(Standard standard, IReadOnlyList<string?> keys, CancellationToken cancel) =>
        Array.ConvertAll(await Beside(standard, keys, RecordDocument.Id, cancel), s => s is null ? null : Loaded(standard, s));

    /// <summary>Whether there is such a record.</summary>
    public async ValueTask<bool> Exists(string standard, string key, CancellationToken cancel) => await Stored(standard, key, cancel) is not null;

    /// <summary>What is kept under one name in the partitions of records, each at the place of its key; null where there is none.</summary>
    public ValueTask<StoredDocument?[]> Beside(Standard standard, IReadOnlyList<string?> keys, string id, CancellationToken cancel) =>
        store.Find(Container.Records, [.. keys.Select(k => new DocumentName(k is not null && IsKey(k) ? RecordDocument.Partition(standard.Id, k) : "", id))], cancel);

    public void Dispose()
    {
        foreach (var (_, records) in _parsed) records.Dispose();
    }

    private ValueTask<StoredDocument?> Stored(string standard, string key, CancellationToken cancel) =>
        IsKey(key) ? store.Find(Container.Records, RecordDocument.Partition(standard, key), RecordDocument.Id, cancel) : ValueTask.FromResult<StoredDocument?>(null);

    private static LoadedRecord Loaded(Standard standard, StoredDocument stored) => new(standard, RecordDocument.Read(stored), stored.Version);

    private LoadedRecord Kept(Standard standard, StoredDocument stored)
    {
        var records = _parsed.GetValue(standard, _ => new MemoryCache(new MemoryCacheOptions { SizeLimit = KeptBytes }));
        if (records.TryGetValue(stored.Partition, out LoadedRecord? kept) && kept!.Version == stored.Version) return kept;
        var loaded = Loaded(standard, stored);
        records.Set(stored.Partition, loaded, new MemoryCacheEntryOptions { Size = stored.Body.Length });
        return loaded;
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
            (found ??= []).Add(PersonCards.Of(person, record.On(organization.Date), organization.Date));
        }

        return found is null ? organization : organization.Knowing(found);
    }

    /// <summary>The organisation knowing what is named: people as far as they are there, and of other records whether they are.</summary>
    public async ValueTask<Organization> Knowing(Organization organization, DefinitionSet set, IEnumerable<(string Standard, string? Key)> named, CancellationToken cancel)
    {
        var wanted = named.Where(n => n.Key is { Length: > 0 }).Distinct().ToLookup(n => n.Standard, n => n.Key!, StringComparer.Ordinal);
        organization = await Knowing(organization, set, wanted[OrganizationFields.Person], cancel);
        List<KnownReference>? references = null;
        foreach (var keys in wanted.Where(w => w.Key is not (OrganizationFields.Person or OrganizationFields.Department)))
        {
            foreach (var key in keys) (references ??= []).Add(new KnownReference(keys.Key, key, IsKey(key) && await Exists(keys.Key, key, cancel)));
        }

        return references is null ? organization : organization.Referring(references);
    }

    /// <summary>True for what can be the key of a record.</summary>
    public static bool IsKey(string key) => key.Length is >= 1 and <= 64 && key.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.');
}

/// <summary>A record as loaded; immutable but for what it remembers.</summary>
internal sealed class LoadedRecord(Standard standard, RecordDocument document, long version)
{
    private Day? _day;

    public Standard Standard { get; } = standard;

    public RecordDocument Document { get; } = document;

    public long Version { get; } = version;

    /// <summary>The values that hold on a date; those of the date asked for last are remembered.</summary>
    public RecordValues On(DateOnly date)
    {
        if (Volatile.Read(ref _day) is { } day && day.Date == date) return day.Values;
        var values = Document.On(Standard, date);
        Volatile.Write(ref _day, new Day(date, values));
        return values;
    }

    private sealed record Day(DateOnly Date, RecordValues Values);
}
