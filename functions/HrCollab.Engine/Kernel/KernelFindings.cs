namespace HrCollab.Engine.Kernel;

/// <summary>Findings about files, before any kind looks at their meaning.</summary>
internal static class KernelFindings
{
    public static readonly DiagnosticCode NotJson = Error("HR-DEF-001", "不是有效的 JSON:{0}", "Not valid JSON: {0}",
        "按行号检查引号、逗号和括号;不允许注释和尾随逗号。", "Check quotes, commas and brackets near the line; comments and trailing commas are not allowed.");

    public static readonly DiagnosticCode UnknownMember = Error("HR-DEF-002", "不认识的成员“{0}”。{1}", "Unknown member '{0}'.{1}",
        "改正拼写或删除该成员。", "Correct the spelling or remove the member.");

    public static readonly DiagnosticCode DuplicateMember = Error("HR-DEF-003", "成员“{0}”写了两次。", "Member '{0}' is written twice.",
        "只保留一个。", "Keep one of them.");

    public static readonly DiagnosticCode WrongType = Error("HR-DEF-004", "这里应为{0},实际是{1}。", "Expected {0} here, found {1}.",
        "改为所需的类型。", "Change it to the expected type.");

    public static readonly DiagnosticCode MissingMember = Error("HR-DEF-005", "缺少必需的成员“{0}”。", "The required member '{0}' is missing.",
        "补上该成员。", "Add the member.");

    public static readonly DiagnosticCode TooLarge = Error("HR-DEF-006", "文件有 {0} 字节,超过上限 {1}。", "The file has {0} bytes, the limit is {1}.",
        "拆分为多个定义文件。", "Split it into several definition files.");

    public static readonly DiagnosticCode TooDeep = Error("HR-DEF-007", "嵌套超过 {0} 层。", "Nested deeper than {0} levels.",
        "减少嵌套层数。", "Reduce the nesting.");

    public static readonly DiagnosticCode CyclicReference = Error("HR-DEF-008", "循环引用:{0}。", "Cyclic reference: {0}.",
        "去掉环中的一个引用。", "Remove one reference of the cycle.");

    public static readonly DiagnosticCode DuplicateId = Error("HR-DEF-009", "id“{0}”已在 {1} 中定义。", "The id '{0}' is already defined in {1}.",
        "每类定义中 id 必须唯一。", "An id is unique within its kind.");

    public static readonly DiagnosticCode IdIsNotFileName = Error("HR-DEF-010", "id“{0}”与文件名不一致,应为 {1}。", "The id '{0}' does not match the file name; expected {1}.",
        "重命名文件或修改 id。", "Rename the file or change the id.");

    public static readonly DiagnosticCode BadId = Error("HR-DEF-011", "id“{0}”无效。", "The id '{0}' is not valid.",
        "以字母开头,只用字母、数字、- _ .,最长 64 个字符。", "Start with a letter; use letters, digits, - _ . and at most 64 characters.");

    public static readonly DiagnosticCode UnknownReference = Error("HR-DEF-012", "找不到{0}“{1}”。{2}", "There is no {0} '{1}'.{2}",
        "改正引用,或先定义被引用的内容。", "Correct the reference, or define what it refers to.");

    public static readonly DiagnosticCode UnknownFile = Error("HR-DEF-013", "不认识的文件。", "Unknown file.",
        "定义文件命名为 <类>/<id>.<类>.json,测试用例为 <id>.<类>.cases.json。", "Definitions are named <folder>/<id>.<kind>.json, their tests <id>.<kind>.cases.json.");

    public static readonly DiagnosticCode TooManyFiles = Error("HR-DEF-014", "文件数 {0} 超过上限 {1}。", "{0} files exceed the limit of {1}.",
        "合并或删除定义。", "Merge or remove definitions.");

    public static readonly DiagnosticCode DuplicateEntry = Error("HR-DEF-015", "“{0}”在这里重复。", "'{0}' is repeated here.",
        "同一列表中的 id 必须唯一。", "Ids are unique within one list.");

    public static readonly DiagnosticCode MissingText = Error("HR-DEF-016", "缺少{0}文本。", "The {0} text is missing.",
        "标题和消息需要同时提供 zh 与 en。", "Titles and messages need both zh and en.");

    public static readonly DiagnosticCode NoManifest = Error("HR-DEF-017", "缺少 manifest.json。", "manifest.json is missing.",
        "在定义文件夹根目录添加 manifest.json。", "Add manifest.json at the root of the definitions folder.");

    public static readonly DiagnosticCode LockedMissing = Error("HR-DEF-018", "缺少锁定的文件 {0}。", "The locked file {0} is missing.",
        "恢复该文件;确实不再需要时,由负责人从 manifest.json 的 locked 中去掉。", "Bring it back; when it is no longer needed its owner takes it out of locked in manifest.json.");

    public static readonly DiagnosticCode LockedChanged = Error("HR-DEF-019", "锁定的文件 {0} 被改动。", "The locked file {0} has been changed.",
        "撤销改动;法律修订等确需改动时,由负责人把 manifest.json 的 locked 更新为 {1}。", "Undo the change; when the law has changed, its owner sets locked in manifest.json to {1}.");

    public static readonly DiagnosticCode UnknownUnseen = Error("HR-DEF-020", "对无权查看的内容,不能这样回答:“{0}”。{1}", "'{0}' is no answer about what somebody may not see.{1}",
        "可用:notFound(与不存在的一样)、forbidden(403)。", "Use notFound (as of what does not exist) or forbidden (403).");

    public static readonly DiagnosticCode LimitOutOfRange = Error("HR-DEF-021", "上限 {0} 应在 {1} 至 {2} 之间。", "The limit {0} is not between {1} and {2}.",
        "改为范围内的数值,或删除该成员以使用默认值。", "Give a number in the range, or remove the member to have the usual value.");

    public static readonly DiagnosticCode BadSpan = Error("HR-DEF-022", "看不懂的时限“{0}”。", "Cannot read the time '{0}'.",
        "写作 2 wd(工作日)、4 wh(工作小时)或 3 d(天),大于零;删除该成员则使用默认值。", "Write 2 wd (working days), 4 wh (working hours) or 3 d (days), above zero; without the member the usual time holds.");

    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));
}
