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

    private static IEnumerable<Diagnostic> Found(params PersonCard[] people) => CompanyLint.Of(Set, new Organization(Today, [], people)).Where(d => d.Code == "HR-LNT-002");
}
