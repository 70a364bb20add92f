using System.Net;

namespace HrCollab.Functions.Tests.Portal;

/// <summary>Acts on tasks, and what the pages say about them.</summary>
public sealed class PortalTaskTests : IAsyncLifetime
{
    private TestHost _host = null!;
    private Journey _transfer = null!;

    public async Task InitializeAsync()
    {
        _host = await TestHost.Started();
        _transfer = await Journey.Submitted(
            _host, "E0007", "transfer", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12", reason = "项目需要" } });
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    /// <summary>S38: work without its evidence is refused at the check, and nothing has to be typed twice.</summary>
    [Fact]
    public async Task S38_MissingEvidence_IsSaidAtTheCheck_AndWhatWasTypedStays()
    {
        foreach (var step in new[] { "release", "receive", "hrbp", "approval" }) await _transfer.Approve(step);
        using var browser = new Browser(_host);
        await browser.SignIn("E0042");
        await browser.Open("/inbox");
        await browser.Open(browser.Page.QuerySelector("main td a")!.GetAttribute("href")!);
        await browser.Send("section.task form", new() { ["check:documents"] = "true", ["evidence:documents"] = "共享盘 A-12", ["comment"] = "进行中" }, "complete");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, browser.Status);
        Assert.Contains("必须完成检查项“在办事项已逐项交接”", browser.Page.QuerySelector("[id$='-m-openWork']")!.TextContent);
        Assert.Empty(browser.Page.QuerySelector("[id$='-m-documents']")!.TextContent.Trim());
        Assert.True(browser.Page.QuerySelector("[name='check:documents']")!.HasAttribute("checked"));
        Assert.Equal("共享盘 A-12", browser.Page.QuerySelector("[name='evidence:documents']")!.GetAttribute("value"));
        Assert.Equal("进行中", browser.Page.QuerySelector("textarea[name=comment]")!.TextContent);
    }

    /// <summary>S32: the page shows the steps the API shows, with the same state, owners, since, earliest day and due time, and the same day for the whole; before a step is done and after.</summary>
    [Fact]
    public async Task S32_CasePage_ShowsTheStepsOfTheApi()
    {
        using var browser = new Browser(_host);
        await browser.SignIn("E0007");
        await browser.Open($"/cases/{_transfer.Id}");
        var shown = browser.Page.QuerySelectorAll(".step strong").Select(s => s.TextContent).ToList();
        var steps = (await _transfer.Case())["steps"]!.AsArray();
        Assert.Equal(steps.Texts("title"), shown);
        Assert.Equal("周明远", browser.Page.QuerySelector(".step.open .owners")!.TextContent);
        Assert.Contains("2026年9月18日 周五 18:00", browser.Page.QuerySelector(".step.open .when")!.TextContent);
        Assert.Contains("transfer.responsibilities.json:", browser.Page.QuerySelector(".trace")!.TextContent);
        await Same();
        _host.AdvanceTo("2026-09-17T15:00:00");
        await _transfer.Approve("release");
        await browser.SignIn("E0007"); // a session ends unused
        await browser.Open($"/cases/{_transfer.Id}");
        Assert.Equal(["approved", "open"], (await Same()).Take(2));

        async Task<List<string>> Same()
        {
            var told = await _transfer.Case();
            var rows = browser.Page.QuerySelectorAll("li.step").ToList();
            Assert.Equal(told["steps"]!.AsArray().Count, rows.Count);
            foreach (var (row, step) in rows.Zip(told["steps"]!.AsArray()))
            {
                Assert.Equal(step!.Text("status"), row.ClassList.Single(c => c != "step"));
                Assert.NotEmpty(row.QuerySelector(".state")!.TextContent.Trim());
                Assert.Equal(string.Join("、", step!["owners"]!.AsArray().Texts("name")), row.QuerySelector(".owners")?.TextContent ?? "");
                var isOpen = step!.Text("status") is "open" or "waiting" or "blocked" or "scheduled";
                var times = new[] { "since", isOpen ? "notBefore" : null, "due" }.Select(m => m is null ? null : step[m]?.GetValue<string>()).OfType<string>();
                Assert.Equal(times.Select(Moment), row.QuerySelectorAll(".when time").Select(t => Moment(t.GetAttribute("datetime")!)));
            }

            Assert.Equal(Moment(told.Text("finish")), Moment(browser.Page.QuerySelector(".finish time")!.GetAttribute("datetime")!));
            Assert.Contains(rows, r => r.QuerySelectorAll(".when time").Length == 2);
            return [.. told["steps"]!.AsArray().Texts("status")];
        }

        static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal);
    }

