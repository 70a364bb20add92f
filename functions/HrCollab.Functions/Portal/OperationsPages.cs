using HrCollab.Engine.Kernel;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Operations;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HrCollab.Functions.Portal;

/// <summary>The page of those who keep the system running.</summary>
internal static class OperationsPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/operations", Show);
        routes.MapPost("/operations", Replay);
    }

    private static async Task<IResult> Show(HttpContext context, CallerSource callers, OperationsReader operations)
    {
        var caller = await callers.Of(context);
        return OperationsReader.May(caller) ? await Page(context, caller, operations, null) : PortalEndpoints.NotFound(context, caller);
    }

    private static async Task<IResult> Replay(HttpContext context, CallerSource callers, OperationsReader operations, IAntiforgery antiforgery)
    {
        await antiforgery.ValidateRequestAsync(context);
        var caller = await callers.Of(context);
        if (!OperationsReader.May(caller)) return PortalEndpoints.NotFound(context, caller);
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        Text said = await operations.Replay(sent["id"].ToString(), context.RequestAborted) switch
        {
            true => new("已重试成功。", "Tried again: it is done."),
            false => new("重试后仍然失败,稍后会自动再试。", "Tried again: it still fails, and will be tried later by itself."),
            null => new("这一项已不在:可能已自动重试成功。", "It is not there any more: perhaps it has been done meanwhile."),
        };
        return await Page(context, caller, operations, said);
    }

    private static async Task<IResult> Page(HttpContext context, Caller caller, OperationsReader operations, Text? said) => new RazorComponentResult<OperationsPage>(
        new { Page = PageFrame.Of(context, caller), Report = await operations.Look(context.RequestAborted), Said = said });
}
