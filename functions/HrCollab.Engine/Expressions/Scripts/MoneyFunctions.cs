using System.Globalization;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;
using Interpreter = Jint.Engine;

namespace HrCollab.Engine.Expressions.Scripts;

/// <summary>
/// money: decimals for scripts, whose own numbers are doubles. Takes decimal texts and whole numbers, gives decimal texts; computes with
/// <see cref="decimal"/>; rounds half away from zero.
/// </summary>
internal static class MoneyFunctions
{
    private const int MostDecimals = 10;

    public static JsObject Of(Interpreter interpreter)
    {
        var money = new JsObject(interpreter);
        Add("add", 2, a => Text(Number(a, 0) + Number(a, 1)));
        Add("sub", 2, a => Text(Number(a, 0) - Number(a, 1)));
        Add("mul", 2, a => Text(Number(a, 0) * Number(a, 1)));
        Add("div", 3, a => Text(Round(Number(a, 0) / Number(a, 1), Decimals(a, 2))));
        Add("round", 2, a => Text(Round(Number(a, 0), Decimals(a, 1))));
        Add("compare", 2, a => JsNumber.Create(decimal.Compare(Number(a, 0), Number(a, 1))));
        return money;

        void Add(string name, int arguments, Func<JsValue[], JsValue> compute) => money.FastSetProperty(
            name, new PropertyDescriptor(new ClrFunction(interpreter, name, (_, given) => Guarded(interpreter, given, compute), arguments, PropertyFlag.None), PropertyFlag.None));
    }

    /// <summary>A wrong argument and an impossible result are errors that the script can see.</summary>
    private static JsValue Guarded(Interpreter interpreter, JsValue[] given, Func<JsValue[], JsValue> compute)
    {
        try
        {
            return compute(given);
        }
        catch (Exception e) when (e is ArithmeticException or FormatException)
        {
            throw new JavaScriptException(interpreter.Intrinsics.TypeError, e is FormatException ? e.Message : "money: the result cannot be represented", e);
        }
    }

    private static decimal Number(JsValue[] given, int at)
    {
        var value = given.Length > at ? given[at] : JsValue.Undefined;
        return ScriptResult.Written(value) ?? ScriptResult.Whole(value) ?? throw new FormatException($"money: argument {at + 1} must be a decimal text or a whole number");
    }

    private static int Decimals(JsValue[] given, int at) => given.Length > at && Number(given, at) is >= 0 and <= MostDecimals and var decimals
        ? (int)decimals
        : given.Length > at ? throw new FormatException($"money: decimals must be 0 to {MostDecimals}") : 2;

    private static decimal Round(decimal number, int decimals) => decimal.Round(number, decimals, MidpointRounding.AwayFromZero);

    private static JsString Text(decimal number) => new(number.ToString(CultureInfo.InvariantCulture));
}
