using System.Collections.Frozen;
using System.Globalization;
using Acornima.Ast;
using HrCollab.Engine.Kernel;
using Jint;
using Part = Acornima.Ast.Node;
using Program = Acornima.Ast.Script;

namespace HrCollab.Engine.Expressions.Scripts;

/// <summary>
/// What a script can touch, from its text alone. There is no way from a value to the global object (no this, no reflection, no code from
/// texts), so the names it writes are the names it has. A plain script in addition names no function that could multiply or recurse and
/// reaches no property by a computed name; it needs no guards.
/// </summary>
internal sealed class ScriptSurface
{
    /// <summary>Members whose functions take time and space in proportion to what they are given.</summary>
    private static readonly FrozenSet<string> PlainMembers = new[]
    {
        "length", "slice", "substring", "startsWith", "endsWith", "includes", "indexOf", "charAt", "charCodeAt", "trim", "toUpperCase", "toLowerCase", "split",
        "isInteger", "isSafeInteger", "isFinite", "isNaN", "floor", "ceil", "round", "trunc", "abs", "min", "max", "sign", "pow", "sqrt",
        "add", "sub", "mul", "div", "compare", "daysBetween", "monthsBetween", "addDays", "addMonths",
        "getFullYear", "getMonth", "getDate", "getDay", "getHours", "getMinutes", "getTime",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Refused = new[]
    {
        "constructor", "prototype", "__proto__", "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__",
        "getOwnPropertySymbols", "getOwnPropertyDescriptors", "getPrototypeOf", "setPrototypeOf", "random", "flat", "raw", "toLocaleString",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly ReferencedGlobals _globals;

    private ScriptSurface(ReferencedGlobals globals, bool isPlain) => (_globals, IsPlain) = (globals, isPlain);

    public bool IsPlain { get; }

    /// <summary>True when the script uses that name without declaring it.</summary>
    public bool Names(string name) => _globals.Contains(name);

    /// <summary>The surface; null after findings.</summary>
    public static ScriptSurface? Of(Prepared<Program> prepared, IReadOnlySet<string> data, Action<DiagnosticCode, object?[]> report)
    {
        var refused = false;
        var globals = prepared.ReferencedGlobals!;
        foreach (var name in globals.Where(n => !ScriptWorld.Names.Contains(n)))
            Refuse(ScriptFindings.UnknownName, name, DidYouMean.Hint(name, ScriptWorld.Names), string.Join(", ", ScriptWorld.Names));
        var walk = new Walker(Refuse);
        walk.Walk(prepared.Program!);
        if (refused) return null;
        var plain = !walk.Computes && !walk.Lists && globals.All(ScriptWorld.Plain.Contains)
            && walk.Members.All(m => PlainMembers.Contains(m) || (data.Contains(m) && !ScriptBuiltins.Members.Contains(m)));
        return new ScriptSurface(globals, plain);

        void Refuse(DiagnosticCode code, params object?[] arguments)
        {
            refused = true;
            report(code, arguments);
        }
    }

    /// <summary>Goes through the text once.</summary>
    private sealed class Walker(Action<DiagnosticCode, object?[]> refuse)
    {
        /// <summary>A property is reached by a name that is worked out.</summary>
        public bool Computes { get; private set; }

        /// <summary>Lists are written.</summary>
        public bool Lists { get; private set; }

        /// <summary>Property names that are written.</summary>
        public HashSet<string> Members { get; } = new(StringComparer.Ordinal);

        public void Walk(Part node)
        {
            if (NotAvailable(node) is { } what) refuse(ScriptFindings.NotAvailable, [what, node.Location.Start.Line, node.Location.Start.Column + 1]);
            switch (node)
            {
                case MemberExpression { Computed: false, Property: Identifier property }:
                    Member(property.Name, property);
                    break;
                case MemberExpression { Computed: true, Property: StringLiteral name }:
                    Member(name.Value, name);
                    break;
                case MemberExpression { Computed: true, Property: not NumericLiteral }:
                    Computes = true;
                    break;
                case Property { Computed: true }:
                    Computes = true;
                    break;
                case Property { Key: var key }:
                    Member(key is Identifier identifier ? identifier.Name : key is StringLiteral literal ? literal.Value : "0", key);
                    break;
                case ArrayExpression or SpreadElement or ArrayPattern or RestElement:
                    Lists = true;
                    break;
                case TemplateLiteral { Expressions.Count: > ScriptLimits.TemplateValues } template:
                    refuse(ScriptFindings.TemplateTooLong, [template.Expressions.Count, template.Location.Start.Line, ScriptLimits.TemplateValues]);
                    break;
            }

            foreach (var child in node.ChildNodes) Walk(child);
        }

        private void Member(string name, Part at)
        {
            if (Refused.Contains(name)) refuse(ScriptFindings.NotAvailable, [name, at.Location.Start.Line, at.Location.Start.Column + 1]);
            else if (!int.TryParse(name, CultureInfo.InvariantCulture, out _)) Members.Add(name);
        }

        private static string? NotAvailable(Part node) => node switch
        {
            ThisExpression => "this",
            Super => "super",
            MetaProperty => "new.target",
            IFunction { Async: true } or AwaitExpression => "async",
            IFunction { Generator: true } or YieldExpression => "function*",
            ClassDeclaration or ClassExpression => "class",
            ImportExpression => "import",
            BigIntLiteral => "BigInt",
            TaggedTemplateExpression => "tag`…`",
            DebuggerStatement => "debugger",
            WithStatement => "with",
            Identifier { Name: "arguments" } => "arguments",
            _ => null,
        };
    }
}
