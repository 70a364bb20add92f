using System.Net;
using HrCollab.Functions.Tests.Imports;

namespace HrCollab.Functions.Tests.Portal;

/// <summary>Whom a form is about is found in a company larger than a page, within what the searcher may do.</summary>
public sealed class SubjectSearchTests(SubjectSearchTests.Larger company) : IClassFixture<SubjectSearchTests.Larger>
{
    [Theory]
    [InlineData("E0001", "Test459")] // by name, last of the last department
    [InlineData("E0001", "N0459")] // by number
    [InlineData("E0001", "n0459")]
    [InlineData("E0008", "Test459 P")] // their head, who reaches a page and more
    public async Task ABeginningThatFitsOnePerson_LeadsToTheForm(string searcher, string typed)
    {
        using var browser = await Searched(searcher, typed);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.NotNull(browser.Page.QuerySelector("form[data-evaluate]"));
        Assert.Contains("N0459", browser.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Test45", "N0045 N0450 N0451 N0452 N0453 N0454 N0455 N0456 N0457 N0458 N0459")]
    [InlineData("N045", "N0450 N0451 N0452 N0453 N0454 N0455 N0456 N0457 N0458 N0459")]
    public async Task ABeginningThatFitsMany_ListsThem_AllOfThem(string typed, string expected)
    {
        using var browser = await Searched("E0001", typed);
        Assert.Equal(expected, Listed(browser));
        Assert.Null(browser.Page.QuerySelector("#more"));
    }

    [Theory]
    [InlineData("Test458")] // of rd1
    [InlineData("N0458")]
    [InlineData("Nobody")]
    public async Task WhoIsNotInTheSearchersReach_IsNotFound_ByNameOrNumber(string typed)
    {
        using var browser = await Searched("E0008", typed);
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        Assert.Contains("没有找到", browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("N0458", browser.Page.QuerySelector("ul.cards")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MoreThanAPage_IsSaid()
    {
        using var browser = await Searched("E0001", "Test");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Contains("请输入更多字", browser.Page.QuerySelector("#more")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(200, browser.Page.QuerySelectorAll("datalist option").Length);
    }

    private async Task<Browser> Searched(string searcher, string typed)
    {
        var browser = new Browser(company.Host);
        await browser.SignIn(searcher);
        await browser.Open($"/forms/transfer?subject={Uri.EscapeDataString(typed)}");
        return browser;
    }

    private static string Listed(Browser browser) =>
        string.Join(' ', browser.Page.QuerySelectorAll("datalist option").Select(o => o.GetAttribute("value")).Order(StringComparer.Ordinal));

    /// <summary>The example company with 460 people more: odd ones in rd2, even ones in rd1.</summary>
    public sealed class Larger : IAsyncLifetime
    {
        public TestHost Host { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Host = await TestHost.Started();
            var counts = ImportClient.Counts(await ImportClient.Import(Host, ImportClient.File(ImportClient.Rows(460))));
            Assert.Equal(460, counts.Created);
        }

        public async Task DisposeAsync() => await Host.DisposeAsync();
    }
}
