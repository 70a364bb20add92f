using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HrCollab.Functions.Tests.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace HrCollab.Functions.Tests.Identity;

/// <summary>The API takes access tokens of the configured issuer, and nothing that only looks like one.</summary>
[Collection(IssuedCompany.Name)]
public sealed class AccessTokenTests(IssuedCompany company)
{
    /// <summary>What somebody without a token could try; each is made of a good token.</summary>
    public static TheoryData<string> Attempts => [.. Forgeries.Keys];

    private static readonly RsaSecurityKey Stranger = new(RSA.Create(2048)) { KeyId = "stranger" };

    private static readonly Dictionary<string, Func<ForgedToken, Issuer, string>> Forgeries = new(StringComparer.Ordinal)
    {
        ["algorithm none"] = (token, _) => token.Headed(h => h["alg"] = "none").Unsigned(),
        ["algorithm none, written otherwise"] = (token, _) => token.Headed(h => h["alg"] = "nOnE").Unsigned(),
        ["signature left out"] = (token, _) => token.Unsigned(),
        ["HS256 with the public key as secret"] = (token, issuer) => token.Headed(h => h["alg"] = "HS256").SignedBy(Encoding.UTF8.GetBytes(issuer.Key.Rsa.ExportSubjectPublicKeyInfoPem())),
        ["HS256 with the modulus as secret"] = (token, issuer) => token.Headed(h => h["alg"] = "HS256").SignedBy(issuer.Key.Rsa.ExportParameters(false).Modulus!),
        ["another's key under the issuer's name for it"] = (token, _) => token.SignedBy(Stranger),
        ["a key nobody knows"] = (token, _) => token.Headed(h => h["kid"] = "stranger").SignedBy(Stranger),
        ["a key by path"] = (token, _) => token.Headed(h => h["kid"] = "../../../dev/null").SignedBy(Stranger),
        ["a key by address (jku)"] = (token, _) => token.Headed(h => (h["kid"], h["jku"]) = ("stranger", "https://stranger.example/keys")).SignedBy(Stranger),
        ["a key by certificate address (x5u)"] = (token, _) => token.Headed(h => (h["kid"], h["x5u"]) = ("stranger", "https://stranger.example/cert")).SignedBy(Stranger),
        ["a key brought along (jwk)"] = (token, _) => token.Headed(h => (h["kid"], h["jwk"]) = ("stranger", Jwk(Stranger))).SignedBy(Stranger),
        ["for another audience"] = (token, issuer) => token.With(c => c["aud"] = "another-api").SignedBy(issuer.Key),
        ["for no audience"] = (token, issuer) => token.With(c => c.Remove("aud")).SignedBy(issuer.Key),
        ["of another issuer"] = (token, issuer) => token.With(c => c["iss"] = "https://stranger.example/").SignedBy(issuer.Key),
        ["of no issuer"] = (token, issuer) => token.With(c => c.Remove("iss")).SignedBy(issuer.Key),
        ["expired"] = (token, issuer) => token.With(c => c["exp"] = TestHost.Start.AddMinutes(-2).ToUnixTimeSeconds()).SignedBy(issuer.Key),
        ["without an end"] = (token, issuer) => token.With(c => c.Remove("exp")).SignedBy(issuer.Key),
        ["not yet valid"] = (token, issuer) => token.With(c => c["nbf"] = TestHost.Start.AddMinutes(5).ToUnixTimeSeconds()).SignedBy(issuer.Key),
        ["without the scope"] = (token, issuer) => token.With(c => c["scope"] = "openid").SignedBy(issuer.Key),
        ["another person written over"] = (token, issuer) => Spoilt(token, issuer),
        ["an ID token for this API (nonce)"] = (token, issuer) => token.With(c => c["nonce"] = "n").SignedBy(issuer.Key),
        ["an ID token for this API (at_hash)"] = (token, issuer) => token.With(c => c["at_hash"] = "h").SignedBy(issuer.Key),
        ["an ID token for this API (c_hash)"] = (token, issuer) => token.With(c => c["c_hash"] = "h").SignedBy(issuer.Key),
        ["a token of another sort"] = (token, issuer) => token.Headed(h => h["typ"] = "logout+jwt").SignedBy(issuer.Key),
        ["a token of no sort"] = (token, issuer) => token.Headed(h => h.Remove("typ")).SignedBy(issuer.Key),
        ["a critical header nobody understands"] = (token, issuer) => token.Headed(h => (h["crit"], h["exp"]) = (new JsonArray("exp"), 1)).SignedBy(issuer.Key),
    };

