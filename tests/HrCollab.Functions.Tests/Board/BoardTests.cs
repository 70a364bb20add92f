using System.Net;
using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Board;

/// <summary>The board counts what its lists hold.</summary>
public sealed class BoardTests
{
    [Fact]
    public async Task S40_CountsEqualTheLengthOfTheirLists_AfterEveryAction()
    {
        await using var host = await TestHost.Started();
        await Agrees(host);
        var transfer = await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        await Agrees(host, transfer);
        var onboarding = await Journey.Submitted(host, "E0005", "onboarding", new { input = NewPerson.Form("E0061", 41) });
        await Agrees(host, transfer, onboarding);
        await transfer.Approve("release");
        await Agrees(host, transfer, onboarding);
        (await onboarding.Try("E0018", "accounts", "claim")).Is(HttpStatusCode.OK);
        await Agrees(host, transfer, onboarding);
        await onboarding.Complete("materials", "identity", "leaving", "education");
        await Agrees(host, transfer, onboarding);
        (await transfer.Try("E0008", "receive", "reject", new { comment = "没有编制" })).Is(HttpStatusCode.OK);
        await Agrees(host, transfer, onboarding);
    }

    [Fact]
    public async Task S40_WhatIsDueToday_CountsAsDueTodayAndThenAsLate()
    {
        await using var host = await TestHost.Started();
        await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        var due = DateTimeOffset.Parse((await host.Get("E0002", "/api/tasks")).Items().Single()!.Text("due"), System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((1, 0, 0), await Line(host));
        host.AdvanceTo(due.ToString("yyyy-MM-dd'T'00:00:01", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal((1, 1, 0), await Line(host));
        host.Clock.SetUtcNow(due.AddSeconds(1));
        Assert.Equal((1, 0, 1), await Line(host));
        Assert.True((await host.Get("E0002", "/api/board/person/E0002")).Items().Single()!["late"]!.GetValue<bool>());
    }

    [Fact]
    public async Task S15_SomebodyWhoAnswersForNoDepartment_SeesTheWorkOfNone()
    {
        await using var host = await TestHost.Started();
        await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        await Journey.Submitted(host, "E0005", "onboarding", new { input = NewPerson.Form("E0061", 41) });
        Assert.Empty((await host.Get("E0029", "/api/board?by=department")).Items());
        Assert.Empty((await host.Get("E0029", "/api/tasks?view=department")).Items());
        Assert.Empty((await host.Get("E0029", "/api/cases?view=department")).Items());
        Assert.Equal(["rd1"], (await host.Get("E0007", "/api/board?by=department")).Items().Texts("id"));
        (await host.Get("E0029", "/api/board/department/rd1")).Is(HttpStatusCode.NotFound);
        (await host.Get("E0029", "/api/board/department/it")).Is(HttpStatusCode.NotFound);
        (await host.Get("E0029", "/api/board/person/E0018")).Is(HttpStatusCode.NotFound);
    }

    private static async Task<(int Open, int Today, int Late)> Line(TestHost host)
    {
        var line = (await host.Get("E0002", "/api/board?by=person")).Items().Single(l => l!.Text("id") == "E0002")!;
        return (line["open"]!.GetValue<int>(), line["dueToday"]!.GetValue<int>(), line["late"]!.GetValue<int>());
    }

    /// <summary>Every count is the length of its list, and the lists are what the cases have open.</summary>
    private static async Task Agrees(TestHost host, params Journey[] journeys)
    {
        var open = new List<JsonNode>();
        foreach (var journey in journeys) open.AddRange((await journey.Case())["tasks"]!.AsArray().Select(t => t!));
        var expected = new Dictionary<string, IEnumerable<string>>(StringComparer.Ordinal)
        {
            ["department"] = open.Select(t => t.Text("department")),
            ["person"] = open.SelectMany(t => t["claimedBy"] is { } claimer ? [claimer.GetValue<string>()] : t["owners"]!.AsArray().Texts("id")),
        };
        foreach (var (by, owners) in expected)
        {
            var lines = (await host.Get("E0002", $"/api/board?by={by}")).Items();
            Assert.Equal(owners.CountBy(o => o).ToDictionary().OrderBy(o => o.Key), lines.ToDictionary(l => l!.Text("id"), l => l!["open"]!.GetValue<int>()).OrderBy(o => o.Key));
            foreach (var line in lines)
            {
                var list = (await host.Get("E0002", $"/api/board/{by}/{line!.Text("id")}?limit=200")).Items();
                Assert.Equal(line!["open"]!.GetValue<int>(), list.Count);
                Assert.Equal(line!["late"]!.GetValue<int>(), list.Count(t => t!["late"]!.GetValue<bool>()));
            }
        }
    }
}
