using System.Globalization;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Projecting;

/// <summary>What the events of records change in the views: lists by department and manager, names, and the organisation.</summary>
internal sealed class RecordProjection(IDocumentStore store)
{
    private readonly HashSet<string> _people = new(StringComparer.Ordinal);

    /// <summary>Applies one event. A new record is told by its event alone; a change is looked up as the record now stands.</summary>
    public async ValueTask Apply(RecordEvent happened, DefinitionSet set, ViewBatch views, CancellationToken cancel)
    {
        if (set.Find<Standard>(happened.Standard) is not { } standard) return;
        if (standard.Id == OrganizationFields.Person)
        {
            Leave(happened, views);
            if (happened.Set.GetValueOrDefault(OrganizationFields.PersonLeaveDate) is { } last && DateOnly.TryParseExact(last, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                views.Put(LeaverRow.Partition, LeaverRow.Id(day, happened.Key), BoardRows.Mark);
            var document = await Document(happened, cancel);
            Person(standard, document, happened, views);
            await Cases(happened, document, views, cancel);
            await Organization(document, views, cancel);
            return;
        }

        views.Put(PersonRow.All(standard.Id), happened.Key, new PersonRow(happened.Key, DateOnly.MinValue, null).Write());
        if (standard.Id == OrganizationFields.Department)
        {
            var document = await Document(happened, cancel);
            views.Put(OrganizationSource.Partition, $"department|{happened.Key}", document.Write());
            await Holders(document.Values.Concat(document.Scheduled.SelectMany(s => s.Set)).Where(v => v.Key.StartsWith(OrganizationFields.DepartmentDuties + ".", StringComparison.Ordinal)).Select(v => v.Value), views, cancel);
        }
    }

    private async ValueTask<RecordDocument> Document(RecordEvent happened, CancellationToken cancel) =>
        happened.Type == "record.created"
            ? new RecordDocument(happened.Standard, happened.Key, happened.Set, [], System.Collections.Immutable.ImmutableSortedDictionary<string, GroupSource>.Empty)
            : RecordDocument.Read((await store.Find(Container.Records, RecordDocument.Partition(happened.Standard, happened.Key), RecordDocument.Id, cancel))!);

    /// <summary>A moved person leaves the lists of before; where they still belong they are entered again.</summary>
    private static void Leave(RecordEvent happened, ViewBatch views)
    {
        if (happened.Before.TryGetValue(OrganizationFields.PersonDepartment, out var department)) views.Delete(PersonRow.Of(department.Length == 0 ? null : department), happened.Key);
        if (happened.Before.TryGetValue(OrganizationFields.PersonManager, out var manager) && manager.Length > 0) views.Delete(PersonRow.ReportsTo(manager), happened.Key);
    }

    private static void Person(Standard standard, RecordDocument document, RecordEvent happened, ViewBatch views)
    {
        foreach (var (department, from, until) in Spans(document, OrganizationFields.PersonDepartment))
            views.Put(PersonRow.Of(department), document.Key, new PersonRow(document.Key, from, until).Write());
        foreach (var (manager, from, until) in Spans(document, OrganizationFields.PersonManager))
        {
            if (manager is not null) views.Put(PersonRow.ReportsTo(manager), document.Key, new PersonRow(document.Key, from, until).Write());
        }

        if (happened.Before.TryGetValue(standard.Label.Path, out var before) && before.Length > 0) views.Delete(PeopleByName.Partition, PeopleByName.Id(before, document.Key));
        if (document.Values.TryGetValue(standard.Label.Path, out var name)) views.Put(PeopleByName.Partition, PeopleByName.Id(name, document.Key), BoardRows.Mark);
    }

    /// <summary>Cases about somebody go where they go: the departments they come to list them too.</summary>
    private async ValueTask Cases(RecordEvent happened, RecordDocument document, ViewBatch views, CancellationToken cancel)
    {
        var moved = happened.Before.ContainsKey(OrganizationFields.PersonDepartment) || happened.Set.ContainsKey(OrganizationFields.PersonDepartment);
        if (!moved || (happened.Type == "record.created" && !happened.Reason.StartsWith("case:", StringComparison.Ordinal))) return;
        var departments = Spans(document, OrganizationFields.PersonDepartment).Select(s => s.Value).OfType<string>().ToList();
        string? after = null;
        do
        {
            var page = await store.Query(Container.Views, CaseRow.About(document.Key), new IdRange(Limit: 200, After: after), cancel);
            foreach (var row in page.Items)
            {
                foreach (var department in departments) views.Put(CaseRow.OfDepartment(department), row.Id, row.Body.ToArray());
            }

            after = page.Next;
        }
        while (after is not null);
    }

    /// <summary>The values of a path over time, from the one that holds now to the last one planned.</summary>
    private static IEnumerable<(string? Value, DateOnly From, DateOnly? Until)> Spans(RecordDocument document, string path)
    {
        var value = document.Values.GetValueOrDefault(path);
        var from = DateOnly.MinValue;
        foreach (var change in document.Scheduled.Where(s => s.Set.ContainsKey(path)))
        {
            if (change.Set[path] == value) continue;
            yield return (value, from, change.From);
            (value, from) = (change.Set[path] is { Length: > 0 } next ? next : null, change.From);
        }

        yield return (value, from, null);
    }

    /// <summary>Holders of duties are part of the organisation, and so is whoever is there already: heads, managers, substitutes.</summary>
    private async ValueTask Organization(RecordDocument document, ViewBatch views, CancellationToken cancel)
    {
        var values = document.Values;
        var holds = values.ContainsKey(OrganizationFields.PersonDuties) || values.ContainsKey(OrganizationFields.AbsenceFrom)
            || document.Scheduled.Any(s => s.Set.ContainsKey(OrganizationFields.PersonDuties));
        if (holds || await IsThere(document.Key, cancel)) Enter(document, views);
        await Holders(
            new[] { OrganizationFields.PersonManager, OrganizationFields.AbsenceSubstitute }
                .SelectMany(p => document.Scheduled.Select(s => s.Set.GetValueOrDefault(p)).Append(values.GetValueOrDefault(p))).OfType<string>(), views, cancel);
    }

    private async ValueTask Holders(IEnumerable<string> people, ViewBatch views, CancellationToken cancel)
    {
        foreach (var person in people)
        {
            if (person.Length == 0 || _people.Contains(person)) continue;
            if (await store.Find(Container.Records, RecordDocument.Partition(OrganizationFields.Person, person), RecordDocument.Id, cancel) is { } stored)
                Enter(RecordDocument.Read(stored), views);
            else
                _people.Add(person); // named before their own record is there: their own event will enter them
        }
    }

    private async ValueTask<bool> IsThere(string person, CancellationToken cancel) =>
        _people.Contains(person) || await store.Find(Container.Views, OrganizationSource.Partition, $"person|{person}", cancel) is not null;

    private void Enter(RecordDocument document, ViewBatch views)
    {
        _people.Add(document.Key);
        views.Put(OrganizationSource.Partition, $"person|{document.Key}", document.Write());
    }
}
