using Microsoft.Playwright;

namespace HrCollab.Browser.Tests.Designer;

public sealed class DesignerTests : IAsyncLifetime
{
    private DesignerHost _host = null!;

    public async Task InitializeAsync() => _host = await DesignerHost.Started();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    /// <summary>S2: a change by somebody who knows no JSON ends in one file of their own draft; the branch and the work tree stay as they were.</summary>
    [BrowserFact]
    public async Task S2_ChangeInTheBrowser_IsInTheDraftAndNowhereElse()
    {
        await using var screen = await _host.SignedIn("E0001");
        var page = screen.Page;
        await screen.Go("/manifest");
        await page.Locator("#at-company-zh").FillAsync("南辰科技");
        await page.Locator("#at-company-en").FillAsync("Nanchen Technology");
        await page.Keyboard.PressAsync("Tab");
        await _host.Saved("E0001", "manifest.json", "\"zh\": \"南辰科技\", \"en\": \"Nanchen Technology\"");
        await Assertions.Expect(page.Locator(".saved")).ToContainTextAsync("已保存到草稿");
        var draft = Assert.Single(_host.Sandbox.Drafts.List("E0001"));
        Assert.Equal("manifest.json", Assert.Single(_host.Sandbox.Repository.Changed(_host.Sandbox.Repository.Head, draft.Commit)));
        Assert.Equal("", _host.Sandbox.Git("status", "--porcelain"));
        await screen.Go("/work");
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("南辰科技");
        await screen.Picture("designer-work");
        Assert.Empty(screen.Errors);
    }

    [BrowserFact]
    public async Task Problem_IsFoundAndAClickFocusesItsField_UndoMendsIt()
    {
        await using var screen = await _host.SignedIn("E0001");
        var page = screen.Page;
        await screen.Go("/standards/department?view=source");
        await Assertions.Expect(page.Locator(".cm-content")).ToBeVisibleAsync();
        await page.Locator(".cm-line", new() { HasText = "\"key\": \"basic.code\"" }).ClickAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.TypeAsync("x");
        await Assertions.Expect(page.Locator(".problems .bar")).ToContainTextAsync("不能发布");
        await Assertions.Expect(page.Locator(".cm-lintRange-error, .cm-lint-marker-error").First).ToBeVisibleAsync();
        await screen.Picture("designer-source");
        await page.Locator(".problems .bar").ClickAsync();
        await page.Locator(".problems li.error a").First.ClickAsync();
        await Assertions.Expect(page.Locator("[data-pointer='/key']")).ToBeFocusedAsync();
        await screen.Picture("designer-problem");
        await page.Locator("[data-step=undo]").ClickAsync();
        await Assertions.Expect(page.Locator(".problems .bar")).ToContainTextAsync("错误 0");
        await Assertions.Expect(page.Locator("[data-pointer='/key']")).ToHaveValueAsync("basic.code");
        Assert.Empty(screen.Errors);
    }

    /// <summary>X18: a second window that saves from an older state overwrites nothing; the same cell is asked in words, different ones are merged.</summary>
    [BrowserFact]
    public async Task X18_TwoWindows_LoseNoUpdate()
    {
        await using var one = await _host.SignedIn("E0001");
        await one.Go("/manifest");
        await one.Page.Locator("#at-company-en").FillAsync("First");
        await one.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(one.Page.Locator(".saved")).ToContainTextAsync("已保存到草稿");
        await using var other = await _host.SignedIn("E0001");
        await other.Go("/manifest");
        await Assertions.Expect(other.Page.Locator("#at-company-en")).ToHaveValueAsync("First");
        await one.Page.Locator("#at-company-en").FillAsync("Second");
        await one.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(one.Page.Locator(".saved")).ToContainTextAsync("已保存到草稿");
        await Assertions.Expect(one.Page.Locator("[data-step=redo]")).ToBeDisabledAsync();
        await _host.Saved("E0001", "manifest.json", "Second");
        await other.Page.Locator("#at-company-en").FillAsync("Third");
        await other.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(other.Page.Locator(".message.bad")).ToContainTextAsync("这份定义在别处被改过");
        await other.Picture("designer-stale");
        await other.Sound();
        Assert.Contains("Second", _host.Text("E0001", "manifest.json"));
        var conflict = other.Page.Locator("[data-conflict]");
        await Assertions.Expect(conflict).ToContainTextAsync("原来:“First”");
        await Assertions.Expect(conflict).ToContainTextAsync("已保存的:“Second”");
        await other.Page.GetByRole(AriaRole.Radio, new() { Name = "我的:“Third”" }).CheckAsync();
        await other.Page.GetByRole(AriaRole.Button, new() { Name = "按所选合并" }).ClickAsync();
        await _host.Saved("E0001", "manifest.json", "Third");
        await Assertions.Expect(other.Page.Locator(".message.bad")).ToHaveCountAsync(0);

        // The first window does not know of it and changes another cell: nothing is asked and nothing is lost.
        await one.Page.Locator("#at-company-zh").FillAsync("第三");
        await one.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(one.Page.Locator(".saved")).ToContainTextAsync("并合并了别处的改动");
        await Assertions.Expect(one.Page.Locator("#at-company-en")).ToHaveValueAsync("Third");
        Assert.Matches("(?s)第三.*Third", _host.Text("E0001", "manifest.json"));
        Assert.Empty(other.Errors);
    }

    [BrowserFact]
    public async Task ConnectionCutWhileTyping_LosesNothing()
    {
        await using var screen = await _host.SignedIn("E0001");
        var page = screen.Page;
        await screen.Go("/manifest");
        await page.Locator("#at-company-en").FillAsync("Typed before the line went dead");
        await screen.Go("/manifest");
        await Assertions.Expect(page.Locator("[data-kept=ask]")).ToBeVisibleAsync();
        await screen.Picture("designer-unsent");
        await page.Locator("[data-kept=ask] button").First.ClickAsync();
        await Assertions.Expect(page.Locator("#at-company-en")).ToHaveValueAsync("Typed before the line went dead");
        await _host.Saved("E0001", "manifest.json", "Typed before the line went dead");
        Assert.Empty(screen.Errors);
    }

    [BrowserFact]
    public async Task EveryPage_IsSoundForEverybody()
    {
        var pages = DesignerPages.Of(_host);
        foreach (var (language, colors, width) in new[] { ("zh", ColorScheme.Light, 1280), ("en", ColorScheme.Dark, 640) })
        {
            await using var screen = await _host.SignedIn("E0001", language, colors, width);
            foreach (var path in language == "zh" ? pages : pages.Except(DesignerPages.Large))
            {
                await screen.Go(path);
                await Assertions.Expect(screen.Page.Locator("main h1")).ToBeVisibleAsync();
                await Assertions.Expect(screen.Page.Locator(".problems .bar")).ToContainTextAsync(language == "zh" ? "用例" : "cases");
                await Assertions.Expect(screen.Page.Locator("main")).Not.ToContainTextAsync(language == "zh" ? "正在读取…" : "Loading…");
                await screen.Open(DesignerPages.Opened(path));
                await screen.Sound();
                if (language == "en") await screen.Ordered(); // KeyboardTests walks the pages in Chinese
                await screen.Picture($"designer-{language}-{path.Trim('/').Replace('/', '-').Replace('?', '-')}");
            }

            await screen.Go("/sign-in");
            await screen.Sound();
            Assert.Empty(screen.Errors);
        }
    }
}
