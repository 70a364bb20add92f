using System.Collections.Immutable;

namespace HrCollab.Functions.Operations;

/// <summary>What deciding costs, by definition and by what of it was asked: count, longest and total time since the process began.</summary>
public sealed record SlowPart(string Definition, string Part, long Count, TimeSpan Longest, TimeSpan Total);

/// <summary>Measures decisions in memory. Names come from definitions alone, so the list is bounded and shows nothing of anybody.</summary>
internal sealed class SlowDecisions(TimeProvider time, Measures measures)
{
    private const int Most = 1_000;
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Definition, string Part), SlowPart> _parts = [];

    /// <summary>Decides, and remembers how long it took.</summary>
    public T Measure<T>(string definition, string part, Func<T> decide)
    {
        var began = time.GetTimestamp();
        var outcome = decide();
        var took = time.GetElapsedTime(began);
        measures.Decided(definition, part, took);
        lock (_lock)
        {
            var before = _parts.GetValueOrDefault((definition, part));
            if (before is not null || _parts.Count < Most)
                _parts[(definition, part)] = new SlowPart(definition, part, (before?.Count ?? 0) + 1, before?.Longest > took ? before.Longest : took, (before?.Total ?? TimeSpan.Zero) + took);
        }

        return outcome;
    }

    /// <summary>The slowest, by their longest time.</summary>
    public ImmutableArray<SlowPart> Top(int count)
    {
        lock (_lock) return [.. _parts.Values.OrderByDescending(p => p.Longest).ThenBy(p => p.Definition, StringComparer.Ordinal).Take(count)];
    }
}
