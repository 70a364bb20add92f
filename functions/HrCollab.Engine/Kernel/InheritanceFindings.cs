namespace HrCollab.Engine.Kernel;

/// <summary>Findings about what subsidiaries inherit, and about what they may not change.</summary>
internal static class InheritanceFindings
{
    public static readonly DiagnosticCode UnknownBase = Error("HR-INH-001", "没有可继承的{0}“{1}”。{2}", "There is no {0} '{1}' to inherit.{2}",
        "写集团同类定义的 id,或另一家子公司的 <id>@<子公司>。", "Name a definition of the group of the same kind, or <id>@<subsidiary> of another subsidiary.");

    public static readonly DiagnosticCode OtherKind = Error("HR-INH-002", "“{0}”是{1},这里是{2}:只能继承同类定义。", "'{0}' is of the kind '{1}', this file of '{2}': a definition inherits from its own kind.",
        "继承同类的定义。", "Inherit a definition of the same kind.");

    public static readonly DiagnosticCode Cycle = Error("HR-INH-003", "循环继承:{0}。", "The inheritance goes in a circle: {0}.",
        "去掉其中一处 inherits。", "Take out one of the inherits.");

    public static readonly DiagnosticCode WholeGroup = Error("HR-INH-004", "{0}全集团统一,子公司不能自定。", "The kind '{0}' is the same for the whole group: a subsidiary has none of its own.",
        "需要时在集团的定义里补充;子公司可定:{1}。", "Add what is needed to the group's definition; a subsidiary may have: {1}.");

    public static readonly DiagnosticCode LockedBase = Error("HR-INH-005", "{0} 已锁定(如法定限度),子公司不能改动。", "{0} is locked, such as a limit set by law: no subsidiary changes it.",
        "删除此文件;子公司的规则仍受它约束。", "Remove this file; the subsidiary's own rules are held to it all the same.");

    public static readonly DiagnosticCode UnknownWithout = Error("HR-INH-006", "要去掉的“{0}”在 {1} 里没有。{2}", "There is no '{0}' in {1} to take away.{2}",
        "写要去掉的条目的 id。", "Name the id of what is taken away.");

    public static readonly DiagnosticCode AmbiguousWithout = Error("HR-INH-007", "“{0}”在 {1} 里有 {2} 处。", "'{0}' stands {2} times in {1}.",
        "写完整位置,例如 {3}。", "Name its place, such as {3}.");

    public static readonly DiagnosticCode NothingInherited = Error("HR-INH-008", "没有 inherits,无从去掉。", "Nothing is inherited that could be taken away.",
        "写上 inherits,或删除 without。", "Say what is inherited, or remove without.");

    public static readonly DiagnosticCode FixedRemoved = Error("HR-INH-009", "集团规定“{0}”不可去掉({1})。", "The group says that '{0}' stays ({1}).",
        "保留该条目;确需例外时由集团从 fixed 里去掉。", "Keep it; where an exception is wanted, the group takes it out of fixed.");

    public static readonly DiagnosticCode FixedChanged = Error("HR-INH-010", "集团规定“{0}”不可改动({1})。", "The group says that '{0}' stays as it is ({1}).",
        "撤销改动;确需例外时由集团从 fixed 里去掉。", "Undo the change; where an exception is wanted, the group takes it out of fixed.");

    public static readonly DiagnosticCode UnknownFixed = Error("HR-INH-011", "fixed 里的“{0}”在本定义里没有。{1}", "There is no '{0}' in this definition that could be fixed.{1}",
        "写条目的 id,或以 / 开头的位置。", "Name an id, or a place that begins with /.");

    public static readonly DiagnosticCode ReliedOn = Error("HR-INH-012", "全集团统一的 {0} 引用它,子公司不能另定。", "{0}, which is the same for the whole group, relies on it: no subsidiary has another.",
        "改用子公司自己的新 id,或在集团的定义里补充。", "Use an id of the subsidiary's own, or add what is needed to the group's definition.");

    public static readonly DiagnosticCode WithoutMember = Error("HR-INH-013", "“{0}”不是 {1} 里某个列表的条目,without 去不掉。", "'{0}' is no part of a list in {1}: without does not take it away.",
        "改写为 \"{2}\": null。", "Say \"{2}\": null instead.");

