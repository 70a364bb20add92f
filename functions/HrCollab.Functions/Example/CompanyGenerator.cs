using System.Globalization;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Example;

/// <summary>A made-up company of any size, for load and performance: the same number of people gives the same records, byte for byte.</summary>
internal static class CompanyGenerator
{
    private static readonly string[] Locations = ["beijing", "shanghai", "shenzhen", "chengdu", "remote"];
    private static readonly DateOnly FirstHire = new(2005, 1, 3);

    private static readonly (string Code, string Name, string Family)[] Positions =
    [
        ("g-manager", "部门经理", "management"), ("g-staff", "职能专员", "administration"), ("g-hrbp", "HRBP", "hr"), ("g-engineer", "工程师", "engineering"),
        ("g-account-manager", "客户经理", "sales"), ("g-service", "客服专员", "service"),
    ];

    /// <summary>Departments, positions, then people, one at a time: nothing but the record at hand is in memory.</summary>
    public static IEnumerable<ExampleRecord> Generate(int people)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(people, 1);
        return Records(people);
    }

    private static IEnumerable<ExampleRecord> Records(int people)
    {
        var plan = new CompanyPlan(people);
        for (var department = 0; department < plan.Departments; department++) yield return Department(plan, department);
        foreach (var (code, name, family) in Positions)
            yield return new("position", new JsonObject { ["basic"] = new JsonObject { ["code"] = code, ["name"] = name, ["family"] = family } });
        for (var person = 0; person < people; person++) yield return Person(plan, person);
    }

    private static ExampleRecord Department(CompanyPlan plan, int department)
    {
        var name = plan.Level(department) switch { 0 => "集团总部", 1 => $"事业部{department}", _ => $"团队{department}" };
        var basic = new JsonObject { ["code"] = CompanyPlan.DepartmentKey(department), ["name"] = name };
        if (plan.Parent(department) is { } parent) basic["parent"] = CompanyPlan.DepartmentKey(parent);
        var duties = new JsonObject { ["head"] = CompanyPlan.PersonKey(CompanyPlan.Head(department)) };
        if (plan.Partner(department) is { } partner) duties["hrbp"] = CompanyPlan.PersonKey(partner);
        return new("department", new JsonObject { ["basic"] = basic, ["duties"] = duties, ["budget"] = new JsonObject { ["headcount"] = 60 } });
    }

    private static ExampleRecord Person(CompanyPlan plan, int person)
    {
        var random = new SplitMix64((ulong)person);
        var key = CompanyPlan.PersonKey(person);
        var account = key.ToLowerInvariant();
        var birth = SyntheticIdentity.BirthDate(person);
        var position = PositionOf(plan, person, ref random);
        var level = plan.IsHead(person) ? 6 - plan.Level(person) : 2 + random.Below(7);
        var hired = FirstHire.AddDays(random.Below(7_500));
        var adult = birth.AddYears(18);
        if (hired < adult) hired = adult;
        var employment = new JsonObject
        {
            ["employeeNo"] = key,
            ["department"] = CompanyPlan.DepartmentKey(plan.DepartmentOf(person)),
            ["position"] = position.Code,
            ["title"] = position.Name,
            ["grade"] = (plan.IsHead(person) ? "M" : "P") + level.ToString(CultureInfo.InvariantCulture),
        };
        if (plan.ManagerOf(person) is { } manager) employment["manager"] = CompanyPlan.PersonKey(manager);
        if (plan.DutyOf(person) is { } duty) employment["duties"] = new JsonArray(duty);
        employment["type"] = "full-time";
        employment["status"] = "active";
        employment["hireDate"] = Date(hired);
        employment["location"] = Locations[random.Below(Locations.Length)];
        return new("person", new JsonObject
        {
            ["identity"] = new JsonObject
            {
                ["name"] = SyntheticIdentity.Name(ref random),
                ["idType"] = "111",
                ["idNumber"] = SyntheticIdentity.IdNumber(person),
                ["sex"] = SyntheticIdentity.Sex(person),
                ["birthDate"] = Date(birth),
                ["nationality"] = "CHN",
            },
            ["contact"] = new JsonObject
            {
                ["mobile"] = string.Create(CultureInfo.InvariantCulture, $"199{person:D8}"),
                ["email"] = $"{account}@beichen.example",
            },
            ["employment"] = employment,
            ["pay"] = new JsonObject { ["baseSalary"] = string.Create(CultureInfo.InvariantCulture, $"{(level * 3_500) + (random.Below(60) * 50) + 4_000}.00") },
            ["workplace"] = new JsonObject { ["seat"] = string.Create(CultureInfo.InvariantCulture, $"{1 + (person % 30)}F-{(char)('A' + (person % 6))}-{person % 1_000:D3}") },
            ["account"] = new JsonObject { ["name"] = account, ["status"] = "active" },
        });
    }

    private static (string Code, string Name, string Family) PositionOf(CompanyPlan plan, int person, ref SplitMix64 random) =>
        plan.IsHead(person) ? Positions[0]
        : plan.IsPartner(person) ? Positions[2]
        : plan.DepartmentOf(person) == 0 ? Positions[1]
        : Positions[3 + random.Below(3)];

    private static string Date(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
