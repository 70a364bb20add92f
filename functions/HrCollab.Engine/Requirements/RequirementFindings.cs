using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Requirements;

/// <summary>Findings about requirements.</summary>
internal static class RequirementFindings
{
    public static readonly DiagnosticCode NoLink = new("HR-REQ-001", Severity.Error,
        new Text("“{0}”不是定义的地址。{1}", "'{0}' is not the address of a definition.{1}"),
        new Text("写成 文件夹/编号,例如 workflows/transfer。", "Write folder/id, such as workflows/transfer."));

    public static readonly DiagnosticCode Uncovered = new("HR-REQ-002", Severity.Notice,
        new Text("需求“{0}”还没有定义来满足。", "No definition satisfies '{0}' yet."),
        new Text("在 satisfied 中写出满足它的定义,或先建立它。", "Name the definition that satisfies it in satisfied, or make one."));
}
