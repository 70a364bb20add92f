using System.Text;
using System.Text.Json.Nodes;
using HrCollab.Functions.Tests.Http;

namespace HrCollab.Functions.Tests.Identity;

/// <summary>The platform's header counts where the setting says so and the platform guards the app; the shared host has neither and refuses it (AccessTokenTests).</summary>
public sealed class EasyAuthTests
{
    private const string Tenant = "8f1c2b3a-0000-4000-8000-000000000001";
    private const string Header = "X-MS-CLIENT-PRINCIPAL";

    [Theory]
    [InlineData("true", "True", 200)]
    [InlineData("true", "False", 401)]
    [InlineData(null, "True", 401)]
    public async Task TheHeader_CountsWithBothSettingsOnly(string? setting, string? platform, int status)
    {
        await using var host = await Started(setting, platform);
        Assert.Equal(status, await Me(host, Principal()));
        if (status != 200) return;
        Assert.Equal(200, (await Ask.Raw(host, null, HttpMethod.Get, "/", headers: (Header, Principal()))).Status);
        Assert.Equal(401, await Me(host, Principal(provider: "github"))); // another provider may call anybody E0007
        foreach (var stranger in new[] { ("tid", "another-tenant"), ("iss", "https://login.example/another-tenant"), ("none", "") })
            Assert.Equal(401, await Me(host, Principal(directory: stranger))); // and so may another tenant
        Assert.Equal(200, await Me(host, Principal(directory: ("http://schemas.microsoft.com/identity/claims/tenantid", Tenant))));
        Assert.Equal(401, await Me(host, "not base 64"));
        Assert.Equal(401, await Me(host, Convert.ToBase64String("[]"u8)));
        Assert.Equal(403, await Me(host, Principal(claim: "other_id")));
        Assert.Equal(403, await Me(host, Principal(claims: [("appid", "E0007"), ("sub", "E0007"), ("employee_id", "E0007")]))); // a program is no person
        Assert.Equal(401, (await Ask.Raw(host, null, HttpMethod.Get, "/api/me")).Status);
        var page = await Ask.Raw(host, null, HttpMethod.Get, "/inbox?view=done");
        Assert.Equal(302, page.Status);

        // The platform's cookie goes along with what another site makes a browser post.
        foreach (var (name, value) in new[] { ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://stranger.example") })
            Assert.Equal(401, (await Ask.Raw(host, null, HttpMethod.Post, "/api/forms/transfer/evaluate", "{}"u8.ToArray(), headers: [(Header, Principal()), (name, value)])).Status);
        Assert.NotEqual(401, (await Ask.Raw(host, null, HttpMethod.Post, "/api/forms/transfer/evaluate", "{}"u8.ToArray(), headers: [(Header, Principal()), ("Sec-Fetch-Site", "same-origin")])).Status);
    }

    /// <summary>Where an issuer is configured, people of that one.</summary>
    [Fact]
    public async Task WithAnIssuer_ItsPeopleCount()
    {
        await using var host = await TestHost.Started(environment: "Production", settings:
            ["--Identity:PersonClaim", "employee_id", "--Identity:EasyAuth", "true", "--WEBSITE_AUTH_ENABLED", "True", "--Identity:Authority", "https://login.example/ours", "--Identity:Audience", "api"]);
        Assert.Equal(200, await Me(host, Principal(directory: ("iss", "https://login.example/ours/"))));
        Assert.Equal(401, await Me(host, Principal(directory: ("iss", "https://login.example/theirs/"))));
    }

    /// <summary>A setting that is missing or would weaken the rest stops the start and is named.</summary>
    [Theory]
    [InlineData("Identity:Authority", "--Identity:Authority", "http://login.example/")]
    [InlineData("Identity:Authority", "--Identity:Authority", "login.example")]
    [InlineData("Identity:PersonClaim", "--Identity:Authority", "https://login.example/")]
    [InlineData("Identity:Audience", "--Identity:Authority", "https://login.example/", "--Identity:PersonClaim", "employee_id")]
    [InlineData("Identity:PublicUrl", "--Identity:Authority", "https://login.example/", "--Identity:PersonClaim", "employee_id", "--Identity:ClientId", "portal")]
    [InlineData("Identity:PublicUrl", "--Identity:Authority", "https://login.example/", "--Identity:PersonClaim", "employee_id", "--Identity:ClientId", "portal", "--Identity:PublicUrl", "http://hr.example")]
    [InlineData("Identity:PersonClaim", "--Identity:EasyAuth", "true", "--WEBSITE_AUTH_ENABLED", "True", "--Identity:EasyAuthTenant", "ours")]
    [InlineData("Identity:EasyAuthTenant", "--Identity:EasyAuth", "true", "--WEBSITE_AUTH_ENABLED", "True", "--Identity:PersonClaim", "employee_id")]
    [InlineData("Identity:Clients", "--Identity:Authority", "https://login.example/", "--Identity:PersonClaim", "employee_id", "--Identity:ClientId", "portal", "--Identity:PublicUrl", "https://hr.example", "--Identity:Clients:portal", "directory-sync")]
    [InlineData("Identity:Clients", "--Identity:Clients", "definitions-pipeline")]
    [InlineData("Identity:Clients", "--Identity:Clients", "a=directory-sync,a=definitions-pipeline")]
    [InlineData("Identity:SessionHours", "--Identity:SessionHours", "0")]
    public async Task ASettingThatCannotBe_StopsTheStart(string named, params string[] settings) =>
        Assert.Contains(named, (await Assert.ThrowsAsync<InvalidOperationException>(() => TestHost.Started(environment: "Production", settings: settings))).Message);

    private static Task<TestHost> Started(string? setting, string? platform) => TestHost.Started(environment: "Production", settings:
    [
        "--Identity:PersonClaim", "employee_id", "--Identity:EasyAuthTenant", Tenant,
        .. setting is null ? Array.Empty<string>() : ["--Identity:EasyAuth", setting],
        .. platform is null ? Array.Empty<string>() : ["--WEBSITE_AUTH_ENABLED", platform],
    ]);

    private static async Task<int> Me(TestHost host, string principal) => (await Ask.Raw(host, null, HttpMethod.Get, "/api/me", headers: (Header, principal))).Status;

    private static string Principal(string provider = "aad", string claim = "employee_id", (string Type, string Value)[]? claims = null, (string Type, string Value)? directory = null) => Convert.ToBase64String(Encoding.UTF8.GetBytes(new JsonObject
    {
        ["auth_typ"] = provider,
        ["claims"] = new JsonArray([.. (claims ?? [(claim, "E0007")]).Append(directory ?? ("tid", Tenant)).Select(c => (JsonNode)new JsonObject { ["typ"] = c.Type, ["val"] = c.Value })]),
    }.ToJsonString()));
}
