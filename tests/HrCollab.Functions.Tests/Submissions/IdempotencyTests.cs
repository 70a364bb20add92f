using System.Net;

namespace HrCollab.Functions.Tests.Submissions;

/// <summary>A command that is sent again finds its own work.</summary>
public sealed class IdempotencyTests(Company company) : IClassFixture<Company>
{
    private TestHost Host => company.Host;

    [Fact]
    public async Task TheSameKeyEightTimesAtOnce_MakesOneCase()
    {
        var body = Transfer("E0024");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Host.Post("E0007", "/api/forms/transfer/submissions", body, "eight")));
        Assert.All(answers, a => a.Is(HttpStatusCode.Created));
        Assert.Single(answers.Select(a => a.Text).Distinct());
        Assert.Single(answers.Select(a => a.Location).Distinct());
        Assert.Single((await Host.Get("E0024", "/api/cases")).Items());
    }

    [Fact]
    public async Task AnotherBodyUnderTheSameKey_IsRefused()
    {
        (await Host.Post("E0007", "/api/forms/transfer/submissions", Transfer("E0025"), "one-key")).Is(HttpStatusCode.Created);
        Assert.Equal("HR-API-007", (await Host.Post("E0007", "/api/forms/transfer/submissions", Transfer("E0026"), "one-key")).Is(HttpStatusCode.UnprocessableEntity).Json.Text("code"));
        Assert.Empty((await Host.Get("E0026", "/api/cases")).Items());
    }

    [Fact]
    public async Task TheKeyOfSomebodyElse_IsAnotherKey()
    {
        var first = (await Host.Post("E0007", "/api/forms/transfer/submissions", Transfer("E0027"), "shared")).Is(HttpStatusCode.Created);
        var second = (await Host.Post("E0001", "/api/forms/transfer/submissions", Transfer("E0027"), "shared")).Is(HttpStatusCode.Created);
        Assert.NotEqual(first.Json.Text("case"), second.Json.Text("case"));
    }

    [Fact]
    public async Task ARepeatedAct_IsAnsweredTheSame_AfterTheCaseHasMovedOn()
    {
        var transfer = await Journey.Submitted(Host, "E0007", "transfer", Transfer("E0028"));
        var first = await transfer.Try("E0002", "release", "approve", new { comment = "同意", checks = Journey.Marks("handover", "date") }, "act");
        await transfer.Approve("receive");
        var again = await Host.Post("E0002", $"/api/cases/{transfer.Id}/tasks/release-1/approve", new { comment = "同意", checks = Journey.Marks("handover", "date") }, "act");
        Assert.Equal((first.Is(HttpStatusCode.OK).Text, first.ETag), (again.Is(HttpStatusCode.OK).Text, again.ETag));
        (await Host.Post("E0002", $"/api/cases/{transfer.Id}/tasks/release-1/approve", new { comment = "不同" }, "act")).Is(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task AKeyThatIsNone_IsRefused()
    {
        foreach (var key in new[] { "with space", new string('k', 201) })
            Assert.Equal("HR-API-008", (await Host.Post("E0007", "/api/forms/transfer/submissions", Transfer("E0029"), key)).Is(HttpStatusCode.BadRequest).Json.Text("code"));
    }

    private static object Transfer(string subject) => new { subject, input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } };
}
