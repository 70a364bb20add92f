using System.Collections.Immutable;
using System.Security.Claims;
using HrCollab.Workspace.Git;
using HrCollab.Workspace.Reviews;

namespace HrCollab.Designer.Identity;

/// <summary>Who works in the designer. Anybody signed in may draft; the duties say what they may approve.</summary>
/// <param name="Person">Key of the person.</param>
/// <param name="Name">Name.</param>
/// <param name="Duties">Company-wide duties.</param>
public sealed record Member(string Person, string Name, ImmutableSortedSet<string> Duties)
{
    private const string DutyClaim = "duty";

    /// <summary>The member of a signed-in identity, or null.</summary>
    public static Member? Of(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier) is { } person
        ? new Member(person, user.FindFirstValue(ClaimTypes.Name) ?? person, [.. user.FindAll(DutyClaim).Select(c => c.Value)])
        : null;

    /// <summary>The identity of a session.</summary>
    public ClaimsPrincipal Principal(string scheme) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.NameIdentifier, Person), new Claim(ClaimTypes.Name, Name), .. Duties.Select(d => new Claim(DutyClaim, d))], scheme));

    /// <summary>As who writes a commit.</summary>
    public Signature Signature(DateTimeOffset now) => new(Person, Name, now);

    /// <summary>As who acts on a review.</summary>
    public Reviewer Reviewer(DateTimeOffset now) => new(Person, Name, Duties, now);
}
