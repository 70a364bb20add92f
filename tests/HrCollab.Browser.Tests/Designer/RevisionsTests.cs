using System.Net;
using HrCollab.Functions.Tests;
using Microsoft.Playwright;

namespace HrCollab.Browser.Tests.Designer;

/// <summary>X11, S1: what was published is a page of its own: activating the branch again, rolling back, and taking the change back so that it does not return.</summary>
public sealed class RevisionsTests
{
    private const string Matrix = "responsibilities/transfer.responsibilities.json";
    private const string Earlier = "\"remind\": [\"1 wd before\"]";
    private const string Sooner = "\"remind\": [\"2 wd before\"]";

    [BrowserFact]
    public async Task X11_PublishedRevisions_AreActivated_RolledBack_AndTakenBackInADraft()
    {
        await using var api = await TestHost.Started();
        (await api.Post("E0007", "/api/forms/transfer/submissions", new { subject = "E0042", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } })).Is(HttpStatusCode.Created);
        await using var host = await DesignerHost.Started("--Designer:Host", api.Address.ToString());

        // What the host read from its folder is what this repository begins with.
        var first = new[] { new { path = Matrix, text = host.Sandbox.Read(Matrix) } };
        (await api.Post("E0023", "/api/revisions", new { files = first, commit = host.Sandbox.Repository.Head })).Is(HttpStatusCode.OK);
        host.Sandbox.Write(Matrix, host.Sandbox.Read(Matrix).Replace(Earlier, Sooner, StringComparison.Ordinal));
        host.Sandbox.Commit("Remind sooner");

        await using (var other = await host.SignedIn("E0001"))
        {
            await other.Page.GetByRole(AriaRole.Link, new() { Name = "已发布的版本" }).ClickAsync();
            await Assertions.Expect(other.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("只有负责发布的人");
        }

        api.Advance(TimeSpan.FromHours(1));
        await using var screen = await host.SignedIn("E0023");
        var page = screen.Page;
        await screen.Go("/revisions");
        await Assertions.Expect(page.Locator("[data-revisions] tbody tr")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("[data-main]")).ToContainTextAsync("没有在用");
        await page.GetByRole(AriaRole.Button, new() { Name = "启用主分支现在的内容…" }).FocusAsync(); // by keyboard alone
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "确定启用主分支" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-done]")).ToContainTextAsync("已启用");
        var rows = page.Locator("[data-revisions] tbody tr");
        await Assertions.Expect(rows).ToHaveCountAsync(2);
        await Assertions.Expect(rows.First).ToContainTextAsync("正在用");
        await Assertions.Expect(rows.First).ToContainTextAsync("潘磊");
        await Assertions.Expect(rows.First.Locator("td").Nth(3)).ToHaveTextAsync("0");
        await Assertions.Expect(rows.Nth(1).Locator("td").Nth(3)).ToHaveTextAsync("1"); // it began before and stays
        await Assertions.Expect(page.Locator("[data-main]")).ToContainTextAsync("正在用");
        var bad = await rows.First.GetAttributeAsync("data-revision");

        await rows.Nth(1).GetByRole(AriaRole.Button, new() { Name = "退回到" }).ClickAsync();
        await screen.Picture("designer-revisions-sure");
        await page.GetByRole(AriaRole.Button, new() { Name = "确定退回" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-done]")).ToContainTextAsync("已退回");
        await Assertions.Expect(rows.Nth(1)).ToContainTextAsync("正在用");
        Assert.NotEqual(bad, (await api.Get("E0023", "/api/revisions")).Is(HttpStatusCode.OK).Json["active"]!.ToString());

        await rows.First.GetByRole(AriaRole.Button, new() { Name = "在草稿里撤销" }).ClickAsync();
        await Assertions.Expect(page.Locator("[data-done]")).ToContainTextAsync("已在草稿");
        Assert.Contains(Earlier, host.Text("E0023", Matrix), StringComparison.Ordinal);
        Assert.DoesNotContain(Sooner, host.Text("E0023", Matrix), StringComparison.Ordinal);
        Assert.Empty(screen.Errors);

        foreach (var (language, colors, width) in new[] { ("zh", ColorScheme.Light, 1280), ("en", ColorScheme.Dark, 1280), ("zh", ColorScheme.Dark, 640), ("en", ColorScheme.Light, 640) })
        {
            await using var reader = await host.SignedIn("E0023", language, colors, width);
            await reader.Go("/revisions");
            await Assertions.Expect(reader.Page.Locator("[data-revisions] tbody tr")).ToHaveCountAsync(2);
            await reader.Picture($"designer-revisions-{language}-{colors}-{width}");
            await reader.Sound();
            if (width == 1280) await reader.Reached();
            Assert.Empty(reader.Errors);
        }
    }
}
