using System.Collections.Immutable;
using HrCollab.Workspace.Merging;

namespace HrCollab.Designer.Drafting;

/// <summary>How a file stands towards its draft.</summary>
public abstract record DraftState
{
    private DraftState()
    {
    }

    /// <summary>As it was opened; nothing to save.</summary>
    public sealed record Clean : DraftState;

    /// <summary>Changed and not saved yet.</summary>
    public sealed record Dirty : DraftState;

    /// <summary>Being saved.</summary>
    public sealed record Saving : DraftState;

    /// <summary>In the draft.</summary>
    /// <param name="Together">Together with what somebody saved in between.</param>
    public sealed record Saved(bool Together = false) : DraftState;

    /// <summary>Somebody saved it in between and changed the same; that has to be chosen.</summary>
    /// <param name="Theirs">What they wrote; null: they removed it.</param>
    /// <param name="Conflicts">What both changed.</param>
    public sealed record Stale(string? Theirs, ImmutableArray<MergeConflict> Conflicts) : DraftState;

    /// <summary>Could not be saved; it stays here and is tried again at the next change.</summary>
    public sealed record Failed(string Why) : DraftState;
}
