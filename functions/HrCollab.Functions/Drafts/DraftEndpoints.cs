using System.Text.Json.Nodes;
using HrCollab.Engine.Workflows;
using HrCollab.Functions.Http;
using HrCollab.Functions.Identity;
using HrCollab.Functions.Storage;
using HrCollab.Functions.Submissions;

namespace HrCollab.Functions.Drafts;

/// <summary>
/// GET /drafts; PUT, PATCH, GET and DELETE /forms/{form}/drafts/{id}: a form as far as it is filled in, kept without judging it, for its author alone.
/// </summary>
internal static class DraftEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        const string Path = "/api/forms/{form}/drafts/{id}";
        routes.MapGet("/api/drafts", List).WithName("Drafts").Describe(new(new("我的草稿", "My drafts"), Query: ["limit", "cursor"]));
        routes.MapPut(Path, Put).WithName("SaveDraft")
            .Describe(new(new("保存草稿,不校验(已有草稿时需 If-Match)", "Save a draft without judging it (needs If-Match over one that is there)"), """{"type":"object"}""", Tagged: true, IfMatch: Precondition.Optional));
        routes.MapPatch(Path, Patch).WithName("ChangeDraft")
            .Describe(new(new("修改草稿(合并补丁,需 If-Match)", "Change a draft (merge patch, needs If-Match)"), """{"type":"object"}""", Tagged: true, IfMatch: Precondition.Required));
        routes.MapGet(Path, Get).WithName("Draft").Describe(new(new("读取草稿", "A draft"), Tagged: true));
        routes.MapDelete(Path, Delete).WithName("DeleteDraft").Describe(new(new("删除草稿", "Delete a draft")));
    }

    private static async Task<IResult> List(HttpContext context, CallerSource callers, DraftDesk drafts)
    {
        var caller = await callers.Of(context);
        var (items, next) = await drafts.Page(caller, Paging.Of(context), context.RequestAborted);
        return Paging.Answer(items.Select(d => new JsonObject
        {
            ["form"] = d.Form,
            ["title"] = WorkflowChoice.Of(caller.Set, d.Form)?.Form.Title.In(context),
            ["id"] = d.Id,
            ["version"] = d.Version,
            ["href"] = $"/api/forms/{Uri.EscapeDataString(d.Form)}/drafts/{Uri.EscapeDataString(d.Id)}",
        }), next);
    }

    /// <summary>Without If-Match only what is not there yet: two windows do not overwrite each other unnoticed.</summary>
    private static async Task<IResult> Put(HttpContext context, string form, string id, CallerSource callers, DraftDesk drafts)
    {
        var caller = await callers.Of(context);
        if (SubmissionDesk.WorkflowOf(caller, form) is null || !DraftDesk.IsId(id)) return NotFound(context);
        var body = await RequestBody.Read(context, caller.Set.Manifest.MostDraftBytes);
        var held = await drafts.Find(caller, form, id, context.RequestAborted);
        if (held is not null && !ETags.HasIfMatch(context)) return Problems.Of(context, StatusCodes.Status428PreconditionRequired, ApiFindings.NeedsIfMatch);
        return Answer(context, form, id, await drafts.Save(caller, form, id, body.Bytes, ETags.HasIfMatch(context) ? ETags.IfMatch(context) ?? held?.Version ?? -1 : 0, context.RequestAborted));
    }

    private static async Task<IResult> Patch(HttpContext context, string form, string id, CallerSource callers, DraftDesk drafts)
    {
        var caller = await callers.Of(context);
        var body = await RequestBody.Read(context, caller.Set.Manifest.MostDraftBytes);
        if (await drafts.Find(caller, form, id, context.RequestAborted) is not { } held) return NotFound(context);
        if (!ETags.HasIfMatch(context)) return Problems.Of(context, StatusCodes.Status428PreconditionRequired, ApiFindings.NeedsIfMatch);
        if (ETags.IfMatch(context) is { } expected && expected != held.Version) return Answer(context, form, id, new DraftResult.Stale(held));
        var patched = MergePatch.Apply(JsonNode.Parse(held.Body.Span), JsonNode.Parse(body.Bytes));
        return Answer(context, form, id, await drafts.Save(caller, form, id, patched is null ? "null"u8.ToArray() : JsonAnswer.Bytes(patched), held.Version, context.RequestAborted));
    }

    private static async Task<IResult> Get(HttpContext context, string form, string id, CallerSource callers, DraftDesk drafts)
    {
        var caller = await callers.Of(context);
        if (await drafts.Find(caller, form, id, context.RequestAborted) is not { } held) return NotFound(context);
        return ETags.Answer(context, held.Body, held.Version);
    }

    private static async Task<IResult> Delete(HttpContext context, string form, string id, CallerSource callers, DraftDesk drafts)
    {
        var caller = await callers.Of(context);
        if (!DraftDesk.IsId(id)) return NotFound(context);
        await drafts.Delete(caller, form, id, context.RequestAborted);
        return TypedResults.NoContent();
    }

    private static IResult Answer(HttpContext context, string form, string id, DraftResult result)
    {
        switch (result)
        {
            case DraftResult.Saved saved:
                ETags.Set(context, saved.Version);
                return JsonAnswer.Ok(new JsonObject { ["id"] = id, ["form"] = form, ["version"] = saved.Version });
            case DraftResult.TooLarge large:
                return Problems.Of(context, StatusCodes.Status413PayloadTooLarge, ApiFindings.TooLarge, large.Most);
            case DraftResult.TooMany many:
                return Problems.Of(context, StatusCodes.Status409Conflict, ApiFindings.TooManyDrafts, many.Most);
            default:
                var held = ((DraftResult.Stale)result).Held;
                ETags.Set(context, held?.Version ?? 0);
                var newer = new JsonObject { ["current"] = held is null ? null : JsonNode.Parse(held.Body.Span), ["version"] = held?.Version ?? 0 };
                return Problems.Of(context, StatusCodes.Status412PreconditionFailed, ApiFindings.Stale, ApiFindings.Stale.Message.With(held?.Version ?? 0), newer);
        }
    }

    private static IResult NotFound(HttpContext context) => Problems.Of(context, StatusCodes.Status404NotFound, ApiFindings.NotFound);
}
