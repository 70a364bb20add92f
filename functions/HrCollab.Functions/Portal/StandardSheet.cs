using System.Globalization;
using HrCollab.Engine.CodeLists;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Standards;
using HrCollab.Functions.Identity;
using MiniExcelLibs;

namespace HrCollab.Functions.Portal;

/// <summary>A standard as a workbook for sign-off: its version and approver, every field, every rule, and the code lists with their source.</summary>
internal static class StandardSheet
{
    /// <summary>The workbook, in the language of its reader.</summary>
    public static async Task<byte[]> Of(Caller caller, Standard standard, string version, string hash, Language language, CancellationToken cancel)
    {
        var sheets = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            [T("版本", "Version")] = Table([("项目", "Item"), ("内容", "Content")], Version()),
            [T("字段", "Fields")] = Table([("字段组", "Group"), ("归口", "Owner"), ("路径", "Path"), .. StandardWords.Columns], standard.Fields.Select(Field)),
            [T("校验规则", "Rules")] = Table([("编号", "Id"), ("条件", "When"), ("要求", "Requires"), ("提示", "Message"), ("结果", "Outcome")], standard.Definition.Rules.OrEmpty().Select(Rule)),
            [T("代码表", "Code lists")] = Table(
                [("编号", "Id"), ("名称", "Name"), ("标准号", "Standard"), ("标准效力", "Standing"), ("核实情况", "Verification"), ("代码数", "Codes"), ("来源", "Source")],
                standard.Fields.Select(f => f.Codes).OfType<CodeList>().DistinctBy(c => c.Id).OrderBy(c => c.Id, StringComparer.Ordinal).Select(Codes)),
        };
        using var workbook = new MemoryStream();
        await workbook.SaveAsAsync(sheets, cancellationToken: cancel);
        return workbook.ToArray();

        string T(string zh, string en) => language == Language.English ? en : zh;

        List<Dictionary<string, object?>> Table(IEnumerable<(string Zh, string En)> heads, IEnumerable<IEnumerable<string>> rows) =>
            [.. rows.Select(r => heads.Zip(r).ToDictionary(c => T(c.First.Zh, c.First.En), c => (object?)c.Second, StringComparer.Ordinal))];

        IEnumerable<IEnumerable<string>> Version() =>
        [
            [T("标准", "Standard"), standard.Definition.Title.In(language)],
            [T("版本", "Version"), version],
            [T("文件哈希", "File hash"), hash],
            [T("批准", "Approved by"), StandardWords.Approvers(caller, language)],
            [T("导出日期", "Exported on"), caller.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
            [T("批准人签字、日期", "Signature and date of approval"), "—"],
        ];

        IEnumerable<string> Field(Field field)
        {
            var group = standard.Definition.Groups.Single(g => g.Id == Standard.Group(field));
            return [group.Title.In(language), StandardWords.Duty(caller, group.Owner, language), field.Path, field.Title.In(language), .. StandardWords.Cells(field).Select(c => c.In(language))];
        }

        IEnumerable<string> Rule(RecordRuleDefinition rule) =>
            [rule.Id, rule.When ?? "—", rule.Require, rule.Message.In(language), rule.Warning ? T("提醒", "warning") : T("拒绝", "refusal")];

        IEnumerable<string> Codes(CodeList list) =>
        [
            list.Id, list.Title.In(language), list.Standard ?? "—", StandardWords.Standing(list).In(language), StandardWords.Status(list).In(language),
            list.Values.Length.ToString(CultureInfo.InvariantCulture), list.Source.Title.In(language),
        ];
    }
}
