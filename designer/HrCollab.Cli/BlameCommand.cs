using System.Globalization;
using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace;
using HrCollab.Workspace.Histories;

namespace HrCollab.Cli;

/// <summary>blame: who changed each row of a definition last, and in which commit.</summary>
internal static class BlameCommand
{
    public static int Run(DefinitionsRepository repository, string path, bool json, Report report)
    {
        var rows = new History(repository).Rows(path);
        if (rows.IsEmpty)
        {
            report.Line(new Text("没有提交过的定义“{0}”。", "No definition '{0}' was ever committed.").With(path));
            return 1;
        }

        if (json)
        {
            report.Json(new JsonArray([.. rows.Select(r => (JsonNode)new JsonObject
            {
                ["row"] = r.Place, ["pointer"] = r.Pointer, ["commit"] = r.Last.Commit, ["author"] = r.Last.Author, ["person"] = r.Last.Person,
                ["at"] = r.Last.At.ToString("o", CultureInfo.InvariantCulture), ["subject"] = r.Last.Subject,
            })]));
            return 0;
        }

        var width = rows.Max(r => r.Place.Length);
        foreach (var row in rows) report.Line(Text.Same($"{row.Place.PadRight(width)}  {row.Last.Commit[..12]}  {row.Last.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}  {row.Last.Author}  {row.Last.Subject}"));
        return 0;
    }
}
