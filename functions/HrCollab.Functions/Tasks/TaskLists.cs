using HrCollab.Engine.Workflows;
using HrCollab.Functions.Board;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Tasks;

/// <summary>The lists of tasks a caller has; API and portal read the same.</summary>
internal sealed class TaskLists(IDocumentStore store, SeenCases seen, ProjectorSignal projector)
{
    /// <summary>mine, done, escalated (late work of others they were told of), or department: the work of the caller's department when they may see its board, else the part of it they take part in. Null for any other view.</summary>
    public async ValueTask<(IReadOnlyList<TaskRow> Items, string? Next)?> Of(Caller caller, string view, IdRange range, CancellationToken cancel)
    {
        await projector.CaughtUp(cancel);
        switch (view)
        {
            case "" or "mine":
                return await Mine(caller, range, cancel);
            case "done":
                return await Rows(TaskRows.DoneBy(caller.Person.Id), range, cancel);
            case "escalated":
                return await Rows(TaskRows.Escalated(caller.Person.Id), range, cancel);
            case "department" when caller.Person.Department is { } department:
                return BoardSight.MaySee(caller, department) ? await Rows(TaskRows.Department(department), range, cancel) : await seen.Tasks(caller, department, range, cancel);
            case "department":
                return ([], null);
            default:
                return null;
        }
    }

    /// <summary>One's own tasks and those of whom one stands in for today, as one list. A page ends where the first of the lists it is made of does.</summary>
    private async ValueTask<(IReadOnlyList<TaskRow> Items, string? Next)> Mine(Caller caller, IdRange range, CancellationToken cancel)
    {
        var (own, end) = await Rows(TaskRows.Inbox(caller.Person.Id), range, cancel);
        var rows = own.ToList();
        foreach (var person in caller.Organization.Away.Where(p => p.Absence!.Substitute == caller.Person.Id))
        {
            var (theirs, next) = await Rows(TaskRows.Inbox(person.Id), range, cancel);
            rows.AddRange(theirs.Where(t => TaskActs.MayAct(t.Task, caller.Person, caller.Organization)));
            if (next is not null && (end is null || string.CompareOrdinal(next, end) < 0)) end = next;
        }

        var merged = rows.Where(r => end is null || string.CompareOrdinal(Id(r), end) <= 0).DistinctBy(Id).OrderBy(Id, StringComparer.Ordinal).ToList();
        return merged.Count > range.Limit ? (merged[..range.Limit], Id(merged[range.Limit - 1])) : (merged, end);

        static string Id(TaskRow row) => TaskRows.Id(row.Case, row.Task);
    }

    private async ValueTask<(IReadOnlyList<TaskRow> Items, string? Next)> Rows(string partition, IdRange range, CancellationToken cancel)
    {
        var page = await store.Query(Container.Views, partition, range, cancel);
        return ([.. page.Items.Select(TaskRow.Read)], page.Next);
    }
}
