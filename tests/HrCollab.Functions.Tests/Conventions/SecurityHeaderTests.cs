using System.Net;
using System.Net.Http.Headers;
using HrCollab.Functions.Tests.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Functions.Tests.Conventions;

/// <summary>Every answer of the site tells a browser what to refuse, whoever asks and whatever it is: pages, API, files, failures.</summary>
[Collection(IssuedCompany.Name)]
public sealed class SecurityHeaderTests(IssuedCompany company)
{
    [Fact]
    public async Task EveryRoute_AnswersWithTheHeaders_ToEverybody()
    {
        var routes = company.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(method => (Method: method, Path: PathOf(e)))).Distinct().ToList();
        Assert.True(routes.Count > 60);
        Assert.Contains(routes, r => !r.Path.StartsWith("/api/", StringComparison.Ordinal));
        var (token, cookie) = (await company.Issuer.PersonToken("E0007"), await Session());
        var statuses = new HashSet<HttpStatusCode>();
        foreach (var (method, path) in routes)
        {
            statuses.Add(await Asked(method, path, request => { }));
            if (method == "GET") statuses.Add(await Asked(method, path, request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token)));
            if (method == "GET") statuses.Add(await Asked(method, path, request => request.Headers.Add("Cookie", cookie)));
        }

        Assert.All([HttpStatusCode.OK, HttpStatusCode.Unauthorized, HttpStatusCode.Redirect, HttpStatusCode.NotFound, HttpStatusCode.Forbidden], status => Assert.Contains(status, statuses));
    }

    /// <summary>What no route answers has them as well; only what is everybody's may be kept.</summary>
    [Theory]
    [InlineData("GET", "/no-such-page", HttpStatusCode.NotFound)]
    [InlineData("GET", "/api/no-such-thing", HttpStatusCode.NotFound)]
    [InlineData("PUT", "/api/health", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/portal.css", HttpStatusCode.OK)]
    [InlineData("GET", "/portal.js", HttpStatusCode.OK)]
    public async Task WhatNoRouteAnswers_HasThemAsWell(string method, string path, HttpStatusCode status)
    {
        var got = await Asked(method, path, _ => { }, kept: status == HttpStatusCode.OK);
        Assert.True(got == status || got is HttpStatusCode.Unauthorized or HttpStatusCode.Redirect, $"{got}"); // who is not signed in learns of nothing
    }

    private async Task<HttpStatusCode> Asked(string method, string path, Action<HttpRequestMessage> who, bool kept = false)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        who(request);
        using var answer = await company.Host.Http.SendAsync(request);
        var policy = Only("Content-Security-Policy").Split(';', StringSplitOptions.TrimEntries);
        Assert.All(["default-src 'self'", "base-uri 'self'", "frame-ancestors 'none'", "object-src 'none'"], directive => Assert.Contains(directive, policy));
        Assert.DoesNotContain(policy, p => p.Contains("unsafe", StringComparison.Ordinal) || p.Contains('*', StringComparison.Ordinal));
        Assert.Equal("nosniff", Only("X-Content-Type-Options"));
        Assert.Equal("DENY", Only("X-Frame-Options"));
        Assert.Equal("same-origin", Only("Referrer-Policy"));
        Assert.Equal("same-origin", Only("Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Only("Cross-Origin-Resource-Policy"));
        Assert.Matches(@"^max-age=(3153600\d|[4-9]\d{7}|\d{9,})", Only("Strict-Transport-Security"));
        Assert.False(answer.Headers.Contains("Server"));
        if (!kept) Assert.Contains("no-store", Only("Cache-Control"), StringComparison.Ordinal);
        return answer.StatusCode;

        string Only(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join("; ", values) : throw new Xunit.Sdk.XunitException($"{method} {path} ({(int)answer.StatusCode}) has no {name}.");
    }

    private async Task<string> Session()
    {
        company.Issuer.SignedIn = "E0007";
        var (browser, door) = IssuedCompany.Visit(company.Host);
        using (browser) await browser.Open("/");
        return door.Cookies.GetCookieHeader(IssuedCompany.Site);
    }

    private static string PathOf(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.RawText!.TrimStart('/').Split('/').Select(part => part.Contains('{') ? "transfer" : part));
}
