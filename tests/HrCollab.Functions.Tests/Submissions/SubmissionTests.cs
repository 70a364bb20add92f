using System.Net;

namespace HrCollab.Functions.Tests.Submissions;

public sealed class SubmissionTests
{
    private static readonly object Transfer = new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12", newBaseSalary = "21000.00", reason = "项目需要" } };

    [Fact]
    public async Task S31_TransferOfADepartmentHead_IsInTheInboxOfTheResponsiblePerson()
    {
        await using var host = await TestHost.Started();
        var created = (await host.Post("E0007", "/api/forms/transfer/submissions", Transfer, "k1")).Is(HttpStatusCode.Created).Json;
        var owner = created["tasks"]![0]!["owner"]!.GetValue<string>();
        var inbox = (await host.Get(owner, "/api/tasks")).Is(HttpStatusCode.OK).Json;
        Assert.Contains(inbox["items"]!.AsArray(), t => t!["case"]!.GetValue<string>() == created["case"]!.GetValue<string>());
    }

    /// <summary>The answer says what was written in the form of the standard, as the preflight does, and says so again when it is asked again.</summary>
    [Fact]
    public async Task S12_ValueWrittenInItsUsualForm_IsToldInTheAnswer()
    {
        await using var host = await TestHost.Started();
        var form = NewPerson.Form("E0069", 47);
        form["mobile"] = "１３８１２３４００６９";
        var shown = (await host.Post("E0005", "/api/forms/onboarding/preflight", new { input = form })).Is(HttpStatusCode.OK).Json["notices"]!;
        var created = (await host.Post("E0005", "/api/forms/onboarding/submissions", new { input = form }, "k1")).Is(HttpStatusCode.Created);
        var notice = Assert.Single(created.Json["notices"]!.AsArray())!;
        Assert.Equal(("/input/mobile", "HR-STD-120", true), (notice.Text("pointer"), notice.Text("code"), notice["warning"]!.GetValue<bool>()));
        Assert.Contains("13812340069", notice.Text("message"), StringComparison.Ordinal);
        Assert.Equal(shown.ToJsonString(), created.Json["notices"]!.ToJsonString());
        Assert.Equal(created.Text, (await host.Post("E0005", "/api/forms/onboarding/submissions", new { input = form }, "k1")).Is(HttpStatusCode.Created).Text);
        Assert.Empty((await host.Post("E0007", "/api/forms/transfer/submissions", Transfer)).Is(HttpStatusCode.Created).Json["notices"]!.AsArray());
    }

    /// <summary>A salary goes through the pay check whatever it is: neither a preflight nor the case tells the submitter that it is the present one.</summary>
    [Fact]
    public async Task S26_ThePresentSalary_GoesTheWayOfAnyOther_SoTheRouteTellsNothing()
    {
        await using var host = await TestHost.Started();
        var present = (await host.Get("E0001", "/api/records/person/E0042")).Is(HttpStatusCode.OK).Json["values"]!["pay"]!.Text("baseSalary");
        var routes = new List<string>();
        foreach (var salary in new[] { present, "21000.00", "19999.99" })
        {
            var shown = (await host.Post("E0007", "/api/forms/transfer/preflight", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12", newBaseSalary = salary } })).Is(HttpStatusCode.OK).Json;
            Assert.True(shown["accepted"]!.GetValue<bool>());
            Assert.Contains("pay-check", shown["route"]!.AsArray().Texts("step"));
            if (salary != present) Assert.DoesNotContain(present, shown["trace"]!.ToJsonString(), StringComparison.Ordinal);
            routes.Add(shown["route"]!.ToJsonString() + shown["sees"]!.ToJsonString() + shown["notices"]!.ToJsonString());
        }

        Assert.Single(routes.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task SameKeyAndBody_AnswersTheSame()
    {
        await using var host = await TestHost.Started();
        var first = (await host.Post("E0007", "/api/forms/transfer/submissions", Transfer, "k1")).Is(HttpStatusCode.Created);
        var second = (await host.Post("E0007", "/api/forms/transfer/submissions", Transfer, "k1")).Is(HttpStatusCode.Created);
        Assert.Equal(first.Text, second.Text);
        (await host.Post("E0007", "/api/forms/transfer/submissions", new { subject = "E0042", input = new { newDepartment = "fin" } }, "k1")).Is(HttpStatusCode.UnprocessableEntity);
    }
}
