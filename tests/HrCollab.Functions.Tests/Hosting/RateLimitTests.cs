using System.Globalization;
using System.Net;
using HrCollab.Functions.Tests.Http;

namespace HrCollab.Functions.Tests.Hosting;

/// <summary>Requests per caller: whoever asks too often waits, and nobody else does.</summary>
public sealed class RateLimitTests
{
    private const int Most = 12;

    [Fact]
    public async Task WhoAsksTooOften_WaitsAndNobodyElseDoes()
    {
        await using var host = await TestHost.Started(settings: ["--Limits:PersonPerMinute", Most.ToString(CultureInfo.InvariantCulture), "--Limits:AddressPerMinute", "60"]);
        var (busy, calm) = (await host.Token("E0007"), await host.Token("E0001"));
        for (var i = 0; i < Most; i++) Assert.Equal(200, (await Ask.Raw(host, busy, HttpMethod.Get, "/api/me")).Status);
        using var answer = await TestHost.Eventually(() => Me(host, busy), a => a.StatusCode == HttpStatusCode.TooManyRequests); // on a slow machine some come back meanwhile
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("HR-IDN-005", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(200, (await Ask.Raw(host, calm, HttpMethod.Get, "/api/me")).Status);
    }

    /// <summary>Guessing tokens is counted by address, whatever the guesses and the headers say; health is not counted.</summary>
    [Fact]
    public async Task WhoGuesses_IsCountedByAddress()
    {
        await using var host = await TestHost.Started(settings: ["--Limits:AddressPerMinute", Most.ToString(CultureInfo.InvariantCulture)]);
        for (var i = 0; i < Most; i++) Assert.Equal(401, (await Ask.Raw(host, $"guess-{i}", HttpMethod.Get, "/api/me", headers: ("X-Forwarded-For", $"10.0.0.{i}"))).Status);
        await TestHost.Eventually(() => Ask.Raw(host, "one-more", HttpMethod.Get, "/api/me", headers: ("X-Forwarded-For", "10.0.0.99")), a => a.Status == 429);
        Assert.Equal(200, (await Ask.Raw(host, null, HttpMethod.Get, "/api/ready")).Status);
        var page = await TestHost.Eventually(() => Ask.Raw(host, null, HttpMethod.Get, "/sign-in", language: "en"), p => p.Status == 429);
        Assert.Contains("Too many requests", page.Text, StringComparison.Ordinal);
    }

    /// <summary>Behind a Functions host each caller is counted by what trusted proxies added; callers of whom nothing is known do not lock each other out.</summary>
    [Theory]
    [InlineData("1", "{0}", "203.0.113.9, {0}")]
    [InlineData("2", "{0}, 198.51.100.1", "203.0.113.9, {0}, 198.51.100.1")]
    public async Task BehindAHost_WhoCallsIsWhatTrustedProxiesSay(string proxies, string plain, string lied)
    {
        await using var host = await TestHost.Started(settings:
            ["--FUNCTIONS_CUSTOMHANDLER_PORT", "0", "--Limits:TrustedProxies", proxies, "--Limits:AddressPerMinute", Most.ToString(CultureInfo.InvariantCulture)]);
        Task<(int Status, string? ContentType, string Text)> From(string passed) => Ask.Raw(host, "guess", HttpMethod.Get, "/api/me", headers: ("X-Forwarded-For", passed));
        string Passed(string pattern, string address) => string.Format(CultureInfo.InvariantCulture, pattern, address);
        for (var i = 0; i < Most; i++) Assert.Equal(401, (await From(Passed(i % 2 == 0 ? plain : lied, "192.0.2.1"))).Status);
        await TestHost.Eventually(() => From(Passed(lied, "192.0.2.1")), a => a.Status == 429);
        Assert.Equal(401, (await From(Passed(plain, "192.0.2.2"))).Status);
        for (var i = 0; i <= Most; i++) Assert.Equal(401, (await From("127.0.0.1")).Status);
    }

    /// <summary>Behind a host that passes on no address, whoever guesses shares one loose limit with all the unknown; who is signed in is counted by themselves.</summary>
    [Fact]
    public async Task BehindAHost_ThatPassesOnNoAddress_TheUnknownShareOneLimit()
    {
        await using var host = await TestHost.Started(settings: ["--FUNCTIONS_CUSTOMHANDLER_PORT", "0", "--Limits:UnknownPerMinute", Most.ToString(CultureInfo.InvariantCulture)]);
        var token = await host.Token("E0007");
        await TestHost.Eventually(() => Ask.Raw(host, "guess", HttpMethod.Get, "/api/me"), a => a.Status == 429);
        Assert.Equal(200, (await Ask.Raw(host, token, HttpMethod.Get, "/api/me")).Status);
        Assert.Equal(200, (await Ask.Raw(host, null, HttpMethod.Get, "/api/health")).Status);
    }

    private static async Task<HttpResponseMessage> Me(TestHost host, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me") { Headers = { Authorization = new("Bearer", token) } };
        return await host.Http.SendAsync(request);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("-5")]
    public async Task ALimitThatIsNone_StopsTheStart(string limit) =>
        Assert.Contains("Limits:PersonPerMinute", (await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.Started(settings: ["--Limits:PersonPerMinute", limit]))).Message);
}
