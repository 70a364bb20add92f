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
            Assert.Equal($$"""{"id":"{{journey.Id}}","href":"/api/cases/{{journey.Id}}"}""", decision["case"]!.ToJsonString());
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

    /// <summary>A form that is sent again and refused is a decision as the first one is, and its answer leads to it and to the case.</summary>
    [Fact]
    public async Task X3_S9_RefusedResubmissions_CanBeLookedUp_AndComeOutTheSame()
    {
        await using var host = await TestHost.Started();
        var transfer = await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        (await transfer.Try("E0002", "release", "return", new { comment = "请改日期" })).Is(HttpStatusCode.OK);
        var refused = (await transfer.Try("E0007", "submit", "complete", new { input = new { newDepartment = "rd1", effectiveDate = "2026-10-19" } })).Is(HttpStatusCode.UnprocessableEntity).Json;
        var path = $"/api/decisions/{refused.Text("decisionId")}";
        foreach (var reader in new[] { "E0007", "E0001" })
        {
            var decision = (await host.Get(reader, path)).Is(HttpStatusCode.OK).Json;
            Assert.Equal(("invalid", "E0007", transfer.Id), (decision.Text("outcome"), decision.Text("by"), decision["case"]!.Text("id")));
            Assert.Contains(decision["findings"]!.AsArray(), f => f!.GetValue<string>().EndsWith("/input/newDepartment", StringComparison.Ordinal));
            Assert.True(decision["reproduced"]!["same"]!.GetValue<bool>(), decision.ToJsonString());
        }

        (await host.Get("E0046", path)).Is(HttpStatusCode.NotFound);
        var nothing = (await transfer.Try("E0007", "submit", "complete")).Is(HttpStatusCode.UnprocessableEntity).Json; // no form at all
        Assert.True((await host.Get("E0007", $"/api/decisions/{nothing.Text("decisionId")}")).Is(HttpStatusCode.OK).Json["reproduced"]!["same"]!.GetValue<bool>());
    }

    [Fact]
    public async Task X3_RefusedChangesOfRecords_CanBeLookedUp_AndComeOutTheSameThoughTheRecordHasGoneOn()
    {
        await using var host = await TestHost.Started();
        const string Path = "/api/records/person/E0031";
        var read = (await host.Get("E0001", Path)).Is(HttpStatusCode.OK);
        var denied = (await host.Patch("E0007", Path, new { pay = new { baseSalary = "45678.00" } }, read.ETag)).Is(HttpStatusCode.Forbidden).Json;
        var invalid = (await host.Patch("E0001", Path, new { identity = new { sex = "男" }, employment = new { department = "nowhere" } }, read.ETag)).Is(HttpStatusCode.UnprocessableEntity).Json;
        (await host.Patch("E0001", Path, new { identity = new { sex = "1" }, pay = new { baseSalary = "18000.00" } }, read.ETag)).Is(HttpStatusCode.OK);

        var mine = (await host.Get("E0007", $"/api/decisions/{denied.Text("decisionId")}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(("denied", "E0007", "E0031"), (mine.Text("outcome"), mine.Text("by"), mine["record"]!.Text("id")));
        Assert.Equal("HR-PRM-102 /pay/baseSalary", mine["findings"]!.AsArray().Single()!.GetValue<string>());
        Assert.Equal("permission denied", $"{mine["trace"]![0]!.Text("topic")} {mine["trace"]![0]!.Text("outcome")}");
        Assert.Contains("45678.00", mine["facts"]!.ToJsonString(), StringComparison.Ordinal); // what they sent
        Assert.Contains("standards/person.standard.json", mine["definitions"]!.AsArray().Texts("file"));
        var other = (await host.Get("E0024", $"/api/decisions/{denied.Text("decisionId")}")).Is(HttpStatusCode.OK); // the deputy sees the person, not their pay
        Assert.DoesNotContain("45678", other.Text, StringComparison.Ordinal);
        foreach (var outsider in new[] { "E0031", "E0046", "E0008" }) (await host.Get(outsider, $"/api/decisions/{denied.Text("decisionId")}")).Is(HttpStatusCode.NotFound);

        var wrong = (await host.Get("E0001", $"/api/decisions/{invalid.Text("decisionId")}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(invalid["errors"]!.AsArray().Select(e => $"{e!.Text("code")} {e!.Text("pointer")}"), wrong["findings"]!.AsArray().Select(f => f!.GetValue<string>()));
        Assert.All(new[] { mine, wrong }, d => Assert.True(d["reproduced"]!["same"]!.GetValue<bool>(), d.ToJsonString()));
        host.Advance(TimeSpan.FromDays(31));
        (await host.Get("E0007", $"/api/decisions/{denied.Text("decisionId")}")).Is(HttpStatusCode.NotFound);
    }

    /// <summary>What is too large to be kept is refused all the same; its answer leads nowhere rather than to nothing.</summary>
    [Fact]
    public async Task ARefusalBeyondTheManifestsLimit_IsNotKept_AndHasNoDecision()
    {
        using var definitions = new OwnDefinitions().With("manifest.json", "\"refusalBytes\": 65536", "\"refusalBytes\": 4096");
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        var tag = (await host.Get("E0001", "/api/records/person/E0031")).ETag;
        var small = (await host.Patch("E0007", "/api/records/person/E0031", new { pay = new { baseSalary = "1.00" } }, tag)).Is(HttpStatusCode.Forbidden).Json;
        (await host.Get("E0007", $"/api/decisions/{small.Text("decisionId")}")).Is(HttpStatusCode.OK);

        var transfer = await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        (await transfer.Try("E0002", "release", "return", new { comment = "请改日期" })).Is(HttpStatusCode.OK);
        var before = await DocumentCounts.Entered(host);
        var large = new string('长', 2_000);
        foreach (var refused in new[]
        {
            await host.Patch("E0007", "/api/records/person/E0031", new { pay = new { baseSalary = large } }, tag),
            await host.Post("E0007", "/api/forms/transfer/submissions", new { subject = "E0042", input = new { newDepartment = "rd1", effectiveDate = "2026-10-12", reason = large } }),
            await transfer.Try("E0007", "submit", "complete", new { input = new { newDepartment = "rd1", effectiveDate = "2026-10-12", reason = large } }),
        })
        {
            Assert.True(refused.Status is HttpStatusCode.Forbidden or HttpStatusCode.UnprocessableEntity, refused.Text);
            Assert.NotEmpty(refused.Json["errors"]!.AsArray());
            Assert.Null(refused.Json["decisionId"]);
        }

        Assert.Equal(before, await DocumentCounts.Entered(host));
        var toFix = (await host.Get("E0007", "/api/refusals")).Items(); // the reasons are told, what was sent is not kept
        Assert.Equal(["form~transfer~E0042", "record~person~E0031"], toFix.Texts("id"));
        Assert.All(toFix, item => Assert.True(item!["sent"] is null && item["errors"]!.AsArray().Count > 0, item.ToJsonString()));
    }

    [Fact]
    public async Task X2_AnAcceptedChange_KeepsHowItWasDecided()
    {
        var read = (await Host.Get("E0007", "/api/records/person/E0025")).Is(HttpStatusCode.OK);
        var saved = (await Host.Patch("E0007", "/api/records/person/E0025", new { workplace = new { seat = "5F-A-325" } }, read.ETag)).Is(HttpStatusCode.OK).Json;
        var trace = (await Host.Get("E0007", $"/api/decisions/{saved.Text("decisionId")}")).Is(HttpStatusCode.OK).Json["trace"]!.AsArray();
        var granted = trace.First(t => t!.Text("topic") == "permission")!;
        Assert.Equal(("granted", "permissions/person.permissions.json"), (granted.Text("outcome"), granted["source"]!.Text("file")));
        Assert.Contains("workplace.seat", granted.Text("text"), StringComparison.Ordinal);
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
