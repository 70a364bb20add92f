using HrCollab.Functions.Identity;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Records;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Board;

/// <summary>One line of the board.</summary>
/// <param name="Id">Department or person.</param>
/// <param name="Name">Name.</param>
/// <param name="Open">Tasks that wait.</param>
/// <param name="DueToday">Of these, due today and not late yet.</param>
/// <param name="Late">Of these, late.</param>
/// <param name="Returned">Work that was sent back as not good enough in the days that the manifest gives; it has nothing to do with lateness.</param>
public sealed record BoardLine(string Id, string Name, long Open, long DueToday, long Late, long Returned);

/// <summary>Counts what lies in the lists themselves, so a count is always the length of its list.</summary>
internal sealed class BoardReader(IDocumentStore store, RecordReader records, ProjectorSignal projector)
{
    public async Task<IReadOnlyList<BoardLine>> ByDepartment(Caller caller, CancellationToken cancel)
    {
        await projector.CaughtUp(cancel);
        var lines = new List<BoardLine>();
        foreach (var department in await Ids(BoardRows.Departments, cancel))
        {
            if (BoardSight.MaySee(caller, department))
                lines.Add(await Line(department, caller.Organization.Department(department)?.Name ?? department, TaskRows.Department(department), TaskRows.ReturnedToDepartment(department), caller, cancel));
        }

        return Sorted(lines);
    }

    /// <summary>The caller's own line, and that of their department when they may see its work.</summary>
    public async Task<(BoardLine Own, BoardLine? Department)> Near(Caller caller, CancellationToken cancel)
    {
        await projector.CaughtUp(cancel);
        var own = await Line(caller.Person.Id, caller.Person.Name, TaskRows.Inbox(caller.Person.Id), TaskRows.ReturnedToPerson(caller.Person.Id), caller, cancel);
        return caller.Person.Department is { } department && BoardSight.MaySee(caller, department)
            ? (own, await Line(department, caller.Organization.Department(department)?.Name ?? department, TaskRows.Department(department), TaskRows.ReturnedToDepartment(department), caller, cancel))
            : (own, null);
    }

    public async Task<IReadOnlyList<BoardLine>> ByPerson(Caller caller, CancellationToken cancel)
    {
        await projector.CaughtUp(cancel);
        var people = await Ids(BoardRows.People, cancel);
        var organization = await records.Knowing(caller.Organization, caller.Set, people, cancel);
        var lines = new List<BoardLine>();
        foreach (var person in people)
        {
            var card = organization.Person(person);
            if (person == caller.Person.Id || (card?.Department is { } department && BoardSight.MaySee(caller, department)))
                lines.Add(await Line(person, card?.Name ?? person, TaskRows.Inbox(person), TaskRows.ReturnedToPerson(person), caller, cancel));
        }

        return Sorted(lines);
    }

    /// <summary>The tasks behind a line, earliest due first, or what was sent back, earliest first; null when the caller may not see them.</summary>
    public async Task<Page?> Tasks(Caller caller, string by, string id, bool returned, IdRange range, CancellationToken cancel)
    {
        await projector.CaughtUp(cancel);
        var organization = await records.Knowing(caller.Organization, caller.Set, [id], cancel);
        var department = by == "person" ? organization.Person(id)?.Department : id;
        if (!(by == "person" && id == caller.Person.Id) && (department is null || !BoardSight.MaySee(caller, department))) return null;
        if (returned) return await store.Query(Container.Views, by == "person" ? TaskRows.ReturnedToPerson(id) : TaskRows.ReturnedToDepartment(id), Recently(caller, range), cancel);
        return await store.Query(Container.Views, by == "person" ? TaskRows.Inbox(id) : TaskRows.Department(id), range, cancel);
    }

    /// <summary>Whether there is such a department or person, whoever may see their work.</summary>
    public async Task<bool> Exists(Caller caller, string by, string id, CancellationToken cancel) =>
        by == "person" ? await records.Exists(Engine.Responsibilities.OrganizationFields.Person, id, cancel) : caller.Organization.Department(id) is not null;

    private async Task<BoardLine> Line(string id, string name, string partition, string returned, Caller caller, CancellationToken cancel)
    {
        var now = TaskRows.Stamp(caller.Now);
        var midnight = caller.Today.AddDays(1).ToDateTime(TimeOnly.MinValue);
        var tomorrow = TaskRows.Stamp(new DateTimeOffset(midnight, caller.Set.Manifest.Zone.GetUtcOffset(midnight)));
        var open = await store.Count(Container.Views, partition, new IdRange(), cancel);
        var late = await store.Count(Container.Views, partition, new IdRange(To: now), cancel);
        var today = await store.Count(Container.Views, partition, new IdRange(From: now, To: tomorrow), cancel);
        var back = await store.Count(Container.Views, returned, Recently(caller, new IdRange()), cancel);
        return new BoardLine(id, name, open, today, late, back);
    }

    private static IdRange Recently(Caller caller, IdRange range) => range with { From = TaskRows.Stamp(caller.Now.AddDays(-caller.Set.Manifest.ReturnedDays)) };

    private async Task<List<string>> Ids(string partition, CancellationToken cancel)
    {
        var ids = new List<string>();
        string? after = null;
        do
        {
            var page = await store.Query(Container.Views, partition, new IdRange(Limit: 1_000, After: after), cancel);
            ids.AddRange(page.Items.Select(i => i.Id));
            after = page.Next;
        }
        while (after is not null);
        return ids;
    }

    private static List<BoardLine> Sorted(List<BoardLine> lines) =>
        [.. lines.Where(l => l.Open > 0 || l.Returned > 0).OrderByDescending(l => l.Late).ThenByDescending(l => l.Open).ThenBy(l => l.Id, StringComparer.Ordinal)];
}
