using HrCollab.Designer.Tests;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;

namespace HrCollab.Browser.Tests.Designer;

/// <summary>An open window outlives the request it began with, but not the sign-in.</summary>
public sealed class SignedOutTests
{
    private const string Typed = "Typed before signing out elsewhere";

    [BrowserFact]
    public async Task SignedOutInAnotherWindow_DraftsNoMore_AndKeepsWhatWasTyped()
    {
        await using var host = await DesignerHost.Started();
        await using var screen = await host.SignedIn("E0001");
        var page = screen.Page;
        await screen.Go("/manifest");
        await page.Locator("#at-company-en").FillAsync(Typed);
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync(new Uri(host.Address, "/sign-in").ToString());
        await other.ClickAsync("form[action='/sign-out'] button");
        await Assertions.Expect(page.Locator("[data-over]")).ToContainTextAsync("登录已结束");
        await screen.Picture("designer-signed-out");
        await screen.Sound();
        await screen.Reached();
        Assert.Empty(host.Sandbox.Drafts.List("E0001"));

        await page.GetByRole(AriaRole.Button, new() { Name = "重新登录" }).ClickAsync();
        await page.ClickAsync("button[value=E0001]");
        await screen.Shown("/manifest");
        await page.Locator("[data-kept=ask] button").First.ClickAsync();
        await Assertions.Expect(page.Locator("#at-company-en")).ToHaveValueAsync(Typed);
        await host.Saved("E0001", "manifest.json", Typed);
        Assert.Empty(screen.Errors);
    }

    /// <summary>Nobody signs out; the session comes to its end while the window is open. The next thing it asks for is refused.</summary>
    [BrowserFact]
    public async Task SessionThatHasEnded_RefusesTheNextEdit()
    {
        var clock = new FakeTimeProvider(Sandbox.Now);
        await using var host = await DesignerHost.Started("Development", [], clock);
        await using var screen = await host.SignedIn("E0001");
        var page = screen.Page;
        await screen.Go("/manifest");
        await Assertions.Expect(page.Locator("#at-company-en")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".problems .bar")).ToContainTextAsync("用例"); // the window is live
        clock.Advance(TimeSpan.FromHours(11));
        // In one step: anything the window sends ends it, and the field may be gone before somebody has typed.
        await page.EvaluateAsync("typed => { const field = document.querySelector('#at-company-en'); if (field) { field.value = typed; for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true })); } }", Typed);
        await Assertions.Expect(page.Locator("[data-over]")).ToBeVisibleAsync();
        clock.Advance(TimeSpan.FromMinutes(1)); // longer than a save waits
        Assert.Empty(host.Sandbox.Drafts.List("E0001"));
        Assert.Empty(screen.Errors);
    }
}
