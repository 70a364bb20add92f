using HrCollab.Engine.Workflows;
using HrCollab.Functions.Cases;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Projecting;

/// <summary>What the events of a case change in the views. Every row follows from events alone and can be written twice.</summary>
internal static class CaseProjection
{
    public static void Apply(CaseCommand command, ViewBatch views)
    {
        foreach (var happened in command.Events)
        {
            if (happened.Task is { } task) Task(command, task, views);
        }

        Lists(command, views);
    }

    private static void Task(CaseCommand command, TaskState task, ViewBatch views)
    {
        var row = new TaskRow(command.Case, command.Head, task, command.Revision);
        var id = TaskRows.Id(command.Case, task);
        var open = task.Status == Engine.Workflows.TaskStatus.Open;
        foreach (var owner in task.Owners)
        {
            if (open && (task.ClaimedBy is null || task.ClaimedBy == owner))
            {
                views.Put(TaskRows.Inbox(owner), id, row.Write());
                views.Put(BoardRows.People, owner, BoardRows.Mark);
            }
            else
            {
                views.Delete(TaskRows.Inbox(owner), id);
            }
        }

        if (task.ClaimedBy is { } claimer && open)
        {
            views.Put(TaskRows.Inbox(claimer), id, row.Write());
            views.Put(BoardRows.People, claimer, BoardRows.Mark);
        }
        else if (task.ClaimedBy is { } former)
        {
            views.Delete(TaskRows.Inbox(former), id);
        }

        var department = task.Department ?? BoardRows.NoDepartment;
        if (open)
        {
            views.Put(TaskRows.Department(department), id, row.Write());
            views.Put(BoardRows.Departments, department, BoardRows.Mark);
        }
        else
        {
            views.Delete(TaskRows.Department(department), id);
            if (task.ClosedBy is { } person) views.Put(TaskRows.DoneBy(person), TaskRows.DoneId(command.Case, task), row.Write());
        }
    }

    /// <summary>The case appears with everyone who takes part and in the departments it concerns.</summary>
    private static void Lists(CaseCommand command, ViewBatch views)
    {
        var row = new CaseRow(command.Case, command.Head);
        var body = row.Write();
        var people = command.Events.SelectMany(e => e.Task?.Owners ?? []).Append(command.Head.Submitter.Person);
        if (command.Head.Subject.Standard == Engine.Responsibilities.OrganizationFields.Person) people = people.Append(command.Head.Subject.Key);
        foreach (var person in people.Distinct(StringComparer.Ordinal)) views.Put(CaseRow.Of(person), row.Id, body);
        foreach (var department in new[] { command.Head.Subject.Department, command.Head.Submitter.Department }.OfType<string>().Distinct(StringComparer.Ordinal))
            views.Put(CaseRow.OfDepartment(department), row.Id, body);
    }
}
