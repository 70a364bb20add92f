using System.Net;

namespace HrCollab.Functions.Tests.Tasks;

/// <summary>Many people act on one case at the same time and nobody's work is lost.</summary>
public sealed class ConcurrentActsTests(Company company) : IClassFixture<Company>
{
    private TestHost Host => company.Host;

    [Fact]
    public async Task SixteenActsAtOnceOnOneCase_AreAllThereOnce()
    {
        var onboarding = await Journey.Submitted(Host, "E0005", "onboarding", new { input = NewPerson.Form("E0081", 61) });
        (string Person, string Step, string[] Checks)[] acts =
        [
            ("E0005", "materials", ["identity", "leaving", "education"]), ("E0018", "accounts", ["accountName", "rights", "device"]),
            ("E0016", "seat", ["seatNo", "badgeNo", "access"]), ("E0007", "mentor", ["mentor", "plan"]),
        ];

        // Four departments act, and each sends its act four times with one key: sixteen requests, four acts.
        var answers = await Task.WhenAll(acts.SelectMany(a => Enumerable.Repeat(a, 4))
            .Select(a => Host.Post(a.Person, $"/api/cases/{onboarding.Id}/tasks/{a.Step}-1/complete", new { checks = Journey.Marks(a.Checks) }, $"act-{a.Step}")));
        Assert.All(answers, a => a.Is(HttpStatusCode.OK));
        foreach (var same in answers.Chunk(4)) Assert.Single(same.Select(a => a.Text).Distinct());
        var closed = (await onboarding.Trace()).Where(e => e!.Text("type") == "task.closed").Select(e => e!.Text("step"));
        Assert.Equal(["accounts", "materials", "mentor", "seat"], closed.Order());
        Assert.Equal(["contract", "dayOne"], await onboarding.OpenSteps());
    }

    [Fact]
    public async Task SixteenApproversOfSixteenCases_EachCaseMovesOnOnce()
    {
        string[] subjects = ["E0024", "E0025", "E0026", "E0027", "E0028", "E0029", "E0030", "E0031", "E0032", "E0033", "E0042"];
        var cases = await Task.WhenAll(subjects.Select(s => Journey.Submitted(Host, "E0007", "transfer", new { subject = s, input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } })));
        var answers = await Task.WhenAll(cases.SelectMany(c => new[] { c, c }).Select((c, i) => Host.Post("E0002", $"/api/cases/{c.Id}/tasks/release-1/approve", new { comment = "同意", checks = Journey.Marks("handover", "date") }, $"once-{i}")));
        Assert.Equal(subjects.Length, answers.Count(a => a.Status == HttpStatusCode.OK));
        Assert.Equal(subjects.Length, answers.Count(a => a.Status == HttpStatusCode.Conflict));
        foreach (var c in cases) Assert.Equal(["receive"], await c.OpenSteps());
        var held = (await Host.Get("E0008", "/api/tasks?limit=200")).Items().Texts("case");
        Assert.All(cases, c => Assert.Single(held, h => h == c.Id));
    }

    [Fact]
    public async Task AStaleIfMatch_IsRefusedWithTheCurrentVersion_AndTheRightOneActs()
    {
        var transfer = await Journey.Submitted(Host, "E0008", "transfer", new { subject = "E0036", input = new { newDepartment = "rd1", effectiveDate = "2026-10-12" } });
        var seen = (await Host.Get("E0008", $"/api/cases/{transfer.Id}")).Is(HttpStatusCode.OK).ETag;
        var path = $"/api/cases/{transfer.Id}/tasks/release-1/approve";
        var stale = await Host.Send("E0002", HttpMethod.Post, path, new { comment = "同意", checks = Journey.Marks("handover", "date") }, ifMatch: "\"7\"");
        Assert.Equal("HR-API-010", stale.Is(HttpStatusCode.PreconditionFailed).Json.Text("code"));
        Assert.Equal("\"1\"", stale.ETag); // the version; what was read begins with it
        Assert.StartsWith("\"1-", seen);
        var done = (await Host.Send("E0002", HttpMethod.Post, path, new { comment = "同意", checks = Journey.Marks("handover", "date") }, ifMatch: seen)).Is(HttpStatusCode.OK);
        Assert.Equal("\"2\"", done.ETag);
        Assert.StartsWith("\"2-", (await Host.Get("E0008", $"/api/cases/{transfer.Id}")).ETag);
    }

    [Fact]
    public async Task ARejection_NeedsAReason_AndEndsTheCase()
    {
        var transfer = await Journey.Submitted(Host, "E0008", "transfer", new { subject = "E0037", input = new { newDepartment = "rd1", effectiveDate = "2026-10-12" } });
        var refused = (await transfer.Try("E0002", "release", "reject", new { comment = " " })).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Equal("/comment", refused["errors"]!.AsArray().Single()!.Text("pointer"));
        (await transfer.Try("E0002", "release", "reject", new { comment = "项目关键期" })).Is(HttpStatusCode.OK);
        Assert.Equal("rejected", (await transfer.Case()).Text("state"));
        Assert.Empty(await transfer.OpenSteps());
        Assert.Contains("项目关键期", (await transfer.Trace()).Select(e => e!["comment"]?.GetValue<string>()));
    }
}
