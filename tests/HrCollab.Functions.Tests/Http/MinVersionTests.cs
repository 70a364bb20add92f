using System.Net;
using System.Net.Http.Headers;
using HrCollab.Functions.Projecting;
using HrCollab.Functions.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Functions.Tests.Http;

/// <summary>Whoever says which version they know is not given an older one, although the copy that is read is behind.</summary>
public sealed class MinVersionTests
{
    [Fact]
    public async Task ACopyThatIsBehind_IsReadAgain_UntilItHasTheVersion()
    {
        FaultyStore store = null!;
        await using var host = await TestHost.Started(configure: services => FaultyStore.Over(services, s => store = s));
        var path = "/api/records/person/E0030";
        var before = (await host.Get("E0007", path)).Is(HttpStatusCode.OK);
        var old = (await host.Store.Find(Container.Records, "person:E0030", "record", default))!;
        var changed = (await host.Patch("E0007", path, new { workplace = new { seat = "5F-A-230" } }, before.ETag)).Is(HttpStatusCode.OK);
        await host.Services.GetRequiredService<ProjectorSignal>().CaughtUp(CancellationToken.None); // reads the record, too: the copy is behind for whoever asks over HTTP
        var behind = 0;
        store.Instead = found => found is { Partition: "person:E0030", Id: "record" } && behind-- > 0 ? old : found;

        behind = 1;
        Assert.StartsWith("\"1-", (await Read(host, path, null)).ETag); // what could be read without saying so
        foreach (var known in (string[])[changed.ETag!, "2", "\"2\""])
        {
            behind = 3;
            var read = (await Read(host, path, known)).Is(HttpStatusCode.OK);
            Assert.StartsWith("\"2-", read.ETag);
            Assert.Equal("5F-A-230", read.Json["values"]!["workplace"]!.Text("seat"));
        }

        Assert.Equal("HR-API-039", (await Read(host, path, "latest")).Is(HttpStatusCode.BadRequest).Json.Text("code"));
    }

    [Fact]
    public async Task ACaseThatIsNotThereYet_IsWaitedFor_AndAVersionThatNeverComes_Is503()
    {
        FaultyStore store = null!;
        await using var host = await TestHost.Started(configure: services => FaultyStore.Over(services, s => store = s));
        await using var hasty = await TestHost.Started(settings: ["--Views:WaitSeconds", "0"]);
        var journey = await Journey.Submitted(host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        foreach (var path in (string[])[$"/api/cases/{journey.Id}", $"/api/cases/{journey.Id}/trace"])
        {
            var behind = 3;
            store.Instead = found => found?.Id == "case" && behind-- > 0 ? null : found;
            (await Read(host, path, "1")).Is(HttpStatusCode.OK);
        }

        Assert.Equal("HR-API-030", (await Read(hasty, "/api/records/person/E0030", "2")).Is(HttpStatusCode.ServiceUnavailable).Json.Text("code"));
        (await Read(hasty, "/api/records/person/E0030", "1")).Is(HttpStatusCode.OK);
    }

    private static async Task<Answer> Read(TestHost host, string path, string? version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await host.Token("E0007"));
        if (version is not null) request.Headers.TryAddWithoutValidation("Min-Version", version);
        using var response = await host.Http.SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.ETag?.ToString(), null);
    }
}
