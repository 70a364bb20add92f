using System.Collections.Frozen;
using System.Security.Claims;
using HrCollab.Components.SignIn;
using HrCollab.Engine.Responsibilities;

namespace HrCollab.Functions.Identity;

/// <summary>Turns what an issuer says of somebody into one of us: a person of the records, or a program. Whether they may act is asked anew with every request.</summary>
internal sealed class Accounts(SignInSettings settings, IConfiguration configuration)
{
    /// <summary>The claim that holds the client of a program.</summary>
    public const string ProgramClaim = "hrcollab:program";

    private readonly FrozenDictionary<string, string> _services = Clients(configuration);

    /// <summary>The service account of a client (<c>Identity:Clients</c>); null when it has none.</summary>
    public PersonCard? Service(string client) => _services.GetValueOrDefault(client) is { } code ? PersonCard.OfService(PersonCard.ServiceKey(code)) : null;

    /// <summary>
    /// Clients and their service accounts: <c>Identity:Clients:CLIENT</c> each, or all in <c>Identity:Clients</c> as <c>CLIENT=ACCOUNT,CLIENT=ACCOUNT</c>, where a
    /// setting is one line. Throws <see cref="InvalidOperationException"/> when that line is no such list.
    /// </summary>
    public static FrozenDictionary<string, string> Clients(IConfiguration configuration)
    {
        var section = configuration.GetSection(SignInSettings.Named("Clients"));
        var clients = section.GetChildren().Where(c => c.Value is { Length: > 0 }).ToDictionary(c => c.Key, c => c.Value!, StringComparer.OrdinalIgnoreCase);
        foreach (var pair in (configuration["Identity:Clients"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (pair.Split('=', StringSplitOptions.TrimEntries) is not [{ Length: > 0 } client, { Length: > 0 } account] || !clients.TryAdd(client, account))
                throw new InvalidOperationException($"Identity:Clients 应为“客户端=服务账号”,以逗号分隔,每个客户端一次:'{pair}'。\nIdentity:Clients takes CLIENT=ACCOUNT, separated by commas, each client once: '{pair}'.");
        }

        return clients.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The identity of a validated access token; null when it grants a person nothing here, such as an ID token.</summary>
    public ClaimsPrincipal? OfAccessToken(ClaimsIdentity token, string scheme)
    {
        if (TokenClaims.Program(token, _services.ContainsKey) is { } client) return Identity(scheme, ProgramClaim, client);
        return TokenClaims.Scopes(token).Contains(settings.Scope, StringComparer.Ordinal) ? Person(token, scheme) : null;
    }

    /// <summary>The identity of somebody whom the platform has signed in.</summary>
    public ClaimsPrincipal OfPlatform(ClaimsIdentity claims, string scheme) =>
        TokenClaims.Program(claims, _services.ContainsKey) is { } client ? Identity(scheme, ProgramClaim, client) : Person(claims, scheme);

    /// <summary>The identity of the person whom the claims name; without a name when they name nobody, or several.</summary>
    public ClaimsPrincipal Person(ClaimsIdentity claims, string scheme) =>
        Identity(scheme, CallerSource.PersonClaim, settings.PersonClaim is { } claim ? TokenClaims.Only(claims, claim) : null);

    private static ClaimsPrincipal Identity(string scheme, string type, string? value) =>
        new(new ClaimsIdentity(value is null ? [] : [new Claim(type, value)], scheme));
}
