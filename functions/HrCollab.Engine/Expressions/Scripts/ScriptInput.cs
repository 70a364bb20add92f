using System.Text.Json;
using Jint;
using Jint.Native;
using Jint.Runtime.Descriptors;
using Interpreter = Jint.Engine;

namespace HrCollab.Engine.Expressions.Scripts;

/// <summary>The input of a script, made within its interpreter: frozen, with no object of ours in it.</summary>
internal delegate JsValue ScriptInput(Interpreter interpreter);

/// <summary>Inputs from what we have.</summary>
internal static class ScriptInputs
{
    /// <summary>
    /// Fields of a record, nested by group: texts, codes and references as texts, dates as yyyy-MM-dd, decimals as decimal texts,
    /// integers as numbers, lists of codes and rows as arrays, what is missing as null.
    /// </summary>
    public static ScriptInput Of(IReadOnlyList<FieldShape> fields, Func<FieldShape, FieldValue> value) => interpreter =>
    {
        var groups = new List<(string Name, List<(string, JsValue)> Members)>();
        foreach (var field in fields)
        {
            var dot = field.Path.IndexOf('.', StringComparison.Ordinal);
            var name = field.Path[..dot];
            var at = groups.FindIndex(g => g.Name == name);
            if (at < 0)
            {
                at = groups.Count;
                groups.Add((name, []));
            }

            groups[at].Members.Add((field.Path[(dot + 1)..], Value(interpreter, value(field))));
        }

        return Frozen(interpreter, groups.Select(g => (g.Name, (JsValue)Frozen(interpreter, g.Members))));
    };

    /// <summary>JSON that somebody sends: its own values, frozen.</summary>
    public static ScriptInput Of(JsonElement json) => interpreter => Value(interpreter, json);

    private static JsValue Value(Interpreter interpreter, FieldValue value)
    {
        if (value.IsMissing) return JsValue.Null;
        if (value.Boolean is { } truth) return truth ? JsBoolean.True : JsBoolean.False;
        if (value.Codes is { } codes) return Frozen(interpreter, [.. codes.Select(c => (JsValue)new JsString(c))]);
        if (value.Rows is { } rows) return Frozen(interpreter, [.. rows.Select(r => (JsValue)Frozen(interpreter, r.Shape.Fields.Select(f => (f.Path, Value(interpreter, r[f.Slot])))))]);
        return value is { Type: ValueType.Integer, Number: { } number } && Math.Abs(number) <= ScriptResult.MostExact
            ? JsNumber.Create((double)number)
            : new JsString(value.ToString());
    }

    private static JsValue Value(Interpreter interpreter, JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => Frozen(interpreter, json.EnumerateObject().Select(m => (m.Name, Value(interpreter, m.Value)))),
        JsonValueKind.Array => Frozen(interpreter, [.. json.EnumerateArray().Select(i => Value(interpreter, i))]),
        JsonValueKind.String => new JsString(json.GetString()!),
        JsonValueKind.Number => JsNumber.Create(json.GetDouble()),
        JsonValueKind.True => JsBoolean.True,
        JsonValueKind.False => JsBoolean.False,
        _ => JsValue.Null,
    };

    private static JsObject Frozen(Interpreter interpreter, IEnumerable<(string Name, JsValue Value)> members)
    {
        var made = new JsObject(interpreter);
        foreach (var (name, value) in members) made.FastSetProperty(name, new PropertyDescriptor(value, PropertyFlag.OnlyEnumerable));
        made.PreventExtensions();
        return made;
    }

    private static JsArray Frozen(Interpreter interpreter, JsValue[] items)
    {
        var made = new JsArray(interpreter, (uint)items.Length, (uint)items.Length);
        for (var i = 0; i < items.Length; i++) made.DefineOwnProperty(JsNumber.Create(i), new PropertyDescriptor(items[i], PropertyFlag.OnlyEnumerable));
        made.DefineOwnProperty("length", new PropertyDescriptor(JsNumber.Create(items.Length), PropertyFlag.None));
        made.PreventExtensions();
        return made;
    }
}
