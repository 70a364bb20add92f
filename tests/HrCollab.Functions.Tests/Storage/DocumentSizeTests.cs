using System.Net;

namespace HrCollab.Functions.Tests.Storage;

/// <summary>What would make a case or record larger than it may be is refused in words, and nothing of it is written.</summary>
public sealed class DocumentSizeTests
{
    private const string Form = "/api/forms/transfer/submissions";

    /// <summary>The least there can be: no single text may be as long as the usual limit.</summary>
    private static readonly string[] Small = ["--Limits:DocumentKilobytes", "16"];

    [Fact]
    public async Task ASubmissionOrAnActThatIsTooLarge_IsRefusedWithBothSizes_AndNothingIsWritten()
    {
        using var definitions = new OwnDefinitions().With("forms/transfer.form.json", "\"maxLength\": 500", "\"maxLength\": 100000");
        await using var host = await TestHost.Started(definitions: definitions.Folder, settings: Small);
        foreach (var (language, words) in ((string, string)[])[("zh-CN", "上限为 16 KB"), ("en", "16 KB are allowed")])
        {
            var refused = (await host.Send("E0007", HttpMethod.Post, Form, Transfer(10_000), "large", language: language)).Is(HttpStatusCode.UnprocessableEntity).Json;
            Assert.Equal("HR-API-038", refused.Text("code"));
            Assert.Contains(words, refused.Text("title"), StringComparison.Ordinal);
        }

        Assert.Empty((await host.Get("E0007", "/api/cases")).Items());
        var journey = await Journey.Submitted(host, "E0007", "transfer", Transfer(1_000), "large"); // the key was used for nothing yet
        var task = await journey.Task("release");
        var act = $"/api/cases/{journey.Id}/tasks/{task.Text("id")}/approve";
        var long422 = (await host.Post("E0002", act, new { comment = new string('说', 150_000), checks = Journey.Marks("handover", "date") })).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.StartsWith("HR-", long422.Text("code"));
        Assert.Equal("release", (await journey.Task("release")).Text("step"));
        (await host.Post("E0002", act, Journey.Agreed(task))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task ARecordThatWouldBeTooLarge_IsRefused_AndStaysAsItWas()
    {
        using var definitions = new OwnDefinitions().With("standards/position.standard.json", "\"maxLength\": 500", "\"maxLength\": 100000");
        await using var host = await TestHost.Started(definitions: definitions.Folder, settings: Small);
        var before = (await host.Get("E0001", "/api/records/position/hrbp")).Is(HttpStatusCode.OK);
        var refused = (await host.Patch("E0001", "/api/records/position/hrbp", new { requirement = new { skills = new string('责', 10_000) } }, before.ETag)).Is(HttpStatusCode.UnprocessableEntity).Json;
        Assert.Equal("HR-API-038", refused.Text("code"));
        Assert.Equal(before.Text, (await host.Get("E0001", "/api/records/position/hrbp")).Is(HttpStatusCode.OK).Text);
    }

    private static object Transfer(int length) => new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12", reason = new string('由', length) } };
}
