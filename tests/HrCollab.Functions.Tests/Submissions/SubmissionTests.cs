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
