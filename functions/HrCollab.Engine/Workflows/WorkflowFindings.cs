using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Workflows;

/// <summary>Findings about workflows, and the answers to acts that a case does not allow.</summary>
public static class WorkflowFindings
{
    internal static readonly DiagnosticCode OneKind = Error("HR-WFL-001", "步骤“{0}”必须恰好是 approve、task、choose、parallel、effect 之一。", "Step '{0}' must be exactly one of approve, task, choose, parallel and effect.",
        "保留一种。", "Keep one of them.");

    internal static readonly DiagnosticCode NoRow = Error("HR-WFL-002", "流程“{0}”的步骤“{1}”没有责任部门和责任人:缺少 row。", "Workflow '{0}', step '{1}' has no responsible department and person: row is missing.",
        "在责任矩阵中添加一行并用 row 引用。", "Add a row to the responsibility matrix and name it in row.");

    internal static readonly DiagnosticCode UnknownMode = Error("HR-WFL-003", "不认识的方式“{0}”。{1}", "Unknown mode '{0}'.{1}",
        "approve 可用 one、all;join 可用 all、any。", "approve takes one or all; join takes all or any.");

    internal static readonly DiagnosticCode TooFewBranches = Error("HR-WFL-004", "步骤“{0}”至少需要两个分支。", "Step '{0}' needs at least two branches.",
        "添加分支,或去掉该块。", "Add a branch, or remove the block.");

    internal static readonly DiagnosticCode OtherwiseLast = Error("HR-WFL-005", "步骤“{0}”的条件分支必须以一个没有条件的分支结束。", "The exclusive branches of step '{0}' must end with one without a condition.",
        "最后一个分支不写 when,其余都写。", "Leave out when in the last branch only.");

    internal static readonly DiagnosticCode UnknownPath = Error("HR-WFL-006", "没有“{0}”。{1}", "There is no '{0}'.{1}",
        "使用 form.字段、标准.组.字段 或 evidence.步骤.检查项。", "Use form.field, standard.group.field or evidence.step.check.");

    internal static readonly DiagnosticCode NotADate = Error("HR-WFL-007", "“{0}”不是日期字段。", "'{0}' is not a date.",
        "生效日和时限只能取日期字段。", "Effective dates and deadlines take date fields.");

    internal static readonly DiagnosticCode TwoWorkflows = Error("HR-WFL-008", "表单“{0}”已由流程“{1}”使用。", "Form '{0}' already starts workflow '{1}'.",
        "一个表单只启动一个流程。", "A form starts one workflow.");

    internal static readonly DiagnosticCode NothingToSet = Error("HR-WFL-009", "生效步骤“{0}”没有要设置的字段。", "Effect '{0}' sets nothing.",
        "添加 set 或 draw。", "Add set or draw.");

    internal static readonly DiagnosticCode NoSteps = Error("HR-WFL-010", "流程“{0}”没有步骤。", "Workflow '{0}' has no steps.",
        "添加至少一个步骤。", "Add at least one step.");

    internal static readonly DiagnosticCode TooDeep = Error("HR-WFL-011", "步骤嵌套超过 {0} 层或总数超过 {1}。", "Steps are nested deeper than {0} or there are more than {1}.",
        "拆分流程。", "Split the workflow.");

    internal static readonly DiagnosticCode OtherSubject = Error("HR-WFL-012", "矩阵“{0}”针对“{1}”,而表单针对“{2}”。", "Matrix '{0}' is about '{1}', the form is about '{2}'.",
        "使用同一标准。", "Use the same standard.");

    internal static readonly DiagnosticCode DependentMatrix = Error("HR-WFL-013", "责任矩阵“{0}”第“{1}”行的路径“{2}”在表单“{3}”中不存在或类型不符。", "Path '{2}' of row '{1}' in matrix '{0}' is not in form '{3}' or has another type.",
        "改正路径,或在表单中添加字段。", "Correct the path, or add the field to the form.");

    internal static readonly DiagnosticCode BadDeadline = Error("HR-WFL-014", "看不懂的流程时限“{0}”。", "Cannot read the deadline of the process '{0}'.",
        "写作 15 wd(工作日)或 40 wh(工作小时)。", "Write 15 wd (working days) or 40 wh (working hours).");

    internal static readonly DiagnosticCode DeadlinesExceed = new(
        "HR-WFL-015", Severity.Warning, new Text("各步骤时限之和为 {0}({1}),超过流程时限 {2}。", "The deadlines of the steps add up to {0} ({1}), more than the {2} of the process."),
        new Text("缩短步骤时限,或让步骤并行,或放宽流程时限。", "Shorten steps, let them run in parallel, or allow the process more time."));

