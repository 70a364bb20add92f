using System.Text;
using System.Text.Json;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Engine.Standards.Schemas;

namespace HrCollab.Definitions.Tests.Standards;

public sealed class ShippedStandardTests
{
    private static readonly CompileResult Result = Shipped.Compile("calendars", "codeLists", "standards");

    public static TheoryData<string> Ids => ["person", "department", "position"];

    [Fact]
    public void ShippedStandards_CompileWithoutErrorOrWarning() =>
        Assert.Empty(Result.Diagnostics.Where(d => d.Severity != Severity.Notice).Select(d => $"{d.Code} {d.File}{d.Path} {d.Message.En}"));

    [Fact]
    public void Person_HasTheGroupsOfTheCentralStore() // S10, S14
    {
        var groups = Find("person").Definition.Groups.Select(g => g.Id);
        Assert.Equal(
            ["identity", "status", "education", "contact", "family", "employment", "contract", "documents", "pay", "attendance", "performance", "workplace", "account", "absence"], groups);
    }

    [Theory] // S10: coded by the national list where there is one
    [InlineData("identity.sex", "gbt-2261-1")]
    [InlineData("identity.ethnicGroup", "gbt-3304")]
    [InlineData("identity.nationality", "gbt-2659")]
    [InlineData("identity.householdRegister", "gbt-2260")]
    [InlineData("status.marital", "gbt-2261-2")]
    [InlineData("status.health", "gbt-2261-3")]
    [InlineData("status.careerIdentity", "gbt-2261-4")]
    [InlineData("status.political", "gbt-4762")]
    [InlineData("education.level", "gbt-4658")]
    [InlineData("education.degree", "gbt-6864")]
    [InlineData("education.professionalTitle", "gbt-8561")]
    [InlineData("employment.officialPosition", "gbt-12403")]
    [InlineData("family.members.relation", "gbt-4761")]
    [InlineData("education.history.level", "gbt-4658")]
    public void CodedField_FollowsItsNationalList(string path, string list) => Assert.Equal(list, Find("person").Seats.Where(s => s.Path == path).Select(s => (s.Inner ?? s.Field).Definition.Codes).Single());

