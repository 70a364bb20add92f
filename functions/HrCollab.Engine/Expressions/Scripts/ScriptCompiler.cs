using System.Collections.Immutable;
using Acornima;
using HrCollab.Engine.Kernel;
using Jint;
using Interpreter = Jint.Engine;

namespace HrCollab.Engine.Expressions.Scripts;

/// <summary>Text in, script out. What is wrong is reported; nothing is thrown, however the text is made.</summary>
internal static class ScriptCompiler
{
    private static readonly ImmutableArray<ValueType> Computable = [ValueType.Text, ValueType.Integer, ValueType.Decimal, ValueType.Date, ValueType.Boolean, ValueType.Code, ValueType.Duration];

    private static readonly ScriptPreparationOptions Options = new()
    {
        CollectReferencedGlobals = true,
        ParsingOptions = new ScriptParsingOptions { AllowReturnOutsideFunction = true, RegexTimeout = ScriptLimits.Match, Tolerant = false },
    };

    /// <summary>The script of a text that was compiled before: read when it first runs.</summary>
    public static Script Known(string source, ValueType type, IReadOnlySet<string> data, TimeZoneInfo zone, SourceRef? place) => new(() => Read(source, type, data, (_, _) => { }), type, zone, place);

    /// <summary>The script, or null after findings. <paramref name="data"/> are the member names of its input, as far as they are known.</summary>
    public static Script? Compile(string source, ValueType type, IReadOnlySet<string> data, TimeZoneInfo zone, SourceRef? place, Action<DiagnosticCode, object?[]> report) =>
        Read(source, type, data, report) is { } text ? new Script(() => text, type, zone, place) : null;

    private static ScriptText? Read(string source, ValueType type, IReadOnlySet<string> data, Action<DiagnosticCode, object?[]> report)
    {
        if (!Computable.Contains(type)) return Refuse(ScriptFindings.TypeNotComputable, type.ToString().ToLowerInvariant());
        if (string.IsNullOrWhiteSpace(source)) return Refuse(ScriptFindings.Empty);
        if (source.Length > ScriptLimits.Source) return Refuse(ScriptFindings.TooLong, source.Length, ScriptLimits.Source);
        // Parsing recurses as deep as the text nests, so it needs the large stack as well.
        ScriptText? read = null;
        var outcome = ScriptPool.Reading.Run(_ => read = Parse());
        return outcome == PoolOutcome.Done ? read : Refuse(ScriptFindings.Syntax, 1, 1, outcome == PoolOutcome.Busy ? ScriptFindings.Busy.Message : ScriptFindings.TooSlow.Message);

        ScriptText? Parse()
        {
            try
            {
                var prepared = Interpreter.PrepareScript(source, strict: true, options: Options);
                return ScriptSurface.Of(prepared, data, report) is { } surface ? new ScriptText(prepared, surface) : null;
            }
            catch (ScriptPreparationException e) when (e.InnerException is ParseErrorException error)
            {
                return Refuse(ScriptFindings.Syntax, error.LineNumber, error.Column + 1, error.Description);
            }
            catch (Exception e) when (e is ScriptPreparationException or InsufficientExecutionStackException or ArgumentException)
            {
                return Refuse(ScriptFindings.Syntax, 1, 1, e.Message);
            }
        }

        ScriptText? Refuse(DiagnosticCode code, params object?[] arguments)
        {
            report(code, arguments);
            return null;
        }
    }
}
