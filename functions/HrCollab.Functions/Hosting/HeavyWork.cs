using System.Security.Claims;
using System.Threading.RateLimiting;
using HrCollab.Functions.Identity;

namespace HrCollab.Functions.Hosting;

/// <summary>
/// Marks a route that compiles whole sets and runs their cases: a few of them keep a processor busy for as long as a manifest lets them. Few are worked on
/// at once, of each caller fewer; some wait for their turn, and the rest is refused (429).
/// </summary>
internal sealed class HeavyWork
{
    /// <summary>The mark.</summary>
    public static readonly HeavyWork Here = new();

    private HeavyWork()
    {
    }

    /// <summary><c>Limits:DefinitionsAtOnce</c> (2; 0 for no limit) of an instance, <c>Limits:DefinitionsPerCaller</c> (1) of them for one caller, <c>Limits:DefinitionsWaiting</c> (32) of each.</summary>
    public static PartitionedRateLimiter<HttpContext>[] Limiters(IConfiguration configuration)
    {
        var (most, each, waiting) = (Value("DefinitionsAtOnce", 2, 0), Value("DefinitionsPerCaller", 1, 1), Value("DefinitionsWaiting", 32, 0));
        return most == 0 ? [] : [Limiter(Caller, each), Limiter(context => Caller(context) is null ? null : "", most)];

        int Value(string name, int usual, int least)
        {
            var value = configuration.GetValue($"Limits:{name}", usual);
            return value >= least && value <= 1_000 ? value
                : throw new InvalidOperationException($"Limits:{name} 应为 {least} 到 1000。\nLimits:{name} must be {least} to 1000.");
        }

        PartitionedRateLimiter<HttpContext> Limiter(Func<HttpContext, string?> whose, int permits) => PartitionedRateLimiter.Create<HttpContext, string>(context =>
            IsOn(context) && whose(context) is { } key
                ? RateLimitPartition.GetConcurrencyLimiter(key, _ => new ConcurrencyLimiterOptions { PermitLimit = permits, QueueLimit = waiting, QueueProcessingOrder = QueueProcessingOrder.OldestFirst })
                : RateLimitPartition.GetNoLimiter("-"));
    }

    /// <summary>True for a request to a route that is marked.</summary>
    public static bool IsOn(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<HeavyWork>() is not null;

    /// <summary>Who is not signed in is refused at once and waits for nobody.</summary>
    private static string? Caller(HttpContext context) => context.User.FindFirstValue(CallerSource.PersonClaim) is { } person ? "person " + person
        : context.User.FindFirstValue(Accounts.ProgramClaim) is { } program ? "program " + program : null;
}
