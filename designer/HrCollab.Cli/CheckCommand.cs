using HrCollab.Engine.Cases;
using HrCollab.Engine.Kernel;

namespace HrCollab.Cli;

/// <summary>check: compiles the folder as the host would, runs its golden cases and lists all findings.</summary>
internal static class CheckCommand
{
    public static int Run(Folder folder, Report report)
    {
        var result = DefinitionCompiler.Compile(folder.Files());
        var diagnostics = result.Set is { } sound ? result.Diagnostics.AddRange(GoldenCheck.Of(sound, ExampleRecords.World(sound))) : result.Diagnostics;
        foreach (var found in diagnostics) report.Finding(folder, found);
        var errors = diagnostics.Count(d => d.Severity == Severity.Error);
        report.Line(result.Set is { } set && errors == 0
            ? new Text("可以启用,共 {0} 个文件,版本 {1}。", "Sound: {0} files, revision {1}.").With(set.Files.Count, set.Hash[..12])
            : new Text("有 {0} 处错误,不能启用。", "Errors: {0}. This set cannot be activated.").With(errors));
        return errors == 0 ? 0 : 1;
    }
}
