using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using HrCollab.Functions.Tests.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace HrCollab.Functions.Tests.Identity;

/// <summary>Signing in without a password exists on the developer's own machine and nowhere else.</summary>
public sealed class DevelopmentSignInTests(Company company) : IClassFixture<Company>
{
    private static byte[] Who(string person) => Encoding.UTF8.GetBytes(new JsonObject { ["person"] = person }.ToJsonString());

    [Fact]
    public async Task OutsideDevelopment_TheAddressIsAsUnknownAsAnyOther()
    {
        await using var host = await TestHost.Started(environment: "Production");
        foreach (var path in new[] { "/api/dev/tokens", "/api/nothing" }) Assert.Equal(401, (await Ask.Raw(host, null, HttpMethod.Post, path, Who("E0001"))).Status);
        Assert.DoesNotContain("/api/dev/tokens", (await Ask.Raw(host, null, HttpMethod.Get, "/api/openapi.json")).Text);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "127.0.0.1")]
    [InlineData("X-Forwarded-Host", "hr.example")]
    [InlineData("Forwarded", "for=127.0.0.1")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Host", "hr.example")] // a name somebody points at this machine
    public async Task ThroughAProxy_TheAddressDoesNotExist(string name, string value) =>
        Assert.Equal(404, (await Ask.Raw(company.Host, null, HttpMethod.Post, "/api/dev/tokens", Who("E0001"), headers: (name, value))).Status);

    /// <summary>Whoever calls from another machine, or whose address is not known, gets neither a token nor the page; calls of this machine do.</summary>
    [Theory]
    [InlineData("192.168.1.20", false)]
    [InlineData("::ffff:10.0.0.7", false)]
    [InlineData("2001:db8::7", false)]
    [InlineData(null, false)]
    [InlineData("127.0.0.1", true)]
    [InlineData("::1", true)]
    public async Task FromAnotherMachine_TheAddressDoesNotExist(string? address, bool local)
    {
        var from = address is null ? null : IPAddress.Parse(address);
        await using var host = await TestHost.Started(configure: services => services.AddSingleton<IStartupFilter>(new CallsFrom(from)));
        Assert.Equal(local ? 200 : 404, (await Ask.Raw(host, null, HttpMethod.Post, "/api/dev/tokens", Who("E0001"))).Status);
        Assert.Equal(local ? 200 : 404, (await Ask.Raw(host, null, HttpMethod.Get, "/sign-in")).Status);
        Assert.Equal(local ? 400 : 404, (await Ask.Raw(host, null, HttpMethod.Post, "/sign-in", "person=E0001"u8.ToArray(), "application/x-www-form-urlencoded")).Status); // 400: nothing that the page gave
    }

    /// <summary>A proxy on this machine that hides itself looks like its user; the settings tell that others are served.</summary>
    [Theory]
    [InlineData("--WEBSITE_SITE_NAME", "hr")]
    [InlineData("--Identity:PublicUrl", "https://hr.example")]
    public async Task WhereOthersAreServed_TheAddressDoesNotExist(string setting, string value)
    {
        await using var host = await TestHost.Started(settings: [setting, value]);
        Assert.Equal(404, (await Ask.Raw(host, null, HttpMethod.Post, "/api/dev/tokens", Who("E0001"))).Status);
    }

    [Theory]
    [InlineData("E0001", "E0001")]
    [InlineData("林静怡", "E0001")]
    [InlineData(" 高子涵 ", "E0042")]
    public async Task AnEmployeeNumberOrAName_IsEnough(string person, string id)
    {
        var answer = await Ask.Raw(company.Host, null, HttpMethod.Post, "/api/dev/tokens", Who(person));
        Assert.Equal(200, answer.Status);
        Assert.Equal(id, JsonNode.Parse(answer.Text)!["person"]!.Text("id"));
    }

    [Fact]
    public async Task SomebodyUnknown_IsAnsweredWithWhoMayBeMeant()
    {
        var answer = await Ask.Raw(company.Host, null, HttpMethod.Post, "/api/dev/tokens", Who("E001"), language: "en");
        Assert.Equal(422, answer.Status);
        Assert.Contains("Did you mean 'E00", JsonNode.Parse(answer.Text)!.Text("title"));
    }

    [Fact]
    public async Task SomebodyWhoHasLeft_CannotAct()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await company.Host.Get("E0054", "/api/me")).Status);
    }

    [Fact]
    public async Task Me_SaysDepartmentDutiesAndRoles()
    {
        var me = (await company.Host.Get("E0007", "/api/me")).Is(HttpStatusCode.OK).Json;
        Assert.Equal("rd1", me["department"]!.Text("id"));
        Assert.Contains(me["duties"]!.AsArray(), d => d!.Text("duty") == "head" && d!.Text("department") == "rd1");
        Assert.Contains("head", me["roles"]!.AsArray().Texts("role"));
        Assert.DoesNotContain("payroll", me["roles"]!.AsArray().Texts("role"));
    }

    [Fact]
    public async Task AToken_OutlivesItsHostAndEndsAfterEightHours()
    {
        var folder = Directory.CreateTempSubdirectory("hrcollab-test-").FullName;
        try
        {
            string token;
            await using (var host = await TestHost.Started(folder)) token = await host.Token("E0007");
            await using (var host = await TestHost.Started(folder))
            {
                Assert.Equal(200, (await Ask.Raw(host, token, HttpMethod.Get, "/api/me")).Status);
                host.Advance(TimeSpan.FromHours(8));
                Assert.Equal(401, (await Ask.Raw(host, token, HttpMethod.Get, "/api/me")).Status);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Every request comes from an address, whatever connection it came over.</summary>
    private sealed class CallsFrom(IPAddress? address) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, following) =>
            {
                context.Connection.RemoteIpAddress = address;
                return following(context);
            });
            next(app);
        };
    }
}
