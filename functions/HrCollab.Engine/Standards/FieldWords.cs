using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>What a field takes, in words; null where nothing is said.</summary>
internal static class FieldWords
{
    public static Text Type(FieldDefinition field) => field.Type switch
    {
        "text" => new Text("文本", "text"),
        "code" => new Text("代码", "code"),
        "codes" => new Text("多选代码", "codes"),
        "reference" => new Text("引用 {0}", "reference to {0}").With(field.Reference),
        "integer" => new Text("整数", "whole number"),
        "decimal" => new Text("小数", "decimal"),
        "date" => new Text("日期", "date"),
        "duration" => new Text("时长", "duration"),
        "rows" => new Text("多行", "rows"),
        "boolean" => new Text("是/否", "yes or no"),
        var other => Text.Same(other),
    };

    /// <summary>How it is written.</summary>
    public static Text? Format(FieldDefinition field)
    {
        var parts = new List<Text>();
        if (field.Format is { } format)
        {
            parts.Add(format switch
            {
                "idcard" => new Text("居民身份证号(GB 11643)", "resident ID number (GB 11643)"),
                "mobile" => new Text("手机号", "mobile number"),
                "email" => new Text("电子邮箱", "e-mail address"),
                "bankcard" => new Text("银行卡号", "bank card number"),
                "key" => new Text("编码(字母、数字、- _ .)", "key (letters, digits, - _ .)"),
                _ => Text.Same(format),
            });
        }

        if (field.Pattern is { } pattern) parts.Add(new Text("模式 {0}", "pattern {0}").With(pattern));
        if (field.Scale is { } scale) parts.Add(new Text("{0} 位小数", "{0} decimals").With(scale));
        if (field.Type == "date") parts.Add(Text.Same("YYYY-MM-DD"));
        return Joined(parts);
    }

    /// <summary>What is refused without it or beyond it.</summary>
    public static Text? Requirement(FieldDefinition field)
    {
        var parts = new List<Text>();
        if (field.Required) parts.Add(new Text("必填", "required"));
        if (field.Compute is not null) parts.Add(new Text("自动计算", "computed"));
        if (field.MinRows is { } fewest) parts.Add(new Text("至少 {0} 行", "at least {0} rows").With(fewest));
        if (field.MaxRows is { } rows) parts.Add(new Text("最多 {0} 行", "at most {0} rows").With(rows));
        if (field.MinLength is { } least) parts.Add(new Text("至少 {0} 字", "at least {0} characters").With(least));
        if (field.MaxLength is { } most) parts.Add(new Text("最多 {0} 字", "at most {0} characters").With(most));
        if (field.Min is { } min) parts.Add(new Text("≥ {0}", "≥ {0}").With(min));
        if (field.Max is { } max) parts.Add(new Text("≤ {0}", "≤ {0}").With(max));
        return Joined(parts);
    }

    public static Text? Sensitivity(FieldDefinition field) =>
        field.Sensitivity switch { "public" => new Text("公开", "public"), "internal" => new Text("内部", "internal"), "sensitive" => new Text("敏感", "sensitive"), _ => null };

    private static Text? Joined(List<Text> parts) => parts.Count == 0 ? null : new Text(string.Join("、", parts.Select(p => p.Zh)), string.Join(", ", parts.Select(p => p.En)));
}
