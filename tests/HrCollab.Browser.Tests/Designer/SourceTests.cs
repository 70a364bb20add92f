using Microsoft.Playwright;

namespace HrCollab.Browser.Tests.Designer;

/// <summary>X18: the source view while somebody types and something else happens: neither what was typed nor what happened is lost.</summary>
public sealed class SourceTests : IAsyncLifetime
{
    private const string Standard = "standards/department.standard.json";

    private DesignerHost _host = null!;

    public async Task InitializeAsync() => _host = await DesignerHost.Started();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [BrowserFact]
    public async Task X18_TypingOnAndOn_WhileAnotherWindowSaves_LosesNeither()
    {
        _host.Sandbox.Save("E0001", "both", "manifest.json", "北辰科技", "南辰科技");
        await using var screen = await _host.SignedIn("E0001");
        var page = screen.Page;
        await screen.Go("/standards/department?view=source");
        await Into(page);
        _host.Sandbox.Save("E0001", "both", Standard, "\"zh\": \"部门\"", "\"zh\": \"部门单元\"");

        // The first letter is told and saved together with the other window's change; the editor has no quiet moment to take that.
        await page.Keyboard.TypeAsync("x");
        await page.WaitForFunctionAsync("text => Object.values(sessionStorage).some(kept => kept.includes(text))", "basic.codex");
        var (typed, rest) = ("x", 20);
        for (var most = 2_000; rest > 0 && most > 0; most--)
        {
            await page.Keyboard.TypeAsync("y");
            typed += "y";
            if (rest < 20 || (_host.Text("E0001", Standard) is var text && text.Contains("basic.codex", StringComparison.Ordinal) && text.Contains("部门单元", StringComparison.Ordinal))) rest--;
        }

        await _host.Saved("E0001", Standard, $"\"basic.code{typed}\"");
        Assert.Contains("部门单元", _host.Text("E0001", Standard), StringComparison.Ordinal);
        await Assertions.Expect(page.Locator(".cm-content")).ToContainTextAsync("部门单元");
        await Assertions.Expect(page.Locator(".cm-content")).ToContainTextAsync("basic.code" + typed);
        Assert.Empty(screen.Errors);
    }

    [BrowserFact]
    public async Task X18_LeftInTheMiddleOfAWord_IsToldBeforeItIsClosed_AndKeptForNoOtherPage()
    {
        await using var screen = await _host.SignedIn("E0001");
        var page = screen.Page;
        await screen.Go("/standards");
        await page.Locator("a.card[href='/standards/department']").ClickAsync();
        await page.Locator("nav.tabs a[href$='view=source']").ClickAsync();
        await Into(page);
        await page.Keyboard.TypeAsync("z");
        await page.EvaluateAsync("history.go(-2)"); // nothing takes the focus away first
        await screen.Shown("/standards");
        await _host.Saved("E0001", Standard, "\"basic.codez\"");
        await page.WaitForFunctionAsync("Object.keys(sessionStorage).every(key => !key.startsWith('hrcollab.unsent'))");
        Assert.Empty(screen.Errors);
    }

    /// <summary>The caret behind the last letter of a value.</summary>
    private static async Task Into(IPage page)
    {
        await page.Locator(".cm-line", new() { HasText = "\"key\": \"basic.code\"" }).ClickAsync();
        await page.Keyboard.PressAsync("End");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("ArrowLeft");
    }
}
