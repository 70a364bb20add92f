using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Exchanges;

/// <summary>Findings about exchanges.</summary>
internal static class ExchangeFindings
{
    public static readonly DiagnosticCode UnknownFormat = Error("HR-EXC-001", "不认识的文件格式“{0}”。{1}", "Unknown file format '{0}'.{1}",
        "可用:csv、ndjson。", "Use csv or ndjson.");

    public static readonly DiagnosticCode NoFormat = Error("HR-EXC-002", "没有列出文件格式。", "No file format is listed.",
        "在 formats 中列出 csv 或 ndjson。", "List csv or ndjson in formats.");

    public static readonly DiagnosticCode NobodyMayImport = Error("HR-EXC-003", "没有人可以导入这种文件。", "Nobody may import this file.",
        "在 importers 中列出角色。", "List roles in importers.");

    public static readonly DiagnosticCode RoleOfARelation = Error("HR-EXC-004", "角色“{0}”按关系取得,不能用于导入。", "Role '{0}' comes from a relation and cannot import.",
        "使用按职责取得的角色。", "Use a role that comes from a duty.");

    public static readonly DiagnosticCode RoleMayNotUpdate = Error("HR-EXC-005", "角色“{0}”不能修改“{1}”,因此不能导入它。", "Role '{0}' may not update '{1}' and so cannot import it.",
        "导入不能绕过权限矩阵:换一个角色,或去掉这一列。", "An import is no way around the permission matrix: use another role or leave the column out.");

    public static readonly DiagnosticCode UnknownField = Error("HR-EXC-006", "标准中没有字段“{0}”。{1}", "The standard has no field '{0}'.{1}",
        "改正 to 中的路径。", "Correct the path in to.");

    public static readonly DiagnosticCode MappedTwice = Error("HR-EXC-007", "字段“{0}”有两个来源。", "Field '{0}' has two sources.",
        "只保留一个。", "Keep one of them.");

    public static readonly DiagnosticCode OneSource = Error("HR-EXC-008", "“{0}”必须恰好有 from、template、constant 之一。", "'{0}' needs exactly one of from, template and constant.",
        "保留一种来源。", "Keep one source.");

    public static readonly DiagnosticCode NoKey = Error("HR-EXC-009", "没有列对应标识字段“{0}”。", "No column gives the key '{0}'.",
        "添加一个 to 为该字段的列。", "Add a column whose to is that field.");

    public static readonly DiagnosticCode BadTemplate = Error("HR-EXC-010", "模板“{0}”无效。", "The template '{0}' is not valid.",
        "用 {{列名}} 引用列,至少一列,括号成对。", "Name columns as {{column}}, at least one, with both braces.");

    public static readonly DiagnosticCode UnknownTake = Error("HR-EXC-011", "take 应为 first 或 last,并与 split 一起使用。", "take is first or last and goes with split.",
        "同时写 split 和 take。", "Write split and take together.");

    public static readonly DiagnosticCode UnknownPolicy = Error("HR-EXC-012", "不认识的处理方式“{0}”。{1}", "Unknown policy '{0}'.{1}",
        "可用:refuse、ignore。", "Use refuse or ignore.");

    public static readonly DiagnosticCode TakenAndIgnored = Error("HR-EXC-013", "列“{0}”既被取用又被忽略。", "Column '{0}' is both taken and ignored.",
        "从 ignore 中删除。", "Remove it from ignore.");

    public static readonly DiagnosticCode RequiredNotMapped = new("HR-EXC-014", Severity.Notice,
        new("必填字段“{0}”没有来源:只能更新已有记录。", "The required field '{0}' has no source: rows can only change records that exist."),
        new("若要新建记录,请补上该列。", "Add a column for it to create records."));

    public static readonly DiagnosticCode ComputedField = Error("HR-EXC-015", "“{0}”是计算字段,不能导入。", "'{0}' is computed and cannot be imported.",
        "导入它所依据的字段。", "Import the fields it follows from.");

    public static readonly DiagnosticCode KeyOnlyNew = Error("HR-EXC-016", "标识字段“{0}”不能只用于新记录。", "The key '{0}' cannot be said of new records only.",
        "去掉 onlyNew。", "Leave onlyNew out.");

    public static readonly DiagnosticCode NoCondition = Error("HR-EXC-017", "onlyWhen 没有写任何列。", "onlyWhen names no column.",
        "写出列和取用该行时它的值;要取用所有行,去掉 onlyWhen。", "Name a column and what it holds in rows that are taken; leave onlyWhen out to take every row.");

    public static readonly DiagnosticCode NoText = Error("HR-EXC-018", "列“{0}”没有写任何值,不会取用任何行。", "No text is listed for column '{0}', so no row would be taken.",
        "写出取用该行时的值;空文本表示该列为空。", "List what it holds in rows that are taken; an empty text means blank.");

    public static readonly DiagnosticCode TextWithBlanks = Error("HR-EXC-019", "值“{0}”首尾有空格,永远不会相符。", "The text '{0}' begins or ends with blanks and can never match.",
        "去掉首尾空格:比较前会去掉文件中值的首尾空格。", "Remove them: blanks around what the file says are removed before it is compared.");

    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));
}
