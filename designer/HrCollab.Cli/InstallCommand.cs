using HrCollab.Engine.Kernel;
using HrCollab.Workspace;
using HrCollab.Workspace.Git;

namespace HrCollab.Cli;

/// <summary>install: lets git merge definitions by meaning, or check them before each commit. Only this clone is changed, and no hook of somebody else.</summary>
internal static class InstallCommand
{
    /// <summary>
    /// What is committed is checked, not what lies in the folder: the staged files are written out beside, and findings name them as they are
    /// called in the repository.
    /// </summary>
    private const string Script = """
        git diff --cached --quiet -- '{folder}' && exit 0
        status=0
        staged=$(mktemp -d)
        trap 'rm -rf "$staged"' EXIT
        git ls-files -z -- '{folder}' | git checkout-index -z --stdin --prefix="$staged/"
        for verb in "format --check" "check"; do
          said=$({program} $verb "$staged/{folder}" 2>&1) || status=1
          [ -z "$said" ] || printf '%s\n' "$said" | sed "s|$staged/||g" >&2
        done
        exit $status

        """;

    private const string Mark = "# written by: hrcollab install pre-commit";

    public static int Run(DefinitionsRepository repository, string what, string program, Report report) =>
        what == "merge-driver" ? Driver(repository, program, report) : Hook(repository, program, report);

    /// <summary>How this very program is started, for a shell: git does not find one that is not on the path.</summary>
    public static string ThisProgram() => Environment.ProcessPath is not { } program ? "hrcollab"
        : Path.GetFileNameWithoutExtension(program) == "dotnet" ? $"{Quoted(program)} {Quoted(Path.Combine(AppContext.BaseDirectory, "hrcollab.dll"))}" : Quoted(program);

    private static string Quoted(string path) => "\"" + path.Replace('\\', '/') + "\"";

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
        File.WriteAllText(file, $"#!/bin/sh\n{Mark}\n" + Script.ReplaceLineEndings("\n").Replace("{folder}", folder, StringComparison.Ordinal).Replace("{program}", program, StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
        report.Line(new Text("提交前会检查格式、定义和用例。", "Format, definitions and cases are checked before each commit."));
        return 0;
    }
}
