using HrCollab.Functions.Tests;
using HrCollab.Functions.Tests.Identity;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;

namespace HrCollab.Browser.Tests;

/// <summary>A real browser at portal and issuer: its rules for cookies and its content security policy are those that count.</summary>
public sealed class CompanyAccountTests
{
    [BrowserFact]
    public async Task SigningInAndOutWithTheCompanyAccount_BreaksNoRuleOfTheBrowser()
    {
        var now = TimeProvider.System.GetUtcNow(); // the browser's own clock says when a cookie ends
        await using var issuer = await Issuer.Started(new FakeTimeProvider(now));
        await using var host = await TestHost.Started(now: now, settings: ["--Identity:Authority", issuer.Address.ToString(), "--Identity:PersonClaim", "employee_id", "--Identity:ClientId", Issuer.Portal, "--Identity:ClientSecret", Issuer.Secret]);
        issuer.Redirects.Add(new Uri(host.Address, "/signin-oidc").ToString());
        await using var screen = await Screen.Opened(host, script: true, language: "en");
        await screen.Go("/inbox");
        await screen.Picture("sign-in-company");
        await screen.Page.ClickAsync("button[name=company]");
        await screen.Shown("/inbox");
        await Assertions.Expect(screen.Page.Locator(".me")).ToHaveTextAsync("郑海峰");
        await screen.Page.ClickAsync("form[action='/sign-out'] button");
        await screen.Shown("/sign-in");
        Assert.Equal(1, issuer.SignedOut);
        await screen.Go("/inbox");
        await screen.Shown("/sign-in");
        Assert.Empty(screen.Errors);
        await screen.Go("/signed-out");
        await screen.Sound();
        await screen.Picture("signed-out");
    }
}
