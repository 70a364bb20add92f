using System.Net;

namespace HrCollab.Functions.Tests.Portal;

public sealed class PortalTests : IAsyncLifetime
{
    private TestHost _host = null!;

    public async Task InitializeAsync() => _host = await TestHost.Started();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Anonymous_IsSentToSignIn()
    {
        using var browser = new Browser(_host);
        await browser.Open("/inbox");
        Assert.Equal("/sign-in", browser.Address.AbsolutePath);
    }

    [Fact]
    public async Task S31_S38_TransferThroughThePages_ReachesTheApprover_AndGoesOn()
    {
        using var browser = new Browser(_host);
        await browser.SignIn("E0007");
        Assert.Contains("调岗申请", browser.Text);
        await browser.Open("/forms/transfer?subject=E0042");
        await browser.Send("form[data-evaluate]", Transfer(), "preflight");
        Assert.Contains("提交后的路径", browser.Text);
        Assert.Contains("许文博", browser.Text);
        await browser.Send("form[data-evaluate]", [], "submit");
        Assert.StartsWith("/cases/transfer-", browser.Address.AbsolutePath);
        var address = browser.Address.AbsolutePath;

        await browser.SignIn("E0002");
        await browser.Open("/inbox");
        Assert.Contains("调出部门确认", browser.Text);
        await browser.Open(address);
        await browser.Send("section.task form", [], "reject");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("请填写理由", browser.Text);
        await browser.Send("section.task form", [], "approve");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("必须完成检查项“在办工作的交接安排已确定”", browser.Text);
        await browser.Send("section.task form", new() { ["check:handover"] = "true", ["check:date"] = "true" }, "approve");
        Assert.Equal(address, browser.Address.AbsolutePath);
        Assert.Contains("周明远 同意“调出部门确认”", browser.Text);
    }

    /// <summary>The preview says who on the route will see what was entered, as the API does: pay is seen by few.</summary>
    [Theory]
    [InlineData("zh", "谁会看到您填写的内容")]
    [InlineData("en", "Who will see what you entered")]
    public async Task X8_Preview_SaysWhoWillSeeWhatWasEntered(string language, string heading)
    {
        var body = new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12", reason = "项目需要", newPosition = "rd2-engineer", newBaseSalary = "21000.00" } };
        var told = (await _host.Send("E0007", HttpMethod.Post, "/api/forms/transfer/preflight", body, language: language)).Is(HttpStatusCode.OK).Json["sees"]!.AsArray();
        var fields = (await _host.Send("E0007", HttpMethod.Get, "/api/forms/transfer?subject=E0042", null, language: language)).Is(HttpStatusCode.OK).Json["sections"]!.AsArray()
            .SelectMany(s => s!["fields"]!.AsArray()).ToDictionary(f => f!.Text("id"), f => f!.Text("title"), StringComparer.Ordinal);
        using var browser = new Browser(_host);
        await browser.SignIn("E0007");
        await browser.Send("form[action='/preferences']", new() { ["language"] = language });
        await browser.Open("/forms/transfer?subject=E0042");
        Assert.Null(browser.Page.QuerySelector("#sees"));
        await browser.Send("form[data-evaluate]", new(Transfer()) { ["newPosition"] = "rd2-engineer", ["newBaseSalary"] = "21000.00" }, "preflight");
        Assert.Equal(heading, browser.Page.QuerySelector("#sees h2")!.TextContent);
        var rows = browser.Page.QuerySelectorAll("#sees tbody tr").Select(r => $"{r.QuerySelector("th")!.TextContent}|{r.QuerySelectorAll("td")[1].TextContent}|{r.QuerySelectorAll("td")[2].TextContent}").ToList();
        Assert.Equal(told.Select(t => $"{t!.Text("name")}|{Listed(t!["fields"]!)}|{Listed(t!["masked"]!)}"), rows);
        var salary = fields["newBaseSalary"];
        Assert.Contains(rows, r => r.Split('|')[1].Contains(salary, StringComparison.Ordinal));
        Assert.Contains(rows, r => !r.Split('|')[1].Contains(salary, StringComparison.Ordinal));

        string Listed(System.Text.Json.Nodes.JsonNode ids) => string.Join(language == "en" ? ", " : "、", ids.AsArray().Select(i => fields[i!.GetValue<string>()])) is { Length: > 0 } listed ? listed : "—";
    }

