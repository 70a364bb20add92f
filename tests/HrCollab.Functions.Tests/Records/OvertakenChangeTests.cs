using System.Net;

namespace HrCollab.Functions.Tests.Records;

public sealed class OvertakenChangeTests
{
    /// <summary>While a head writes, the person goes to another department: the newer record is no more theirs to see.</summary>
    [Fact]
    public async Task S20_WhoLosesTheRaceAndTheRecord_GetsNeither()
    {
        FaultyStore store = null!;
        await using var host = await TestHost.Started(store: TestStore.Sqlite, configure: services => FaultyStore.Over(services, s => store = s));
        const string Path = "/api/records/person/E0042";
        var read = (await host.Get("E0007", Path)).Is(HttpStatusCode.OK);
        var moved = 0;
        store.Before = async batch =>
        {
            if (batch.Partition != "person:E0042" || Interlocked.Exchange(ref moved, 1) == 1) return;
            (await host.Patch("E0001", Path, new { employment = new { department = "rd2", manager = "E0008" }, contact = new { mobile = "13900000042" } }, read.ETag)).Is(HttpStatusCode.OK);
        };
        var answer = (await host.Patch("E0007", Path, new { workplace = new { seat = "OLD-2" } }, read.ETag)).Is(HttpStatusCode.NotFound);
        Assert.DoesNotContain("13900000042", answer.Text, StringComparison.Ordinal);
        (await host.Get("E0007", Path)).Is(HttpStatusCode.NotFound);
    }
}
