using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Designer.Drafting;
using HrCollab.Designer.Identity;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Feedback;

namespace HrCollab.Designer.Feedback;

/// <summary>What people said of elements of the definitions and nobody has answered yet, as the host tells the person of this session.</summary>
public sealed class FeedbackNotes
{
    private readonly Dictionary<string, (JsonNode? Root, ImmutableArray<OpenFeedback> All, ILookup<string, OpenFeedback> ByPointer)> _placed = new(StringComparer.Ordinal);

    /// <summary>Everything open that the person reads, by definition; empty before the host was asked.</summary>
    public ImmutableArray<OpenFeedback> All { get; private set; } = [];

    /// <summary>False when the host could not be asked: that nothing is shown then means nothing.</summary>
    public bool IsKnown { get; private set; } = true;

    /// <summary>Raised when the host was asked anew; it may come from another thread.</summary>
    public event Action? Changed;

    /// <summary>What is said of an element itself, not of what lies within it. What is about an element that is gone stands at the definition as a whole.</summary>
    public IEnumerable<OpenFeedback> At(DefinitionDraft draft, string pointer)
    {
        lock (_placed)
        {
            if (!_placed.TryGetValue(draft.Path, out var known) || known.Root != draft.Root || known.All != All)
            {
                var root = draft.Root;
                known = (root, All, All.Where(f => f.File == draft.Path).ToLookup(f => ElementPlace.Find(root, f.Place) ?? "", StringComparer.Ordinal));
                _placed[draft.Path] = known;
            }

            return known.ByPointer[pointer];
        }
    }

    /// <summary>Asks the host; what was known stays when it does not answer.</summary>
    internal async Task Ask(HostAnswers host, Member member, Language language)
    {
        try
        {
            var client = await host.As(member);
            if (client is not null) All = await client.Feedback(language);
            IsKnown = client is not null;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or JsonException)
        {
            IsKnown = false;
        }

        Changed?.Invoke();
    }
}
