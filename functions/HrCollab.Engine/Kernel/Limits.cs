namespace HrCollab.Engine.Kernel;

/// <summary>
/// What the engine takes from outside at most. These protect the process and are the same for every company; limits that a company
/// could want to change are definitions.
/// </summary>
public static class Limits
{
    /// <summary>Nesting of a definition file or a request body.</summary>
    public const int JsonDepth = 64;

    /// <summary>Bytes of one definition file.</summary>
    public const int DefinitionFileBytes = 2 * 1024 * 1024;

    /// <summary>Files of one definition set.</summary>
    public const int DefinitionFiles = 2_000;

    /// <summary>Bytes that are filled in for the files of all subsidiaries of one set together: what they inherit counts for each of them.</summary>
    public const long InheritedBytes = 128L * 1024 * 1024;

    /// <summary>Findings listed for one set; the rest is counted.</summary>
    public const int Diagnostics = 500;

    /// <summary>Characters (UTF-16 units) of one text value that comes from outside, unless its field allows less.</summary>
    public const int TextLength = 20_000;

    /// <summary>Elements of one list that comes from outside.</summary>
    public const int ListLength = 1_000;
}
