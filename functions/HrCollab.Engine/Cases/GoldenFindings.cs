using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Cases;

/// <summary>Findings about golden cases.</summary>
internal static class GoldenFindings
{
    public static readonly DiagnosticCode Differs = new("HR-TST-001", Severity.Error,
        new Text("用例“{0}”没有通过:{1} 应为 [{2}],实际为 [{3}]。", "Case '{0}' does not hold: at {1} [{2}] was expected and [{3}] came."),
        new Text("改正定义;如果结果符合本意,则改正用例。", "Correct the definition, or the case when the outcome is meant."));

    public static readonly DiagnosticCode NoForm = new("HR-TST-002", Severity.Error,
        new Text("没有流程使用表单“{0}”,其用例无法运行。{1}", "No workflow starts with the form '{0}', so its cases cannot run.{1}"),
        new Text("改正文件名,或删除用例。", "Correct the name of the file, or remove the cases."));

    public static readonly DiagnosticCode NotAllRun = new("HR-TST-003", Severity.Error,
        new Text("只运行了 {1} 个用例中的 {0} 个:已达到数量或时间上限。", "Only {0} of {1} cases were run: the limit of number or time was reached."),
        new Text("没有全部运行就不能接受:提高 manifest.json 的 limits.goldenCases 或 limits.goldenSeconds,或合并用例。", "Nothing is accepted that was not run as a whole: raise limits.goldenCases or limits.goldenSeconds in manifest.json, or merge cases."));

    public static readonly DiagnosticCode TooManyActs = new("HR-TST-004", Severity.Error,
        new Text("用例“{0}”有 {1} 个操作,最多 {2} 个。", "Case '{0}' has {1} acts, at most {2} are run."),
        new Text("拆分用例。", "Split the case."));

    public static readonly DiagnosticCode Unnoticed = new("HR-TST-005", Severity.Warning,
        new Text("没有用例注意到这里:把 {0} 改成 {1},所有用例仍然通过。", "No test notices this: with {1} instead of {0} every case still holds."),
        new Text("补一个在这里结果不同的用例。", "Add a case that comes out differently here."));

    public static readonly DiagnosticCode CasesLost = new("HR-TST-007", Severity.Error,
        new Text("当前生效的版本有 {0} 个用例证明它,这一版一个也没有。", "The active revision proves it with {0} cases, this one with none."),
        new Text("保留用例({1}),或按新的本意改写。", "Keep the cases ({1}), or rewrite them as it is meant now."));

    public static readonly DiagnosticCode NoCases = new("HR-TST-008", Severity.Warning,
        new Text("没有用例证明它。", "No case proves it."),
        new Text("在 {0} 中写出输入和应有的结果。", "Write inputs with what must come of them in {0}."));

    public static readonly DiagnosticCode SomeLost = new("HR-TST-009", Severity.Warning,
        new Text("当前生效的版本中的 {0} 个用例在这一版里没有了:{1}。", "{0} cases of the active revision are gone in this one: {1}."),
        new Text("确认它们不再需要;改名的用例视为去掉旧的、新增一个。", "Make sure that they are not needed any more; a renamed case counts as one gone and one new."));

    public static readonly DiagnosticCode NothingAsked = new("HR-TST-006", Severity.Error,
        new Text("没有{0}“{1}”,其用例无法运行。{2}", "There is no {0} '{1}', so its cases cannot run.{2}"),
        new Text("改正文件名,或删除用例。", "Correct the name of the file, or remove the cases."));
}
