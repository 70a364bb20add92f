using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions.Scripts;

/// <summary>What became of an evaluation. A script that misbehaves gives a value of this type as well, never an exception.</summary>
public abstract record ScriptOutcome
{
    private ScriptOutcome()
    {
    }

    /// <summary>The script gave a value of its type; missing when it gave null or undefined.</summary>
    public sealed record Value(FieldValue Result) : ScriptOutcome;

    /// <summary>The script gave nothing that can be used.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Detail">What it threw or gave, which may hold values of its input: for the author only.</param>
    public sealed record CannotTell(DiagnosticCode Reason, string? Detail = null) : ScriptOutcome;
}

/// <summary>An evaluation with what it used.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Statements">Statements it ran.</param>
public sealed record ScriptRun(ScriptOutcome Outcome, int Statements);
