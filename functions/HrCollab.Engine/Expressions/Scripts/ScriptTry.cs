using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions.Scripts;

/// <summary>A script asked about by itself: compiled and run under the limits that hold for every script.</summary>
public static class ScriptTry
{
    /// <summary>The name under which scripts are asked about, beside the kinds of definition.</summary>
    public const string Kind = "scripts";

    private const int MostShown = 50;

    /// <summary>The value, or why it cannot be told, with the statements that ran. Text that is no script is a finding.</summary>
    /// <param name="source">The script.</param>
    /// <param name="type">Type of its value: text, integer, decimal, date, boolean or code.</param>
    /// <param name="input">What it sees as input.</param>
    /// <param name="now">Its clock.</param>
    /// <param name="zone">Its time zone.</param>
    public static TryOutcome Answer(string source, string type, JsonElement input, DateTimeOffset now, TimeZoneInfo zone)
    {
        var findings = new JsonArray();
        if (!Enum.TryParse<ValueType>(type, ignoreCase: true, out var wanted) || !Enum.IsDefined(wanted) || int.TryParse(type, out _)) return Found(ScriptFindings.TypeNotComputable, type);
        if (input.GetRawText().Length > ScriptLimits.Input) return Found(ScriptFindings.InputTooLong, ScriptLimits.Input);
        var script = ScriptCompiler.Compile(source, wanted, FrozenSet<string>.Empty, zone, null, (code, arguments) => findings.Add(Finding(code, arguments)));
        if (script is null) return new TryOutcome(new JsonObject { ["findings"] = findings }, []);
        var run = script.Run(ScriptInputs.Of(input), now, counted: true);
        var outcome = run.Outcome switch
        {
            ScriptOutcome.Value value => new JsonObject { ["value"] = Value(value.Result) },
            ScriptOutcome.CannotTell cannot => new JsonObject { ["cannotTell"] = Cannot(cannot) },
            _ => throw new InvalidOperationException($"{run.Outcome}"),
        };
        outcome["statements"] = run.Statements;
        return new TryOutcome(outcome, [Step(run.Outcome, input)]);

        static TryOutcome Found(DiagnosticCode code, params object?[] arguments) => new(new JsonObject { ["findings"] = new JsonArray(Finding(code, arguments)) }, []);
    }

    /// <summary>What the script saw and what it gave; members of the input are named as it reads them.</summary>
    private static TraceEntry Step(ScriptOutcome outcome, JsonElement input)
    {
        var read = input.ValueKind == JsonValueKind.Object ? input.EnumerateObject().Take(MostShown).Select(m => new TraceValue($"input.{m.Name}", m.Value.ValueKind == JsonValueKind.String ? m.Value.GetString() : m.Value.GetRawText())) : [];
        return outcome switch
        {
            ScriptOutcome.Value { Result: var value } => new TraceEntry("script", value.IsMissing ? "missing" : "value", new Text("脚本得到 {0}", "The script gives {0}").With(value.IsMissing ? "—" : value.ToString()), null, [.. read]),
            ScriptOutcome.CannotTell cannot => new TraceEntry("script", "unknown", new Text("{0}:{1}", "{0}: {1}").With(cannot.Reason.Message, cannot.Detail), null, [.. read]),
            _ => throw new InvalidOperationException($"{outcome}"),
        };
    }

    private static JsonObject Finding(DiagnosticCode code, object?[] arguments)
    {
        var message = code.Message.With(arguments);
        return new JsonObject { ["code"] = code.Code, ["zh"] = message.Zh, ["en"] = message.En };
    }

    private static JsonObject Cannot(ScriptOutcome.CannotTell cannot) => new()
    {
        ["code"] = cannot.Reason.Code,
        ["zh"] = cannot.Reason.Message.Zh,
        ["en"] = cannot.Reason.Message.En,
        ["detail"] = cannot.Detail,
    };

    private static JsonValue? Value(FieldValue value) => value switch
    {
        { IsMissing: true } => null,
        { Boolean: { } truth } => JsonValue.Create(truth),
        { Type: ValueType.Integer, Number: { } number } => JsonValue.Create(number),
        _ => JsonValue.Create(value.ToString()),
    };
}
