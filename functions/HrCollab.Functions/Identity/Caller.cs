using System.Security.Claims;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Functions.Http;
using HrCollab.Functions.Organizations;
using HrCollab.Functions.Records;
using Microsoft.AspNetCore.Authorization;

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

/// <summary>A route that service accounts may use; every other is for people only.</summary>
internal sealed record ForPrograms
{
    public static ForPrograms Too { get; } = new();

    /// <summary>Refuses programs on every other route, before it reads anything of the request.</summary>
    public static Task Only(HttpContext context, RequestDelegate next) =>
        context.User.HasClaim(c => c.Type == Accounts.ProgramClaim) && context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<ForPrograms>() is null && endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
            ? throw new RequestRefusedException(StatusCodes.Status403Forbidden, IdentityFindings.NotForPrograms)
            : next(context);
}

/// <summary>Turns an authenticated request into a caller.</summary>
internal sealed class CallerSource(ActiveDefinitions definitions, OrganizationSource organizations, RecordReader records, Accounts accounts, TimeProvider time)
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
        if (user.FindFirstValue(Accounts.ProgramClaim) is { } client)
        {
            return accounts.Service(client) is { } service ? (Known(service, set, await organizations.Now(cancel)), null)
                : (null, new RequestRefusedException(StatusCodes.Status403Forbidden, IdentityFindings.UnknownClient));
        }

        if (user.FindFirstValue(PersonClaim) is not { } key) return (null, new RequestRefusedException(StatusCodes.Status403Forbidden, IdentityFindings.UnknownAccount));
        var organization = await records.Knowing(await organizations.Now(cancel), set, [key], cancel);
        return organization.Person(key) switch
        {
            { IsEmployed: true } person => (Known(person, set, organization), null),
            null => (null, new RequestRefusedException(StatusCodes.Status403Forbidden, IdentityFindings.UnknownAccount)),
            _ => (null, new RequestRefusedException(StatusCodes.Status401Unauthorized, IdentityFindings.NotEmployed)),
        };
    }

    private Caller Known(PersonCard person, DefinitionSet set, Organization organization) =>
        new(person, set, organization, time.GetUtcNow().ToOffset(set.Manifest.Zone.GetUtcOffset(time.GetUtcNow())));
}
