using System.Globalization;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;
using Interpreter = Jint.Engine;

namespace HrCollab.Engine.Expressions.Scripts;

/// <summary>dates: the date functions of expressions for scripts, over texts yyyy-MM-dd.</summary>
internal static class DateFunctions
{
    public static JsObject Of(Interpreter interpreter)
    {
        var dates = new JsObject(interpreter);
        Add("daysBetween", given => Number(Ops.DaysBetween(Date(given, 0), Date(given, 1))));
        Add("monthsBetween", given => Number(Ops.MonthsBetween(Date(given, 0), Date(given, 1))));
        Add("addDays", given => Text(Ops.AddDays(Date(given, 0), Whole(given, 1))));
        Add("addMonths", given => Text(Ops.AddMonths(Date(given, 0), Whole(given, 1))));
        return dates;

        void Add(string name, Func<JsValue[], JsValue?> compute) => dates.FastSetProperty(
            name,
            new PropertyDescriptor(
                new ClrFunction(interpreter, name, (_, given) => compute(given) ?? throw new JavaScriptException(interpreter.Intrinsics.TypeError, $"dates.{name}: needs dates yyyy-MM-dd that exist, and whole numbers"), 2, PropertyFlag.None),
                PropertyFlag.None));
    }

    private static DateOnly? Date(JsValue[] given, int at) =>
        given.Length > at && given[at].IsString() && DateOnly.TryParseExact(given[at].AsString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static decimal? Whole(JsValue[] given, int at) => given.Length > at ? ScriptResult.Whole(given[at]) : null;

    private static JsNumber? Number(decimal? number) => number is { } known ? JsNumber.Create((double)known) : null;

    private static JsString? Text(DateOnly? date) => date is { } known ? new JsString(known.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null;
}
