using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Publishing;

/// <summary>X1: before a change is published, exactly the submissions it would have changed are named; asking changes nothing.</summary>
public sealed class ReplayTests : IAsyncLifetime
{
    private const string Probation = "rules/probation.rules.json";
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.Started();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task X1_ChangedProbationRow_NamesExactlyTheSubmissionsItChanges_AndWritesNothing()
    {
        var corpus = new[] { (24, 2), (24, 1), (12, 2), (36, 3), (6, 1), (35, 2), (12, 1) };
        for (var i = 0; i < corpus.Length; i++) await Onboarding(i, corpus[i].Item1, corpus[i].Item2);
        await Journey.Submitted(_host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        var before = await DocumentCounts.Of(_host);
        var text = (await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, Probation))).Replace("\"[12..36)\"], \"then\": [2]", "\"[12..36)\"], \"then\": [1]", StringComparison.Ordinal);
        var answer = await Replay("E0006", new { files = new[] { new { path = Probation, text } } });
        Assert.Equal((8, 3, 5, 0), (Number(answer, "examined"), Number(answer, "changed"), Number(answer, "unchanged"), Number(answer, "noBaseline")));
        Assert.Equal(3, answer["byDepartment"]!["hr"]!.GetValue<int>());
        Assert.Equal(8, Number(answer, "running"));
        var routes = answer["routes"]!.AsArray().OfType<JsonNode>().ToList();
        Assert.Equal(8, routes.Sum(r => Number(r, "count")));
        Assert.Equal(3, routes.Where(r => r.Text("workflow") == "onboarding" && r.Text("before").StartsWith("accepted ", StringComparison.Ordinal) && r.Text("after") == "invalid").Sum(r => Number(r, "count")));
        Assert.Contains(routes, r => r.Text("before").StartsWith("accepted release receive hrbp", StringComparison.Ordinal) && r.Text("before") == r.Text("after"));
        foreach (var item in answer["items"]!.AsArray().OfType<JsonNode>())
        {
            Assert.Equal(("onboarding", "accepted", "invalid"), (item.Text("workflow"), item.Text("before"), item.Text("after")));
            Assert.Contains(item["differences"]!.AsArray().OfType<JsonNode>(), d => d.Text("what") == "codes" && d.Text("after") == "onboarding.probation-within-policy");
            Assert.False(item["assumed"]!.GetValue<bool>());
        }

