using System.Collections.Immutable;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace HrCollab.Functions.Tests.Identity;

/// <summary>
/// An OpenID Connect server (OpenIddict) with keys of its own on a free port. It signs in whoever the test names, without asking.
/// </summary>
internal sealed class Issuer : IAsyncDisposable
{
    public const string Api = "hrcollab-api";
    public const string Portal = "portal";
    public const string Secret = "a secret of the tests";
    public const string Scope = "access_as_user";

    /// <summary>One for all servers of a run: no test looks at what it encrypts, and a key takes half a second to make.</summary>
    private static readonly RsaSecurityKey Encryption = NewKey("encryption");

    private readonly WebApplication _app;
    private readonly HttpClient _http = new();

    private Issuer(WebApplication app, RsaSecurityKey key) => (_app, Key, Address) = (app, key, new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/"));

    public Uri Address { get; }

    /// <summary>The employee number of whoever sits at the browser; null: an account that has none.</summary>
    public string? SignedIn { get; set; } = "E0007";

    /// <summary>Where it leads people back to; nowhere else.</summary>
    public List<string> Redirects { get; } = [];

    /// <summary>How often somebody has signed out here.</summary>
    public int SignedOut { get; private set; }

    /// <summary>The key that signs, private part included: forged tokens are made with it.</summary>
    public RsaSecurityKey Key { get; private set; }

    public static async Task<Issuer> Started(TimeProvider clock, params string[] redirects)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddLogging().AddRouting().AddSingleton(clock);
        Issuer issuer = null!;
        var key = NewKey("first");
        builder.Services.AddOpenIddict().AddServer(options =>
        {
            options.EnableDegradedMode().DisableAccessTokenEncryption().DisableScopeValidation();
            options.AllowAuthorizationCodeFlow().AllowClientCredentialsFlow().AllowPasswordFlow().RequireProofKeyForCodeExchange();
            options.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetEndSessionEndpointUris("signout");
            options.AddEncryptionKey(Encryption).AddSigningKey(key);
            options.UseAspNetCore().DisableTransportSecurityRequirement();
            options.AddEventHandler<ValidateAuthorizationRequestContext>(b => b.UseInlineHandler(context =>
            {
                if (context.ClientId != Portal || !issuer.Redirects.Contains(context.RedirectUri!)) context.Reject(Errors.InvalidClient, $"Not known: {context.ClientId} {context.RedirectUri}");
                return ValueTask.CompletedTask;
            }));
            options.AddEventHandler<HandleAuthorizationRequestContext>(b => b.UseInlineHandler(context =>
            {
                context.SignIn(Person(issuer.SignedIn, context.Request.GetScopes()));
                return ValueTask.CompletedTask;
            }));
            options.AddEventHandler<ValidateTokenRequestContext>(b => b.UseInlineHandler(context =>
            {
                if (context.ClientSecret != Secret) context.Reject(Errors.InvalidClient, "The secret is wrong.");
                return ValueTask.CompletedTask;
            }));
            options.AddEventHandler<HandleTokenRequestContext>(b => b.UseInlineHandler(context =>
            {
                if (context.Request.IsClientCredentialsGrantType()) context.SignIn(Program(context.ClientId!));
                else if (context.Request.IsPasswordGrantType()) context.SignIn(Person(context.Request.Username, context.Request.GetScopes()));
                return ValueTask.CompletedTask;
            }));
            options.AddEventHandler<ValidateEndSessionRequestContext>(b => b.UseInlineHandler(_ => ValueTask.CompletedTask));
            options.AddEventHandler<HandleEndSessionRequestContext>(b => b.UseInlineHandler(context =>
            {
                issuer.SignedOut++;
                context.SignOut();
                return ValueTask.CompletedTask;
            }));
        });
        builder.Services.AddAuthentication();
        var app = builder.Build();
        app.UseAuthentication();
        await app.StartAsync();
        issuer = new Issuer(app, key);
        issuer.Redirects.AddRange(redirects);
        return issuer;
    }

    /// <summary>From now on another key signs; the one before is no longer published.</summary>
    public void Rotate()
    {
        var credentials = _app.Services.GetRequiredService<IOptionsMonitor<OpenIddictServerOptions>>().CurrentValue.SigningCredentials;
        Key = NewKey("second");
        credentials.Clear();
        credentials.Add(new SigningCredentials(Key, SecurityAlgorithms.RsaSha256));
    }

    /// <summary>An access token for a person.</summary>
    public async Task<string> PersonToken(string person, string scope = $"openid {Scope}") =>
        (await Token(new() { ["grant_type"] = "password", ["username"] = person, ["password"] = "x", ["scope"] = scope, ["client_id"] = Portal }))["access_token"]!.GetValue<string>();

    /// <summary>An ID token of a person for the portal.</summary>
    public async Task<string> IdToken(string person) =>
        (await Token(new() { ["grant_type"] = "password", ["username"] = person, ["password"] = "x", ["scope"] = $"openid {Scope}", ["client_id"] = Portal }))["id_token"]!.GetValue<string>();

    /// <summary>An access token for a program on its own account.</summary>
    public async Task<string> ProgramToken(string client) =>
        (await Token(new() { ["grant_type"] = "client_credentials", ["scope"] = Scope, ["client_id"] = client }))["access_token"]!.GetValue<string>();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<JsonNode> Token(Dictionary<string, string> fields)
    {
        fields["client_secret"] = Secret;
        using var content = new FormUrlEncodedContent(fields);
        using var answer = await _http.PostAsync(new Uri(Address, "token"), content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }

    private static ClaimsPrincipal Person(string? employee, ImmutableArray<string> scopes)
    {
        var identity = new ClaimsIdentity("issuer", Claims.Name, Claims.Role).SetClaim(Claims.Subject, $"account-of-{employee}");
        if (employee is not null) identity.SetClaim("employee_id", employee);
        identity.SetScopes(scopes).SetResources(Api).SetDestinations(_ => [Destinations.AccessToken, Destinations.IdentityToken]);
        return new ClaimsPrincipal(identity);
    }

    private static ClaimsPrincipal Program(string client)
    {
        var identity = new ClaimsIdentity("issuer", Claims.Name, Claims.Role).SetClaim(Claims.Subject, client);
        identity.SetScopes(Scope).SetResources(Api).SetDestinations(_ => [Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }

    private static RsaSecurityKey NewKey(string id) => new(RSA.Create(2048)) { KeyId = id };
}
