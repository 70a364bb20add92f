using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.CodeLists;

/// <summary>Findings about code lists.</summary>
internal static class CodeListFindings
{
    public static readonly DiagnosticCode DuplicateCode = Error("HR-COD-001", "代码“{0}”重复。", "The code '{0}' is repeated.",
        "同一代码表中每个代码只出现一次。", "A code stands once in a list.");

    public static readonly DiagnosticCode BadCode = Error("HR-COD-002", "代码“{0}”无效。", "The code '{0}' is not valid.",
        "用 1 到 32 个字母、数字、- _ 或 .。", "Use 1 to 32 letters, digits, - _ or dots.");

    public static readonly DiagnosticCode CyclicParent = Error("HR-COD-003", "代码“{0}”的上级形成循环。", "The parents of code '{0}' form a cycle.",
        "去掉环中的一个 parent。", "Remove one parent of the cycle.");

    public static readonly DiagnosticCode BackwardValidity = Error("HR-COD-004", "代码“{0}”的有效期结束早于开始。", "The validity of code '{0}' ends before it begins.",
        "对调 from 和 to。", "Swap from and to.");

    public static readonly DiagnosticCode UnknownStatus = Error("HR-COD-005", "不认识的状态“{0}”。{1}", "Unknown status '{0}'.{1}",
        "用 corroborated、single-source、unverified 或 company。", "Use corroborated, single-source, unverified or company.");

    public static readonly DiagnosticCode AmbiguousAlias = Error("HR-COD-006", "别名“{0}”已经指代代码“{1}”。", "The alias '{0}' already means the code '{1}'.",
        "别名只能指代一个代码。", "An alias means one code.");

    public static readonly DiagnosticCode Empty = Error("HR-COD-007", "代码表没有值。", "The list has no values.",
        "至少添加一个值,或用 extends 引用另一张表。", "Add a value, or extend another list.");

    public static readonly DiagnosticCode ToBeConfirmed = new("HR-COD-008", Severity.Notice,
        new Text("代码表的来源待确认({0})。", "The source of the list is to be confirmed ({0})."),
        new Text("与标准文本核对后把 status 改为 corroborated。", "Check it against the text of the standard and set status to corroborated."));

    public static readonly DiagnosticCode UnknownStanding = Error("HR-COD-009", "不认识的标准效力“{0}”。{1}", "Unknown standing '{0}'.{1}",
        "用 in-force 或 replaced;没有查过就不写。", "Use in-force or replaced; leave it out when nobody has looked it up.");

    public static readonly DiagnosticCode StandardReplaced = new("HR-COD-010", Severity.Notice,
        new Text("代码表依据的标准 {0} 已被 {1} 代替。", "The standard {0} of the list has been replaced by {1}."),
        new Text("对照新标准核对代码,停用的代码写上 to,再改 standard。", "Compare the codes with the new standard, close those that are gone with to, then change standard."));

    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));
}
