namespace HrCollab.Engine.Expressions.Scripts;

/// <summary>What a script may use at most. They protect the process and its neighbours and are the same for every company.</summary>
internal static class ScriptLimits
{
    /// <summary>Characters of one script.</summary>
    public const int Source = 8_000;

    /// <summary>Statements one evaluation may run.</summary>
    public const int Statements = 10_000;

    /// <summary>Bytes one evaluation may allocate.</summary>
    public const int Bytes = 4_000_000;

    /// <summary>Calls of one function within itself.</summary>
    public const int Recursion = 100;

    /// <summary>Elements of an array.</summary>
    public const int Elements = 1_000;

    /// <summary>Characters that one call of a text function may make; the allocation limit is checked between statements only.</summary>
    public const int Characters = 100_000;

    /// <summary>Elements that joins of one evaluation may visit, and how deep: nested arrays multiply within a single statement.</summary>
    public const int Joined = 20_000, JoinDepth = 30;

    /// <summary>Values within one template literal, a single statement however long.</summary>
    public const int TemplateValues = 20;

    /// <summary>Fields a computed field may read.</summary>
    public const int Reads = 30;

    /// <summary>Characters of a JSON input given from outside.</summary>
    public const int Input = 100_000;

    /// <summary>Stack of the threads that scripts run on: what recurses within the interpreter, where no limit of its own applies, ends before it.</summary>
    public const int Stack = 64 * 1024 * 1024;

    /// <summary>Time of one evaluation, checked by the interpreter.</summary>
    public static readonly TimeSpan Time = TimeSpan.FromSeconds(1);

    /// <summary>Time of one match of a regular expression.</summary>
    public static readonly TimeSpan Match = TimeSpan.FromMilliseconds(100);

    /// <summary>How long a caller waits for a thread and its answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>How long a caller waits until a text is read.</summary>
    public static readonly TimeSpan ReadingPatience = TimeSpan.FromMinutes(1);
}
