namespace HrCollab.Engine.Expressions;

/// <summary>What the first expression of a process would wait for.</summary>
public static class FirstDelegate
{
    /// <summary>
    /// Makes a delegate that nobody calls: for its first, the parser of RulesEngine looks through every type of every loaded assembly. Worth a thread of
    /// its own at the very start, while few are loaded.
    /// </summary>
    public static void Make() => Generated.Formula($"{nameof(Ops)}.{nameof(Ops.ResultMissing)}()");
}
