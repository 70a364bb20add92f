using System.Globalization;
using System.Security.Claims;

namespace HrCollab.Components.SignIn;

/// <summary>One sign-in in one browser. A connection that outlives the request it began with knows by it when the session is over.</summary>
/// <param name="Id">Its random id.</param>
/// <param name="Began">When somebody signed in.</param>
public sealed record SignedInSession(string Id, DateTimeOffset Began)
{
    private const string IdClaim = "hrcollab.session";
    private const string BeganClaim = "hrcollab.session.began";

    /// <summary>The session of a request's user; null for one that did not come by the session's cookie.</summary>
    public static SignedInSession? Of(ClaimsPrincipal user) =>
        user.FindFirstValue(IdClaim) is { } id && DateTimeOffset.TryParse(user.FindFirstValue(BeganClaim), CultureInfo.InvariantCulture, out var began) ? new SignedInSession(id, began) : null;

    /// <summary>False once somebody has signed out of it, or it is older than <paramref name="longest"/>.</summary>
    public async ValueTask<bool> GoesOn(DateTimeOffset now, TimeSpan longest, IEndedSessions ended, CancellationToken cancel) => now - Began < longest && !await ended.IsEnded(Id, cancel);

    /// <summary>Writes it to the user of this request, once.</summary>
    internal void NotedIn(ClaimsPrincipal user)
    {
        if (user.HasClaim(IdClaim, Id)) return;
        user.AddIdentity(new ClaimsIdentity([new Claim(IdClaim, Id), new Claim(BeganClaim, Began.ToString("O"))]));
    }
}
