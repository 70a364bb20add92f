using System.Text.Json.Nodes;
using HrCollab.Engine;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Workspace;
using HrCollab.Workspace.Exchanges;
using HrCollab.Workspace.Sheets;

namespace HrCollab.Cli;

/// <summary>export: a definition as a file of another tool.</summary>
internal static class ExportCommand
{
    public static int Run(string path, string definition, string file, string? format, bool json, Language language, Report report)
    {
        if (Folder.Opened(path, report) is not { } folder) return 1;
        var files = folder.Files().ToList();
        if (definition.Split('/') is not [var kind, var id] || DefinitionKinds.Find(kind)?.PathOf(id) is not { } place || files.FirstOrDefault(f => f.Path == place) is not { } found)
            return Refused(new Text("没有定义“{0}”;写法是 种类/编号,例如 rules/probation。", "There is no definition '{0}'; write KIND/ID, such as rules/probation.").With(definition), json, report);
        if ((format ?? DefinitionExchange.FormatOf(file)) is not { } form)
            return Refused(new Text("从文件名“{0}”看不出格式,请用 --format 指定。", "The name '{0}' does not say a format; use --format.").With(file), json, report);
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } into && !Directory.Exists(into)) return Refused(new Text("没有文件夹 {0}。", "There is no folder {0}.").With(into), json, report);
        var set = kind == "standards" && form == "xlsx" ? DefinitionCompiler.Compile(files, proven: true).Set : null;
        if (kind == "standards" && form == "xlsx" && set is null) return Refused(new Text("定义有错误,先用 check 改好。", "The definitions have errors; mend what check finds first."), json, report);
        if ((set is null ? DefinitionExchange.Export(found, files, form, language) : StandardWorkbook.Export(StandardWorkbook.Document(set, set.Find<Standard>(id)!, DefinitionsRepository.Open(path)), language)) is not { } bytes)
            return Refused(new Text("{0} 不能写成 {1}:表格要有行,DMN 要决策表,workflow 要 RulesEngine 工作流。", "{0} cannot be written as {1}: a workbook takes rows, DMN a decision table, workflow a workflow of RulesEngine.").With(place, form), json, report);
        File.WriteAllBytes(file, bytes);
        if (json) report.Json(new JsonObject { ["path"] = place, ["file"] = file, ["format"] = form });
        else report.Line(new Text("{0} 已导出到 {1}。", "{0} is in {1}.").With(place, file));
        return 0;
    }

    internal static int Refused(Text why, bool json, Report report)
    {
        if (json) report.Json(new JsonObject { ["why"] = Report.Json(why) });
        else report.Line(why);
        return 1;
    }
}
