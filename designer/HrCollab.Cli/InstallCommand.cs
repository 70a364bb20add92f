using HrCollab.Engine.Kernel;
using HrCollab.Workspace;
using HrCollab.Workspace.Git;

namespace HrCollab.Cli;

/// <summary>install: lets git merge definitions by meaning, or check them before each commit. Only this clone is changed, and no hook of somebody else.</summary>
internal static class InstallCommand
{
    private const string Mark = "# written by: hrcollab install pre-commit";

    public static int Run(DefinitionsRepository repository, string what, string program, Report report) =>
        what == "merge-driver" ? Driver(repository, program, report) : Hook(repository, program, report);

    private static int Driver(DefinitionsRepository repository, string program, Report report)
    {
        var clone = new Clone(repository);
        clone.Configure("merge.hrcollab.name", "HrCollab definitions by meaning");
        clone.Configure("merge.hrcollab.driver", $"{program} merge-driver %O %A %B %P");
        var line = $"{repository.Prefix}**/*.json merge=hrcollab";
        var file = clone.PathOf("info/attributes");
        var lines = File.Exists(file) ? File.ReadAllLines(file) : [];
        if (!lines.Contains(line, StringComparer.Ordinal))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, string.Concat(lines.Append(line).Select(l => l + "\n")));
        }

        report.Line(new Text("git 现在按含义合并 {0}*.json。", "git now merges {0}*.json by meaning.").With(repository.Prefix));
        return 0;
    }

    private static int Hook(DefinitionsRepository repository, string program, Report report)
    {
        var file = new Clone(repository).PathOf("hooks/pre-commit");
        if (File.Exists(file) && !File.ReadAllText(file).Contains(Mark, StringComparison.Ordinal))
        {
            report.Line(new Text("{0} 已有别的内容,没有改动。", "{0} holds something else and was left alone.").With(file));
            return 1;
        }

        var folder = repository.Prefix.Length == 0 ? "." : repository.Prefix.TrimEnd('/');
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, $"#!/bin/sh\n{Mark}\nset -e\n{program} format '{folder}' --check\n{program} check '{folder}'\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
        report.Line(new Text("提交前会检查格式、定义和用例。", "Format, definitions and cases are checked before each commit."));
        return 0;
    }
}
