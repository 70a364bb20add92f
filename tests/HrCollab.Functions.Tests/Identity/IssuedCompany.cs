using Microsoft.Extensions.Time.Testing;

namespace HrCollab.Functions.Tests.Identity;

/// <summary>The product as it runs in production: signed in by an issuer, behind a public name.</summary>
public sealed class IssuedCompany : IAsyncLifetime
{
    public const string Name = "issued company";

    /// <summary>A program that the issuer knows and that has a service account.</summary>
    public const string Client = "client-of-the-directory";

    public static readonly Uri Site = new("https://hr.example");

    public TestHost Host { get; private set; } = null!;

    internal Issuer Issuer { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Issuer = await Issuer.Started(new FakeTimeProvider(TestHost.Start), "https://hr.example/signin-oidc");
        Host = await TestHost.Started(environment: "Production", settings: Settings(Issuer));
    }

    public async Task DisposeAsync()
    {
        await Host.DisposeAsync();
        await Issuer.DisposeAsync();
    }

    /// <summary>A browser that reaches the site by its public name.</summary>
    internal static (Portal.Browser Browser, ReverseProxy Door) Visit(TestHost host)
    {
        var door = new ReverseProxy(Site, host.Address);
        return (new Portal.Browser(Site, door), door);
    }

    internal static string[] Settings(Issuer issuer) =>
    [
        "--Identity:Authority", issuer.Address.ToString(), "--Identity:Audience", Issuer.Api, "--Identity:PersonClaim", "employee_id",
        "--Identity:ClientId", Issuer.Portal, "--Identity:ClientSecret", Issuer.Secret, "--Identity:PublicUrl", Site.ToString(), $"--Identity:Clients:{Client}", "directory-sync",
    ];
}

[CollectionDefinition(IssuedCompany.Name)]
public sealed class IssuedCompanyTests : ICollectionFixture<IssuedCompany>;
