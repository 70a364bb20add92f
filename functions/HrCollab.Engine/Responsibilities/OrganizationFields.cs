namespace HrCollab.Engine.Responsibilities;

/// <summary>
/// The paths by which the standards <c>person</c> and <c>department</c> tell who belongs where. Fixed, because permissions and
/// responsibilities stand on them; a person or department standard without them is refused.
/// </summary>
public static class OrganizationFields
{
    /// <summary>The standard of people.</summary>
    public const string Person = "person";

    /// <summary>The standard of departments.</summary>
    public const string Department = "department";

    /// <summary>person: the department.</summary>
    public const string PersonDepartment = "employment.department";

    /// <summary>person: the position.</summary>
    public const string PersonPosition = "employment.position";

    /// <summary>person: the direct manager.</summary>
    public const string PersonManager = "employment.manager";

    /// <summary>person: company-wide duties.</summary>
    public const string PersonDuties = "employment.duties";

    /// <summary>person: last day of employment.</summary>
    public const string PersonLeaveDate = "employment.leaveDate";

    /// <summary>person: how the employment stands.</summary>
    public const string PersonStatus = "employment.status";

    /// <summary>The status of somebody whose employment has not begun.</summary>
    public const string Pending = "pending";

    /// <summary>person: first day of an absence.</summary>
    public const string AbsenceFrom = "absence.from";

    /// <summary>person: last day of an absence.</summary>
    public const string AbsenceTo = "absence.to";

    /// <summary>person: who stands in during an absence.</summary>
    public const string AbsenceSubstitute = "absence.substitute";

    /// <summary>department: the department above.</summary>
    public const string DepartmentParent = "basic.parent";

    /// <summary>department: the group whose reference fields are its duties.</summary>
    public const string DepartmentDuties = "duties";

    /// <summary>The duty of a department to which its people report.</summary>
    public const string Head = "head";

    /// <summary>Whether a change of these paths can change who gets work: all of a department; of a person where they are, what they hold, when they are away.</summary>
    public static bool Concern(string standard, IEnumerable<string> paths) => standard switch
    {
        Department => true,
        Person => paths.Any(p => p is PersonDepartment or PersonManager or PersonDuties or PersonLeaveDate or PersonStatus or AbsenceFrom or AbsenceTo or AbsenceSubstitute),
        _ => false,
    };

    /// <summary>Paths a standard must have, by standard.</summary>
    public static IEnumerable<string> Needed(string standard) => standard switch
    {
        Person => [PersonDepartment, PersonPosition, PersonManager, PersonDuties, PersonLeaveDate, AbsenceFrom, AbsenceTo, AbsenceSubstitute],
        Department => [DepartmentParent, DepartmentDuties + ".head"],
        _ => [],
    };
}
