using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Tests.Storage;
using HrCollab.Functions.Tests.Storage.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HrCollab.Functions.Tests.Feedback;

/// <summary>X24: a commit that names feedback closes it when it becomes active, and whoever gave it reads what was changed.</summary>
public sealed class ClosingTests
{
    private const string Author = "E0007";
    private const string Lead = "E0003";
    private const string Publisher = "E0023";
    private const string Earlier = "\"remind\": [\"1 wd before\"]", Sooner = "\"remind\": [\"2 wd before\"]"; // of the first row
    private const string Matrix = "responsibilities/transfer.responsibilities.json";

    [Theory]
    [EveryStore]
    public async Task X24_ACommitThatNamesIt_ClosesItOnceActive_AndItsAuthorReadsWhatWasChanged(TestStore store)
    {
        await using var host = await TestHost.Started(store: store);
        using var definitions = new DefinitionsInGit();
        var first = await Give(host, "steps/release", "两天不够。");
        var second = await Give(host, "steps/receive", "要核对编制,来不及。");
        var third = await Give(host, "steps/hrbp", "与此无关。");
        host.Advance(TimeSpan.FromDays(2));

        var commit = definitions.Change(Matrix, Earlier, Sooner, $"Remind earlier\n\nAs departments asked.\n\nReviewed-by: Somebody\nCloses-Feedback: {first}\nCloses-Feedback: {second}\nCloses-Feedback: nothing1");
        definitions.Change(Matrix, "Agree to the move; settle open work and handover", "Agree to the move and settle open work", "A later commit that names none: Closes-Feedback is a trailer, not a word");
        var kept = await definitions.Publish(host, Publisher, "--json");
        Assert.Equal((false, 0), (JsonNode.Parse(kept)!["active"]!.GetValue<bool>(), JsonNode.Parse(kept)!["closed"]!.AsArray().Count));
        Assert.Equal(3, (await Own(host)).Count(i => i!.Text("state") == "open")); // nothing is answered by what is not active

        var active = JsonNode.Parse((await definitions.Run("activate", JsonNode.Parse(kept)!.Text("id"), "--host", host.Address.ToString(), "--token", await host.Token(Publisher), "--json")).Text)!;
        Assert.Equal(new[] { first, second }.Order(StringComparer.Ordinal), active["closed"]!.AsArray().Select(i => i!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Equal(["nothing1"], active["unknown"]!.AsArray().Select(i => i!.GetValue<string>()));

        var own = await Own(host);
        Assert.Equal([third, second, first], own.Texts("id")); // open first, then the newest
        var closed = own.Single(i => i!.Text("id") == first)!;
        Assert.Equal(("closed", commit, JsonNode.Parse(kept)!.Text("id"), 2), (closed.Text("state"), closed["closed"]!.Text("commit"), closed["closed"]!.Text("revision"), closed["ageDays"]!.GetValue<int>()));
        Assert.Equal(["责任矩阵“调岗责任矩阵”:责任行“调出部门确认”的提醒由 提前 1 个工作日 改为 提前 2 个工作日。"], closed["closed"]!["changes"]!.AsArray().Select(c => c!.GetValue<string>()));
        var english = (await host.Send(Author, HttpMethod.Get, "/api/feedback", null, language: "en")).Json["items"]!.AsArray().Single(i => i!.Text("id") == first)!["closed"]!["changes"]![0]!.GetValue<string>();
        Assert.Contains("'Release'", english);
        Assert.Contains("2 working days before", english);
        Assert.Equal(["steps/hrbp"], (await host.Get(Lead, "/api/feedback?view=open")).Json["items"]!.AsArray().Select(i => i!["element"]!.Text("place")));

        // Once: published again, activated again, rolled back, the answer stays the first.
        host.Advance(TimeSpan.FromDays(1));
        Assert.DoesNotContain("已回应的反馈", await definitions.Publish(host, Publisher, "--activate", "--lang", "zh"));
        Assert.Equal(closed.ToJsonString(), (await Own(host)).Single(i => i!.Text("id") == first)!.ToJsonString());

        // Rolling back opens nothing again, and says whose answer no longer holds.
        var shipped = (await host.Get(Publisher, "/api/revisions")).Is(HttpStatusCode.OK).Json["activations"]!.AsArray()[^1]!.Text("id");
        var back = (await host.Post(Publisher, $"/api/revisions/{shipped}/activate")).Is(HttpStatusCode.OK).Json["feedback"]!;
        Assert.Equal(new[] { first, second }.Order(StringComparer.Ordinal), back["stillClosed"]!.AsArray().Select(i => i!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Equal(closed.ToJsonString(), (await Own(host)).Single(i => i!.Text("id") == first)!.ToJsonString());
        Assert.Empty((await host.Post(Publisher, $"/api/revisions/{JsonNode.Parse(kept)!.Text("id")}/activate")).Is(HttpStatusCode.OK).Json["feedback"]!["stillClosed"]!.AsArray());

        (await host.Post("E0008", $"/api/feedback/{first}/seen")).Is(HttpStatusCode.NotFound); // not theirs
        (await host.Post(Author, $"/api/feedback/{third}/seen")).Is(HttpStatusCode.NotFound); // no answer yet
        for (var i = 0; i < 2; i++) (await host.Post(Author, $"/api/feedback/{first}/seen")).Is(HttpStatusCode.NoContent);
        Assert.Equal([false, true], (await Own(host)).Where(i => i!.Text("state") == "closed").Select(i => i!["seen"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task X24_PublishedAtOnce_TheCommandLineSaysWhatItAnswered_AndAStartSettlesWhatIsOwed()
    {
        using var definitions = new DefinitionsInGit();
        var folder = Directory.CreateTempSubdirectory("hrcollab-closing-").FullName;
        await using (var host = await TestHost.Started(folder, store: TestStore.Sqlite))
        {
            var first = await Give(host, "steps/release", "两天不够。");
            definitions.Change(Matrix, Earlier, Sooner, $"Remind earlier\n\nCloses-Feedback: {first}");
            Assert.Contains("已回应的反馈:" + first, await definitions.Publish(host, Publisher, "--activate", "--lang", "zh"));

            // A process that ends between activating and closing leaves what the active revision owes.
            var owed = await Give(host, "steps/receive", "来不及。");
            var revision = (await host.Get(Author, "/api/ready")).Json.Text("revision");
            await Owes(host, revision, owed);
        }

        TimeProvider clock;
        await using (var host = await TestHost.Started(folder, store: TestStore.Sqlite))
        {
            Assert.All(await Own(host), i => Assert.Equal("closed", i!.Text("state")));
            clock = host.Clock;
            var projector = host.Services.GetRequiredService<ProjectorSignal>();
            while (projector.Behind > 0) await projector.CaughtUp(default);
        }

        var (code, said) = await Tool.Run(TestStore.Sqlite, folder, clock, "verify-views"); // the rows are what follows from the events
        Assert.True(code == 0, said);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task X24_MonthlyReport_ListsOpenFeedbackAndItsAgeByDepartment()
    {
        await using var host = await TestHost.Started();
        var first = await Give(host, "steps/release", "两天不够。");
        host.AdvanceTo("2026-09-26T10:00:00");
        var second = (await host.Post("E0008", "/api/feedback", Body("steps/receive", "来不及。"))).Is(HttpStatusCode.Created).Json.Text("id");
        host.AdvanceTo("2026-10-06T12:00:00");
        var files = new[] { new { path = Matrix, text = (await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, Matrix))).Replace(Earlier, Sooner, StringComparison.Ordinal) } };
        (await host.Post(Publisher, "/api/revisions", new { files, activate = true, closes = new[] { new { id = second } } })).Is(HttpStatusCode.Created);

        var september = (await host.Get(Lead, "/api/feedback/report?month=2026-09")).Is(HttpStatusCode.OK).Json["departments"]!.AsArray();
        Assert.Equal(["研发一部 1 14 14 1 0", "研发二部 1 4 4 1 0"], september.Select(Line));
        Assert.Equal("两天不够。", september[0]!["items"]![0]!.Text("text"));
        var october = (await host.Get(Lead, "/api/feedback/report")).Is(HttpStatusCode.OK).Json;
        Assert.Equal("2026-10", october.Text("month"));
        Assert.Equal(["研发一部 1 20 20 0 0", "研发二部 0 0 0 0 1"], october["departments"]!.AsArray().Select(Line));
        Assert.Equal(first, october["departments"]![0]!["items"]![0]!.Text("id"));
        Assert.Empty((await host.Get("E0006", "/api/feedback/report")).Is(HttpStatusCode.OK).Json["departments"]!.AsArray()); // reviews rules: nothing of workflows

        static string Line(JsonNode? d) => $"{d!.Text("name")} {d!["open"]} {d["oldestDays"]} {d["averageDays"]} {d["given"]} {d["answered"]}";
    }

    [Fact]
    public async Task X24_HostileClosings_AreRefused()
    {
        await using var host = await TestHost.Started();
        foreach (var closes in new[] { """[{"id":""}]""", """[{"id":"../x"}]""", """[{"id":"a","commit":"main"}]""", """[{"id":"a","what":1}]""", "[null]", """[{"id":null}]""", """[{"id":"a","changes":[null]}]""", """[{"id":"a","changes":[{"zh":null,"en":""}]}]""", $$"""[{"id":"a","changes":[{"zh":"{{new string('长', 700)}}","en":""}]}]""", $"[{string.Join(',', Enumerable.Repeat("{\"id\":\"a\"}", 201))}]" })
            (await host.Post(Publisher, "/api/revisions", $$"""{"files":[],"closes":{{closes}}}""")).Is(HttpStatusCode.BadRequest);
    }

    /// <summary>A process that ended between activating and closing: whatever is made active next, what was owed is answered first.</summary>
    [Theory]
    [InlineData("publish")]
    [InlineData("activate")]
    [InlineData("start")]
    public async Task X24_WhatTheActiveRevisionOwes_IsAnsweredBeforeAnotherTakesItsPlace(string by)
    {
        using var definitions = new OwnDefinitions();
        var folder = Directory.CreateTempSubdirectory("hrcollab-closing-").FullName;
        string owed, revision;
        await using (var host = await TestHost.Started(folder, store: TestStore.Sqlite, definitions: definitions.Folder))
        {
            var other = (await host.Post(Publisher, "/api/revisions", new { files = await Changed(), activate = false })).Is(HttpStatusCode.Created).Json.Text("id");
            owed = await Give(host, "steps/release", "两天不够。");
            await Owes(host, revision = (await host.Get(Author, "/api/ready")).Json.Text("revision"), owed);
            if (by == "publish") (await host.Post(Publisher, "/api/revisions", new { files = await Changed(), activate = true })).Is(HttpStatusCode.OK);
            if (by == "activate") (await host.Post(Publisher, $"/api/revisions/{other}/activate")).Is(HttpStatusCode.OK);
        }

        if (by == "start") definitions.With(Matrix, Earlier, Sooner);
        await using (var host = await TestHost.Started(folder, store: TestStore.Sqlite, definitions: definitions.Folder))
        {
            Assert.NotEqual(revision, (await host.Get(Author, "/api/ready")).Json.Text("revision"));
            Assert.Equal(revision, Assert.Single(await Own(host))!["closed"]!.Text("revision"));
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What hinders closing is said in the log and hinders no start.</summary>
    [Fact]
    public async Task X24_AStart_GoesOn_WhenWhatIsOwedCannotBeSettled()
    {
        var folder = Directory.CreateTempSubdirectory("hrcollab-closing-").FullName;
        await using (var host = await TestHost.Started(folder, store: TestStore.Sqlite))
        {
            var revision = (await host.Get(Author, "/api/ready")).Json.Text("revision");
            await host.Store.Commit(new Batch(Container.Host, "revision:" + revision, [new Operation.Put("closing|a", "{\"id\":5}"u8.ToArray())]), default);
        }

        var log = new FakeLogCollector();
        await using (var host = await TestHost.Started(folder, store: TestStore.Sqlite, configure: services => services.AddSingleton<ILoggerProvider>(log)))
            (await host.Get(Author, "/api/ready")).Is(HttpStatusCode.OK);
        Assert.Contains(log.Lines, l => l.Level == LogLevel.Error && l.Text.Contains("Feedback that revision", StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A commit that changes no meaning is the revision that is active: what it answers is answered, without activating.</summary>
    [Fact]
    public async Task X24_PublishedAgain_WhatTheActiveRevisionAnswersIsClosed_AndTheFirstAnswerStays()
    {
        await using var host = await TestHost.Started();
        var (first, second) = (await Give(host, "steps/release", "两天不够。"), await Give(host, "steps/receive", "来不及。"));
        var same = (await host.Post(Publisher, "/api/revisions", new { files = Array.Empty<object>(), closes = new[] { new { id = first } } })).Is(HttpStatusCode.OK).Json;
        Assert.Equal([first], same["feedback"]!["closed"]!.AsArray().Select(i => i!.GetValue<string>()));
        var id = "";
        foreach (var said in new[] { "一", "二" })
            id = (await host.Post(Publisher, "/api/revisions", new { files = await Changed(), closes = new[] { new { id = second, changes = new[] { new { zh = said, en = said } } } } })).Json.Text("id");
        (await host.Post(Publisher, $"/api/revisions/{id}/activate")).Is(HttpStatusCode.OK);
        Assert.Equal("一", (await Own(host)).Single(i => i!.Text("id") == second)!["closed"]!["changes"]![0]!.GetValue<string>());
    }

    /// <summary>More than one document can hold.</summary>
    [Fact]
    public async Task X24_ManyLongAnswers_AreKept()
    {
        await using var host = await TestHost.Started();
        var mine = await Give(host, "steps/release", "两天不够。");
        var changes = Enumerable.Repeat(new { zh = new string('长', 600), en = new string('x', 600) }, 40).ToArray();
        var closes = Enumerable.Range(0, 60).Select(i => new { id = $"unknown{i:D2}", changes }).Append(new { id = mine, changes });
        var done = (await host.Post(Publisher, "/api/revisions", new { files = await Changed(), activate = true, closes })).Is(HttpStatusCode.Created).Json["feedback"]!;
        Assert.Equal([mine], done["closed"]!.AsArray().Select(i => i!.GetValue<string>()));
        Assert.Equal(60, done["unknown"]!.AsArray().Count);
        Assert.Equal(40, Assert.Single(await Own(host))!["closed"]!["changes"]!.AsArray().Count);
    }

    private static async Task<object[]> Changed() => [new { path = Matrix, text = (await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, Matrix))).Replace(Earlier, Sooner, StringComparison.Ordinal) }];

    private static async Task Owes(TestHost host, string revision, string id) =>
        await host.Store.Commit(new Batch(Container.Host, "revision:" + revision, [new Operation.Put("closing|" + id, System.Text.Encoding.UTF8.GetBytes($$"""{"id":"{{id}}"}"""))]), default);

    private static async Task<string> Give(TestHost host, string place, string text)
    {
        host.Advance(TimeSpan.FromMinutes(1));
        return (await host.Post(Author, "/api/feedback", Body(place, text))).Is(HttpStatusCode.Created).Json.Text("id");
    }

    private static object Body(string place, string text) => new { element = new { kind = "workflows", id = "transfer", place }, text };

    private static async Task<JsonArray> Own(TestHost host) => (await host.Get(Author, "/api/feedback")).Is(HttpStatusCode.OK).Json["items"]!.AsArray();
}