    /// <summary>The task is not open any more.</summary>
    public static readonly DiagnosticCode TaskClosed = Error("HR-WFL-101", "该任务已关闭。", "The task is closed already.", "刷新页面查看最新进度。", "Reload to see where the case stands.");

    /// <summary>The act does not fit the step.</summary>
    public static readonly DiagnosticCode WrongAct = Error("HR-WFL-102", "步骤“{0}”不支持操作“{1}”。", "Step '{0}' does not take the act '{1}'.", "审批可同意、拒绝、退回;任务可完成、退回。", "Approvals take approve, reject, return; tasks take complete and return.");

    /// <summary>A mandatory check lacks its tick or evidence.</summary>
    public static readonly DiagnosticCode CheckMissing = Error("HR-WFL-103", "必须完成检查项“{0}”并提供凭证。", "The check '{0}' must be done and its evidence given.", "勾选并填写凭证后再完成。", "Tick it, give the evidence, then finish.");

    /// <summary>The task waits for other steps.</summary>
    public static readonly DiagnosticCode BlockedBy = Error("HR-WFL-104", "“{0}”尚未完成(责任:{1}),因此不能完成“{2}”。", "'{0}' is not done (owner: {1}), so '{2}' cannot be finished.", "先完成前置步骤。", "Finish the steps it requires first.");

    /// <summary>A refusal or return needs a reason.</summary>
    public static readonly DiagnosticCode NeedsComment = Error("HR-WFL-105", "请填写理由。", "Please give a reason.", "拒绝和退回必须说明理由。", "Rejections and returns need a reason.");

    /// <summary>The step to return to does not lie before this one.</summary>
    public static readonly DiagnosticCode CannotReturn = Error("HR-WFL-106", "不能退回到“{0}”。{1}", "Cannot return to '{0}'.{1}", "退回到之前的步骤或 submit。", "Return to an earlier step, or to submit.");

    /// <summary>The case has ended.</summary>
    public static readonly DiagnosticCode CaseEnded = Error("HR-WFL-107", "该事项已结束。", "The case has ended.", "查看办理记录。", "See the trace.");

    /// <summary>Another person works on it.</summary>
    public static readonly DiagnosticCode Claimed = Error("HR-WFL-108", "任务已由 {0} 认领。", "The task is claimed by {0}.", "与认领人协商。", "Talk to the one who claimed it.");

    /// <summary>A value of evidence is not of the asked form.</summary>
    public static readonly DiagnosticCode BadEvidence = Error("HR-WFL-109", "检查项“{0}”的凭证格式不正确。", "The evidence of check '{0}' is not of the asked form.", "日期写作 yyyy-MM-dd,时间为 RFC 3339。", "Dates are yyyy-MM-dd, times RFC 3339.");

    /// <summary>The last day of validity that was given has passed.</summary>
    public static readonly DiagnosticCode EvidenceExpired = Error("HR-WFL-119", "检查项“{0}”的有效期已过。", "What was shown for check '{0}' is no longer valid.", "请提供仍在有效期内的材料。", "Ask for one that is still valid.");

    /// <summary>The evidence says a time that is still to come.</summary>
    public static readonly DiagnosticCode EvidenceLater = Error("HR-WFL-118", "检查项“{0}”的时间还没有到。", "The time given for check '{0}' is still to come.", "做完后再填写实际的日期或时间。", "Give the actual date or time once it is done.");

    /// <summary>The named check does not exist.</summary>
    public static readonly DiagnosticCode UnknownCheck = Error("HR-WFL-110", "没有检查项“{0}”。{1}", "There is no check '{0}'.{1}", "使用责任矩阵中的检查项。", "Use the checks of the matrix row.");

    /// <summary>A change of the record has been ordered for a later day.</summary>
    public static readonly DiagnosticCode EffectOrdered = Error("HR-WFL-111", "“{0}”已安排在 {1} 生效,不能退回到它之前。", "'{0}' is ordered for {1}; the case cannot go back before it.", "生效后另行提交新的申请更正。", "Let it take effect, then correct it with a new request.");

    /// <summary>The change still cannot be made.</summary>
    public static readonly DiagnosticCode StillBlocked = Error("HR-WFL-112", "“{0}”仍然受阻:{1}", "'{0}' is still blocked: {1}", "先更正数据,或退回到前面的步骤。", "Correct the data first, or return it to an earlier step.");

    internal static readonly DiagnosticCode ComputedField = Error("HR-WFL-016", "“{0}”是计算字段,不能由步骤写入。", "'{0}' is computed and cannot be set by a step.",
        "写入它所依据的字段。", "Set the fields it follows from.");

    /// <summary>The day from which the step can be done has not come.</summary>
    public static readonly DiagnosticCode TooEarly = Error("HR-WFL-113", "“{0}”在 {1} 当天及之后才能完成。", "'{0}' cannot be finished before {1}.", "到当天再办结;日期有误时退回更正。", "Finish it on that day; if the date is wrong, return the case.");

