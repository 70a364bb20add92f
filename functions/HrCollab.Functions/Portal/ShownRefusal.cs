using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Portal;

/// <summary>What was not taken, on its page.</summary>
/// <param name="Id">By which it is dismissed.</param>
/// <param name="IsForm">False for a change of a record.</param>
/// <param name="Title">The form, or the kind of record.</param>
/// <param name="Label">What the record is called, as far as its sender may see that.</param>
/// <param name="Subject">Key of the record; null when none was said.</param>
/// <param name="At">When it was sent.</param>
/// <param name="Address">Where it is mended; null when there is no page for it.</param>
/// <param name="Findings">What is wrong with which field.</param>
/// <param name="Decision">The page of the decision that refused it; null when none was kept.</param>
public sealed record ShownRefusal(string Id, bool IsForm, Text Title, string? Label, string? Subject, DateTimeOffset At, string? Address, ImmutableArray<(Text? Field, Text Message, Text? Accepted)> Findings, string? Decision);
