using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Subsidiaries;

/// <summary>Findings about the companies of a group.</summary>
internal static class SubsidiaryFindings
{
    public static readonly DiagnosticCode SameDepartment = Error("HR-SUB-001", "部门“{0}”已是子公司“{1}”的最上级部门。", "The department '{0}' is already at the top of the subsidiary '{1}'.",
        "一个部门只能属于一家子公司:改为本公司自己的最上级部门。", "A department belongs to one subsidiary: name the one at the top of this one.");

    public static readonly DiagnosticCode NotDefined = Error("HR-SUB-002", "没有子公司“{0}”的定义 {1}。{2}", "The subsidiary '{0}' is not defined: {1} is missing.{2}",
        "添加该文件,写明 title 和最上级部门 department。", "Add that file with title and department.");

    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));
}
