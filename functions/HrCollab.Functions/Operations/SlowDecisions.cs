using System.Collections.Immutable;
using HrCollab.Engine.Workflows;

namespace HrCollab.Functions.Operations;

/// <summary>What deciding costs, by definition and by what of it was asked, since the process began.</summary>
/// <param name="Definition">Folder and id of the definition.</param>
/// <param name="Part">What was asked of it.</param>
/// <param name="Count">How often.</param>
/// <param name="Longest">The longest time.</param>
/// <param name="Total">All of it.</param>
/// <param name="Slow">How often it took the limit or longer.</param>
/// <param name="LastSlow">When it did so last.</param>
public sealed record SlowPart(string Definition, string Part, long Count, TimeSpan Longest, TimeSpan Total, long Slow = 0, DateTimeOffset? LastSlow = null);

/// <summary>Measures decisions in memory. Names come from definitions alone, so the list is bounded and shows nothing of anybody.</summary>
internal sealed class SlowDecisions(TimeProvider time, Measures measures, IConfiguration configuration)
{
    /// <summary>How long a slow decision is remembered as an alarm.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromMinutes(15);

    private const int Most = 1_000;
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Definition, string Part), SlowPart> _parts = [];

    /// <summary><c>Limits:DecisionMilliseconds</c> (1000): what takes as long is an alarm.</summary>
    public TimeSpan Limit { get; } = TimeSpan.FromMilliseconds(Math.Max(configuration.GetValue("Limits:DecisionMilliseconds", 1_000), 0));

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
            var slow = took >= Limit;
            if (before is null && _parts.Count >= Most && !MakeRoom(slow)) return outcome;
            before ??= new SlowPart(definition, part, 0, TimeSpan.Zero, TimeSpan.Zero);
            _parts[(definition, part)] = before with
            {
                Count = before.Count + 1,
                Longest = before.Longest > took ? before.Longest : took,
                Total = before.Total + took,
                Slow = before.Slow + (slow ? 1 : 0),
                LastSlow = slow ? time.GetUtcNow() : before.LastSlow,
            };
        }

        return outcome;
    }

    /// <summary>The same decision, with each rule set and table that it asks measured by its file: one look at the clock before and one after.</summary>
    public CaseContext Rules(CaseContext context) => context with { Around = (rules, judge) => Measure(rules.Place.File, rules.Table is null ? "rules" : "table", judge) };

    /// <summary>All that were slow since a moment, by their longest time.</summary>
    public ImmutableArray<SlowPart> Since(DateTimeOffset moment)
    {
        lock (_lock) return [.. _parts.Values.Where(p => p.LastSlow >= moment).OrderByDescending(p => p.Longest).ThenBy(p => p.Definition, StringComparer.Ordinal).ThenBy(p => p.Part, StringComparer.Ordinal)];
    }

    /// <summary>The slowest, by their longest time.</summary>
    public ImmutableArray<SlowPart> Top(int count)
    {
        lock (_lock) return [.. _parts.Values.OrderByDescending(p => p.Longest).ThenBy(p => p.Definition, StringComparer.Ordinal).Take(count)];
    }

    /// <summary>What was slow takes the place of the quickest; nothing else takes a place where there is none.</summary>
    private bool MakeRoom(bool slow) => slow && _parts.Remove(_parts.MinBy(p => p.Value.Longest).Key);
}
