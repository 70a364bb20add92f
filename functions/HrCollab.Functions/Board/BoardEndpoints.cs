using System.Text.Json.Nodes;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Views;

namespace HrCollab.Functions.Board;

/// <summary>GET /board: who owes what, and GET /board/{by}/{id}: the tasks behind a line.</summary>
internal static class BoardEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/board", Get).WithName("Board")
            .Describe(new(new("按部门或人员:未完成、今日到期、逾期、不合格退回", "By department or person: open, due today, late, returned as not good enough"), Query: ["by"]));
        routes.MapGet("/api/board/{by}/{id}", Tasks).WithName("BoardTasks")
            .Describe(new(new("看板一行背后的任务;view=returned 为近期的不合格退回(天数见 manifest.json)", "The tasks behind a line of the board; view=returned: what was sent back lately (days in manifest.json)"), Query: ["view", "limit", "cursor"]));
    }

    private static async Task<IResult> Get(HttpContext context, CallerSource callers, BoardReader board)
    {
        var caller = await callers.Of(context);
        var by = context.Request.Query["by"].ToString();
        var lines = by switch
        {
            "" or "department" => await board.ByDepartment(caller, context.RequestAborted),
            "person" => await board.ByPerson(caller, context.RequestAborted),
            _ => throw new RequestRefusedException(StatusCodes.Status400BadRequest, ApiFindings.BadQuery, "by"),
        };
        return Paging.Answer(lines.Select(l => new JsonObject { ["id"] = l.Id, ["name"] = l.Name, ["open"] = l.Open, ["dueToday"] = l.DueToday, ["late"] = l.Late, ["returned"] = l.Returned }), null);
    }

    private static async Task<IResult> Tasks(HttpContext context, string by, string id, CallerSource callers, BoardReader board)
    {
        var caller = await callers.Of(context);
        var returned = context.Request.Query["view"].ToString() switch
        {
            "" or "open" => false,
            "returned" => true,
            _ => throw new RequestRefusedException(StatusCodes.Status400BadRequest, ApiFindings.BadQuery, "view"),
        };
        if (by is not ("department" or "person") || await board.Tasks(caller, by, id, returned, Paging.Of(context), context.RequestAborted) is not { } page)
            return Unseen.Problem(context, caller, by is "department" or "person" && await board.Exists(caller, by, id, context.RequestAborted), ApiFindings.NotFound);
        return Paging.Answer(page.Items.Select(i => TaskRow.Read(i).ToJson(caller, Languages.Of(context))), page.Next);
    }
}
