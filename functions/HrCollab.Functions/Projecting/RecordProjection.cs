using System.Collections.Immutable;
using System.Globalization;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Projecting;

/// <summary>
/// What the events of records change in the views: lists by department and manager, names, the organisation, and cases that follow whom they
/// are about. However late an event is seen, and however often, the same rows are there in the end.
/// </summary>
internal sealed class RecordProjection(IDocumentStore store)
{
    private readonly OrganizationProjection _organization = new(store);
    private readonly FollowedCases _cases = new(store);

    /// <summary>Applies one event. A new record is told by its event alone; a change is looked up as the record now stands.</summary>
    public async ValueTask Apply(RecordEvent happened, DefinitionSet set, ViewBatch views, CancellationToken cancel)
    {
        if (set.Find<Standard>(happened.Standard) is not { } standard) return;
        if (standard.Id == OrganizationFields.Person)
        {
            var document = await Document(happened, cancel);
            PersonProjection.Apply(standard, document, await History(happened, cancel), views);
            if (happened.Set.GetValueOrDefault(OrganizationFields.PersonLeaveDate) is { } last && DateOnly.TryParseExact(last, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                views.Put(LeaverRow.Partition, LeaverRow.Id(day, happened.Key), BoardRows.Mark);
            await _cases.Moved(happened, views, cancel);
            await _organization.Person(happened, document, views, cancel);
            return;
        }

        views.Put(PersonRow.All(standard.Id), happened.Key, new PersonRow(happened.Key, DateOnly.MinValue, null).Write());
        if (standard.Id == OrganizationFields.Department) await _organization.Department(happened, await Document(happened, cancel), views, cancel);
    }

    private async ValueTask<RecordDocument> Document(RecordEvent happened, CancellationToken cancel) =>
        happened.IsFirst
            ? new RecordDocument(happened.Standard, happened.Key, happened.Set, [], ImmutableSortedDictionary<string, GroupSource>.Empty)
            : RecordDocument.Read((await store.Find(Container.Records, RecordDocument.Partition(happened.Standard, happened.Key), RecordDocument.Id, cancel))!);

    private async ValueTask<ImmutableArray<RecordEvent>> History(RecordEvent happened, CancellationToken cancel) =>
        happened.IsFirst ? [happened] : await RecordHistory.Events(store, happened.Standard, happened.Key, cancel);
}
