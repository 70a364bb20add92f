using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Threading.RateLimiting;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Portal;

namespace HrCollab.Functions.Hosting;

/// <summary>
/// How many requests one caller may make to this instance in a minute: a person, a program, or whoever calls from an address without being
/// either. A burst of a whole minute is taken at once; then it comes back by and by.
/// </summary>
internal static class RateLimits
{
    private const int Steps = 6;
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1) / Steps;

    /// <summary><c>Limits:PersonPerMinute</c>, <c>Limits:ProgramPerMinute</c>, <c>Limits:AddressPerMinute</c>, <c>Limits:UnknownPerMinute</c> (all together of whom not even the address is known); 0 for no limit. <c>Limits:TrustedProxies</c>: how many entries of X-Forwarded-For are not the sender's word.</summary>
    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var (person, program, address, unknown) = (Most(configuration, "PersonPerMinute", 600), Most(configuration, "ProgramPerMinute", 6_000), Most(configuration, "AddressPerMinute", 600), Most(configuration, "UnknownPerMinute", 12_000));
        var hosted = configuration.IsUnderAHost();
        var proxies = configuration.GetValue("Limits:TrustedProxies", hosted ? 1 : 0);
        if (proxies is < 0 or > 16) throw new InvalidOperationException("Limits:TrustedProxies 应在 0 到 16 之间。\nLimits:TrustedProxies must be 0 to 16.");
        builder.Services.AddRateLimiter(options =>
        {
            var often = PartitionedRateLimiter.Create<HttpContext, string>(context =>
                context.User.FindFirstValue(CallerSource.PersonClaim) is { } key ? Limited($"person {key}", person)
                : context.User.FindFirstValue(Accounts.ProgramClaim) is { } client ? Limited($"program {client}", program)
                : Address(context, proxies, hosted) is { } from ? Limited($"address {from}", address)
                : Limited("unknown", unknown));
            options.GlobalLimiter = PartitionedRateLimiter.CreateChained([often, .. HeavyWork.Limiters(configuration)]);
            options.OnRejected = (rejected, _) => new ValueTask(Refuse(rejected.HttpContext, rejected.Lease));
        });
    }

    private static int Most(ConfigurationManager configuration, string name, int usual)
    {
        var most = configuration.GetValue($"Limits:{name}", usual);
        return most is 0 or >= Steps and <= 1_000_000 ? most
            : throw new InvalidOperationException($"Limits:{name} 应为 0 或 {Steps} 到 1000000。\nLimits:{name} must be 0 or {Steps} to 1000000.");
    }

    private static RateLimitPartition<string> Limited(string caller, int most) => most == 0
        ? RateLimitPartition.GetNoLimiter(caller)
        : RateLimitPartition.GetTokenBucketLimiter(caller, _ => new TokenBucketRateLimiterOptions { TokenLimit = most, TokensPerPeriod = most / Steps, ReplenishmentPeriod = Step, QueueLimit = 0 });

    /// <summary>
    /// Each proxy adds the address it was called from to the right end of X-Forwarded-For; what lies left of those of trusted proxies is the sender's
    /// word. Behind a Functions host every request comes from this machine, and newer hosts put their own peer in place of the header: who calls is
    /// unknown then (null). All of them together have one limit, so loose that guessing is slowed and nobody who signs in is locked out. A network gets one limit, not each of its addresses (IPv6).
    /// </summary>
    private static string? Address(HttpContext context, int proxies, bool hosted)
    {
        var address = context.Connection.RemoteIpAddress;
        var passed = context.Request.Headers["X-Forwarded-For"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (proxies > 0 && passed.Length >= proxies && IPEndPoint.TryParse(passed[^proxies], out var caller)) address = caller.Address;
        if (address is null || (hosted && IPAddress.IsLoopback(address))) return null;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return Convert.ToHexString(bytes.Length == 16 ? bytes.AsSpan(0, 8) : bytes);
    }

    private static Task Refuse(HttpContext context, RateLimitLease lease)
    {
        var often = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) || !HeavyWork.IsOn(context);
        var wait = after > TimeSpan.Zero ? after : Step;
        context.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            ? Problems.Of(context, StatusCodes.Status429TooManyRequests, often ? IdentityFindings.TooMany : IdentityFindings.TooHeavy)
            : PortalFailures.TooMany(context)).ExecuteAsync(context);
    }
}
