using System.Text.Json.Nodes;
using HrCollab.Engine.CodeLists;
using HrCollab.Functions.Example;

namespace HrCollab.Functions.Tests.Example;

public sealed class ExampleCompanyTests
{
    private static readonly ExampleRecord[] Records = [.. ExampleCompany.Records()];

    private static readonly Dictionary<string, JsonObject> People = Of("person");

    private static readonly Dictionary<string, JsonObject> Departments = Of("department");

    [Fact]
    public void EveryRecord_SatisfiesItsStandardAndItsReferencesExist()
    {
        var keys = ShippedStandards.Keys(Records);
        Assert.Equal(Records.Length, keys.Count);
        Assert.Empty(Records.SelectMany(r => ShippedStandards.Findings(r, keys)));
    }

    [Theory]
    [InlineData("identity", "name")]
    [InlineData("identity", "idNumber")]
    [InlineData("contact", "mobile")]
    [InlineData("contact", "email")]
    [InlineData("pay", "bankAccount")]
    [InlineData("contract", "number")]
    [InlineData("workplace", "badge")]
    [InlineData("account", "name")]
    public void WhatIdentifiesSomebody_IsThereOnce(string group, string field)
    {
        var values = People.Values.Select(p => p[group]![field]!.GetValue<string>()).ToList();
        Assert.Equal(values.Count, values.Distinct().Count());
    }

    [Fact]
    public void EveryDuty_IsHeldBySomebody() // S31
    {
        var held = People.Values.SelectMany(Duties).Concat(Departments.Values.SelectMany(d => d["duties"]!.AsObject().Select(x => x.Key))).ToHashSet();
        Assert.Empty(ShippedStandards.Duties.Values.Select(v => v.Code).Except(held));
    }

    [Fact]
    public void Company_HasSixtyPeopleInEightDepartments_EachWithAPartner()
    {
        Assert.Equal((60, 8), (People.Count, Departments.Values.Count(d => d["basic"]!["parent"] is not null)));
        Assert.All(Departments.Values, d => Assert.NotNull(d["duties"]!["hrbp"]));
    }

    [Fact]
    public void Sales_HasADeputyButNoHead() // S31: somebody must be found without the head
    {
        Assert.Equal(["sales"], Departments.Where(d => d.Value["duties"]!["head"] is null).Select(d => d.Key));
        Assert.NotNull(Departments["sales"]["duties"]!["deputy"]);
    }

    [Fact]
    public void OnlyHolderOfPayroll_IsAwayAndSomebodyStandsIn() // S31: leave, substitute
    {
        var holder = Assert.Single(People, p => Duties(p.Value).Contains("payroll"));
        Assert.Equal("""{"from":"2026-01-01","to":"2027-12-31","substitute":"E0017"}""", holder.Value["absence"]!.ToJsonString());
        Assert.Equal("active", (string?)People["E0017"]["employment"]!["status"]);
    }

    [Theory]
    [InlineData("E0001", "hr", "hr-head")]
    [InlineData("E0002", "beichen", "gm")]
    [InlineData("E0007", "rd1", null)]
    [InlineData("E0042", "rd1", null)]
    public void PeopleOfTheExamples_AreWhereTheyAreExpected(string person, string department, string? duty)
    {
        Assert.Equal(department, (string?)People[person]["employment"]!["department"]);
        Assert.Equal(duty, Duties(People[person]).FirstOrDefault());
    }

    [Fact]
    public void EngineerOfTheExamples_ReportsToTheHeadOfHerDepartment()
    {
        Assert.Equal("E0007", (string?)People["E0042"]["employment"]!["manager"]);
        Assert.Equal("E0007", (string?)Departments["rd1"]["duties"]!["head"]);
        Assert.NotEqual("E0007", (string?)Departments["rd2"]["duties"]!["head"]);
    }

    [Fact]
    public void WhoeverReportsToSomebody_ReachesTheGeneralManager()
    {
        foreach (var start in People.Keys)
        {
            var at = start;
            for (var hop = 0; hop < 6 && People[at]["employment"]!["manager"] is { } manager; hop++) at = manager.GetValue<string>();
            Assert.Equal("E0002", at);
        }
    }

    [Fact]
    public void EveryGrade_LiesInTheRangeOfThePosition()
    {
        var order = ShippedStandards.Set.Find<CodeList>("grades")!.Values.Select(v => v.Code).ToList();
        var positions = Of("position");
        int Rank(JsonNode? code) => order.IndexOf(code!.GetValue<string>());
        Assert.All(positions.Values, p => Assert.True(Rank(p["basic"]!["gradeFrom"]) <= Rank(p["basic"]!["gradeTo"])));
        Assert.All(People.Values.Select(p => p["employment"]!), e =>
        {
            var basic = positions[e["position"]!.GetValue<string>()]["basic"]!;
            Assert.InRange(Rank(e["grade"]), Rank(basic["gradeFrom"]), Rank(basic["gradeTo"]));
        });
    }

    private static Dictionary<string, JsonObject> Of(string standard) =>
        Records.Where(r => r.Standard == standard).ToDictionary(ShippedStandards.Key, r => r.Values);

    private static IEnumerable<string> Duties(JsonObject person) => person["employment"]!["duties"]?.AsArray().Select(d => d!.GetValue<string>()) ?? [];
}
