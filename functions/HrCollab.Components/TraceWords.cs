using HrCollab.Engine.Kernel;

namespace HrCollab.Components;

/// <summary>The stable words of a trace as people read them; a word that is not known here is shown as it is.</summary>
public static class TraceWords
{
    /// <summary>What a step of a decision was about.</summary>
    public static string Topic(string topic, Language language) => (topic switch
    {
        "permission" => new Text("权限", "Permission"),
        "standard" => new Text("信息标准", "Standard"),
        "rule" => new Text("规则", "Rule"),
        "table" => new Text("决策表", "Table"),
        "branch" => new Text("分支", "Branch"),
        "owner" => new Text("责任人", "Owner"),
        "deadline" => new Text("时限", "Deadline"),
        "notice" => new Text("提醒", "Notice"),
        "effect" => new Text("变更", "Effect"),
        "input" => new Text("输入", "Input"),
        "form" => new Text("表单", "Form"),
        "computed" => new Text("计算字段", "Computed field"),
        _ => Text.Same(topic),
    }).In(language);

    /// <summary>How the parts of a join make its verdict.</summary>
    public static string Join(string kind, Language language) => (kind switch
    {
        "all" => new Text("以下全部成立", "all of these hold"),
        "any" => new Text("以下至少一项成立", "at least one of these holds"),
        "not" => new Text("以下不成立", "this does not hold"),
        _ => Text.Same(kind),
    }).In(language);

    /// <summary>What would have let it pass.</summary>
    public static string Needed(Text needed, Language language) => new Text("若{0},则可通过", "would pass with: {0}").With(needed).In(language);

    /// <summary>A value nobody gave.</summary>
    public static string Missing(Language language) => new Text("缺失", "missing").In(language);

    /// <summary>How it came out.</summary>
    public static string Outcome(string outcome, Language language) => (outcome switch
    {
        "granted" => new Text("允许", "granted"),
        "denied" => new Text("不允许", "denied"),
        "true" => new Text("成立", "holds"),
        "false" => new Text("不成立", "does not hold"),
        "unknown" => new Text("无法判定", "cannot tell"),
        "matched" => new Text("命中", "matched"),
        "default" => new Text("取默认值", "default"),
        "none" => new Text("无匹配行", "no row"),
        "conflict" => new Text("多行冲突", "conflict"),
        "chosen" => new Text("选中", "chosen"),
        "skipped" => new Text("跳过", "skipped"),
        "applies" => new Text("适用", "applies"),
        "assigned" => new Text("已分派", "assigned"),
        "due" => new Text("已确定", "set"),
        "pending" => new Text("待定", "pending"),
        "reminded" => new Text("已提醒", "reminded"),
        "escalated" => new Text("已上报", "escalated"),
        "scheduled" => new Text("已安排", "scheduled"),
        "noticed" => new Text("提示", "noticed"),
        "asked" => new Text("询问", "asked"),
        "hidden" => new Text("不询问", "not asked"),
        "required" => new Text("必填", "required"),
        "optional" => new Text("非必填", "optional"),
        "notConcerned" => new Text("不适用", "does not apply"),
        "notGiven" => new Text("未填写", "not given"),
        "computed" => new Text("已计算", "computed"),
        "set" => new Text("已得出", "set"),
        "refused" => new Text("不接受", "refused"),
        _ => Text.Same(outcome),
    }).In(language);
}
