using System.CommandLine;
using HrCollab.Engine.Kernel;
using HrCollab.Workspace;
using HrCollab.Workspace.Exchanges;

namespace HrCollab.Cli;

/// <summary>The verbs over the repository that the folder lies in: what changed, who may see more, what to publish.</summary>
internal static class WorkspaceCommands
{
    private static readonly string[] Sides = ["base", "ours", "theirs", "path"];

    public static IEnumerable<Command> All(TextWriter output, Option<string> language, Func<string?, Language> languageOf)
    {
        var folder = new Option<string>("--folder") { Description = "the definitions folder / 定义文件夹", DefaultValueFactory = _ => "definitions" };
        var json = new Option<bool>("--json") { Description = "answer in JSON / 输出 JSON" };
        var (a, b) = (Revision("a", "the older revision / 旧版本"), Revision("b", "the newer revision / 新版本"));

        yield return Verb("diff", "What differs between two revisions, in words / 两个版本的差异(业务语言)", [a, b], [json],
            run => DiffCommand.Run(run.Repository, run.Get(a), run.Get(b), run.Get(json), run.Report));

        var strict = new Option<bool>("--fail-on-widening") { Description = "answer 1 when somebody may see or do more / 有人权限扩大时返回 1" };
        yield return Verb("access-diff", "Who may see or do what under one revision only / 两个版本的权限差异", [a, b], [json, strict],
            run => AccessDiffCommand.Run(run.Repository, run.Get(a), run.Get(b), run.Get(json), run.Get(strict), run.Report));

        var path = new Argument<string?>("path") { Description = "a definition, such as rules/probation.rules.json / 定义文件", Arity = ArgumentArity.ZeroOrOne };
        yield return Verb("history", "Commits that changed a definition / 定义的修改历史", [path], [json],
            run => HistoryCommand.Run(run.Repository, run.Get(path), run.Get(json), run.Report));

        var file = new Argument<string>("path") { Description = "a definition / 定义文件" };
        yield return Verb("blame", "Who changed each row of a definition last / 每一行最后由谁修改", [file], [json],
            run => BlameCommand.Run(run.Repository, run.Get(file)!, run.Get(json), run.Report));

        var bad = new Argument<string>("commit") { Description = "the commit to take back / 要撤销的提交" };
        var author = new Option<string>("--as") { Description = "whose draft it becomes, such as E0001 / 记入谁的草稿", Required = true };
        var topic = new Option<string?>("--topic") { Description = "name of the draft / 草稿名称" };
        yield return Verb("revert", "Take a commit back in a draft, by meaning / 在草稿里撤销一次提交", [bad], [author, topic, json],
            run => RevertCommand.Run(run.Repository, run.Get(bad)!, run.Get(author)!, run.Get(topic), run.Get(json), run.Report));

        var (host, token, person) = (HostOption(), TokenOption(), PersonOption());
        var revision = new Argument<string>("revision") { Description = "what to publish / 要发布的版本", DefaultValueFactory = _ => "HEAD" };
        var note = new Option<string?>("--note") { Description = "why / 说明" };
        var activate = new Option<bool>("--activate") { Description = "decide by it at once / 立即启用" };
        yield return Verb("publish", "Send a revision to a host / 发布到主机", [revision], [host, token, person, note, activate, json],
            run => PublishCommand.Publish(run.Repository, run.Get(revision)!, run.Get(note), run.Get(activate), new HostAddress(run.Get(host)!, run.Get(token), run.Get(person)), run.Get(json), run.Report));

        var seen = new Argument<string>("revision") { Description = "what was looked at / 已查看的版本", DefaultValueFactory = _ => "HEAD" };
        yield return Verb("approve", "Approve a published revision, so that a pipeline may activate it / 批准已发布的版本,供流水线启用", [seen], [host, token, person, json],
            run => PublishCommand.Approve(run.Repository, run.Get(seen)!, new HostAddress(run.Get(host)!, run.Get(token), run.Get(person)), run.Get(json), run.Report));

        var id = new Argument<string>("id") { Description = "id of a published revision / 已发布版本的编号" };
        yield return Plain("activate", "Let a host decide by a published revision, or roll back to it / 启用或回退", [id], [host, token, person, json],
            (parsed, report) => PublishCommand.Activate(parsed.GetValue(id)!, new HostAddress(parsed.GetValue(host)!, parsed.GetValue(token), parsed.GetValue(person)), parsed.GetValue(json), report));

        var candidate = new Option<string>("--candidate") { Description = "the revision to judge / 候选版本", DefaultValueFactory = _ => "HEAD" };
        var basis = new Option<string?>("--base") { Description = "compare with this revision instead of the one that decided / 与此版本比较" };
        var workflow = new Option<string?>("--workflow") { Description = "only its submissions / 只看此流程" };
        yield return Verb("replay", "Which recorded submissions a revision would have changed / 影响分析:哪些已有申请会不同", [], [candidate, basis, workflow, host, token, person, json],
            run => ReplayCommand.Run(run.Repository, run.Get(candidate)!, run.Get(basis), run.Get(workflow), new HostAddress(run.Get(host)!, run.Get(token), run.Get(person)), run.Get(json), run.Report));

        var decision = new Argument<string>("decision") { Description = "id of a decision, such as CASE.1 / 决定编号" };
        yield return Verb("reproduce", "Decide a recorded decision again and compare / 重算一项决定并核对", [decision], [host, token, person, json],
            run => ReproduceCommand.Run(run.Repository, run.Get(decision)!, new HostAddress(run.Get(host)!, run.Get(token), run.Get(person)), run.Get(json), run.Report));

        var kind = new Argument<string>("kind") { Description = string.Join(" | ", Templates.Names) };
        kind.AcceptOnlyFromAmong([.. Templates.Names]);
        var newId = new Argument<string>("id") { Description = "its id / 编号" };
        var (zh, en) = (new Option<string?>("--zh") { Description = "Chinese title / 中文标题" }, new Option<string?>("--en") { Description = "English title / 英文标题" });
        var about = new Option<string?>("--about") { Description = "form of a workflow, standard of permissions, calendar of a year / 流程的表单、权限的信息标准、年度的日历" };
        yield return Plain("new", "A small definition to start from / 新建定义", [kind, newId], [folder, zh, en, about, json],
            (parsed, report) => NewCommand.Run(parsed.GetValue(folder)!, parsed.GetValue(kind)!, parsed.GetValue(newId)!, parsed.GetValue(zh), parsed.GetValue(en), parsed.GetValue(about), parsed.GetValue(json), report));

        var what = new Argument<string>("definition") { Description = "KIND/ID, such as rules/probation / 种类/编号" };
        var into = new Argument<string>("file") { Description = ".xlsx, .dmn, .json / 文件" };
        var format = new Option<string?>("--format") { Description = "xlsx | dmn | workflow; by default what the file name says / 默认按文件名" };
        format.AcceptOnlyFromAmong([.. DefinitionExchange.Formats]);
        yield return Plain("export", "Write a table or a matrix as a workbook, a standard as a workbook for sign-off, a table as DMN, rules as a RulesEngine workflow / 导出为表格、签字稿、DMN 或 RulesEngine 工作流", [what, into], [folder, format, json],
            (parsed, report) => ExportCommand.Run(parsed.GetValue(folder)!, parsed.GetValue(what)!, parsed.GetValue(into)!, parsed.GetValue(format), parsed.GetValue(json), languageOf(parsed.GetValue(language)), report));

        var subject = new Option<string?>("--subject") { Description = "the standard that rules are about, when the file does not say / 规则判断的标准" };
        yield return Plain("import", "Take over a workbook exported here, a DMN table or a RulesEngine workflow / 导入表格、DMN 或 RulesEngine 工作流", [into], [folder, format, subject, json],
            (parsed, report) => ImportCommand.Run(parsed.GetValue(folder)!, parsed.GetValue(into)!, parsed.GetValue(format), parsed.GetValue(subject), parsed.GetValue(json), report));

        var sides = Sides.Select(n => new Argument<string>(n) { Description = "given by git / 由 git 传入" }).ToArray();
        yield return Plain("merge-driver", "Merge one file by meaning; for git / 供 git 调用的语义合并", sides, [],
            (parsed, report) => MergeDriverCommand.Run(parsed.GetValue(sides[0])!, parsed.GetValue(sides[1])!, parsed.GetValue(sides[2])!, parsed.GetValue(sides[3])!, report));

        var part = new Argument<string>("what") { Description = "merge-driver | pre-commit" };
        part.AcceptOnlyFromAmong("merge-driver", "pre-commit");
        var program = new Option<string>("--program") { Description = "how git starts this tool; by default as it runs now / git 启动本工具的命令,默认就是现在这一个", DefaultValueFactory = _ => InstallCommand.ThisProgram() };
        yield return Verb("install", "Set the repository up: merge by meaning, or check before each commit / 安装合并驱动或提交前检查", [part], [program],
            run => InstallCommand.Run(run.Repository, run.Get(part)!, run.Get(program)!, run.Report));

        Command Verb(string name, string description, Argument[] arguments, Option[] options, Func<Invocation, int> act) => Plain(name, description, arguments, [folder, .. options], (parsed, report) =>
        {
            if (DefinitionsRepository.Open(parsed.GetValue(folder)!, detached: name != "revert", out var why) is { } repository) return act(new Invocation(parsed, repository, report));
            report.Line(why!);
            return 1;
        });

        Command Plain(string name, string description, Argument[] arguments, Option[] options, Func<ParseResult, Report, int> act)
        {
            var verb = new Command(name, description);
            foreach (var argument in arguments) verb.Add(argument);
            foreach (var option in options) verb.Add(option);
            verb.SetAction(parsed => act(parsed, new Report(output, languageOf(parsed.GetValue(language)))));
            return verb;
        }
    }

    private static Argument<string> Revision(string name, string description) => new(name) { Description = description };

    private static Option<string> HostOption() => new("--host") { Description = "address of the host / 主机地址", DefaultValueFactory = _ => "http://127.0.0.1:7071" };

    private static Option<string?> TokenOption() => new("--token") { Description = "a token; HRCOLLAB_TOKEN when absent / 令牌" };

    private static Option<string?> PersonOption() => new("--person") { Description = "sign in as an example person (a host in Development) / 示例登录" };

    private sealed record Invocation(ParseResult Parsed, DefinitionsRepository Repository, Report Report)
    {
        public T? Get<T>(Argument<T> argument) => Parsed.GetValue(argument);

        public T? Get<T>(Option<T> option) => Parsed.GetValue(option);
    }
}
