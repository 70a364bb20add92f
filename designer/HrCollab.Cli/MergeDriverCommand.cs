using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Merging;

namespace HrCollab.Cli;

/// <summary>
/// merge-driver: git gives three files and takes the result from the second. 0 when it is merged; 1 when both sides changed the same thing:
/// then our side stands, every conflict is named, and git leaves the file to be resolved.
/// </summary>
internal static class MergeDriverCommand
{
    public static int Run(string origin, string ours, string theirs, string path, Report report)
    {
        var within = path.Replace('\\', '/').Split('/') is { Length: > 2 } parts ? string.Join('/', parts[^2..]) : path;
        var merged = SemanticMerge.Files(within, Read(origin), Read(ours), Read(theirs));
        if (merged.Utf8 is { } text) File.WriteAllBytes(ours, text.Span);
        foreach (var conflict in merged.Conflicts)
        {
            report.Line(new Text("{0}:{1} 两边都有改动:原为 {2},我方 {3},对方 {4}", "{0}: both sides changed {1}: it was {2}, ours {3}, theirs {4}").With(
                path, conflict.What, conflict.Base ?? "-", conflict.Ours ?? "-", conflict.Theirs ?? "-"));
        }

        return merged.Conflicts.IsEmpty ? 0 : 1;
    }

    /// <summary>git gives an empty file where a side has none.</summary>
    private static ReadOnlyMemory<byte>? Read(string file) => File.ReadAllBytes(file) is { Length: > 0 } bytes ? bytes : null;
}
