using System.Net;

namespace HrCollab.Functions.Tests.Portal;

/// <summary>A record's page tells what is missing, and whose it is, from what its reader may not see.</summary>
public sealed class RecordPageTests(Company company) : IClassFixture<Company>
{
    [Fact]
    public async Task S4_S15_WhatIsMissing_IsListedWithItsOwner_ApartFromWhatIsHidden()
    {
        const string Record = "/api/records/person/E0025";
        var titles = (await company.Host.Get("E0024", "/api/definitions/standards/person")).Is(HttpStatusCode.OK).Json["definition"]!["groups"]!.AsArray().ToDictionary(g => g!.Text("id"), g => g!["title"]!.Text("zh"));
        foreach (var reader in new[] { "E0024", "E0001" })
        {
            var record = (await company.Host.Get(reader, Record)).Is(HttpStatusCode.OK).Json;
            var hidden = record["hidden"]!.AsArray().Select(h => h!.GetValue<string>()).Where(titles.ContainsKey).Select(h => titles[h]).ToList();
            using var browser = new Browser(company.Host);
            await browser.SignIn(reader);
            await browser.Open("/records/person/E0025");
            Assert.Equal(record["missing"]!.AsArray().Texts("title"), browser.Page.QuerySelectorAll("#missing li").Select(l => l.TextContent.Split(" · ")[0]));
            Assert.All(browser.Page.QuerySelectorAll("#missing li"), l => Assert.Contains("归口", l.TextContent, StringComparison.Ordinal));
            Assert.Equal(hidden.Count == 0 ? null : string.Join("、", hidden), browser.Page.QuerySelector("#hidden p")?.TextContent);
        }

        Assert.Contains(titles["pay"], await Hidden("E0024"), StringComparison.Ordinal); // the deputy
        Assert.DoesNotContain(titles["pay"], await Hidden("E0007"), StringComparison.Ordinal); // the head sees it masked
    }

    /// <summary>From a group of a record to the decision that changed it, by hand or ordered by a case, with no more of the values than the record shows.</summary>
    [Fact]
    public async Task S9_EachGroup_LeadsToTheDecisionThatChangedIt()
    {
        const string Path = "/records/person/E0028";
        var read = (await company.Host.Get("E0001", "/api" + Path)).Is(HttpStatusCode.OK);
        (await company.Host.Patch("E0001", "/api" + Path, new { pay = new { baseSalary = "23456.00" } }, read.ETag)).Is(HttpStatusCode.OK);
        var told = (await company.Host.Get("E0001", "/api" + Path)).Json["sources"]!["pay"]!.Text("decisionId");
        Assert.Equal(told, (await company.Host.Get("E0001", $"/api/decisions/{told}")).Is(HttpStatusCode.OK).Json.Text("decisionId"));
        foreach (var (reader, sees) in new[] { ("E0001", true), ("E0007", false) }) // the head of the department sees pay masked
        {
            using var browser = new Browser(company.Host);
            await browser.SignIn(reader);
            await browser.Open(Path);
            var group = browser.Page.QuerySelectorAll("section").Single(s => s.QuerySelector("h2")?.TextContent == "薪酬福利");
            await browser.Open(group.QuerySelector("a.decision")!.GetAttribute("href")!);
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.Contains(told, browser.Text, StringComparison.Ordinal);
            Assert.Equal(sees, browser.Page.QuerySelector("ul.changes")!.TextContent.Contains("23456", StringComparison.Ordinal));
            await browser.Open(browser.Page.QuerySelector("a[data-record]")!.GetAttribute("href")!); // and back
            Assert.Equal(Path, browser.Address.AbsolutePath);
        }
    }

    private async Task<string> Hidden(string reader)
    {
        using var browser = new Browser(company.Host);
        await browser.SignIn(reader);
        await browser.Open("/records/person/E0025");
        return browser.Page.QuerySelector("#hidden")?.TextContent ?? "";
    }
}
