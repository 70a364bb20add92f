using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Engine.Responsibilities;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using MiniExcelLibs;

namespace HrCollab.Functions.Responsibilities;

/// <summary>GET /responsibilities and /responsibilities/{id}, as JSON or (?format=xlsx) as a workbook.</summary>
internal static class MatrixEndpoints
{
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/responsibilities", List).WithName("ResponsibilityMatrices").Describe(new(new("责任矩阵列表", "The responsibility matrices")));
        routes.MapGet("/api/responsibilities/{id}", Get).WithName("Responsibilities")
            .Describe(new(new("责任矩阵,对应到今天的人员;format=xlsx 导出", "A responsibility matrix with today's people; format=xlsx exports it"), Query: ["subject", "format"]));
    }

    private static async Task<IResult> List(HttpContext context, CallerSource callers)
    {
        var caller = await callers.Of(context);
        return Paging.Answer(caller.Set.All<Matrix>().Select(m => new JsonObject { ["id"] = m.Id, ["title"] = m.Title.In(context), ["rows"] = m.Rows.Length }), null);
    }

    private static async Task<IResult> Get(HttpContext context, string id, CallerSource callers, MatrixReader matrices)
    {
        var caller = await callers.Of(context);
        if (caller.Set.Find<Matrix>(id) is not { } matrix) return Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.NotFound);
        var subject = context.Request.Query["subject"].ToString() is { Length: > 0 } key ? key : null;
        var language = Languages.Of(context);
        switch (context.Request.Query["format"].ToString())
        {
            case "" or "json":
                return JsonAnswer.Ok(await matrices.Json(caller, matrix, subject, language, context.RequestAborted));
            case "xlsx":
                return TypedResults.File(await Sheet(caller, matrix, matrices, subject, language, context.RequestAborted), Workbook, $"{matrix.Id}.xlsx");
            default:
                return Problems.Of(context, StatusCodes.Status400BadRequest, ApiFindings.BadQuery, "format");
        }
    }

    private static async Task<byte[]> Sheet(Caller caller, Matrix matrix, MatrixReader matrices, string? subject, Language language, CancellationToken cancel)
    {
        string[] heads = language == Language.English
            ? ["Step", "Responsible department", "Responsible", "Cooperating", "Work", "Deadline", "Standard"]
            : ["步骤", "责任部门", "责任人", "配合部门/配合人", "工作内容", "完成时限", "工作标准"];
        var rows = (await matrices.Rows(caller, matrix, subject, cancel)).Select(r =>
        {
            var department = (r.Responsible as Assignment.Found)?.Department ?? (r.Responsible as Assignment.Nobody)?.Department;
            string?[] cells =
            [
                r.Row.Title.In(language),
                caller.Organization.Department(department)?.Name ?? "",
                MatrixReader.Words(caller, r.Row.Responsible, r.Responsible, language),
                string.Join("; ", r.Row.Cooperating.Select((c, i) => MatrixReader.Words(caller, c, r.Cooperating[i], language))),
                r.Row.Work.In(language),
                r.Row.Deadline.Words.In(language),
                string.Join("; ", r.Row.Standard.Select(c => c.Title.In(language))),
            ];
            return heads.Zip(cells).ToDictionary(c => c.First, c => (object?)c.Second, StringComparer.Ordinal);
        }).ToList();
        using var workbook = new MemoryStream();
        await workbook.SaveAsAsync(rows, sheetName: matrix.Id, cancellationToken: cancel);
        return workbook.ToArray();
    }
}
