using System.Globalization;
using System.Text.RegularExpressions;
using HrCollab.Engine.Kernel;
using Jint;
using Jint.Runtime;
using Interpreter = Jint.Engine;

namespace HrCollab.Engine.Expressions.Scripts;

/// <summary>
/// What one thread keeps to run scripts with: the interpreter's options and the clock that its scripts see. The interpreter itself is
/// made for each evaluation and dropped, so nothing passes from one to the next.
/// </summary>
internal sealed class ScriptBench : ITimeSystem
{
    private Options? _options;
    private DefaultTimeSystem? _zone;
    private DateTimeOffset _now;

    TimeZoneInfo ITimeSystem.DefaultTimeZone => _zone!.DefaultTimeZone;

    DateTimeOffset ITimeSystem.GetUtcNow() => _now;

    bool ITimeSystem.TryParse(string date, out long epochMilliseconds) => _zone!.TryParse(date, out epochMilliseconds);

    TimeSpan ITimeSystem.GetUtcOffset(long epochMilliseconds) => _zone!.GetUtcOffset(epochMilliseconds);

    /// <summary>Makes options that nobody uses: for its first, Jint lists every time zone of the machine, and the runtime sorts them by names that it takes a second to find.</summary>
    public static void First() => _ = new Options();

    public ScriptRun Evaluate(Script script, ScriptText text, ScriptInput input, DateTimeOffset now, bool counted)
    {
        var counter = counted ? new StatementCounter() : null;
        return new ScriptRun(Evaluate(script, text, input, now, counter), counter?.Count ?? 0);
    }

    private ScriptOutcome Evaluate(Script script, ScriptText text, ScriptInput input, DateTimeOffset now, StatementCounter? counter)
    {
        try
        {
            var interpreter = new Interpreter(counter is null ? Options(script.Zone) : Limited(script.Zone).Constraint(counter));
            _now = now.ToUniversalTime();
            ScriptWorld.Furnish(interpreter, text.Surface, TimeZoneInfo.ConvertTime(now, script.Zone));
            interpreter.SetValue(ScriptWorld.Input, input(interpreter));
            return ScriptResult.Of(interpreter.Evaluate(text.Prepared), script.Type);
        }
#pragma warning disable CA1031 // whatever a script makes the interpreter throw is a value here
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Told(e);
        }
    }

    /// <summary>Why an evaluation ended.</summary>
    private static ScriptOutcome.CannotTell Told(Exception e) => e switch
    {
        JavaScriptException thrown => new(ScriptFindings.Threw, Clip(thrown.Message)),
        StatementsCountOverflowException => new(ScriptFindings.TooManyStatements),
        TimeoutException or RegexMatchTimeoutException => new(ScriptFindings.TooSlow),
        MemoryLimitExceededException or OutOfMemoryException or ScriptTooLargeException => new(ScriptFindings.TooMuchMemory),
        RecursionDepthOverflowException or InsufficientExecutionStackException => new(ScriptFindings.TooDeep),
        _ => new(ScriptFindings.Broken, Clip(e.Message)),
    };

    private static string Clip(string text) => text.Length <= 200 ? text : text[..199] + "…";

    private Options Options(TimeZoneInfo zone) => _options is not null && _zone!.DefaultTimeZone.Equals(zone) ? _options : _options = Limited(zone);

    private Options Limited(TimeZoneInfo zone)
    {
        _zone = new DefaultTimeSystem(zone, CultureInfo.InvariantCulture);
        var options = new Options { Culture = CultureInfo.InvariantCulture, TimeZone = zone, TimeSystem = this, AgentCanSuspend = false };
        options.Strict().DisableStringCompilation();
        options.MaxStatements(ScriptLimits.Statements).TimeoutInterval(ScriptLimits.Time).LimitMemory(ScriptLimits.Bytes).LimitRecursion(ScriptLimits.Recursion);
        options.Constraints.RegexTimeout = ScriptLimits.Match;
        options.Constraints.MaxArraySize = ScriptLimits.Elements;
        options.Constraints.StackOverflowGuard = true;
        options.Constraints.PromiseTimeout = ScriptLimits.Time;
        return options;
    }

    /// <summary>Counts statements for an author who asks.</summary>
    private sealed class StatementCounter : Constraint
    {
        public int Count { get; private set; }

        public override void Check() => Count++;

        public override void Reset()
        {
        }
    }
}

/// <summary>A text or an array of a script grows beyond what is allowed; scripts cannot catch it.</summary>
internal sealed class ScriptTooLargeException : Exception;
