using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Forms;

/// <summary>Findings about forms.</summary>
internal static class FormFindings
{
    public static readonly DiagnosticCode NeitherOwnNorDrawn = Error("HR-FRM-001", "字段“{0}”既没有 draws 也没有 type。", "Field '{0}' has neither draws nor type.",
        "从标准中取字段(draws),或给出自己的类型。", "Draw it from the standard, or give it a type.");

    public static readonly DiagnosticCode OwnNeedsTitle = Error("HR-FRM-002", "自有字段“{0}”没有标题。", "Field '{0}' of the form's own has no title.",
        "添加 title。", "Add a title.");

    public static readonly DiagnosticCode UnknownField = Error("HR-FRM-003", "没有字段“{0}”。{1}", "There is no field '{0}'.{1}",
        "改正字段名。", "Correct the name.");

    public static readonly DiagnosticCode ReadsLater = Error("HR-FRM-004", "“{0}”的显示条件读取了排在它后面的“{1}”。", "The visibility of '{0}' reads '{1}', which stands after it.",
        "调整字段顺序。", "Change the order of the fields.");

    public static readonly DiagnosticCode NobodyMaySubmit = Error("HR-FRM-005", "没有人可以提交这个表单。", "Nobody may submit this form.",
        "在 submitters 中列出角色。", "List roles in submitters.");

    public static readonly DiagnosticCode CannotCreate = Error("HR-FRM-006", "新建记录的表单没有取用标识字段“{0}”。", "A form that creates a record must draw its key '{0}'.",
        "添加取用该字段的表单字段。", "Add a field that draws it.");

    public static readonly DiagnosticCode OtherSubject = Error("HR-FRM-007", "规则“{0}”针对“{1}”,而表单针对“{2}”。", "Rules '{0}' are about '{1}', the form is about '{2}'.",
        "使用同一标准的规则。", "Use rules about the same standard.");

    public static readonly DiagnosticCode NoPurpose = Error("HR-FRM-008", "表单收集的个人信息字段“{0}”在标准中没有声明目的或依据。", "The personal field '{0}' has no declared purpose or basis in the standard.",
        "在标准中补充 purpose 和 basis(最小必要,个人信息保护法 第六条)。", "Declare purpose and basis in the standard (PIPL Art. 6).");

    public static readonly DiagnosticCode ComputedField = Error("HR-FRM-009", "“{0}”是计算字段,不能在表单中填写。", "'{0}' is computed and cannot be asked for.",
        "取用它所依据的字段;要显示它,用自有字段的 prefill。", "Draw the fields it follows from; show it as the prefill of a field of the form's own.");

    public static readonly DiagnosticCode OwnNeedsPurpose = Error("HR-FRM-010", "表单自己的字段“{0}”没有声明目的。", "The form's own field '{0}' has no declared purpose.",
        "写明 purpose;收集个人信息的,先在信息标准中定义再用 draws 取用(最小必要,个人信息保护法 第六条)。",
        "Say its purpose; define personal information in the standard and draw it (PIPL Art. 6).");

    public static readonly DiagnosticCode OtherPrefill = Error("HR-FRM-011", "“{0}”与字段“{1}”类型不同,不能预填。", "'{0}' is of another type than field '{1}' and cannot be its prefill.",
        "预填同一类型、同一代码表或同一标准的字段。", "Prefill from a field of the same type, code list or standard.") with
    { IsLater = true };

    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));
}
