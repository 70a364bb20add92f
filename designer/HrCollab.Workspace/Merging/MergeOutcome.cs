using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Workspace.Merging;

/// <summary>Two people changed the same thing differently.</summary>
/// <param name="Place">Where: members and ids of rows, such as table/rows/mid/then/maxMonths.</param>
/// <param name="What">The same in words.</param>
/// <param name="Base">What it was, as JSON; null for nothing.</param>
/// <param name="Ours">What we made of it.</param>
/// <param name="Theirs">What they made of it.</param>
/// <param name="Said">The three in words.</param>
public sealed record MergeConflict(string File, string Place, Text What, string? Base, string? Ours, string? Theirs, ConflictWords Said);

/// <summary>What stands at a place, in words.</summary>
/// <param name="Base">What it was.</param>
/// <param name="Ours">What we made of it.</param>
/// <param name="Theirs">What they made of it.</param>
public sealed record ConflictWords(Text Base, Text Ours, Text Theirs);

/// <summary>A merged file, or null when the merge removes it; where it conflicts, our side stands.</summary>
public sealed record MergedFile(ReadOnlyMemory<byte>? Utf8, ImmutableArray<MergeConflict> Conflicts);

/// <summary>Which side to take where both changed the same thing.</summary>
public enum Side
{
    /// <summary>Ours.</summary>
    Ours,

    /// <summary>Theirs.</summary>
    Theirs,
}
