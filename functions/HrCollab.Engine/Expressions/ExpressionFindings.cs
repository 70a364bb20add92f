using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>Findings about the text of an expression; positions count characters from 1.</summary>
internal static class ExpressionFindings
{
    public static readonly DiagnosticCode Empty = Error("HR-EXP-001", "表达式是空的。", "The expression is empty.",
        "写一个表达式,例如 person.employment.status == \"active\"。", "Write an expression, for example person.employment.status == \"active\".");

    public static readonly DiagnosticCode TooLong = Error("HR-EXP-002", "表达式有 {0} 个字符,超过上限 {1}。", "The expression has {0} characters, the limit is {1}.",
        "拆成几个命名的条件。", "Split it into several named conditions.");

    public static readonly DiagnosticCode BadCharacter = Error("HR-EXP-003", "第 {1} 个字符“{0}”不能用在表达式里。", "'{0}' at character {1} is not part of the expression language.",
        "只能用字段路径、数字、\"文本\"、函数以及 && || ! == != < <= > >= in + - * / ( ) [ ]。",
        "Use field paths, numbers, \"texts\", functions and && || ! == != < <= > >= in + - * / ( ) [ ].");

    public static readonly DiagnosticCode WriteInstead = Error("HR-EXP-004", "第 {1} 个字符处写了 {0},应写 {2}。", "{0} at character {1}: write {2}.",
        "改为 {2}。", "Write {2}.");

    public static readonly DiagnosticCode UnfinishedText = Error("HR-EXP-005", "从第 {0} 个字符开始的文本没有结束。", "The text that begins at character {0} does not end.",
        "在同一行用 \" 结束文本;文本中的引号写 \\\",换行写 \\n。", "End it with \" on the same line; write \\\" for a quote and \\n for a line break within it.");

    public static readonly DiagnosticCode BadEscape = Error("HR-EXP-006", "第 {1} 个字符处的“{0}”不是可用的转义。", "'{0}' at character {1} is not an escape.",
        "只有 \\\"、\\\\ 和 \\n。", "There are \\\", \\\\ and \\n.");

    public static readonly DiagnosticCode BadNumber = Error("HR-EXP-007", "第 {1} 个字符处的“{0}”不是数字。", "'{0}' at character {1} is not a number.",
        "数字写成 12 或 12.50,最多 28 位,不带指数和后缀。", "Write numbers as 12 or 12.50 with at most 28 digits, without exponent or suffix.");

    public static readonly DiagnosticCode Unexpected = Error("HR-EXP-008", "第 {1} 个字符处应为{2},实际是{0}。", "Expected {2} at character {1}, found {0}.",
        "检查括号、逗号和运算符。", "Check brackets, commas and operators.");

    public static readonly DiagnosticCode TooDeep = Error("HR-EXP-009", "表达式嵌套超过 {0} 层。", "The expression nests deeper than {0} levels.",
        "拆成几个命名的条件。", "Split it into several named conditions.");

    public static readonly DiagnosticCode TooManyParts = Error("HR-EXP-010", "表达式超过 {0} 个部分。", "The expression has more than {0} parts.",
        "拆成几个命名的条件,或使用决策表。", "Split it into several named conditions, or use a decision table.");

    public static readonly DiagnosticCode Chained = Error("HR-EXP-011", "比较不能连写(第 {1} 个字符处的 {0})。", "Comparisons cannot be chained ({0} at character {1}).",
        "写成 a < b && b < c。", "Write a < b && b < c.");

    public static readonly DiagnosticCode UnknownName = Error("HR-EXP-012", "没有字段“{0}”。{1}", "There is no field '{0}'.{1}",
        "写完整路径,例如 person.employment.department;文本要加引号。", "Write the full path, for example person.employment.department; texts need quotes.");

    public static readonly DiagnosticCode UnknownFunction = Error("HR-EXP-013", "没有函数“{0}”。{1}", "There is no function '{0}'.{1}",
        "可用的函数:{2}。", "The functions are {2}.");

    public static readonly DiagnosticCode ArgumentCount = Error("HR-EXP-014", "{0} 需要 {1} 个参数,写了 {2} 个。", "{0} takes {1} arguments, found {2}.",
        "写成 {3}。", "Write it as {3}.");

