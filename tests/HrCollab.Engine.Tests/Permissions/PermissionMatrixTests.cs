using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Expressions;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Permissions;
using HrCollab.Engine.Responsibilities;
using HrCollab.Engine.Standards;

namespace HrCollab.Engine.Tests.Permissions;

public sealed class PermissionMatrixTests
{
    private const string Day = "2026-09-18";

    [Fact]
    public void Stranger_SeesNothing() => Assert.False(Access("X", "W").IsVisible);

    [Fact]
    public void Head_SeesTheSubtreeButNoOtherDepartment() // S15
    {
        Assert.True(Access("MK", "LH").IsVisible);
        Assert.True(Access("GM", "LH").IsVisible);
        Assert.False(Access("LH", "W").IsVisible);
        Assert.False(Access("MK", "X").IsVisible);
    }

    [Fact]
    public void Head_SeesSalaryMaskedAndNoAccount() // S15
    {
        var seen = Read(Projection.Record(Access("LH", "LH", department: "lab", self: false), Values("LH", "lab")));
        Assert.Equal("■■", (string?)seen["pay"]!["salary"]);
        Assert.Null(seen["pay"]!["bank"]);
        Assert.DoesNotContain("20000", seen.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Manager_UpdatesTheSeatAndNotThePay() // S16
    {
        var access = Access("MK", "W");
        Assert.True(access.MayUpdate(Field("workplace.seat")));
        Assert.False(access.MayUpdate(Field("pay.salary")));
    }

    [Fact]
    public void LineOfAField_ReplacesThatOfItsGroup()
    {
        var access = Access("MK", "W");
        Assert.True(access.MayRead(Field("identity.name")));
        Assert.False(access.MayRead(Field("identity.idNumber")));
        Assert.Equal("■■0014", (string?)Read(Projection.Record(access, Values("W", "make")))["identity"]!["idNumber"]);
    }

    [Fact]
    public void TwoRoles_GiveTheirUnion()
    {
        var access = Access("MK", "W"); // manager and head
        Assert.Equal("manager,head", string.Join(',', access.Roles));
        Assert.True(access.MayUpdate(Field("workplace.seat")));
        Assert.Equal(FieldOperations.Masked, access.Fields[Field("pay.salary").Shape.Slot]);
    }

    [Fact]
    public void Denial_WinsAgainstEveryRole()
    {
        var set = With("""{ "id": "audit", "title": { "zh": "审计", "en": "Audit" }, "duty": "payroll", "scope": "all" }""", """{ "role": "audit", "allow": { "pay": "r!u" } }""");
        var both = Firm.Person("HR") with { Duties = ["hr-head", "payroll"] };
        var access = set.Find<PermissionMatrix>("person")!.For(both, new SubjectPlace("W", "make", "MK"), Firm.On(Day, both));
        Assert.True(access.MayRead(Field("pay.salary")));
        Assert.False(access.MayUpdate(Field("pay.salary")));
        Assert.True(access.MayUpdate(Field("employment.position")));
    }

    [Theory]
    [InlineData("all", true, true)]
    [InlineData("subtree", true, true)]
    [InlineData("department", true, false)]
    public void ScopeOfACompanyDuty_ReachesSoFar(string scope, bool home, bool below)
    {
        var role = Matrix($$"""{ "id": "it", "title": { "zh": "IT", "en": "IT" }, "duty": "it-ops", "scope": "{{scope}}" }""").Role("it")!;
        Assert.Equal(home, role.Reaches(Firm.Person("IT1"), new SubjectPlace("GM", "board"), Firm.On(Day)));
        Assert.Equal(below, role.Reaches(Firm.Person("IT1"), new SubjectPlace("LH", "lab"), Firm.On(Day)));
    }

    [Theory]
    [InlineData("all", true, true)]
    [InlineData("subtree", true, true)]
    [InlineData("department", true, false)]
    public void RoleOfAPosition_IsHeldByWhoWorksInIt(string scope, bool home, bool below)
    {
        var role = Matrix($$"""{ "id": "desk", "title": { "zh": "前台", "en": "Desk" }, "position": "clerk", "scope": "{{scope}}" }""").Role("desk")!;
        var clerk = Firm.Person("IT1") with { Position = "clerk" };
        Assert.Equal(home, role.Reaches(clerk, new SubjectPlace("GM", "board"), Firm.On(Day)));
        Assert.Equal(below, role.Reaches(clerk, new SubjectPlace("LH", "lab"), Firm.On(Day)));
        foreach (var other in new[] { Firm.Person("IT1"), clerk with { Left = true } })
        {
            Assert.False(role.Reaches(other, new SubjectPlace("GM", "board"), Firm.On(Day)));
            Assert.False(role.MayHold(other, Firm.On(Day)));
        }
    }

    [Fact]
    public void DepartmentScopeOfAHead_EndsAtTheDepartment()
    {
        var role = Matrix("""{ "id": "near", "title": { "zh": "近", "en": "Near" }, "duty": "head", "scope": "department" }""").Role("near")!;
        Assert.True(role.Reaches(Firm.Person("MK"), new SubjectPlace("W", "make"), Firm.On(Day)));
        Assert.False(role.Reaches(Firm.Person("MK"), new SubjectPlace("LH", "lab"), Firm.On(Day)));
        Assert.Equal([("make", false)], role.Reach(Firm.Person("MK"), Firm.On(Day))!);
    }

    [Theory]
    [InlineData("2026-09-18", true)]
    [InlineData("2026-09-17", false)]
    public void Until_IsTheLastDay(string until, bool holds) => Assert.Equal(
        holds,
        Matrix($$"""{ "id": "it", "title": { "zh": "IT", "en": "IT" }, "duty": "it-ops", "scope": "all", "until": "{{until}}" }""").Role("it")!
            .Reaches(Firm.Person("IT1"), new SubjectPlace("W", "make"), Firm.On(Day)));

    [Fact]
    public void SomebodyWhoHasLeft_HoldsNoRole() =>
        Assert.Empty(Matrix().For(Firm.Person("HR") with { Left = true }, new SubjectPlace("W", "make"), Firm.On(Day)).Roles);

    [Fact]
    public void Create_IsGrantedByALineOnly()
    {
        Assert.True(Matrix().For(Firm.Person("HR"), default, Firm.On(Day)).MayCreate);
        Assert.False(Matrix().For(Firm.Person("GM"), default, Firm.On(Day)).MayCreate);
    }

    [Theory]
    [InlineData("""{ "id": "r", "title": { "zh": "角", "en": "R" } }""", "{}", "HR-PRM-001")]
    [InlineData("""{ "id": "r", "title": { "zh": "角", "en": "R" }, "duty": "it-ops", "position": "clerk", "scope": "all" }""", "{}", "HR-PRM-001")]
    [InlineData("""{ "id": "r", "title": { "zh": "角", "en": "R" }, "position": "clerk" }""", "{}", "HR-PRM-001")]
    [InlineData("""{ "id": "r", "title": { "zh": "角", "en": "R" }, "relation": "boss" }""", "{}", "HR-PRM-002")]
    [InlineData("""{ "id": "r", "title": { "zh": "角", "en": "R" }, "duty": "head", "scope": "tree" }""", "{}", "HR-PRM-003")]
    [InlineData("""{ "id": "r", "title": { "zh": "角", "en": "R" }, "position": "clerk", "scope": "assigned" }""", "{}", "HR-PRM-003")]
    [InlineData("""{ "id": "r", "title": { "zh": "角", "en": "R" }, "relation": "self" }""", """{ "payy": "r" }""", "HR-PRM-004")]
    [InlineData("""{ "id": "r", "title": { "zh": "角", "en": "R" }, "relation": "self" }""", """{ "pay": "w" }""", "HR-PRM-005")]
    [InlineData("""{ "id": "r", "title": { "zh": "角", "en": "R" }, "duty": "hrhead", "scope": "all" }""", "{}", "HR-DEF-012")]
    [InlineData("""{ "id": "r", "title": { "zh": "角", "en": "R" }, "relation": "self", "workdays": "0-5" }""", "{}", "HR-PRM-010")]
    [InlineData("""{ "id": "r", "title": { "zh": "角", "en": "R" }, "relation": "self", "workdays": "5-2" }""", "{}", "HR-PRM-010")]
    [InlineData("""{ "id": "r", "title": { "zh": "角", "en": "R" }, "relation": "self", "workdays": "2-24" }""", "{}", "HR-PRM-010")]
    [InlineData("""{ "id": "r", "title": { "zh": "角", "en": "R" }, "relation": "self", "workdays": "2" }""", "{}", "HR-PRM-010")]
    public void BadLine_IsFound(string role, string allow, string code) =>
        Assert.Contains(TestSet.Compile([.. Firm.Standards, Written(role, $$"""{ "role": "r", "allow": {{allow}} }""")]).Diagnostics, d => d.Code == code);

    [Theory]
    [InlineData("""{ "pay": "rx", "pay.salary": "m", "pay.bank": "-" }""", "pay", "Role 'r': what the cell 'pay' says ('rx') counts for nothing, because every field of it has a cell of its own; pay.salary, for example, is 'm'.")]
    [InlineData("""{ "pay": "rx", "pay.salary": "m" }""", null, null)] // speaks for the account
    [InlineData("""{ "pay.salary": "m", "pay.bank": "-" }""", null, null)]
    public void CellOfWhichNothingIsLeft_IsFoundWithAFieldThatGoesByAnother(string allow, string? target, string? words)
    {
        var role = """{ "id": "r", "title": { "zh": "角", "en": "R" }, "relation": "self" }""";
        var result = TestSet.Compile([.. Firm.Standards, Written(role, $$"""{ "role": "r", "allow": {{allow}} }""")]);
        Assert.NotNull(result.Set); // a warning
        var found = result.Diagnostics.Where(d => d.Code == "HR-PRM-012").ToList();
        if (target is null) Assert.Empty(found);
        else Assert.Equal(($"/matrix/0/allow/{target}", words), (Assert.Single(found).Path, found[0].Message.En));
    }

    [Fact]
    public void PersonStandardWithoutManager_IsFound() => Assert.Contains(
        TestSet.Findings("HR-PRM", [.. Firm.Standards.Select(s => (s.Path, s.Json.Replace("\"manager\"", "\"boss\"", StringComparison.Ordinal))), Firm.Permissions]),
        f => f.StartsWith("HR-PRM-007", StringComparison.Ordinal));

    private static JsonNode Read(JsonNode written) => JsonNode.Parse(written.ToJsonString())!;

    private static PermissionMatrix Matrix(string? role = null) => (role is null ? Firm.Set() : With(role, null)).Find<PermissionMatrix>("person")!;

    private static DefinitionSet With(string role, string? line) => TestSet.Sound([.. Firm.Standards, Written(role, line)]);

    private static (string Path, string Json) Written(string role, string? line) => (Firm.Permissions.Path, Firm.Permissions.Json
        .Replace("\"roles\": [", $"\"roles\": [{role},", StringComparison.Ordinal)
        .Replace("\"matrix\": [", line is null ? "\"matrix\": [" : $"\"matrix\": [{line},", StringComparison.Ordinal));

    private static Access Access(string caller, string subject, string? department = null, bool self = true)
    {
        var card = Firm.Person(subject);
        return Matrix().For(Firm.Person(caller), new SubjectPlace(self ? subject : "other", department ?? card.Department, card.Manager), Firm.On(Day));
    }

    private static Field Field(string path) => Firm.Set().Find<Standard>("person")!.Find(path)!;

    private static RecordValues Values(string id, string department)
    {
        using var json = JsonDocument.Parse($$"""
            { "identity": { "name": "N", "idNumber": "440524188001010014" }, "employment": { "employeeNo": "{{id}}", "department": "{{department}}" }, "pay": { "salary": "20000.00", "bank": "6217000000000079198" } }
            """);
        return StandardCheck.New(Firm.Set().Find<Standard>("person")!, json.RootElement, new CheckContext(new DateOnly(2026, 9, 18), (_, _) => null)).Values;
    }
}
