using System.Net;

namespace HrCollab.Functions.Tests.Records;

/// <summary>Changes ordered for later days wait in their record, so many and no more.</summary>
public sealed class ScheduledRecordsTests
{
    private const string Record = "/api/records/person/E0031";

    [Fact]
    public async Task ChangesForLaterDays_AreTakenUpToTheLimitOfTheManifest_AndAgainOnceOneHasTakenEffect()
    {
        using var definitions = new OwnDefinitions().With("manifest.json", "\"scheduledChanges\": 100", "\"scheduledChanges\": 2");
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        (await Order("2026-11-01")).Is(HttpStatusCode.OK);
        (await Order("2026-12-01")).Is(HttpStatusCode.OK);
        foreach (var (language, words) in new[] { ("zh", "预定变更"), ("en", "ordered for later days") })
        {
            var error = Assert.Single((await Order("2027-01-01", language)).Is(HttpStatusCode.UnprocessableEntity).Json["errors"]!.AsArray())!;
            Assert.Equal(("HR-STD-128", "/effectiveFrom"), (error.Text("code"), error.Text("pointer")));
            Assert.Contains(words, error.Text("message"), StringComparison.Ordinal);
        }

        (await Order(null)).Is(HttpStatusCode.OK); // what holds at once does not wait
        host.AdvanceTo("2026-11-01T09:00:00");
        (await Order("2027-01-01")).Is(HttpStatusCode.OK);

        async Task<Answer> Order(string? from, string? language = null)
        {
            var etag = (await host.Get("E0001", Record)).ETag;
            object patch = from is null ? new { pay = new { baseSalary = "19000.00" } } : new { pay = new { baseSalary = "2" + from[2..4] + from[5..7] + ".00" }, effectiveFrom = from };
            return await host.Send("E0001", HttpMethod.Patch, Record, patch, ifMatch: etag, language: language);
        }
    }
}
