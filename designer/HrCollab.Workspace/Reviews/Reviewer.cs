using System.Collections.Immutable;
using HrCollab.Workspace.Git;

namespace HrCollab.Workspace.Reviews;

/// <summary>Who acts on a review: a person with the duties they hold.</summary>
/// <param name="Person">Key.</param>
/// <param name="Name">Name.</param>
/// <param name="Duties">Company-wide duties.</param>
/// <param name="Now">The clock.</param>
public sealed record Reviewer(string Person, string Name, ImmutableSortedSet<string> Duties, DateTimeOffset Now)
{
    internal Signature Signature => new(Person, Name, Now);
}
