using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Submissions;

/// <summary>Who helps with a step, where the matrix names them by the department that answers for it.</summary>
public sealed class CooperatorTests
{
    private static readonly object Transfer = new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } };

    /// <summary>The deputy of the receiving department and the head of the one above it: before, while and after the step is open.</summary>
    [Fact]
    public async Task S37_HelpersByTheResponsibleDepartment_AreTheSameInPreflightCaseAndMatrix()
    {
        using var definitions = new OwnDefinitions().With(
            "responsibilities/transfer.responsibilities.json", """[{ "duty": "hrbp", "of": "form.newDepartment" }]""", """[{ "duty": "deputy", "of": "responsible" }, { "duty": "head", "of": "parent" }]""").With(
            "responsibilities/transfer.responsibilities.json", """[{ "duty": "hrbp", "of": "person.employment.department" }]""", """[{ "duty": "deputy", "of": "responsible" }, { "duty": "head", "of": "parent" }]""");
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        var preflight = Helpers((await host.Post("E0003", "/api/forms/transfer/preflight", Transfer)).Is(HttpStatusCode.OK).Json["route"]!);
        Assert.Equal("E0024 E0002", preflight["release"]); // deputy of rd1, head of the company
        Assert.Equal("E0034 E0002", preflight["receive"]); // deputy of rd2

        var journey = await Journey.Submitted(host, "E0003", "transfer", Transfer);
        Assert.Equal(preflight, Helpers((await journey.Case())["steps"]!)); // release is open
        await journey.Approve("release");
        Assert.Equal(preflight, Helpers((await journey.Case())["steps"]!)); // release is done, receive is open

        var row = (await host.Get("E0001", "/api/responsibilities/transfer?subject=E0042")).Is(HttpStatusCode.OK).Json["rows"]!.AsArray().Single(r => r!.Text("step") == "release")!;
        Assert.Equal(["E0024", "E0002"], row["cooperating"]!.AsArray().SelectMany(c => c!["people"]!.AsArray()).Select(p => p!.Text("id")));
    }

    private static Dictionary<string, string> Helpers(JsonNode steps) => steps.AsArray()
        .ToDictionary(s => s!.Text("step"), s => s!["cooperating"] is JsonArray people ? string.Join(' ', people.Select(p => p!.Text("id"))) : "", StringComparer.Ordinal);
}
