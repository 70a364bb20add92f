using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards.Schemas;

/// <summary>Findings about values judged by a JSON Schema. The offending value itself is never repeated: it may be personal.</summary>
public static class InstanceFindings
{
#pragma warning disable CS1591 // the message says it
    public static readonly DiagnosticCode NotJson = Error("HR-SCH-101", "不是有效的 JSON。", "Not valid JSON.", "检查引号、逗号、括号;不允许注释、NaN 和多余的内容。", "Check quotes, commas and brackets; no comments, no NaN, nothing after the end.");
    public static readonly DiagnosticCode DuplicateMember = Error("HR-SCH-102", "成员给出了两次。", "The member is given twice.", "只保留一个。", "Keep one.");
    public static readonly DiagnosticCode TooMuch = Error("HR-SCH-103", "内容超出处理上限:{0}。", "More than can be judged: {0}.", "减少内容。", "Send less.");
    public static readonly DiagnosticCode InexactNumber = Error("HR-SCH-104", "数字超过 28 位有效数字或小数。", "The number has more than 28 significant digits or decimals.", "减少位数。", "Use fewer digits.");
    public static readonly DiagnosticCode Type = Error("HR-SCH-105", "应为{0}。", "Must be {0}.", "改为所需的类型。", "Use the type asked for.");
    public static readonly DiagnosticCode Enum = Error("HR-SCH-106", "不是允许的值。", "Not one of the values allowed.", "使用允许的值。", "Use a value that is allowed.");
    public static readonly DiagnosticCode Const = Error("HR-SCH-107", "不是规定的值。", "Not the value asked for.", "使用规定的值。", "Use the value asked for.");
    public static readonly DiagnosticCode Minimum = Error("HR-SCH-108", "不得小于 {0}。", "Must be at least {0}.", "改为范围内的值。", "Use a value in the range.");
    public static readonly DiagnosticCode Maximum = Error("HR-SCH-109", "不得大于 {0}。", "Must be at most {0}.", "改为范围内的值。", "Use a value in the range.");
    public static readonly DiagnosticCode ExclusiveMinimum = Error("HR-SCH-110", "必须大于 {0}。", "Must be greater than {0}.", "改为范围内的值。", "Use a value in the range.");
    public static readonly DiagnosticCode ExclusiveMaximum = Error("HR-SCH-111", "必须小于 {0}。", "Must be less than {0}.", "改为范围内的值。", "Use a value in the range.");
    public static readonly DiagnosticCode MultipleOf = Error("HR-SCH-112", "必须是 {0} 的倍数。", "Must be a multiple of {0}.", "改为其倍数。", "Use a multiple of it.");
    public static readonly DiagnosticCode MinLength = Error("HR-SCH-113", "至少 {0} 个字符。", "At least {0} characters are needed.", "补全内容。", "Complete it.");
    public static readonly DiagnosticCode MaxLength = Error("HR-SCH-114", "最多 {0} 个字符。", "At most {0} characters are allowed.", "缩短内容。", "Shorten it.");
    public static readonly DiagnosticCode Pattern = Error("HR-SCH-115", "格式不正确,应符合 {0}。", "Does not have the form {0}.", "按要求的格式填写。", "Use the form asked for.");
    public static readonly DiagnosticCode Format = Error("HR-SCH-116", "不是有效的 {0}。", "Not a valid {0}.", "按要求的格式填写。", "Use the form asked for.");
    public static readonly DiagnosticCode UnknownCode = Error("HR-SCH-117", "不是{0}中有效的代码。", "Not a valid code of {0}.", "填写代码表中的代码。", "Use a code of the list.");
    public static readonly DiagnosticCode Required = Error("HR-SCH-118", "缺少必需的成员“{0}”。", "The member '{0}' is required.", "补上该成员。", "Add the member.");
    public static readonly DiagnosticCode DependentRequired = Error("HR-SCH-119", "有“{1}”就必须有“{0}”。", "With '{1}' the member '{0}' is required.", "补上该成员。", "Add the member.");
    public static readonly DiagnosticCode NotAllowed = Error("HR-SCH-120", "这里不允许有值。", "No value is allowed here.", "删除它。", "Remove it.");
    public static readonly DiagnosticCode MinProperties = Error("HR-SCH-121", "至少 {0} 个成员。", "At least {0} members are needed.", "补上成员。", "Add members.");
    public static readonly DiagnosticCode MaxProperties = Error("HR-SCH-122", "最多 {0} 个成员。", "At most {0} members are allowed.", "删除多余的成员。", "Remove members.");
    public static readonly DiagnosticCode PropertyName = Error("HR-SCH-123", "成员的名称不符合要求。", "The name of the member is not allowed.", "修改名称。", "Use another name.");
    public static readonly DiagnosticCode MinItems = Error("HR-SCH-124", "至少 {0} 项。", "At least {0} items are needed.", "补上项目。", "Add items.");
    public static readonly DiagnosticCode MaxItems = Error("HR-SCH-125", "最多 {0} 项。", "At most {0} items are allowed.", "减少项目。", "Give fewer items.");
    public static readonly DiagnosticCode UniqueItems = Error("HR-SCH-126", "项目不得重复。", "Items must differ from each other.", "删除重复的项目。", "Remove the repetition.");
    public static readonly DiagnosticCode MinContains = Error("HR-SCH-127", "至少 {0} 项符合要求,实际 {1} 项。", "At least {0} items must fit, {1} do.", "补上符合要求的项目。", "Add items that fit.");
    public static readonly DiagnosticCode MaxContains = Error("HR-SCH-128", "最多 {0} 项符合该要求,实际 {1} 项。", "At most {0} items may fit, {1} do.", "减少这类项目。", "Remove some of them.");
    public static readonly DiagnosticCode AnyOf = Error("HR-SCH-129", "不符合任何一种允许的形式。", "Fits none of the forms allowed.", "按其中一种填写。", "Use one of the forms.");
    public static readonly DiagnosticCode OneOf = Error("HR-SCH-130", "同时符合多种只能取一的形式。", "Fits several forms of which only one may fit.", "只按一种填写。", "Use one of the forms only.");
    public static readonly DiagnosticCode Not = Error("HR-SCH-131", "属于被排除的形式。", "Has a form that is excluded.", "改为其他内容。", "Use something else.");
    public static readonly DiagnosticCode Decimals = Error("HR-SCH-132", "最多 {0} 位小数。", "Takes at most {0} decimals.", "四舍五入后填写。", "Round it.");
#pragma warning restore CS1591

    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));
}
