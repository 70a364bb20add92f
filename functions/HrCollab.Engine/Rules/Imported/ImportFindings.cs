using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Rules.Imported;

/// <summary>What an imported workflow says that is not supported here.</summary>
internal static class ImportFindings
{
    public static readonly DiagnosticCode OneForm = Error("HR-REW-001", "规则文件有 conditions、workflow、table 三者之一。", "A rules file has one of conditions, a workflow and a table.",
        "只保留其中一个;inputs 只与 workflow 一起使用。", "Keep one of them; inputs stands beside workflow only.");

    public static readonly DiagnosticCode NotLambda = Error("HR-REW-002", "不支持规则表达式类型“{0}”。", "The rule expression type '{0}' is not supported.",
        "写成 \"LambdaExpression\",或省略。", "Write \"LambdaExpression\" or leave it out.");

    public static readonly DiagnosticCode BadOperator = Error("HR-REW-003", "没有运算“{0}”。{1}", "There is no operator '{0}'.{1}",
        "写成 And、AndAlso、Or 或 OrElse。", "Write And, AndAlso, Or or OrElse.");

    public static readonly DiagnosticCode LeafOrGroup = Error("HR-REW-004", "规则“{0}”要么有 Expression,要么有 Operator 和非空的 Rules。", "The rule '{0}' has either an Expression, or an Operator and Rules that are not empty.",
        "删去多余的,或补上缺少的。", "Remove what is too much or add what is missing.");

    public static readonly DiagnosticCode Injected = Error("HR-REW-005", "不支持 WorkflowsToInject。", "WorkflowsToInject is not supported.",
        "把那些规则写在这里,或另写一个规则文件并由表单一并引用。", "Write those rules here, or as a rules file of its own that the form names too.");

    public static readonly DiagnosticCode BadAction = Error("HR-REW-006", "不支持动作“{0}”。", "The action '{0}' is not supported.",
        "写成 OutputExpression(Context.Expression)或 EvaluateRule(Context.workflowName、ruleName);其余的由流程的步骤完成。",
        "Write OutputExpression (Context.Expression) or EvaluateRule (Context.workflowName, ruleName); anything else is a step of a workflow.");

    public static readonly DiagnosticCode BadContext = Error("HR-REW-007", "动作 {0} 的 Context 应有且只有 {1}。", "The Context of {0} has {1} and nothing else.",
        "EvaluateRule 只能指向本文件中最上层的启用规则,输入相同;换输入请另写一条规则。", "EvaluateRule names an enabled rule at the top of this file and gives it the same inputs; write another rule for other inputs.");

    public static readonly DiagnosticCode Circle = Error("HR-REW-008", "EvaluateRule 绕成一圈或超过 20 条:{0}。", "EvaluateRule goes in a circle or through more than 20 rules: {0}.",
        "断开其中一处。", "Break it at one place.");

    public static readonly DiagnosticCode BadName = Error("HR-REW-009", "“{0}”不能作为名称,或已经用过。", "'{0}' cannot be a name here, or is used already.",
        "名称由字母、数字、下划线组成,以字母开头,在同一范围内只用一次。", "Names are letters, digits and underscores, begin with a letter and are used once in their scope.");

    public static readonly DiagnosticCode BadInput = Error("HR-REW-010", "输入 {0} 指向的“{1}”不存在。{2}", "The input {0} stands for '{1}', which does not exist.{2}",
        "写标准的编号、它的字段组或字段,例如 person 或 person.pay。", "Write the id of the standard, a group or a field of it, for example person or person.pay.");

    public static readonly DiagnosticCode BadPlace = Error("HR-REW-011", "消息中的 $({0}) 不是输入的字段或参数。", "$({0}) in the message is not a field of an input or a param.",
        "写成 $(input1.字段) 或 $(参数)。", "Write $(input1.field) or $(param).");

    public static readonly DiagnosticCode NoValue = Error("HR-REW-012", "动作的表达式得到的是{0},不能作为输出。", "The expression of the action gives {0}, which cannot be put out.",
        "输出文本、代码、数字、日期或真假值。", "Put out a text, a code, a number, a date or a truth value.");

    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));
}
