using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Board;

/// <summary>Whose open work a caller may see: that of the departments for which the active permission matrix grants them the board.</summary>
internal static class BoardSight
{
    public static bool MaySee(Caller caller, string department) =>
        caller.Set.Find<PermissionMatrix>(OrganizationFields.Department) is { } matrix
        && matrix.For(caller.Person, new SubjectPlace(department, department), caller.Organization).MaySeeBoard;

    /// <summary>True when an open task stands on a board of the caller: that of its department, or that of somebody who owes it.</summary>
    public static bool MaySee(Caller caller, TaskState task, Organization organization)
    {
        if (MaySee(caller, task.Department ?? BoardRows.NoDepartment)) return true;
        var people = task.ClaimedBy is { } claimer ? [claimer] : task.Owners;
        return people.Any(p => organization.Person(p)?.Department is { } department && MaySee(caller, department));
    }
}
