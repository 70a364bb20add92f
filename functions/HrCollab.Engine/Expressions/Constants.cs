using System.Collections.Frozen;
using System.Collections.Immutable;

namespace HrCollab.Engine.Expressions;

/// <summary>What was written as values in one expression; the generated code names them by place only.</summary>
internal sealed class Constants(ImmutableArray<FieldValue> values, ImmutableArray<object> sets)
{
    public FieldValue Value(int place) => values[place];

    public FrozenSet<string> Texts(int set) => (FrozenSet<string>)sets[set];

    public FrozenSet<decimal> Numbers(int set) => (FrozenSet<decimal>)sets[set];

    public FrozenSet<DateOnly> Dates(int set) => (FrozenSet<DateOnly>)sets[set];
}
