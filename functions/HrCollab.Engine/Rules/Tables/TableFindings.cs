using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Rules.Tables;

/// <summary>Findings about the form of decision tables; positions count characters of a cell from 1.</summary>
internal static class TableFindings
{
    public static readonly DiagnosticCode UnknownPolicy = Error("HR-TBL-001", "没有命中策略“{0}”。{1}", "There is no hit policy '{0}'.{1}",
        "用 UNIQUE、ANY、FIRST、PRIORITY、COLLECT、RULE ORDER 或 OUTPUT ORDER。", "Use UNIQUE, ANY, FIRST, PRIORITY, COLLECT, RULE ORDER or OUTPUT ORDER.");

    public static readonly DiagnosticCode BadAggregation = Error("HR-TBL-002", "汇总方式“{0}”不能用在这里。", "The aggregation '{0}' cannot be used here.",
        "COLLECT 的 aggregation 为 sum、min、max 或 count;sum 的输出是数字,min、max 的输出是数字或日期。",
        "COLLECT takes sum, min, max or count; sum needs numbers, min and max numbers or dates.");

    public static readonly DiagnosticCode Empty = Error("HR-TBL-003", "决策表没有{0}。", "The table has no {0}.", "至少写一个。", "Write at least one.");

    public static readonly DiagnosticCode TooLarge = Error("HR-TBL-004", "决策表有 {0} 行、{1} 列,超过上限 {2} 行、{3} 列。", "The table has {0} rows and {1} columns; the limits are {2} and {3}.",
        "拆成几张表。", "Split it into several tables.");

    public static readonly DiagnosticCode CellCount = Error("HR-TBL-005", "这一行有 {0} 个值,表有 {1} 列。", "The row has {0} cells, the table {1} columns.",
        "每列写一个值;不看的列写 -。", "Write one cell per column; - where the row does not look.");

    public static readonly DiagnosticCode InputSource = Error("HR-TBL-006", "输入列“{0}”需要 read 或 formula 之一;formula 还要有 type。", "The input '{0}' needs either read or formula; a formula also needs its type.",
        "例如 \"read\": \"contract.termMonths\"。", "For example \"read\": \"contract.termMonths\".");

    public static readonly DiagnosticCode UnknownField = Error("HR-TBL-007", "{1}没有字段“{0}”。{2}", "There is no field '{0}' in {1}.{2}",
        "写标准内的路径,例如 contract.termMonths。", "Write the path within the standard, such as contract.termMonths.");

    public static readonly DiagnosticCode BadColumn = Error("HR-TBL-008", "{0}不能作为输入列。", "{0} cannot be an input column.",
        "用公式得到文本、代码、数字、日期、时长或是否值,例如 contains(person.employment.duties, \"payroll\")。",
        "Use a formula that gives a text, a code, a number, a date, a duration or a truth value, such as contains(person.employment.duties, \"payroll\").");

    public static readonly DiagnosticCode Unreadable = Error("HR-TBL-009", "“{0}”不能在表达式里读取。", "'{0}' cannot be read in expressions.",
        "以字母开头,只用字母、数字和 _;a-b 在表达式里是减法。", "Start with a letter and use letters, digits and _; a-b is a difference in expressions.");

    public static readonly DiagnosticCode EmptyCell = Error("HR-TBL-010", "条件是空的。", "The cell is empty.", "不看这一列时写 -。", "Write - where the row does not look.");

    public static readonly DiagnosticCode LongCell = Error("HR-TBL-011", "条件有 {0} 个字符,超过上限 {1}。", "The cell has {0} characters, the limit is {1}.", "拆成几行。", "Split it into several rows.");

    public static readonly DiagnosticCode ManyTests = Error("HR-TBL-012", "一个条件最多 {0} 项。", "A cell has at most {0} tests.", "拆成几行。", "Split it into several rows.");

