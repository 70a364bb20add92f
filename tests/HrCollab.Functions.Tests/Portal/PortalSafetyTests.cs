using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Functions.Tests.Portal;

/// <summary>What a page of another site could try with the reader's cookie.</summary>
public sealed class PortalSafetyTests(Company company) : IClassFixture<Company>
{
    /// <summary>Addresses that lead through a form of the page before them; the list is the mapped routes themselves.</summary>
    private IEnumerable<string> Posts => company.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true)
        .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Where(p => !p.StartsWith("/api/", StringComparison.Ordinal));

    [Fact]
    public async Task EveryPost_WithoutItsToken_Is400()
    {
        using var browser = new Browser(company.Host);
        await browser.SignIn("E0007");
        Assert.Contains("/sign-out", Posts);
        foreach (var path in Posts.Select(p => string.Join('/', p.Split('/').Select(part => part.StartsWith('{') ? "transfer" : part))))
        {
            await browser.PostBlind(path, new() { ["_act"] = "submit", ["person"] = "E0001", ["language"] = "en" });
            Assert.True(browser.Status == HttpStatusCode.BadRequest, $"{path}: {browser.Status}");
        }
    }

    /// <summary>The router does not tell upper from lower case, so the choice of the scheme must not either.</summary>
    [Theory]
    [InlineData("/api/me")]
    [InlineData("/API/me")]
    [InlineData("/Api/Me")]
    public async Task Cookie_SignsInNoApiCall(string path)
    {
        using var browser = new Browser(company.Host);
        await browser.SignIn("E0007");
        await browser.Open(path);
        Assert.Equal(HttpStatusCode.Unauthorized, browser.Status);
    }

    [Theory]
    [InlineData("/portal.css")]
    [InlineData("/portal.js")]
    [InlineData("/favicon.svg")]
    public async Task Asset_IsForEverybody(string path)
    {
        using var answer = await company.Host.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Script_IsBelow2Kilobytes() =>
        Assert.InRange((await company.Host.Http.GetByteArrayAsync(new Uri("/portal.js", UriKind.Relative))).Length, 1, 2048);
}
