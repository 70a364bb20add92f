using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Expressions;

/// <summary>Types that compute and compare alike.</summary>
internal enum Family
{
    /// <summary>Text, code and reference: characters, compared ordinally.</summary>
    Text,
    Number,

    /// <summary>A number that is whole by construction; a part of <see cref="Number"/>.</summary>
    Whole,
    Date,
    Truth,
    Codes,
    Duration,

    /// <summary>The rows of a repeating group.</summary>
    Rows,
}

internal static class Families
{
    public static Family Of(ValueType type) => type switch
    {
        ValueType.Text or ValueType.Code or ValueType.Reference => Family.Text,
        ValueType.Integer or ValueType.Decimal => Family.Number,
        ValueType.Date => Family.Date,
        ValueType.Boolean => Family.Truth,
        ValueType.Duration => Family.Duration,
        ValueType.Rows => Family.Rows,
        _ => Family.Codes,
    };

    public static bool Takes(this Family family, ValueType type) => family == Family.Whole ? type == ValueType.Integer : Of(type) == family;

    /// <summary>The family in a message.</summary>
    public static Text Name(this Family family) => family switch
    {
        Family.Text => new("文本或代码", "a text or code"),
        Family.Number => new("数字", "a number"),
        Family.Whole => new("整数", "a whole number"),
        Family.Date => new("日期", "a date"),
        Family.Truth => new("条件或是否值", "a condition or truth value"),
        Family.Duration => new("时长", "a duration"),
        Family.Rows => new("多行记录", "a list of rows"),
        _ => new("代码列表", "a list of codes"),
    };

    /// <summary>The type in a message.</summary>
    public static Text Name(ValueType type) => type switch
    {
        ValueType.Text => new("文本", "a text"),
        ValueType.Code => new("代码", "a code"),
        ValueType.Reference => new("引用", "a reference"),
        ValueType.Integer => new("整数", "a whole number"),
        ValueType.Decimal => new("小数", "a decimal number"),
        _ => Of(type).Name(),
    };
}
