using System.Collections.Frozen;
using Jint;
using Interpreter = Jint.Engine;

namespace HrCollab.Engine.Expressions.Scripts;

/// <summary>Every member of JavaScript's own objects: a field that is called like one of them could be mistaken for it.</summary>
internal static class ScriptBuiltins
{
    public static readonly FrozenSet<string> Members = new Interpreter().Evaluate(
        """
        [String, Array, Object, Function, Number, Boolean, RegExp, Date, Map, Set, Error, Symbol]
          .flatMap(c => [...Object.getOwnPropertyNames(c), ...Object.getOwnPropertyNames(c.prototype)])
          .concat(Object.getOwnPropertyNames(Math)).join(' ')
        """).AsString().Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
