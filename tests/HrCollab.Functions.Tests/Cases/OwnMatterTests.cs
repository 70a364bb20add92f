using System.Net;

namespace HrCollab.Functions.Tests.Cases;

/// <summary>X11: nobody decides on what is about themselves, unless the step says that it is theirs to decide.</summary>
public sealed class OwnMatterTests(Company company) : IClassFixture<Company>
{
    private static readonly object Form = new { newDepartment = "rd2", effectiveDate = "2026-10-12" };

    [Fact]
    public async Task X11_HeadWhoIsTransferred_DoesNotReleaseThemselves_AndTheDepartmentAboveIsTold()
    {
        var preflight = (await company.Host.Post("E0001", "/api/forms/transfer/preflight", new { subject = "E0007", input = Form })).Is(HttpStatusCode.OK).Json;
        Assert.Contains("E0002", preflight["route"]!.AsArray().Single(s => s!.Text("step") == "release")!["owners"]!.ToJsonString(), StringComparison.Ordinal);
        var transfer = await Journey.Submitted(company.Host, "E0001", "transfer", new { subject = "E0007", input = Form });
        var release = await transfer.Task("release");
        Assert.Equal("E0002", release.Text("owner"));
        Assert.Contains("本人不能审批关于自己的事项", release.Text("reason"));
        (await transfer.Try("E0007", "release", "approve", Journey.Agreed(release))).Is(HttpStatusCode.Forbidden);
    }

    /// <summary>Whoever stands in for an owner on leave has their tasks, but not those about themselves.</summary>
    [Fact]
    public async Task X11_SubstituteWhomTheCaseIsAbout_DecidesNothing()
    {
        await using var host = await TestHost.Started();
        var transfer = await Journey.Submitted(host, "E0001", "transfer", new { subject = "E0024", input = Form });
        Assert.Equal("E0007", (await transfer.Task("release")).Text("owner"));
        await Away(host, "E0007", "E0024");
        var release = await transfer.Task("release");
        foreach (var (act, body) in new (string, object)[] { ("approve", Journey.Agreed(release)), ("reject", new { comment = "不同意" }), ("return", new { comment = "请改" }), ("claim", new { }) })
        {
            var refused = (await transfer.Try("E0024", "release", act, body)).Is(HttpStatusCode.Forbidden).Json;
            Assert.Equal("HR-PRM-108", refused.Text("code"));
        }
    }

    /// <summary>The alert about a decision goes to somebody who may take it: the superior where the alert duty is concerned itself.</summary>
    [Fact]
    public async Task X11_AlertAboutADecision_GoesToSomebodyWhoIsFree_AndIsNeverSilent()
    {
        var above = await Journey.Submitted(company.Host, "E0003", "transfer", new { subject = "E0001", input = new { newDepartment = "sales", effectiveDate = "2026-10-12" } });
        await above.Approve("release");
        var alert = await above.Task("receive");
        Assert.Equal(("E0002", true), (alert.Text("owner"), alert["alert"]!.GetValue<bool>()));
        Assert.Contains("本人不能审批关于自己的事项,由上级", alert.Text("reason"));
        (await above.Try("E0002", "receive", "claim")).Is(HttpStatusCode.OK);
    }

    /// <summary>S31, X11: above the head of HR there is only who submitted it. Every decision is blocked in sight, with the reason, and lies with whom the manifest names for that; without one it stays blocked.</summary>
    [Fact]
    public async Task S31_X11_WhereNobodyAboveIsFree_TheManifestSaysWhoSeesToIt_AndWithoutThatItStaysBlockedInSight()
    {
        var moved = await Journey.Submitted(company.Host, "E0002", "transfer", new { subject = "E0001", input = Form });
        var release = await moved.Task("release");
        Assert.Equal(("E0013", true), (release.Text("owner"), release["alert"]!.GetValue<bool>()));
        Assert.Contains("本人不能审批关于自己的事项", release.Text("reason"), StringComparison.Ordinal);
        Assert.Contains("提交人不能审批自己的申请", release.Text("reason"), StringComparison.Ordinal);
        Assert.Contains("上级也须回避,由 韩立新、钱立群 处理", release.Text("reason"), StringComparison.Ordinal);
        Assert.Contains(moved.Id, (await company.Host.Get("E0013", "/api/tasks")).Items().Texts("case"));
        foreach (var concerned in new[] { "E0001", "E0002" }) Assert.NotEqual(HttpStatusCode.OK, (await moved.Try(concerned, "release", "approve", Journey.Agreed(release))).Status);
        foreach (var step in new[] { "release", "receive", "hrbp", "approval" }) await moved.Approve(step);
        Assert.Equal(["E0013", "E0008", "E0003", "E0013"], (await moved.Trace()).Where(e => e!.Text("type") == "task.closed").Select(e => e!["by"]!.Text("id")));

        using var definitions = new OwnDefinitions().With("manifest.json", "  \"alertInstead\": \"legal\",\n", "");
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        var nobody = await Journey.Submitted(host, "E0002", "transfer", new { subject = "E0001", input = Form });
        Assert.Equal("E0001", (await nobody.Task("release")).Text("owner")); // both see it, neither decides it
        (await nobody.Try("E0001", "release", "claim")).Is(HttpStatusCode.Forbidden);
        Assert.Contains(nobody.Id, (await host.Get("E0001", "/api/tasks")).Items().Texts("case"));
    }

    [Fact]
    public async Task X11_StepThatSaysSo_IsDecidedByThePersonConcerned()
    {
        using var definitions = new OwnDefinitions().With("workflows/transfer.workflow.json", "\"row\": \"release\", \"approve\": \"one\"", "\"row\": \"release\", \"approve\": \"one\", \"bySubject\": true");
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        var transfer = await Journey.Submitted(host, "E0001", "transfer", new { subject = "E0007", input = Form });
        Assert.Equal("E0007", (await transfer.Task("release")).Text("owner"));
        await transfer.Approve("release");
        Assert.Equal(["receive"], await transfer.OpenSteps());
    }

    [Theory]
    [InlineData("\"row\": \"handover\", \"task\": true", "\"row\": \"handover\", \"approve\": \"one\"", "HR-WFL-020")]
    [InlineData("\"row\": \"handover\", \"task\": true", "\"row\": \"handover\", \"task\": true, \"bySubject\": true", "HR-WFL-019")]
    public async Task X11_StepThatNobodyCouldDecide_IsFoundWhenItIsWritten(string old, string replacement, string code)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(TestHost.DefinitionsPath, "workflows", "transfer.workflow.json"));
        Assert.Contains(old, text, StringComparison.Ordinal);
        var files = new[] { new { path = "workflows/transfer.workflow.json", text = text.Replace(old, replacement, StringComparison.Ordinal) } };
        Assert.Contains(code, (await company.Host.Post("E0001", "/api/definitions/check", new { files })).Is(HttpStatusCode.OK).Json["diagnostics"]!.AsArray().Texts("code"));
    }

    private static async Task Away(TestHost host, string person, string substitute)
    {
        var record = (await host.Get("E0001", $"/api/records/person/{person}")).Is(HttpStatusCode.OK);
        (await host.Patch("E0001", $"/api/records/person/{person}", new { absence = new { from = "2026-09-16", to = "2026-09-30", substitute } }, record.ETag)).Is(HttpStatusCode.OK);
    }
}
