using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Tests.Portal;
using static HrCollab.Functions.Tests.Imports.ImportClient;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>S2: what another company does otherwise stands in its definitions and data; the program is the same.</summary>
public sealed class OwnCompanyTests
{
    private const string Row = """
        { "id": "safety", "title": { "zh": "安全培训确认", "en": "Safety briefing" }, "responsible": { "duty": "safety-officer" }, "work": { "zh": "确认已完成实验室安全培训", "en": "See that the briefing has been given" },
          "deadline": "1 wd", "standard": [{ "id": "briefed", "title": { "zh": "培训已完成", "en": "The briefing is done" } }] },
        """;

    private const string Rule = """
        { "id": "no-probation", "require": "person.employment.status != \"probation\"", "message": { "zh": "试用期内不能调岗", "en": "Nobody on probation is transferred" } },
        """;

    [Fact]
    public async Task S2_NewDepartmentStepOwnerAndRule_WorkByDefinitionsAndDataAlone()
    {
        using var definitions = new OwnDefinitions()
            .With("manifest.json", "\"zh\": \"北辰科技\"", "\"zh\": \"南山制造\"")
            .With("codeLists/duties.codeList.json", "{ \"code\": \"legal\",", """{ "code": "safety-officer", "title": { "zh": "安全主管", "en": "Safety officer" } }, { "code": "legal",""")
            .With("responsibilities/transfer.responsibilities.json", "\"rows\": [", "\"rows\": [" + Row)
            .With("rules/transfer-eligibility.rules.json", "\"conditions\": [", "\"conditions\": [" + Rule)
            .With("workflows/transfer.workflow.json", "{ \"id\": \"hrbp\",", """{ "id": "safety", "row": "safety", "approve": "one", "when": "form.newDepartment == \"lab\"" }, { "id": "hrbp",""");
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        Assert.Equal((1, 0, 0, 0), Counts(await Import(host, "dept_no,name\nlab,材料实验室\n", exchange: "departments")));
        Assert.Equal((0, 1, 0, 0), Counts(await Import(host, "emp_no,dept_no,from,to\nE0030,lab,2026-09-01,9999-01-01\n", exchange: "managers")));
        await Appoint(host, "E0035", "safety-officer");

        // The new rule: who is on probation stays.
        var refused = (await Submit(host, "E0033", "lab")).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Equal("transfer-eligibility.no-probation", Assert.Single(refused["errors"]!.AsArray())!.Text("code"));

        // The new department: its head, from the imported file, confirms.
        var transfer = Journey.Of(host, (await Submit(host, "E0042", "lab")).Is(HttpStatusCode.Created).Json.Text("case"), "E0007");
        await transfer.Approve("release");
        Assert.Equal(("receive", "lab"), await Waiting(host, "E0030", transfer.Id));
        await transfer.Approve("receive");

        // The new step: whoever holds the new duty gets it, with the line of the new row.
        Assert.Equal("safety", (await Waiting(host, "E0035", transfer.Id)).Step);
        Assert.StartsWith("responsibilities/transfer.responsibilities.json:", (await transfer.Task("safety")).Text("source"), StringComparison.Ordinal);
        await transfer.Approve("safety");
        Assert.Equal(["hrbp"], await transfer.OpenSteps());

        // Where it goes elsewhere, the step is not asked for.
        var other = Journey.Of(host, (await Submit(host, "E0029", "rd2")).Is(HttpStatusCode.Created).Json.Text("case"), "E0007");
        foreach (var step in new[] { "release", "receive" }) await other.Approve(step);
        Assert.Equal(["hrbp"], await other.OpenSteps());

        using var browser = new Browser(host);
        await browser.SignIn("E0030");
        Assert.Equal("南山制造", browser.Page.QuerySelector("a.brand")!.TextContent);
    }

    private static Task<Answer> Submit(TestHost host, string subject, string department) =>
        host.Post("E0007", "/api/forms/transfer/submissions", new { subject, input = new { newDepartment = department, effectiveDate = "2026-10-12" } });

    private static async Task Appoint(TestHost host, string person, string duty)
    {
        var path = $"/api/records/person/{person}";
        (await host.Patch("E0001", path, new { employment = new { duties = new[] { duty } } }, (await host.Get("E0001", path)).ETag)).Is(HttpStatusCode.OK);
    }

    private static async Task<(string Step, string? Department)> Waiting(TestHost host, string person, string id)
    {
        JsonNode task = (await host.Get(person, "/api/tasks")).Items().Single(t => t!.Text("case") == id)!;
        return (task.Text("step"), task["department"]?.GetValue<string>());
    }
}
