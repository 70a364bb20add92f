using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>B.2: a permission question with matrix, caller and record given inline, answered with the lines that decide.</summary>
public sealed class TryPermissionTests(Company company) : IClassFixture<Company>
{
    private TestHost Host => company.Host;

    [Theory]
    [InlineData("rd1", true, "m")] // the manager's own report
    [InlineData("rd2", false, "-")]
    public async Task B_CallerAndRecordInTheQuestion_AreJudged_WithTheLinesThatDecide(string manager, bool visible, string pay)
    {
        var answer = (await Ask("permissions", "person", $$"""
            { "caller": { "employment": { "employeeNo": "X1", "department": "rd1" }, "identity": { "name": "甲" } },
              "record": { "employment": { "employeeNo": "X2", "department": "rd1", "manager": "{{(manager == "rd1" ? "X1" : "X9")}}" } } }
            """)).Is(HttpStatusCode.OK).Json;
        Assert.Equal(visible, answer["outcome"]!["roles"]!.AsArray().Any(r => r!.GetValue<string>() == "manager"));
        Assert.Equal(pay, answer["outcome"]!["fields"]!.Text("pay.baseSalary"));
        if (!visible) return;
        var line = answer["trace"]!.AsArray().Single(t => t!.Text("outcome") == "granted" && t!.Text("text").StartsWith("pay:", StringComparison.Ordinal) && t!.Text("text").Contains("baseSalary m", StringComparison.Ordinal))!;
        Assert.Equal("permissions/person.permissions.json", line["source"]!.Text("file"));
        Assert.True(line["source"]!["line"]!.GetValue<int>() > 1);
    }

    [Fact]
    public async Task B_AMisspeltRecord_IsAnsweredWithTheFinding()
    {
        var answer = (await Ask("permissions", "person", """{ "record": { "employment": { "departmnt": "rd1" } } }""")).Is(HttpStatusCode.OK).Json["outcome"]!;
        Assert.Equal("HR-STD-115", answer["violations"]![0]!.Text("code"));
    }

    [Fact]
    public async Task B_AMatrixInTheQuestion_IsAskedWithItsOwnLines()
    {
        var definition = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, "permissions/person.permissions.json")))!.AsObject();
        foreach (var line in definition["matrix"]!.AsArray().Where(l => l!.Text("role") == "manager")) line!["allow"]!.AsObject()["pay.baseSalary"] = "r";
        var question = new JsonObject
        {
            ["kind"] = "permissions",
            ["definition"] = definition,
            ["input"] = JsonNode.Parse("""{ "caller": { "employment": { "employeeNo": "X1", "department": "rd1" } }, "record": { "employment": { "employeeNo": "X2", "department": "rd1", "manager": "X1" } } }"""),
        };
        var answer = (await Host.Post("E0023", "/api/definitions/try", question)).Is(HttpStatusCode.OK).Json["outcome"]!;
        Assert.Equal("r", answer["fields"]!.Text("pay.baseSalary"));
    }

    private Task<Answer> Ask(string kind, string id, string input) => Host.Post("E0023", "/api/definitions/try", new JsonObject { ["kind"] = kind, ["id"] = id, ["input"] = JsonNode.Parse(input) });
}
