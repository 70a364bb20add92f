using System.Net;
using HrCollab.Designer.Identity;
using HrCollab.Functions.Tests;
using HrCollab.Functions.Tests.Identity;
using HrCollab.Workspace.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Visitor = HrCollab.Functions.Tests.Portal.Browser;

namespace HrCollab.Browser.Tests.Designer;

/// <summary>Signing in to the designer with the company's issuer, beside a host of the same issuer; without script, so Chromium is not needed.</summary>
public sealed class CompanySignInTests
{
    private static readonly Uri Site = new("https://design.example");

    [Fact]
    public async Task TheDesigner_IsSignedInToByTheSameIssuer_AndPublishesAsThatPerson()
    {
        var clock = new FakeTimeProvider(TestHost.Start);
        await using var issuer = await Issuer.Started(clock, "https://design.example/signin-oidc");
        await using var host = await TestHost.Started(environment: "Production", settings: IssuedCompany.Settings(issuer));
        await using var designer = await DesignerHost.Started("Production",
            [.. IssuedCompany.Settings(issuer), "--Identity:PublicUrl", Site.ToString(), "--Designer:Host", host.Address.ToString()], clock);

        issuer.SignedIn = "E0023"; // answers for publishing
        var door = new ReverseProxy(Site, designer.Address);
        using (var browser = new Visitor(Site, door))
        {
            await browser.Open("/");
            Assert.Equal((HttpStatusCode.OK, Site.ToString()), (browser.Status, browser.Address.ToString()));
            Assert.Contains(door.SetCookies, c => c.StartsWith("hrcollab.designer=", StringComparison.Ordinal));
            Assert.All(door.SetCookies, c => Assert.Matches("(?i)(?=.*secure)(?=.*httponly)(?=.*samesite=(lax|strict))", c));
        }

        // The token is the person's: whoever answers for publishing publishes, anybody else is refused by the host.
        var published = await Published(designer, "E0023");
        Assert.True(published is PublishOutcome.Done, published.ToString());
        issuer.SignedIn = "E0042";
        using (var other = new Visitor(Site, new ReverseProxy(Site, designer.Address))) await other.Open("/");
        Assert.Equal(403, Assert.IsType<PublishOutcome.Refused>(await Published(designer, "E0042")).Status);
        Assert.Null(await designer.Services.GetRequiredService<HostAnswers>().As(new Member("E0007", "郑海峰", []))); // who has not signed in has no token

        issuer.SignedIn = "E0054"; // has left
        var leaving = new ReverseProxy(Site, designer.Address);
        using (var leaver = new Visitor(Site, leaving))
        {
            await leaver.Open("/");
            Assert.Equal(HttpStatusCode.Forbidden, leaver.Status);
            Assert.DoesNotContain(leaving.SetCookies, c => c.StartsWith("hrcollab.designer=", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task WithoutAnIssuer_NobodySignsIn_OutsideDevelopment()
    {
        await using var designer = await DesignerHost.Started("Production", []);
        using var browser = new Visitor(designer.Address, new HttpClientHandler());
        await browser.Open("/sign-in");
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        await browser.PostBlind("/sign-in", new() { ["person"] = "E0001" });
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
    }

    private static async Task<PublishOutcome> Published(DesignerHost designer, string person)
    {
        var client = await designer.Services.GetRequiredService<HostAnswers>().As(new Member(person, person, []));
        var repository = designer.Sandbox.Repository;
        return await client!.Publish(repository.Files(repository.Head), "from the designer", activate: false, commit: null);
    }
}
