using System.CommandLine;
using System.Globalization;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace.Git;

namespace HrCollab.Cli;

/// <summary>The verbs of <c>hrcollab</c>. Each answers 0 when all is well and 1 when somebody has to mend something.</summary>
internal static class Commands
{
    private const string Description = """
        hrcollab: HR definitions kept in git / 用 git 管理的人事定义
        Exit codes / 退出码: 0 all is well / 正常; 1 something has to be mended, differs or was refused, or the command line is wrong / 有问题要处理、结果不同、被拒绝,或命令写错
        """;

    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        var language = new Option<string>("--lang") { Description = "zh | en; by default the language of the system (LANG)", Recursive = true };
        language.AcceptOnlyFromAmong("zh", "en");
        var root = new RootCommand(Description) { language };
        var json = new Option<bool>("--json") { Description = "Answer as JSON / 输出 JSON" };
        root.Add(Verb("check", "Report every finding / 检查定义,列出全部问题", run => CheckCommand.Run(run.Folder, run.Parsed.GetValue(json), run.Output), json));
        var coverage = new Option<bool>("--coverage") { Description = "List what no case shows / 列出没有用例显示的内容" };
        var mutate = new Option<string?>("--mutate") { Description = "A file or folder to change bit by bit, to see what no case notices / 逐处改动文件或文件夹,看哪处没有用例注意到" };
        root.Add(Verb(
            "test", "Run the cases beside the definitions / 运行用例", run => TestCommand.Run(run.Folder, run.Output, run.Parsed.GetValue(coverage), run.Parsed.GetValue(mutate), run.Parsed.GetValue(json)), coverage, mutate, json));
        var only = new Option<bool>("--check") { Description = "Change nothing; answer 1 when a file is not canonical / 只检查,不改写" };
        var format = Verb("fmt", "Write files in canonical form / 写成规范格式", run => FormatCommand.Run(run.Folder, run.Parsed.GetValue(only), run.Parsed.GetValue(json), run.Output), only, json);
        format.Aliases.Add("format");
        root.Add(format);
        root.Add(Verb("schema", "Write schema/*.schema.json for editors / 生成编辑器用的 schema", run => SchemaCommand.Run(run.Folder, run.Output)));
        foreach (var verb in WorkspaceCommands.All(output, language, LanguageOf)) root.Add(verb);
        var parsed = root.Parse(args);
        try
        {
            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or GitException)
        {
            new Report(errors, LanguageOf(parsed.GetValue(language))).Line(new Text("做不到:{0}", "It cannot be done: {0}").With(e.Message));
            return 1;
        }

        Command Verb(string name, string description, Func<Invocation, int> act, params Option[] options)
        {
            var path = new Argument<string>("folder") { Description = "the definitions folder / 定义文件夹", DefaultValueFactory = _ => "definitions" };
            var verb = new Command(name, description) { path };
            foreach (var option in options) verb.Add(option);
            verb.SetAction(parsed =>
            {
                var report = new Report(output, LanguageOf(parsed.GetValue(language)));
                return Folder.Opened(parsed.GetValue(path)!, report) is { } folder ? act(new Invocation(parsed, folder, report)) : 1;
            });
            return verb;
        }
    }

    private static Language LanguageOf(string? asked) => (asked ?? CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) == "zh" ? Language.Chinese : Language.English;

    private sealed record Invocation(ParseResult Parsed, Folder Folder, Report Output);
}
