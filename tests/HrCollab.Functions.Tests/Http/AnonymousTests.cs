using System.Text.Json.Nodes;

namespace HrCollab.Functions.Tests.Http;

/// <summary>Without a token there is nothing but health, readiness, the description, and in development the sign-in.</summary>
public sealed class AnonymousTests(Company company) : IClassFixture<Company>
{
    private static readonly string[] Open = ["GET /api/health", "GET /api/openapi.json", "GET /api/ready", "POST /api/dev/tokens"];

    [Fact]
    public async Task EveryOtherRoute_Answers401_WhateverIsSent()
    {
        var described = JsonNode.Parse((await Ask.Raw(company.Host, null, HttpMethod.Get, "/api/openapi.json")).Text)!;
        var routes = described["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(m => (Method: m.Key.ToUpperInvariant(), Path: p.Key))).ToList();
        Assert.True(routes.Count > 20, "The description lists the routes.");
        var open = new List<string>();
        foreach (var (method, path) in routes)
        {
            var answer = await Ask.Raw(company.Host, null, HttpMethod.Parse(method), Filled(path), method is "GET" or "DELETE" ? null : "{}"u8.ToArray());
            if (answer.Status == 401) Assert.Equal("HR-API-005", JsonNode.Parse(answer.Text)!.Text("code"));
            else open.Add($"{method} {path}");
        }

        Assert.Equal(Open, open.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EveryMappedRoute_IsInTheDescription()
    {
        var described = JsonNode.Parse((await Ask.Raw(company.Host, null, HttpMethod.Get, "/api/openapi.json")).Text)!["paths"]!.AsObject();
        var mapped = ((Microsoft.AspNetCore.Routing.EndpointDataSource)company.Host.Services.GetService(typeof(Microsoft.AspNetCore.Routing.EndpointDataSource))!).Endpoints
            .OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>().Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Where(p => p.StartsWith("/api/", StringComparison.Ordinal));
        Assert.Empty(mapped.Except(described.Select(p => p.Key)));
    }

    private static string Filled(string path) => System.Text.RegularExpressions.Regex.Replace(path, "{[^}]*}", "x", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
