using Microsoft.IdentityModel.Tokens;

namespace HrCollab.Components.SignIn;

/// <summary>What a token must be before anything in it is believed: from the issuer, for us, signed with a key of its own, now. Source: RFC 8725, RFC 9068.</summary>
public static class TokenRules
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>Asymmetric only: with a shared secret everybody who can check a token could make one.</summary>
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    /// <summary>Keys and issuer come from the discovery document; the clock is the host's.</summary>
    public static TokenValidationParameters Of(string? audience, TimeProvider time) => new()
    {
        ValidAudience = audience,
        ValidAlgorithms = Algorithms,
        ValidateIssuer = true,
        ValidateAudience = true,
        ValidateIssuerSigningKey = true,
        ValidateLifetime = true,
        RequireAudience = true,
        RequireExpirationTime = true,
        RequireSignedTokens = true,
        LifetimeValidator = (from, until, _, _) => IsNow(from, until, time.GetUtcNow().UtcDateTime),
    };

    /// <summary>A key that the issuer has withdrawn counts no longer once that is known; by default it would for another hour, stolen or not.</summary>
    public static void ForgetWithdrawnKeys(object? keys)
    {
        if (keys is BaseConfigurationManager manager) manager.UseLastKnownGoodConfiguration = false;
    }

    /// <summary>Differences, for an absent beginning comes as the first day of the calendar.</summary>
    private static bool IsNow(DateTime? from, DateTime? until, DateTime now) => until is { } end && now - end.ToUniversalTime() < Skew && !(from?.ToUniversalTime() - now > Skew);
}
