using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>Findings about JSON Schemas, for the analyst who writes them: a keyword is enforced, or its schema is refused with one of these.</summary>
internal static class SchemaFindings
{
    public static readonly DiagnosticCode UnknownKeyword = Error("HR-SCH-001", "不认识的关键字“{0}”。{1}", "Unknown keyword '{0}'.{1}",
        "未知的关键字不会被检查,因此不被接受。", "A keyword that is not known would not be enforced, so it is not taken.");

    public static readonly DiagnosticCode RefusedKeyword = Error("HR-SCH-002", "不支持关键字“{0}”。{1}", "The keyword '{0}' is not enforced. {1}",
        "改用所建议的写法。", "Write what is proposed instead.");

    public static readonly DiagnosticCode BadValue = Error("HR-SCH-003", "“{0}”应为{1}。", "'{0}' must be {1}.",
        "按 JSON Schema 2020-12 填写。", "See JSON Schema 2020-12.");

    public static readonly DiagnosticCode UnknownType = Error("HR-SCH-004", "不认识的类型“{0}”。{1}", "Unknown type '{0}'.{1}",
        "可用:null、boolean、object、array、number、string、integer。", "Use null, boolean, object, array, number, string or integer.");

    public static readonly DiagnosticCode UnknownFormat = Error("HR-SCH-005", "不认识的格式“{0}”。{1}", "Unknown format '{0}'.{1}",
        "可用:date、time、date-time、duration、email、uuid、decimal、idcard、mobile、bankcard、key、code:<代码表>;其他请写 pattern。",
        "Use date, time, date-time, duration, email, uuid, decimal, idcard, mobile, bankcard, key or code:<list>; else write a pattern.");

    public static readonly DiagnosticCode BadPattern = Error("HR-SCH-006", "正则表达式无法使用:{0}。", "The pattern cannot be used: {0}.",
        "使用 ECMA-262 中不需要回溯的部分。", "Use the part of ECMA-262 that needs no backtracking.");

    public static readonly DiagnosticCode RemoteReference = Error("HR-SCH-007", "不获取外部引用“{0}”。", "The reference '{0}' lies outside; nothing is ever fetched.",
        "把被引用的模式放入 $defs,写成 #/$defs/名称。", "Put the schema into $defs and write #/$defs/name.");

    public static readonly DiagnosticCode UnknownReference = Error("HR-SCH-008", "引用“{0}”没有指向任何模式。{1}", "The reference '{0}' leads to no schema.{1}",
        "引用以 # 开头,指向 $defs 中的模式或 $anchor。", "References begin with # and lead to a schema of $defs or to an $anchor.");

    public static readonly DiagnosticCode EndlessReference = Error("HR-SCH-009", "引用绕回自身,对同一个值永远得不出结论。", "The references come back to the same value and never reach a verdict.",
        "在循环中经过 properties 或 items。", "Let the circle pass through properties or items.");

    public static readonly DiagnosticCode LongChain = Error("HR-SCH-010", "对同一个值连续套用超过 {0} 层模式。", "More than {0} schemas apply to one value through each other.",
        "减少 $ref、allOf、if 的层数。", "Use fewer levels of $ref, allOf and if.");

    public static readonly DiagnosticCode TooLarge = Error("HR-SCH-011", "模式过大:{0}。", "The schema is too large: {0}.",
        "拆分模式。", "Split the schema.");

    public static readonly DiagnosticCode DuplicateKeyword = Error("HR-SCH-012", "“{0}”写了两次。", "'{0}' is written twice.",
        "只保留一个。", "Keep one of them.");

    public static readonly DiagnosticCode NeedsOther = Error("HR-SCH-013", "“{0}”没有“{1}”就不起作用。", "'{0}' says nothing without '{1}'.",
        "补上缺少的关键字,或删除它。", "Add the missing keyword, or remove this one.");

    public static readonly DiagnosticCode NotASchema = Error("HR-SCH-014", "这里应为模式(对象、true 或 false)。", "A schema is an object, true or false.",
        "改为对象。", "Write an object.");

    public static readonly DiagnosticCode Misread = Error("HR-SCH-015", "“{0}”的值无法准确读取。", "The value of '{0}' cannot be read exactly.",
        "使用不超过 15 位有效数字的数值。", "Use a number of at most 15 significant digits.");

    public static readonly DiagnosticCode UnknownDialect = Error("HR-SCH-016", "不支持的模式版本“{0}”。", "The dialect '{0}' is not read.",
        "写 https://json-schema.org/draft/2020-12/schema,或删除 $schema。", "Write https://json-schema.org/draft/2020-12/schema, or remove $schema.");

    public static readonly DiagnosticCode DuplicateAnchor = Error("HR-SCH-017", "$anchor“{0}”重复。", "The $anchor '{0}' stands twice.",
        "锚点在模式内必须唯一。", "An anchor is unique within the schema.");

    public static readonly DiagnosticCode NotJson = Error("HR-SCH-018", "不是有效的 JSON:{0}。", "Not valid JSON: {0}.",
        "检查引号、逗号和括号;不允许注释。", "Check quotes, commas and brackets; comments are not allowed.");

    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));
}
