using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json.Nodes;
using HrCollab.Functions.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Functions.Tests.Conventions;

/// <summary>The API description says which headers a route reads and answers with: what its code calls, and no other.</summary>
public sealed class HeaderTests(Company company) : IClassFixture<Company>
{
    private TestHost Host => company.Host;

    private IEnumerable<RouteEndpoint> Api => Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<ApiOperation>() is not null);

    [Fact]
    public async Task EveryHeaderARouteReads_IsDescribed_AndNoOther()
    {
        var paths = (await Host.Send(null, HttpMethod.Get, "/api/openapi.json", null)).Is(HttpStatusCode.OK).Json["paths"]!;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var endpoint in Api)
        {
            var calls = CalledMethods.Of(endpoint.Metadata.GetMetadata<MethodInfo>()!);
            var method = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single();
            var operation = paths["/" + endpoint.RoutePattern.RawText!.TrimStart('/')]![method.ToLowerInvariant()]!;
            var described = operation["parameters"]!.AsArray().Where(p => p!.Text("in") == "header").Select(p => p!.Text("name")).Order(StringComparer.Ordinal).ToList();
            var read = Read(calls).Order(StringComparer.Ordinal).ToList();
            Assert.True(read.SequenceEqual(described), $"{method} {endpoint.RoutePattern.RawText} reads [{string.Join(", ", read)}] and describes [{string.Join(", ", described)}]");
            var tagged = calls.Any(c => c is (nameof(ETags), nameof(ETags.Set) or nameof(ETags.Answer)) or (nameof(Paging), nameof(Paging.Tagged)));
            Assert.True(tagged == operation["responses"]!["2XX"]!["headers"]?["ETag"] is not null, $"{method} {endpoint.RoutePattern.RawText}: ETag");
            seen.UnionWith(read);
        }

        Assert.Equal(["Idempotency-Key", "If-Match", "If-None-Match", MinVersion.Header], seen.Order(StringComparer.Ordinal)); // the scan sees what it looks for
    }

    /// <summary>What has not changed is not sent again; a tag that was read serves as If-Match.</summary>
    [Theory]
    [InlineData("/api/definitions")]
    [InlineData("/api/definitions/standards/person")]
    [InlineData("/api/forms")]
    [InlineData("/api/forms/transfer?subject=E0042")]
    [InlineData("/api/records/person")]
    [InlineData("/api/records/person/E0042")]
    [InlineData("/api/cases")]
    public async Task AGetOfWhatOneHas_Is304_AndAnotherLanguageIsNot(string path)
    {
        var read = (await Host.Get("E0007", path)).Is(HttpStatusCode.OK);
        Assert.NotNull(read.ETag);
        var (status, tag, length) = await Again(path, read.ETag!, "zh-CN");
        Assert.Equal((HttpStatusCode.NotModified, read.ETag, 0), (status, tag, length));
        Assert.Equal(HttpStatusCode.NotModified, (await Again(path, $"\"other\", W/{read.ETag}", "zh-CN")).Status);
        Assert.Equal(HttpStatusCode.OK, (await Again(path, "\"other\"", "zh-CN")).Status);
        Assert.Equal((await Host.Send("E0007", HttpMethod.Get, path, null, language: "en")).Text == read.Text ? HttpStatusCode.NotModified : HttpStatusCode.OK, (await Again(path, read.ETag!, "en")).Status);
    }

    [Fact]
    public async Task ACaseThatHasGoneOn_IsSentAgain_AndARecordsTagServesAsIfMatch()
    {
        var journey = await Journey.Submitted(Host, "E0003", "transfer", new { subject = "E0030", input = new { newDepartment = "rd2", effectiveDate = "2026-10-12" } });
        var path = $"/api/cases/{journey.Id}";
        var tag = (await Host.Get("E0007", path)).ETag!;
        Assert.Equal(HttpStatusCode.NotModified, (await Again(path, tag, "zh-CN")).Status);
        await journey.Approve("release");
        Assert.Equal(HttpStatusCode.OK, (await Again(path, tag, "zh-CN")).Status);
        var record = await Host.Get("E0007", "/api/records/person/E0030");
        (await Host.Patch("E0007", "/api/records/person/E0030", new { workplace = new { seat = "5F-A-230" } }, record.ETag)).Is(HttpStatusCode.OK);
        (await Host.Patch("E0007", "/api/records/person/E0030", new { workplace = new { seat = "5F-A-231" } }, record.ETag)).Is(HttpStatusCode.PreconditionFailed);
        Assert.Equal(HttpStatusCode.OK, (await Again("/api/records/person/E0030", record.ETag!, "zh-CN")).Status);
    }

    private static IEnumerable<string> Read(IReadOnlySet<(string Type, string Method)> calls)
    {
        if (calls.Contains((nameof(Command), nameof(Command.Of)))) yield return "Idempotency-Key";
        if (calls.Contains((nameof(ETags), nameof(ETags.IfMatch))) || calls.Contains((nameof(ETags), nameof(ETags.HasIfMatch)))) yield return "If-Match";
        if (calls.Contains((nameof(ETags), nameof(ETags.Answer))) || calls.Contains((nameof(Paging), nameof(Paging.Tagged)))) yield return "If-None-Match";
        if (calls.Contains((nameof(MinVersion), nameof(MinVersion.Reached)))) yield return MinVersion.Header;
    }

    private async Task<(HttpStatusCode Status, string? Tag, int Length)> Again(string path, string ifNoneMatch, string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Host.Token("E0007"));
        request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        request.Headers.Add("Accept-Language", language);
        using var answer = await Host.Http.SendAsync(request);
        return (answer.StatusCode, answer.Headers.ETag?.ToString(), (await answer.Content.ReadAsByteArrayAsync()).Length);
    }
}
