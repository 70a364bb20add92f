using HrCollab.Engine.Kernel;

namespace HrCollab.Cli;

/// <summary>check: compiles the folder as the host would and lists all findings.</summary>
internal static class CheckCommand
{
    public static int Run(Folder folder, Report report)
    {
        var result = DefinitionCompiler.Compile(folder.Files());
        foreach (var found in result.Diagnostics) report.Finding(folder, found);
        var errors = result.Diagnostics.Count(d => d.Severity == Severity.Error);
        report.Line(result.Set is { } set
            ? new Text("可以启用,共 {0} 个文件,版本 {1}。", "Sound: {0} files, revision {1}.").With(set.Files.Count, set.Hash[..12])
            : new Text("有 {0} 处错误,不能启用。", "Errors: {0}. This set cannot be activated.").With(errors));
        return result.Set is null ? 1 : 0;
    }
}