    public static readonly DiagnosticCode Unexpected = Error("HR-TBL-013", "第 {1} 个字符处应为{2},实际是 {0}。", "Expected {2} at character {1}, found {0}.",
        "条件写成 -、值、< <= > >= 值、[a..b] (a..b)、用逗号分隔的几项、not(...) 或 null。", "A cell is -, a value, < <= > >= with a value, [a..b] or (a..b), several of them with commas, not(...) or null.");

    public static readonly DiagnosticCode WriteInstead = Error("HR-TBL-014", "第 {1} 个字符处写了 {0},应写 {2}。", "{0} at character {1}: write {2}.", "改为 {2}。", "Write {2}.");

    public static readonly DiagnosticCode UnfinishedText = Error("HR-TBL-015", "从第 {0} 个字符开始的文本没有结束。", "The text that begins at character {0} does not end.", "用 \" 结束文本。", "End it with \".");

    public static readonly DiagnosticCode BadNumber = Error("HR-TBL-016", "第 {1} 个字符处的“{0}”不是数字。", "'{0}' at character {1} is not a number.",
        "数字写成 12 或 12.50,最多 18 位。", "Write numbers as 12 or 12.50 with at most 18 digits.");

    public static readonly DiagnosticCode BadDate = Error("HR-TBL-017", "date(...) 需要一个存在的日期。", "date(...) takes a day that exists.", "写成 date(\"2026-01-31\")。", "Write date(\"2026-01-31\").");

    public static readonly DiagnosticCode WrongLiteral = Error("HR-TBL-018", "这一列是{0},第 {2} 个字符处写的是{1}。", "The column holds {0}; {1} stands at character {2}.",
        "文本和代码加引号,数字不加。", "Texts and codes stand in quotes, numbers do not.");

    public static readonly DiagnosticCode UnknownCode = Error("HR-TBL-019", "“{0}”不在{1}中。{2}", "'{0}' is not in {1}.{2}", "写代码表中的代码。", "Write a code of the list.");

    public static readonly DiagnosticCode NotOrdered = Error("HR-TBL-020", "{0} 用于数字、日期和时长,这一列是{1}。", "{0} takes numbers, dates and durations; the column holds {1}.", "列出值,例如 \"a\", \"b\"。", "List the values, such as \"a\", \"b\".");

    public static readonly DiagnosticCode EmptyInterval = Error("HR-TBL-021", "区间 {0} 里没有值。", "The interval {0} has no values.", "下限写在前面;单个值直接写。", "Write the lower end first; a single value stands alone.");

    public static readonly DiagnosticCode NotConstant = Error("HR-TBL-022", "第 {0} 个字符处的 today 每天都不同,不能写在条件里。", "today at character {0} changes every day and cannot stand in a cell.",
        "用公式列,例如 daysBetween(person.employment.hireDate, today)。", "Use a column with a formula, such as daysBetween(person.employment.hireDate, today).");

    public static readonly DiagnosticCode WrongOutput = Error("HR-TBL-023", "输出“{0}”是{1},这里写的是 {2}。", "The output '{0}' is {1}; this is {2}.", "改正值;没有值写 null。", "Correct the value; null is no value.");

    public static readonly DiagnosticCode NoPriority = Error("HR-TBL-024", "命中策略“{0}”需要输出的 values,按优先级从高到低列出全部取值;缺少 {1}。", "The hit policy '{0}' needs the values of an output in order of priority, the highest first; {1} is missing.",
        "在输出列写 values。", "Write values at the output.");

    public static readonly DiagnosticCode BadDuration = Error("HR-TBL-025", "duration(...) 需要只用年和月、或只用天的时长。", "duration(...) takes a duration of years and months, or of days.",
        "写成 duration(\"P3M\")、duration(\"P1Y6M\") 或 duration(\"P14D\")。", "Write duration(\"P3M\"), duration(\"P1Y6M\") or duration(\"P14D\").");

    public static readonly DiagnosticCode MixedDurations = Error("HR-TBL-026", "“{0}”这一列有的写月,有的写天:谁长要看是哪个月。", "Some cells of '{0}' name months and others days: which is longer depends on the month.",
        "一列只用年和月,或只用天。", "Write a column in years and months, or in days.");

    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));
}
