using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Jint;
using Jint.Native;
using Jint.Runtime.Descriptors;
using Interpreter = Jint.Engine;

namespace HrCollab.Engine.Expressions.Scripts;

/// <summary>The names a script can use. Everything else of JavaScript is refused when the script is compiled.</summary>
internal static class ScriptWorld
{
    /// <summary>The names we add.</summary>
    public const string Input = "input", Today = "today", Money = "money", Dates = "dates";

    /// <summary>Names whose functions can neither recurse nor multiply what they are given.</summary>
    public static readonly FrozenSet<string> Plain = new[]
    {
        Input, Today, Money, Dates, "undefined", "NaN", "Infinity", "Number", "Math", "Date", "parseInt", "parseFloat", "isNaN", "isFinite",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Every name.</summary>
    public static readonly ImmutableArray<string> Names =
        [.. Plain.Concat(["String", "Boolean", "Array", "Object", "Map", "Set", "RegExp", "Error", "TypeError", "RangeError"]).Order(StringComparer.Ordinal)];

    /// <summary>Puts into a new interpreter what the script names.</summary>
    public static void Furnish(Interpreter interpreter, ScriptSurface surface, DateTimeOffset now)
    {
        if (!surface.IsPlain) ScriptGuards.Apply(interpreter);
        if (surface.Names("Math")) interpreter.Global.Get("Math").AsObject().Delete("random");
        if (surface.Names(Today)) interpreter.SetValue(Today, now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (surface.Names(Money)) Fixed(interpreter, Money, MoneyFunctions.Of(interpreter));
        if (surface.Names(Dates)) Fixed(interpreter, Dates, DateFunctions.Of(interpreter));
    }

    private static void Fixed(Interpreter interpreter, string name, JsObject value)
    {
        value.PreventExtensions();
        interpreter.Global.FastSetProperty(name, new PropertyDescriptor(value, PropertyFlag.OnlyEnumerable));
    }
}
