using HrCollab.Engine.Kernel;
using HrCollab.Engine.Linting;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Tests.Workflows;
using static HrCollab.Engine.Tests.Workflows.Desk;

namespace HrCollab.Engine.Tests.Linting;

/// <summary>X6: roles that should lie with two people, held by one; named with the person and the steps.</summary>
public sealed class SeparationOfDutiesTests
{
    private static readonly DateOnly Today = new(2026, 9, 18);

    [Fact]
    public void OnePersonWithBothRoles_IsNamed_WithTheStepsOfTheProcess()
    {
        var both = new PersonCard("P1", "张三", Duties: ["hr-head", "payroll"]);
        var found = CompanyLint.Of(Set, new Organization(Today, [], [both])).Where(d => d.Code is "HR-LNT-004" or "HR-LNT-005").ToList();
        Assert.Equal(["HR-LNT-004", "HR-LNT-005"], found.Select(d => d.Code).Order(StringComparer.Ordinal));
        Assert.All(found, d => Assert.Equal(Severity.Warning, d.Severity));
        Assert.All(found, d => Assert.Contains("张三", d.Message.Zh, StringComparison.Ordinal));
    }

    [Fact]
    public void TwoPeople_AreNoFinding() => Assert.DoesNotContain(
        CompanyLint.Of(Set, new Organization(Today, [], [new PersonCard("P1", "P1", Duties: ["hr-head"]), new PersonCard("P2", "P2", Duties: ["payroll"])])), d => d.Code is "HR-LNT-004" or "HR-LNT-005");

    [Theory]
    [InlineData("\"a\": \"hr-head\", \"b\": \"hr-head\"", "HR-PRM-009")]
    [InlineData("\"a\": \"hr-head\", \"b\": \"payrol\"", "HR-DEF-012")]
    public void ConflictOfNothing_IsFound(string roles, string code) => Assert.Contains(TestSet.Compile(Files(roles)).Diagnostics, d => d.Code == code);

    private static DefinitionSet Set => TestSet.Sound(Files("\"a\": \"hr-head\", \"b\": \"payroll\""));

    /// <summary>Rows a is owed by the head of HR, b by payroll.</summary>
    private static (string Path, string Json)[] Files(string roles) =>
    [
        .. Firm.Standards,
        (Firm.Permissions.Path, Firm.Permissions.Json
            .Replace("\"matrix\": [", $$"""
                "conflicts": [{ "id": "two-hands", "title": { "zh": "录入与审批", "en": "Entry and approval" }, {{roles}} }], "matrix": [
                """, StringComparison.Ordinal)
            .Replace("\"roles\": [", """
                "roles": [{ "id": "payroll", "title": { "zh": "薪酬", "en": "Payroll" }, "duty": "payroll", "scope": "all" },
                """, StringComparison.Ordinal)),
        .. Written(Task("x", "a") + ", " + Task("y", "b")),
    ];
}
