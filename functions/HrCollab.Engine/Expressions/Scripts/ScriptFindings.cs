using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions.Scripts;

/// <summary>Findings about the text of a script (lines and columns count from 1), and why an evaluation could not tell.</summary>
public static class ScriptFindings
{
#pragma warning disable CS1591 // the message says it
    public static readonly DiagnosticCode Empty = Error("HR-SCR-001", "脚本是空的。", "The script is empty.", "写出计算,最后一个表达式或 return 的值就是结果。", "Write the computation; the last expression or what return gives is the result.");
    public static readonly DiagnosticCode TooLong = Error("HR-SCR-002", "脚本有 {0} 个字符,超过上限 {1}。", "The script has {0} characters, the limit is {1}.", "拆成几个计算字段。", "Split it into several computed fields.");
    public static readonly DiagnosticCode Syntax = Error("HR-SCR-003", "第 {0} 行第 {1} 列有语法错误:{2}", "Syntax error in line {0}, column {1}: {2}", "按 JavaScript 语法改正。", "Correct the JavaScript.");
    public static readonly DiagnosticCode UnknownName = Error("HR-SCR-004", "脚本里没有“{0}”。{1}", "There is no '{0}' in scripts.{1}", "可用:{2}。", "There are {2}.");
    public static readonly DiagnosticCode NotAvailable = Error("HR-SCR-005", "第 {1} 行第 {2} 列的“{0}”不能用在脚本里。", "'{0}' in line {1}, column {2} cannot be used in scripts.", "只用变量、条件、循环、普通函数和允许的函数。", "Use variables, conditions, loops, plain functions and the functions allowed.");
    public static readonly DiagnosticCode TypeNotComputable = Error("HR-SCR-006", "脚本不能计算类型 {0}。", "A script cannot compute the type {0}.", "可用:text、integer、decimal、date、boolean、code、duration。", "Use text, integer, decimal, date, boolean, code or duration.");
    public static readonly DiagnosticCode FailsOnSample = Error("HR-SCR-007", "试运行时脚本没有得出结果({0}):{1}", "The script gave no result in a dry run ({0}): {1}", "样例输入:{2}。读取的字段可能为 null;金额用 money 计算。", "Sample input: {2}. Fields that are read may be null; compute money with money.");
    public static readonly DiagnosticCode TemplateTooLong = Error("HR-SCR-008", "第 {1} 行的模板文本有 {0} 个值,最多 {2} 个。", "The template in line {1} has {0} values, at most {2} are allowed.", "拆成几个语句。", "Split it into several statements.");

    public static readonly DiagnosticCode InputTooLong = Error("HR-SCR-009", "输入超过 {0} 个字符。", "The input has more than {0} characters.", "只给出脚本需要的内容。", "Give what the script needs.");

    public static readonly DiagnosticCode Threw = Cannot("HR-SCR-101", "脚本抛出了错误", "the script threw an error");
    public static readonly DiagnosticCode TooManyStatements = Cannot("HR-SCR-102", "脚本执行的语句超过上限", "the script ran more statements than are allowed");
    public static readonly DiagnosticCode TooSlow = Cannot("HR-SCR-103", "脚本超过了时限", "the script took longer than is allowed");
    public static readonly DiagnosticCode TooMuchMemory = Cannot("HR-SCR-104", "脚本占用的内存、数组或文本超过上限", "the script used more memory, or a larger array or text, than is allowed");
    public static readonly DiagnosticCode TooDeep = Cannot("HR-SCR-105", "脚本递归过深", "the script recursed deeper than is allowed");
    public static readonly DiagnosticCode WrongType = Cannot("HR-SCR-106", "脚本给出的不是所需类型的值", "the script gave a value of another type");
    public static readonly DiagnosticCode OutOfLimits = Cannot("HR-SCR-107", "脚本给出的值不符合字段的要求", "the script gave a value that the field does not take");
    public static readonly DiagnosticCode Busy = Cannot("HR-SCR-108", "正在运行的脚本过多", "too many scripts are running");
    public static readonly DiagnosticCode Broken = Cannot("HR-SCR-109", "脚本无法执行", "the script cannot be run");
#pragma warning restore CS1591

    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));

    private static DiagnosticCode Cannot(string code, string zh, string en) =>
        new(code, Severity.Warning, new Text(zh, en), new Text("字段留空;请定义的负责人检查脚本。", "The field stays empty; have the owner of the definition look at the script."));
}
