using System.Text.Json.Nodes;
using HrCollab.Definitions.Tests.Cases;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;

namespace HrCollab.Definitions.Tests.Permissions;

/// <summary>Who sees and changes what in the example company under the shipped matrices.</summary>
public sealed class ShippedPermissionsTests
{
    private static readonly DateOnly Day = new(2026, 9, 18);
    private static readonly Organization Company = ExampleWorld.World.Organization(Day);
    private static readonly PermissionMatrix People = ExampleWorld.Set.Find<PermissionMatrix>("person")!;

    [Theory]
    [InlineData("E0007", "E0042", true)] // head and manager
    [InlineData("E0008", "E0042", false)] // head of another department
    [InlineData("E0042", "E0041", false)] // colleague
    [InlineData("E0002", "E0042", true)] // head of the company
    [InlineData("E0009", "E0045", true)] // deputy
    public void Person_ExistsOnlyForThoseWithinReach(string caller, string subject, bool visible) => Assert.Equal(visible, Access(caller, subject).IsVisible); // S15

    [Theory]
    [InlineData("E0007", "■■", null)] // head and manager: that there is a salary, not how much
    [InlineData("E0042", "20000.00", "")] // the person concerned
    [InlineData("E0014", "20000.00", "")] // payroll
    [InlineData("E0018", null, null)] // IT
    [InlineData("E0016", null, null)] // administration
    [InlineData("E0005", null, null)] // recruiting
    [InlineData("E0023", null, null)] // system administrator
    public void Pay_IsSeenByFew(string caller, string? salary, string? account) // S15
    {
        var seen = JsonNode.Parse(Projection.Record(Access(caller, "E0042"), ExampleWorld.World.Find("person", "E0042", Day)!).ToJsonString())!;
        Assert.Equal(salary, (string?)seen["pay"]?["baseSalary"]);
        Assert.Equal(account is not null, seen["pay"]?["bankAccount"] is not null);
    }

    [Fact]
    public void Manager_ChangesTheSeatAndNotThePay() // S16
    {
        var access = Access("E0007", "E0042");
        Assert.True(access.MayUpdate(Field("workplace.seat")));
        Assert.All(["workplace.badge", "pay.baseSalary", "employment.department", "identity.name", "contract.endDate"], path => Assert.False(access.MayUpdate(Field(path))));
    }

    [Fact]
    public void ItOperations_SeesAccountsAndNoHrData()
    {
        var access = Access("E0018", "E0042");
        Assert.True(access.MayUpdate(Field("account.status")));
        var groups = Visible(access).Select(Standard.Group).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(["account", "employment", "identity", "workplace"], groups);
        Assert.Equal("name", Assert.Single(Visible(access), f => Standard.Group(f) == "identity").Definition.Id);
    }

    [Theory] // pairs that no one person holds
    [InlineData("payroll", "finance-accounting")] // entering pay, releasing it
    [InlineData("system-admin", "privacy")] // configuring rights, approving them
    [InlineData("system-admin", "hr-head")] // writing definitions, approving them
    [InlineData("performance", "head")] // entering appraisal data, heading an appraised department
    [InlineData("auditor", "employee-relations")]
    [InlineData("auditor", "payroll")]
    [InlineData("auditor", "recruiting")]
    [InlineData("auditor", "performance")]
    [InlineData("auditor", "hrbp")]
    [InlineData("auditor", "hr-head")]
    [InlineData("auditor", "it-ops")]
    [InlineData("auditor", "admin-office")]
    [InlineData("auditor", "system-admin")]
    public void SeparatedDuties_AreDeclared_AndNobodyHoldsBoth(string a, string b)
    {
        var conflict = Assert.Single(People.Conflicts, c => c.A.Id == a && c.B.Id == b);
        Assert.DoesNotContain(Company.People, p => conflict.Concerns(p, Company));
    }

    [Fact]
    public void SystemAdministrator_SeesNobody() => Assert.False(Access("E0023", "E0042").IsVisible);

    [Fact]
    public void Auditor_ChangesNothingEvenWithAnotherDuty() // separation of duties; how to be reached and who stands in is their own
    {
        var both = Company.Person("E0021")! with { Duties = ["auditor", "hr-head"] };
        var access = People.For(both, Place("E0042"), Company.Knowing([both]));
        Assert.All(access.Standard.Fields.Where(f => Standard.Group(f) is not ("contact" or "absence")), f => Assert.False(access.MayUpdate(f)));
    }

    [Fact]
    public void DutiesAndPlaceInTheCompany_AreChangedByTheHeadOfHrOrAProcessOnly()
    {
        string[] paths = ["employment.duties", "employment.department", "employment.manager", "employment.status", "employment.leaveDate"];
        Assert.All(paths, path => Assert.Equal("E0001", Assert.Single(Company.People, p => Access(p.Id, "E0042").MayUpdate(Field(path))).Id));
    }

    [Fact]
    public void FormerManager_LosesSightOnTheEffectiveDay() // S26
    {
        Assert.True(Access("E0007", "E0042").IsVisible);
        Assert.False(People.For(Company.Person("E0007")!, new SubjectPlace("E0042", "rd2", "E0008"), Company).IsVisible);
        Assert.True(People.For(Company.Person("E0008")!, new SubjectPlace("E0042", "rd2", "E0008"), Company).IsVisible);
    }

    [Fact]
    public void NobodyOutsideHr_ReadsIdNumbersOfOthers()
    {
        string[] mayRead = ["E0001", "E0005", "E0006", "E0014"]; // head of HR, recruiting, employee relations, payroll
        var readers = Company.People.Where(p => p.Id != "E0042" && Access(p.Id, "E0042").MayRead(Field("identity.idNumber"))).Select(p => p.Id).Order(StringComparer.Ordinal);
        Assert.Equal(mayRead, readers);
    }

    [Fact]
    public void EveryRole_HasALine()
    {
        foreach (var matrix in ExampleWorld.Set.All<PermissionMatrix>())
        {
            var text = System.Text.Encoding.UTF8.GetString(Shipped.Files.Single(f => f.Path == matrix.Place.File).Utf8.Span);
            Assert.All(matrix.Roles, r => Assert.Contains($"\"role\": \"{r.Id}\"", text, StringComparison.Ordinal));
        }
    }

    private static Access Access(string caller, string subject) => People.For(Company.Person(caller)!, Place(subject), Company);

    private static SubjectPlace Place(string subject) => SubjectPlace.Of(People.Standard, ExampleWorld.World.Find("person", subject, Day)!);

    private static Field Field(string path) => People.Standard.Find(path)!;

    private static IEnumerable<Field> Visible(Access access) => access.Standard.Fields.Where(f => access.Fields[f.Shape.Slot] != FieldOperations.None);
}
