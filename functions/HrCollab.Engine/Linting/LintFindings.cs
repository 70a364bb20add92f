using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Linting;

/// <summary>Findings about sound definitions in a company that has no place for them.</summary>
internal static class LintFindings
{
    public static readonly DiagnosticCode YearMissing = Warning("HR-LNT-001", "日历“{0}”没有 {1} 年:落在该年的截止时间都将待定。", "The calendar '{0}' has no {1}: due times that fall into it will be pending.",
        "国务院办公厅发布放假通知后,添加该年的日历文件。", "Add the year's file when the State Council has published its holidays.");

    public static readonly DiagnosticCode NobodyHolds = Warning("HR-LNT-002", "矩阵“{0}”步骤“{1}”:今天没有人担任“{2}”,任务会受阻并报警。", "Matrix '{0}', step '{1}': nobody holds '{2}' today; the task would be blocked and raise an alert.",
        "在人员记录中登记该职责,或改由其他职责负责。", "Record the duty with a person, or give the row to another duty.");

    public static readonly DiagnosticCode VacantSomewhere = Warning("HR-LNT-003", "矩阵“{0}”步骤“{1}”:以下部门没有在岗的“{2}”:{3}。", "Matrix '{0}', step '{1}': no '{2}' is present in {3}.",
        "登记该部门的职责,指定休假代理人,或设置 climb 由上级部门负责。", "Fill the duty, name a substitute, or set climb so that the department above answers.");

    public static readonly DiagnosticCode HoldsBoth = Warning("HR-LNT-004", "职责分离“{0}”:{1} 同时担任“{2}”和“{3}”。", "Separation of duties '{0}': {1} can act as '{2}' and as '{3}'.",
        "把其中一项职责交给另一人。", "Give one of the duties to somebody else.");

    public static readonly DiagnosticCode OneHandInProcess = Warning("HR-LNT-005", "职责分离“{0}”:流程“{1}”的步骤“{2}”和“{3}”今天都由 {4} 负责。", "Separation of duties '{0}': in '{1}' the steps '{2}' and '{3}' are both owed by {4} today.",
        "把其中一项职责交给另一人,或改由其他职责负责。", "Give one of the duties to somebody else, or one of the steps to another duty.");

    public static readonly DiagnosticCode PersonIsNotHere = Warning("HR-LNT-006", "矩阵“{0}”步骤“{1}”指定的人员 {2} 今天不在岗,也没有代理人。", "Matrix '{0}', step '{1}' names {2}, who is not here today and has no substitute.",
        "改为职责,或改为在岗的人员。", "Name a duty instead, or somebody who is here.");

    public static readonly DiagnosticCode NoManager = Warning("HR-LNT-007", "矩阵“{0}”步骤“{1}”交给直属上级,但以下人员没有在岗的直属上级:{2}。", "Matrix '{0}', step '{1}' goes to the direct manager, but these have none who is here: {2}.",
        "在人员记录中登记直属上级,或改由部门职责负责。", "Record their managers, or give the row to a duty of the department.");

    public static readonly DiagnosticCode NobodyAbove = Warning("HR-LNT-008", "矩阵“{0}”步骤“{1}”:以下部门的上级部门没有在岗的“{3}”:{2}。", "Matrix '{0}', step '{1}': nobody present is '{3}' above {2}.",
        "登记上级部门的职责,或指定休假代理人。", "Fill the duty of the department above, or name a substitute.");

    public static readonly DiagnosticCode NoSuchDepartment = Warning("HR-LNT-009", "子公司“{0}”的部门“{1}”今天不存在:没有人适用它的定义。{2}", "The department '{1}' of the subsidiary '{0}' does not exist today: its definitions hold for nobody.{2}",
        "登记该部门,或改为子公司最上级部门的编码。", "Record the department, or name the one at the top of the subsidiary.");

    private static DiagnosticCode Warning(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Warning, new Text(zh, en), new Text(helpZh, helpEn));
}
