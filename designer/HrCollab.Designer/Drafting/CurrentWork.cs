using System.Collections.Concurrent;
using HrCollab.Workspace;
using HrCollab.Workspace.Drafts;

namespace HrCollab.Designer.Drafting;

/// <summary>Which draft each person works on, so that a new window goes on with the same one.</summary>
public sealed class CurrentWork(DefinitionsRepository repository)
{
    private readonly ConcurrentDictionary<string, string> _topics = new(StringComparer.Ordinal);

    /// <summary>The topic chosen last, else the only draft there is; null when the next change begins a new one.</summary>
    public string? Of(string person)
    {
        if (_topics.TryGetValue(person, out var topic)) return topic.Length == 0 ? null : topic;
        return new DraftDesk(repository).List(person) is [var only] ? only.Topic : null;
    }

    /// <summary>Remembers the choice; null begins something new.</summary>
    public void Choose(string person, string? topic) => _topics[person] = topic ?? "";
}
