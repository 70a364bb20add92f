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
                return await Rows(TaskRows.Inbox(caller.Person.Id), range, cancel);
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

    private async ValueTask<(IReadOnlyList<TaskRow> Items, string? Next)> Rows(string partition, IdRange range, CancellationToken cancel)
    {
        var page = await store.Query(Container.Views, partition, range, cancel);
        return ([.. page.Items.Select(TaskRow.Read)], page.Next);
    }
}
