using System.Text.Json.Nodes;
using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Linting;
using HrCollab.Engine.Rules.Statutes;
using HrCollab.Workspace;

namespace HrCollab.Cli;

/// <summary>check: compiles the folder as the host would, runs its golden cases and lists all findings.</summary>
internal static class CheckCommand
{
    public static int Run(Folder folder, bool json, Report report)
    {
        var result = DefinitionCompiler.Compile(folder.Files());
        var diagnostics = result.Set is { } sound ? result.Diagnostics.AddRange(StatutePack.Of(sound)).AddRange(CaseDuty.Of(sound)).AddRange(CompanyLint.Of(sound, ExampleCompany.Organization(sound))).AddRange(GoldenCheck.Of(sound, ExampleCompany.World(sound)).Findings) : result.Diagnostics;
        var errors = diagnostics.Count(d => d.Severity == Severity.Error);
        if (json)
        {
            report.Json(new JsonObject { ["revision"] = errors == 0 ? result.Set?.Hash : null, ["errors"] = errors, ["findings"] = new JsonArray([.. diagnostics.Select(d => (JsonNode)Report.Json(d))]) });
            return errors == 0 ? 0 : 1;
        }

        foreach (var found in diagnostics) report.Finding(folder, found);
        report.Line(result.Set is { } set && errors == 0
            ? new Text("可以启用,共 {0} 个文件,版本 {1}。", "Sound: {0} files, revision {1}.").With(set.Files.Count, set.Hash[..12])
            : new Text("有 {0} 处错误,不能启用。", "Errors: {0}. This set cannot be activated.").With(errors));
        return errors == 0 ? 0 : 1;
    }
}
