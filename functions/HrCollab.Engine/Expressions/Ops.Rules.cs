using System.Runtime.CompilerServices;

namespace HrCollab.Engine.Expressions;

internal static partial class Ops
{
    /// <summary>Signs of comparisons in generated code, as numbers.</summary>
    public enum Sign
    {
        Equal,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
    }

    [MethodImpl(Called)]
    public static Verdict TestNumber(Facts facts, int root, int slot, Constants constants, int place, int sign) =>
        facts.Value(root, slot).Content is decimal a ? Holds(decimal.Compare(a, (decimal)constants.Value(place).Content!), sign) : Verdict.Unknown;

    [MethodImpl(Called)]
    public static Verdict TestDate(Facts facts, int root, int slot, Constants constants, int place, int sign) =>
        facts.Value(root, slot).Content is DateOnly a ? Holds(a.DayNumber - ((DateOnly)constants.Value(place).Content!).DayNumber, sign) : Verdict.Unknown;

    /// <summary>Texts are equal or not; there is no order among them.</summary>
    [MethodImpl(Called)]
    public static Verdict TestText(Facts facts, int root, int slot, Constants constants, int place, int sign) =>
        facts.Value(root, slot).Content is string a ? Of(string.Equals(a, (string)constants.Value(place).Content!, StringComparison.Ordinal)) : Verdict.Unknown;

    /// <summary>What a rule says where it does not apply is true; whether it applies may be unknown.</summary>
    [MethodImpl(Called)]
    public static Verdict Applied(Verdict when, Verdict require) => when switch { Verdict.True => require, Verdict.False => Verdict.True, _ => Verdict.Unknown };

    [MethodImpl(Called)]
    public static int Put(Verdict[] verdicts, int place, Verdict verdict)
    {
        verdicts[place] = verdict;
        return 0;
    }

    /// <summary>Joins two pieces of code; both have done their work when it is called.</summary>
    [MethodImpl(Called)]
    public static int Both(int one, int other) => one | other;

    private static Verdict Holds(int order, int sign) => Of((Sign)sign switch
    {
        Sign.Equal => order == 0,
        Sign.Less => order < 0,
        Sign.LessOrEqual => order <= 0,
        Sign.Greater => order > 0,
        _ => order >= 0,
    });
}
