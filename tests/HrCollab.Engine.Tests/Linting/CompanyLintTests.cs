using System.Collections.Frozen;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Linting;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Tests.Workflows;
using static HrCollab.Engine.Tests.Workflows.Desk;

namespace HrCollab.Engine.Tests.Linting;

/// <summary>X6: a step nobody can own today is named before anybody waits for it.</summary>
public sealed class CompanyLintTests
{
    private static readonly DateOnly Today = new(2026, 9, 18);

    private static DefinitionSet Set => Firm.Set(Written(Task("x", "f"), "," + Row("f", "\"duty\": \"hr-head\"")));

    [Fact]
    public void DutyNobodyHolds_IsNamed()
    {
        var found = Assert.Single(Found(), d => d.Path == "/rows/5/responsible");
        Assert.Equal(Severity.Warning, found.Severity);
        Assert.Contains("人力负责人", found.Message.Zh, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("P2", false)]
    public void HolderOnLeave_CountsWhenSomebodyStandsIn(string? substitute, bool found)
    {
        var away = new PersonCard("P1", "P1", Duties: ["hr-head"], Absence: new Absence(Today, Today, substitute));
        Assert.Equal(found, Found(away, new PersonCard("P2", "P2")).Any(d => d.Path == "/rows/5/responsible"));
    }

    [Fact]
    public void HolderWhoLeft_IsNone() =>
        Assert.Contains(Found(new PersonCard("P1", "P1", Duties: ["hr-head"], Left: true)), d => d.Path == "/rows/5/responsible");

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void X6_ACertainPersonWhoIsNotHere_IsNamed(bool here, bool found)
    {
        var set = Firm.Set(Written(Task("x", "f"), "," + Row("f", "\"person\": \"P9\"")));
        var told = CompanyLint.Of(set, new Organization(Today, [], [new PersonCard("P9", "N-9", Left: !here)])).Where(d => d.Code == "HR-LNT-006").ToList();
        Assert.Equal(found ? ["/rows/5/responsible"] : [], told.Select(d => d.Path));
        Assert.All(told, d => Assert.Contains("N-9 (P9)", d.Message.Zh, StringComparison.Ordinal));
        Assert.Equal(["P9"], PartyLint.Named(set));
    }

    [Fact]
    public void X6_PeopleWithoutAManagerWhoIsHere_AreNamed_ButNotTheHeadOfTheWhole()
    {
        var set = Firm.Set(Written(Task("x", "f"), "," + Row("f", "\"relation\": \"manager\"")));
        DepartmentCard[] departments = [new("all", "全公司", null, new Dictionary<string, string> { ["head"] = "TOP" }.ToFrozenDictionary())];
        PersonCard[] people = [new("TOP", "N-TOP"), new("A", "N-A", Manager: "TOP"), new("B", "N-B"), new("C", "N-C", Manager: "D"), new("D", "N-D", Manager: "TOP", Left: true), new("E", "N-E", Manager: "who is not known here")];
        var told = Assert.Single(CompanyLint.Of(set, new Organization(Today, departments, people)), d => d.Code == "HR-LNT-007");
        Assert.Equal("/rows/5/responsible", told.Path);
        Assert.EndsWith("N-B (B)、N-C (C).", told.Message.En, StringComparison.Ordinal);
    }

    [Fact]
    public void X6_DepartmentsWithNobodyAbove_AreNamed()
    {
        var row = """
            ,{ "id": "f", "title": { "zh": "行f", "en": "Row f" }, "responsible": { "duty": "hr-head" }, "work": { "zh": "做", "en": "Do" }, "deadline": "1 wd",
              "standard": [{ "id": "done", "title": { "zh": "做完", "en": "Done" } }],
              "escalate": [{ "after": "1 wd", "to": { "duty": "head", "of": "parent" } }] }
            """;
        var set = Firm.Set(Written(Task("x", "f"), row));
        DepartmentCard Department(string id, string? parent, string? head) => new(id, "D-" + id, parent, head is null ? FrozenDictionary<string, string>.Empty : new Dictionary<string, string> { ["head"] = head }.ToFrozenDictionary());
        PersonCard[] people = [new("H1", "N-1"), new("H2", "N-2", Left: true)];
        IEnumerable<Diagnostic> Told(string? head) => CompanyLint.Of(set, new Organization(Today, [Department("top", null, head), Department("sub", "top", "H1")], people)).Where(d => d.Code == "HR-LNT-008");
        Assert.Empty(Told("H1"));
        Assert.Equal("/rows/5/escalate/0/to", Assert.Single(Told("H2")).Path);
        Assert.Contains("D-sub", Assert.Single(Told(null)).Message.En, StringComparison.Ordinal);
    }

    private static IEnumerable<Diagnostic> Found(params PersonCard[] people) => CompanyLint.Of(Set, new Organization(Today, [], people)).Where(d => d.Code == "HR-LNT-002");
}
