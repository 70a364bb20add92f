using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>B.2: a question to a form and its workflow about a record that stands in the question.</summary>
public sealed class TryFormTests(Company company) : IClassFixture<Company>
{
    [Theory]
    [InlineData("forms", "rd1", "E0007")]
    [InlineData("workflows", "rd2", "E0008")]
    public async Task B_ARecordInTheQuestion_IsJudged_AndNothingIsKept(string kind, string department, string head)
    {
        var before = await DocumentCounts.Of(company.Host);
        var outcome = (await Ask(kind, Subject("active", department)))["outcome"]!;
        Assert.True(outcome["accepted"]!.GetValue<bool>(), outcome.ToJsonString());
        Assert.Equal([head], outcome["route"]![0]!["owners"]!.AsArray().Texts("id"));
        Assert.Equal(before, await DocumentCounts.Of(company.Host));
        (await company.Host.Get("E0001", "/api/records/person/X0001")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task B_ItsValues_AreReadByTheRules_AndShownToWhoAsks()
    {
        var answer = await Ask("forms", Subject("left", "rd1"));
        Assert.False(answer["outcome"]!["accepted"]!.GetValue<bool>());
        Assert.Contains(answer["trace"]!.AsArray(), t => t!.Text("topic") == "rule" && t!.ToJsonString().Contains("left", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "employment": { "employeeNo": "X0001", "departmnet": "rd1" } }""", "/employment/departmnet", "HR-STD-115")]
    [InlineData("""{ "employment": { "department": "rd1" } }""", "/employment/employeeNo", "HR-STD-101")]
    public async Task B_ARecordThatIsNone_IsAnsweredWithTheFinding(string subject, string pointer, string code)
    {
        var violation = Assert.Single((await Ask("forms", JsonNode.Parse(subject)!))["outcome"]!["violations"]!.AsArray())!;
        Assert.Equal((pointer, code), (violation.Text("pointer"), violation.Text("code")));
    }

    private static JsonObject Subject(string status, string department) => new()
    {
        ["identity"] = new JsonObject { ["name"] = "甲" },
        ["employment"] = new JsonObject { ["employeeNo"] = "X0001", ["department"] = department, ["status"] = status, ["hireDate"] = "2020-01-06", ["manager"] = "E0007" },
    };

    private async Task<JsonNode> Ask(string kind, JsonNode subject) => (await company.Host.Post("E0001", "/api/definitions/try", new JsonObject
    {
        ["kind"] = kind,
        ["id"] = "transfer",
        ["input"] = new JsonObject { ["subject"] = subject, ["input"] = new JsonObject { ["newDepartment"] = "sales", ["effectiveDate"] = "2026-10-12" } },
    })).Is(HttpStatusCode.OK).Json;
}
