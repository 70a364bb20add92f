using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Exchanges;

/// <summary>Findings about files that are sent, their columns and rows.</summary>
public static class FileFindings
{
#pragma warning disable CS1591 // the message says it
    public static readonly DiagnosticCode MissingColumn = Error("HR-EXC-101", "文件缺少列“{0}”。{1}", "The file lacks the column '{0}'.{1}", "补上该列;没有数据时留空。", "Add the column; leave it empty where there is no data.");
    public static readonly DiagnosticCode UnknownColumn = Error("HR-EXC-102", "不认识的列“{0}”。{1}", "Unknown column '{0}'.{1}", "改正列名,或请管理员在交换定义中忽略它。", "Correct its name, or ask for it to be ignored in the exchange.");
    public static readonly DiagnosticCode ColumnTwice = Error("HR-EXC-103", "列“{0}”出现了两次。", "The column '{0}' stands there twice.", "只保留一列。", "Keep one of them.");
    public static readonly DiagnosticCode TooManyColumns = Error("HR-EXC-104", "文件有 {0} 列,最多 {1} 列。", "The file has {0} columns, at most {1} are allowed.", "删除不需要的列。", "Remove what is not needed.");
    public static readonly DiagnosticCode TooLong = Error("HR-EXC-105", "有一个值超过 {0} 个字符,可能缺少一个引号。", "A value has more than {0} characters; a quote may be missing.", "检查该行的引号。", "Check the quotes of the row.");
    public static readonly DiagnosticCode BadQuotes = Error("HR-EXC-106", "引号不成对:第 {0} 列。", "The quotes of column {0} do not match.", "值中的引号要写两遍,并用引号括起整个值。", "Write a quote within a value twice and enclose the value in quotes.");
    public static readonly DiagnosticCode OtherCount = Error("HR-EXC-107", "这一行有 {0} 个值,表头有 {1} 列。", "The row has {0} values, the header has {1} columns.", "检查该行的分隔符和引号。", "Check the separators and quotes of the row.");
    public static readonly DiagnosticCode NotUtf8 = Error("HR-EXC-108", "文件不是 UTF-8 编码。", "The file is not UTF-8.", "另存为“CSV UTF-8”。", "Save it as 'CSV UTF-8'.");
    public static readonly DiagnosticCode TooLarge = Error("HR-EXC-109", "文件超过 {0} 字节。", "The file exceeds {0} bytes.", "拆分成几个文件。", "Split it into several files.");
    public static readonly DiagnosticCode NotJson = Error("HR-EXC-110", "这一行不是 JSON 对象。", "The row is not a JSON object.", "每行一个对象,值为文本、数字、布尔或它们的数组。", "One object per line; values are texts, numbers, booleans or arrays of them.");
    public static readonly DiagnosticCode NotGzip = Error("HR-EXC-111", "压缩文件已损坏。", "The compressed file is damaged.", "重新压缩后上传。", "Compress it again.");
    public static readonly DiagnosticCode OutOfReach = Error("HR-EXC-112", "导入人的角色不涉及部门“{0}”。", "The importer's roles do not reach department '{0}'.", "请由负责该部门的人员导入。", "Have it imported by somebody who answers for the department.");
    public static readonly DiagnosticCode MayNotCreate = Error("HR-EXC-113", "没有“{0}”这条记录,导入人不能新建。", "There is no record '{0}', and the importer may not create one.", "请先由数据责任部门新建记录。", "Have the data owner create the record first.");
    public static readonly DiagnosticCode MayNotImport = Error("HR-EXC-114", "您不能导入“{0}”。可导入的角色:{1}。", "You may not import '{0}'. Roles that may: {1}.", "请由有权限的人员导入。", "Ask somebody who holds one of the roles.");
    public static readonly DiagnosticCode Empty = Error("HR-EXC-115", "文件没有表头。", "The file has no header.", "第一行写列名。", "Write the names of the columns in the first row.");
    public static readonly DiagnosticCode WrongFormat = Error("HR-EXC-116", "不接受这种格式,应为 {0}。", "This format is not taken; send {0}.", "设置 Content-Type,并确认文件格式。", "Set Content-Type and check the format of the file.");
    public static readonly DiagnosticCode Clipped = new("HR-EXC-117", Severity.Error,
        new Text("这一行太长,每个值只保留了前 {0} 个字符,后面的没有保留。", "The row is too long to be kept: of each value the first {0} characters are, and no more."),
        new Text("在来源中改短后重新发送该行,或在这里重新填写被截断的值。", "Shorten it in its source and send the row again, or enter here what was cut off."));
#pragma warning restore CS1591
    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));
}
