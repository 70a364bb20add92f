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

/// <summary>Words for verdicts.</summary>
public static class Verdicts
{
    /// <summary>The stable word of traces: true, false or unknown.</summary>
    public static string Word(this Verdict verdict) => verdict switch { Verdict.True => "true", Verdict.False => "false", _ => "unknown" };
}
