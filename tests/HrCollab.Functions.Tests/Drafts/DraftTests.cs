using System.Net;

namespace HrCollab.Functions.Tests.Drafts;

/// <summary>A form as far as it is filled in.</summary>
public sealed class DraftTests(Company company) : IClassFixture<Company>
{
    private TestHost Host => company.Host;

    [Fact]
    public async Task ADraft_IsKeptAsItIs_WithoutBeingJudged()
    {
        const string Path = "/api/forms/transfer/drafts/d1";
        var body = """{"subject":"E0042","input":{"newDepartment":"not-there-yet","note":"未完"}}""";
        (await Host.Send("E0007", HttpMethod.Put, Path, body)).Is(HttpStatusCode.OK);
        Assert.Equal(body, (await Host.Get("E0007", Path)).Is(HttpStatusCode.OK).Text);
        Assert.Equal(HttpStatusCode.NoContent, (await Host.Send("E0007", HttpMethod.Delete, Path, null)).Status);
        (await Host.Get("E0007", Path)).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task ADraft_IsItsAuthorsAlone()
    {
        const string Path = "/api/forms/transfer/drafts/d2";
        (await Host.Send("E0007", HttpMethod.Put, Path, """{"a":1}""")).Is(HttpStatusCode.OK);
        (await Host.Get("E0001", Path)).Is(HttpStatusCode.NotFound);
        await Host.Send("E0001", HttpMethod.Delete, Path, null);
        (await Host.Get("E0007", Path)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task TwoWindows_TheSlowerIsToldThatItIsOld()
    {
        const string Path = "/api/forms/transfer/drafts/d3";
        var first = (await Host.Send("E0007", HttpMethod.Put, Path, """{"a":1}""")).Is(HttpStatusCode.OK);
        (await Host.Send("E0007", HttpMethod.Put, Path, """{"a":2}""", ifMatch: first.ETag)).Is(HttpStatusCode.OK);
        (await Host.Send("E0007", HttpMethod.Put, Path, """{"a":3}""", ifMatch: first.ETag)).Is(HttpStatusCode.PreconditionFailed);
        Assert.Equal("""{"a":2}""", (await Host.Get("E0007", Path)).Text);
    }

    [Theory]
    [InlineData("/api/forms/nothing/drafts/d1", HttpStatusCode.NotFound)]
    [InlineData("/api/forms/transfer/drafts/a%2Fb", HttpStatusCode.NotFound)]
    public async Task WhatIsNoDraftsAddress_IsNotFound(string path, HttpStatusCode expected) => (await Host.Send("E0007", HttpMethod.Put, path, "{}")).Is(expected);

    [Fact]
    public async Task ADraftBeyondItsLimit_IsRefused() =>
        (await Host.Send("E0007", HttpMethod.Put, "/api/forms/transfer/drafts/big", $$"""{"a":"{{new string('x', 300_000)}}"}""")).Is(HttpStatusCode.RequestEntityTooLarge);
}
