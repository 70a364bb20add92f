using System.Net;

namespace HrCollab.Functions.Tests.Submissions;

/// <summary>What is shown before submitting is what happens after.</summary>
public sealed class PreflightTests(Company company) : IClassFixture<Company>
{
    private TestHost Host => company.Host;

    public static TheoryData<string, string, string, string> Transfers => new()
    {
        { "E0007", "E0042", "rd2", "21000.00" }, // with a pay check, done by a substitute
        { "E0008", "E0038", "rd1", "" },
        { "E0001", "E0047", "fin", "" }, // the release is blocked: sales has no head
        { "E0007", "E0030", "sales", "" },
    };

    [Theory]
    [MemberData(nameof(Transfers))]
    public async Task X8_TheRealRoute_IsTheOneThatWasShown(string submitter, string subject, string to, string salary)
    {
        var body = new { subject, input = new { newDepartment = to, effectiveDate = "2026-10-12", newBaseSalary = salary.Length == 0 ? null : salary } };
        var before = await DocumentCounts.Of(Host);
        var shown = (await Host.Post(submitter, "/api/forms/transfer/preflight", body)).Is(HttpStatusCode.OK).Json;
        Assert.True(shown["accepted"]!.GetValue<bool>(), shown.ToJsonString());
        Assert.Equal(before, await DocumentCounts.Of(Host));
        var journey = await Journey.Submitted(Host, submitter, "transfer", body);
        var real = await journey.Case();
        Assert.Equal(shown["route"]!.ToJsonString(), real["steps"]!.ToJsonString());
        Assert.Equal(shown.Text("finish"), real.Text("finish")); // a promised day also where somebody must first be found who decides
        Assert.Equal(shown.Text("revision"), real.Text("revision"));
        Assert.NotEqual(before, await DocumentCounts.Of(Host));
    }

    /// <summary>Payroll is on leave: who stands in is named with the reason before, and holds the task when it is opened.</summary>
    [Fact]
    public async Task X8_TheSubstitute_IsShownWithTheReason_AndHoldsTheTask()
    {
        await using var host = await TestHost.Started();
        var body = new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12", newBaseSalary = "21000.00" } };
        var shown = (await host.Post("E0007", "/api/forms/transfer/preflight", body)).Is(HttpStatusCode.OK).Json;
        var journey = await Journey.Submitted(host, "E0007", "transfer", body);
        foreach (var steps in new[] { shown["route"]!, (await journey.Case())["steps"]! })
        {
            var step = steps.AsArray().Single(s => s!.Text("step") == "pay-check")!;
            Assert.Equal(["E0017"], step["owners"]!.AsArray().Texts("id"));
            Assert.Contains("休假", step.Text("reason"), StringComparison.Ordinal);
        }

        foreach (var step in new[] { "release", "receive", "hrbp" }) await journey.Approve(step);
        var task = await journey.Task("pay-check");
        Assert.Equal(("E0017", "E0014"), (task.Text("owner"), task.Text("standsInFor")));
        Assert.Contains("休假", task.Text("reason"), StringComparison.Ordinal);
    }

    /// <summary>A day is promised unless a step falls into a year whose calendar is not there yet, which is then said; before as after.</summary>
    [Theory]
    [InlineData("E0061", 41, "2026-09-28", null)]
    [InlineData("E0063", 44, "2026-10-12", 2027)] // the talk after 90 days
    public async Task X8_AnOnboarding_GoesTheWayThatWasShown(string employeeNo, int sequence, string hireDate, int? pendingYear)
    {
        var form = NewPerson.Form(employeeNo, sequence, hireDate);
        form["mobile"] = $"138123400{sequence}";
        var body = new { input = form };
        var before = await DocumentCounts.Of(Host);
        var shown = (await Host.Post("E0005", "/api/forms/onboarding/preflight", body)).Is(HttpStatusCode.OK).Json;
        Assert.Equal(before, await DocumentCounts.Of(Host));
        var journey = await Journey.Submitted(Host, "E0005", "onboarding", body);
        var real = await journey.Case();
        Assert.Equal(Plan(shown["route"]!), Plan(real["steps"]!));
        Assert.Equal(pendingYear is null, shown["finish"] is not null);
        Assert.Equal(shown["finish"]?.ToJsonString(), real["finish"]?.ToJsonString());
        foreach (var route in new[] { shown["route"]!, real["steps"]! })
            Assert.Equal(pendingYear, route.AsArray().Select(s => s!["duePending"]?.GetValue<int>()).Max());
        await TestHost.Eventually(() => journey.Case(), c => c["version"]!.GetValue<int>() > 1 && !c["steps"]!.AsArray().Texts("status").Contains("scheduled")); // its record is made

        static List<string> Plan(System.Text.Json.Nodes.JsonNode route) => [.. route.AsArray().Select(s => $"{s!.Text("step")} {s!["owners"]!.ToJsonString()} {s!["due"]?.GetValue<string>()}")];
    }

