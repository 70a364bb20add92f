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

    /// <summary>An outside program has people of its own: caller and record stand in the question.</summary>
    [Theory]
    [InlineData("hr-head", "", true)] // by duty
    [InlineData("", "X0007", true)] // as the manager of the one it is about
    [InlineData("", "", false)]
    public async Task B_ACallerInTheQuestion_DecidesByTheirOwnRoles_AndTheTraceSaysWhich(string duty, string manager, bool may)
    {
        var before = await DocumentCounts.Of(company.Host);
        var subject = Subject("active", "rd1");
        if (manager.Length > 0) subject["employment"]!["manager"] = manager;
        var caller = Caller("X0007");
        if (duty.Length > 0) caller["employment"]!["duties"] = new JsonArray(duty);
        foreach (var kind in new[] { "forms", "workflows" })
        {
            var answer = await Ask(kind, subject.DeepClone(), caller.DeepClone());
            Assert.Equal(may, answer["outcome"]!["accepted"]!.GetValue<bool>());
            Assert.Contains(answer["trace"]!.AsArray(), t => (t!.Text("topic"), t!.Text("outcome")) == ("permission", may ? "granted" : "denied"));
        }

        Assert.Equal(before, await DocumentCounts.Of(company.Host));
        (await company.Host.Get("E0001", "/api/records/person/X0007")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task B_ACallerThatIsNone_IsAnsweredWithTheFinding()
    {
        var caller = Caller("X0007");
        caller["employment"]!["dutys"] = "hr-head";
        var violation = Assert.Single((await Ask("forms", Subject("active", "rd1"), caller))["outcome"]!["violations"]!.AsArray())!;
        Assert.Equal(("/employment/dutys", "HR-STD-115"), (violation.Text("pointer"), violation.Text("code")));
    }

    /// <summary>Somebody made up, even under the asker's own name and with every duty, opens no stored record.</summary>
    [Fact]
    public async Task B_ACallerInTheQuestion_ShowsNothingOfTheStoreThatTheAskerMayNotRead()
    {
        var caller = Caller("E0042");
        caller["employment"]!["duties"] = new JsonArray("hr-head", "payroll");
        var body = new JsonObject
        {
            ["kind"] = "forms",
            ["id"] = "transfer",
            ["input"] = new JsonObject { ["caller"] = caller, ["subject"] = "E0001", ["input"] = new JsonObject { ["newDepartment"] = "sales", ["effectiveDate"] = "2026-10-12" } },
        };
        (await company.Host.Post("E0042", "/api/definitions/try", body)).Is(HttpStatusCode.NotFound);
    }

    private static JsonObject Caller(string id) => new()
    {
        ["identity"] = new JsonObject { ["name"] = "乙" },
        ["employment"] = new JsonObject { ["employeeNo"] = id, ["department"] = "rd2", ["status"] = "active", ["hireDate"] = "2019-01-07" },
    };

    private static JsonObject Subject(string status, string department) => new()
    {
        ["identity"] = new JsonObject { ["name"] = "甲" },
        ["employment"] = new JsonObject { ["employeeNo"] = "X0001", ["department"] = department, ["status"] = status, ["hireDate"] = "2020-01-06", ["manager"] = "E0007" },
    };

    private async Task<JsonNode> Ask(string kind, JsonNode subject, JsonNode? caller = null) => (await company.Host.Post("E0001", "/api/definitions/try", new JsonObject
    {
        ["kind"] = kind,
        ["id"] = "transfer",
        ["input"] = new JsonObject { ["subject"] = subject, ["caller"] = caller, ["input"] = new JsonObject { ["newDepartment"] = "sales", ["effectiveDate"] = "2026-10-12" } },
    })).Is(HttpStatusCode.OK).Json;
}
