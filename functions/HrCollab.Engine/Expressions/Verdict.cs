namespace HrCollab.Engine.Expressions;

/// <summary>The three outcomes of a condition (Kleene's strong logic).</summary>
public enum Verdict
{
    /// <summary>It does not hold.</summary>
    False,

    /// <summary>It holds.</summary>
    True,

    /// <summary>It cannot be told, because a value is missing; no negation turns this into a decision.</summary>
    Unknown,
}
