using Microsoft.Playwright;

namespace HrCollab.Browser.Tests.Designer;

public sealed class KeyboardTests
{
    /// <summary>Every page of the designer by its routes, with all that is folded away opened, with Tab alone.</summary>
    [BrowserFact]
    public async Task EveryPage_IsUsedByKeyboardAlone()
    {
        await using var host = await DesignerHost.Started();
        var pages = DesignerPages.Of(host);
        await using var screen = await host.SignedIn("E0001");
        var faults = new List<string>();
        foreach (var path in pages)
        {
            await screen.Go(path);
            await Assertions.Expect(screen.Page.Locator("main h1")).ToBeVisibleAsync();
            await Assertions.Expect(screen.Page.Locator(".problems .bar")).ToContainTextAsync("用例");
            await Assertions.Expect(screen.Page.Locator("main")).Not.ToContainTextAsync("正在读取…");
            await screen.Open(DesignerPages.Opened(path));
            try
            {
                await screen.Reached();
            }
            catch (Xunit.Sdk.TrueException e)
            {
                faults.Add(e.Message);
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Empty(screen.Errors);
    }
}