        Assert.Equal(before, await DocumentCounts.Of(_host));
        Assert.Null(answer["next"]);
        Assert.Equal(8, await TestHost.Eventually(async () => Number(await Replay("E0006", new { limit = 1 }), "total"), total => total == 8));
    }

    [Fact]
    public async Task X1_AddedStep_ShowsWhereAndWhose_AndThatTodayWasAssumed_PageByPage()
    {
        await Journey.Submitted(_host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        await Onboarding(1, 24, 2);
        const string Path = "workflows/transfer.workflow.json";
        var text = (await File.ReadAllTextAsync(System.IO.Path.Combine(TestHost.DefinitionsPath, Path)))
            .Replace("{ \"id\": \"hrbp\", \"row\": \"hrbp\", \"approve\": \"one\"", "{ \"id\": \"hrbp\", \"row\": \"hrbp\", \"approve\": \"one\" }, { \"id\": \"second\", \"row\": \"pay\", \"approve\": \"one\"", StringComparison.Ordinal);
        var (changed, examined, cursor) = (new List<JsonNode>(), 0, (string?)null);
        do
        {
            var page = await Replay("E0001", new { files = new[] { new { path = Path, text } }, limit = 1, cursor });
            examined += Number(page, "examined");
            changed.AddRange(page["items"]!.AsArray().OfType<JsonNode>());
            cursor = page["next"]?.GetValue<string>();
        }
        while (cursor is not null);
        Assert.Equal(2, examined);
        var transfer = Assert.Single(changed);
        Assert.Equal("E0007", transfer["submitter"]!.Text("id"));
        Assert.True(transfer["assumed"]!.GetValue<bool>());
        var added = transfer["differences"]!.AsArray().Single(d => d!.Text("what") == "step.added")!;
        Assert.Equal("second", added.Text("step"));
        Assert.NotEmpty(added.Text("after"));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("-1")]
    public async Task X1_ACursorThatIsNone_IsRefused(string cursor)
    {
        var problem = (await _host.Post("E0023", "/api/revisions/active/replay", new { cursor })).Is(HttpStatusCode.BadRequest).Json;
        Assert.Equal("HR-API-002", problem.Text("code"));
        Assert.Contains("cursor", problem.Text("title"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task X1_WhoMayNotSeeTheCase_LearnsHowItChanges_ButNotWhose()
    {
        await Onboarding(1, 24, 2);
        var text = (await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, Probation))).Replace("\"[12..36)\"], \"then\": [2]", "\"[12..36)\"], \"then\": [1]", StringComparison.Ordinal);
        var item = Assert.Single((await Replay("E0023", new { files = new[] { new { path = Probation, text } } }))["items"]!.AsArray())!;
        Assert.Equal("invalid", item.Text("after"));
        Assert.Null(item["case"]);
        Assert.Null(item["submitter"]);
        Assert.DoesNotContain("E0005", item.ToJsonString(), StringComparison.Ordinal);
        (await _host.Post("E0026", "/api/revisions/active/replay", new { })).Is(HttpStatusCode.Forbidden);
        (await _host.Post("E0023", $"/api/revisions/{new string('a', 64)}/replay", new { })).Is(HttpStatusCode.NotFound);
        var broken = (await _host.Post("E0023", "/api/revisions/active/replay", new { files = new[] { new { path = Probation, text = "{" } } })).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Contains(broken["diagnostics"]!.AsArray(), d => d!.Text("code") == "HR-DEF-001");
    }

    /// <summary>X1: a candidate that is sent whole is judged without what it no longer has; laid over the active set it would still have it.</summary>
    [Fact]
    public async Task X1_DefinitionRemovedInTheCandidate_IsNotThere_WhenTheCandidateIsWhole()
    {
        await Journey.Submitted(_host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        var gone = new[] { "workflows/transfer.", "forms/transfer.", "requirements/" };
        var files = HrCollab.Tests.Repository.Files("definitions", ".json").Select(f => new { path = f.Path["definitions/".Length..], text = f.Text })
            .Where(f => !f.path.StartsWith("schema/", StringComparison.Ordinal) && !gone.Any(g => f.path.StartsWith(g, StringComparison.Ordinal))).ToArray();
        Assert.Equal(0, Number(await Replay("E0006", new { files }), "changed"));
        var item = Assert.Single((await Replay("E0006", new { files, whole = true }))["items"]!.AsArray())!;
        Assert.Equal(("transfer", "accepted", "gone"), (item.Text("workflow"), item.Text("before"), item.Text("after")));
        Assert.Equal("E0042", item["subject"]!.Text("id"));
        (await _host.Post("E0006", "/api/revisions/active/replay", new { whole = true })).Is(HttpStatusCode.UnprocessableEntity);
    }

    /// <summary>X1: a page says in words what its ids are: departments, people and steps; what cannot be compared is listed with its case.</summary>
    [Fact]
    public async Task X1_Names_SayWhatThePageShows()
    {
        await Journey.Submitted(_host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        var text = (await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, Probation))).Replace("\"[12..36)\"], \"then\": [2]", "\"[12..36)\"], \"then\": [1]", StringComparison.Ordinal);
        await Onboarding(1, 24, 2);
        var answer = await Replay("E0006", new { files = new[] { new { path = Probation, text } } });
        var codes = Assert.Single(answer["items"]!.AsArray())!["differences"]!.AsArray().Single(d => d!.Text("what") == "codes")!;
        Assert.Contains("试用期", codes["reasonsAfter"]![0]!.Text("zh"), StringComparison.Ordinal);
        Assert.Empty(codes["reasonsBefore"]!.AsArray());
        Assert.Equal("人力资源部", answer["names"]!["departments"]!.Text("hr"));
        Assert.Equal("调岗", answer["names"]!["workflows"]!["transfer"]!.Text("zh"));
        Assert.Equal("调出部门确认", answer["names"]!["steps"]!["transfer/release"]!.Text("zh"));
    }

    private async Task Onboarding(int number, int term, int probation)
    {
        var input = NewPerson.Form($"E02{number:D2}", 200 + number);
        (input["contractKind"], input["termMonths"], input["probationMonths"]) = ("fixed", term, probation);
        var journey = await Journey.Submitted(_host, "E0005", "onboarding", new { input });
        await TestHost.Eventually(() => journey.Trace(), t => t.Texts("type").Count(type => type == "effect.applied") == 2); // record and probation: nothing else follows by itself
    }

    private async Task<JsonNode> Replay(string person, object body) => (await _host.Post(person, "/api/revisions/active/replay", body)).Is(HttpStatusCode.OK).Json;

    private static int Number(JsonNode answer, string member) => answer[member]!.GetValue<int>();
}
