using System.Collections.Immutable;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Records;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Projecting;

/// <summary>The lists somebody stands in: of their department, of their manager, by name.</summary>
internal static class PersonProjection
{
    /// <summary>Enters them where they are and will be, and takes them out wherever else any event of theirs had put them.</summary>
    public static void Apply(Standard standard, RecordDocument document, ImmutableArray<RecordEvent> history, ViewBatch views)
    {
        if (history.Length > 1) TakeOut(standard, document.Key, history, views); // the first event finds nobody entered
        foreach (var (department, from, until) in Spans(document, OrganizationFields.PersonDepartment))
            views.Put(PersonRow.Of(department), document.Key, new PersonRow(document.Key, from, until).Write());
        foreach (var (manager, from, until) in Spans(document, OrganizationFields.PersonManager))
        {
            if (manager is not null) views.Put(PersonRow.ReportsTo(manager), document.Key, new PersonRow(document.Key, from, until).Write());
        }

        if (document.Values.TryGetValue(standard.Label.Path, out var label)) views.Put(PeopleByName.Partition, PeopleByName.Id(label, document.Key), BoardRows.Mark);
    }

    private static void TakeOut(Standard standard, string key, ImmutableArray<RecordEvent> history, ViewBatch views)
    {
        foreach (var department in Named(history, OrganizationFields.PersonDepartment).Prepend("")) views.Delete(PersonRow.Of(Value(department)), key);
        foreach (var manager in Named(history, OrganizationFields.PersonManager)) views.Delete(PersonRow.ReportsTo(manager), key);
        foreach (var name in Named(history, standard.Label.Path)) views.Delete(PeopleByName.Partition, PeopleByName.Id(name, key));
    }

    /// <summary>Every value that a path has had or was to have.</summary>
    private static IEnumerable<string> Named(ImmutableArray<RecordEvent> history, string path) =>
        history.SelectMany(h => new[] { h.Before.GetValueOrDefault(path), h.Set.GetValueOrDefault(path) }).Where(v => v is { Length: > 0 }).Distinct(StringComparer.Ordinal)!;

    /// <summary>The values of a path over time, from the one that holds now to the last one planned.</summary>
    private static IEnumerable<(string? Value, DateOnly From, DateOnly? Until)> Spans(RecordDocument document, string path)
    {
        var value = document.Values.GetValueOrDefault(path);
        var from = DateOnly.MinValue;
        foreach (var change in document.Scheduled.Where(s => s.Set.ContainsKey(path)))
        {
            if (change.Set[path] == value) continue;
            yield return (value, from, change.From);
            (value, from) = (Value(change.Set[path]), change.From);
        }

        yield return (value, from, null);
    }

    private static string? Value(string written) => written.Length > 0 ? written : null;
}