    /// <summary>What was written in its usual form is told to who sent it without a preview, and to nobody else who opens the same address.</summary>
    [Fact]
    public async Task S12_ValueWrittenInItsUsualForm_IsToldOnThePageAfterSubmitting()
    {
        using var browser = new Browser(_host);
        await browser.SignIn("E0005");
        await browser.Open("/forms/onboarding");
        var form = NewPerson.Form("E0069", 47).ToDictionary(f => f.Key, f => f.Value.ToString()!, StringComparer.Ordinal);
        form["mobile"] = "１３８１２３４００６９";
        await browser.Send("form[data-evaluate]", form, "submit");
        Assert.StartsWith("/cases/onboarding-", browser.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Contains("13812340069", Assert.Single(browser.Page.QuerySelectorAll(".message.note")).TextContent, StringComparison.Ordinal);
        var (here, plain) = (browser.Address.PathAndQuery, browser.Address.AbsolutePath);
        await browser.Open(plain);
        Assert.Empty(browser.Page.QuerySelectorAll(".message.note"));
        await browser.SignIn("E0018");
        await browser.Open(here);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Empty(browser.Page.QuerySelectorAll(".message.note"));
    }

    [Fact]
    public async Task SubmittedTwice_IsOneCase()
    {
        using var browser = new Browser(_host);
        await browser.SignIn("E0007");
        await browser.Open("/forms/transfer?subject=E0042");
        var page = browser.Page;
        await browser.Send("form[data-evaluate]", Transfer(), "submit");
        var first = browser.Address;
        await browser.Open("/forms/transfer?subject=E0042");
        var key = ((AngleSharp.Html.Dom.IHtmlInputElement)page.QuerySelector("input[name=_key]")!).Value;
        await browser.Send("form[data-evaluate]", new(Transfer()) { ["_key"] = key }, "submit");
        Assert.Equal(first, browser.Address);
    }

    [Fact]
    public async Task WrongInput_IsSaidAtTheField_AndNothingTypedIsLost()
    {
        using var browser = new Browser(_host);
        await browser.SignIn("E0007");
        await browser.Open("/forms/transfer?subject=E0042");
        await browser.Send("form[data-evaluate]", new() { ["newDepartment"] = "rd2", ["effectiveDate"] = "", ["newBaseSalary"] = "abc" }, "submit");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("请填写", browser.Page.QuerySelector("[data-field=effectiveDate] .messages")!.TextContent);
        Assert.Equal("abc", browser.Page.QuerySelector("#f-newBaseSalary")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Language_IsRemembered()
    {
        using var browser = new Browser(_host);
        await browser.SignIn("E0007");
        await browser.Send("form[action='/preferences']", new() { ["language"] = "en" });
        Assert.Equal("en", browser.Page.DocumentElement.GetAttribute("lang"));
        await browser.Open("/board");
        Assert.Contains("Board: who owes what", browser.Text);
    }

    [Fact]
    public async Task PostFromAnotherSite_IsRefused()
    {
        using var browser = new Browser(_host);
        await browser.SignIn("E0007");
        await browser.PostBlind("/forms/transfer", new(Transfer()) { ["_subject"] = "E0042", ["_act"] = "submit", ["_key"] = "x" });
        Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/inbox")]
    [InlineData("/refusals")]
    [InlineData("/cases")]
    [InlineData("/board")]
    [InlineData("/responsibilities")]
    [InlineData("/forms/transfer?subject=E0042")]
    public async Task EveryPage_HasOneMainAHeadingAndNoInlineScript(string path)
    {
        using var browser = new Browser(_host);
        await browser.SignIn("E0007");
        await browser.Open(path);
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Single(browser.Page.QuerySelectorAll("main"));
        Assert.Single(browser.Page.QuerySelectorAll("h1"));
        Assert.Empty(browser.Page.QuerySelectorAll("style, [style], script:not([src]), [onclick]"));
        foreach (var field in browser.Page.QuerySelectorAll("main input:not([type=hidden]), main select, main textarea"))
            Assert.NotNull(browser.Page.QuerySelector($"label[for='{field.Id}']"));
    }

    [Fact]
    public async Task CaseOfOthers_IsNotFound()
    {
        using var browser = new Browser(_host);
        await browser.SignIn("E0007");
        await browser.Open("/forms/transfer?subject=E0042");
        await browser.Send("form[data-evaluate]", Transfer(), "submit");
        var address = browser.Address.AbsolutePath;
        await browser.SignIn("E0021");
        await browser.Open(address);
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    private static Dictionary<string, string> Transfer() => new() { ["newDepartment"] = "rd2", ["effectiveDate"] = "2026-10-12", ["reason"] = "项目需要" };
}
