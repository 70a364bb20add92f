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

    [Fact]
    public async Task TheSlowerOne_GetsTheNewerDraft_AndNothingIsReplacedUnnoticed()
    {
        const string Path = "/api/forms/transfer/drafts/d4";
        var first = (await Host.Send("E0007", HttpMethod.Put, Path, """{"a":1}""")).Is(HttpStatusCode.OK);
        Assert.Equal("HR-API-009", (await Host.Send("E0007", HttpMethod.Put, Path, """{"a":9}""")).Is(HttpStatusCode.PreconditionRequired).Json.Text("code"));
        var second = (await Host.Send("E0007", HttpMethod.Put, Path, """{"a":2}""", ifMatch: first.ETag)).Is(HttpStatusCode.OK);
        var stale = (await Host.Send("E0007", HttpMethod.Put, Path, """{"a":3}""", ifMatch: first.ETag)).Is(HttpStatusCode.PreconditionFailed);
        Assert.Equal(("HR-API-010", second.ETag), (stale.Json.Text("code"), stale.ETag));
        Assert.Equal("""{"a":2}""", stale.Json["current"]!.ToJsonString());
        (await Host.Send("E0007", HttpMethod.Put, Path, """{"a":4}""", ifMatch: "*")).Is(HttpStatusCode.OK); // meant
        (await Host.Send("E0007", HttpMethod.Put, "/api/forms/transfer/drafts/d5", "{}", ifMatch: "*")).Is(HttpStatusCode.PreconditionFailed);
        (await Host.Send("E0007", HttpMethod.Put, "/api/forms/transfer/drafts/d5", "{}", ifMatch: "\"1\"")).Is(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task APatch_ChangesWhatItNames_OfTheVersionItKnows()
    {
        const string Path = "/api/forms/transfer/drafts/d6";
        (await Host.Patch("E0007", Path, new { a = 1 }, "\"1\"")).Is(HttpStatusCode.NotFound);
        var first = (await Host.Send("E0007", HttpMethod.Put, Path, """{"subject":"E0042","input":{"reason":"未完","note":"x"}}""")).Is(HttpStatusCode.OK);
        (await Host.Patch("E0007", Path, new { a = 1 }, null)).Is(HttpStatusCode.PreconditionRequired);
        var patched = (await Host.Send("E0007", HttpMethod.Patch, Path, """{"input":{"note":null,"newDepartment":"rd2"}}""", ifMatch: first.ETag)).Is(HttpStatusCode.OK);
        Assert.Equal("""{"subject":"E0042","input":{"reason":"未完","newDepartment":"rd2"}}""", (await Host.Get("E0007", Path)).Text);
        var stale = (await Host.Patch("E0007", Path, new { input = new { note = "y" } }, first.ETag)).Is(HttpStatusCode.PreconditionFailed);
        Assert.Equal("rd2", stale.Json["current"]!["input"]!.Text("newDepartment"));
        var larger = $$$"""{"input":{"note":"{{{new string('x', 200_000)}}}"}}""";
        var large = (await Host.Send("E0007", HttpMethod.Patch, Path, larger, ifMatch: patched.ETag)).Is(HttpStatusCode.OK);
        var again = larger.Replace("note", "more", StringComparison.Ordinal);
        (await Host.Send("E0007", HttpMethod.Patch, Path, again, ifMatch: large.ETag)).Is(HttpStatusCode.RequestEntityTooLarge); // the two together
    }

    /// <summary>How many and how large, the manifest says.</summary>
    [Fact]
    public async Task TheLimits_AreTheManifests_AndCountOnePersonsDraftsOfAllForms()
    {
        using var definitions = new OwnDefinitions().With("manifest.json", "\"drafts\": 50", "\"drafts\": 2").With("manifest.json", "\"draftBytes\": 262144", "\"draftBytes\": 1024");
        await using var host = await TestHost.Started(definitions: definitions.Folder);
        (await host.Send("E0007", HttpMethod.Put, "/api/forms/transfer/drafts/a", $$"""{"a":"{{new string('x', 1_024)}}"}""")).Is(HttpStatusCode.RequestEntityTooLarge);
        var first = (await host.Send("E0007", HttpMethod.Put, "/api/forms/transfer/drafts/a", "{}")).Is(HttpStatusCode.OK);
        (await host.Send("E0007", HttpMethod.Put, "/api/forms/offboarding/drafts/a", "{}")).Is(HttpStatusCode.OK);
        var refused = (await host.Send("E0007", HttpMethod.Put, "/api/forms/transfer/drafts/b", "{}")).Is(HttpStatusCode.Conflict).Json;
        Assert.Equal(("HR-API-023", "您已有 2 份草稿,不能再保存新的。"), (refused.Text("code"), refused.Text("title")));
        (await host.Send("E0007", HttpMethod.Put, "/api/forms/transfer/drafts/a", """{"a":1}""", ifMatch: first.ETag)).Is(HttpStatusCode.OK); // no new one
        (await host.Send("E0008", HttpMethod.Put, "/api/forms/transfer/drafts/b", "{}")).Is(HttpStatusCode.OK); // another person's
        Assert.Equal(["offboarding/a", "transfer/a"], (await host.Get("E0007", "/api/drafts")).Items().Select(d => $"{d!.Text("form")}/{d!.Text("id")}"));
        await host.Send("E0007", HttpMethod.Delete, "/api/forms/offboarding/drafts/a", null);
        (await host.Send("E0007", HttpMethod.Put, "/api/forms/transfer/drafts/b", "{}")).Is(HttpStatusCode.OK);

        var manifest = (await File.ReadAllTextAsync(System.IO.Path.Combine(definitions.Folder, "manifest.json"))).Replace("\"drafts\": 2", "\"drafts\": 0", StringComparison.Ordinal);
        var found = (await host.Post("E0001", "/api/definitions/check", new { files = new[] { new { path = "manifest.json", text = manifest } } })).Is(HttpStatusCode.OK).Json["diagnostics"]!.AsArray();
        Assert.Contains("HR-DEF-021", found.Texts("code"));
    }

    [Theory]
    [InlineData("/api/forms/nothing/drafts/d1", HttpStatusCode.NotFound)]
    [InlineData("/api/forms/transfer/drafts/a%2Fb", HttpStatusCode.NotFound)]
    public async Task WhatIsNoDraftsAddress_IsNotFound(string path, HttpStatusCode expected) => (await Host.Send("E0007", HttpMethod.Put, path, "{}")).Is(expected);

    [Fact]
    public async Task ADraftBeyondItsLimit_IsRefused() =>
        (await Host.Send("E0007", HttpMethod.Put, "/api/forms/transfer/drafts/big", $$"""{"a":"{{new string('x', 300_000)}}"}""")).Is(HttpStatusCode.RequestEntityTooLarge);
}
