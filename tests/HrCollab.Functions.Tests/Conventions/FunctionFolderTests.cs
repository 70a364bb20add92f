using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Functions.Hosting;
using HrCollab.Tests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Functions.Tests.Conventions;

/// <summary>The function folders that a Functions host reads, host.json and the mapped routes are the same list.</summary>
public sealed class FunctionFolderTests(RouteTests.Running running) : IClassFixture<RouteTests.Running>
{
    private const string Folder = "functions/HrCollab.Functions/Azure";
    private const string Portal = "Portal";
    private const string PortalForms = "PortalForms";

    /// <summary>Never behind a Functions host: it signs in without a password, on the developer's own machine.</summary>
    private static readonly string[] NotThere = ["SignIn"];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private IEnumerable<RouteEndpoint> Routes => running.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    private IEnumerable<RouteEndpoint> Api => Routes.Where(e => Pattern(e).StartsWith("api/", StringComparison.Ordinal) && !NotThere.Contains(Name(e)));

    [Fact]
    public void EveryRoute_HasItsFolder_AndEveryFolderItsRoute()
    {
        var expected = Api.ToDictionary(Name, e => Function(Pattern(e), Methods(e)), StringComparer.Ordinal);
        expected.Add(Portal, Function("{*path}", ["get", "head"]));
        expected.Add(PortalForms, Function(TimerFunctions.PassedOn, ["post"]));
        foreach (var (name, schedule, _) in TimerFunctions.All) expected.Add(name, Timer(schedule));
        if (Environment.GetEnvironmentVariable("HRCOLLAB_UPDATE") == "1") Write(expected);
        var found = Directory.EnumerateFiles(Path.Combine(Repository.Root, Folder), "function.json", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(Path.Combine(Repository.Root, Folder), Path.GetDirectoryName(f)!), File.ReadAllText, StringComparer.Ordinal);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected, e => Assert.True(found[e.Key] == e.Value,
            $"{Folder}/{e.Key}/function.json is not what the route says. Run: HRCOLLAB_UPDATE=1 dotnet test tests/HrCollab.Functions.Tests --filter FunctionFolderTests"));
    }

    /// <summary>Route, methods and who may call: the same in code, in the folders as they lie there, and in the description that is served (S50).</summary>
    [Fact]
    public async Task S50_RoutesMethodsAndLevels_AreTheSameInCodeFunctionsAndDescription()
    {
        var code = Api.SelectMany(e => Methods(e).Select(m => $"{Name(e)} {m} /{Pattern(e)} {(e.Metadata.GetMetadata<IAllowAnonymous>() is null ? "token" : "anybody")}"));
        var description = (await running.Host.Send(null, HttpMethod.Get, "/api/openapi.json", null)).Is(System.Net.HttpStatusCode.OK).Json["paths"]!.AsObject()
            .SelectMany(p => p.Value!.AsObject().Select(m => (Path: p.Key, Method: m.Key, Operation: m.Value!)))
            .Where(o => !NotThere.Contains(o.Operation.Text("operationId"))).ToList();
        Assert.Equal(code.Order(StringComparer.Ordinal), description
            .Select(o => $"{o.Operation.Text("operationId")} {o.Method} {o.Path} {(o.Operation["security"] is JsonArray { Count: 0 } ? "anybody" : "token")}").Order(StringComparer.Ordinal));
        using var root = new Hosting.ScriptRoot();
        var functions = root.Functions.Where(f => !f.IsTimer && f.Name is not (Portal or PortalForms)).ToList();
        Assert.Equal(
            description.Select(o => $"{o.Operation.Text("operationId")} {o.Method.ToUpperInvariant()} {o.Path}").Order(StringComparer.Ordinal),
            functions.SelectMany(f => f.Methods.Select(m => $"{f.Name} {m} /{f.Route}")).Order(StringComparer.Ordinal));
        // Keys are never the guard of what people use: the token is, which the application checks itself.
        Assert.All(functions, f => Assert.Equal("anonymous", f.Level));
        Assert.Equal(TimerFunctions.All.Select(t => $"{t.Name} {t.Schedule}").Order(StringComparer.Ordinal), root.Functions.Where(f => f.IsTimer).Select(f => $"{f.Name} {f.Trigger.Text("schedule")}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_AreThoseAFunctionsHostTakes() => Assert.All(Api, e => Assert.Matches("^[A-Za-z][A-Za-z0-9_-]{0,126}$", Name(e)));

    [Fact]
    public void Pages_UseOnlyMethodsOfThePortalFunctions() => Assert.All(
        Routes.Where(e => !Pattern(e).StartsWith("api/", StringComparison.Ordinal)), e => Assert.Empty(Methods(e).Except(["get", "head", "post"])));

    /// <summary>A functions host keeps these for itself.</summary>
    [Fact]
    public void NoRoute_BeginsWithAReservedWord() => Assert.All(Routes, e => Assert.DoesNotContain(Pattern(e).Split('/')[0], new[] { "admin", "runtime" }));

    /// <summary>Routes stand in full in the functions, both ways of passing a request on are named, and a request of ours ends before the host would end it.</summary>
    [Fact]
    public void HostFile_PassesEveryRequestOnAndWaitsLongerThanWeDo()
    {
        var host = JsonNode.Parse(Repository.Read("host.json"))!;
        Assert.Equal("", host["extensions"]!["http"]!["routePrefix"]!.GetValue<string>());
        var handler = host["customHandler"]!;
        Assert.True(handler["enableForwardingHttpRequest"]!.GetValue<bool>() && handler["enableProxyingHttpRequest"]!.GetValue<bool>());
        Assert.Equal("HrCollab.Functions", handler["description"]!["defaultExecutablePath"]!.GetValue<string>());
        var ours = running.Host.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<Microsoft.AspNetCore.Http.Timeouts.RequestTimeoutOptions>>().Value.DefaultPolicy!.Timeout!.Value;
        Assert.True(TimeSpan.Parse(host["functionTimeout"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture) > ours);
    }

    /// <summary>Once more after a while when the act failed: a reminder must not wait for the next day because the store was away for a minute.</summary>
    private static string Timer(string schedule) => new JsonObject
    {
        ["bindings"] = new JsonArray(new JsonObject { ["type"] = "timerTrigger", ["direction"] = "in", ["name"] = "timer", ["schedule"] = schedule }),
        ["retry"] = new JsonObject { ["strategy"] = "fixedDelay", ["maxRetryCount"] = 3, ["delayInterval"] = "00:00:20" },
    }.ToJsonString(Indented) + "\n";

    private static string Function(string route, IEnumerable<string> methods) => new JsonObject
    {
        ["bindings"] = new JsonArray(
            new JsonObject
            {
                ["type"] = "httpTrigger",
                ["direction"] = "in",
                ["name"] = "request",
                ["authLevel"] = "anonymous",
                ["methods"] = new JsonArray([.. methods.Select(m => (JsonNode)m)]),
                ["route"] = route,
            },
            new JsonObject { ["type"] = "http", ["direction"] = "out", ["name"] = "response" }),
    }.ToJsonString(Indented) + "\n";

    private static void Write(Dictionary<string, string> functions)
    {
        var root = Path.Combine(Repository.Root, Folder);
        foreach (var old in Directory.Exists(root) ? Directory.GetDirectories(root) : []) Directory.Delete(old, recursive: true);
        foreach (var (name, text) in functions) File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(root, name)).FullName, "function.json"), text);
    }

    private static string Pattern(RouteEndpoint endpoint) => endpoint.RoutePattern.RawText!.TrimStart('/');

    private static string Name(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? "";

    private static IEnumerable<string> Methods(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(m => m.ToLowerInvariant()).Order(StringComparer.Ordinal) ?? Enumerable.Empty<string>();
}
