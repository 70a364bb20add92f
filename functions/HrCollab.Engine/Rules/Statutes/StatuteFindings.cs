using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Rules.Statutes;

/// <summary>Findings about limits set by law.</summary>
internal static class StatuteFindings
{
    public static readonly DiagnosticCode Weaker = Error("HR-STA-001", "{0} {1} 违反法定限度:{2} 时,{3}。", "{0} {1} goes beyond the law: for {2} it is {3}.",
        "改为不超出法定限度的值;公司规则可以比法律更有利于员工,不能更不利。", "Stay within the law: a company may be kinder to employees than the law, not harsher.");

    public static readonly DiagnosticCode UnknownBound = Error("HR-STA-002", "没有限度种类“{0}”。", "There is no bound '{0}'.", "写 atMost 或 atLeast。", "Write atMost or atLeast.");

    public static readonly DiagnosticCode NoLimit = Error("HR-STA-003", "输出“{0}”不能作为限度。", "The output '{0}' cannot be a limit.",
        "限度是每人一个的数字或日期。", "A limit is one number or date per person.");

    public static readonly DiagnosticCode NoTable = Error("HR-STA-004", "statute 只能与 table 一起使用。", "A statute needs a table.", "用决策表写出限度。", "Write the limits as a table.");

    public static readonly DiagnosticCode UnknownLimit = Error("HR-STA-005", "limits“{0}”既不是标准的字段,也没有法定限度叫这个名字。{1}", "The limits '{0}' are neither a field of the standard nor named by a statute.{1}",
        "写标准内的路径,例如 contract.probationMonths,或法定限度的 limits。", "Write a path of the standard, such as contract.probationMonths, or the limits of a statute.");

    public static readonly DiagnosticCode NotLocked = Error("HR-STA-006", "法定限度“{0}”没有锁定。", "The statute '{0}' is not locked.",
        "在 manifest.json 的 locked 里写上此文件和它的哈希:\"{1}\": \"{2}\"。", "Name the file with its hash under locked in manifest.json: \"{1}\": \"{2}\".");

    public static readonly DiagnosticCode Refused = Error("HR-STA-007", "{0} {1} 违反法定限度:{2}。", "{0} {1} goes beyond the law: {2}.", "改为不超出法定限度的值。", "Stay within the law.");

    public static readonly DiagnosticCode NotThePack = Error("HR-STA-008", "法定规则包中的“{0}”缺失或被改动,这一版不能启用。", "'{0}' of the statute pack is missing or not in its form: this set cannot be active.",
        "恢复随产品发布的文件(哈希 {1});法律变更随产品版本发布。", "Restore the file that comes with the product (hash {1}); the law changes with a release.");

    public static readonly DiagnosticCode NotApplied = Error("HR-STA-009", "没有决策表适用法定限度“{0}”({1} {2})。", "No table applies the limit '{0}' ({1}, {2}).",
        "在公司决策表的输出上写 limits。", "Name it as limits of an output of the company's table.");

    public static readonly DiagnosticCode Dropped = Error("HR-STA-010", "输出“{0}”原来受法定限度“{1}”约束,不能取消。", "The output '{0}' was held to the limit '{1}' and cannot step out of it.",
        "保留 limits。", "Keep limits.");

    public static readonly DiagnosticCode NotComparable = Error("HR-STA-011", "输出“{0}”受法定限度“{1}”约束,但不能与之比较。", "The output '{0}' is held to the limit '{1}' but cannot be compared with it.",
        "受限度约束的输出是数字或日期,不取合计或计数。", "An output with limits is a number or a date, and no sum or count.");

    public static readonly DiagnosticCode GroupsLaw = Error("HR-STA-012", "法定限度对全集团有效,不能由子公司定义。", "A limit set by law holds for the whole group and is not a subsidiary's.",
        "放到集团的 rules/ 并锁定;子公司的决策表同样受它约束。", "Put it into the group's rules/ and lock it; tables of the subsidiary are held to it as well.");

    public static readonly DiagnosticCode CannotTell = new("HR-STA-013", Severity.Warning,
        new Text("“{0}”是否符合法定限度({1} {2})还无法判定,缺少 {3}。", "Whether '{0}' is within the law ({1}, {2}) cannot be told without {3}."),
        new Text("补填后会再次判定。", "It is judged again once that is known."));

    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));
}
