using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Tasks;

/// <summary>A form that was returned and is sent again is judged as it was the first time: permission, standard, rules, and a trace of it all.</summary>
public sealed class ResubmissionTests
{
    private static readonly object Form = new { newDepartment = "rd2", effectiveDate = "2026-10-19" };

    [Fact]
    public async Task S9_TheTraceOfACase_ShowsHowBothFormsWereJudged()
    {
        await using var host = await TestHost.Started();
        var transfer = await Returned(host);
        var again = (await transfer.Try("E0007", "submit", "complete", new { input = Form, comment = "日期已改" })).Is(HttpStatusCode.OK).Json;
        Assert.Equal("release", again["tasks"]!.AsArray().Single()!.Text("step"));

        var judged = (await transfer.Trace()).Where(e => e!.Text("type") is "case.submitted" or "case.resubmitted").ToList();
        Assert.Equal(["case.submitted", "case.resubmitted"], judged.Select(e => e!.Text("type")));
        Assert.Equal(Judgements(judged[0]!), Judgements(judged[1]!));
        Assert.Contains("permission granted", Judgements(judged[1]!));
        Assert.Contains("rule true", Judgements(judged[1]!));
        foreach (var decision in (await transfer.Trace()).Texts("decisionId").Distinct())
            Assert.True((await host.Get("E0001", $"/api/decisions/{decision}")).Is(HttpStatusCode.OK).Json["reproduced"]!["same"]!.GetValue<bool>());
        Assert.Equal("2026-10-19", (await transfer.Case())["input"]!.Text("effectiveDate"));
    }

    [Fact]
    public async Task SomebodyNamedForTheFirstTime_IsKnown() // S11
    {
        await using var host = await TestHost.Started();
        object Leaving(string receiver) => new { lastWorkingDay = "2026-10-16", leaveReason = "resignation", receiver };
        var leaving = await Journey.Submitted(host, "E0046", "offboarding", new { subject = "E0046", input = Leaving("E0047") });
        (await leaving.Try("E0009", "manager", "return", new { comment = "请换交接人" })).Is(HttpStatusCode.OK);
        var unknown = (await leaving.Try("E0046", "submit", "complete", new { input = Leaving("E9999") })).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Equal(["HR-STD-114"], unknown["errors"]!.AsArray().Texts("code"));
        (await leaving.Try("E0046", "submit", "complete", new { input = Leaving("E0051") })).Is(HttpStatusCode.OK);
        Assert.Equal("E0051", (await leaving.Case())["input"]!.Text("receiver"));
    }

    [Fact]
    public async Task RuleThatForbidsIt_RefusesTheCorrectedFormToo_AndSaysWhy()
    {
        await using var host = await TestHost.Started();
        var transfer = await Returned(host);
        await Change(host, new { employment = new { leaveDate = "2026-12-31" } });
        var refused = (await transfer.Try("E0007", "submit", "complete", new { input = Form })).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Contains("transfer-eligibility.no-leave-date", refused["errors"]!.AsArray().Texts("code"));
        Assert.Contains(refused["trace"]!.AsArray(), t => t!.Text("topic") == "rule" && t!.Text("outcome") == "false");
        Assert.Equal(["submit"], await transfer.OpenSteps());

        var preflight = (await host.Post("E0007", "/api/forms/transfer/preflight", new { subject = "E0042", input = Form })).Is(HttpStatusCode.OK).Json;
        Assert.Equal(refused["errors"]!.AsArray().Texts("code"), preflight["errors"]!.AsArray().Texts("code")); // one judge
    }

    [Fact]
    public async Task WrongField_IsNamedWhereItWasSent()
    {
        await using var host = await TestHost.Started();
        var transfer = await Returned(host);
        var refused = (await transfer.Try("E0007", "submit", "complete", new { input = new { newDepartment = "rd1", effectiveDate = "2026-10-19" } })).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Contains("/input/newDepartment", refused["errors"]!.AsArray().Texts("pointer"));
    }

    [Fact]
    public async Task SubmitterWhoIsNoLongerTheManager_MayNotSendItAgain()
    {
        await using var host = await TestHost.Started();
        var transfer = await Returned(host);
        await Change(host, new { employment = new { department = "admin", manager = "E0001" } });
        var denied = (await transfer.Try("E0007", "submit", "complete", new { input = Form })).Is(HttpStatusCode.Forbidden).Json;
        Assert.Equal("HR-PRM-104", denied.Text("code"));
        Assert.Contains(denied["trace"]!.AsArray(), t => t!.Text("topic") == "permission" && t!.Text("outcome") == "denied");
    }

    private static async Task<Journey> Returned(TestHost host)
    {
        var transfer = await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        (await transfer.Try("E0002", "release", "return", new { comment = "请改日期" })).Is(HttpStatusCode.OK);
        return transfer;
    }

    private static async Task Change(TestHost host, object change)
    {
        var record = (await host.Get("E0001", "/api/records/person/E0042")).Is(HttpStatusCode.OK);
        (await host.Patch("E0001", "/api/records/person/E0042", change, record.ETag)).Is(HttpStatusCode.OK);
    }

    private static List<string> Judgements(JsonNode happened) => [.. happened["trace"]!.AsArray().Select(t => $"{t!.Text("topic")} {t!.Text("outcome")}")];
}
