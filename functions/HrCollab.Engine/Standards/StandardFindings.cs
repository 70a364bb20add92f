using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>Findings about standards, for the analyst who writes them.</summary>
internal static class StandardFindings
{
    public static readonly DiagnosticCode UnknownType = Error("HR-STD-001", "不认识的字段类型“{0}”。{1}", "Unknown field type '{0}'.{1}",
        "可用:text、code、codes、reference、integer、decimal、date、boolean、duration、rows。", "Use text, code, codes, reference, integer, decimal, date, boolean, duration or rows.");

    public static readonly DiagnosticCode NeedsCodes = Error("HR-STD-002", "代码字段“{0}”没有指定代码表。", "Code field '{0}' names no code list.",
        "添加 codes。", "Add codes.");

    public static readonly DiagnosticCode NeedsReference = Error("HR-STD-003", "引用字段“{0}”没有指定标准。", "Reference field '{0}' names no standard.",
        "添加 reference。", "Add reference.");

    public static readonly DiagnosticCode UnknownFormat = Error("HR-STD-004", "不认识的格式“{0}”。{1}", "Unknown format '{0}'.{1}",
        "可用:idcard、mobile、email、bankcard、key。", "Use idcard, mobile, email, bankcard or key.");

    public static readonly DiagnosticCode BadPattern = Error("HR-STD-005", "正则表达式无法使用:{0}", "The pattern cannot be used: {0}",
        "不支持回溯引用和环视。", "Back references and look-around are not supported.");

    public static readonly DiagnosticCode UnknownField = Error("HR-STD-006", "标准中没有字段“{0}”。{1}", "The standard has no field '{0}'.{1}",
        "使用 组.字段 的路径。", "Use the path group.field.");

    public static readonly DiagnosticCode SensitiveWithoutPurpose = Error("HR-STD-007", "敏感字段“{0}”缺少 {1}。", "Sensitive field '{0}' lacks {1}.",
        "敏感个人信息须有目的、法律依据和保存期限(个人信息保护法 第六、十九、二十八条)。", "Sensitive personal information needs purpose, basis and retention (PIPL Art. 6, 19, 28).");

    public static readonly DiagnosticCode UnknownMask = Error("HR-STD-008", "不认识的掩码“{0}”。{1}", "Unknown mask '{0}'.{1}",
        "可用:all、last4、first1、year。", "Use all, last4, first1 or year.");

    public static readonly DiagnosticCode UnknownSensitivity = Error("HR-STD-009", "不认识的敏感级别“{0}”。{1}", "Unknown sensitivity '{0}'.{1}",
        "可用:public、internal、sensitive。", "Use public, internal or sensitive.");

    public static readonly DiagnosticCode UnknownNormalisation = Error("HR-STD-010", "不认识的规范化方式“{0}”。{1}", "Unknown normalisation '{0}'.{1}",
        "可用:halfWidth、upper、lower、digits。", "Use halfWidth, upper, lower or digits.");

    public static readonly DiagnosticCode AmbiguousAlias = Error("HR-STD-011", "别名“{0}”同时指向 {1} 和 {2}。", "Alias '{0}' names both {1} and {2}.",
        "别名在一个标准内必须唯一。", "An alias is unique within a standard.");

    public static readonly DiagnosticCode BadBounds = Error("HR-STD-012", "“{0}”的下限大于上限。", "The lower bound of '{0}' is above the upper one.",
        "交换或修改上下限。", "Swap or change the bounds.");

    public static readonly DiagnosticCode KeyMustBeText = Error("HR-STD-013", "标识字段“{0}”必须是必填的 text 类型,格式为 key。", "Key field '{0}' must be required text of format key.",
        "设置 type: text、required: true、format: key。", "Set type: text, required: true, format: key.");

    public static readonly DiagnosticCode OneWayToCompute = Error("HR-STD-014", "计算字段“{0}”应写 formula,或写 script 和 reads。", "Computed field '{0}' needs either a formula, or a script and what it reads.",
        "compute 中只保留一种。", "Keep one of them in compute.");

    public static readonly DiagnosticCode ReadsLater = Error("HR-STD-015", "计算字段“{0}”读取了不在它之前的计算字段“{1}”。", "Computed field '{0}' reads the computed field '{1}', which does not stand before it.",
        "调整字段顺序,去掉循环。", "Change the order of the fields; fields cannot follow from each other.");

    public static readonly DiagnosticCode ComputedRequired = Error("HR-STD-016", "计算字段“{0}”不能是必填的。", "Computed field '{0}' cannot be required.",
        "没有人能填写它;去掉 required。", "Nobody can fill it in; remove required.");

    public static readonly DiagnosticCode ScriptReads = Error("HR-STD-017", "计算字段“{0}”的脚本应读取 1 到 {1} 个字段。", "The script of '{0}' reads 1 to {1} fields.",
        "在 reads 中列出脚本需要的字段。", "List the fields that the script needs in reads.");

    public static readonly DiagnosticCode LostField = Error("HR-STD-018", "这里用到了“{0}”,而标准“{1}”没有这个字段。{2}", "This uses '{0}', which the standard '{1}' does not have.{2}",
        "改用标准现有的字段;字段改名时,连同列出的每一处一起改。", "Use a field that is there; when a field is renamed, change every place listed with it.");

    public static readonly DiagnosticCode NeedsFields = Error("HR-STD-019", "多行字段“{0}”没有写一行有哪些字段。", "Rows '{0}' do not say what one row holds.",
        "在 fields 中列出一行的字段。", "List the fields of a row in fields.");

    public static readonly DiagnosticCode NotRows = Error("HR-STD-020", "“{0}”不是多行字段,不能有 fields、rowKey、minRows、maxRows。", "'{0}' is no rows and cannot have fields, rowKey, minRows or maxRows.",
        "把 type 改为 rows,或删去这些成员。", "Make its type rows, or remove these members.");

    public static readonly DiagnosticCode NotInRows = Error("HR-STD-021", "多行字段的一行里不能有“{0}”:不能再有多行、引用或计算字段。", "A row cannot hold '{0}': no further rows, no reference, nothing computed.",
        "改为文本或代码,或移到行外。", "Make it a text or a code, or move it out of the rows.");

    public static readonly DiagnosticCode BadRows = Error("HR-STD-022", "“{0}”的行数不对:maxRows 在 1 与 {1} 之间,minRows 不大于 maxRows。", "The number of rows of '{0}' is wrong: maxRows lies between 1 and {1}, minRows is not above it.",
        "改正 minRows、maxRows。", "Correct minRows and maxRows.");

    public static readonly DiagnosticCode RowKeyUnknown = Error("HR-STD-023", "rowKey“{0}”不是一行中必填的字段。{1}", "rowKey '{0}' is no required field of a row.{1}",
        "写一行中的字段,并设 required: true。", "Name a field of the row that has required: true.");

    public static readonly DiagnosticCode LessSensitive = Error("HR-STD-024", "“{0}”是敏感字段,它所在的多行字段“{1}”却不是。", "'{0}' is sensitive, the rows '{1}' that hold it are not.",
        "把多行字段的 sensitivity 也设为 sensitive。", "Make the rows sensitive too.");

    public static readonly DiagnosticCode RowsComputed = Error("HR-STD-025", "多行字段“{0}”不能是计算字段。", "Rows '{0}' cannot be computed.",
        "删去 compute。", "Remove compute.");

    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));
}
