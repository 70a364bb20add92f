using System.Globalization;

namespace HrCollab.Functions.Example;

/// <summary>
/// Who belongs where in a generated company: a department for every fifty people on three levels, the first people head them, the next
/// are HR business partners and holders of company duties, all others work in the teams. Everything follows from the number.
/// </summary>
internal sealed class CompanyPlan(int people)
{
    private const int PeopleInDepartment = 50;
    private const int DepartmentsOfPartner = 10;

    private static readonly string[] CompanyDuties =
    [
        "hr-head", "hrbp-lead", "recruiting", "employee-relations", "payroll", "performance", "it-ops", "admin-office", "legal", "finance-accounting",
        "auditor", "privacy", "system-admin",
    ];

    public int Departments { get; } = (people + PeopleInDepartment - 1) / PeopleInDepartment;

    /// <summary>Departments 1 to Divisions lie below department 0; the teams after them below a division.</summary>
    private int Divisions => Math.Max(1, (int)Math.Sqrt(Departments - 1));

    private int Teams => Math.Max(0, Departments - 1 - Divisions);

    private int Partners => (Departments + DepartmentsOfPartner - 1) / DepartmentsOfPartner;

    public int? Parent(int department) => department == 0 ? null : department <= Divisions ? 0 : 1 + ((department - 1 - Divisions) % Divisions);

    public int Level(int department) => department == 0 ? 0 : department <= Divisions ? 1 : 2;

    /// <summary>Person of the same number, counted from 0.</summary>
    public static int Head(int department) => department;

    public int? Partner(int department) => Departments + (department / DepartmentsOfPartner) is var person && person < people ? person : null;

    public bool IsHead(int person) => person < Departments;

    public bool IsPartner(int person) => !IsHead(person) && person < Departments + Partners;

    public int DepartmentOf(int person)
    {
        if (IsHead(person)) return person;
        var staff = person - Departments - Partners - CompanyDuties.Length;
        if (staff < 0 || Departments == 1) return 0;
        return Teams == 0 ? 1 + (staff % (Departments - 1)) : 1 + Divisions + (staff % Teams);
    }

    /// <summary>The head of the department, or of the one above for a head; nobody above the first.</summary>
    public int? ManagerOf(int person) => !IsHead(person) ? Head(DepartmentOf(person)) : Parent(person) is { } parent ? Head(parent) : null;

    public string? DutyOf(int person)
    {
        if (person == 0) return "gm";
        var index = person - Departments - Partners;
        return index >= 0 && index < CompanyDuties.Length ? CompanyDuties[index] : null;
    }

    public static string PersonKey(int person) => string.Create(CultureInfo.InvariantCulture, $"G{person + 1:D7}");

    public static string DepartmentKey(int department) => string.Create(CultureInfo.InvariantCulture, $"g{department:D5}");
}