    private IEnumerable<(string Method, string Path)> Routes => company.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is null)
        .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => (m, Filled(e))));

    [Fact]
    public async Task APersonsToken_IsThePerson()
    {
        var me = await Asked(await company.Issuer.PersonToken("E0007"), "/api/me");
        Assert.Equal("E0007", Is(200, me)["person"]!.Text("id"));
        Assert.Equal(200, (await Asked(ForgedToken.Of(await company.Issuer.PersonToken("E0007")).SignedBy(company.Issuer.Key), "/api/me")).Status); // what the forgeries start from is good
    }

    [Fact]
    public async Task TheDescription_SaysWhereTokensComeFrom()
    {
        var (_, _, text) = await Ask.Raw(company.Host, null, HttpMethod.Get, "/api/openapi.json");
        var description = JsonNode.Parse(text)!;
        Assert.Equal(new Uri(company.Issuer.Address, ".well-known/openid-configuration").ToString(), description["components"]!["securitySchemes"]!["openId"]!.Text("openIdConnectUrl"));
        Assert.Contains(description["security"]!.AsArray(), s => s!["openId"] is not null);
    }

    [Theory]
    [MemberData(nameof(Attempts))]
    public async Task AForgedToken_OpensNoRoute(string attempt)
    {
        var forged = Forgeries[attempt](ForgedToken.Of(await company.Issuer.PersonToken("E0001")), company.Issuer);
        await OpensNothing(forged);
    }

    [Fact]
    public async Task AnIdToken_OpensNoRoute() => await OpensNothing(await company.Issuer.IdToken("E0001"));

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("a.b.c")]
    [InlineData("....")]
    public async Task WhatIsNoToken_OpensNoRoute(string text) => await OpensNothing(text);

    /// <summary>Headers by which proxies and platforms name people are words of the sender.</summary>
    [Theory]
    [InlineData("X-MS-CLIENT-PRINCIPAL", "eyJhdXRoX3R5cCI6ImFhZCIsImNsYWltcyI6W3sidHlwIjoiZW1wbG95ZWVfaWQiLCJ2YWwiOiJFMDAwMSJ9XX0=")]
    [InlineData("X-MS-CLIENT-PRINCIPAL-ID", "E0001")]
    [InlineData("X-MS-CLIENT-PRINCIPAL-NAME", "E0001")]
    [InlineData("X-Forwarded-User", "E0001")]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("Forwarded", "for=127.0.0.1;host=localhost")]
    [InlineData("X-Original-URL", "/api/health")]
    [InlineData("X-HTTP-Method-Override", "GET")]
    [InlineData("Cookie", "hrcollab=CfDJ8; .AspNetCore.Cookies=x")]
    public async Task AHeader_OpensNoRoute(string name, string value)
    {
        foreach (var (method, path) in Routes)
        {
            var answer = await Ask.Raw(company.Host, null, HttpMethod.Parse(method), path, method is "GET" ? null : "{}"u8.ToArray(), headers: (name, value));
            AssertClosed(method, path, answer.Status);
        }
    }

    /// <summary>Every mapped route, not a list by hand: what is open is health, readiness, the description, and the pages by which one signs in.</summary>
    [Fact]
    public async Task WithoutAToken_EveryRouteIsClosedButThese()
    {
        foreach (var (method, path) in Routes) AssertClosed(method, path, (await Ask.Raw(company.Host, null, HttpMethod.Parse(method), path, method is "GET" ? null : "{}"u8.ToArray())).Status);
        var open = company.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {Filled(e)}")).Order(StringComparer.Ordinal);
        Assert.Equal(["GET /api/health", "GET /api/openapi.json", "GET /api/ready", "GET /sign-in", "GET /signed-out", "POST /preferences", "POST /sign-in"], open);
    }

    [Fact]
    public async Task ATokenOfSomebodyUnknown_IsToldSo_AndOneOfALeaverIsRefused()
    {
        var unknown = await Asked(await company.Issuer.PersonToken("E9999"), "/api/me", "en");
        Assert.Equal("HR-IDN-001", Is(403, unknown).Text("code"));
        Assert.Equal("Your account belongs to nobody here.", Is(403, unknown).Text("title"));
        Assert.Equal("HR-IDN-002", Is(401, await Asked(await company.Issuer.PersonToken("E0054"), "/api/me")).Text("code"));
        var unnamed = ForgedToken.Of(await company.Issuer.PersonToken("E0007")).With(c => c.Remove("employee_id")).SignedBy(company.Issuer.Key);
        Assert.Equal("HR-IDN-001", Is(403, await Asked(unnamed, "/api/me")).Text("code"));
    }

    /// <summary>A program is never a person, whatever it calls itself.</summary>
    [Fact]
    public async Task AProgramNamedLikeAPerson_IsNotThePerson()
    {
        Assert.Equal("HR-IDN-003", Is(403, await Asked(await company.Issuer.ProgramToken("E0001"), "/api/me")).Text("code"));
        var dressed = ForgedToken.Of(await company.Issuer.ProgramToken("E0001")).With(c => c["employee_id"] = "E0001").SignedBy(company.Issuer.Key);
        Assert.Equal("HR-IDN-003", Is(403, await Asked(dressed, "/api/me")).Text("code"));
    }

    /// <summary>What issuers put into the token of a program beside a subject that is none of its client: it is nobody's, whatever claim it was given.</summary>
    [Theory]
    [InlineData("gty", "client-credentials")]
    [InlineData("sub", "portal@clients")]
    [InlineData("idtyp", "app")]
    [InlineData("preferred_username", "service-account-portal")]
    public async Task AProgramsToken_IsNoPersons_WhoeverIssuedIt(string claim, string value)
    {
        var dressed = ForgedToken.Of(await company.Issuer.PersonToken("E0007")).With(c => (c["azp"], c[claim]) = (Issuer.Portal, value)).SignedBy(company.Issuer.Key);
        Assert.Equal("HR-IDN-003", Is(403, await Asked(dressed, "/api/me")).Text("code"));
    }

    /// <summary>A client with a service account is that account, even where the issuer gives its token a subject and an employee number of their own.</summary>
    [Theory]
    [InlineData("azp")]
    [InlineData("client_id")]
    public async Task AClientWithAServiceAccount_IsThatAccount_NeverThePersonItsTokenNames(string claim)
    {
        var dressed = ForgedToken.Of(await company.Issuer.PersonToken("E0007")).With(c => c[claim] = IssuedCompany.Client).SignedBy(company.Issuer.Key);
        var person = Is(200, await Asked(dressed, "/api/me"))["person"]!;
        Assert.Equal(("directory-sync", "service:directory-sync"), (person.Text("service"), person.Text("id")));
    }

    /// <summary>Several values, or a name that only looks like the configured one, name nobody.</summary>
    [Fact]
    public async Task AClaimThatNamesSeveral_NamesNobody()
    {
        async Task<string> Named(Action<JsonObject> claims) => ForgedToken.Of(await company.Issuer.PersonToken("E0007")).With(claims).SignedBy(company.Issuer.Key);
        foreach (var token in new[]
        {
            await Named(c => c["employee_id"] = new JsonArray("E0007", "E0001")),
            await Named(c => c["employee_id"] = new JsonArray()),
            await Named(c => { c.Remove("employee_id"); c["Employee_ID"] = "E0001"; }),
        }) Assert.Equal("HR-IDN-001", Is(403, await Asked(token, "/api/me")).Text("code"));
        var both = await Named(c => c["EMPLOYEE_ID"] = "E0001");
        Assert.Equal("E0007", Is(200, await Asked(both, "/api/me"))["person"]!.Text("id"));
    }

    /// <summary>What is made in Development opens nothing in production, on the very same store and secret.</summary>
    [Fact]
    public async Task ADevelopmentToken_IsNoneInProduction()
    {
        var folder = Directory.CreateTempSubdirectory("hrcollab-test-").FullName;
        try
        {
            string token;
            await using (var development = await TestHost.Started(folder))
            {
                token = await development.Token("E0001");
                (await development.Get("E0001", "/api/me")).Is(HttpStatusCode.OK);
            }

            await using var production = await TestHost.Started(folder, environment: "Production", settings: IssuedCompany.Settings(company.Issuer));
            Assert.Equal(401, (await Ask.Raw(production, token, HttpMethod.Get, "/api/me")).Status);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task OpensNothing(string token)
    {
        foreach (var (method, path) in Routes)
        {
            var answer = await Ask.Raw(company.Host, null, HttpMethod.Parse(method), path, method is "GET" ? null : "{}"u8.ToArray(), headers: ("Authorization", $"Bearer {token}"));
            Assert.True(answer.Status == 401, $"{method} {path}: {answer.Status} {answer.Text}");
        }
    }

    /// <summary>401 of the API; a page leads to the sign-in.</summary>
    private static void AssertClosed(string method, string path, int status) =>
        Assert.True(status == (path.StartsWith("/api/", StringComparison.Ordinal) ? 401 : 302), $"{method} {path}: {status}");

    private async Task<(int Status, string Text)> Asked(string token, string path, string? language = null)
    {
        var (status, _, text) = await Ask.Raw(company.Host, token, HttpMethod.Get, path, language: language);
        return (status, text);
    }

    private static JsonNode Is(int status, (int Status, string Text) answer)
    {
        Assert.True(status == answer.Status, $"{answer.Status}: {answer.Text}");
        return JsonNode.Parse(answer.Text)!;
    }

    private static string Spoilt(ForgedToken token, Issuer issuer)
    {
        var good = token.SignedBy(issuer.Key).Split('.');
        return $"{good[0]}.{Base64UrlEncoder.Encode(token.With(c => c["employee_id"] = "E0002").Claims.ToJsonString())}.{good[2]}";
    }

    private static JsonObject Jwk(RsaSecurityKey key)
    {
        var parameters = key.Rsa.ExportParameters(false);
        return new JsonObject { ["kty"] = "RSA", ["kid"] = key.KeyId, ["n"] = Base64UrlEncoder.Encode(parameters.Modulus), ["e"] = Base64UrlEncoder.Encode(parameters.Exponent) };
    }

    private static string Filled(RouteEndpoint endpoint) =>
        "/" + string.Join('/', endpoint.RoutePattern.RawText!.TrimStart('/').Split('/').Select(part => part.Contains('{') ? "x" : part));
}
