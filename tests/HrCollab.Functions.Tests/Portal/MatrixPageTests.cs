using System.Net;

namespace HrCollab.Functions.Tests.Portal;

/// <summary>The responsibility matrix on its page and as a workbook, for one person and in general.</summary>
public sealed class MatrixPageTests : IAsyncLifetime
{
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.Started();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    /// <summary>In general the rule is shown; for somebody it is who answers today, and after a change of head the new one from their first day, on the page and in the workbook.</summary>
    [Theory]
    [InlineData("zh", "责任人", "对象:")]
    [InlineData("en", "Responsible", "About: ")]
    public async Task S36_ForSomebody_RowsShowWhoAnswersToday_AndANewHeadFromTheirFirstDay(string language, string column, string about)
    {
        var etag = (await _host.Get("E0001", "/api/records/department/rd2")).Is(HttpStatusCode.OK).ETag;
        (await _host.Patch("E0001", "/api/records/department/rd2", new { duties = new { head = "E0035" }, effectiveFrom = "2026-10-01" }, etag)).Is(HttpStatusCode.OK);
        var (head, next, person) = (await Name("E0008"), await Name("E0035"), await Name("E0038"));
        using var browser = new Browser(_host);
        await browser.SignIn("E0003");
        await browser.Send("form[action='/preferences']", new() { ["language"] = language });

        await browser.Open("/responsibilities/transfer");
        Assert.DoesNotContain(head, Cell("release"), StringComparison.Ordinal);
        Assert.Null(browser.Page.QuerySelector("#about"));

        await browser.Open("/responsibilities/transfer?subject=E0038");
        Assert.StartsWith($"{about}{person} (E0038)", browser.Page.QuerySelector("#about")!.TextContent, StringComparison.Ordinal);
        Assert.StartsWith(head, Cell("release"), StringComparison.Ordinal);
        Assert.StartsWith(person, Cell("handover"), StringComparison.Ordinal); // by name, although no duty makes them known
        Assert.Contains("?subject=E0038", browser.Page.QuerySelector("nav.tabs[aria-label] a[href*='offboarding']")!.GetAttribute("href"), StringComparison.Ordinal);
        Assert.StartsWith(head, await Exported("release"), StringComparison.Ordinal);

        _host.AdvanceTo("2026-10-01T00:01:00");
        await browser.SignIn("E0003");
        await browser.Open("/responsibilities/transfer?subject=E0038");
        Assert.StartsWith(next, Cell("release"), StringComparison.Ordinal);
        Assert.DoesNotContain(head, Cell("release"), StringComparison.Ordinal);
        Assert.StartsWith(next, await Exported("release"), StringComparison.Ordinal);

        string Cell(string step) => browser.Page.QuerySelectorAll("tbody tr")[At(step)].QuerySelector($"td[data-label='{column}']")!.TextContent;

        async Task<string> Exported(string step)
        {
            using var workbook = new MemoryStream(await browser.Download(browser.Page.QuerySelector("a[href*='.xlsx']")!.GetAttribute("href")!));
            return (string)MiniExcelLibs.MiniExcel.Query(workbook, useHeaderRow: true).Cast<IDictionary<string, object>>().ElementAt(At(step))[column];
        }
    }

    [Fact]
    public async Task S36_Somebody_IsFoundByTheirName_WhichStandsInNoAddress()
    {
        using var browser = new Browser(_host);
        await browser.SignIn("E0003");
        await browser.Open("/responsibilities/transfer");
        Assert.Equal("post", browser.Page.QuerySelector("form:has(#subject)")!.GetAttribute("method"));
        var name = await Name("E0038");
        await browser.Send("form:has(#subject)", new() { ["subject"] = name });
        Assert.Equal("?subject=E0038", browser.Address.Query);
        Assert.NotNull(browser.Page.QuerySelector("#about"));
        await browser.Send("form:has(#subject)", new() { ["subject"] = "E003" });
        Assert.Equal("", browser.Address.Query);
        Assert.Contains(browser.Page.QuerySelectorAll("ul.cards a"), a => a.GetAttribute("href")!.EndsWith("?subject=E0038", StringComparison.Ordinal));
        await browser.Send("form:has(#subject)", new() { ["subject"] = "E0042" });
        Assert.Equal("?subject=E0042", browser.Address.Query);
        await browser.Send("form:has(#subject)", new() { ["subject"] = "" });
        Assert.Equal("", browser.Address.Query);
        await browser.Open($"/responsibilities/transfer?subject={Uri.EscapeDataString(name)}");
        Assert.Null(browser.Page.QuerySelector("#about"));
    }

    /// <summary>Whose record one does not see, one is told nothing about, in the page and in the workbook.</summary>
    [Theory]
    [InlineData("E0038")]
    [InlineData("nobody")]
    public async Task S15_WhomTheCallerMayNotSee_TheMatrixIsNotFor(string subject)
    {
        using var browser = new Browser(_host);
        await browser.SignIn("E0029");
        await browser.Open($"/responsibilities/transfer?subject={subject}");
        Assert.NotNull(browser.Page.QuerySelector("[role=alert]"));
        Assert.Null(browser.Page.QuerySelector("#about"));
        Assert.DoesNotContain(await Name("E0038"), browser.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(await Name("E0008"), browser.Page.QuerySelectorAll("tbody tr")[At("release")].TextContent, StringComparison.Ordinal);
        await browser.Open($"/responsibilities/transfer.xlsx?subject={subject}");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    private static int At(string step) => step == "release" ? 0 : 7;

    private async Task<string> Name(string person) => (await _host.Get("E0001", $"/api/records/person/{person}")).Is(HttpStatusCode.OK).Json["values"]!["identity"]!.Text("name");
}
