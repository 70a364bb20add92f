using Microsoft.Playwright;

namespace HrCollab.Browser.Tests.Designer;

/// <summary>X18: two people change the same cell in drafts of their own.</summary>
public sealed class ConflictTests
{
    private const string Matrix = "responsibilities/transfer.responsibilities.json";

    [BrowserFact]
    public async Task X18_TwoPeopleOnOneCell_ReadBothValuesInWords_AndChooseOne()
    {
        await using var host = await DesignerHost.Started();
        host.Sandbox.Save("E0003", "sooner", Matrix, "\"remind\": [\"1 wd before\"]", "\"remind\": [\"2 wd before\"]");
        host.Sandbox.Save("E0001", "later", Matrix, "\"remind\": [\"1 wd before\"]", "\"remind\": [\"3 wh before\"]");
        Assert.IsType<HrCollab.Workspace.Merging.MergeOutcome.Merged>(host.Sandbox.Landed("E0003", "sooner", "早两天提醒"));

        foreach (var (language, colors, width) in new[] { ("en", ColorScheme.Dark, 640), ("zh", ColorScheme.Light, 1280) })
        {
            await using var screen = await host.SignedIn("E0001", language, colors, width);
            var page = screen.Page;
            await screen.Go("/reviews/E0001/later");
            var conflict = page.Locator("[data-conflict]").First;
            foreach (var said in language == "zh" ? ["原来:提前 1 个工作日", "草稿:提前 3 个工作小时", "主分支:提前 2 个工作日"] : new[] { "It was: 1 working day before", "The draft: 3 working hours before", "The main branch: 2 working days before" })
                await Assertions.Expect(conflict).ToContainTextAsync(said);
            await screen.Picture($"designer-conflict-{language}");
            await screen.Sound();
            Assert.Empty(screen.Errors);
            if (language == "en") continue;
            var conflicts = await page.Locator("[data-conflict]").CountAsync();
            for (var i = 0; i < conflicts; i++) await page.Locator("[data-conflict]").Nth(i).GetByRole(AriaRole.Radio).Nth(1).CheckAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "按所选合并" }).ClickAsync();
            await Assertions.Expect(page.Locator("[data-conflict]")).ToHaveCountAsync(0);
            Assert.Contains("\"2 wd before\"", host.Text("E0001", Matrix), StringComparison.Ordinal);
            Assert.DoesNotContain("\"3 wh before\"", host.Text("E0001", Matrix), StringComparison.Ordinal);
        }
    }
}
