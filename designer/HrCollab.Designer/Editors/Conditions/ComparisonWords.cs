using HrCollab.Engine.Kernel;

namespace HrCollab.Designer.Editors.Conditions;

/// <summary>Comparisons in the words of the sentences.</summary>
internal static class ComparisonWords
{
    public static Text Of(string comparison, Engine.Expressions.ValueType type) => (comparison, type) switch
    {
        ("<", Engine.Expressions.ValueType.Duration) => new Text("不满", "is less than"),
        ("<=", Engine.Expressions.ValueType.Duration) => new Text("不超过", "is at most"),
        (">", Engine.Expressions.ValueType.Duration) => new Text("超过", "is more than"),
        (">=", Engine.Expressions.ValueType.Duration) => new Text("满", "is at least"),
        ("==", _) => new Text("等于", "is"),
        ("!=", _) => new Text("不等于", "is not"),
        ("<", Engine.Expressions.ValueType.Date) => new Text("早于", "is before"),
        ("<", _) => new Text("小于", "is less than"),
        ("<=", Engine.Expressions.ValueType.Date) => new Text("不晚于", "is not after"),
        ("<=", _) => new Text("不大于", "is at most"),
        (">", Engine.Expressions.ValueType.Date) => new Text("晚于", "is after"),
        (">", _) => new Text("大于", "is more than"),
        (">=", Engine.Expressions.ValueType.Date) => new Text("不早于", "is not before"),
        (">=", _) => new Text("不小于", "is at least"),
        ("in", _) => new Text("属于", "is one of"),
        ("contains", _) => new Text("包含", "contains"),
        ("has", _) => new Text("有值", "has a value"),
        ("hasNot", _) => new Text("无值", "has no value"),
        ("isTrue", _) => new Text("为真", "is true"),
        _ => new Text("不为真", "is not true"),
    };

    /// <summary>True when the comparison says everything by itself.</summary>
    public static bool IsBare(string comparison) => comparison is "has" or "hasNot" or "isTrue" or "isFalse";
}
