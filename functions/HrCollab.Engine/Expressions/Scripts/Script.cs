using HrCollab.Engine.Kernel;
using Jint;
using Program = Acornima.Ast.Script;

namespace HrCollab.Engine.Expressions.Scripts;

/// <summary>A script: parsed once per revision and shared; what runs it is made anew for every evaluation.</summary>
public sealed class Script
{
    private readonly Lazy<ScriptText?> _text;

    internal Script(Func<ScriptText?> text, ValueType type, TimeZoneInfo zone, SourceRef? place) => (_text, Type, Zone, Place) = (new Lazy<ScriptText?>(text), type, zone, place);

    /// <summary>The type of every value it gives.</summary>
    public ValueType Type { get; }

    /// <summary>Where it is written; null for one that was only asked about.</summary>
    public SourceRef? Place { get; }

    /// <summary>What was read; null when the text is no script after all.</summary>
    internal ScriptText? Text => _text.Value;

    /// <summary>The company's time zone, in which dates and times are read.</summary>
    internal TimeZoneInfo Zone { get; }

    /// <summary>The value for an input at a moment.</summary>
    internal ScriptOutcome Evaluate(ScriptInput input, DateTimeOffset now) => Run(input, now, counted: false).Outcome;

    /// <summary>The same, with the statements counted when asked.</summary>
    internal ScriptRun Run(ScriptInput input, DateTimeOffset now, bool counted)
    {
        if (Text is not { } text) return new ScriptRun(new ScriptOutcome.CannotTell(ScriptFindings.Broken), 0);
        ScriptRun? run = null;
        var outcome = ScriptPool.Shared.Run(bench => run = bench.Evaluate(this, text, input, now, counted));
        return outcome switch
        {
            PoolOutcome.Done => run!,
            PoolOutcome.Overran => new ScriptRun(new ScriptOutcome.CannotTell(ScriptFindings.TooSlow), 0),
            _ => new ScriptRun(new ScriptOutcome.CannotTell(ScriptFindings.Busy), 0),
        };
    }
}

/// <summary>The text of a script as it was read.</summary>
internal sealed record ScriptText(Prepared<Program> Prepared, ScriptSurface Surface);