    [Fact]
    public async Task X8_AnOffboarding_GoesTheWayThatWasShown()
    {
        var body = new { subject = "E0046", input = new { lastWorkingDay = "2026-10-16", leaveReason = "resignation", receiver = "E0047" } };
        var before = await DocumentCounts.Of(Host);
        var shown = (await Host.Post("E0046", "/api/forms/offboarding/preflight", body)).Is(HttpStatusCode.OK).Json;
        Assert.Equal(before, await DocumentCounts.Of(Host));
        var real = await (await Journey.Submitted(Host, "E0046", "offboarding", body)).Case();
        Assert.Equal(shown["route"]!.ToJsonString(), real["steps"]!.ToJsonString());
        Assert.Equal(shown.Text("finish"), real.Text("finish"));
    }

    /// <summary>Who sees what is said before, and is what they see then.</summary>
    [Fact]
    public async Task X8_WhoWillSeeWhat_IsShownBefore_AndComesTrue()
    {
        var body = new { subject = "E0026", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12", newBaseSalary = "27000.00", reason = "轮岗" } };
        var shown = (await Host.Post("E0007", "/api/forms/transfer/preflight", body)).Is(HttpStatusCode.OK).Json;
        var sees = shown["sees"]!.AsArray().ToDictionary(p => p!.Text("id"), p => p!, StringComparer.Ordinal);
        Assert.Subset(sees.Keys.ToHashSet(StringComparer.Ordinal), shown["route"]!.AsArray().SelectMany(s => s!["owners"]!.AsArray().Texts("id")).ToHashSet(StringComparer.Ordinal));
        Assert.Contains("newBaseSalary", sees["E0001"]["fields"]!.AsArray().Select(f => f!.GetValue<string>()));
        Assert.Contains("newBaseSalary", sees["E0003"]["masked"]!.AsArray().Select(f => f!.GetValue<string>()));

        var journey = await Journey.Submitted(Host, "E0007", "transfer", body);
        foreach (var step in new[] { "release", "receive", "hrbp" })
        {
            var owner = (await journey.Task(step)).Text("owner");
            var real = (await journey.Case(owner))["input"]!.AsObject();
            Assert.Equal(real.Select(v => v.Key).Order(), sees[owner]["fields"]!.AsArray().Concat(sees[owner]["masked"]!.AsArray()).Select(f => f!.GetValue<string>()).Order());
            await journey.Approve(step);
        }
    }

    [Fact]
    public async Task X8_WhatIsMissing_IsNamed_AndSubmittingSaysTheSame()
    {
        var body = new { subject = "E0029", input = new { effectiveDate = "2026-09-01" } };
        var before = await DocumentCounts.Of(Host);
        var shown = (await Host.Post("E0007", "/api/forms/transfer/preflight", body)).Is(HttpStatusCode.OK).Json;
        Assert.False(shown["accepted"]!.GetValue<bool>());
        Assert.Equal(["newDepartment"], shown["missing"]!.AsArray().Select(m => m!.GetValue<string>()));
        Assert.Equal(before, await DocumentCounts.Of(Host));
        var refused = (await Host.Post("E0007", "/api/forms/transfer/submissions", body)).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Equal(shown["errors"]!.ToJsonString(), refused["errors"]!.ToJsonString());
    }

    [Fact]
    public async Task X8_WhoMayNotSubmit_IsToldSoBefore()
    {
        var denied = (await Host.Post("E0003", "/api/forms/onboarding/preflight", new { input = NewPerson.Form("E0062", 43) })).Is(HttpStatusCode.Forbidden);
        Assert.Equal("HR-PRM-104", denied.Json.Text("code"));
        (await Host.Post("E0029", "/api/forms/transfer/preflight", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } })).Is(HttpStatusCode.NotFound);
    }
}
