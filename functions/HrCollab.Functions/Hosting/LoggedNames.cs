namespace HrCollab.Functions.Hosting;

/// <summary>
/// Names of our own log lines whose values come from definitions, counts, clocks and code, and may be written where others read them. What is not here
/// stays a name: ids of documents can be an employee number, and a new placeholder is nobody's until it is added.
/// </summary>
internal static class LoggedNames
{
    /// <summary>The item of a line that holds its words before anything is put into them.</summary>
    public const string Template = "{OriginalFormat}";

    private static readonly HashSet<string> Places = new(StringComparer.Ordinal) { "Step", "Case", "Kind", "Exchange", "Error", "Tries", "Next", "Pause", "Timer", "Where" };

    private static readonly HashSet<string> Said = new(StringComparer.Ordinal) { "Letter", "Id", "Reason", "Code", "File", "Line", "Path", "Message", "English", "Revision", "Same" };

    /// <summary>True for what telemetry sends away.</summary>
    public static bool IsSent(string? category, string name) => IsOwn(category) && Places.Contains(name);

    /// <summary>True for what is written to stdout besides: what is wrong with definitions and settings, and by which id operators find something.</summary>
    public static bool IsWritten(string? category, string name) =>
        category == "Microsoft.Hosting.Lifetime" || (IsOwn(category) && (Places.Contains(name) || Said.Contains(name)));

    private static bool IsOwn(string? category) => category?.StartsWith("HrCollab.", StringComparison.Ordinal) == true;
}
