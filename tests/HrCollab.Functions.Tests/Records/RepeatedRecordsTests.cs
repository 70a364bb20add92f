using System.Net;

namespace HrCollab.Functions.Tests.Records;

/// <summary>A change that is sent again finds its own work, at once or later, whatever has become of the record since.</summary>
public sealed class RepeatedRecordsTests(Company company) : IClassFixture<Company>
{
    private TestHost Host => company.Host;

    [Fact]
    public async Task S20_TheSameChangeManyTimesAtOnce_IsMadeOnceAndAnsweredTheSame()
    {
        const string Path = "/api/records/person/E0028";
        var before = (await Host.Get("E0016", Path)).Is(HttpStatusCode.OK);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Patch("E0016", Path, "TWICE-1", before.ETag, "at-once")));
        Assert.All(answers, a => a.Is(HttpStatusCode.OK));
        Assert.Single(answers.Select(a => (a.Text, a.ETag)).Distinct());
        Assert.Equal(before.Json["version"]!.GetValue<int>() + 1, (await Host.Get("E0016", Path)).Json["version"]!.GetValue<int>());
    }

    [Fact]
    public async Task TheSameNewRecordManyTimesAtOnce_IsMadeOnceAndAnsweredTheSame()
    {
        var body = new { basic = new { code = "once", name = "一次" } };
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Host.Post("E0001", "/api/records/department", body, "new-once")));
        Assert.All(answers, a => a.Is(HttpStatusCode.Created));
        Assert.Single(answers.Select(a => (a.Text, a.ETag, a.Location)).Distinct());
        (await Host.Post("E0001", "/api/records/department", body, "new-other")).Is(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task ARepetition_AfterTheCallerLostSightOfTheRecord_GetsTheAnswerAgain()
    {
        const string Path = "/api/records/person/E0030";
        var before = (await Host.Get("E0007", Path)).Is(HttpStatusCode.OK);
        var first = (await Patch("E0007", Path, "SEEN-1", before.ETag, "sight")).Is(HttpStatusCode.OK);
        (await Host.Patch("E0001", Path, new { employment = new { department = "admin", manager = "E0001" } }, first.ETag)).Is(HttpStatusCode.OK);
        (await Host.Get("E0007", Path)).Is(HttpStatusCode.NotFound);
        var again = (await Patch("E0007", Path, "SEEN-1", before.ETag, "sight")).Is(HttpStatusCode.OK);
        Assert.Equal((first.Text, first.ETag), (again.Text, again.ETag));
        (await Patch("E0007", Path, "SEEN-1", before.ETag, "another")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task AChangeThatChangesNothing_IsRememberedToo()
    {
        const string Path = "/api/records/person/E0029";
        var set = (await Patch("E0016", Path, "SAME-1", (await Host.Get("E0016", Path)).ETag, "first")).Is(HttpStatusCode.OK);
        var nothing = (await Patch("E0016", Path, "SAME-1", set.ETag, "nothing")).Is(HttpStatusCode.OK);
        Assert.Equal(set.ETag, nothing.ETag);
        (await Patch("E0016", Path, "SAME-2", set.ETag, "third")).Is(HttpStatusCode.OK);
        var again = (await Patch("E0016", Path, "SAME-1", set.ETag, "nothing")).Is(HttpStatusCode.OK);
        Assert.Equal((nothing.Text, nothing.ETag), (again.Text, again.ETag));
        Assert.Equal("HR-API-007", (await Patch("E0016", Path, "SAME-3", set.ETag, "nothing")).Is(HttpStatusCode.UnprocessableEntity).Json.Text("code"));
    }

    private Task<Answer> Patch(string person, string path, string seat, string? etag, string key) =>
        Host.Send(person, HttpMethod.Patch, path, new { workplace = new { seat } }, key, etag);
}
