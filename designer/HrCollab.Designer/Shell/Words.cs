using HrCollab.Engine;
using HrCollab.Engine.Kernel;

namespace HrCollab.Designer.Shell;

/// <summary>Words that more than one screen uses.</summary>
internal static class Words
{
    /// <summary>How much a finding weighs.</summary>
    public static Text Severity(Severity severity) => severity switch
    {
        Engine.Kernel.Severity.Error => new Text("错误", "Error"),
        Engine.Kernel.Severity.Warning => new Text("警告", "Warning"),
        _ => new Text("提示", "Notice"),
    };

    /// <summary>What a kind is called where it stands alone: as a heading or a link.</summary>
    public static Text Heading(DefinitionKind kind) => new(kind.Title.Zh, char.ToUpperInvariant(kind.Title.En[0]) + kind.Title.En[1..]);

    /// <summary>The address of a file's page, at a place when one is named; null for a file that has none.</summary>
    public static string? Address(string path, string pointer = "")
    {
        var query = pointer.Length == 0 ? "" : (path.EndsWith(".cases.json", StringComparison.Ordinal) ? "&at=" : "?at=") + Uri.EscapeDataString(pointer);
        if (path == Manifest.Path) return "/manifest" + query;
        var file = path.Replace(".cases.json", ".json", StringComparison.Ordinal);
        if (DefinitionKinds.All.FirstOrDefault(k => k.Owns(file)) is not { } kind) return null;
        return $"/{kind.Folder}/{kind.IdOf(file)}{(file == path ? "" : "?view=cases")}{query}";
    }

    /// <summary>What a kind is for, in one line.</summary>
    public static Text About(string suffix) => suffix switch
    {
        "calendar" => new Text("每年的放假和调休,以及上下班时间;所有时限按它计算。", "Holidays, make-up days and working hours per year; every deadline counts by it."),
        "subsidiary" => new Text("集团里的一家公司:哪个部门以下归它,按哪个日历;它自己的定义放在同名文件夹里,只写与集团不同的内容。", "A company of the group: which department it begins at and by which calendar it counts; its folder holds what it has of its own, only where it differs."),
        "codeList" => new Text("代码及其含义、来源和有效期;数据里只存代码。", "Codes with their meaning, source and validity; data hold the code only."),
        "schema" => new Text("可被信息标准引用的 JSON Schema。", "JSON Schemas that standards refer to."),
        "standard" => new Text("一类档案有哪些字段组和字段,由谁负责、有多敏感、为何收集、保存多久。", "Which groups and fields a record has, who answers for them, how sensitive they are, why they are kept and how long."),
        "responsibilities" => new Text("每一步由谁负责、谁配合、做什么、做到什么标准、何时完成。", "Per step: who is responsible, who cooperates, what, to which standard and by when."),
        "permissions" => new Text("哪个角色能看到、修改、导出哪些字段组;没写的就没有权限。", "Which role may see, change and export which groups; what is not written is not allowed."),
        "rules" => new Text("必须满足的条件和决策表。", "Conditions that must hold, and decision tables."),
        "form" => new Text("部门填写什么、何时显示、何时必填。", "What departments fill in, when it is asked and when it is required."),
        "workflow" => new Text("提交之后经过哪些步骤,什么情况下走哪条路。", "The steps after submission, and which way is taken when."),
        "requirements" => new Text("配置之前先梳理:哪个流程、痛点是什么、谁负责、要达到什么;每条需求连到满足它的定义。", "Sorted before anything is configured: which process hurts, whose it is, what shall be so; each line linked to the definitions that satisfy it."),
        "exchange" => new Text("外部文件的列对应哪些字段。", "Which column of a file belongs to which field."),
        _ => new Text("", ""),
    };
}
