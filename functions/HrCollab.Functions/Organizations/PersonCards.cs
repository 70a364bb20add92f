using HrCollab.Engine.Expressions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;

namespace HrCollab.Functions.Organizations;

/// <summary>Reads cards of people and departments from the values of their records.</summary>
internal static class PersonCards
{
    public static PersonCard Of(Standard person, RecordValues values, DateOnly today)
    {
        var absence = values[OrganizationFields.AbsenceFrom].Date is { } from && values[OrganizationFields.AbsenceTo].Date is { } to
            ? new Absence(from, to, values[OrganizationFields.AbsenceSubstitute].Text)
            : null;
        return new PersonCard(
            values[person.Key.Shape.Slot].ToString(), values[person.Label.Shape.Slot].ToString(),
            values[OrganizationFields.PersonDepartment].Text, values[OrganizationFields.PersonPosition].Text, values[OrganizationFields.PersonManager].Text,
            values[OrganizationFields.PersonDuties].Codes, absence, values[OrganizationFields.PersonLeaveDate].Date < today);
    }

    public static DepartmentCard DepartmentOf(Standard department, RecordValues values)
    {
        const string Prefix = OrganizationFields.DepartmentDuties + ".";
        return new DepartmentCard(
            values[department.Key.Shape.Slot].ToString(), values[department.Label.Shape.Slot].ToString(), values[OrganizationFields.DepartmentParent].Text,
            System.Collections.Frozen.FrozenDictionary.ToFrozenDictionary(
                values.Present.Where(v => v.Key.StartsWith(Prefix, StringComparison.Ordinal)), v => v.Key[Prefix.Length..], v => v.Value.ToString(), StringComparer.Ordinal));
    }
}
