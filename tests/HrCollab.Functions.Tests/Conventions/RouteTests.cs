using System.Net;
using System.Text.Json.Nodes;
using HrCollab.Functions.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Functions.Tests.Conventions;

/// <summary>The API description and the mapped routes are the same list.</summary>
public sealed class RouteTests(RouteTests.Running running) : IClassFixture<RouteTests.Running>
{
    /// <summary>What the contract lets anybody call.</summary>
    private static readonly string[] Anonymous = ["/api/health", "/api/ready", "/api/openapi.json", "/api/dev/tokens"];

    private IEnumerable<RouteEndpoint> Api => running.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => Path(e).StartsWith("/api/", StringComparison.Ordinal));

    [Fact]
    public void EveryRoute_IsDescribedAndNamed() => Assert.All(Api, e =>
    {
        Assert.True(e.Metadata.GetMetadata<ApiOperation>() is { Summary: { Zh.Length: > 1, En.Length: > 1 } }, $"{Path(e)} has no description");
        Assert.True(e.Metadata.GetMetadata<IEndpointNameMetadata>() is { EndpointName.Length: > 1 }, $"{Path(e)} has no name");
        Assert.True(e.Metadata.GetMetadata<HttpMethodMetadata>() is { HttpMethods.Count: > 0 }, $"{Path(e)} takes any method");
    });

    [Fact]
    public async Task Description_HasEveryRouteAndNoOther()
    {
        var paths = (await running.Host.Send(null, HttpMethod.Get, "/api/openapi.json", null)).Is(HttpStatusCode.OK).Json["paths"]!.AsObject();
        var described = paths.SelectMany(p => p.Value!.AsObject().Select(m => $"{m.Key.ToUpperInvariant()} {p.Key}"));
        var mapped = Api.SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {Path(e)}"));
        Assert.Equal(mapped.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Description_IsSoundOpenApi()
    {
        var description = (await running.Host.Send(null, HttpMethod.Get, "/api/openapi.json", null)).Json;
        Assert.Equal("3.1.0", description["openapi"]!.GetValue<string>());
        var operations = description["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(m => (Path: p.Key, Operation: m.Value!))).ToList();
        Assert.Equal(operations.Count, operations.Select(o => o.Operation["operationId"]!.GetValue<string>()).Distinct(StringComparer.Ordinal).Count());
        Assert.All(operations, o => Assert.All(o.Operation["parameters"]!.AsArray().Where(p => p!["in"]!.GetValue<string>() == "path"), p => Assert.Contains($"{{{p!["name"]}}}", o.Path)));
    }

    [Fact]
    public void OnlyTheListedRoutes_AreAnonymous() =>
        Assert.Empty(Api.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(Path).Except(Anonymous));

    [Fact]
    public async Task EveryOtherRoute_AsksForAToken()
    {
        foreach (var endpoint in Api.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null))
        {
            var path = string.Join('/', Path(endpoint).Split('/').Select(part => part.StartsWith('{') ? "x" : part));
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                var answer = await running.Host.Send(null, new HttpMethod(method), path, method is "GET" or "DELETE" ? null : new { });
                Assert.True(answer.Status == HttpStatusCode.Unauthorized, $"{method} {path}: {answer.Status}");
                Assert.Equal("HR-API-005", JsonNode.Parse(answer.Text)!["code"]!.GetValue<string>());
            }
        }
    }

    private static string Path(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText!.TrimStart('/');

    public sealed class Running : IAsyncLifetime
    {
        public TestHost Host { get; private set; } = null!;

        public async Task InitializeAsync() => Host = await TestHost.Started();

        public async Task DisposeAsync() => await Host.DisposeAsync();
    }
}
