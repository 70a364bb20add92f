using System.Collections.Immutable;
using HrCollab.Engine.Kernel;

namespace HrCollab.Workspace.Differences;

/// <summary>How a reader weighs a change.</summary>
public enum ChangeWeight
{
    /// <summary>Somebody sees or may do more than before.</summary>
    Widening,

    /// <summary>Something is no longer there.</summary>
    Removed,

    /// <summary>Something says something else.</summary>
    Changed,

    /// <summary>Something is new.</summary>
    Added,
}

/// <summary>One change in one sentence.</summary>
/// <param name="Sentence">What changed, in the words of HR.</param>
/// <param name="File">Path of the definition.</param>
/// <param name="Pointer">JSON Pointer of the element in the new text, or of its nearest parent that is still there.</param>
/// <param name="Weight">How it weighs.</param>
/// <param name="People">Of a permission: how many people it concerns; null when nobody was asked.</param>
/// <param name="Sensitive">True when a sensitive field can be seen by somebody who could not.</param>
public sealed record Change(Text Sentence, string File, string Pointer, ChangeWeight Weight, int? People = null, bool Sensitive = false);

/// <summary>Everything that differs between two states, what widens permissions first.</summary>
public sealed record DefinitionDiff(ImmutableArray<Change> Changes, ImmutableArray<AccessChange> Access)
{
    /// <summary>True when the two say the same.</summary>
    public bool IsEmpty => Changes.IsEmpty;
}
