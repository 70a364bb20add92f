using System.Net;
using HrCollab.Functions.Tests.Portal;

namespace HrCollab.Functions.Tests.Feedback;

/// <summary>X24 in a group: what a subsidiary says itself is with its owner, and what it inherits with the group's.</summary>
public sealed class SubsidiaryFeedbackTests : IAsyncLifetime
{
    private const string Author = "E0001";
    private const string Lead = "E0003"; // holds the feedbackDuty
    private const string TheirOwner = "E0013"; // holds legal, which owns the subsidiary's folder here
    private const string OfShanghai = "E0043";
    private readonly OwnDefinitions _definitions = new OwnDefinitions().WithSubsidiary();
    private TestHost _host = null!;

    public async Task InitializeAsync()
    {
        _definitions.With("manifest.json", "\"standards\": \"hr-head\",", "\"standards\": \"hr-head\", \"subsidiaries/shanghai\": \"legal\",");
        _host = await TestHost.Started(definitions: _definitions.Folder);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _definitions.Dispose();
    }

    [Theory]
    [InlineData("workflows", "transfer@shanghai", "steps/union", "transfer@shanghai", "工会意见", true)]
    [InlineData("workflows", "transfer@shanghai", "steps/release", "transfer", "调出部门确认", false)]
    [InlineData("workflows", "transfer@shanghai", "steps/hrbp", "transfer", "", false)] // named there only to say after which step
    [InlineData("forms", "transfer@shanghai", "sections/reason/fields/consentOn", "transfer@shanghai", "本人书面同意日期", true)]
    [InlineData("forms", "transfer@shanghai", "sections/move/fields/newManager", "transfer", "", false)]
    [InlineData("forms", "onboarding@shanghai", "sections/person", "onboarding", "", false)] // it has no file of its own
    [InlineData("workflows", "transfer@shanghai", "", "transfer@shanghai", null, true)]
    public async Task X24_OnASubsidiarysDefinition_IsWithWhoseItIs(string kind, string id, string place, string said, string? title, bool theirs)
    {
        var given = (await _host.Post(Author, "/api/feedback", new { element = new { kind, id, place }, text = "请说明。" })).Is(HttpStatusCode.Created).Json;
        Assert.Equal((said, place), (given["element"]!.Text("id"), given["element"]!.Text("place")));
        Assert.Equal(theirs, given.Text("definition").EndsWith(')') && given.Text("definition").Contains("上海", StringComparison.Ordinal));
        if (title is null) Assert.Null(given["title"]);
        else if (title.Length > 0) Assert.Equal(title, given.Text("title"));
        Assert.Equal("请说明。", Assert.Single((await _host.Get(Lead, $"/api/feedback?view=open&kind={kind}&id={said}")).Items())!.Text("text"));
        var open = (await _host.Get(TheirOwner, "/api/feedback?view=open")).Items();
        Assert.Equal(theirs ? 1 : 0, open.Count);
        Assert.Equal(theirs ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await _host.Get(TheirOwner, $"/api/feedback?view=open&kind={kind}&id={said}")).Status);
    }

    [Theory]
    [InlineData("transfer@shanghai", "steps/nothing")]
    [InlineData("transfer@nowhere", "")]
    [InlineData("transfer@", "")]
    [InlineData("transfer@../shanghai", "")]
    [InlineData("@shanghai", "")]
    public async Task X24_WhatIsInNeither_IsRefused(string id, string place) =>
        Assert.Equal("HR-FBK-003", (await _host.Post(Author, "/api/feedback", new { element = new { kind = "workflows", id, place }, text = "?" })).Is(HttpStatusCode.UnprocessableEntity).Json.Text("code"));

    /// <summary>Every link beside a section or a step of theirs leads to that element.</summary>
    [Fact]
    public async Task X24_LinksOfTheirFormAndCase_LeadToTheElement_OfTheRevisionShown()
    {
        var input = new { newDepartment = "rd1", effectiveDate = "2026-10-12", consentOn = "2026-09-15" };
        var theirs = await Journey.Submitted(_host, Author, "transfer", new { subject = OfShanghai, input });
        using var browser = new Browser(_host);
        await browser.SignIn(Author);
        Assert.Equal(["sections/move", "sections/pay", "sections/reason"], (await Followed(browser, $"/forms/transfer?subject={OfShanghai}")).Order(StringComparer.Ordinal));
        var steps = await Followed(browser, "/cases/" + theirs.Id);
        Assert.Contains("steps/union", steps);
        Assert.Contains("steps/release", steps);

        // Returned after another revision was activated, the form is the one of the case.
        var pinned = (await _host.Get(Author, "/api/ready")).Json.Text("revision");
        (await theirs.Try((await theirs.Task("release")).Text("owner"), "release", "return", new { comment = "请改", to = "submit" })).Is(HttpStatusCode.OK);
        var matrix = await File.ReadAllTextAsync(Path.Combine(_definitions.Folder, "responsibilities", "transfer.responsibilities.json"));
        var files = new[] { new { path = "responsibilities/transfer.responsibilities.json", text = matrix.Replace("\"remind\": [\"1 wd before\"]", "\"remind\": [\"2 wd before\"]", StringComparison.Ordinal) } };
        (await _host.Post("E0023", "/api/revisions", new { files, activate = true })).Is(HttpStatusCode.Created);
        Assert.NotEqual(pinned, (await _host.Get(Author, "/api/ready")).Json.Text("revision"));
        var again = $"/cases/{theirs.Id}/tasks/{(await theirs.Task("submit")).Text("id")}";
        Assert.Equal(3, (await Followed(browser, again, "revision=" + pinned)).Count);
    }

    /// <summary>The elements that the links of a page lead to.</summary>
    private static async Task<List<string>> Followed(Browser browser, string page, string said = "")
    {
        await browser.Open(page);
        var places = new List<string>();
        foreach (var link in browser.Page.QuerySelectorAll("a[href^='/feedback/new']").Select(a => a.GetAttribute("href")!).Distinct(StringComparer.Ordinal).ToList())
        {
            Assert.Contains(said, link, StringComparison.Ordinal);
            await browser.Open(link);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            var place = browser.Page.QuerySelector("#place option[selected]")!.GetAttribute("value")!;
            if (place.Length > 0) places.Add(place);
        }

        return places;
    }
}
