using System.Collections.Frozen;
using System.Collections.Immutable;

namespace HrCollab.Engine.Expressions;

/// <summary>What was written as values in one expression, and the bodies of its list functions; the generated code names them by place only.</summary>
internal sealed class Constants(ImmutableArray<FieldValue> values, ImmutableArray<object> sets, ImmutableArray<Delegate> bodies, Workdays? workdays)
{
    /// <summary>Working days of the company's calendar; there whenever the code asks for them.</summary>
    public Workdays? Workdays => workdays;

    public FieldValue Value(int place) => values[place];

    public FrozenSet<string> Texts(int set) => (FrozenSet<string>)sets[set];

    public FrozenSet<decimal> Numbers(int set) => (FrozenSet<decimal>)sets[set];

    public FrozenSet<DateOnly> Dates(int set) => (FrozenSet<DateOnly>)sets[set];

    public Func<Facts, Constants, Tracer?, Item, Verdict> Test(int body) => (Func<Facts, Constants, Tracer?, Item, Verdict>)bodies[body];

    public Func<Facts, Constants, Tracer?, Item, decimal?> Number(int body) => (Func<Facts, Constants, Tracer?, Item, decimal?>)bodies[body];

    public Func<Facts, Constants, Tracer?, Item, DateOnly?> Date(int body) => (Func<Facts, Constants, Tracer?, Item, DateOnly?>)bodies[body];
}
