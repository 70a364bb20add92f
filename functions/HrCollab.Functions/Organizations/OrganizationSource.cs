using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;

namespace HrCollab.Functions.Organizations;

/// <summary>
/// The organisation of today, held in memory: departments and the people that duties point at. The projector keeps their record
/// documents in one partition; they are read again when one of them changes, and seen anew when the day turns.
/// </summary>
internal sealed class OrganizationSource(IDocumentStore store, ActiveDefinitions definitions, ProjectorSignal signal, TimeProvider time) : IDisposable
{
    /// <summary>The partition of views that holds copies of the records the organisation is made of.</summary>
    public const string Partition = "organization";

    private readonly SemaphoreSlim _loading = new(1);
    private Seen? _seen;
    private long _changes;

    /// <summary>Called by the projector when it has written to the partition.</summary>
    public void Changed() => Interlocked.Increment(ref _changes);

    /// <summary>The date in the company's time zone.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), definitions.Current.Manifest.Zone).DateTime);

    /// <summary>The organisation today. Whoever was told that a department or a duty has changed finds it changed.</summary>
    public async ValueTask<Organization> Now(CancellationToken cancel)
    {
        await signal.OrganizationShown(cancel);
        var today = Today;
        var changes = Interlocked.Read(ref _changes);
        var set = definitions.Current;
        if (Volatile.Read(ref _seen) is { } seen && seen.Fits(changes, today, set)) return seen.Organization;
        await _loading.WaitAsync(cancel);
        try
        {
            changes = Interlocked.Read(ref _changes);
            if (_seen is { } other && other.Fits(changes, today, set)) return other.Organization;
            var organization = Build(set, await Rows(cancel), today);
            Volatile.Write(ref _seen, new Seen(organization, changes, set));
            return organization;
        }
        finally
        {
            _loading.Release();
        }
    }

    private async Task<List<RecordDocument>> Rows(CancellationToken cancel)
    {
        var rows = new List<RecordDocument>();
        string? after = null;
        do
        {
            var page = await store.Query(Container.Views, Partition, new IdRange(Limit: 1_000, After: after), cancel);
            rows.AddRange(page.Items.Select(RecordDocument.Read));
            after = page.Next;
        }
        while (after is not null);
        return rows;
    }

    private static Organization Build(DefinitionSet set, List<RecordDocument> rows, DateOnly today)
    {
        var person = set.Find<Standard>(OrganizationFields.Person)!;
        var department = set.Find<Standard>(OrganizationFields.Department)!;
        return new Organization(
            today,
            rows.Where(r => r.Standard == department.Id).Select(r => PersonCards.DepartmentOf(department, r.On(department, today))),
            rows.Where(r => r.Standard == person.Id && !r.Values.IsEmpty).Select(r => PersonCards.Of(person, r.On(person, today), today)));
    }

    public void Dispose() => _loading.Dispose();

    private sealed record Seen(Organization Organization, long Changes, DefinitionSet Set)
    {
        public bool Fits(long changes, DateOnly today, DefinitionSet set) => Changes == changes && Organization.Date == today && ReferenceEquals(Set, set);
    }
}