    [Theory]
    [MemberData(nameof(Ids))]
    public void ExportedSchema_IsEnforcedInFull(string id)
    {
        var schema = StandardSchema.Json(Find(id), Language.Chinese).ToJsonString();
        Assert.Empty(JsonSchemaPlan.Compile(Encoding.UTF8.GetBytes(schema), Result.Set!.Find<Engine.CodeLists.CodeList>).Findings.Select(f => $"{f.Pointer} {f.Message.En}"));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void EveryGroup_BelongsToAKnownDuty(string id) =>
        Assert.All(Find(id).Definition.Groups, g => Assert.NotNull(Result.Set!.Find<Engine.CodeLists.CodeList>("duties")!.Find(g.Owner)));

    [Theory]
    [MemberData(nameof(Ids))]
    public void S10_EveryField_SaysWhatCountsWhenTwoValuesDisagree(string id) => Assert.All(Find(id).Fields, f => Assert.True(f.SourceOfTruth is not null, f.Path));

    [Theory]
    [MemberData(nameof(Ids))]
    public void EveryAlias_NamesItsField(string id) // S12: an alias that another field's name hides would be dead
    {
        var standard = Find(id);
        foreach (var field in standard.Fields)
        {
            foreach (var alias in field.Definition.Aliases.OrEmpty())
                Assert.True(standard.ByName(alias) == field, $"{alias} is not {field.Path}");
        }
    }

    [Fact]
    public void EveryPersonalField_SaysWhatItIsForAndOnWhatBasis() // PIPL Art. 6, 13: a form may collect it only then
    {
        foreach (var field in Find("person").Fields)
        {
            Assert.True(field.Definition is { Purpose: not null, Basis: not null, Retention: not null, Sensitivity: not null }, field.Path);
            Assert.True(!field.IsSensitive || field.Definition.Mask is not null, field.Path);
        }
    }

    [Fact]
    public void Person_NeedsOnlyNumberAndName() =>
        Assert.Equal(["identity.name", "employment.employeeNo"], Find("person").Fields.Where(f => f.Required).Select(f => f.Path));

    [Theory] // S11, S12: what departments send under their own names is read; what breaks a rule is refused where it stands
    [InlineData("""{ "sex": "1" }""", "")]
    [InlineData("""{ "gender": "1", "phone": "13812345678", "身份证号": "11010519491231002X" }""", "/identity/sex sex-matches-id")]
    [InlineData("""{ "性别": "男" }""", "/性别 HR-STD-103")]
    [InlineData("""{ "idNumber": "110105194912310021" }""", "/identity/idNumber id-number-valid")]
    [InlineData("""{ "idNumber": "110105 19491231 002x", "birthDate": "1949-12-31", "sex": "2" }""", "")]
    [InlineData("""{ "idType": "414", "idNumber": "E12345678", "sex": "1" }""", "")]
    [InlineData("""{ "idNumber": "440524188001010014", "birthDate": "1980-01-01" }""", "/identity/birthDate birth-matches-id")]
    [InlineData("""{ "birthDate": "2011-09-19" }""", "/identity/birthDate adult")]
    [InlineData("""{ "birthDate": "2010-09-18" }""", "")]
    [InlineData("""{ "birthDate": "1990-05-01", "hireDate": "2006-04-30" }""", "/identity/birthDate adult")]
    [InlineData("""{ "birthDate": "1990-05-01", "hireDate": "2006-05-01" }""", "")]
    [InlineData("""{ "birthDate": "2010-12-31", "hireDate": "2026-12-31" }""", "")] // turns sixteen on the day of hire
    [InlineData("""{ "birthDate": "1990-05-01", "hireDate": "1990-05-01" }""", "/identity/birthDate adult, /employment/hireDate hire-after-birth")]
    [InlineData("""{ "入学时间": "2017-09-01", "毕业时间": "2021-06-30", "学习方式": "full-time", "职称": "083", "学位": "408" }""", "")]
    [InlineData("""{ "enrolledDate": "2021-09-01", "graduationDate": "2021-06-30" }""", "/education/graduationDate graduation-after-start")]
    [InlineData("""{ "health": "37", "班次": "night", "干部职务": "434Q" }""", "")]
    [InlineData("""{ "identityScan": "not a hash" }""", "/identityScan HR-STD-108")]
    [InlineData("""{ "hireDate": "2026-03-02", "probationEnd": "2026-03-02" }""", "/employment/probationEnd probation-end-after-hire")]
    [InlineData("""{ "hireDate": "2026-03-02", "probationEnd": "2026-03-03" }""", "")]
    [InlineData("""{ "probationEnd": "2026-03-02" }""", "")]
    [InlineData("""{ "hireDate": "2026-03-02", "leaveDate": "2026-03-01" }""", "/employment/leaveDate leave-after-hire")]
    [InlineData("""{ "hireDate": "2026-03-02", "leaveDate": "2026-03-02" }""", "")]
    [InlineData("""{ "contract": { "startDate": "2026-03-01", "endDate": "2026-03-01" } }""", "/contract/endDate contract-end-after-start")]
    [InlineData("""{ "contract": { "kind": "open", "endDate": "2029-03-01" } }""", "/contract/endDate open-contract-has-no-end")]
    [InlineData("""{ "absence": { "from": "2026-03-02", "to": "2026-03-01" } }""", "/absence/to absence-to-after-from")]
    [InlineData("""{ "baseSalary": "12000.005" }""", "/baseSalary HR-STD-107")]
    [InlineData("""{ "account": { "revokedAt": "2026-09-18T10:00:00+08:00", "status": "revoked" } }""", "")]
    [InlineData("""{ "performance": { "period": "2026-h1", "rating": "A" }, "attendance": { "month": "2026-13" } }""", "/attendance/month HR-STD-108")]
    public void Person_IsJudgedOnEntry(string fields, string expected)
    {
        using var input = JsonDocument.Parse($$"""{ "employeeNo": "E9", "姓名": "陈静", {{fields.Trim()[1..]}}""");
        var check = StandardCheck.New(Find("person"), input.RootElement, new CheckContext(new DateOnly(2026, 9, 18), (_, _) => true));
        var found = check.Violations.Where(v => !v.Warning).Select(v => $"{v.Pointer} {v.Code.Replace("person.", "", StringComparison.Ordinal)}");
        Assert.Equal(expected, string.Join(", ", found));
    }

    [Theory]
    [InlineData("""{ "hireDate": "2026-03-02", "contract": { "signedDate": "2026-04-03" } }""", "contract-within-a-month")]
    [InlineData("""{ "attendance": { "overtimeHours": 36.5 } }""", "overtime-limit")]
    [InlineData("""{ "employment": { "status": "left" } }""", "left-has-date")]
    public void LegalRisk_IsShownButDoesNotStopTheRecord(string fields, string rule)
    {
        using var input = JsonDocument.Parse($$"""{ "employeeNo": "E9", "姓名": "陈静", {{fields.Trim()[1..]}}""");
        var check = StandardCheck.New(Find("person"), input.RootElement, new CheckContext(new DateOnly(2026, 9, 18), (_, _) => true));
        Assert.False(check.Refused);
        Assert.Equal($"person.{rule}", Assert.Single(check.Violations).Code);
    }

    private static Standard Find(string id) => Result.Set?.Find<Standard>(id) ?? throw new InvalidOperationException($"{id} did not compile.");
}
