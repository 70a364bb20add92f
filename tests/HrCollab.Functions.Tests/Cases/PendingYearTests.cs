using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Tests.Portal;

namespace HrCollab.Functions.Tests.Cases;

/// <summary>A due time in a year without a calendar is pending wherever it is shown; no answer and no page counts weekends instead.</summary>
public sealed class PendingYearTests
{
    private const int Year = 2027;

    private static readonly object Transfer = new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2027-01-11", reason = "项目需要" } };

    [Fact]
    public async Task X20_DueIn2027WithoutCalendar_IsPendingInEveryAnswerAndPage()
    {
        await using var host = await TestHost.Started(now: new DateTimeOffset(2026, 12, 31, 10, 0, 0, TimeSpan.FromHours(8)));
        var preflight = (await host.Post("E0007", "/api/forms/transfer/preflight", Transfer)).Is(HttpStatusCode.OK).Json;
        Pending(Step(preflight["route"]!.AsArray()));
        Assert.Null(preflight["finish"]?.GetValue<string>());

        var submitted = (await host.Post("E0007", "/api/forms/transfer/submissions", Transfer)).Is(HttpStatusCode.Created).Json;
        Pending(submitted["next"]!);
        Pending(submitted["tasks"]!.AsArray().Single()!);
        Assert.Null(submitted["finish"]?.GetValue<string>());

        var id = submitted.Text("case");
        var owner = submitted["next"]!.Text("owner");
        Pending((await TestHost.Eventually(() => host.Get(owner, "/api/tasks"), a => a.Items().Count > 0)).Items().Single(t => t!.Text("case") == id)!);
        var shown = (await host.Get("E0007", $"/api/cases/{id}")).Is(HttpStatusCode.OK).Json;
        Pending(shown["tasks"]!.AsArray().Single()!);
        Pending(Step(shown["steps"]!.AsArray()));
        Pending((await host.Get(owner, $"/api/board/person/{owner}")).Items().Single(t => t!.Text("case") == id)!);

        foreach (var (language, inbox, flow) in new[] { ("zh", "待定(缺 2027 日历)", "时限待定(缺 2027 日历)"), ("en", "pending (no 2027 calendar)", "due time pending: no 2027 calendar") })
        {
            using var browser = new Browser(host);
            await browser.SignIn(owner);
            await browser.Send("form[action='/preferences']", new() { ["language"] = language });
            await browser.Open("/inbox");
            Assert.Contains(inbox, browser.Page.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
            await browser.Open($"/cases/{id}");
            var when = browser.Page.QuerySelector(".step.open .when")!;
            Assert.Contains(flow, when.TextContent, StringComparison.Ordinal);
            Assert.DoesNotContain(when.QuerySelectorAll("time"), t => t.GetAttribute("datetime")!.StartsWith("2027", StringComparison.Ordinal));
        }
    }

    private static JsonNode Step(JsonArray steps) => steps.Single(s => s!.Text("step") == "release")!;

    private static void Pending(JsonNode task)
    {
        Assert.Equal(Year, task["duePending"]?.GetValue<int>());
        Assert.Null(task["due"]);
    }
}
