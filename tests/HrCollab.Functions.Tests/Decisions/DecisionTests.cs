using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Decisions;

/// <summary>X3, S35: every decision says what it was made of, and comes out the same when it is made again.</summary>
public sealed class DecisionTests(Company company) : IClassFixture<Company>
{
    private const string Hash = "^[0-9a-f]{64}$";

    private TestHost Host => company.Host;

    [Fact]
    public async Task X3_EveryDecisionOfACase_ComesOutTheSame()
    {
        var journey = await Journey.Submitted(Host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-09-16", newBaseSalary = "21500.00", reason = "项目需要" } });
        foreach (var step in new[] { "release", "receive", "hrbp", "pay-check", "approval" }) await journey.Approve(step);
        var events = await TestHost.Eventually(() => journey.Trace(), t => t.Texts("type").Contains("effect.applied"));
        var decisions = events.Texts("decisionId").Distinct().ToList();
        Assert.True(decisions.Count >= 7, string.Join(' ', decisions)); // the submission, five approvals, the effect
        foreach (var id in decisions)
        {
            var decision = (await Host.Get("E0001", $"/api/decisions/{id}")).Is(HttpStatusCode.OK).Json;
            Assert.True(decision["reproduced"]!["same"]!.GetValue<bool>(), id);
            Assert.Matches(Hash, decision.Text("output"));
            Assert.Matches(Hash, decision.Text("revision"));
            Assert.Matches(Hash, decision["calendar"]!.Text("hash"));
            Assert.Matches(@"^\d+\.\d+\.\d+$", decision.Text("engine"));
            Assert.StartsWith("2026-09-16T10:00:00", decision.Text("clock"), StringComparison.Ordinal);
            Assert.Contains("workflows/transfer.workflow.json", decision["definitions"]!.AsArray().Texts("file"));
            Assert.Contains("responsibilities/transfer.responsibilities.json", decision["definitions"]!.AsArray().Texts("file"));
        }
    }

    [Fact]
    public async Task X3_TryWithTheStoredFacts_GivesTheSameBytes_AndOtherDefinitionsDoNot()
    {
        var journey = await Journey.Submitted(Host, "E0007", "transfer", new { subject = "E0029", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        var decision = (await Host.Get("E0001", $"/api/decisions/{journey.Id}.1")).Is(HttpStatusCode.OK).Json;
        var facts = decision["facts"]!.DeepClone();
        var again = (await Host.Post("E0001", "/api/definitions/try", new { kind = "workflows", id = "transfer", input = new { facts } })).Is(HttpStatusCode.OK).Json;
        Assert.Equal(decision.Text("output"), again.Text("output"));
        Assert.Equal("release", again["outcome"]!["state"]!["tasks"]![0]!.Text("step"));

        var matrix = await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, "responsibilities", "transfer.responsibilities.json"));
        var changed = matrix.Replace("\"2 wd\"", "\"3 wd\"", StringComparison.Ordinal);
        Assert.NotEqual(matrix, changed);
        var other = (await Host.Post("E0001", "/api/definitions/try", new
        {
            kind = "workflows",
            id = "transfer",
            input = new { facts },
            files = new[] { new { path = "responsibilities/transfer.responsibilities.json", text = changed } },
        })).Is(HttpStatusCode.OK).Json;
        Assert.NotEqual(decision.Text("output"), other.Text("output"));
    }

    /// <summary>Whatever id an answer about a record carries leads somewhere, and the change comes out the same by its revision.</summary>
    [Fact]
    public async Task X3_DecisionsAboutRecords_AreFound_AndComeOutTheSame_ShowingNoMoreThanTheRecord()
    {
        var before = (await Host.Get("E0001", "/api/records/person/E0031")).Is(HttpStatusCode.OK);
        var paid = (await Host.Patch("E0001", "/api/records/person/E0031", new { pay = new { baseSalary = "18765.00" } }, before.ETag)).Is(HttpStatusCode.OK);
        var later = (await Host.Patch("E0001", "/api/records/person/E0031", new { pay = new { baseSalary = "19876.00" }, effectiveFrom = "2026-11-01" }, paid.ETag)).Is(HttpStatusCode.OK);
        var same = (await Host.Patch("E0001", "/api/records/person/E0031", new { pay = new { baseSalary = "18765.00" } }, later.ETag)).Is(HttpStatusCode.OK);
        foreach (var answer in new[] { paid, later, same })
        {
            var decision = (await Host.Get("E0001", $"/api/decisions/{answer.Json.Text("decisionId")}")).Is(HttpStatusCode.OK).Json;
            Assert.True(decision["reproduced"]!["same"]!.GetValue<bool>(), decision.ToJsonString());
            Assert.Equal(answer.Json.Text("revision"), decision.Text("revision"));
            Assert.Equal("E0001", decision.Text("by"));
            Assert.Contains("standards/person.standard.json", decision["definitions"]!.AsArray().Texts("file"));
        }

        var change = (await Host.Get("E0001", $"/api/decisions/{later.Json.Text("decisionId")}")).Json;
        Assert.Equal(("18765.00", "19876.00", "2026-11-01"), (change["changes"]![0]!.Text("before"), change["changes"]![0]!.Text("after"), change.Text("from")));
        var own = await Host.Get("E0007", $"/api/decisions/{later.Json.Text("decisionId")}");
        Assert.DoesNotContain("19876", own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("18765", own.Text, StringComparison.Ordinal);
        (await Host.Get("E0001", "/api/decisions/person:E0031.99")).Is(HttpStatusCode.NotFound);
        (await Host.Get("E0001", "/api/decisions/nothing:E0031.1")).Is(HttpStatusCode.NotFound);
    }

    /// <summary>A submission that was not taken leaves no case, but for a while a decision for its sender and for those who may see such cases.</summary>
    [Fact]
    public async Task X3_RefusedSubmissions_CanBeLookedUpByTheirSender_ForAWhile()
    {
        await using var host = await TestHost.Started();
        var refused = (await host.Post("E0007", "/api/forms/transfer/submissions", new { subject = "E0042", input = new { newDepartment = "rd1", effectiveDate = "2026-10-12", newBaseSalary = "21987.00" } })).Is(HttpStatusCode.UnprocessableEntity).Json;
        var path = $"/api/decisions/{refused.Text("decisionId")}";
        var sender = (await host.Get("E0007", path)).Is(HttpStatusCode.OK).Json;
        Assert.Equal(("invalid", "E0007"), (sender.Text("outcome"), sender.Text("by")));
        Assert.Equal(refused.Text("revision"), sender.Text("revision"));
        Assert.Equal(refused["trace"]!.ToJsonString(), sender["trace"]!.ToJsonString());
        Assert.NotEmpty(sender["findings"]!.AsArray());
        Assert.True(sender["reproduced"]!["same"]!.GetValue<bool>());
        var all = (await host.Get("E0001", path)).Is(HttpStatusCode.OK).Json;
        Assert.Equal("21987.00", all["facts"]!["question"]!["input"]!.Text("newBaseSalary"));
        foreach (var other in new[] { "E0042", "E0008", "E0046" }) (await host.Get(other, path)).Is(HttpStatusCode.NotFound);
        (await host.Get("E0007", "/api/decisions/refused.nothing-like-it")).Is(HttpStatusCode.NotFound);
        host.Advance(TimeSpan.FromDays(31));
        (await host.Get("E0007", path)).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task FactsHoldOnlyWhatWasRead_AndGoOnlyToThoseWhoMaySeeThem()
    {
        var journey = await Journey.Submitted(Host, "E0007", "transfer", new { subject = "E0030", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        var all = (await Host.Get("E0001", $"/api/decisions/{journey.Id}.1")).Is(HttpStatusCode.OK);
        Assert.DoesNotContain("identity.idNumber", all.Text, StringComparison.Ordinal);
        var submitter = (await Host.Get("E0007", $"/api/decisions/{journey.Id}.1")).Is(HttpStatusCode.OK).Json;
        Assert.True(submitter["withheld"]!.GetValue<bool>());
        Assert.Null(submitter["facts"]);
        (await Host.Get("E0046", $"/api/decisions/{journey.Id}.1")).Is(HttpStatusCode.NotFound);
        (await Host.Get("E0001", $"/api/decisions/{journey.Id}.9")).Is(HttpStatusCode.NotFound);
        (await Host.Get("E0001", "/api/decisions/nonsense")).Is(HttpStatusCode.NotFound);
    }
}
