using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Responsibilities;

/// <summary>Findings about responsibility matrices.</summary>
internal static class ResponsibilityFindings
{
    public static readonly DiagnosticCode EmptyCell = Error("HR-RSP-001", "矩阵“{0}”步骤“{1}”缺少{2}。", "Matrix '{0}', step '{1}': {2} is missing.",
        "责任矩阵的每一格都要填写,否则出了问题没有人负责。", "Every cell of a responsibility matrix is filled, or nobody answers for the step.");

    public static readonly DiagnosticCode OneWay = Error("HR-RSP-002", "责任人必须恰好用 duty、relation、person 之一指定。", "Name people by exactly one of duty, relation or person.",
        "保留一种。", "Keep one of them.");

    public static readonly DiagnosticCode UnknownRelation = Error("HR-RSP-003", "不认识的关系“{0}”。{1}", "Unknown relation '{0}'.{1}",
        "可用:subject、submitter、manager。", "Use subject, submitter or manager.");

    public static readonly DiagnosticCode BadPath = Error("HR-RSP-004", "“{0}”不是{1}的路径。{2}", "'{0}' is not a path of {1}.{2}",
        "使用 标准.组.字段 或 form.字段。", "Use standard.group.field or form.field.");

    public static readonly DiagnosticCode BadDeadline = Error("HR-RSP-005", "看不懂的时限“{0}”。", "Cannot read the deadline '{0}'.",
        "写作 2 wd、4 wh、on form.effectiveDate、1 wd before form.hireDate、3 wd after form.hireDate。",
        "Write 2 wd, 4 wh, on form.effectiveDate, 1 wd before form.hireDate or 3 wd after form.hireDate.");

    public static readonly DiagnosticCode UnknownEvidence = Error("HR-RSP-006", "不认识的凭证类型“{0}”。{1}", "Unknown evidence '{0}'.{1}",
        "可用:none、text、date、time、expiry。", "Use none, text, date, time or expiry.");

    public static readonly DiagnosticCode UnknownDuty = Error("HR-RSP-007", "部门标准没有职责“{0}”。{1}", "The department standard has no duty '{0}'.{1}",
        "使用 department 标准 duties 组中的字段。", "Use a field of the group duties of the department standard.");

    public static readonly DiagnosticCode ReservedCheck = Error("HR-RSP-008", "检查项不能叫“{0}”。", "A check cannot be named '{0}'.",
        "evidence.步骤.by 表示完成该步骤的人,请换一个名字。", "evidence.step.by is the person who finished the step; choose another id.");

    public static readonly DiagnosticCode UnknownReaders = Error("HR-RSP-009", "不认识的凭证可见范围“{0}”。{1}", "Unknown readers of evidence '{0}'.{1}",
        "可用:step(办理人及对此类事项有职责查看权的角色)、case(能看到事项的所有人)。", "Use step (who does it and roles by duty that are shown such cases) or case (everybody who sees the case).");

    public static readonly DiagnosticCode BadReminder = Error("HR-RSP-010", "看不懂的提醒时间“{0}”。", "Cannot read the reminder '{0}'.",
        "写作 1 wd before 或 4 wh before,从完成时限往前算。", "Write 1 wd before or 4 wh before, counted back from the due time.");

    public static readonly DiagnosticCode BadEscalation = Error("HR-RSP-011", "看不懂的上报时间“{0}”。", "Cannot read the escalation time '{0}'.",
        "写作 1 wd 或 4 wh,从完成时限往后算。", "Write 1 wd or 4 wh, counted from the due time.");

    public static readonly DiagnosticCode TooManyNotices = Error("HR-RSP-012", "一行有 {0} 次提醒和上报,最多 {1} 次。", "A row has {0} reminders and escalations; {1} at most.",
        "保留真正有用的几次。", "Keep the few that help.");

    public static readonly DiagnosticCode NobodyCooperates = new("HR-RSP-013", Severity.Notice,
        new Text("矩阵“{0}”步骤“{1}”没有写配合方。", "Matrix '{0}', step '{1}': nobody cooperates."),
        new Text("确认这一步不需要别的部门;需要时写入 cooperating。", "Make sure that no other department is needed; name it in cooperating if one is."));

    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));
}
