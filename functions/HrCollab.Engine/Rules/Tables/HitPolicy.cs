using System.Collections.Immutable;

namespace HrCollab.Engine.Rules.Tables;

/// <summary>What a table gives when several rows match (DMN).</summary>
public enum HitPolicy
{
    /// <summary>At most one row matches.</summary>
    Unique,

    /// <summary>Rows that match together give the same.</summary>
    Any,

    /// <summary>The first that matches, from the top.</summary>
    First,

    /// <summary>The one whose outputs have the highest priority.</summary>
    Priority,

    /// <summary>All of them, or an aggregate.</summary>
    Collect,

    /// <summary>All of them in the order of the table.</summary>
    RuleOrder,

    /// <summary>All of them, those of highest priority first.</summary>
    OutputOrder,
}

/// <summary>What COLLECT makes of the rows that match.</summary>
public enum Aggregation
{
    /// <summary>A list.</summary>
    None,

    /// <summary>The sum of the numbers.</summary>
    Sum,

    /// <summary>The least number or earliest date.</summary>
    Min,

    /// <summary>The greatest number or latest date.</summary>
    Max,

    /// <summary>How many rows match.</summary>
    Count,
}

internal static class HitPolicies
{
    public static readonly ImmutableSortedDictionary<string, HitPolicy> Words = new Dictionary<string, HitPolicy>(StringComparer.Ordinal)
    {
        ["UNIQUE"] = HitPolicy.Unique,
        ["ANY"] = HitPolicy.Any,
        ["FIRST"] = HitPolicy.First,
        ["PRIORITY"] = HitPolicy.Priority,
        ["COLLECT"] = HitPolicy.Collect,
        ["RULE ORDER"] = HitPolicy.RuleOrder,
        ["OUTPUT ORDER"] = HitPolicy.OutputOrder,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static readonly ImmutableSortedDictionary<string, Aggregation> Aggregations = new Dictionary<string, Aggregation>(StringComparer.Ordinal)
    {
        ["sum"] = Aggregation.Sum,
        ["min"] = Aggregation.Min,
        ["max"] = Aggregation.Max,
        ["count"] = Aggregation.Count,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>True when one row decides; else all that match do.</summary>
    public static bool IsSingle(this HitPolicy policy) => policy is HitPolicy.Unique or HitPolicy.Any or HitPolicy.First or HitPolicy.Priority;

    /// <summary>True when rows are ranked by the priority of their outputs.</summary>
    public static bool IsRanked(this HitPolicy policy) => policy is HitPolicy.Priority or HitPolicy.OutputOrder;
}
