using System.Collections.Immutable;
using System.Text.Json.Nodes;
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
public sealed record Change(Text Sentence, string File, string Pointer, ChangeWeight Weight, int? People = null, bool Sensitive = false)
{
    /// <summary>The innermost named element it lies in (<see cref="ElementPlace"/>), by which it is found in another state of the file.</summary>
    public string Place { get; init; } = "";

    /// <summary>The rest of the way from that element, as a JSON Pointer.</summary>
    public string Within { get; init; } = "";

    /// <summary>Where it stands in a state of its file; the nearest element around it when it is not there.</summary>
    public string PointerIn(JsonNode? root)
    {
        for (var place = Place; place.Length > 0; place = Outer(place))
        {
            if (ElementPlace.Find(root, place) is { } found) return place == Place ? found + Within : found;
        }

        return Place.Length == 0 ? Within : "";
    }

    private static string Outer(string place) => place.LastIndexOf('/') is > 0 and var last ? place[..last] : "";
}

/// <summary>Everything that differs between two states, what widens permissions first.</summary>
public sealed record DefinitionDiff(ImmutableArray<Change> Changes, ImmutableArray<AccessChange> Access)
{
    /// <summary>True when the two say the same.</summary>
    public bool IsEmpty => Changes.IsEmpty;
}
