using HrCollab.Components;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Forms;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Portal;

/// <summary>
/// Finds whom a form may be about, among those the caller may submit about, or whom a page is to show. Whoever reaches a page of records finds any part of a name or
/// number; in more than that the beginning is looked up where the views are in order of it, so that a search costs the same in any company.
/// </summary>
internal sealed class SubjectSearch(IDocumentStore store, RecordReader records, RecordList list)
{
    /// <summary>What a page shows at most.</summary>
    public const int MostFound = 200;

    /// <summary>People of a name looked at in one search; whoever has more is asked to type more.</summary>
    private const int MostLooked = 1_000;

    public ValueTask<FoundSubjects> Find(Caller caller, Form form, string typed, CancellationToken cancel) => Find(caller, form.Subject, form.MaySubmit, typed, cancel);

    /// <summary>The same among the records of a standard, as far as the caller may read what they are called.</summary>
    public ValueTask<FoundSubjects> Find(Caller caller, Standard standard, string typed, CancellationToken cancel) =>
        Find(caller, standard, access => access.MayRead(standard.Label), typed, cancel);

    private async ValueTask<FoundSubjects> Find(Caller caller, Standard standard, Func<Access, bool> may, string typed, CancellationToken cancel)
    {
        var (first, next) = await list.Page(caller, standard, null, MostFound, null, cancel);
        var near = first.Where(i => may(i.Access)).Select(i => Choice(caller, standard, i.Record)).ToList();
        if (typed.Length == 0) return new FoundSubjects(near, More: next is not null, near);
        if (next is null) return new FoundSubjects([.. near.Where(c => c.Label.Contains(typed, StringComparison.OrdinalIgnoreCase))], More: false, near);

        var found = new SortedDictionary<string, FieldChoice>(StringComparer.Ordinal);
        var more = false;
        foreach (var beginning in new[] { typed, typed.ToUpperInvariant() }.Distinct(StringComparer.Ordinal).Where(RecordReader.IsKey))
        {
            var (items, rest) = await list.Page(caller, standard, null, MostFound, null, cancel, beginning);
            more |= rest is not null;
            foreach (var (record, access) in items) Add(record, access);
        }

        if (standard.Id == OrganizationFields.Person) more |= await Named(caller, standard, typed, Add, () => found.Count >= MostFound, cancel);
        return new FoundSubjects([.. found.Values], more, near);

        void Add(LoadedRecord record, Access access)
        {
            if (may(access)) found[record.Document.Key] = Choice(caller, standard, record);
        }
    }

    /// <summary>People whose name begins with the text; true when not all of them were looked at.</summary>
    private async ValueTask<bool> Named(Caller caller, Standard standard, string typed, Action<LoadedRecord, Access> add, Func<bool> full, CancellationToken cancel)
    {
        var (looked, after) = (0, default(string));
        do
        {
            var page = await store.Query(Container.Views, PeopleByName.Partition, IdRange.Prefix(PeopleByName.Beginning(typed), MostFound, after: after), cancel);
            foreach (var row in page.Items)
            {
                if (full() || ++looked > MostLooked) return true;
                if (await records.Find(standard, PeopleByName.Key(row.Id), cancel) is { } record && RecordSight.Access(caller, record) is { IsVisible: true } access && access.MayRead(standard.Label))
                    add(record, access);
            }

            after = page.Next;
        }
        while (after is not null);
        return false;
    }

    private static FieldChoice Choice(Caller caller, Standard standard, LoadedRecord record) =>
        new(record.Document.Key, $"{record.On(caller.Today)[standard.Label.Shape.Slot]} ({record.Document.Key})");
}

/// <summary>Whom a form may be about.</summary>
/// <param name="Found">Those the text fits.</param>
/// <param name="More">True when there may be others.</param>
/// <param name="Near">The first of all the caller reaches.</param>
internal sealed record FoundSubjects(IReadOnlyList<FieldChoice> Found, bool More, IReadOnlyList<FieldChoice> Near);
