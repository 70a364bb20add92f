using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Records;
using HrCollab.Functions.Refusals;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HrCollab.Functions.Portal;

/// <summary>What the reader sent that was not taken: why, where it is mended, and a button for what is not to be mended.</summary>
internal static class RefusalPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/refusals", Show);
        routes.MapPost("/refusals", Dismiss);
    }

    private static async Task<IResult> Show(HttpContext context, CallerSource callers, ToFixList list, RecordReader records)
    {
        var caller = await callers.Of(context);
        var (items, next) = await list.Page(caller, Paging.Of(context), context.RequestAborted);
        var shown = new List<ShownRefusal>(items.Count);
        foreach (var (item, _) in items)
        {
            var sight = await RefusalSight.Of(caller, item, records, context.RequestAborted);
            shown.Add(new ShownRefusal(item.Id, item.Kind == RefusedItem.Form, sight.Title, sight.Label, item.Subject, item.At, sight.Page, [.. item.Findings.Select(f => (sight.FieldOf(f), f.Message, f.Accepted))], item.DecisionId is { } decision ? $"/decisions/{Uri.EscapeDataString(decision)}" : null));
        }

        return new RazorComponentResult<RefusalsPage>(new { Page = PageFrame.Of(context, caller), Items = (IReadOnlyList<ShownRefusal>)shown, Around = PagesAround.Of(context, next) });
    }

    private static async Task<IResult> Dismiss(HttpContext context, CallerSource callers, ToFixList list, IAntiforgery antiforgery)
    {
        await antiforgery.ValidateRequestAsync(context);
        var caller = await callers.Of(context);
        var sent = await context.Request.ReadFormAsync(context.RequestAborted);
        await list.Dismiss(caller, sent["_id"].ToString());
        return TypedResults.LocalRedirect("/refusals");
    }
}
