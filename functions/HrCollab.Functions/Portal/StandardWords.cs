using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Identity;

namespace HrCollab.Functions.Portal;

/// <summary>A standard in the words of its document.</summary>
internal static class StandardWords
{
    public static readonly IReadOnlyList<(string Zh, string En)> Columns =
        [("字段", "Field"), ("类型", "Type"), ("代码表", "Code list"), ("要求", "Requirement"), ("敏感级别", "Sensitivity"), ("用途", "Purpose"), ("依据", "Basis"), ("保存期", "Retention"), ("各部门叫法", "Names in departments")];

    /// <summary>The cells after the name, in the order of the columns.</summary>
    public static IEnumerable<Text> Cells(Field field)
    {
        var written = field.Definition;
        yield return TypeOf(written);
        yield return field.Codes is { } codes ? CodesOf(codes) : Nothing;
        yield return Requirement(written);
        yield return written.Sensitivity switch { "public" => new Text("公开", "public"), "internal" => new Text("内部", "internal"), "sensitive" => new Text("敏感", "sensitive"), _ => Nothing };
        yield return written.Purpose ?? Nothing;
        yield return Text.Same(written.Basis ?? "—");
        yield return Text.Same(written.Retention ?? "—");
        yield return Text.Same(written.Aliases.IsDefaultOrEmpty ? "—" : string.Join(", ", written.Aliases));
    }

    /// <summary>The duty that reviews standards, and who holds it today.</summary>
    public static string Approvers(Caller caller, Language language)
    {
        var duty = caller.Set.Manifest.Owners?.GetValueOrDefault("standards") ?? caller.Set.Manifest.AlertDuty;
        var holders = caller.Organization.Holders(duty).Select(h => caller.Organization.Person(h)?.Name ?? h).ToList();
        return holders.Count == 0 ? Duty(caller, duty, language) : $"{Duty(caller, duty, language)} · {string.Join(", ", holders)}";
    }

    public static string Duty(Caller caller, string duty, Language language) => caller.Set.Find<CodeList>("duties")?.Find(duty)?.Title.In(language) ?? duty;

    /// <summary>The list with its standard and whether that is in force.</summary>
    private static Text CodesOf(CodeList codes) => (codes.Standard, codes.Standing) switch
    {
        (null, _) => new Text("{0}({1})", "{0} ({1})").With(codes.Title, codes.Id),
        ({ } standard, null) => new Text("{0}({1},{2})", "{0} ({1}, {2})").With(codes.Title, codes.Id, standard),
        ({ } standard, _) => new Text("{0}({1},{2} {3})", "{0} ({1}, {2} {3})").With(codes.Title, codes.Id, standard, Standing(codes)),
    };

    /// <summary>Whether the standard of a list is in force.</summary>
    public static Text Standing(CodeList codes) => codes.Standing switch { "in-force" => new Text("现行", "in force"), "replaced" => new Text("已被代替", "replaced"), _ => Nothing };

    /// <summary>How well the content of a list is known.</summary>
    public static Text Status(CodeList codes) => codes.Status switch
    {
        CodeListStatus.Corroborated => new Text("多个来源一致", "several sources agree"),
        CodeListStatus.SingleSource => new Text("只有一个来源", "one source only"),
        CodeListStatus.Unverified => new Text("未核实", "not verified"),
        _ => new Text("本公司清单", "a list of the company"),
    };

    private static Text Nothing => Text.Same("—");

    private static Text TypeOf(FieldDefinition field) => field.Type switch
    {
        "text" => new Text("文本", "text"),
        "code" => new Text("代码", "code"),
        "codes" => new Text("多选代码", "codes"),
        "reference" => new Text("引用 {0}", "reference to {0}").With(field.Reference),
        "integer" => new Text("整数", "whole number"),
        "decimal" => new Text("小数", "decimal"),
        "date" => new Text("日期", "date"),
        "boolean" => new Text("是/否", "yes or no"),
        var other => Text.Same(other),
    };

    private static Text Requirement(FieldDefinition field)
    {
        var parts = new List<Text>();
        if (field.Required) parts.Add(new Text("必填", "required"));
        if (field.Compute is not null) parts.Add(new Text("自动计算", "computed"));
        if (field.MaxLength is { } most) parts.Add(new Text("最多 {0} 字", "at most {0} characters").With(most));
        if (field.Min is { } min) parts.Add(new Text("≥ {0}", "≥ {0}").With(min));
        if (field.Max is { } max) parts.Add(new Text("≤ {0}", "≤ {0}").With(max));
        if (field.Scale is { } scale) parts.Add(new Text("{0} 位小数", "{0} decimals").With(scale));
        if (field.Format is { } format) parts.Add(new Text("格式 {0}", "format {0}").With(format));
        if (field.Pattern is { } pattern) parts.Add(new Text("模式 {0}", "pattern {0}").With(pattern));
        return parts.Count == 0 ? Nothing : new Text(string.Join("、", parts.Select(p => p.Zh)), string.Join(", ", parts.Select(p => p.En)));
    }
}
