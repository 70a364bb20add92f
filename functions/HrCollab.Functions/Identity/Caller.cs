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

    /// <summary>The caller; a token for a person who is not (or no longer) here counts as no token.</summary>
    public async ValueTask<Caller> Of(HttpContext context)
    {
        var set = definitions.Current;
        var key = context.User.FindFirstValue(PersonClaim) ?? throw NotSignedIn();
        var organization = await records.Knowing(await organizations.Now(context.RequestAborted), set, [key], context.RequestAborted);
        return organization.Person(key) is { IsEmployed: true } person ? new Caller(person, set, organization, time.GetUtcNow().ToOffset(set.Manifest.Zone.GetUtcOffset(time.GetUtcNow()))) : throw NotSignedIn();
    }

    private static RequestRefusedException NotSignedIn() => new(StatusCodes.Status401Unauthorized, ApiFindings.NotSignedIn);
}
