using HrCollab.Components;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Functions.Identity;
using MiniExcelLibs;

namespace HrCollab.Functions.Responsibilities;

/// <summary>A responsibility matrix as a workbook: what the screen shows, no more.</summary>
internal static class MatrixSheet
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static async Task<byte[]> Of(Caller caller, Matrix matrix, MatrixReader matrices, string? subject, Language language, CancellationToken cancel)
    {
        string[] heads = language == Language.English
            ? ["Step", "Responsible department", "Responsible", "Cooperating department", "Cooperating", "Work", "Deadline", "Reminders and escalation", "Standard"]
            : ["步骤", "责任部门", "责任人", "配合部门", "配合人", "工作内容", "完成时限", "提醒与上报", "工作标准"];
        var resolved = await matrices.Rows(caller, matrix, subject, cancel);
        var rows = resolved.Rows
            .Select(r => heads.Zip(Cells(resolved.Caller, r, language)).ToDictionary(c => c.First, c => (object?)c.Second, StringComparer.Ordinal)).ToList();
        using var workbook = new MemoryStream();
        await workbook.SaveAsAsync(rows, sheetName: matrix.Id, cancellationToken: cancel);
        return workbook.ToArray();
    }

    private static string[] Cells(Caller caller, ResolvedRow row, Language language) =>
    [
        row.Row.Title.In(language),
        MatrixReader.DepartmentWords(caller, row.Row.Responsible, row.Responsible, language),
        MatrixReader.Words(caller, row.Row.Responsible, row.Responsible, language),
        string.Join("; ", row.Row.Cooperating.Select((c, i) => MatrixReader.DepartmentWords(caller, c, row.Cooperating[i], language)).Distinct(StringComparer.Ordinal)),
        string.Join("; ", row.Row.Cooperating.Select((c, i) => MatrixReader.Words(caller, c, row.Cooperating[i], language))),
        row.Row.Work.In(language),
        PartyWords.Of(caller.Set, row.Row.Deadline).In(language),
        string.Join("; ", row.Row.Notices.Select(n => PartyWords.Of(caller.Set, n).In(language))),
        string.Join("; ", row.Row.Standard.Select(c => c.Title.In(language))),
    ];
}
