using System.Text;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;
using Interpreter = Jint.Engine;

namespace HrCollab.Engine.Expressions.Scripts;

/// <summary>
/// Replaces the functions that multiply their input within one statement, where the interpreter's own limits are not checked, by ones
/// with a limit, and removes what scripts have no need for. Only for scripts that could reach them; see <see cref="ScriptSurface"/>.
/// </summary>
internal static class ScriptGuards
{
    public static void Apply(Interpreter interpreter)
    {
        var texts = interpreter.Global.Get("String").AsObject();
        texts.Delete("raw");
        var text = texts.Get("prototype").AsObject();
        Put("repeat", text, Repeat);
        Put("concat", text, Concat);
        var (start, end) = (text.Get("padStart"), text.Get("padEnd"));
        Put("padStart", text, (self, given) => Pad(interpreter, start, self, given));
        Put("padEnd", text, (self, given) => Pad(interpreter, end, self, given));
        var (replace, replaceAll) = (text.Get("replace"), text.Get("replaceAll"));
        Put("replace", text, (self, given) => Replace(interpreter, replace, self, given));
        Put("replaceAll", text, (self, given) => Replace(interpreter, replaceAll, self, given));

        var list = interpreter.Global.Get("Array").AsObject().Get("prototype").AsObject();
        list.Delete("flat");
        list.Delete("toLocaleString");
        var joins = new Joins();
        Put("join", list, (self, given) => new JsString(joins.Join(self, given.Length == 0 || given[0].IsUndefined() ? "," : TypeConverter.ToString(given[0]))));

        var objects = interpreter.Intrinsics.Object;
        objects.Delete("getOwnPropertySymbols");
        objects.Delete("getOwnPropertyDescriptors");

        void Put(string name, ObjectInstance owner, Func<JsValue, JsValue[], JsValue> function) =>
            owner.FastSetProperty(name, new PropertyDescriptor(new ClrFunction(interpreter, name, function, 1, PropertyFlag.None), PropertyFlag.None));
    }

    private static JsString Repeat(JsValue self, JsValue[] given)
    {
        var text = TypeConverter.ToString(self);
        var times = given.Length == 0 ? 0 : TypeConverter.ToInteger(given[0]);
        if (!(times >= 0) || times * Math.Max(text.Length, 1) > ScriptLimits.Characters) throw new ScriptTooLargeException();
        return new JsString(new StringBuilder().Insert(0, text, (int)times).ToString());
    }

    private static JsValue Pad(Interpreter interpreter, JsValue original, JsValue self, JsValue[] given)
    {
        if (given.Length > 0 && TypeConverter.ToInteger(given[0]) > ScriptLimits.Characters) throw new ScriptTooLargeException();
        return interpreter.Call(original, self, given);
    }

    private static JsString Concat(JsValue self, JsValue[] given)
    {
        var text = new StringBuilder(TypeConverter.ToString(self));
        foreach (var more in given) Append(text, TypeConverter.ToString(more));
        return new JsString(text.ToString());
    }

    /// <summary>The replacement is a text without the patterns that stand for parts of the original.</summary>
    private static JsValue Replace(Interpreter interpreter, JsValue original, JsValue self, JsValue[] given)
    {
        var text = TypeConverter.ToString(self);
        if (given.Length < 2 || !given[1].IsString() || given[1].AsString() is not { } replacement || replacement.Contains('$', StringComparison.Ordinal))
            throw new JavaScriptException(interpreter.Intrinsics.TypeError, "replace: the replacement must be a text without $");
        if ((text.Length + 1L) * Math.Max(replacement.Length, 1) > ScriptLimits.Characters * 10L) throw new ScriptTooLargeException();
        return interpreter.Call(original, new JsString(text), [given[0], given[1]]);
    }

    private static void Append(StringBuilder text, string more)
    {
        if (text.Length + more.Length > ScriptLimits.Characters) throw new ScriptTooLargeException();
        text.Append(more);
    }

    /// <summary>Joins of one evaluation: arrays within arrays multiply, and an array may hold itself.</summary>
    private sealed class Joins
    {
        private int _visited;
        private int _depth;

        public string Join(JsValue self, string separator)
        {
            if (self is not ObjectInstance list) return "";
            if (++_depth > ScriptLimits.JoinDepth) throw new ScriptTooLargeException();
            try
            {
                var text = new StringBuilder();
                var length = TypeConverter.ToLength(list.Get("length"));
                for (var i = 0; (ulong)i < length; i++)
                {
                    if (++_visited > ScriptLimits.Joined) throw new ScriptTooLargeException();
                    if (i > 0) Append(text, separator);
                    if (list.Get(JsNumber.Create(i)) is { } item && !item.IsNull() && !item.IsUndefined()) Append(text, TypeConverter.ToString(item));
                }

                return text.ToString();
            }
            finally
            {
                _depth--;
            }
        }
    }
}
