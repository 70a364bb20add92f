using System.Net;
using Microsoft.Extensions.Configuration;

namespace HrCollab.Components.SignIn;

/// <summary>
/// The section <c>Identity</c> of the configuration: who issues tokens, for whom they are meant and which claim names the person.
/// Portal, API and designer read the same section. Source of the terms: OpenID Connect Core 1.0, RFC 9068, RFC 8414.
/// </summary>
/// <param name="Authority">Address of the issuer; its discovery document lies below it. Null: nobody signs in by OpenID Connect.</param>
/// <param name="Audience">The API as the issuer names it in <c>aud</c> of access tokens.</param>
/// <param name="Scope">What a person's access token must have been granted (<c>scp</c> or <c>scope</c>).</param>
/// <param name="PersonClaim">The claim that holds the employee number.</param>
/// <param name="ClientId">This application as the issuer knows it; null: no sign-in in the browser.</param>
/// <param name="ClientSecret">Its secret, from a secret store.</param>
/// <param name="ApiScope">The scope that the designer asks for to call the API as the person who is signed in.</param>
/// <param name="PublicUrl">The address people use, such as https://hr.example.com; never taken from a request.</param>
/// <param name="Idle">A session that is not used for so long ends.</param>
/// <param name="Longest">However much it is used, a session ends after so long.</param>
public sealed record SignInSettings(
    Uri? Authority, string? Audience, string Scope, string? PersonClaim, string? ClientId, string? ClientSecret, string? ApiScope, Uri? PublicUrl, TimeSpan Idle, TimeSpan Longest)
{
    /// <summary>The section's name.</summary>
    public const string Section = "Identity";

    /// <summary>True when people can sign in here by OpenID Connect.</summary>
    public bool HasSignIn => Authority is not null && ClientId is not null;

    /// <summary>True when the address people use is encrypted.</summary>
    public bool IsSecure => PublicUrl?.Scheme == Uri.UriSchemeHttps;

    /// <summary>Reads and checks the section; throws <see cref="InvalidOperationException"/> that names the setting and what it should be.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="development">True in Development, where the public address may be left to the request of this machine.</param>
    public static SignInSettings Of(IConfiguration configuration, bool development)
    {
        var section = configuration.GetSection(Section);
        var settings = new SignInSettings(
            Address(section, "Authority"), Text(section, "Audience"), Text(section, "Scope") ?? "access_as_user", Text(section, "PersonClaim"),
            Text(section, "ClientId"), Text(section, "ClientSecret"), Text(section, "ApiScope"), Address(section, "PublicUrl"),
            Span(section, "SessionIdleMinutes", 60, 5, 24 * 60), Span(section, "SessionHours", 10, 1, 24 * 7, hours: true));
        if (settings.Authority is null) return settings;
        if (settings.PersonClaim is null) throw MissingPersonClaim;
        if (settings is { Audience: null, ClientId: null }) throw Missing("Audience", "访问令牌的 aud(接口),或用 ClientId 登录页面", "what aud of access tokens is (API), or a ClientId to sign in to pages");
        if (settings is { ClientId: not null, PublicUrl: null } && !development) throw Missing("PublicUrl", "人们使用的地址,例如 https://hr.example.com", "the address people use, such as https://hr.example.com");
        return settings;
    }

    /// <summary>Nobody says which claim names the person.</summary>
    public static InvalidOperationException MissingPersonClaim => Missing("PersonClaim", "令牌中哪个声明写明人员,例如 employee_id", "which claim of a token names the person, such as employee_id");

    /// <summary>The section and a name in it.</summary>
    public static string Named(string name) => $"{Section}:{name}";

    private static string? Text(IConfigurationSection section, string name) => section[name] is { Length: > 0 } text ? text : null;

    /// <summary>An address; unencrypted only on this machine, for what comes from it is believed.</summary>
    private static Uri? Address(IConfigurationSection section, string name)
    {
        if (Text(section, name) is not { } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && IsThisMachine(address.Host)))) return address;
        throw new InvalidOperationException($"{Named(name)} 必须是 https 地址(仅本机可用 http)。\n{Named(name)} must be an https address (http on this machine only).");
    }

    private static bool IsThisMachine(string host) => host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static TimeSpan Span(IConfigurationSection section, string name, int usual, int least, int most, bool hours = false)
    {
        var value = section.GetValue(name, usual);
        if (value < least || value > most) throw new InvalidOperationException($"{Named(name)} 应在 {least} 到 {most} 之间。\n{Named(name)} must be between {least} and {most}.");
        return hours ? TimeSpan.FromHours(value) : TimeSpan.FromMinutes(value);
    }

    /// <summary>A setting is missing; says which and what it is.</summary>
    public static InvalidOperationException Missing(string name, string zh, string en) => new($"缺少 {Named(name)}:{zh}。\n{Named(name)} is missing: {en}.");
}
