using System.Collections.Immutable;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Differences;
using HrCollab.Workspace.Exchanges;
using HrCollab.Workspace.Merging;

namespace HrCollab.Cli;

/// <summary>import: brings a file of another tool into the folder and says what it changes; a file with a fault changes nothing.</summary>
internal static class ImportCommand
{
    private const int MostBytes = 16 * 1024 * 1024;

    public static int Run(string path, string file, string? format, string? subject, bool json, Report report)
    {
        if (Folder.Opened(path, report) is not { } folder) return 1;
        if (!File.Exists(file) || new FileInfo(file).Length > MostBytes)
            return ExportCommand.Refused(new Text("没有文件 {0},或它超过 {1} 字节。", "There is no file {0}, or it has more than {1} bytes.").With(file, MostBytes), json, report);
        if ((format ?? DefinitionExchange.FormatOf(file)) is not { } form)
            return ExportCommand.Refused(new Text("从文件名“{0}”看不出格式,请用 --format 指定。", "The name '{0}' does not say a format; use --format.").With(file), json, report);
        ImmutableArray<DefinitionFile> files = [.. folder.Files()];
        switch (DefinitionExchange.Import(File.ReadAllBytes(file), form, subject, files))
        {
            case ImportOutcome.Read read:
                return Done(folder, files, read.File, json, report);
            case ImportOutcome.Conflicting conflicting:
                if (json) report.Json(new JsonObject { ["conflicts"] = new JsonArray([.. conflicting.Conflicts.Select(c => (JsonNode)Json(c))]) });
                else foreach (var c in conflicting.Conflicts) report.Line(Said(c));
                return 1;
            case ImportOutcome.Refused refused:
                if (json) report.Json(new JsonObject { ["faults"] = new JsonArray([.. refused.Faults.Select(f => (JsonNode)new JsonObject { ["where"] = f.Where, ["why"] = Report.Json(f.Why) })]) });
                else foreach (var fault in refused.Faults) report.Line(new Text($"{file}: {fault.Where}: {fault.Why.Zh}", $"{file}: {fault.Where}: {fault.Why.En}"));
                return 1;
            default:
                throw new InvalidOperationException("An outcome nobody handles.");
        }
    }

    private static int Done(Folder folder, ImmutableArray<DefinitionFile> files, DefinitionFile file, bool json, Report report)
    {
        var changes = SemanticDiff.Of(files, [.. files.Where(f => f.Path != file.Path), file], null).Changes;
        folder.Write(file.Path, file.Utf8.Span);
        if (json)
        {
            report.Json(new JsonObject { ["path"] = file.Path, ["changes"] = new JsonArray([.. changes.Select(c => (JsonNode)Report.Json(c.Sentence))]) });
            return 0;
        }

        report.Line(changes.IsEmpty ? new Text("{0}:没有差异。", "{0}: no differences.").With(file.Path) : new Text("{0}:已导入。", "{0}: imported.").With(file.Path));
        foreach (var change in changes) report.Line(change.Sentence);
        return 0;
    }

    private static JsonObject Json(MergeConflict c) => new() { ["file"] = c.File, ["place"] = c.Place, ["what"] = Report.Json(c.What), ["base"] = c.Base, ["ours"] = c.Ours, ["theirs"] = c.Theirs };

    private static Text Said(MergeConflict c) => new Text("{0}:{1} 两边都有改动:原为 {2},文件里 {3},现在 {4}", "{0}: both sides changed {1}: it was {2}, {3} in the file, {4} now")
        .With(c.File, c.What, c.Base ?? "-", c.Ours ?? "-", c.Theirs ?? "-");
}
