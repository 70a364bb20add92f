using System.Collections.Immutable;
using HrCollab.Engine.Expressions;

namespace HrCollab.Engine.Rules.Tables;

/// <summary>How a table came out.</summary>
public enum TableOutcome
{
    /// <summary>Rows match and decide.</summary>
    Matched,

    /// <summary>No row matches; the defaults count.</summary>
    Default,

    /// <summary>No row matches and there is no default.</summary>
    None,

    /// <summary>A value is missing on which the outcome depends.</summary>
    Unknown,

    /// <summary>Rows that may not match together do.</summary>
    Conflict,
}

/// <summary>What a table says.</summary>
/// <param name="Outcome">How it came out.</param>
/// <param name="Rows">The rows that decide, as positions in the table; in the order in which they count.</param>
/// <param name="Values">Per output the value; missing when the table does not say. Lists of texts are codes.</param>
/// <param name="Missing">Full paths without a value that leave it open.</param>
public sealed record TableAnswer(TableOutcome Outcome, ImmutableArray<int> Rows, ImmutableArray<FieldValue> Values, ImmutableArray<string> Missing)
{
    /// <summary>A stable word: matched, default, none, unknown or conflict.</summary>
    public string Word => Outcome switch
    {
        TableOutcome.Matched => "matched",
        TableOutcome.Default => "default",
        TableOutcome.None => "none",
        TableOutcome.Unknown => "unknown",
        _ => "conflict",
    };
}
