using System.Text.Json.Nodes;
using HrCollab.Engine.Responsibilities;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;

namespace HrCollab.Functions.Responsibilities;

/// <summary>GET /responsibilities and /responsibilities/{id}, as JSON or (?format=xlsx) as a workbook.</summary>
internal static class MatrixEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/responsibilities", List).WithName("ResponsibilityMatrices").Describe(new(new("责任矩阵列表", "The responsibility matrices")));
        routes.MapGet("/api/responsibilities/{id}", Get).WithName("Responsibilities")
            .Describe(new(new("责任矩阵,对应到今天的人员;format=xlsx 导出", "A responsibility matrix with today's people; format=xlsx exports it"), Query: ["subject", "format"]));
    }

    private static async Task<IResult> List(HttpContext context, CallerSource callers)
    {
        var caller = await callers.Of(context);
        return Paging.Answer(caller.Set.All<Matrix>().Select(m => new JsonObject { ["id"] = m.Id, ["title"] = MatrixReader.Title(caller, m).In(context), ["rows"] = m.Rows.Length }), null);
    }

    private static async Task<IResult> Get(HttpContext context, string id, CallerSource callers, MatrixReader matrices)
    {
        var caller = await callers.Of(context);
        if (caller.Set.Find<Matrix>(id) is not { } named) return Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.NotFound);
        var subject = context.Request.Query["subject"].ToString() is { Length: > 0 } key ? key : null;
        if (await matrices.Whose(caller, named, subject, context.RequestAborted) is not { } matrix) return Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.NotFound);
        var language = Languages.Of(context);
        switch (context.Request.Query["format"].ToString())
        {
            case "" or "json":
                return JsonAnswer.Ok(await matrices.Json(caller, matrix, subject, language, context.RequestAborted));
            case "xlsx":
                return TypedResults.File(await MatrixSheet.Of(caller, matrix, matrices, subject, language, context.RequestAborted), MatrixSheet.ContentType, $"{matrix.Id}.xlsx");
            default:
                return Problems.Of(context, StatusCodes.Status400BadRequest, ApiFindings.BadQuery, "format");
        }
    }
}
