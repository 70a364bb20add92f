using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Responsibilities;

/// <summary>Somebody who does not decide because it is a matter of their own, and what is said of that.</summary>
public sealed record OwnMatter(string Person, Text Because);

/// <summary>Who a row points at today, and why.</summary>
public abstract record Assignment(Text Reason)
{
    /// <summary>People were found.</summary>
    /// <param name="People">Keys; more than one means that any of them may act.</param>
    /// <param name="Department">The responsible department.</param>
    /// <param name="StandsInFor">Whom they replace during an absence, or null.</param>
    /// <param name="Reason">How they were found.</param>
    public sealed record Found(ImmutableArray<string> People, string? Department, string? StandsInFor, Text Reason) : Assignment(Reason);

    /// <summary>Nobody holds the responsibility today: the step is blocked and an alert raised; it never passes silently.</summary>
    public sealed record Nobody(string? Department, Text Reason) : Assignment(Reason);
}
