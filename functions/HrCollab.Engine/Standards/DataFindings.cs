using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>Findings about data that people and systems send.</summary>
public static class DataFindings
{
#pragma warning disable CS1591 // the message says it
    public static readonly DiagnosticCode Required = Error("HR-STD-101", "请填写“{0}”。", "'{0}' is required.", "填写后再提交。", "Fill it in and submit again.");
    public static readonly DiagnosticCode WrongType = Error("HR-STD-102", "“{0}”应为{1}。", "'{0}' must be {1}.", "按要求的格式填写。", "Use the form asked for.");
    public static readonly DiagnosticCode UnknownCode = Error("HR-STD-103", "“{0}”的值“{1}”不是{2}中的代码。", "'{1}' is not a code of {2} ('{0}').", "填写代码表中的代码。", "Use a code of the list.");
    public static readonly DiagnosticCode TooLong = Error("HR-STD-104", "“{0}”有 {1} 个字符,最多 {2} 个。", "'{0}' has {1} characters, at most {2} are allowed.", "缩短内容。", "Shorten it.");
    public static readonly DiagnosticCode TooShort = Error("HR-STD-105", "“{0}”有 {1} 个字符,至少 {2} 个。", "'{0}' has {1} characters, at least {2} are needed.", "补全内容。", "Complete it.");
    public static readonly DiagnosticCode OutOfRange = Error("HR-STD-106", "“{0}”应在 {1} 与 {2} 之间。", "'{0}' must lie between {1} and {2}.", "改为范围内的值。", "Use a value in the range.");
    public static readonly DiagnosticCode TooManyDecimals = Error("HR-STD-107", "“{0}”最多 {1} 位小数。", "'{0}' takes at most {1} decimals.", "四舍五入后填写。", "Round it.");
    public static readonly DiagnosticCode Pattern = Error("HR-STD-108", "“{0}”的格式不正确。", "'{0}' does not have the right form.", "按字段说明填写。", "See the help of the field.");
    public static readonly DiagnosticCode IdNumberLength = Error("HR-STD-109", "“{0}”应为 18 位公民身份号码。", "'{0}' must be an 18-character citizen ID number.", "核对证件(GB 11643-1999)。", "Check the document (GB 11643-1999).");
    public static readonly DiagnosticCode IdNumberDate = Error("HR-STD-110", "“{0}”中的出生日期不存在。", "'{0}' holds a birth date that does not exist.", "核对第 7 至 14 位。", "Check digits 7 to 14.");
    public static readonly DiagnosticCode IdNumberCheckDigit = Error("HR-STD-111", "“{0}”的校验码不正确。", "The check digit of '{0}' is wrong.", "逐位核对证件,通常是一位写错。", "Compare digit by digit; usually one of them is wrong.");
    public static readonly DiagnosticCode IdNumberRegion = Error("HR-STD-112", "“{0}”的前两位不是省级行政区划代码。", "'{0}' does not begin with a province code.", "核对前两位。", "Check the first two digits.");
    public static readonly DiagnosticCode BankCard = Error("HR-STD-113", "“{0}”未通过银行卡号校验。", "'{0}' fails the bank card check.", "核对卡号。", "Check the card number.");
    public static readonly DiagnosticCode UnknownReference = Error("HR-STD-114", "“{0}”引用的“{1}”不存在。", "'{0}' refers to '{1}', which does not exist.", "选择已有的记录。", "Choose an existing record.");
    public static readonly DiagnosticCode UnknownField = Error("HR-STD-115", "标准中没有字段“{0}”。{1}", "The standard has no field '{0}'.{1}", "使用标准字段名或其别名。", "Use a field of the standard or one of its aliases.");
    public static readonly DiagnosticCode GivenTwice = Error("HR-STD-116", "“{0}”给出了两次。", "'{0}' is given twice.", "只保留一个。", "Keep one.");
    public static readonly DiagnosticCode TooManyItems = Error("HR-STD-117", "“{0}”最多 {1} 项。", "'{0}' takes at most {1} items.", "减少项数。", "Give fewer items.");
    public static readonly DiagnosticCode NotText = Error("HR-STD-118", "“{0}”含有不允许的控制字符。", "'{0}' contains control characters.", "删除不可见字符。", "Remove the invisible characters.");
    public static readonly DiagnosticCode IdNumberFuture = Error("HR-STD-119", "“{0}”中的出生日期晚于今天。", "'{0}' holds a birth date after today.", "核对第 7 至 14 位。", "Check digits 7 to 14.");
    public static readonly DiagnosticCode Normalised = new("HR-STD-120", Severity.Notice, new("“{0}”已由“{1}”规范为“{2}”。", "'{0}' was normalised from '{1}' to '{2}'."), new("无需处理。", "Nothing to do."));
    public static readonly DiagnosticCode ExpiredCode = Error("HR-STD-121", "“{0}”的代码“{1}”在 {2} 无效。", "Code '{1}' of '{0}' is not valid on {2}.", "使用有效的代码。", "Use a valid code.");
    public static readonly DiagnosticCode KeyChanged = Error("HR-STD-122", "“{0}”是记录的标识,不能修改。", "'{0}' identifies the record and cannot change.", "新建记录。", "Create another record.");
    public static readonly DiagnosticCode KeyTaken = Error("HR-STD-123", "“{0}”“{1}”已被使用。", "'{1}' is taken already ('{0}').", "使用新的编号,编号不重复使用。", "Use a new one; keys are never used again.");
    public static readonly DiagnosticCode BreaksLater = Error("HR-STD-124", "与已安排在 {0} 生效的变更冲突:{1}", "Contradicts the change ordered for {0}: {1}", "先撤回或更正已安排的变更。", "Correct what is ordered first.");
    public static readonly DiagnosticCode NoRecord = Error("HR-STD-125", "{0}“{1}”的记录不存在。", "There is no record of {0} '{1}'.", "先建立记录。", "Make the record first.");
    public static readonly DiagnosticCode Computed = Error("HR-STD-126", "“{0}”由系统计算,不能填写。", "'{0}' is computed and cannot be written.", "修改它所依据的字段。", "Change the fields it follows from.");
    public static readonly DiagnosticCode NotComputed = new("HR-STD-127", Severity.Warning, new("“{0}”无法计算:{1}({2})。", "'{0}' cannot be computed: {1} ({2})."), new("字段留空;请定义的负责人检查。", "It stays empty; have the owner of the definition look at it."));
    public static readonly DiagnosticCode TooManyScheduled = Error("HR-STD-128", "“{0}”已有 {1} 项预定变更,已达上限。", "'{0}' has {1} changes ordered for later days already; no more are taken.", "等已有的变更生效后再预定。", "Order it once some of them have taken effect.");
    public static readonly DiagnosticCode Backdated = Error("HR-STD-129", "生效日 {0} 早于今天({1})。", "The effective date {0} lies before today ({1}).", "写今天或以后的日期;过去的记录不能改写。", "Give today or a later day; what was recorded for the past stays as it was.");
    public static readonly DiagnosticCode TooFewRows = Error("HR-STD-130", "“{0}”至少 {1} 行。", "'{0}' takes at least {1} rows.", "补全后再提交。", "Add what is missing.");
    public static readonly DiagnosticCode RowTwice = Error("HR-STD-131", "“{0}”的第 {1} 行和第 {2} 行的“{3}”相同。", "Rows {1} and {2} of '{0}' have the same '{3}'.", "合并或删除其中一行。", "Merge them or remove one.");
#pragma warning restore CS1591

    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));
}
