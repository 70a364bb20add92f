using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Functions.Identity;

namespace HrCollab.Functions.Board;

/// <summary>Whose open work a caller may see: that of their own department, of departments whose duties they hold (and all below), or all.</summary>
internal static class BoardSight
{
    public static bool MaySee(Caller caller, string department)
    {
        if (caller.Person.Department == department) return true;
        return caller.Set.Find<PermissionMatrix>(OrganizationFields.Department) is { } matrix
            && matrix.For(caller.Person, new SubjectPlace(department, department), caller.Organization).MaySeeBoard;
    }
}
