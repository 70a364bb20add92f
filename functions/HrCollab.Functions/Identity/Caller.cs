using System.Security.Claims;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Functions.Http;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Records;

namespace HrCollab.Functions.Identity;

/// <summary>Who asks, and everything a decision takes once: the set, the organisation and the clock.</summary>
/// <param name="Person">The caller.</param>
/// <param name="Set">The active definitions; every later step uses these.</param>
/// <param name="Organization">The organisation today, knowing the caller.</param>
/// <param name="Now">The clock.</param>
public sealed record Caller(PersonCard Person, DefinitionSet Set, Organization Organization, DateTimeOffset Now)
{
    public DateOnly Today => Organization.Date;

    internal Author Author => new(Person.Id, Person.Department, Now, Today, Set.Hash, Set.Commit);
}

/// <summary>Turns an authenticated request into a caller.</summary>
internal sealed class CallerSource(ActiveDefinitions definitions, OrganizationSource organizations, RecordReader records, TimeProvider time)
{
    /// <summary>The claim that holds the person's key.</summary>
    public const string PersonClaim = ClaimTypes.NameIdentifier;

    /// <summary>The caller; refused when the token is nobody's who works here.</summary>
    public async ValueTask<Caller> Of(HttpContext context)
    {
        var (caller, refusal) = await Find(context.User, context.RequestAborted);
        return caller ?? throw refusal!;
    }

    /// <summary>Why somebody who has signed in elsewhere may not act here; null when they may.</summary>
    public async ValueTask<RequestRefusedException?> Refusal(ClaimsPrincipal user, CancellationToken cancel) => (await Find(user, cancel)).Refusal;

    private async ValueTask<(Caller? Caller, RequestRefusedException? Refusal)> Find(ClaimsPrincipal user, CancellationToken cancel)
    {
        var set = definitions.Current;
        if (user.Identity is not { IsAuthenticated: true }) return (null, new RequestRefusedException(StatusCodes.Status401Unauthorized, ApiFindings.NotSignedIn));
        if (user.HasClaim(c => c.Type == Accounts.ProgramClaim)) return (null, new RequestRefusedException(StatusCodes.Status403Forbidden, IdentityFindings.UnknownClient));
        if (user.FindFirstValue(PersonClaim) is not { } key) return (null, new RequestRefusedException(StatusCodes.Status403Forbidden, IdentityFindings.UnknownAccount));
        var organization = await records.Knowing(await organizations.Now(cancel), set, [key], cancel);
        return organization.Person(key) switch
        {
            { IsEmployed: true } person => (new Caller(person, set, organization, time.GetUtcNow().ToOffset(set.Manifest.Zone.GetUtcOffset(time.GetUtcNow()))), null),
            null => (null, new RequestRefusedException(StatusCodes.Status403Forbidden, IdentityFindings.UnknownAccount)),
            _ => (null, new RequestRefusedException(StatusCodes.Status401Unauthorized, IdentityFindings.NotEmployed)),
        };
    }
}
