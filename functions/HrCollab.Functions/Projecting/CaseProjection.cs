using HrCollab.Engine.Kernel;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Projecting;

/// <summary>What the events of a case change in the views. Every row follows from events alone and can be written twice.</summary>
internal static class CaseProjection
{
    public static void Apply(CaseChange change, ViewBatch views)
    {
        foreach (var happened in change.Events)
        {
            if (happened.Task is { } task) Task(change, task, views);
        }

        Lists(change, views);
    }

    private static void Task(CaseChange change, TaskState task, ViewBatch views)
    {
        var body = new TaskRow(change.Case, change.Head, task, change.Revision, change.Commit).Write();
        var id = TaskRows.Id(change.Case, task);
        var open = task.Status == Engine.Workflows.TaskStatus.Open;
        foreach (var owner in task.Owners)
        {
            if (open && (task.ClaimedBy is null || task.ClaimedBy == owner))
            {
                views.Put(TaskRows.Inbox(owner), id, body);
                views.Put(BoardRows.People, owner, BoardRows.Mark);
            }
            else
            {
                views.Delete(TaskRows.Inbox(owner), id);
            }
        }

        if (task.ClaimedBy is { } claimer && open)
        {
            views.Put(TaskRows.Inbox(claimer), id, body);
            views.Put(BoardRows.People, claimer, BoardRows.Mark);
        }
        else if (task.ClaimedBy is { } former)
        {
            views.Delete(TaskRows.Inbox(former), id);
        }

        foreach (var told in task.EscalatedTo.OrEmpty())
        {
            if (open) views.Put(TaskRows.Escalated(told), id, body);
            else views.Delete(TaskRows.Escalated(told), id);
        }

        if (open && task.NextNotice is { } at) views.Put(NoticeRow.Partition, NoticeRow.Id(change.Case, task.Id, at), new NoticeRow(change.Case, task.Id).Write());
        var department = task.Department ?? BoardRows.NoDepartment;
        if (open)
        {
            views.Put(TaskRows.Department(department), id, body);
            views.Put(BoardRows.Departments, department, BoardRows.Mark);
        }
        else
        {
            views.Delete(TaskRows.Department(department), id);
            if (task.ClosedBy is { } person) views.Put(TaskRows.DoneBy(person), TaskRows.DoneId(change.Case, task), body);
            if (task.Returned is { } returned) Returned(TaskRows.ReturnedId(change.Case, task), body, returned, views);
        }
    }

    /// <summary>Work that went back stands with whoever had done it, and with their department.</summary>
    private static void Returned(string id, ReadOnlyMemory<byte> body, QualityReturn returned, ViewBatch views)
    {
        var department = returned.Department ?? BoardRows.NoDepartment;
        views.Put(TaskRows.ReturnedToPerson(returned.Person), id, body);
        views.Put(BoardRows.People, returned.Person, BoardRows.Mark);
        views.Put(TaskRows.ReturnedToDepartment(department), id, body);
        views.Put(BoardRows.Departments, department, BoardRows.Mark);
    }

    /// <summary>The case appears with everyone who takes part, in the departments it concerns and with its workflow; who may open it is judged when it is listed.</summary>
    private static void Lists(CaseChange change, ViewBatch views)
    {
        var row = new CaseRow(change.Case, change.Head);
        var body = row.Write();
        var people = change.Events.SelectMany(e => (e.Task?.Owners ?? []).Concat(e.Task?.EscalatedTo.OrEmpty() ?? [])).Append(change.Head.Submitter.Person);
        if (change.Head.Subject.Standard == Engine.Responsibilities.OrganizationFields.Person)
        {
            people = people.Append(change.Head.Subject.Key);
            views.Put(CaseRow.About(change.Head.Subject.Key), row.Id, body);
        }

        views.Put(CaseRow.OfWorkflow(change.Head.Workflow), row.Id, body);
        if (change.Head.EndedAt is not null) views.Delete(CaseRow.OnRevision(change.Revision), row.Id);
        else if (change.Version == 1) views.Put(CaseRow.OnRevision(change.Revision), row.Id, body);
        foreach (var person in people.Distinct(StringComparer.Ordinal)) views.Put(CaseRow.Of(person), row.Id, body);
        foreach (var department in new[] { change.Head.Subject.Department, change.Head.Submitter.Department }.OfType<string>().Distinct(StringComparer.Ordinal))
            views.Put(CaseRow.OfDepartment(department), row.Id, body);
    }
}