    /// <summary>S1, S40, S41: late is said in words, with who owes it, and the count is the length of the list.</summary>
    [Fact]
    public async Task S1_S40_S41_LateTask_IsSaidOnHomeBoardAndCase()
    {
        _host.AdvanceTo("2026-09-21T15:00:00");
        using var browser = new Browser(_host);
        await browser.SignIn("E0002");
        Assert.Equal("1", browser.Page.QuerySelector(".tiles .late strong")!.TextContent);
        await browser.Open(browser.Page.QuerySelectorAll(".tiles .late")[^1].GetAttribute("href")!);
        var line = Assert.Single(browser.Page.QuerySelectorAll("#tasks tbody tr"));
        Assert.Contains("周明远", line.TextContent);
        Assert.Contains("已逾期", line.TextContent);
        await browser.Open($"/cases/{_transfer.Id}");
        Assert.Contains("周明远(调出部门确认),超时 13 工作小时", browser.Page.QuerySelector(".message.late")!.TextContent);
    }

    [Fact]
    public async Task Returned_SubmitterCorrectsTheForm()
    {
        using var browser = new Browser(_host);
        await browser.SignIn("E0002");
        await browser.Open($"/cases/{_transfer.Id}");
        await browser.Send("section.task form", new() { ["to"] = "submit", ["comment"] = "请改生效日期" }, "return");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        await browser.SignIn("E0007");
        await browser.Open($"/cases/{_transfer.Id}");
        Assert.Contains("请改生效日期", browser.Text);
        await browser.Open(browser.Page.QuerySelector("section.task a.button")!.GetAttribute("href")!);
        Assert.Equal("2026-10-12", browser.Page.QuerySelector("#f-effectiveDate")!.GetAttribute("value"));
        await browser.Send("form[data-evaluate]", new() { ["effectiveDate"] = "2026-10-19" }, "submit");
        Assert.Equal($"/cases/{_transfer.Id}", browser.Address.AbsolutePath);
        Assert.Contains("2026年10月19日", browser.Text);
    }

    /// <summary>S36: every row has a department, a person, work, a deadline and a standard; a dash where nobody needs to cooperate.</summary>
    [Fact]
    public async Task S36_Matrix_HasNoEmptyCell()
    {
        using var browser = new Browser(_host);
        await browser.SignIn("E0007");
        foreach (var id in new[] { "transfer", "onboarding", "offboarding" })
        {
            await browser.Open($"/responsibilities/{id}");
            Assert.Equal(9, browser.Page.QuerySelectorAll("thead th").Length);
            Assert.All(browser.Page.QuerySelectorAll("tbody td"), cell => Assert.NotEmpty(cell.TextContent.Trim()));
        }

        await browser.Open("/responsibilities/nothing");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    [Fact]
    public async Task NameInsteadOfNumber_OpensTheForm()
    {
        using var browser = new Browser(_host);
        await browser.SignIn("E0007");
        await browser.Open("/forms/transfer?subject=高子涵");
        Assert.Contains("E0042", browser.Text);
        Assert.NotNull(browser.Page.QuerySelector("#f-newDepartment"));
        await browser.Open("/forms/transfer?subject=nobody");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        Assert.Contains("没有找到", browser.Text);
    }
}
