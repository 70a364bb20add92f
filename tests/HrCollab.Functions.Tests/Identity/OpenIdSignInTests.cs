using System.Net;
using HrCollab.Functions.Tests.Http;
using HrCollab.Functions.Tests.Portal;

namespace HrCollab.Functions.Tests.Identity;

/// <summary>Signing in to the portal with the company's issuer, through what stands before the process in production.</summary>
[Collection(IssuedCompany.Name)]
public sealed class OpenIdSignInTests(IssuedCompany company)
{
    [Fact]
    public async Task SigningIn_LeadsOverTheIssuerToThePageAskedFor_AndSigningOutEndsItThereToo()
    {
        company.Issuer.SignedIn = "E0007";
        var (browser, door) = IssuedCompany.Visit(company.Host);
        using (browser)
        {
            await browser.Open("/cases?view=mine");
            Assert.Equal((HttpStatusCode.OK, "https://hr.example/cases?view=mine"), (browser.Status, browser.Address.ToString()));
            Assert.Contains("郑海峰", browser.Page.QuerySelector(".me")!.TextContent);
            var asked = door.Visited.Single(v => v.AbsolutePath == "/authorize").Query;
            Assert.Contains("code_challenge_method=S256", asked);
            Assert.Contains("redirect_uri=https%3A%2F%2Fhr.example%2Fsignin-oidc", asked); // never from Host or X-Forwarded-Host
            Assert.All(door.SetCookies, c =>
            {
                Assert.Contains("secure", c, StringComparison.OrdinalIgnoreCase);
                Assert.Contains("httponly", c, StringComparison.OrdinalIgnoreCase);
                Assert.Matches("(?i)samesite=(lax|strict)", c);
            });
            Assert.All(door.Visited.Where(v => v.Host != company.Issuer.Address.Host), v => Assert.Equal("https://hr.example", v.GetLeftPart(UriPartial.Authority)));

            var copied = door.Cookies.GetCookieHeader(IssuedCompany.Site);
            Assert.Equal(200, await Home(copied));
            var before = company.Issuer.SignedOut;
            await browser.Send("form[action='/sign-out']", []);
            Assert.Equal((HttpStatusCode.OK, "/signed-out"), (browser.Status, browser.Address.AbsolutePath));
            Assert.Equal(before + 1, company.Issuer.SignedOut);
            Assert.Equal(302, await Home(copied)); // a cookie that was copied is worth nothing now
        }
    }

    [Theory]
    [InlineData("https://stranger.example/")]
    [InlineData("//stranger.example")]
    [InlineData("/\\stranger.example")]
    [InlineData("\thttps://stranger.example")]
    public async Task AReturnAddress_IsOneOfThisSite(string back)
    {
        company.Issuer.SignedIn = "E0007";
        var (browser, door) = IssuedCompany.Visit(company.Host);
        using (browser) await browser.Open("/sign-in?ReturnUrl=" + Uri.EscapeDataString(back));
        Assert.Equal("https://hr.example/", door.Visited[^1].ToString());
    }

    [Theory]
    [InlineData("E9999", "您的账号没有对应的人员")]
    [InlineData(null, "您的账号没有对应的人员")]
    [InlineData("E0054", "尚未入职或已离职")]
    public async Task AnAccountOfNobodyHere_IsToldSo_AndHasNoSession(string? person, string told)
    {
        company.Issuer.SignedIn = person;
        var (browser, door) = IssuedCompany.Visit(company.Host);
        using (browser)
        {
            await browser.Open("/inbox");
            Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
            Assert.Contains(told, browser.Text);
        }

        Assert.DoesNotContain(door.SetCookies, c => c.StartsWith("hrcollab=", StringComparison.Ordinal));
    }

    /// <summary>An answer of the issuer counts only in the browser that asked, and once.</summary>
    [Fact]
    public async Task AnAnswerOfTheIssuer_ThatThisBrowserDidNotAskFor_SignsNobodyIn()
    {
        company.Issuer.SignedIn = "E0001";
        var (attacker, theirs) = IssuedCompany.Visit(company.Host);
        using (attacker) await attacker.Open("/");
        var answer = theirs.Visited.Single(v => v.AbsolutePath == "/signin-oidc");
        var (victim, door) = IssuedCompany.Visit(company.Host);
        using (victim)
        {
            await victim.Open(answer.ToString());
            Assert.Equal(HttpStatusCode.BadRequest, victim.Status);
            Assert.Contains("登录没有完成", victim.Text);
        }

        Assert.DoesNotContain(door.SetCookies, c => c.StartsWith("hrcollab=", StringComparison.Ordinal));
    }