    public static readonly DiagnosticCode FixedReached = Error("HR-INH-014", "集团规定“{0}”不可改动;它是否执行取决于“{1}”,所以这里也不可改动({2})。", "The group says that '{0}' stays as it is; '{1}' decides whether it is reached and stays as well ({2}).",
        "撤销改动;确需例外时由集团从 fixed 里去掉。", "Undo the change; where an exception is wanted, the group takes it out of fixed.");

    public static readonly DiagnosticCode FixedMoved = Error("HR-INH-015", "集团规定“{0}”不可移动,“{1}”的先后顺序变了({2})。", "The group says that '{0}' stays where it is; '{1}' no longer stands where it stood among the group's ({2}).",
        "恢复集团的顺序;新条目可以插在其间。", "Restore the group's order; new entries may stand in between.");

    public static readonly DiagnosticCode TooMuch = Error("HR-INH-016", "各子公司的定义连同继承的内容合计超过 {0} 字节。", "What the subsidiaries have with what they inherit is more than {0} bytes together.",
        "拆小集团的大文件,或减少子公司自己的文件。", "Split the group's large files, or let subsidiaries have fewer files of their own.");

    public static readonly DiagnosticCode Optional = Error("HR-GRP-001", "{0}“{1}”集团要求必填,子公司不能改为选填。", "The group requires the {0} '{1}'; a subsidiary may not make it optional.",
        "保留必填。", "Keep it required.");

    public static readonly DiagnosticCode Dropped = Error("HR-GRP-002", "子公司去掉了集团的{0}“{1}”。", "The group's {0} '{1}' is missing.",
        "保留它;子公司可以增加要求,不能减少。", "Keep it: a subsidiary may ask for more, not for less.");

    public static readonly DiagnosticCode Widened = Error("HR-GRP-003", "{0}里的角色“{1}”超出集团的规定。", "The role '{1}' goes beyond what the group allows in {0}.",
        "去掉该角色;子公司可以收紧权限,不能放宽。", "Take the role out: a subsidiary may narrow who may do something, not widen it.");

    public static readonly DiagnosticCode Slower = Warning("HR-GRP-004", "“{0}”的时限 {1} 比集团的 {2} 长。", "The deadline {1} of '{0}' is longer than the group's {2}.",
        "确认这是有意的。", "Make sure that it is meant.");

    public static readonly DiagnosticCode Reworded = Warning("HR-GRP-005", "{0}“{1}”的条件与集团不同。", "The condition of the {0} '{1}' differs from the group's.",
        "确认没有放宽集团的要求;集团可用 fixed 禁止改动。", "Make sure that it asks for no less; the group can rule changes out with fixed.");

    public static readonly DiagnosticCode Unlimited = Error("HR-GRP-006", "输出“{0}”在集团受法定限度“{1}”约束,子公司不能取消。", "The group holds the output '{0}' to the limit '{1}'; a subsidiary cannot step out of it.",
        "保留 limits。", "Keep limits.");

    public static readonly DiagnosticCode Hushed = Error("HR-GRP-007", "检查“{0}”在集团是阻止提交的错误,子公司不能改为提示。", "The check '{0}' refuses in the group; a subsidiary may not make it a mere warning.",
        "去掉 warning。", "Take warning out.");

    public static readonly DiagnosticCode OtherName = Error("HR-GRP-008", "流程改用了{0}“{1}”,集团用的是“{2}”。", "The workflow names the {0} '{1}', the group's '{2}'.",
        "用同一个名字;子公司需要不同内容时,在自己的文件夹里定义同名的。", "Name the same one; where it is to differ, the subsidiary has one of that name in its own folder.");

    public static readonly DiagnosticCode StepMissing = Warning("HR-GRP-009", "子公司的流程没有集团的步骤“{0}”。", "The subsidiary's workflow leaves out the group's step '{0}'.",
        "确认这是有意的;集团可用 fixed 禁止去掉。", "Make sure that it is meant; the group can rule it out with fixed.");

    public static readonly DiagnosticCode Quieter = Warning("HR-GRP-010", "“{0}”的 {1} 比集团的少。", "'{0}' has less of {1} than the group's.",
        "确认这是有意的:逾期时可能无人得知。", "Make sure that it is meant: nobody may learn that it is late.");

    private static DiagnosticCode Error(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Error, new Text(zh, en), new Text(helpZh, helpEn));

    private static DiagnosticCode Warning(string code, string zh, string en, string helpZh, string helpEn) =>
        new(code, Severity.Warning, new Text(zh, en), new Text(helpZh, helpEn));
}
