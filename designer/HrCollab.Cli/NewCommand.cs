using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace;

namespace HrCollab.Cli;

/// <summary>new: a small definition to start from; nothing that exists is overwritten.</summary>
internal static class NewCommand
{
    public static int Run(string path, string kind, string id, string? zh, string? en, string? about, bool json, Report report)
    {
        if (Folder.Opened(path, report) is not { } folder) return 1;

        DefinitionFile[] files = [.. folder.Files()];
        if (Templates.Make(kind, id, new Text(zh ?? en ?? id, en ?? zh ?? id), files, about) is not { } file)
        {
            if (Templates.IdFault(kind, id) is { } fault)
            {
                report.Line(fault);
                return 1;
            }

            if (Ids.IsValid(id) && TemplateSubjects.Of(kind, files) is { } subjects)
            {
                report.Line(subjects.IsEmpty ? TemplateSubjects.Missing(kind) : new Text("用 --about 指定“{0}”:{1}。", "Name with --about what it is ({0}): {1}.").With(TemplateSubjects.Label(kind), string.Join(", ", subjects)));
                return 1;
            }

            report.Line(new Text("“{0}”不能作编号:以字母开头,只用字母、数字、-、_ 和 .。", "'{0}' cannot be an id: start with a letter; letters, digits, -, _ and . only.").With(id));
            return 1;
        }

        if (File.Exists(folder.PathOf(file.Path)))
        {
            report.Line(new Text("{0} 已经存在。", "{0} exists already.").With(folder.PathOf(file.Path)));
            return 1;
        }

        folder.Write(file.Path, file.Utf8.Span);
        if (json) report.Json(new JsonObject { ["path"] = file.Path });
        else report.Line(new Text("{0}:已新建,用 check 查看还缺什么。", "{0}: made; check says what is missing.").With(folder.PathOf(file.Path)));
        return 0;
    }
}