    /// <summary>The address with code and state, opened once more in the browser that asked: from its history, or by whoever has copied it.</summary>
    [Fact]
    public async Task AnAnswerOfTheIssuer_OpenedASecondTimeInTheSameBrowser_SignsNobodyIn()
    {
        company.Issuer.SignedIn = "E0007";
        var (browser, door) = IssuedCompany.Visit(company.Host);
        using (browser)
        {
            await browser.Open("/");
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            var answer = door.Visited.Single(v => v.AbsolutePath == "/signin-oidc");
            var before = door.SetCookies.Count(IsSession);
            company.Issuer.SignedIn = "E0001"; // whoever it would mean now
            await browser.Open(answer.ToString());
            Assert.Equal(HttpStatusCode.BadRequest, browser.Status);
            Assert.Contains("登录没有完成", browser.Text);
            Assert.Equal(before, door.SetCookies.Count(IsSession));
        }

        static bool IsSession(string cookie) => cookie.StartsWith("hrcollab=", StringComparison.Ordinal) || cookie.StartsWith("__Host-hrcollab=", StringComparison.Ordinal);
    }

    /// <summary>Another process on the same store, with the same secret, knows the session; a process with other keys does not.</summary>
    [Fact]
    public async Task ASession_IsKnownToEveryInstance_AndEndsUnusedOrAtTheLatest()
    {
        company.Issuer.SignedIn = "E0007";
        var folder = Directory.CreateTempSubdirectory("hrcollab-test-").FullName;
        try
        {
            string cookies;
            await using (var first = await TestHost.Started(folder, environment: "Production", settings: IssuedCompany.Settings(company.Issuer)))
            {
                var (browser, door) = IssuedCompany.Visit(first);
                using (browser) await browser.Open("/");
                cookies = door.Cookies.GetCookieHeader(IssuedCompany.Site);
                Assert.Equal(302, await Home(cookies)); // the shared host has other keys
            }

            await using var second = await TestHost.Started(folder, environment: "Production", settings: IssuedCompany.Settings(company.Issuer));
            var (again, kept) = IssuedCompany.Visit(second);
            using (again)
            {
                foreach (var cookie in cookies.Split("; ")) kept.Cookies.SetCookies(IssuedCompany.Site, cookie + "; path=/");
                for (var minutes = 0; minutes <= 9 * 60; minutes += 45)
                {
                    await again.Open("/"); // used every three quarters of an hour it slides
                    Assert.DoesNotContain(kept.Visited, v => v.AbsolutePath == "/authorize");
                    second.Advance(TimeSpan.FromMinutes(45));
                }

                second.Advance(TimeSpan.FromMinutes(15));
                await again.Open("/"); // after ten hours it ends all the same
                Assert.Contains(kept.Visited, v => v.AbsolutePath == "/authorize");
                second.Advance(TimeSpan.FromMinutes(61));
                Assert.Equal(302, await Home(kept.Cookies.GetCookieHeader(IssuedCompany.Site), second)); // and the new one when nobody uses it
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task NobodyCanChooseAPerson_InProduction()
    {
        foreach (var (method, path) in new[] { (HttpMethod.Post, "/sign-in"), (HttpMethod.Post, "/api/dev/tokens") })
            Assert.Contains((await Ask.Raw(company.Host, null, method, path, "person=E0001"u8.ToArray(), "application/x-www-form-urlencoded")).Status, new[] { 401, 404 });
        await using var unconfigured = await TestHost.Started(environment: "Production");
        Assert.Equal(404, (await Ask.Raw(unconfigured, null, HttpMethod.Get, "/sign-in")).Status);
        Assert.Equal(401, (await Ask.Raw(unconfigured, await company.Issuer.PersonToken("E0001"), HttpMethod.Get, "/api/me")).Status);
    }

    private async Task<int> Home(string cookies, TestHost? host = null) =>
        (await Ask.Raw(host ?? company.Host, null, HttpMethod.Get, "/", headers: ("Cookie", cookies))).Status;
}

/// <summary>Keys of the issuer change while the host runs; in a class of its own, with an issuer of its own, for it changes the issuer for good.</summary>
public sealed class KeyRotationTests
{
    [Fact]
    public async Task ANewKey_IsTakenFromTheIssuer_AndTokensOfTheOldOneEnd()
    {
        await using var issuer = await Issuer.Started(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TestHost.Start));
        await using var host = await TestHost.Started(environment: "Production", settings: IssuedCompany.Settings(issuer));
        var (old, stolen) = (await issuer.PersonToken("E0007"), issuer.Key);
        Assert.Equal(200, (await Ask.Raw(host, old, HttpMethod.Get, "/api/me")).Status);
        issuer.Rotate();
        var fresh = await issuer.PersonToken("E0007");
        await TestHost.Eventually(async () => (await Ask.Raw(host, fresh, HttpMethod.Get, "/api/me")).Status, status => status == 200);
        Assert.Equal(401, (await Ask.Raw(host, ForgedToken.Of(fresh).Headed(h => h["kid"] = "first").SignedBy(stolen), HttpMethod.Get, "/api/me")).Status);
    }
}
