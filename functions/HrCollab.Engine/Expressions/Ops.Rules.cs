using System.Runtime.CompilerServices;

namespace HrCollab.Engine.Expressions;

internal static partial class Ops
{
    /// <summary>How a field is compared with a value: the orders for which the comparison holds.</summary>
    [Flags]
    public enum Sign : short
    {
        None = 0,
        Less = 1,
        Equal = 2,
        LessOrEqual = Less | Equal,
        Greater = 4,
        GreaterOrEqual = Equal | Greater,
    }

    [MethodImpl(Called)]
    public static Verdict TestNumber(Facts facts, Constants constants, int place)
    {
        ref readonly var test = ref constants.At(place);
        if (facts.Content(test.Root, test.Slot) is not NumberContent a) return Verdict.Unknown;
        return a.Scaled != NumberContent.None && test.Number != NumberContent.None ? Holds(a.Scaled, test.Number, test.Sign) : Holds(a.Order((NumberContent)test.Content!), 0, test.Sign);
    }

    [MethodImpl(Called)]
    public static Verdict TestDate(Facts facts, Constants constants, int place)
    {
        ref readonly var test = ref constants.At(place);
        return facts.Content(test.Root, test.Slot) is DateOnly a ? Holds(a.DayNumber, test.Number, test.Sign) : Verdict.Unknown;
    }

    /// <summary>Texts are equal or not; there is no order among them.</summary>
    [MethodImpl(Called)]
    public static Verdict TestText(Facts facts, Constants constants, int place)
    {
        ref readonly var test = ref constants.At(place);
        return facts.Content(test.Root, test.Slot) is string a ? Of(string.Equals(a, (string)test.Content!, StringComparison.Ordinal)) : Verdict.Unknown;
    }

    /// <summary>What a rule says where it does not apply is true; whether it applies may be unknown.</summary>
    public static Verdict Applied(Verdict when, Verdict require) => when switch { Verdict.True => require, Verdict.False => Verdict.True, _ => Verdict.Unknown };

    private static Verdict Holds(long a, long b, Sign sign) => Of((sign & (a < b ? Sign.Less : a == b ? Sign.Equal : Sign.Greater)) != Sign.None);
}
