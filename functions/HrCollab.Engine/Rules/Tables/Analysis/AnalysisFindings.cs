using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Rules.Tables.Analysis;

/// <summary>Findings about what a well-formed table says.</summary>
internal static class AnalysisFindings
{
    public static readonly DiagnosticCode Gap = Make("HR-TBL-030", Severity.Warning, "表有空缺:没有一行适用于 {0}。", "The table has a gap: no row is for {0}.",
        "补一行,放宽一行,或给输出写 default;空缺处无法判定,转人工处理。", "Add a row, widen one, or give the outputs a default; in a gap nothing is decided and a person is asked.");

    public static readonly DiagnosticCode Overlap = Make("HR-TBL-031", Severity.Error, "第 {0} 行和第 {1} 行重叠:两行都适用于 {2}。", "Rows {0} and {1} overlap: both are for {2}.",
        "UNIQUE 表每人最多一行:收窄其中一行,或改用 FIRST。", "In a UNIQUE table at most one row is for a person: narrow one of them, or use FIRST.");

    public static readonly DiagnosticCode Contradiction = Make("HR-TBL-032", Severity.Error, "第 {0} 行和第 {1} 行矛盾:两行都适用于 {2},输出不同。", "Rows {0} and {1} contradict each other: both are for {2} and give different outputs.",
        "ANY 表里同时适用的行输出相同:收窄其中一行,或统一输出。", "In an ANY table rows for the same person give the same: narrow one of them or make the outputs equal.");

    public static readonly DiagnosticCode Shadowed = Make("HR-TBL-033", Severity.Warning, "第 {0} 行永远不起作用:它适用的人都已由 {1} 决定。", "Row {0} never counts: everybody it is for is decided by {1}.",
        "删除这一行,或把它移到前面。", "Remove the row or move it up.");

    public static readonly DiagnosticCode Never = Make("HR-TBL-034", Severity.Warning, "第 {0} 行永远不匹配:{1}不可能是这个值。", "Row {0} never matches: {1} cannot have such a value.",
        "核对字段的上下限、小数位数和代码表。", "Check the limits, the scale and the code list of the field.");

    public static readonly DiagnosticCode TooHard = Make("HR-TBL-035", Severity.Warning, "表太复杂,无法证明没有空缺或被遮盖的行。", "The table is too intricate to prove that it has no gaps or hidden rows.",
        "拆成几张表,或减少每行的条件。", "Split it into several tables, or test less per row.");

    public static readonly DiagnosticCode Contradicts = Make("HR-TBL-036", Severity.Warning, "第 {0} 行永远不匹配:它的条件互相矛盾({1})。", "Row {0} never matches: its cells contradict each other ({1}).",
        "检查读取同一字段的各列。", "Look at the columns that read the same field.");

    private static DiagnosticCode Make(string code, Severity severity, string zh, string en, string helpZh, string helpEn) =>
        new(code, severity, new Text(zh, en), new Text(helpZh, helpEn));
}
