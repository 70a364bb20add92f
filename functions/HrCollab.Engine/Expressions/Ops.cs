using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace HrCollab.Engine.Expressions;

/// <summary>
/// What generated code is made of. Null is "missing": every operation with a missing operand is missing or unknown, and a result that
/// cannot be represented is missing; nothing throws. No overloads, so that generated text has one meaning.
/// </summary>
internal static partial class Ops
{
    // Generated delegates are compiled once, fully optimised: what is inlined into each of them makes the first evaluation slower. Joins are small enough
    private const MethodImplOptions Called = MethodImplOptions.NoInlining;

    [MethodImpl(Called)]
    public static string? FieldText(Facts facts, Constants constants, int place) => constants.Content(facts, place) as string;

    [MethodImpl(Called)]
    public static decimal? FieldNumber(Facts facts, Constants constants, int place) => constants.Content(facts, place) is NumberContent number ? number.Value : null;

    [MethodImpl(Called)]
    public static DateOnly? FieldDate(Facts facts, Constants constants, int place) => constants.Content(facts, place) is DateOnly date ? date : null;

    [MethodImpl(Called)]
    public static ImmutableSortedSet<string>? FieldCodes(Facts facts, Constants constants, int place) => constants.Content(facts, place) as ImmutableSortedSet<string>;

    [MethodImpl(Called)]
    public static Verdict FieldTruth(Facts facts, Constants constants, int place) => Of(constants.Content(facts, place) as bool?);

    [MethodImpl(Called)]
    public static string? ValueText(Constants constants, int place) => constants.At(place).Content as string;

    [MethodImpl(Called)]
    public static decimal? ValueNumber(Constants constants, int place) => constants.At(place).Content is NumberContent number ? number.Value : null;

    [MethodImpl(Called)]
    public static DateOnly? ValueDate(Constants constants, int place) => constants.At(place).Content is DateOnly date ? date : null;

    [MethodImpl(Called)]
    public static Verdict ValueTruth(Constants constants, int place) => Of(constants.At(place).Content as bool?);

    [MethodImpl(Called)]
    public static DateOnly? Today(Facts facts) => facts.Today;

    public static Verdict Leaf(Tracer? tracer, int leaf, Verdict verdict)
    {
        tracer?.Add(leaf, verdict);
        return verdict;
    }

    public static Verdict And(Verdict a, Verdict b) =>
        a == Verdict.False || b == Verdict.False ? Verdict.False : a == Verdict.True && b == Verdict.True ? Verdict.True : Verdict.Unknown;

    public static Verdict Or(Verdict a, Verdict b) =>
        a == Verdict.True || b == Verdict.True ? Verdict.True : a == Verdict.False && b == Verdict.False ? Verdict.False : Verdict.Unknown;

    public static Verdict Not(Verdict a) => a switch { Verdict.True => Verdict.False, Verdict.False => Verdict.True, _ => Verdict.Unknown };

    [MethodImpl(Called)]
    public static Verdict HasText(string? a) => Of(a is not null);

    [MethodImpl(Called)]
    public static Verdict HasNumber(decimal? a) => Of(a is not null);

    [MethodImpl(Called)]
    public static Verdict HasDate(DateOnly? a) => Of(a is not null);

    [MethodImpl(Called)]
    public static Verdict HasCodes(ImmutableSortedSet<string>? a) => Of(a is not null);

    [MethodImpl(Called)]
    public static Verdict HasTruth(Verdict a) => Of(a != Verdict.Unknown);

    [MethodImpl(Called)]
    public static Verdict EqualText(string? a, string? b) => a is null || b is null ? Verdict.Unknown : Of(string.Equals(a, b, StringComparison.Ordinal));

    [MethodImpl(Called)]
    public static Verdict EqualNumber(decimal? a, decimal? b) => a is null || b is null ? Verdict.Unknown : Of(a.Value == b.Value);

    [MethodImpl(Called)]
    public static Verdict EqualDate(DateOnly? a, DateOnly? b) => a is null || b is null ? Verdict.Unknown : Of(a.Value == b.Value);

    [MethodImpl(Called)]
    public static Verdict EqualCodes(ImmutableSortedSet<string>? a, ImmutableSortedSet<string>? b) => a is null || b is null ? Verdict.Unknown : Of(a.SetEquals(b));

    [MethodImpl(Called)]
    public static Verdict EqualTruth(Verdict a, Verdict b) => a == Verdict.Unknown || b == Verdict.Unknown ? Verdict.Unknown : Of(a == b);

    [MethodImpl(Called)]
    public static Verdict LessNumber(decimal? a, decimal? b) => a is null || b is null ? Verdict.Unknown : Of(a.Value < b.Value);

    [MethodImpl(Called)]
    public static Verdict LessOrEqualNumber(decimal? a, decimal? b) => a is null || b is null ? Verdict.Unknown : Of(a.Value <= b.Value);

    [MethodImpl(Called)]
    public static Verdict LessDate(DateOnly? a, DateOnly? b) => a is null || b is null ? Verdict.Unknown : Of(a.Value < b.Value);

    [MethodImpl(Called)]
    public static Verdict LessOrEqualDate(DateOnly? a, DateOnly? b) => a is null || b is null ? Verdict.Unknown : Of(a.Value <= b.Value);

    [MethodImpl(Called)]
    public static Verdict InListText(string? a, Constants constants, int set) => a is null ? Verdict.Unknown : Of(constants.Texts(set).Contains(a));

    [MethodImpl(Called)]
    public static Verdict InListNumber(decimal? a, Constants constants, int set) => a is null ? Verdict.Unknown : Of(constants.Numbers(set).Contains(a.Value));

    [MethodImpl(Called)]
    public static Verdict InListDate(DateOnly? a, Constants constants, int set) => a is null ? Verdict.Unknown : Of(constants.Dates(set).Contains(a.Value));

    [MethodImpl(Called)]
    public static Verdict CodesContain(ImmutableSortedSet<string>? a, string? code) => a is null || code is null ? Verdict.Unknown : Of(a.Contains(code));

    private static Verdict Of(bool truth) => truth ? Verdict.True : Verdict.False;

    private static Verdict Of(bool? truth) => truth is { } known ? Of(known) : Verdict.Unknown;
}
