using System.Collections.Concurrent;
using HrCollab.Engine.Kernel;

namespace HrCollab.Functions.Publishing;

/// <summary>
/// The revisions that were loaded, by their hash: the last few that were asked for are held, the others found again until they are collected and compiled from
/// their bundle after that. A set takes some ten megabytes, and cases under old revisions come up one after the other.
/// </summary>
internal sealed class LoadedSets(int held)
{
    /// <summary>How many are held when <c>Revisions:Held</c> does not say.</summary>
    public const int Few = 5;

    private readonly Lock _gate = new();
    private readonly LinkedList<DefinitionSet> _last = [];
    private readonly ConcurrentDictionary<string, WeakReference<DefinitionSet>> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _commits = new(StringComparer.Ordinal);

    /// <summary><c>Revisions:Held</c>; throws <see cref="InvalidOperationException"/> for a number below 1.</summary>
    public static LoadedSets Of(IConfiguration configuration) => configuration.GetValue("Revisions:Held", Few) is >= 1 and var held
        ? new LoadedSets(held)
        : throw new InvalidOperationException("Revisions:Held 至少为 1。\nRevisions:Held must be 1 or more.");

    /// <summary>The commit of a revision that was loaded, null when it is not known.</summary>
    public string? CommitOf(string hash) => _commits.GetValueOrDefault(hash);

    /// <summary>The set of a revision, null when it has to be compiled.</summary>
    public DefinitionSet? Find(string hash)
    {
        if (!_known.TryGetValue(hash, out var reference) || !reference.TryGetTarget(out var set)) return null;
        Hold(set);
        return set;
    }

    /// <summary>Takes up a set in place of any other of its hash.</summary>
    public DefinitionSet Add(DefinitionSet set)
    {
        _known[set.Hash] = new WeakReference<DefinitionSet>(set);
        if (set.Commit is { } commit) _commits[set.Hash] = commit;
        Hold(set);
        return set;
    }

    private void Hold(DefinitionSet set)
    {
        lock (_gate)
        {
            if (ReferenceEquals(_last.First?.Value, set)) return;
            for (var node = _last.First; node is not null; node = node.Next)
            {
                if (node.Value.Hash != set.Hash) continue;
                _last.Remove(node);
                break;
            }

            _last.AddFirst(set);
            if (_last.Count > held) _last.RemoveLast();
        }
    }
}
