using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HrCollab.Functions.Tests.Hosting;

/// <summary>The program behind an Azure Functions host.</summary>
public sealed class CustomHandlerTests
{
    /// <summary>The host puts addresses of its own into the environment; what it named as port goes before them, and only this machine reaches it.</summary>
    [Fact]
    public async Task PortOfTheHost_GoesBeforeEveryOtherAddress_AndIsLoopback()
    {
        using var own = new OwnPort();
        var port = own.Number;
        await using var host = await TestHost.Started(settings: ["--FUNCTIONS_CUSTOMHANDLER_PORT", port.ToString(System.Globalization.CultureInfo.InvariantCulture), "--Urls", "http://0.0.0.0:0"]);
        Assert.Equal(("127.0.0.1", port), (host.Address.Host, host.Address.Port));
        using var answer = await host.Http.GetAsync(new Uri("/", UriKind.Relative)); // what the host asks until it is answered
        Assert.True((int)answer.StatusCode < 500);
        (await host.Get("E0007", "/api/me")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task SomethingThatIsNoPort_StopsTheStart() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.Started(settings: ["--FUNCTIONS_CUSTOMHANDLER_PORT", "seven"]));

    /// <summary>Sign-in without a password is for a request that nothing passed on, whatever the environment says.</summary>
    [Theory]
    [InlineData("X-Azure-Functions-InvocationId")]
    [InlineData("X-Forwarded-Host")]
    public async Task DevelopmentSignIn_DoesNotExistForWhatAHostPassedOn(string header)
    {
        await using var host = await TestHost.Started();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/dev/tokens") { Content = new StringContent("""{"person":"E0007"}""", Encoding.UTF8, "application/json") };
        request.Headers.Add(header, "x");
        using var answer = await host.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    /// <summary>A timer of the host is answered as the host wants it; nobody else finds the address, and alone it does not exist.</summary>
    [Fact]
    public async Task Timers_AreAnsweredToTheHostAlone()
    {
        using var own = new OwnPort();
        await using var host = await TestHost.Started(settings: ["--FUNCTIONS_CUSTOMHANDLER_PORT", own.Number.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        var policies = host.Services.GetRequiredService<IOptions<RequestTimeoutOptions>>().Value.Policies;
        foreach (var (name, _, _) in HrCollab.Functions.Hosting.TimerFunctions.All)
        {
            // After a standstill there is much to do, and nobody waits: it ends when the host would end it, not when a request would.
            var route = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Single(e => e.RoutePattern.RawText == "/" + name);
            Assert.Equal(HrCollab.Functions.Hosting.CustomHandler.MostSeconds, policies[route.Metadata.GetMetadata<RequestTimeoutAttribute>()!.PolicyName!].Timeout!.Value.TotalSeconds);
            Assert.Equal((HttpStatusCode.OK, """{"Outputs":{},"Logs":[],"ReturnValue":null}"""), await Fire(host, name));
            Assert.Equal(HttpStatusCode.NotFound, (await Fire(host, name, ("X-Forwarded-Host", "hr.example"))).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await Fire(host, name, ("Host", "hr.example"))).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await Fire(host, name, ("Cookie", "a=b"))).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await Fire(host, name, ("X-Azure-Functions-InvocationId", ""))).Status);
        }

        await using var alone = await TestHost.Started();
        Assert.Equal((await Fire(alone, "NoSuchThing")).Status, (await Fire(alone, "RemindAndEscalate")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await Fire(alone, "RemindAndEscalate")).Status);
    }

    private static async Task<(HttpStatusCode Status, string Text)> Fire(TestHost host, string name, (string Name, string Value)? header = null)
    {
        const string Body = """{"Data":{"timer":{"Schedule":{"AdjustForDST":true},"ScheduleStatus":null,"IsPastDue":true}},"Metadata":{"sys":{"MethodName":"x"}}}""";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/" + name) { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        if (header?.Name != "X-Azure-Functions-InvocationId") request.Headers.Add("X-Azure-Functions-InvocationId", Guid.Empty.ToString());
        if (header is { Value.Length: > 0 } other) request.Headers.TryAddWithoutValidation(other.Name, other.Value);
        using var answer = await host.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
