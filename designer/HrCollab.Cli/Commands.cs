using System.CommandLine;
using System.Globalization;
using HrCollab.Engine.Kernel;

namespace HrCollab.Cli;

/// <summary>The verbs of <c>hrcollab</c>. Each answers 0 when all is well and 1 when somebody has to mend something.</summary>
internal static class Commands
{
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        var language = new Option<string>("--lang") { Description = "zh | en; by default the language of the system (LANG)", Recursive = true };
        language.AcceptOnlyFromAmong("zh", "en");
        var root = new RootCommand("hrcollab: HR definitions kept in git / 用 git 管理的人事定义") { language };
        root.Add(Verb("check", "Report every finding / 检查定义,列出全部问题", run => CheckCommand.Run(run.Folder, run.Output)));
        var only = new Option<bool>("--check") { Description = "Change nothing; answer 1 when a file is not canonical / 只检查,不改写" };
        root.Add(Verb("format", "Write files in canonical form / 写成规范格式", run => FormatCommand.Run(run.Folder, run.Parsed.GetValue(only), run.Output), only));
        root.Add(Verb("schema", "Write schema/*.schema.json for editors / 生成编辑器用的 schema", run => SchemaCommand.Run(run.Folder, run.Output)));
        return root.Parse(args).Invoke(new InvocationConfiguration { Output = output, Error = errors });

        Command Verb(string name, string description, Func<Invocation, int> act, params Option[] options)
        {
            var path = new Argument<string>("folder") { Description = "the definitions folder / 定义文件夹", DefaultValueFactory = _ => "definitions" };
            var verb = new Command(name, description) { path };
            foreach (var option in options) verb.Add(option);
            verb.SetAction(parsed =>
            {
                var report = new Report(output, LanguageOf(parsed.GetValue(language)));
                if (Folder.Open(parsed.GetValue(path)!) is { } folder) return act(new Invocation(parsed, folder, report));
                report.Line(new Text("{0} 不是定义文件夹:没有 manifest.json。", "{0} is not a definitions folder: it has no manifest.json.").With(parsed.GetValue(path)));
                return 1;
            });
            return verb;
        }
    }

    private static Language LanguageOf(string? asked) => (asked ?? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) == "zh" ? Language.Chinese : Language.English;

    private sealed record Invocation(ParseResult Parsed, Folder Folder, Report Output);
}
