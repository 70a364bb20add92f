using System.Collections.Immutable;
using System.Globalization;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Kernel;

namespace HrCollab.Engine.Standards;

/// <summary>A table of words: a heading per column and a cell per row and column.</summary>
public sealed record DocumentTable(Text Name, ImmutableArray<Text> Heads, ImmutableArray<ImmutableArray<Text>> Rows);

/// <summary>Which state of a standard somebody signs.</summary>
/// <param name="Version">Revision or commit.</param>
/// <param name="Hash">SHA-256 of the standard's canonical text.</param>
/// <param name="Approvers">Who approves standards.</param>
/// <param name="Day">The day it was taken out; without it equal content is the same document.</param>
public sealed record DocumentVersion(string Version, string Hash, Text Approvers, DateOnly? Day = null);

/// <summary>A standard as the document that is signed: its version and approver, every field, every rule, and the code lists with their source.</summary>
public static class StandardDocument
{
    private static readonly Text Nothing = Text.Same("—");

    /// <summary>Headings of the fields' table; those of the group first.</summary>
    public static ImmutableArray<Text> Columns { get; } =
    [
        new("字段组", "Group"), new("归口", "Owner"), new("路径", "Path"), new("字段", "Field"), new("类型", "Type"), new("代码表", "Code list"), new("格式", "Format"), new("要求", "Requirement"),
        new("敏感级别", "Sensitivity"), new("用途", "Purpose"), new("依据", "Basis"), new("保存期", "Retention"), new("权威来源", "Source of truth"), new("各部门叫法", "Names in departments"),
    ];

    /// <summary>The tables of the document.</summary>
    public static ImmutableArray<DocumentTable> Of(DefinitionSet set, Standard standard, DocumentVersion version) =>
    [
        new(new Text("版本", "Version"), [new("项目", "Item"), new("内容", "Content")],
        [
            [new("标准", "Standard"), standard.Title],
            [new("版本", "Version"), Text.Same(version.Version)],
            [new("文件哈希", "File hash"), Text.Same(version.Hash)],
            [new("批准", "Approved by"), version.Approvers],
            .. version.Day is { } day ? [[new Text("导出日期", "Exported on"), Text.Same(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))]] : (ImmutableArray<ImmutableArray<Text>>)[],
            [new("批准人签字、日期", "Signature and date of approval"), Nothing],
        ]),
        new(new Text("字段", "Fields"), Columns, [.. Lines(standard).Select(f => Row(set, standard, f))]),
        new(new Text("校验规则", "Rules"), [new("编号", "Id"), new("条件", "When"), new("要求", "Requires"), new("提示", "Message"), new("结果", "Outcome")],
            [.. standard.Definition.Rules.OrEmpty().Select(Row)]),
        new(new Text("代码表", "Code lists"),
            [new("编号", "Id"), new("名称", "Name"), new("标准号", "Standard"), new("标准效力", "Standing"), new("核实情况", "Verification"), new("代码数", "Codes"), new("来源", "Source")],
            [.. Lines(standard).Select(f => (f.Inner ?? f.Field).Codes).OfType<CodeList>().DistinctBy(c => c.Id).OrderBy(c => c.Id, StringComparer.Ordinal).Select(Row)]),
    ];

    /// <summary>Every field, and behind a list those of its rows.</summary>
    public static IEnumerable<FieldSeat> Lines(Standard standard) =>
        standard.Fields.SelectMany(f => (f.Rows?.Fields ?? []).Select(inner => standard.Seats[standard.Seat(f, inner)]).Prepend(standard.Seats[f.Shape.Slot]));

    /// <summary>What a line is called.</summary>
    public static Text Title(FieldSeat seat) => seat.Inner is { } inner ? new Text("{0} · {1}", "{0} · {1}").With(seat.Field.Title, inner.Title) : seat.Field.Title;

    /// <summary>One field, a cell per column.</summary>
    public static ImmutableArray<Text> Row(DefinitionSet set, Standard standard, FieldSeat seat)
    {
        var field = seat.Inner ?? seat.Field;
        var written = field.Definition;
        var group = standard.Definition.Groups.Single(g => g.Id == Standard.Group(seat.Field));
        return
        [
            group.Title,
            Duty(set, group.Owner),
            Text.Same(seat.Path),
            Title(seat),
            FieldWords.Type(written),
            field.Codes is { } codes ? CodesOf(codes) : Nothing,
            FieldWords.Format(written) ?? Nothing,
            FieldWords.Requirement(written) ?? Nothing,
            FieldWords.Sensitivity(written) ?? Nothing,
            written.Purpose ?? Nothing,
            written.Basis is { } basis ? Text.Same(basis) : Nothing,
            written.Retention is { } retention ? Text.Same(retention) : Nothing,
            Source(field) ?? Nothing,
            written.Aliases.IsDefaultOrEmpty ? Nothing : Text.Same(string.Join(", ", written.Aliases)),
        ];
    }

    /// <summary>The duty that reviews standards.</summary>
    public static string Approver(DefinitionSet set) => set.Manifest.Owners?.GetValueOrDefault("standards") ?? set.Manifest.AlertDuty;

    /// <summary>What a duty is called.</summary>
    public static Text Duty(DefinitionSet set, string duty) => set.Find<CodeList>("duties")?.Find(duty)?.Title ?? Text.Same(duty);

    /// <summary>What a field is taken from; a computed one follows from others.</summary>
    private static Text? Source(Field field) =>
        field.IsComputed && field.Definition.SourceOfTruth is null ? new Text("由其他字段算出", "follows from other fields") : field.SourceOfTruth?.Title;

    private static ImmutableArray<Text> Row(RecordRuleDefinition rule) =>
    [
        Text.Same(rule.Id), rule.When is { } when ? Text.Same(when) : Nothing, Text.Same(rule.Require), rule.Message, rule.Warning ? new Text("提醒", "warning") : new Text("拒绝", "refusal"),
    ];

    private static ImmutableArray<Text> Row(CodeList list) =>
    [
        Text.Same(list.Id), list.Title, list.Standard is { } standard ? Text.Same(standard) : Nothing, Standing(list), Status(list), Text.Same(list.Values.Length.ToString(CultureInfo.InvariantCulture)), list.Source.Title,
    ];

    /// <summary>The list with its standard and whether that is in force.</summary>
    private static Text CodesOf(CodeList codes) => (codes.Standard, codes.Standing) switch
    {
        (null, _) => new Text("{0}({1})", "{0} ({1})").With(codes.Title, codes.Id),
        ({ } standard, null) => new Text("{0}({1},{2})", "{0} ({1}, {2})").With(codes.Title, codes.Id, standard),
        ({ } standard, _) => new Text("{0}({1},{2} {3})", "{0} ({1}, {2} {3})").With(codes.Title, codes.Id, standard, Standing(codes)),
    };

    private static Text Standing(CodeList codes) => codes.Standing switch { "in-force" => new Text("现行", "in force"), "replaced" => new Text("已被代替", "replaced"), _ => Nothing };

    private static Text Status(CodeList codes) => codes.Status switch
    {
        CodeListStatus.Corroborated => new Text("多个来源一致", "several sources agree"),
        CodeListStatus.SingleSource => new Text("只有一个来源", "one source only"),
        CodeListStatus.Unverified => new Text("未核实", "not verified"),
        _ => new Text("本公司清单", "a list of the company"),
    };
}
