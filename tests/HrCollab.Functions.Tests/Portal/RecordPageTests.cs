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

    private async Task<string> Hidden(string reader)
    {
        using var browser = new Browser(company.Host);
        await browser.SignIn(reader);
        await browser.Open("/records/person/E0025");
        return browser.Page.QuerySelector("#hidden")?.TextContent ?? "";
    }
}