    public static readonly DiagnosticCode ArgumentType = Error("HR-EXP-015", "{0} 的第 {1} 个参数应为{2},实际是{3}。", "Argument {1} of {0} is {2}, found {3}.",
        "写成 {4}。", "Write it as {4}.");

    public static readonly DiagnosticCode OperandType = Error("HR-EXP-016", "运算符 {0} 用于{1},实际是{2}。", "The operator {0} takes {1}, found {2}.",
        "改正操作数;日期用 addDays、addMonths、daysBetween 计算,取反的比较加括号:!(a == b)。",
        "Correct the operand; dates are computed with addDays, addMonths, daysBetween, a negated comparison needs parentheses: !(a == b).");

    public static readonly DiagnosticCode CannotCompare = Error("HR-EXP-017", "{1}和{2}不能用 {0} 比较。", "{1} and {2} cannot be compared with {0}.",
        "两边必须是同一类型;数字不加引号,文本加引号。", "Both sides must have one type; numbers stand without quotes, texts in quotes.");

    public static readonly DiagnosticCode DateIsText = Error("HR-EXP-018", "日期和文本不能比较。", "A date cannot be compared with a text.",
        "写成 date(\"2026-01-31\")。", "Write date(\"2026-01-31\").");

    public static readonly DiagnosticCode BadDate = Error("HR-EXP-019", "date(...) 需要一个存在的日期,格式为 \"yyyy-MM-dd\"。", "date(...) takes a day that exists, as \"yyyy-MM-dd\".",
        "写成 date(\"2026-01-31\")。", "Write date(\"2026-01-31\").");

    public static readonly DiagnosticCode NotACondition = Error("HR-EXP-020", "条件应当成立或不成立,这里得到的是{0}。", "A condition is true or false; this gives {0}.",
        "加上比较,例如 == 或 >=。", "Compare it with something, for example with == or >=.");

    public static readonly DiagnosticCode WrongResult = Error("HR-EXP-021", "这里需要{0},表达式得到的是{1}。", "{0} is needed here; the expression gives {1}.",
        "改正表达式;小数取整用 round(x, 0)。", "Correct the expression; round(x, 0) makes a whole number of a decimal.");

    public static readonly DiagnosticCode NullHere = Error("HR-EXP-022", "null 只能用在 == null 或 != null 中,另一边是字段或函数。", "null stands only in == null or != null, beside a field or a function.",
        "写成 x == null、x != null 或 has(x)。", "Write x == null, x != null or has(x).");

    public static readonly DiagnosticCode ListItem = Error("HR-EXP-023", "列表里应是{0},实际是{1}。", "The list holds {0}, found {1}.",
        "in 右边的列表由同一类型的文本、数字或日期组成,例如 [\"a\", \"b\"]。", "The list right of 'in' has texts, numbers or dates of one type, for example [\"a\", \"b\"].");

    public static readonly DiagnosticCode BadDuration = Error("HR-EXP-024", "duration(...) 需要一个时长,例如 \"P3M\"、\"P1Y6M\"、\"P2W\"、\"P10D\"。", "duration(...) takes a duration such as \"P3M\", \"P1Y6M\", \"P2W\" or \"P10D\".",
        "按年 Y、月 M、周 W、日 D 的顺序写整数,不带时间和正负号。", "Write whole years Y, months M, weeks W and days D in this order, without a time of day and without a sign.");

    public static readonly DiagnosticCode NoCalendar = Error("HR-EXP-025", "{0} 需要公司日历,但这里没有。", "{0} needs the calendar of the company, and there is none.",
        "在 calendars 中加入 manifest.json 的 calendar 所指的日历。", "Add the calendar that manifest.json names under calendars.");

    public static readonly DiagnosticCode BodyNeeded = Error("HR-EXP-026", "{0} 的第二个参数应写成“项 => 条件或值”。", "The second argument of {0} is written as item => condition or value.",
        "写成 {1}。", "Write it as {1}.");

