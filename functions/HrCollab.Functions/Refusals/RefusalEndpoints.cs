using System.Text.Json.Nodes;
using HrCollab.Engine.Kernel;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Records;

namespace HrCollab.Functions.Refusals;

/// <summary>GET /refusals: what the caller sent that was not taken and is not mended; DELETE /refusals/{id} dismisses one.</summary>
internal static class RefusalEndpoints
{
    private static readonly Text Meaning = new(
        "本人提交后未被接受的表单和记录修改,附原因、字段和当时所填内容;只有提交人本人能看到,没有任何内容进入记录。同一表单(或记录的同样字段)之后被接受时自动消除。sent 可原样再次提交或存为草稿。",
        "Forms and changes of records the caller sent that were not taken, with reason, field and what was sent. Only the sender sees them and nothing of them is in a record. One goes when the same form about the same record (or the same fields of the record) is accepted later. sent can be sent again or kept as a draft as it is.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/refusals", List).WithName("Refusals")
            .Describe(new(new("我提交后未被接受、待修正的内容", "What I sent that was not taken and is to be fixed"), Query: ["limit", "cursor"], Details: Meaning));
        routes.MapDelete("/api/refusals/{id}", Dismiss).WithName("DismissRefusal")
            .Describe(new(new("不再修正,从待修正列表移除", "Take one off the list without fixing it")));
    }

    private static async Task<IResult> List(HttpContext context, CallerSource callers, ToFixList list, RecordReader records)
    {
        var caller = await callers.Of(context);
        var (items, next) = await list.Page(caller, Paging.Of(context), context.RequestAborted);
        var seen = new List<JsonObject>(items.Count);
        foreach (var (item, version) in items) seen.Add((await RefusalSight.Of(caller, item, records, context.RequestAborted)).Json(version, Languages.Of(context)));
        return Paging.Answer(seen, next);
    }

    private static async Task<IResult> Dismiss(HttpContext context, string id, CallerSource callers, ToFixList list)
    {
        var caller = await callers.Of(context);
        await list.Dismiss(caller, id);
        return TypedResults.NoContent();
    }
}
