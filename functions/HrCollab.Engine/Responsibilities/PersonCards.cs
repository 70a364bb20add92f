using System.Collections.Frozen;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Responsibilities;

/// <summary>Reads cards of people and departments from the values of their records.</summary>
public static class PersonCards
{
    private const string Duties = OrganizationFields.DepartmentDuties + ".";

    /// <summary>A person on a day.</summary>
    public static PersonCard Of(Standard person, RecordValues values, DateOnly today)
    {
        var absence = values[OrganizationFields.AbsenceFrom].Date is { } from && values[OrganizationFields.AbsenceTo].Date is { } to
            ? new Absence(from, to, values[OrganizationFields.AbsenceSubstitute].Text)
            : null;
        return new PersonCard(
            values[person.Key.Shape.Slot].ToString(), values[person.Label.Shape.Slot].ToString(),
            values[OrganizationFields.PersonDepartment].Text, values[OrganizationFields.PersonPosition].Text, values[OrganizationFields.PersonManager].Text,
            values[OrganizationFields.PersonDuties].Codes, absence, values[OrganizationFields.PersonLeaveDate].Date < today,
            values[OrganizationFields.PersonStatus].Text == OrganizationFields.Pending);
    }

    /// <summary>A department with who holds its duties.</summary>
    public static DepartmentCard DepartmentOf(Standard department, RecordValues values) => new(
        values[department.Key.Shape.Slot].ToString(), values[department.Label.Shape.Slot].ToString(), values[OrganizationFields.DepartmentParent].Text,
        values.Present.Where(v => v.Key.StartsWith(Duties, StringComparison.Ordinal))
            .ToFrozenDictionary(v => v.Key[Duties.Length..], v => v.Value.ToString(), StringComparer.Ordinal));
}
