namespace HrCollab.Engine.Expressions;

/// <summary>What the first expression and the first script of a process would wait for. Each is worth a thread of its own before it is needed; a second call does nothing more.</summary>
public static class FirstUse
{
    /// <summary>
    /// Makes a delegate that nobody calls: for its first, the parser of RulesEngine looks through every type of every loaded assembly. Best at the very
    /// start, while few are loaded.
    /// </summary>
    public static void OfExpressions() => Generated.Formula($"{nameof(Ops)}.{nameof(Ops.ResultMissing)}()");

    /// <summary>Makes ready what scripts are run with.</summary>
    public static void OfScripts() => Scripts.ScriptBench.First();
}
