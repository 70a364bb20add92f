using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Portal;

/// <summary>A row of a file that was not taken, on its page.</summary>
/// <param name="Id">By which it is mended.</param>
/// <param name="Version">As it was shown.</param>
/// <param name="Title">The kind of file.</param>
/// <param name="Key">Key of the record, when the row says it.</param>
/// <param name="Number">Its number in the file.</param>
/// <param name="At">When it was sent.</param>
/// <param name="Findings">What is wrong with which field.</param>
/// <param name="Wrong">Columns that are to be mended, with what stands in them.</param>
/// <param name="Others">The other columns.</param>
/// <param name="Refused">Why it was not mended just now; null when nobody tried.</param>
public sealed record ShownRow(
    string Id, long Version, Text Title, string? Key, long Number, DateTimeOffset At, ImmutableArray<(Text? Field, Text Message, Text? Accepted)> Findings,
    ImmutableArray<(string Column, string Value)> Wrong, ImmutableArray<(string Column, string Value)> Others, Text? Refused = null);
