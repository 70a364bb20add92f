using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Cases;

/// <summary>Cases go on by the revision they began with; what of their values is seen goes by the matrix of today as well.</summary>
public sealed class WithdrawnRightTests
{
    private const string Matrix = "permissions/person.permissions.json";
    private const string Head = "E0001";
    private const string Relations = "E0006";

    /// <summary>The head of HR may no longer read pay, and whom they are to see masked; the case, its trace and its decision keep to that at once, and it is acted on as before.</summary>
    [Fact]
    public async Task X22_ARightThatALaterMatrixWithdraws_IsGoneInRunningCases()
    {
        using var definitions = new OwnDefinitions();
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        var transfer = await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12", newBaseSalary = "34567.00", payReason = "晋升" } });
        Assert.Equal("34567.00", (await transfer.Case(Head))["input"]!.Text("newBaseSalary"));
        var decision = $"/api/decisions/{transfer.Id}.1";
        Assert.NotNull((await host.Get(Head, decision)).Is(HttpStatusCode.OK).Json["facts"]);

        await Publish(host, line => line["allow"]!["pay"] = "mux");
        var masked = await transfer.Case(Head);
        Assert.NotEqual("34567.00", masked["input"]!["newBaseSalary"]?.GetValue<string>());
        Assert.Contains("newBaseSalary", masked["masked"]!.AsArray().Select(m => m!.GetValue<string>()));
        await Nowhere();

        await Publish(host, line => line["allow"]!["pay"] = "ux");
        Assert.Null((await transfer.Case(Head))["input"]!["newBaseSalary"]);
        await Nowhere();
        Assert.Equal("34567.00", (await transfer.Case())["input"]!.Text("newBaseSalary")); // who sent it sees what they sent
        await transfer.Approve("release");

        // A role that is no more held shows no case.
        await transfer.Case(Relations);
        await Publish(host, _ => { }, relations: "legal");
        (await host.Get(Relations, $"/api/cases/{transfer.Id}")).Is(HttpStatusCode.NotFound);

        async Task Nowhere()
        {
            Assert.DoesNotContain("34567", (await host.Get(Head, $"/api/cases/{transfer.Id}/trace")).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
            var made = (await host.Get(Head, decision)).Is(HttpStatusCode.OK);
            Assert.DoesNotContain("34567", made.Text, StringComparison.Ordinal);
            Assert.True(made.Json["withheld"]!.GetValue<bool>());
        }
    }

    /// <summary>The same of a form that was refused.</summary>
    [Fact]
    public async Task X22_ARightThatALaterMatrixWithdraws_IsGoneInRefusedForms()
    {
        using var definitions = new OwnDefinitions();
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        var refused = (await host.Post("E0007", "/api/forms/transfer/submissions", new { subject = "E0042", input = new { newDepartment = "rd1", effectiveDate = "2026-10-12", newBaseSalary = "34567.00", payReason = "晋升" } })).Is(HttpStatusCode.UnprocessableEntity).Json;
        var path = "/api/decisions/" + refused.Text("decisionId");
        Assert.Contains("34567", (await host.Get(Head, path)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
        await Publish(host, line => line["allow"]!["pay"] = "ux");
        Assert.DoesNotContain("34567", (await host.Get(Head, path)).Is(HttpStatusCode.OK).Text, StringComparison.Ordinal);
    }

    private static async Task Publish(TestHost host, Action<JsonNode> change, string relations = "employee-relations")
    {
        var matrix = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, Matrix)))!;
        change(matrix["matrix"]!.AsArray().Single(l => l!.Text("role") == "hr-head")!);
        matrix["roles"]!.AsArray().Single(r => r!.Text("id") == "employee-relations")!["duty"] = relations;
        (await host.Post("E0023", "/api/revisions", new { files = new[] { new { path = Matrix, text = matrix.ToJsonString() } }, activate = true })).Is(HttpStatusCode.Created);
    }
}
