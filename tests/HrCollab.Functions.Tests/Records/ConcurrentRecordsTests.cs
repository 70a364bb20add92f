using System.Net;

namespace HrCollab.Functions.Tests.Records;

/// <summary>Whoever reads while somebody writes sees one whole record.</summary>
public sealed class ConcurrentRecordsTests(Company company) : IClassFixture<Company>
{
    private TestHost Host => company.Host;

    [Fact]
    public async Task S20_ReadersDuringAnUpdate_SeeTheOldOrTheNewWholeRecord()
    {
        const string Path = "/api/records/person/E0031";
        const int Seen = 12;
        await Host.Get("E0007", Path);
        await Host.Get("E0016", Path);
        var tag = await Change(0, (await Host.Get("E0001", Path)).ETag);
        using var patience = new CancellationTokenSource(TestHost.Patience);
        var written = 0;
        var readers = new[] { "E0007", "E0016", "E0001" }.Select(reader => Task.Run(async () =>
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (seen.Count < Seen && !patience.IsCancellationRequested)
            {
                var read = (await Host.Get(reader, Path)).Is(HttpStatusCode.OK);
                var workplace = read.Json["values"]!["workplace"]!;
                var seat = workplace.Text("seat");
                Assert.Equal((seat["S-".Length..], seat["S-".Length..]), (workplace.Text("extension"), workplace.Text("badge")["BC".Length..]));
                seen.Add(read.ETag!);
            }

            return seen.Count;
        })).ToList();
        var all = Task.WhenAll(readers);
        while (!all.IsCompleted) tag = await Change(++written, tag); // as long as somebody has not seen enough of it
        Assert.All(await all, versions => Assert.Equal(Seen, versions));

        async Task<string?> Change(int i, string? etag)
        {
            var number = (10_000 + i).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return (await Host.Patch("E0001", Path, new { workplace = new { seat = "S-" + number, badge = "BC" + number, extension = number } }, etag)).Is(HttpStatusCode.OK).ETag;
        }
    }

    [Fact]
    public async Task S20_AStaleWrite_GetsTheNewerValues_AndWritesNothing()
    {
        const string Path = "/api/records/person/E0032";
        var first = await Host.Get("E0007", Path);
        var newer = (await Host.Patch("E0016", Path, new { workplace = new { seat = "NEW-1" } }, first.ETag)).Is(HttpStatusCode.OK);
        var stale = (await Host.Patch("E0007", Path, new { workplace = new { seat = "OLD-2" } }, first.ETag)).Is(HttpStatusCode.PreconditionFailed);
        Assert.Equal("HR-API-010", stale.Json.Text("code"));
        Assert.Equal("NEW-1", stale.Json["current"]!["workplace"]!.Text("seat"));
        Assert.Equal("■■", stale.Json["current"]!["pay"]!.Text("baseSalary")); // the same projection as everywhere
        Assert.Equal(newer.ETag, stale.ETag);
        Assert.Equal("NEW-1", (await Host.Get("E0007", Path)).Json["values"]!["workplace"]!.Text("seat"));
        (await Host.Patch("E0007", Path, new { workplace = new { seat = "OLD-2" } }, stale.ETag)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task S20_AWriteThatDoesNotSayWhatItChanges_IsRefused()
    {
        var refused = (await Host.Patch("E0007", "/api/records/person/E0033", new { workplace = new { seat = "X-1" } }, null)).Is((HttpStatusCode)428);
        Assert.Equal("HR-API-009", refused.Json.Text("code"));
    }

    [Fact]
    public async Task S20_OfManyWritersAtOnce_OneWinsPerVersion()
    {
        const string Path = "/api/records/person/E0027";
        var etag = (await Host.Get("E0016", Path)).ETag;
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Host.Patch("E0016", Path, new { workplace = new { seat = $"W-{i}" } }, etag)));
        Assert.Single(answers, a => a.Status == HttpStatusCode.OK);
        Assert.Equal(11, answers.Count(a => a.Status == HttpStatusCode.PreconditionFailed));
    }
}
