using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Permissions;

/// <summary>Findings about permission matrices, and the reasons for which a caller is refused.</summary>
public static class PermissionFindings
{
    internal static readonly DiagnosticCode OneWay = Error("HR-PRM-001", "角色“{0}”必须恰好用 relation、duty、position、service 之一定义;duty 和 position 须写 scope。", "Role '{0}' is given by exactly one of relation, duty, position and service; duty and position need a scope.",
        "保留一种。", "Keep one of them.");

    internal static readonly DiagnosticCode UnknownRelation = Error("HR-PRM-002", "不认识的关系“{0}”。{1}", "Unknown relation '{0}'.{1}",
        "可用:self、reports、anyone。", "Use self, reports or anyone.");

    internal static readonly DiagnosticCode UnknownScope = Error("HR-PRM-003", "不认识的范围“{0}”。{1}", "Unknown scope '{0}'.{1}",
        "可用:department、subtree、assigned、all。", "Use department, subtree, assigned or all.");

    internal static readonly DiagnosticCode UnknownTarget = Error("HR-PRM-004", "标准中没有字段组或字段“{0}”。{1}", "The standard has no group or field '{0}'.{1}",
        "使用 组 或 组.字段。", "Use group or group.field.");

    internal static readonly DiagnosticCode UnknownLetter = Error("HR-PRM-005", "不认识的操作“{0}”。", "Unknown operation '{0}'.",
        "可用:r 读、m 掩码读、u 改、c 新建时填写、x 导出、- 无;前加 ! 表示禁止。", "Use r read, m masked, u update, c fill in on creation, x export, - nothing; ! before a letter denies it.");

    internal static readonly DiagnosticCode TwoMatrices = Error("HR-PRM-006", "标准“{0}”的权限矩阵的 id 应为“{0}”,而不是“{1}”。", "The matrix of standard '{0}' must have the id '{0}', not '{1}'.",
        "一个标准只有一个权限矩阵。", "A standard has one permission matrix.");

    internal static readonly DiagnosticCode NoPlace = Error("HR-PRM-007", "标准“{0}”缺少“{1}”,无法判断谁属于哪个部门。", "The standard '{0}' has no '{1}', so nobody can tell who belongs where.",
        "在标准中补上该字段;权限和责任都依赖它。", "Add the field to the standard; permissions and responsibilities stand on it.");

    internal static readonly DiagnosticCode AssignedToNobody = Error("HR-PRM-008", "“{0}”不是部门的职责,不能用范围 assigned。", "'{0}' is not a duty of departments, so its scope cannot be assigned.",
        "改用 department、subtree 或 all。", "Use department, subtree or all.");

    internal static readonly DiagnosticCode SameRole = Error("HR-PRM-009", "“{0}”不能与自己冲突。", "'{0}' cannot be in conflict with itself.", "写两个不同的角色。", "Name two roles.");

    internal static readonly DiagnosticCode BadWindow = Error("HR-PRM-010", "窗口期“{0}”无效。", "The window '{0}' is not valid.",
        "写每月的工作日范围,如 2-10;1 到 23,首日不晚于末日。", "Write working days of the month, such as 2-10; 1 to 23, the first not after the last.");

    internal static readonly DiagnosticCode PublishByPrograms = Error("HR-PRM-011", "角色“{0}”不是服务账号,不能写 publish。", "Role '{0}' is not of a service account and cannot have publish.",
        "人员按 manifest.json 的 publishDuty 发布。", "People publish by the publishDuty of manifest.json.");

    internal static readonly DiagnosticCode Unheard = new("HR-PRM-012", Severity.Warning,
        new Text("角色“{0}”对“{1}”写的“{2}”不起作用:其中每个字段都另有更具体的一格,例如 {3} 是“{4}”。", "Role '{0}': what the cell '{1}' says ('{2}') counts for nothing, because every field of it has a cell of its own; {3}, for example, is '{4}'."),
        new Text("删去这一格,或删去应当按它处理的字段各自的格。", "Remove this cell, or the cells of the fields that should go by it."));

    /// <summary>No role of the caller reaches this record.</summary>
    public static readonly DiagnosticCode NotVisible = Error("HR-PRM-101", "没有找到。", "Not found.", "确认编号,或申请权限。", "Check the id, or request access.");

    /// <summary>The field may not be changed by the caller.</summary>
    public static readonly DiagnosticCode MayNotUpdate = Error("HR-PRM-102", "您不能修改“{0}”。", "You may not change '{0}'.", "请联系数据责任部门,或通过流程修改。", "Ask the data owner, or use a process.");

    /// <summary>The caller may not create such records.</summary>
    public static readonly DiagnosticCode MayNotCreate = Error("HR-PRM-103", "您不能新建{0}。", "You may not create a {0}.", "请联系数据责任部门。", "Ask the data owner.");

    /// <summary>The form is not open to the caller for this record.</summary>
    public static readonly DiagnosticCode MayNotSubmit = Error("HR-PRM-104", "您不能为该对象提交“{0}”。可提交的角色:{1}。", "You may not submit '{0}' about this record. Roles that may: {1}.", "请由有权限的人员提交。", "Ask somebody who holds one of the roles.");

    /// <summary>The task belongs to somebody else.</summary>
    public static readonly DiagnosticCode NotYourTask = Error("HR-PRM-105", "这项任务不由您处理。", "This task is not yours.", "任务只能由其责任人、代理人或认领人处理。", "A task is done by its owner, a substitute or the one who claimed it.");

    /// <summary>The field may not be filled in by the caller on a new record.</summary>
    public static readonly DiagnosticCode MayNotFill = Error("HR-PRM-106", "新建时您不能填写“{0}”。", "You may not fill in '{0}' on a new record.", "去掉该字段,由数据责任部门补充,或通过流程办理。", "Leave it out for the data owner to add, or use a process.");

    /// <summary>It exists, no role of the caller reaches it, and the manifest lets that be said.</summary>
    public static readonly DiagnosticCode Outside = Error("HR-PRM-107", "不在您的权限范围内。", "This lies outside your permission.", "如工作需要,请申请权限。", "Request access if your work needs it.");

    /// <summary>Who submitted a case, or whom it is about, does not decide it.</summary>
    public static readonly DiagnosticCode OwnMatter = Error("HR-PRM-108", "您不能决定这一步:{0}。", "You may not decide this: {0}.", "由其他责任人、上级或告警职责处理。", "Another owner, a superior or the alert duty decides.");

    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));
}