    /// <summary>A change of the record has been made.</summary>
    public static readonly DiagnosticCode EffectMade = Error("HR-WFL-114", "“{0}”已经写入记录,不能退回到它之前。", "'{0}' has changed the record; the case cannot go back before it.",
        "退回到它之后的步骤;记录有误时由数据责任部门更正或另行提交申请。", "Return it to a later step; what is wrong in the record is corrected by its owner or with a new request.");

    /// <summary>The case has gone back as often as the manifest allows.</summary>
    public static readonly DiagnosticCode ReturnedTooOften = Error("HR-WFL-115", "该事项已退回 {0} 次,达到上限 {1},不能再退回。", "The case has gone back {0} times, which is the limit of {1}; it cannot go back again.",
        "作出决定:同意或拒绝。上限在 manifest.json 的 limits.returns。", "Decide it: approve or reject. The limit is limits.returns in manifest.json.");

    /// <summary>The case would be larger than the manifest allows.</summary>
    public static readonly DiagnosticCode CaseFull = Error("HR-WFL-116", "该事项将有 {0} 字节,超过上限 {1}。", "The case would have {0} bytes, more than the limit of {1}.",
        "缩短填写的内容;已在办理的,作出决定。上限在 manifest.json 的 limits.caseBytes。", "Shorten what is filled in; decide a case that is under way. The limit is limits.caseBytes in manifest.json.");

    internal static readonly DiagnosticCode BadDay = Error("HR-WFL-018", "看不懂的生效日“{0}”。", "Cannot read the day of the effect '{0}'.",
        "写日期字段,或写作 1 d after form.lastWorkingDay(只能是整天)。", "Write a date field, or 1 d after form.lastWorkingDay (whole days only).");

    internal static readonly DiagnosticCode NotBeforeTask = Error("HR-WFL-017", "步骤“{0}”不是办理任务,不能用 notBefore。", "Step '{0}' is no task and takes no notBefore.",
        "只在 task 步骤上写 notBefore。", "Use notBefore on tasks only.");

    internal static readonly DiagnosticCode BySubjectApproval = Error("HR-WFL-019", "步骤“{0}”不是审批,不能用 bySubject。", "Step '{0}' is no approval and takes no bySubject.",
        "只在 approve 步骤上写 bySubject。", "Use bySubject on approvals only.");

    internal static readonly DiagnosticCode DecidedBySubject = Error("HR-WFL-020", "审批“{0}”的责任行“{1}”是本人,而本人不能决定关于自己的事项。", "The row '{1}' of approval '{0}' is the person concerned, who does not decide on what is about themselves.",
        "确需本人决定(例如本人同意)时写 \"bySubject\": true,否则换成别人。", "Write \"bySubject\": true where it is theirs to decide, such as a consent; else name somebody else.");

    internal static readonly DiagnosticCode NotADepartment = Error("HR-WFL-021", "“{0}”不是部门字段{1}。", "'{0}' is no field that holds a department{1}.",
        "写填有部门的字段,例如 form.newDepartment。", "Name a field that holds a department, such as form.newDepartment.");

    internal static readonly DiagnosticCode Ignored = Error("HR-WFL-022", "步骤“{0}”不能用 {1},它只用于{2}。", "Step '{0}' takes no {1}, which is for {2} only.",
        "删去它,或改变步骤的类型。", "Leave it out, or make it a step of that kind.") with
    { IsLater = true };

    internal static readonly DiagnosticCode Deadlock = Error("HR-WFL-023", "步骤“{0}”{2}永远无法完成,事项会停在这里:{1},每一步都等待后一步。", "Step '{0}' can never be finished{2}, and the case would stay there: {1}, each waiting for the next.",
        "去掉其中一个 requires,或把步骤移到不等待它的位置。", "Leave out one of the requires, or move the step where it is not waited for.") with
    { IsLater = true };

    internal static readonly DiagnosticCode OtherBranch = Error("HR-WFL-024", "步骤“{0}”要求“{1}”,但两者在“{2}”的不同分支中,只会走其中一个。", "Step '{0}' requires '{1}', but they are in different branches of '{2}', of which only one is taken.",
        "去掉该 requires,或把两个步骤放在同一分支。", "Leave out that requires, or put both into one branch.") with
    { IsLater = true };

    internal static readonly DiagnosticCode EndsWithout = Error("HR-WFL-025", "步骤“{0}”永远无法完成:{1},每一步都等待后一步,而“{2}”不等它就会结束。", "Step '{0}' can never be finished: {1}, each waiting for the next, and '{2}' ends without it.",
        "去掉其中一个 requires,或把步骤移出该并行块。", "Leave out one of the requires, or move the step out of that block.") with
    { IsLater = true };

    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));
}