    public static readonly DiagnosticCode BodyHere = Error("HR-EXP-027", "“项 => …”只能作为 any、all、count、sum、min、max 的第二个参数。", "'item => ...' stands only as the second argument of any, all, count, sum, min, max.",
        "若要写“大于等于”,应写 >=。", "For \"at least\" write >=.");

    public static readonly DiagnosticCode ListInList = Error("HR-EXP-028", "列表函数里不能再用列表函数 {0}。", "{0} cannot stand within a function over a list.",
        "拆成几个命名的条件。", "Split it into several named conditions.");

    public static readonly DiagnosticCode ItemName = Error("HR-EXP-029", "“{0}”已有含义,不能作为列表项的名称。", "'{0}' has a meaning already and cannot name an item of a list.",
        "换一个名称,例如 x。", "Use another name, for example x.");

    public static readonly DiagnosticCode Foreign = Error("HR-EXP-030", "第 {1} 个字符处的 {0} 是 RulesEngine 的写法,这里不能用。", "{0} at character {1} is RulesEngine's notation and not of this language.",
        "改法:{2}。", "Instead: {2}.");

    public static readonly DiagnosticCode WholeDivision = Error("HR-EXP-031", "两个整数相除:RulesEngine 会舍去小数,这里不会。", "A whole number is divided by a whole number: RulesEngine drops the fraction, this language does not.",
        "写成 a / (b * 1.0) 表示要小数,或改为乘法比较。", "Write a / (b * 1.0) when the fraction is meant, or compare products instead.");

    public static readonly DiagnosticCode NotASentence = Error("HR-EXP-032", "这句话读不懂,读到第 {0} 个字符为止。", "The sentence is not understood from character {0} on.",
        "按“字段 比较 值”书写,例如:人数 不小于 3 且 (加急 为真);字段用标题,文本加引号。", "Write field, comparison, value as in: Headcount is at least 3 and (Urgent is true); fields by their titles, texts in quotes.");

    public static readonly DiagnosticCode AmbiguousSentence = Error("HR-EXP-033", "这句话有几种读法:{0}。", "The sentence can be read in several ways: {0}.",
        "用「」写明字段所属的记录,例如「人员的姓名」。", "Say whose field it is in brackets, for example [Name of Person].");

    public static readonly DiagnosticCode NeverTrue = Warning("HR-EXP-034", "这个条件不可能成立{0}。", "This condition can never be true{0}.",
        "检查同一字段的界限是否互相矛盾,是否超出该字段的 min、max 或代码表。", "Look for bounds of one field that contradict each other, or that lie outside its min, max or code list.");

    public static readonly DiagnosticCode AlwaysTrue = Warning("HR-EXP-035", "有值时这个条件总是成立。", "This condition is true whatever the values are.",
        "删去它,或检查写反的比较;只问有没有值时写 x != null。", "Remove it, or look for a comparison the wrong way round; to ask for a value write x != null.");

    public static readonly DiagnosticCode MonthsOfDays = Error("HR-EXP-036", "日期之差以天计,不能与 {0} 比较:多少天为一个月要看是哪个月。", "The difference of two dates is a number of days and cannot be compared with {0}: how many days make a month depends on the month.",
        "比较日期:不写 b - a >= duration(\"P3M\"),写 b >= a + duration(\"P3M\")。", "Compare the dates: b >= a + duration(\"P3M\") instead of b - a >= duration(\"P3M\").");

    public static readonly DiagnosticCode UnknownCode = Error("HR-EXP-037", "“{0}”不在{1}中。{2}", "'{0}' is not in {1}.{2}",
        "写代码表中的代码,不写名称;已停用的代码也可以写。", "Write a code of the list, not its label; codes that have ended may be written.") with
    { IsLater = true };

    public static readonly DiagnosticCode OtherCodes = Error("HR-EXP-038", "{0}与{1}没有共同的代码,比较永远不相等。", "{0} and {1} have no code in common, so the comparison never finds the same.",
        "与同一代码表的字段比较。", "Compare with a field of the same code list.") with
    { IsLater = true };

    private static DiagnosticCode Warning(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Warning, new Text(zh, en), new Text(helpZh, helpEn));

    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));
}
