using System.Globalization;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace;
using HrCollab.Workspace.Histories;

namespace HrCollab.Cli;

/// <summary>history: who changed a definition, when and why.</summary>
internal static class HistoryCommand
{
    public static int Run(DefinitionsRepository repository, string? path, bool json, Report report)
    {
        var revisions = new History(repository).Of(path);
        if (revisions.IsEmpty && path is not null) return ExportCommand.Refused(new Text("从未提交过定义“{0}”。", "No definition '{0}' was ever committed.").With(path), json, report);
        if (json)
        {
            report.Json(new JsonArray([.. revisions.Select(r => (JsonNode)new JsonObject
            {
                ["commit"] = r.Commit, ["author"] = r.Author, ["person"] = r.Person, ["at"] = r.At.ToString("o", CultureInfo.InvariantCulture), ["subject"] = r.Subject,
            })]));
            return 0;
        }

        foreach (var r in revisions) report.Line(Text.Same($"{r.Commit[..12]}  {r.At.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)}  {r.Author}  {r.Subject}"));
        if (revisions.IsEmpty) report.Line(new Text("没有提交。", "No commits."));
        return 0;
    }
}
