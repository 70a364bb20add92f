using System.Collections.Immutable;

namespace HrCollab.Engine.Expressions;

/// <summary>Values of one field. Numbers, days and truth values as intervals, texts and codes as a list of values or of exceptions.</summary>
internal abstract record ValueSet
{
    private ValueSet()
    {
    }

    /// <summary>True when no value is in it.</summary>
    public abstract bool IsEmpty { get; }

    /// <summary>What is in both; null for sets of different sorts.</summary>
    public abstract ValueSet? And(ValueSet other);

    /// <summary>What is not in it.</summary>
    public abstract ValueSet Not();

    /// <summary>What is in one of them.</summary>
    public ValueSet? Or(ValueSet other) => Not().And(other.Not())?.Not();

    /// <summary>True when everything of the other is in this.</summary>
    public bool Contains(ValueSet other) => other.And(Not()) is { IsEmpty: true };

    /// <summary>Intervals in order, apart from each other. Over a whole domain (whole numbers, days, truth values) their ends are closed.</summary>
    public sealed record Ordered(Domain Domain, ImmutableArray<Interval> Intervals) : ValueSet
    {
        public override bool IsEmpty => Intervals.IsEmpty;

        /// <summary>The part of the domain within an interval.</summary>
        public static Ordered Of(Domain domain, Interval interval) => new(domain, Fit(domain, interval) is { } fits ? [fits] : []);

        public override ValueSet? And(ValueSet other) => other is Ordered o && o.Domain == Domain
            ? this with { Intervals = [.. from a in Intervals from b in o.Intervals let both = Fit(Domain, a.And(b)) where both is not null select both] }
            : null;

        public override ValueSet Not()
        {
            var gaps = ImmutableArray.CreateBuilder<Interval>();
            var (from, included) = (Domain.From, true);
            foreach (var interval in Intervals)
            {
                if (interval.From is { } start && Fit(Domain, new Interval(from, included, start, !interval.FromIncluded)) is { } gap) gaps.Add(gap);
                if (interval.To is null) return this with { Intervals = gaps.ToImmutable() };
                (from, included) = (interval.To, !interval.ToIncluded);
            }

            if (Fit(Domain, new Interval(from, included, Domain.To, true)) is { } rest) gaps.Add(rest);
            return this with { Intervals = gaps.ToImmutable() };
        }

        public bool Equals(Ordered? other) => other is not null && Domain == other.Domain && Intervals.SequenceEqual(other.Intervals);

        public override int GetHashCode() => HashCode.Combine(Domain, Intervals.Length);

        public override string ToString() => string.Join(" ∪ ", Intervals);

        /// <summary>The interval within the domain, null when nothing is in it.</summary>
        private static Interval? Fit(Domain domain, Interval interval)
        {
            var fits = interval.And(new Interval(domain.From, true, domain.To, true));
            if (domain.IsWhole)
            {
                fits = new Interval(
                    fits.From is { } from ? decimal.Ceiling(from) + (fits.FromIncluded || from != decimal.Truncate(from) ? 0 : 1) : null, true,
                    fits.To is { } to ? decimal.Floor(to) - (fits.ToIncluded || to != decimal.Truncate(to) ? 0 : 1) : null, true);
            }

            return fits is { From: { } low, To: { } high } && (low > high || (low == high && !(fits.FromIncluded && fits.ToIncluded))) ? null : fits;
        }
    }

    /// <summary>These values, or all but these.</summary>
    public sealed record Listed(ImmutableSortedSet<string> Values, bool Except) : ValueSet
    {
        public override bool IsEmpty => !Except && Values.IsEmpty;

        public override ValueSet? And(ValueSet other) => other is not Listed o ? null : (Except, o.Except) switch
        {
            (false, false) => new Listed(Values.Intersect(o.Values), false),
            (false, true) => new Listed(Values.Except(o.Values), false),
            (true, false) => new Listed(o.Values.Except(Values), false),
            _ => new Listed(Values.Union(o.Values), true),
        };

        public override ValueSet Not() => this with { Except = !Except };

        public bool Equals(Listed? other) => other is not null && Except == other.Except && Values.SetEquals(other.Values);

        public override int GetHashCode() => HashCode.Combine(Values.Count, Except);

        public override string ToString() => $"{(Except ? "¬" : "")}{{{string.Join(", ", Values)}}}";
    }
}

/// <summary>What a field can hold: whole numbers or any, within bounds.</summary>
internal sealed record Domain(bool IsWhole, decimal? From, decimal? To);

/// <summary>From one end to the other; null is without end.</summary>
internal sealed record Interval(decimal? From, bool FromIncluded, decimal? To, bool ToIncluded)
{
    /// <summary>What is in both; its ends may have crossed.</summary>
    public Interval And(Interval other)
    {
        var (from, fromIncluded) = From is null || (other.From is { } f && (f > From || (f == From && !other.FromIncluded))) ? (other.From, other.FromIncluded) : (From, FromIncluded);
        var (to, toIncluded) = To is null || (other.To is { } t && (t < To || (t == To && !other.ToIncluded))) ? (other.To, other.ToIncluded) : (To, ToIncluded);
        return new Interval(from, fromIncluded, to, toIncluded);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{(From is null || !FromIncluded ? '(' : '[')}{From}..{To}{(To is null || !ToIncluded ? ')' : ']')}");
}
