using System.Net;

namespace HrCollab.Functions.Tests.Portal;

/// <summary>A form that is not finished today is there tomorrow.</summary>
public sealed class PortalDraftTests(Company company) : IClassFixture<Company>
{
    private const string Page = "/forms/transfer?subject=E0042";

    [Fact]
    public async Task AForm_IsKeptAsADraft_UntilItIsSubmitted()
    {
        using var browser = new Browser(company.Host);
        await browser.SignIn("E0007");
        await browser.Open(Page);
        await browser.Send("form.main", new() { ["newDepartment"] = "rd2", ["reason"] = "未完" }, "draft");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.NotNull(browser.Page.QuerySelector("#draft"));

        using var tomorrow = new Browser(company.Host);
        await tomorrow.SignIn("E0007");
        await tomorrow.Open(Page);
        Assert.Equal("未完", Typed(tomorrow, "reason"));
        Assert.Equal("rd2", Typed(tomorrow, "newDepartment"));
        var kept = (await company.Host.Get("E0007", "/api/forms/transfer/drafts/portal-E0042")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(("E0042", "rd2"), (kept.Text("subject"), kept["input"]!.Text("newDepartment")));

        await tomorrow.Send("form.main", new() { ["effectiveDate"] = "2026-10-12" }, "submit");
        Assert.StartsWith("/cases/transfer-", tomorrow.Address.AbsolutePath, StringComparison.Ordinal);
        (await company.Host.Get("E0007", "/api/forms/transfer/drafts/portal-E0042")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task TwoWindows_NeitherOverwritesTheOtherUnnoticed()
    {
        using var one = new Browser(company.Host);
        using var other = new Browser(company.Host);
        foreach (var browser in new[] { one, other })
        {
            await browser.SignIn("E0003");
            await browser.Open("/forms/transfer?subject=E0029");
        }

        await one.Send("form.main", new() { ["reason"] = "第一" }, "draft");
        await other.Send("form.main", new() { ["reason"] = "第二" }, "draft");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.Status);
        Assert.Contains("另一个窗口已保存较新的草稿", other.Text, StringComparison.Ordinal);
        Assert.Equal("第二", Typed(other, "reason")); // nothing typed is lost
        await one.Open("/forms/transfer?subject=E0029");
        Assert.Equal("第一", Typed(one, "reason"));
        await other.Send("form.main", [], "draft"); // knowing it
        await one.Open("/forms/transfer?subject=E0029");
        Assert.Equal("第二", Typed(one, "reason"));
        await one.Send("form.main", [], "discard");
        Assert.Null(one.Page.QuerySelector("#draft"));
        Assert.NotEqual("第二", Typed(one, "reason"));
    }

    private static string? Typed(Browser browser, string field) => browser.Page.QuerySelector($"[name={field}]") switch
    {
        AngleSharp.Html.Dom.IHtmlSelectElement select => select.Value,
        AngleSharp.Html.Dom.IHtmlTextAreaElement area => area.Value,
        AngleSharp.Html.Dom.IHtmlInputElement input => input.Value,
        _ => null,
    };
}
